"""The loss of a prediction, a weighted sum of terms."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional

from training.architectures.interface import Prediction
from training.bins import BinLoss
from training.ranges import ABOVE_ZERO, NOT_NEGATIVE, POSITIVE, WHOLE_SHARE, check_ranges

DISTANCES = ("smooth_l1", "mse", "l1", "decibels")
# Steps in L* beyond this may also be steps in color.
FLAT_STEP = 2.0


@dataclass(frozen=True)
class LossSettings:
    """Weights of the terms of the loss, all measured in CIELAB units.

    Parameters
    ----------
    distance : {'smooth_l1', 'mse', 'l1', 'decibels'}
        Between predicted and true ab; ``decibels`` is the mean squared error of each photo in
        decibels. Where ab is decoded from bins, this term trains them.
    floor : float
        Added to the mean squared error of ``decibels``, in squared CIELAB units.
    beta : float
        Where the smooth L1 distance turns from quadratic to linear.
    ab : float
        Weight of that distance.
    bins : float
        Weight of the cross-entropy over the color bins, where the network has them.
    prior_sigma : float
        Smoothing of the bins' frequencies; see `training.bins.smoothed_prior`.
    hard_bins : bool
        Encode colors by the nearest bin alone.
    rebalance : bool
        Weight bins by their rarity.
    surface : float
        Weight of the cross-entropy of the surfaces, where the network predicts them.
    clicks : int
        Places of each photo whose surfaces are predicted.
    changed : float
        Share of the squared error that is taken over recolored surfaces alone, where there are any.
    consistency : float
        Weight of `color_steps`.
    closer : float
        Weight of `training.closer.color_change`.
    teacher : float
        Share of the comparison with a teacher's predictions, in place of the true colors.
    """

    distance: str = "smooth_l1"
    floor: float = 4.0
    beta: float = 3.0
    ab: float = 1.0
    bins: float = 0.5
    prior_sigma: float = 0.0
    hard_bins: bool = False
    rebalance: bool = True
    consistency: float = 0.0
    closer: float = 0.0
    surface: float = 0.0
    clicks: int = 6
    changed: float = 0.0
    teacher: float = 0.0

    def __post_init__(self) -> None:
        check_ranges(
            self, floor=ABOVE_ZERO, beta=NOT_NEGATIVE, ab=NOT_NEGATIVE, bins=NOT_NEGATIVE,
            prior_sigma=NOT_NEGATIVE, surface=NOT_NEGATIVE, clicks=POSITIVE, changed=WHOLE_SHARE,
            consistency=NOT_NEGATIVE, closer=NOT_NEGATIVE, teacher=WHOLE_SHARE,
        )  # fmt: skip
        if self.distance not in DISTANCES:
            raise ValueError(f"no distance {self.distance!r}. There are: {', '.join(DISTANCES)}.")


def pooled(image: Tensor, like: Tensor) -> Tensor:
    """Average an image over the cells of a coarser grid.

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


def color_steps(ab: Tensor, lightness: Tensor) -> Tensor:
    """Mean step in ab between neighbors, weighted by how flat the lightness is there.

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
    bin_centers : Tensor, shape (Q, 2), or None
        None for a network without bins.
    prior : Tensor, shape (Q,), or None
    """

    def __init__(
        self, settings: LossSettings, bin_centers: Tensor | None, prior: Tensor | None
    ) -> None:
        super().__init__()
        self.settings = settings
        self.bin_loss: BinLoss | None = None
        if bin_centers is not None and prior is not None and settings.bins > 0:
            self.bin_loss = BinLoss(
                bin_centers, prior, settings.prior_sigma, settings.hard_bins, settings.rebalance
            )

    def forward(
        self,
        lab: Tensor,
        prediction: Prediction,
        changed: Tensor | None = None,
        taught: Prediction | None = None,
    ) -> dict[str, Tensor]:
        """Compare a prediction with the true colors, and with those of a teacher.

        Parameters
        ----------
        lab : Tensor, shape (N, 3, H, W)
        prediction : Prediction
        changed : Tensor, shape (N, 1, H, W), or None
            How far each place belongs to a recolored surface, 0..1.
        taught : Prediction or None
            The teacher's.

        Returns
        -------
        dict of str to Tensor
            ``loss``, the weighted sum, and each of its terms without its weight.
        """
        settings, ab = self.settings, prediction.ab.float()
        terms = {"ab_loss": self._distance(ab, pooled(lab[:, 1:], ab), changed)}
        loss = settings.ab * terms["ab_loss"]
        if self.bin_loss is not None and prediction.bins is not None:
            truth = pooled(lab[:, 1:], prediction.bins)
            terms["bin_loss"] = self.bin_loss(prediction.bins, truth)
            loss = loss + settings.bins * terms["bin_loss"]
        if taught is not None:
            terms["teacher_loss"] = self._against(taught, prediction)
            loss = loss + settings.teacher * (terms["teacher_loss"] - loss)
        if settings.consistency > 0:
            terms["consistency_loss"] = color_steps(ab, pooled(lab[:, :1], ab))
            loss = loss + settings.consistency * terms["consistency_loss"]
        return {"loss": loss, **terms}

    def _against(self, taught: Prediction, prediction: Prediction) -> Tensor:
        """The weighted distances to a teacher's ab and to its shares of the bins."""
        loss = self.settings.ab * self._distance(prediction.ab.float(), taught.ab.float(), None)
        if self.bin_loss is None or prediction.bins is None or taught.bins is None:
            return loss
        shares = taught.bins.float().softmax(dim=1)
        return loss + self.settings.bins * functional.cross_entropy(prediction.bins.float(), shares)

    def _distance(self, ab: Tensor, truth: Tensor, changed: Tensor | None) -> Tensor:
        if self.settings.distance == "mse":
            return functional.mse_loss(ab, truth)
        if self.settings.distance == "l1":
            return functional.l1_loss(ab, truth)
        if self.settings.distance == "decibels":
            return 10 * torch.log10(self._error(ab, truth, changed) + self.settings.floor).mean()
        return functional.smooth_l1_loss(ab, truth, beta=self.settings.beta)

    def _error(self, ab: Tensor, truth: Tensor, changed: Tensor | None) -> Tensor:
        """Mean squared error of each photo, in part over its recolored surfaces alone."""
        squared = ((ab - truth) ** 2).mean(dim=1, keepdim=True)
        error = squared.mean(dim=(1, 2, 3))
        if changed is None or self.settings.changed == 0:
            return error
        weight = pooled(changed, ab)
        total = weight.sum(dim=(1, 2, 3))
        own = (squared * weight).sum(dim=(1, 2, 3)) / total.clamp_min(1e-3)
        share = self.settings.changed * (total > 1)
        return (1 - share) * error + share * own
