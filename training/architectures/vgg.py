"""The convolutions of VGG16, numbered as in torchvision's weights (``features.N``).

References
----------
K. Simonyan, A. Zisserman, "Very Deep Convolutional Networks for Large-Scale Image Recognition",
ICLR 2015, configuration D.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from torch import Tensor, nn

# Convolutions of each block, which ends in a pooling, and its channels as multiples of the width.
BLOCKS = ((2, 1), (2, 2), (3, 4), (3, 8), (3, 8))
CONVOLUTIONS = (0, 2, 5, 7, 10, 12, 14, 17, 19, 21, 24, 26, 28)


def vgg_features(width: int = 64) -> nn.Sequential:
    """The layers up to the last pooling, at 1/32 of the size, with 8 * `width` channels."""
    layers: list[nn.Module] = []
    inputs = 3
    for convolutions, growth in BLOCKS:
        for _ in range(convolutions):
            layers += [nn.Conv2d(inputs, growth * width, 3, padding=1), nn.ReLU()]
            inputs = growth * width
        layers.append(nn.MaxPool2d(2))
    return nn.Sequential(*layers)


def copy_convolutions(weights: Mapping[str, Tensor], convolutions: Iterable[nn.Conv2d]) -> None:
    """Copy published weights into convolutions of the same shapes.

    Parameters
    ----------
    weights : dict of str to Tensor
        With ``features.N.weight`` and ``features.N.bias``.
    convolutions : iterable of Conv2d
        In the order of VGG16; may be fewer than its thirteen.
    """
    for number, conv in zip(CONVOLUTIONS, convolutions, strict=False):
        conv.weight.data.copy_(weights[f"features.{number}.weight"])
        assert conv.bias is not None
        conv.bias.data.copy_(weights[f"features.{number}.bias"])
