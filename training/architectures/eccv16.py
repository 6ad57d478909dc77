"""The classification network of Zhang et al. 2016, state-dict compatible with the published one.

References
----------
R. Zhang, P. Isola, A. A. Efros, "Colorful Image Colorization", ECCV 2016.
"""

from __future__ import annotations

from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional

from training.architectures.imagenet import imagenet_input, read_weights
from training.architectures.interface import Prediction
from training.architectures.vgg import copy_convolutions
from training.architectures.zhang import AB_SCALE, block, conv, normalized, up

# The 313 in-gamut bins of the paper: first and last b* at a* = -90, -80 ... 100, in steps of 10.
FIRST_A, GRID = -90, 10
GAMUT = (
    (50, 90), (20, 90), (0, 90), (-20, 90), (-30, 100), (-40, 100), (-50, 100), (-50, 100),
    (-60, 100), (-70, 100), (-80, 90), (-80, 90), (-90, 90), (-100, 90), (-100, 80), (-110, 80),
    (-110, 80), (-110, 70), (-110, 70), (-90, 0),
)  # fmt: skip


def gamut_bins() -> Tensor:
    """a*, b* of the 313 bins in the published order, a Tensor of shape (313, 2)."""
    return torch.tensor(
        [
            (FIRST_A + row * GRID, b)
            for row, (first, last) in enumerate(GAMUT)
            for b in range(first, last + 1, GRID)
        ],
        dtype=torch.float32,
    )


class ECCV16(nn.Module):
    """Color bins from lightness; ab is their mean.

    Parameters
    ----------
    vgg_input : bool
        See gray in three channels, mean-subtracted, so that VGG16's weights fit (`load_encoder`).
    skips : bool
        Add what the encoder saw at 1/8 and 1/4 of the size to the decoder.
    width : int
        Channels of the first convolution; 64 is the published network.
    """

    stride = 8
    output_stride = 4
    has_hints = has_surface = False
    measured_bins = False
    fixed_bins = staticmethod(gamut_bins)

    def __init__(self, vgg_input: bool = False, skips: bool = False, width: int = 64) -> None:
        super().__init__()
        self.vgg_input = vgg_input
        centers = gamut_bins()
        double, fourfold, eightfold = 2 * width, 4 * width, 8 * width
        self.model1 = block(3 if vgg_input else 1, width, 2, last_stride=2)
        self.model2 = block(width, double, 2, last_stride=2)
        self.model3 = block(double, fourfold, 3, last_stride=2)
        self.model4 = block(fourfold, eightfold, 3)
        self.model5 = block(eightfold, eightfold, 3, dilation=2)
        self.model6 = block(eightfold, eightfold, 3, dilation=2)
        self.model7 = block(eightfold, eightfold, 3)
        self.model8 = nn.Sequential(
            up(eightfold, fourfold), nn.ReLU(),
            conv(fourfold, fourfold), nn.ReLU(),
            conv(fourfold, fourfold), nn.ReLU(),
            nn.Conv2d(fourfold, len(centers), 1),
        )  # fmt: skip
        self.model_out = nn.Conv2d(len(centers), 2, 1, bias=False)
        self.model_out.weight = nn.Parameter((centers.T / AB_SCALE)[:, :, None, None], False)
        if skips:
            self.short7, self.short8 = conv(fourfold, eightfold), conv(double, fourfold)
        self.skips = skips

    @property
    def bin_centres(self) -> Tensor:
        """a*, b* of each bin, a Tensor of shape (313, 2): the weights of the last layer."""
        return self.model_out.weight[:, :, 0, 0].T * AB_SCALE

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
            ab, the mean of the bins, of shape (N, 2, H / 4, W / 4) and 313 bins of the same size.
        """
        quarter = self.model2(self.model1(self._input(lightness)))
        eighth = self.model3(quarter)
        image = self.model7(self.model6(self.model5(self.model4(eighth))))
        if self.skips:
            image = image + self.short7(eighth)
        image = self.model8[0](image)
        if self.skips:
            image = image + self.short8(quarter)
        logits = self.model8[1:](image)
        return Prediction(self.model_out(functional.softmax(logits, dim=1)) * AB_SCALE, logits)

    def _input(self, lightness: Tensor) -> Tensor:
        return imagenet_input(lightness) if self.vgg_input else normalized(lightness)

    def load_encoder(self, path: Path) -> None:
        """Start from VGG16's convolutions, which have the shapes of `model1` to `model5`.

        Parameters
        ----------
        path : Path
            A .pth file of torchvision's VGG16.
        """
        if not self.vgg_input:
            raise ValueError("only a network with vgg_input = true takes VGG16's weights")
        blocks = (self.model1, self.model2, self.model3, self.model4, self.model5)
        convolutions = [layer for part in blocks for layer in part if isinstance(layer, nn.Conv2d)]
        copy_convolutions(read_weights(path), convolutions)
