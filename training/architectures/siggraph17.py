"""The user-guided network of Zhang et al. 2017, state-dict compatible with the published one.

References
----------
R. Zhang et al., "Real-Time User-Guided Image Colorization with Learned Deep Priors", SIGGRAPH 2017.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional

from training.architectures.interface import Prediction
from training.architectures.zhang import AB_SCALE, block, conv, normalized, up

GRID, EXTENT = 10, 110


def plane_bins() -> Tensor:
    """a*, b* of the full grid over the ab plane, a Tensor of shape (529, 2)."""
    axis = torch.arange(-EXTENT, EXTENT + 1, GRID, dtype=torch.float32)
    return torch.cartesian_prod(axis, axis)


class SIGGRAPH17(nn.Module):
    """Color from lightness and hints, with a second head for the distribution of colors.

    Parameters
    ----------
    width : int
        Channels of the first convolution; 64 is the published network.
    detach : bool
        The ab head learns on the features of the bins' branch without changing them, as the
        published training program has it while both are trained.
    mask_center : float
        Subtracted from the mask of the hints: 0.5 for checkpoints of the authors' PyTorch training
        program and of InstColorization, 0 for the published checkpoint.
    logit_scale : float
        Factor of the bins' logits: 0.2 where the authors' interactive program shows them.
    """

    bin_centres: Tensor

    stride = 8
    output_stride = 4
    has_hints = True
    has_surface = False
    measured_bins = False
    fixed_bins = staticmethod(plane_bins)

    def __init__(
        self,
        width: int = 64,
        detach: bool = False,
        mask_center: float = 0.0,
        logit_scale: float = 1.0,
    ) -> None:
        super().__init__()
        self.detach, self.mask_center, self.logit_scale = detach, mask_center, logit_scale
        self.register_buffer("bin_centres", plane_bins(), persistent=False)
        double, fourfold, eightfold = 2 * width, 4 * width, 8 * width
        self.model1 = block(4, width, 2)
        self.model2 = block(width, double, 2)
        self.model3 = block(double, fourfold, 3)
        self.model4 = block(fourfold, eightfold, 3)
        self.model5 = block(eightfold, eightfold, 3, dilation=2)
        self.model6 = block(eightfold, eightfold, 3, dilation=2)
        self.model7 = block(eightfold, eightfold, 3)
        self.model8up = _alone(up(eightfold, fourfold))
        self.model3short8 = _alone(conv(fourfold, fourfold))
        self.model8 = nn.Sequential(
            nn.ReLU(), conv(fourfold, fourfold),
            nn.ReLU(), conv(fourfold, fourfold),
            nn.ReLU(), nn.BatchNorm2d(fourfold),
        )  # fmt: skip
        self.model9up = _alone(up(fourfold, double))
        self.model2short9 = _alone(conv(double, double))
        self.model9 = nn.Sequential(
            nn.ReLU(), conv(double, double), nn.ReLU(), nn.BatchNorm2d(double)
        )
        self.model10up = _alone(up(double, double))
        self.model1short10 = _alone(conv(width, double))
        self.model10 = nn.Sequential(nn.ReLU(), conv(double, double), nn.LeakyReLU(0.2))
        self.model_class = _alone(nn.Conv2d(fourfold, len(self.bin_centres), 1))
        self.model_out = nn.Sequential(nn.Conv2d(double, 2, 1), nn.Tanh())

    def forward(self, lightness: Tensor, hints: Tensor | None) -> Prediction:
        """Predict color.

        Parameters
        ----------
        lightness : Tensor, shape (N, 1, H, W)
            L*, 0..100; H and W multiples of `stride`.
        hints : Tensor, shape (N, 3, H, W)
            a*, b* and mask.

        Returns
        -------
        Prediction
            ab of shape (N, 2, H, W) and 529 bins of shape (N, 529, H / 4, W / 4).
        """
        if hints is None:
            hints = lightness.new_zeros(len(lightness), 3, *lightness.shape[2:])
        mask = hints[:, 2:] - self.mask_center
        seen = torch.cat((normalized(lightness), hints[:, :2] / AB_SCALE, mask), dim=1)
        full = self.model1(seen)
        half = self.model2(_halved(full))
        quarter = self.model3(_halved(half))
        image = self.model7(self.model6(self.model5(self.model4(_halved(quarter)))))
        image = self.model8(self.model8up(image) + self.model3short8(quarter))
        logits = self.model_class(image) * self.logit_scale
        if self.detach:
            image, half, full = image.detach(), half.detach(), full.detach()
        image = self.model9(self.model9up(image) + self.model2short9(half))
        image = self.model10(self.model10up(image) + self.model1short10(full))
        return Prediction(self.model_out(image) * AB_SCALE, logits)


def _alone(layer: nn.Module) -> nn.Sequential:
    # The published checkpoint has a number behind the name of a single layer too.
    return nn.Sequential(layer)


def _halved(image: Tensor) -> Tensor:
    # Every second pixel, in a form whose size the exporter can follow.
    return functional.max_pool2d(image, 1, stride=2)
