"""A plain convolutional autoencoder: five steps down, five up, with skips."""

from itertools import pairwise

import torch
from torch import nn

AB_EXTENT = 128.0
# Channels after each step down, as multiples of the width.
GROWTH = (1, 2, 4, 8, 8)


class Autoencoder(nn.Module):
    """Colour from lightness; a sigmoid spans the ab plane.

    Parameters
    ----------
    width : int
        Channels of the first convolution.
    """

    stride = 32
    output_stride = 1
    has_hints = False
    measured_bins = False
    fixed_bins = bin_centres = None

    def __init__(self, width=64):
        super().__init__()
        channels = [1, *(width * growth for growth in GROWTH)]
        self.down = nn.ModuleList(
            nn.Sequential(nn.Conv2d(inputs, outputs, 3, stride=2, padding=1), nn.ReLU())
            for inputs, outputs in pairwise(channels)
        )
        # All but the deepest step see what came up and, beside it, the skip of that size.
        steps = [(channels[5], channels[4])]
        steps += [(2 * channels[n], channels[n - 1]) for n in (4, 3, 2)]
        self.up = nn.ModuleList(nn.Sequential(_twice(*step), nn.ReLU()) for step in steps)
        self.out = _twice(2 * channels[1], 2)

    def forward(self, lightness, hints=None):
        """Predict colour.

        Parameters
        ----------
        lightness : Tensor, shape (N, 1, H, W)
            L*, 0..100; H and W multiples of `stride`.
        hints : ignored

        Returns
        -------
        ab : Tensor, shape (N, 2, H, W)
            a*, b*.
        bins : None
        """
        image, skips = lightness / 100, []
        for step in self.down:
            image = step(image)
            skips.append(image)
        skips.pop()
        for step in self.up:
            image = torch.cat((step(image), skips.pop()), dim=1)
        return (torch.sigmoid(self.out(image)) * 2 - 1) * AB_EXTENT, None


def _twice(inputs, outputs):
    return nn.ConvTranspose2d(inputs, outputs, 4, stride=2, padding=1)
