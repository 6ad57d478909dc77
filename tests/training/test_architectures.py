"""The networks by themselves: published sizes and names, and what they make of L and hints."""

import pytest
import torch

from training.architectures import ARCHITECTURES
from training.architectures.eccv16 import ECCV16
from training.architectures.patchgan import PatchGAN
from training.architectures.resnet_unet import ResNetUNet
from training.architectures.siggraph17 import SIGGRAPH17
from training.architectures.vgg import CONVOLUTIONS, vgg_features
from training.architectures.vgg_lab import VGGLab

# From the published checkpoints: parameters, and the shapes of layers that are easy to get wrong.
PUBLISHED = {
    "eccv16": (
        32_236_011,
        {
            "model1.0.weight": (64, 1, 3, 3),
            "model3.6.running_mean": (256,),
            "model5.4.bias": (512,),
            "model8.0.weight": (512, 256, 4, 4),
            "model8.6.weight": (313, 256, 1, 1),
            "model_out.weight": (2, 313, 1, 1),
        },
    ),
    "siggraph17": (
        34_187_027,
        {
            "model1.0.weight": (64, 4, 3, 3),
            "model8up.0.weight": (512, 256, 4, 4),
            "model3short8.0.weight": (256, 256, 3, 3),
            "model8.5.running_var": (256,),
            "model9.3.weight": (128,),
            "model2short9.0.bias": (128,),
            "model10up.0.weight": (128, 128, 4, 4),
            "model1short10.0.weight": (128, 64, 3, 3),
            "model_class.0.weight": (529, 256, 1, 1),
            "model_out.0.weight": (2, 128, 1, 1),
        },
    ),
}


@pytest.mark.parametrize("name", PUBLISHED)
def test_a_published_network_has_the_published_layers(name):
    parameters, shapes = PUBLISHED[name]
    with torch.device("meta"):
        network = ARCHITECTURES[name]()
    assert sum(p.numel() for p in network.parameters()) == parameters
    state = network.state_dict()
    assert {key: tuple(state[key].shape) for key in shapes} == shapes
    assert "bin_centres" not in state


def test_the_bins_of_eccv16_are_the_published_ones_in_their_order():
    centers = ECCV16(width=4).bin_centres
    assert centers.shape == (313, 2)
    assert torch.allclose(
        centers[[0, 4, 5, -1]], torch.tensor([[-90.0, 50], [-90, 90], [-80, 20], [100, 0]])
    )


def test_the_color_of_eccv16_is_the_mean_of_its_bins():
    network = ECCV16(width=4).eval()
    with torch.inference_mode():
        ab, logits, _ = network(torch.rand(1, 1, 32, 40) * 100, None)
    mean = torch.einsum("nqhw,qc->nchw", logits.softmax(dim=1), network.bin_centres)
    assert torch.allclose(ab, mean, atol=1e-3)


def test_siggraph17_takes_its_bins_from_the_whole_plane():
    centers = SIGGRAPH17(width=4).bin_centres
    assert centers.shape == (529, 2)
    assert centers[[0, -1]].tolist() == [[-110, -110], [110, 110]]


@pytest.mark.parametrize(
    ("name", "options", "finer"),
    [
        ("eccv16", {"width": 4}, 1),
        ("eccv16", {"width": 4, "skips": True, "vgg_input": True}, 1),
        ("siggraph17", {"width": 4}, 4),
        ("resnet_unet", {"width": 16}, 1),
        ("autoencoder", {"width": 4}, 1),
        ("vgg_lab", {"width": 4}, 1),
    ],
)
def test_a_network_keeps_its_strides_at_odd_sizes(name, options, finer):
    network = ARCHITECTURES[name](**options).eval()
    height, width = 3 * network.stride, 5 * network.stride
    lightness, hints = torch.rand(2, 1, height, width) * 100, torch.zeros(2, 3, height, width)
    with torch.inference_mode():
        ab, bins, _ = network(lightness, hints)
    rows, columns = height // network.output_stride, width // network.output_stride
    assert ab.shape == (2, 2, rows * finer, columns * finer)
    assert (bins is None) == (network.bin_centres is None)
    if bins is not None:
        assert bins.shape == (2, len(network.bin_centres), rows, columns)


def test_a_hint_changes_what_siggraph17_sees():
    network = SIGGRAPH17(width=4).eval()
    lightness, hints = torch.full((1, 1, 32, 32), 50.0), torch.zeros(1, 3, 32, 32)
    with torch.inference_mode():
        plain = network(lightness, hints).ab
        hints[:, :, 14:18, 14:18] = torch.tensor([60.0, 40, 1]).view(3, 1, 1)
        hinted = network(lightness, hints).ab
    assert not torch.allclose(plain, hinted)


def _vgg_file(path, width):
    features = vgg_features(width)
    weights = {
        f"features.{number}.{kind}": getattr(features[number], kind).data
        for number in CONVOLUTIONS
        for kind in ("weight", "bias")
    }
    torch.save(weights | {"classifier.0.bias": torch.zeros(3)}, path)
    return weights


def test_vgg_weights_start_both_networks_that_take_them(tmp_path):
    path = tmp_path / "vgg16.pth"
    weights = _vgg_file(path, width=4)
    lab, eccv = VGGLab(width=4), ECCV16(width=4, vgg_input=True)
    lab.load_encoder(path)
    eccv.load_encoder(path)
    assert torch.equal(lab.encoder[28].weight, weights["features.28.weight"])
    assert torch.equal(eccv.model1[0].weight, weights["features.0.weight"])
    assert torch.equal(eccv.model5[4].bias, weights["features.28.bias"])
    with pytest.raises(ValueError, match="vgg_input"):
        ECCV16(width=4).load_encoder(path)


def test_resnet_weights_start_the_unet(tmp_path):
    path, donor, network = tmp_path / "resnet18.pth", ResNetUNet(16), ResNetUNet(16)
    torch.save(donor.encoder.state_dict() | {"fc.weight": torch.zeros(2)}, path)
    network.load_encoder(path)
    assert torch.equal(network.encoder.layer4[1].conv2.weight, donor.encoder.layer4[1].conv2.weight)


def test_each_logit_of_the_discriminator_sees_70_pixels():
    network = PatchGAN(width=2).eval()
    lightness = torch.zeros(1, 1, 256, 256, requires_grad=True)
    logits = network(lightness, torch.zeros(1, 2, 256, 256))
    assert logits.shape == (1, 1, 30, 30)
    logits[0, 0, 15, 15].backward()
    rows = lightness.grad[0, 0].abs().sum(dim=1).nonzero()
    assert rows.max() - rows.min() + 1 == 70
