"""Hints as a photographer would give them, drawn at random from the true colours.

References
----------
R. Zhang et al., "Real-Time User-Guided Image Colorization with Learned Deep Priors", SIGGRAPH 2017,
section 3.1.
"""

from dataclasses import dataclass

import torch

LARGEST_HALF = 4


@dataclass(frozen=True)
class HintSettings:
    """How hints are drawn in training.

    Parameters
    ----------
    none : float
        Share of the photos that get no hint at all.
    all : float
        Share of the photos that get the true colour everywhere.
    most : int
        Largest number of points on one photo; every order of magnitude up to it is as frequent.
    stop : float
        Where above 0, the number of points is geometric instead: 1 / stop points in the mean.
    """

    none: float = 0.5
    all: float = 0.005
    most: int = 100
    stop: float = 0.125


def random_counts(settings, photos, generator=None, device=None):
    """How many hints each photo gets, a Tensor of int64 of shape (photos,)."""
    uniform = torch.rand(2, photos, generator=generator, device=device)
    if settings.stop > 0:
        count = torch.ceil(torch.log(uniform[0]) / torch.log(torch.tensor(1 - settings.stop)))
    else:
        count = torch.exp(uniform[0] * torch.log(torch.tensor(settings.most + 1.0)))
    count = count.clamp(1, settings.most).long()
    return torch.where(uniform[1] < settings.none, 0, count)


def reveal(ab, counts, halves=(0, LARGEST_HALF), generator=None):
    """Paint square hints in the mean true colour of the place they cover.

    Parameters
    ----------
    ab : Tensor, shape (N, 2, H, W)
        The true colours.
    counts : Tensor of int64, shape (N,)
        Hints on each photo, at random places.
    halves : tuple of int
        Smallest and largest half-width: a patch has 2 * half + 1 pixels a side.

    Returns
    -------
    Tensor, shape (N, 3, H, W)
        a*, b* and a mask of 0 or 1; all zero where there is no hint.
    """
    photos, _, height, width = ab.shape
    most = max(int(counts.max()), 1)
    draw = torch.rand(3, photos, most, generator=generator, device=ab.device)
    y, x = (draw[0] * height).long(), (draw[1] * width).long()
    half = (halves[0] + draw[2] * (halves[1] - halves[0] + 1)).long().clamp(max=halves[1])
    reach = torch.arange(-halves[1], halves[1] + 1, device=ab.device)
    dy, dx = torch.meshgrid(reach, reach, indexing="ij")
    dy, dx = dy.flatten(), dx.flatten()
    rows, columns = y[..., None] + dy, x[..., None] + dx
    given = torch.arange(most, device=ab.device)[None, :] < counts[:, None]
    covered = (
        given[..., None]
        & (torch.maximum(dy.abs(), dx.abs()) <= half[..., None])
        & (rows >= 0) & (rows < height) & (columns >= 0) & (columns < width)
    )  # fmt: skip
    place = (rows.clamp(0, height - 1) * width + columns.clamp(0, width - 1)).view(photos, -1)
    colours = ab.flatten(2).gather(2, place[:, None].expand(-1, 2, -1)).view(photos, 2, most, -1)
    area = covered.sum(-1).clamp_min(1)
    mean = (colours * covered[:, None]).sum(-1) / area[:, None]
    # A last cell beyond the picture takes what is not covered.
    canvas = torch.zeros(photos, 3, height * width + 1, device=ab.device)
    target = torch.where(covered.view(photos, -1), place, height * width)
    paint = torch.cat((mean, torch.ones_like(mean[:, :1])), dim=1)
    paint = paint[..., None].expand(-1, -1, -1, len(dy)).reshape(photos, 3, -1)
    canvas.scatter_(2, target[:, None].expand(-1, 3, -1), paint)
    return canvas[:, :, :-1].view(photos, 3, height, width)


def simulate(ab, settings, generator=None):
    """Hints for a batch in training: mostly none, a few points, sometimes everything.

    Parameters
    ----------
    ab : Tensor, shape (N, 2, H, W)
    settings : HintSettings

    Returns
    -------
    Tensor, shape (N, 3, H, W)
        a*, b*, mask.
    """
    counts = random_counts(settings, len(ab), generator, ab.device)
    hints = reveal(ab, counts, generator=generator)
    everything = torch.cat((ab, torch.ones_like(ab[:, :1])), dim=1)
    whole = torch.rand(len(ab), 1, 1, 1, generator=generator, device=ab.device) < settings.all
    return torch.where(whole, everything, hints)
