"""The classification network of Zhang et al. 2016, state-dict compatible with the published one.

References
----------
R. Zhang, P. Isola, A. A. Efros, "Colorful Image Colorization", ECCV 2016.
"""

import torch
from torch import nn
from torch.nn import functional

from training.architectures.imagenet import imagenet_input, read_weights
from training.architectures.vgg import copy_convolutions
from training.architectures.zhang import AB_SCALE, block, conv, normalised, up

# The 313 in-gamut bins of the paper: first and last b* at a* = -90, -80 ... 100, in steps of 10.
FIRST_A, GRID = -90, 10
GAMUT = (
    (50, 90), (20, 90), (0, 90), (-20, 90), (-30, 100), (-40, 100), (-50, 100), (-50, 100),
    (-60, 100), (-70, 100), (-80, 90), (-80, 90), (-90, 90), (-100, 90), (-100, 80), (-110, 80),
    (-110, 80), (-110, 70), (-110, 70), (-90, 0),
)  # fmt: skip


def gamut_bins():
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
    """Colour bins from lightness; ab is their mean.

    Parameters
    ----------
    vgg_input : bool
        See grey in three channels, mean-subtracted, so that VGG16's weights fit (`load_encoder`).
    skips : bool
        Add what the encoder saw at 1/8 and 1/4 of the size to the decoder.
    width : int
        Channels of the first convolution; 64 is the published network.
    """

    stride = 8
    output_stride = 4
    has_hints = False
    measured_bins = False
    fixed_bins = staticmethod(gamut_bins)

    def __init__(self, vgg_input=False, skips=False, width=64):
        super().__init__()
        self.vgg_input = vgg_input
        centres = gamut_bins()
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
            nn.Conv2d(fourfold, len(centres), 1),
        )  # fmt: skip
        self.model_out = nn.Conv2d(len(centres), 2, 1, bias=False)
        self.model_out.weight = nn.Parameter((centres.T / AB_SCALE)[:, :, None, None], False)
        if skips:
            self.short7, self.short8 = conv(fourfold, eightfold), conv(double, fourfold)
        self.skips = skips

    @property
    def bin_centres(self):
        """a*, b* of each bin, a Tensor of shape (313, 2): the weights of the last layer."""
        return self.model_out.weight[:, :, 0, 0].T * AB_SCALE

    def forward(self, lightness, hints=None):
        """Predict colour.

        Parameters
        ----------
        lightness : Tensor, shape (N, 1, H, W)
            L*, 0..100; H and W multiples of `stride`.
        hints : ignored

        Returns
        -------
        ab : Tensor, shape (N, 2, H / 4, W / 4)
            a*, b*: the mean of the bins.
        bins : Tensor, shape (N, 313, H / 4, W / 4)
            Logits over the colour bins.
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
        return self.model_out(functional.softmax(logits, dim=1)) * AB_SCALE, logits

    def _input(self, lightness):
        return imagenet_input(lightness) if self.vgg_input else normalised(lightness)

    def load_encoder(self, path):
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
