"""Hints as a photographer would give them, drawn at random from the true colors.

References
----------
R. Zhang et al., "Real-Time User-Guided Image Colorization with Learned Deep Priors", SIGGRAPH 2017,
section 3.1.
"""

from dataclasses import dataclass

import torch

LARGEST_HALF = 4
# Of a hue, in radians, and of the logarithm of its chroma, when a photo gets other colors.
LARGEST_TURN = 1.0
LARGEST_LOG_GAIN = 0.5


@dataclass(frozen=True)
class HintSettings:
    """How hints are drawn in training.

    Parameters
    ----------
    none : float
        Share of the photos that get no hint at all.
    all : float
        Share of the photos that get the true color everywhere.
    most : int
        Largest number of points on one photo; every order of magnitude up to it is as frequent.
    stop : float
        Where above 0, the number of points is geometric instead: 1 / stop points in the mean.
    recolor : float
        Share of the photos with hints that get other colors, so that hints tell what memory of
        the photo would not: each hue is turned and strengthened by its own amount.
    local : float
        Share of the photos with hints in which hints speak of single surfaces; see
        `training.local_hints`.
    """

    none: float = 0.5
    all: float = 0.005
    most: int = 100
    stop: float = 0.125
    recolor: float = 0.0
    local: float = 0.0


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
    """Paint square hints in the mean true color of the place they cover.

    Parameters
    ----------
    ab : Tensor, shape (N, 2, H, W)
        The true colors.
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
    given = torch.arange(most, device=ab.device)[None, :] < counts[:, None]
    return paint(ab, y, x, half, given)


def paint(ab, rows, columns, half, given):
    """Paint square hints at given places in the mean color of what they cover.

    Parameters
    ----------
    ab : Tensor, shape (N, 2, H, W)
        The true colors.
    rows, columns, half : Tensor of int64, shape (N, K)
        Center and half-width of each hint.
    given : Tensor of bool, shape (N, K)
        Which of them are painted.

    Returns
    -------
    Tensor, shape (N, 3, H, W)
        a*, b* and a mask of 0 or 1; all zero where there is no hint.
    """
    photos, _, height, width = ab.shape
    most, largest = rows.shape[1], int(half.max())
    reach = torch.arange(-largest, largest + 1, device=ab.device)
    dy, dx = torch.meshgrid(reach, reach, indexing="ij")
    dy, dx = dy.flatten(), dx.flatten()
    rows, columns = rows[..., None] + dy, columns[..., None] + dx
    covered = (
        given[..., None]
        & (torch.maximum(dy.abs(), dx.abs()) <= half[..., None])
        & (rows >= 0) & (rows < height) & (columns >= 0) & (columns < width)
    )  # fmt: skip
    place = (rows.clamp(0, height - 1) * width + columns.clamp(0, width - 1)).view(photos, -1)
    colors = ab.flatten(2).gather(2, place[:, None].expand(-1, 2, -1)).view(photos, 2, most, -1)
    area = covered.sum(-1).clamp_min(1)
    mean = (colors * covered[:, None]).sum(-1) / area[:, None]
    # A last cell beyond the photo takes what is not covered.
    canvas = torch.zeros(photos, 3, height * width + 1, device=ab.device)
    target = torch.where(covered.view(photos, -1), place, height * width)
    color = torch.cat((mean, torch.ones_like(mean[:, :1])), dim=1)
    color = color[..., None].expand(-1, -1, -1, len(dy)).reshape(photos, 3, -1)
    canvas.scatter_(2, target[:, None].expand(-1, 3, -1), color)
    return canvas[:, :, :-1].view(photos, 3, height, width)


def other_colors(ab, generator=None):
    """Turn and strengthen each hue of a photo by its own amount, at random but smoothly.

    Parameters
    ----------
    ab : Tensor, shape (N, 2, H, W)

    Returns
    -------
    Tensor, shape (N, 2, H, W)
    """
    draw = torch.rand(6, len(ab), 1, 1, generator=generator, device=ab.device)
    phases = 2 * torch.pi * draw[:3]
    turns = LARGEST_TURN * (2 * draw[3:5] - 1)
    a, b = ab.unbind(1)
    hue = torch.atan2(b, a)
    turned = hue + turns[0] * torch.sin(hue + phases[0]) + turns[1] * torch.sin(2 * hue + phases[1])
    gain = torch.exp(LARGEST_LOG_GAIN * draw[5] * torch.sin(hue + phases[2]))
    chroma = gain * torch.hypot(a, b)
    return torch.stack((chroma * torch.cos(turned), chroma * torch.sin(turned)), dim=1)


def simulate(ab, settings, generator=None):
    """Colors and hints for a batch in training: mostly none, a few points, sometimes everything.

    Parameters
    ----------
    ab : Tensor, shape (N, 2, H, W)
        The true colors.
    settings : HintSettings

    Returns
    -------
    ab : Tensor, shape (N, 2, H, W)
        The colors to reach; those of some photos with hints are others than the true ones.
    hints : Tensor, shape (N, 3, H, W)
        a*, b*, mask.
    """
    counts = random_counts(settings, len(ab), generator, ab.device)
    if settings.recolor > 0:
        chosen = torch.rand(len(ab), generator=generator, device=ab.device) < settings.recolor
        chosen = (chosen & (counts > 0))[:, None, None, None]
        ab = torch.where(chosen, other_colors(ab, generator), ab)
    hints = reveal(ab, counts, generator=generator)
    everything = torch.cat((ab, torch.ones_like(ab[:, :1])), dim=1)
    whole = torch.rand(len(ab), 1, 1, 1, generator=generator, device=ab.device) < settings.all
    return ab, torch.where(whole, everything, hints)
