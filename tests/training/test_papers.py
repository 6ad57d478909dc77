"""The published systems: layers, losses and schedules as their papers have them."""

import tomllib
from pathlib import Path

import pytest
import torch
from torch import nn

from training.architectures import ARCHITECTURES, Network
from training.architectures.autoencoder import Autoencoder
from training.architectures.resnet_unet import AB_SCALE, ResNetUNet
from training.architectures.siggraph17 import SIGGRAPH17
from training.architectures.vgg_lab import VGGLab
from training.config import config_from_dict
from training.losses import ColorLoss
from training.start import make_module

CONFIGS = Path(__file__).parents[2] / "training" / "configs"


def _config(name):
    return config_from_dict(tomllib.loads((CONFIGS / f"{name}.toml").read_text("utf-8")))


def _count(network, kind):
    return sum(isinstance(part, kind) for part in network.modules())


def _strides(network, kind):
    return [part.stride[0] for part in network.modules() if isinstance(part, kind)]


@pytest.mark.parametrize("name", ARCHITECTURES)
def test_every_architecture_makes_a_network_of_the_interface(name):
    architecture = ARCHITECTURES[name]
    bins = (torch.zeros(3, 2),) if architecture.measured_bins else ()
    options = {} if name == "unet" else {"width": 16 if name == "resnet_unet" else 4}
    network = architecture(*bins, **options)
    assert isinstance(network, Network)
    assert isinstance(network, nn.Module)


def test_the_autoencoder_has_a_full_size_convolution_then_five_down_and_five_up():
    network = Autoencoder(width=4)
    assert _strides(network, nn.Conv2d) == [1, 2, 2, 2, 2, 2, 1]
    assert _strides(network, nn.ConvTranspose2d) == [2] * 5
    assert _count(network, nn.BatchNorm2d) == 11  # after each convolution but the last
    config = _config("autoencoder")
    assert (config.loss.distance, config.optimizer.name) == ("mse", "adam")
    assert config.data.validation_share == 0.2
    assert config.run.monitor == "validation_loss"


def test_the_resnet_unet_goes_up_by_transposed_convolutions_to_a_sigmoid():
    torch.manual_seed(0)
    network = ResNetUNet(width=16).eval()
    assert _strides(network, nn.ConvTranspose2d) == [2] * 5
    assert [part.p for part in network.modules() if isinstance(part, nn.Dropout)] == [
        0.5, 0.5, 0.5, 0.0
    ]  # fmt: skip
    weights = torch.cat([p.flatten() for p in network.up16.layers[0].parameters()])
    assert weights.detach().std() == pytest.approx(0.02, rel=0.05)
    network.out.bias.data.fill_(1e4)
    with torch.inference_mode():
        ab = network(torch.rand(1, 1, 32, 32) * 100).ab
    assert ab.shape == (1, 2, 32, 32)
    assert torch.allclose(ab, torch.full_like(ab, AB_SCALE))
    config = _config("resnet_unet")
    assert config.gan.pretrain_steps == 50 * 8000 // config.data.batch_size
    assert config.loss.distance == "l1"
    assert config.loss.ab * AB_SCALE == pytest.approx(100, rel=1e-3)
    assert config.optimizer.betas == (0.5, 0.999)
    assert config.data.validation_share == 0.2


def test_vgg_lab_reads_skips_and_varies_photos():
    network = VGGLab(width=4)
    inputs = [step[0].in_channels for step in network.steps]
    assert inputs == [256 + 8 * 4, 128 + 4 * 4, 64 + 2 * 4, 32 + 4]
    assert _count(network.encoder, nn.Conv2d) == 13
    config = _config("vgg_lab")
    assert config.optimizer.learning_rate == 2e-4
    assert config.optimizer.schedule == "plateau"
    assert config.optimizer.encoder_share == 0
    assert config.augment.rotate > 0
    assert config.augment.crop[0] < config.augment.crop[1]


def test_eccv16_is_trained_on_its_bins_with_a_smoothed_prior():
    config = _config("eccv16")
    assert (config.data.side, config.data.batch_size) == (176, 40)
    assert (config.loss.ab, config.loss.bins, config.loss.prior_sigma) == (0, 1, 5)
    assert config.loss.consistency == 0
    assert config.loss.rebalance
    rates = [3e-5 * config.optimizer.plateau_factor**cuts for cuts in range(3)]
    assert rates == pytest.approx([3e-5, 1e-5, 3e-6], rel=0.1)
    assert config.optimizer.betas == (0.9, 0.99)
    assert config.run.steps == 450_000


def test_the_recipe_on_vgg_weights_gathers_batches_and_restarts():
    config = _config("eccv16-vgg")
    assert config.network == {"vgg_input": True, "skips": True}
    assert (config.data.side, config.data.batch_size, config.run.accumulate) == (224, 32, 4)
    assert (config.optimizer.name, config.optimizer.learning_rate) == ("adam", 1e-4)
    assert config.optimizer.schedule == "restarts_and_plateau"
    assert config.run.patience == 5
    assert config.augment.brightness > 1


def test_siggraph17_learns_its_bins_apart_from_ab():
    config = _config("siggraph17")
    hints, loss = config.hints, config.loss
    assert (hints.stop, hints.all, hints.places) == (0.125, 0.01, "normal")
    assert (loss.distance, loss.beta) == ("smooth_l1", 1)
    assert loss.hard_bins
    assert not loss.rebalance
    network = SIGGRAPH17(width=4, **config.network)
    prediction = network(torch.rand(1, 1, 32, 32) * 100, torch.zeros(1, 3, 32, 32))
    prediction.ab.sum().backward()
    assert network.model_out[0].weight.grad is not None
    assert network.model1[0].weight.grad is None
    assert network.model8[1].weight.grad is None


def test_a_mask_around_zero_and_scaled_logits_are_options_of_siggraph17():
    torch.manual_seed(0)
    plain, other = SIGGRAPH17(width=4), SIGGRAPH17(width=4, mask_center=0.5, logit_scale=0.2)
    other.load_state_dict(plain.state_dict())
    lightness, hints = torch.rand(1, 1, 32, 32) * 100, torch.zeros(1, 3, 32, 32)
    shifted = hints.clone()
    shifted[:, 2] -= 0.5
    with torch.inference_mode():
        one, two = plain.eval()(lightness, shifted), other.eval()(lightness, hints)
    assert torch.allclose(one.ab, two.ab)
    assert torch.allclose(one.bins * 0.2, two.bins, atol=1e-6)


@pytest.mark.parametrize("name", ["eccv16", "eccv16-vgg", "siggraph17"])
def test_a_config_makes_the_losses_of_its_paper(name, photo_folder):
    from dataclasses import replace

    from training.photos import load_photos

    config = _config(name)
    config = replace(config, network={**config.network, "width": 4})
    store = load_photos([photo_folder], 128, most=4)
    loss = make_module(config, store, photo_folder / "none.ckpt").loss
    assert isinstance(loss, ColorLoss)
    assert loss.bin_loss.nearest.shape[1] == (1 if name == "siggraph17" else 5)
    assert (loss.bin_loss.rebalancing == 1).all() == (name == "siggraph17")
