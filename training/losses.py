"""What a prediction is held against, as a weighted sum of terms."""

from dataclasses import dataclass

import torch
from torch import nn
from torch.nn import functional

from training.bins import SoftBinLoss

DISTANCES = ("smooth_l1", "mse", "l1", "decibels")
# A step in L* of this size lets two neighbors have different colors.
FLAT_STEP = 2.0


@dataclass(frozen=True)
class LossSettings:
    """Weights of the terms of the loss, all measured in CIELAB units.

    Parameters
    ----------
    distance : {'smooth_l1', 'mse', 'l1', 'decibels'}
        How ab is held against the true ab; ``decibels`` takes the mean squared error of each photo
        in decibels, as PSNR does. Where ab is decoded from bins, this term trains them.
    floor : float
        Mean squared error, in squared CIELAB units, below which ``decibels`` pulls less and less.
    beta : float
        Where the smooth L1 distance goes from quadratic to linear.
    ab : float
        Weight of that distance.
    bins : float
        Weight of the rebalanced cross-entropy over the color bins, where the network has them.
    surface : float
        Weight of the cross-entropy of the surfaces, where the network predicts them.
    clicks : int
        Places of each photo whose surfaces are predicted.
    changed : float
        Share of the squared error that is taken over recolored surfaces alone, where there are any.
    consistency : float
        Weight of the mean color step between neighbors of equal lightness.
    """

    distance: str = "smooth_l1"
    floor: float = 4.0
    beta: float = 3.0
    ab: float = 1.0
    bins: float = 0.5
    consistency: float = 0.0
    surface: float = 0.0
    clicks: int = 6
    changed: float = 0.0

    def __post_init__(self):
        if self.distance not in DISTANCES:
            raise ValueError(f"no distance {self.distance!r}. There are: {', '.join(DISTANCES)}.")


def pooled(image, like):
    """Scale an image down to the grid of another by averaging whole cells.

    Parameters
    ----------
    image : Tensor, shape (N, C, H, W)
    like : Tensor, shape (N, ..., h, w)
        H and W are the same multiple of h and w.

    Returns
    -------
    Tensor, shape (N, C, h, w)
    """
    factor = image.shape[-1] // like.shape[-1]
    return functional.avg_pool2d(image, factor) if factor > 1 else image


def color_steps(ab, lightness):
    """The mean step in ab between neighbors, where the lightness is flat.

    Parameters
    ----------
    ab : Tensor, shape (N, 2, h, w)
    lightness : Tensor, shape (N, 1, h, w)
        L*, 0..100.

    Returns
    -------
    Tensor, shape ()
        CIELAB units.
    """
    total = ab.new_zeros(())
    for axis in (2, 3):
        step = ab.diff(dim=axis).abs().sum(dim=1, keepdim=True)
        flat = torch.exp(-((lightness.diff(dim=axis) / FLAT_STEP) ** 2))
        total = total + (step * flat).mean()
    return total / 2


class ColorLoss(nn.Module):
    """The loss of a prediction.

    Parameters
    ----------
    settings : LossSettings
    bin_centres : Tensor, shape (Q, 2), or None
        None for a network without bins.
    prior : Tensor, shape (Q,), or None
    """

    def __init__(self, settings, bin_centres, prior):
        super().__init__()
        self.settings = settings
        has_bins = bin_centres is not None and settings.bins > 0
        self.bin_loss = SoftBinLoss(bin_centres, prior) if has_bins else None

    def forward(self, lab, ab, logits, changed=None):
        """Compare a prediction with the true colors.

        Parameters
        ----------
        lab : Tensor, shape (N, 3, H, W)
        ab : Tensor, shape (N, 2, h, w)
        logits : Tensor, shape (N, Q, h', w'), or None
        changed : Tensor, shape (N, 1, H, W), or None
            How far each place belongs to a recolored surface, 0..1.

        Returns
        -------
        dict of str to Tensor
            ``loss``, the weighted sum, and each of its terms without its weight.
        """
        settings, ab = self.settings, ab.float()
        terms = {"ab_loss": self._distance(ab, pooled(lab[:, 1:], ab), changed)}
        loss = settings.ab * terms["ab_loss"]
        if self.bin_loss is not None:
            terms["bin_loss"] = self.bin_loss(logits, pooled(lab[:, 1:], logits))
            loss = loss + settings.bins * terms["bin_loss"]
        if settings.consistency > 0:
            terms["consistency_loss"] = color_steps(ab, pooled(lab[:, :1], ab))
            loss = loss + settings.consistency * terms["consistency_loss"]
        return {"loss": loss, **terms}

    def _distance(self, ab, truth, changed):
        if self.settings.distance == "mse":
            return functional.mse_loss(ab, truth)
        if self.settings.distance == "l1":
            return functional.l1_loss(ab, truth)
        if self.settings.distance == "decibels":
            squared = ((ab - truth) ** 2).mean(dim=1, keepdim=True)
            error = squared.mean(dim=(1, 2, 3))
            if changed is not None and self.settings.changed > 0:
                weight = pooled(changed, ab)
                total = weight.sum(dim=(1, 2, 3))
                own = (squared * weight).sum(dim=(1, 2, 3)) / total.clamp_min(1e-3)
                share = self.settings.changed * (total > 1)
                error = (1 - share) * error + share * own
            return 10 * torch.log10(error + self.settings.floor).mean()
        return functional.smooth_l1_loss(ab, truth, beta=self.settings.beta)
