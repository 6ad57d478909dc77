"""A convolutional autoencoder with skips: one convolution of full size, five down, five up."""

from __future__ import annotations

from itertools import pairwise

import torch
from torch import Tensor, nn

from training.architectures.interface import Prediction

AB_EXTENT = 128.0
# Channels after the first convolution and after each step down, as multiples of the width.
GROWTH = (1, 1, 2, 4, 8, 8)


class Autoencoder(nn.Module):
    """Color from lightness; a sigmoid spans the ab plane.

    Batch normalization follows every convolution but the last.

    Parameters
    ----------
    width : int
        Channels of the first convolution.
    """

    stride = 32
    output_stride = 1
    has_hints = has_surface = False
    measured_bins = False
    fixed_bins = None
    bin_centres = None

    def __init__(self, width: int = 64) -> None:
        super().__init__()
        channels = [width * growth for growth in GROWTH]
        self.first = _layers(nn.Conv2d(1, width, 3, padding=1, bias=False))
        self.down = nn.ModuleList(
            _layers(nn.Conv2d(inputs, outputs, 3, stride=2, padding=1, bias=False))
            for inputs, outputs in pairwise(channels)
        )
        # All but the deepest step up read the step below and the skip of their size.
        steps = [(channels[5], channels[4])]
        steps += [(2 * channels[n], channels[n - 1]) for n in (4, 3, 2)]
        self.up = nn.ModuleList(_layers(_doubling(*step, bias=False)) for step in steps)
        self.last = _layers(_doubling(2 * channels[1], width, bias=False))
        self.out = nn.Conv2d(2 * width, 2, 3, padding=1)

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
            ab of shape (N, 2, H, W), without bins.
        """
        full = self.first(lightness / 100)
        image, skips = full, []
        for step in self.down:
            image = step(image)
            skips.append(image)
        skips.pop()
        for step in self.up:
            image = torch.cat((step(image), skips.pop()), dim=1)
        image = torch.cat((self.last(image), full), dim=1)
        return Prediction((torch.sigmoid(self.out(image)) * 2 - 1) * AB_EXTENT)


def _layers(convolution: nn.Conv2d | nn.ConvTranspose2d) -> nn.Sequential:
    """A convolution, batch normalization and a ReLU."""
    return nn.Sequential(convolution, nn.BatchNorm2d(convolution.out_channels), nn.ReLU())


def _doubling(inputs: int, outputs: int, bias: bool) -> nn.ConvTranspose2d:
    return nn.ConvTranspose2d(inputs, outputs, 4, stride=2, padding=1, bias=bias)
