"""Color bins on the ab plane: prior, soft encoding, rebalancing, annealed mean.

References
----------
R. Zhang, P. Isola, A. A. Efros, "Colorful Image Colorization", ECCV 2016, sections 2.1 to 2.3.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn

GRID = 10
EXTENT = 110
NEIGHBORS = 5
SOFT_ENCODING_SIGMA = 5.0
PRIOR_MIX = 0.5
ANNEALED_TEMPERATURE = 0.38


def count_bins(ab: Tensor) -> Tensor:
    """Count how many colors fall on each point of the grid over the ab plane.

    Parameters
    ----------
    ab : Tensor, shape (N, 2, H, W)

    Returns
    -------
    Tensor of int64, shape (23, 23)
        Counts by a* (rows) and b* (columns) at -110, -100 ... 110.
    """
    side = 2 * EXTENT // GRID + 1
    index = ((ab + EXTENT) / GRID).round().long().clamp(0, side - 1)
    return torch.bincount((index[:, 0] * side + index[:, 1]).flatten(), minlength=side**2).view(
        side, side
    )


def choose_bins(counts: Tensor, at_least: float = 1e-5) -> tuple[Tensor, Tensor]:
    """Keep the grid points that hold at least a share of all colors.

    Parameters
    ----------
    counts : Tensor of int64, shape (23, 23)
        From `count_bins`.
    at_least : float
        Smallest share of a bin.

    Returns
    -------
    centers : Tensor, shape (Q, 2)
        a*, b* of each bin.
    prior : Tensor, shape (Q,)
        Share of each bin; sums to 1.
    """
    share = counts.double() / counts.sum()
    rows, columns = torch.nonzero(share >= at_least, as_tuple=True)
    centers = torch.stack((rows, columns), dim=1).float() * GRID - EXTENT
    prior = share[rows, columns]
    return centers, (prior / prior.sum()).float()


def share_of_bins(counts: Tensor, centers: Tensor) -> Tensor:
    """Frequencies of the colors of fixed bins.

    Parameters
    ----------
    counts : Tensor of int64, shape (23, 23)
        From `count_bins`.
    centers : Tensor, shape (Q, 2)
        Points of the grid.

    Returns
    -------
    Tensor, shape (Q,)
        Share of each bin; sums to 1.
    """
    rows, columns = ((centers + EXTENT) / GRID).round().long().unbind(1)
    prior = counts.double()[rows, columns]
    return (prior / prior.sum()).float()


def smoothed_prior(prior: Tensor, centers: Tensor, sigma: float) -> Tensor:
    """Smooth frequencies over the ab plane with a Gaussian (Zhang et al. 2016, section 2.2).

    Parameters
    ----------
    prior : Tensor, shape (Q,)
    centers : Tensor, shape (Q, 2)
    sigma : float
        Standard deviation in CIELAB units; 0 leaves the prior as it is.

    Returns
    -------
    Tensor, shape (Q,)
        Sums to 1.
    """
    if sigma == 0:
        return prior
    kernel = torch.exp(-torch.cdist(centers, centers).square() / (2 * sigma**2))
    smooth = (kernel / kernel.sum(dim=0)) @ prior.to(kernel)
    return smooth / smooth.sum()


def rebalancing_weights(prior: Tensor, mix: float = PRIOR_MIX) -> Tensor:
    """Weights that are higher for rare colors, with expectation 1 under the prior (equation 4).

    Parameters
    ----------
    prior : Tensor, shape (Q,)
    mix : float
        Share of the uniform distribution mixed into the prior, 0..1.

    Returns
    -------
    Tensor, shape (Q,)
    """
    weights = 1 / ((1 - mix) * prior + mix / len(prior))
    return weights / (weights * prior).sum()


def annealed_mean(
    logits: Tensor, centers: Tensor, temperature: float = ANNEALED_TEMPERATURE
) -> Tensor:
    """The annealed mean of the bins, between their mean (T = 1) and their mode (T -> 0).

    Parameters
    ----------
    logits : Tensor, shape (N, Q, H, W)
    centers : Tensor, shape (Q, 2)
    temperature : float

    Returns
    -------
    Tensor, shape (N, 2, H, W)
    """
    probability = torch.softmax(logits.float() / temperature, dim=1)
    return torch.einsum("nqhw,qc->nchw", probability, centers.to(probability))


class BinLoss(nn.Module):
    """Cross-entropy of color bins against an encoding of the true color.

    The five nearest bins of a color and their Gaussian weights are looked up in a table with a
    step of one CIELAB unit, which costs a gather instead of a search through all bins.

    Parameters
    ----------
    centers : Tensor, shape (Q, 2)
    prior : Tensor, shape (Q,)
    sigma : float
        Smoothing of the prior; see `smoothed_prior`.
    hard : bool
        The nearest bin alone in place of the five nearest.
    rebalance : bool
        Weight colors by `rebalancing_weights`.
    """

    nearest: Tensor
    weight: Tensor
    rebalancing: Tensor

    def __init__(
        self,
        centers: Tensor,
        prior: Tensor,
        sigma: float = 0.0,
        hard: bool = False,
        rebalance: bool = True,
    ) -> None:
        super().__init__()
        neighbors = 1 if hard else min(NEIGHBORS, len(centers))
        axis = torch.arange(-EXTENT, EXTENT + 1, dtype=torch.float32)
        plane = torch.cartesian_prod(axis, axis)
        squared, nearest = torch.cdist(plane, centers).square().topk(neighbors, largest=False)
        weight = torch.softmax(-squared / (2 * SOFT_ENCODING_SIGMA**2), dim=1)
        self.register_buffer("nearest", nearest, persistent=False)
        self.register_buffer("weight", weight, persistent=False)
        weights = torch.ones_like(prior)
        if rebalance:
            weights = rebalancing_weights(smoothed_prior(prior, centers, sigma))
        self.register_buffer("rebalancing", weights, persistent=False)

    def forward(self, logits: Tensor, ab: Tensor) -> Tensor:
        """Mean loss of logits (N, Q, H, W) against the true ab (N, 2, H, W)."""
        cell = (ab.round().long() + EXTENT).clamp(0, 2 * EXTENT)
        cell = (cell[:, 0] * (2 * EXTENT + 1) + cell[:, 1]).flatten()
        nearest = self.nearest[cell]
        rows = logits.permute(0, 2, 3, 1).reshape(len(cell), -1)
        log_probability = torch.log_softmax(rows.float(), dim=1).gather(1, nearest)
        loss = -(log_probability * self.weight[cell]).sum(dim=1)
        return (loss * self.rebalancing[nearest[:, 0]]).mean()
