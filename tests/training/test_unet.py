"""The project's own network: its published encoder, and how its hints travel."""

import pytest
import torch
from torch.nn import functional

from training.architectures.efficientnet_lite import BATCH_NORM_EPSILON, VARIANTS, Encoder
from training.architectures.hint_transport import HintTransport
from training.architectures.unet import UNet
from training.averaging import refresh_statistics
from training.config import config_from_dict
from training.errors import CheckpointError
from training.module import ColorizationModule
from training.start import make_module
from training.units import dead_units


def test_the_published_batch_norm_is_folded_into_the_encoder(encoder_weights):
    encoder, state = Encoder(VARIANTS[0]), torch.load(encoder_weights, weights_only=True)
    encoder.load_published(encoder_weights)
    image = torch.rand(1, 1, 32, 32)
    first = functional.conv2d(
        functional.pad(image.expand(-1, 3, -1, -1), (0, 1, 0, 1)), state["00_conv.weight"], stride=2
    )
    first = functional.batch_norm(
        first, state["00_bn.running_mean"], state["00_bn.running_var"], state["00_bn.weight"],
        state["00_bn.bias"], eps=BATCH_NORM_EPSILON,
    )  # fmt: skip
    with torch.inference_mode():
        assert torch.allclose(
            encoder.fixed[0](image.expand(-1, 3, -1, -1)), functional.relu6(first), atol=1e-5
        )


def test_batch_norm_may_stay_beside_the_convolutions_of_the_encoder(encoder_weights):
    image, hints = torch.rand(1, 1, 64, 64), torch.rand(1, 24, 16, 16)
    results = []
    for norm in (False, True):
        encoder = Encoder(VARIANTS[0], norm).eval()
        encoder.load_published(encoder_weights)
        with torch.inference_mode():
            skips, whole = encoder(image, hints)
        results.append((*skips, whole))
    for folded, beside in zip(*results, strict=True):
        assert torch.allclose(folded, beside, rtol=1e-3, atol=1e-3 * float(folded.abs().max()))


def test_dead_units_are_counted_behind_each_relu():
    network = UNet(torch.zeros(3, 2)).eval()
    lab = torch.rand(2, 3, 64, 64) * 100
    with torch.no_grad():
        network.deep.bias.fill_(1000.0)
    before = dead_units(network, lab)
    with torch.no_grad():
        network.deep.bias[:50] = -1000.0
    after = dead_units(network, lab)
    assert (before["deep_relu"], after["deep_relu"]) == ((0, 192), (50, 192))
    assert after["encoder.head.activation"] == before["encoder.head.activation"]


def test_weights_of_another_network_are_refused(encoder_weights, tmp_path):
    state = torch.load(encoder_weights, weights_only=True)
    state["05_conv.weight"] = torch.zeros(7, 7, 1, 1)
    torch.save(state, tmp_path / "other.pth")
    with pytest.raises(ValueError, match="05_conv"):
        UNet(torch.zeros(3, 2)).load_encoder(tmp_path / "other.pth")


def test_norm_keeps_the_deepest_features_alive_wherever_training_has_pushed_them():
    seen = []
    for deep_norm in (False, True):
        torch.manual_seed(0)
        network = UNet(torch.zeros(3, 2), deep_norm=deep_norm)
        with torch.no_grad():
            network.deep.bias.fill_(-100.0)
        network.up16.reduce.register_forward_hook(lambda _, given, __: seen.append(given[0]))
        network(torch.rand(2, 1, 64, 64) * 100, None)
    dead, alive = ((features > 0).float().mean() for features in seen)
    assert dead == 0
    assert alive == pytest.approx(0.5, abs=0.1)


def test_the_description_of_the_whole_photo_learns_wherever_training_has_pushed_it():
    slopes = []
    for deep_norm in (False, True):
        torch.manual_seed(0)
        network = UNet(torch.zeros(3, 2), deep_norm=deep_norm)
        described = network.context[1]
        with torch.no_grad():
            described.bias.fill_(-100.0)
        network(torch.rand(2, 1, 64, 64) * 100, None).ab.square().sum().backward()
        slopes.append(float(described.weight.grad.abs().max()))
    dead, alive = slopes
    assert dead == 0
    assert alive > 0


def test_a_run_with_norm_goes_on_from_a_checkpoint_without(tmp_path):
    table = {"name": "tiny", "architecture": "unet"}
    centers = torch.tensor([[0.0, 0.0], [40.0, 20.0], [-20.0, 30.0]])
    first = ColorizationModule(config_from_dict(table), centers, torch.ones(3) / 3)
    torch.save({"state_dict": first.state_dict(), "config": table}, tmp_path / "first.ckpt")
    config = config_from_dict(table | {"network": {"deep_norm": True}})
    started = make_module(
        config, None, tmp_path / "last.ckpt", start_from=tmp_path / "first.ckpt"
    ).network
    assert torch.equal(started.deep.weight, first.network.deep.weight)
    assert "deep_norm.weight" in started.state_dict()


def test_a_larger_encoder_goes_below_the_decoder_of_another_run(
    larger_encoder_weights, tmp_path, caplog
):
    torch.manual_seed(1)
    table = {"name": "tiny", "architecture": "unet"}
    centers = torch.tensor([[0.0, 0.0], [40.0, 20.0], [-20.0, 30.0]])
    first = ColorizationModule(config_from_dict(table), centers, torch.ones(3) / 3)
    torch.save({"state_dict": first.state_dict(), "config": table}, tmp_path / "first.ckpt")
    larger = config_from_dict(table | {"network": {"lite": 2}})
    with pytest.raises(CheckpointError, match="lite = 2"):
        make_module(larger, None, tmp_path / "last.ckpt", start_from=tmp_path / "first.ckpt")
    with caplog.at_level("INFO"):
        network = make_module(
            larger, None, tmp_path / "last.ckpt", larger_encoder_weights, tmp_path / "first.ckpt"
        ).network
    assert "up8.join" in caplog.text
    assert "refine" not in caplog.text
    assert torch.equal(network.up4.refine[0].weight, first.network.up4.refine[0].weight)
    encoder = Encoder(VARIANTS[2])
    encoder.load_published(larger_encoder_weights)
    image, hints = torch.rand(1, 1, 64, 64), torch.zeros(1, 24, 16, 16)
    with torch.inference_mode():
        skips, whole = encoder(image, hints)
        assert torch.allclose(network.encoder(image, hints)[1], whole, atol=1e-4)
    assert [skip.shape[1] for skip in skips] == [24, 48, 120, 352]


def test_an_encoder_that_does_not_exist_is_refused():
    with pytest.raises(ValueError, match="Lite7"):
        UNet(torch.zeros(3, 2), lite=7)


def test_edges_and_textures_keep_their_published_weights():
    encoder = UNet(torch.zeros(3, 2)).encoder
    assert not any(parameter.requires_grad for parameter in encoder.fixed.parameters())
    assert any(parameter.requires_grad for parameter in encoder.stages.parameters())


def _neutral(transport):
    """Make likeness, reach and the pull of nothing the same everywhere."""
    for part in (transport.query, transport.key, transport.reach, transport.nothing):
        torch.nn.init.zeros_(part.weight)
        torch.nn.init.zeros_(part.bias)
    return transport


def _one_hint(height=5, width=9, row=2, column=4):
    missing, present = torch.zeros(1, 2, height, width), torch.zeros(1, 1, height, width)
    missing[0, :, row, column] = torch.tensor([10.0, -4.0])
    present[0, 0, row, column] = 1
    return missing, present


def test_nothing_travels_without_hints():
    missing, present = torch.zeros(2, 2, 4, 6), torch.zeros(2, 1, 4, 6)
    carried = HintTransport(8)(torch.randn(2, 8, 4, 6), missing, present)
    assert carried.shape == (2, 3, 4, 6)
    assert carried.abs().max() == 0


def test_a_hint_speaks_the_less_the_further_away():
    missing, present = _one_hint()
    carried = _neutral(HintTransport(8))(torch.zeros(1, 8, 5, 9), missing, present)[0].detach()
    along = carried[2, 2, 4:]
    assert along[0] == pytest.approx(0.5)  # as much as nothing does
    assert (along.diff() < 0).all()
    assert torch.allclose(carried[0], 10 * carried[2], atol=1e-5)
    assert torch.allclose(carried, carried.flip(1), atol=1e-6)
    assert torch.allclose(carried, carried.flip(2), atol=1e-6)


def test_of_two_hints_the_likelier_colors_a_place():
    transport = _neutral(HintTransport(2, size=2))
    for part in (transport.query, transport.key):
        part.weight.data = 6 * torch.eye(2)[:, :, None, None]
    image = torch.zeros(1, 2, 1, 9)
    image[0, 0, 0, :5], image[0, 1, 0, 5:] = 1, 1
    missing, present = torch.zeros(1, 2, 1, 9), torch.zeros(1, 1, 1, 9)
    missing[0, 0, 0, 4], missing[0, 0, 0, 6] = 10.0, -10.0
    present[0, 0, 0, [4, 6]] = 1
    carried = transport(image, missing, present)[0, 0, 0]
    assert (carried[:5] > 9).all()
    assert (carried[5:] < -9).all()


def test_statistics_are_those_of_the_views_they_are_taken_from():
    class Module(torch.nn.Module):
        def __init__(self):
            super().__init__()
            self.norm = torch.nn.BatchNorm2d(3)
            self.device = torch.device("cpu")

        def predict(self, lab):
            return self.norm(lab)

    module = Module().eval()
    views = [torch.randn(4, 3, 8, 8) * 5 + 20 for _ in range(3)]
    refresh_statistics(module, views)
    everything = torch.stack(views).transpose(1, 2).flatten(2)
    assert torch.allclose(module.norm.running_mean, everything.mean(dim=(0, 2)), atol=1e-4)
    assert not module.norm.training
    assert module.norm.momentum == 0.1
