"""VGG16 features and a light decoder with skips that upsamples them to color."""

from __future__ import annotations

from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional

from training.architectures.imagenet import imagenet_input, read_weights
from training.architectures.interface import Prediction
from training.architectures.vgg import copy_convolutions, vgg_features

AB_EXTENT = 128.0
# Layers of the encoder whose outputs, at 1/16, 1/8, 1/4 and 1/2 of the size, the decoder reads:
# the poolings of the first four blocks, in the order of the decoder.
SKIPS = (23, 16, 9, 4)
SKIP_GROWTH = (8, 4, 2, 1)
# Channels after each step of the decoder.
CHANNELS = (256, 128, 64, 32, 16)


class VGGLab(nn.Module):
    """Color from VGG16's features of a gray photo.

    Parameters
    ----------
    width : int
        Channels of the first convolution; 64 is VGG16.
    """

    stride = 32
    output_stride = 2
    has_hints = has_surface = False
    measured_bins = False
    fixed_bins = None
    bin_centres = None

    def __init__(self, width: int = 64) -> None:
        super().__init__()
        self.encoder = vgg_features(width)
        self.first = _conv(8 * width, CHANNELS[0])
        inputs = [channels + growth * width
                  for channels, growth in zip(CHANNELS, SKIP_GROWTH, strict=False)]  # fmt: skip
        self.steps = nn.ModuleList(map(_conv, inputs, CHANNELS[1:]))
        self.out = nn.Conv2d(CHANNELS[-1], 2, 3, padding=1)

    def forward(self, lightness: Tensor, hints: Tensor | None = None) -> Prediction:
        """Predict color.

        Parameters
        ----------
        lightness : Tensor, shape (N, 1, H, W)
            L*, 0..100; H and W multiples of `stride`.
        hints : ignored

        Returns
        -------
        Prediction
            ab of shape (N, 2, H / 2, W / 2), without bins.
        """
        image, seen = imagenet_input(lightness), {}
        for number, layer in enumerate(self.encoder):
            image = layer(image)
            seen[number] = image
        image = self.first(image)
        for step, skip in zip(self.steps, SKIPS, strict=True):
            image = functional.interpolate(image, scale_factor=2.0)
            image = step(torch.cat((image, seen[skip]), dim=1))
        return Prediction(torch.tanh(self.out(image)) * AB_EXTENT)

    def load_encoder(self, path: Path) -> None:
        """Start from a .pth file of torchvision's VGG16."""
        convolutions = [layer for layer in self.encoder if isinstance(layer, nn.Conv2d)]
        copy_convolutions(read_weights(path), convolutions)


def _conv(inputs: int, outputs: int) -> nn.Sequential:
    return nn.Sequential(nn.Conv2d(inputs, outputs, 3, padding=1), nn.ReLU())
