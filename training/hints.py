"""Simulated hints: squares in the true color of random places.

References
----------
R. Zhang et al., "Real-Time User-Guided Image Colorization with Learned Deep Priors", SIGGRAPH 2017,
section 3.1.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor

from training.ranges import POSITIVE, SHARE, WHOLE_SHARE, check_ranges

LARGEST_HALF = 4
PLACES = ("uniform", "normal")
# Largest change of a hue, in radians, and of the logarithm of its chroma.
LARGEST_TURN = 1.0
LARGEST_LOG_GAIN = 0.5


@dataclass(frozen=True)
class HintSettings:
    """Random hints in training.

    Parameters
    ----------
    none : float
        Share of the photos without hints.
    all : float
        Share of the photos with the true color everywhere.
    most : int
        Largest number of points on one photo; every order of magnitude up to it is as frequent.
    stop : float
        Where above 0, the number of points is geometric instead: 1 / stop points in the mean.
    recolor : float
        Share of the photos with hints whose colors are changed as a whole; see `other_colors`.
    local : float
        Share of the photos with hints in which hints speak of single surfaces; see
        `training.local_hints`.
    places : {'uniform', 'normal'}
        Distribution of the places; ``normal`` is centered on the photo with a standard deviation
        of a quarter of its sides (Zhang et al. 2017, section 3.1).
    """

    none: float = 0.5
    all: float = 0.005
    most: int = 100
    stop: float = 0.125
    recolor: float = 0.0
    local: float = 0.0
    places: str = "uniform"

    def __post_init__(self) -> None:
        check_ranges(
            self, none=WHOLE_SHARE, all=WHOLE_SHARE, most=POSITIVE, stop=SHARE,
            recolor=WHOLE_SHARE, local=WHOLE_SHARE,
        )  # fmt: skip
        if self.places not in PLACES:
            raise ValueError(f"no places {self.places!r}. There are: {', '.join(PLACES)}.")


def random_counts(
    settings: HintSettings,
    photos: int,
    generator: torch.Generator | None = None,
    device: torch.device | None = None,
) -> Tensor:
    """Number of hints of each photo, a Tensor of int64 of shape (photos,)."""
    uniform = torch.rand(2, photos, generator=generator, device=device)
    if settings.stop > 0:
        count = torch.ceil(torch.log(uniform[0]) / torch.log(torch.tensor(1 - settings.stop)))
    else:
        count = torch.exp(uniform[0] * torch.log(torch.tensor(settings.most + 1.0)))
    count = count.clamp(1, settings.most).long()
    return torch.where(uniform[1] < settings.none, 0, count)


def reveal(
    ab: Tensor,
    counts: Tensor,
    halves: tuple[int, int] = (0, LARGEST_HALF),
    generator: torch.Generator | None = None,
    places: str = "uniform",
) -> Tensor:
    """Paint square hints at random places in the mean true color of what they cover.

    Parameters
    ----------
    ab : Tensor, shape (N, 2, H, W)
        The true colors.
    counts : Tensor of int64, shape (N,)
        Hints on each photo, at random places.
    halves : tuple of int
        Smallest and largest half-width: a square has 2 * half + 1 pixels a side.
    places : str
        See `HintSettings`.

    Returns
    -------
    Tensor, shape (N, 3, H, W)
        a*, b* and a mask of 0 or 1; all zero where there is no hint.
    """
    photos, _, height, width = ab.shape
    most = max(int(counts.max()), 1)
    draw = torch.rand(3, photos, most, generator=generator, device=ab.device)
    if places == "normal":
        spread = torch.randn(2, photos, most, generator=generator, device=ab.device) / 4 + 0.5
        draw[:2] = spread.clamp(0, 1 - 1e-6)
    y, x = (draw[0] * height).long(), (draw[1] * width).long()
    half = (halves[0] + draw[2] * (halves[1] - halves[0] + 1)).long().clamp(max=halves[1])
    given = torch.arange(most, device=ab.device)[None, :] < counts[:, None]
    return paint(ab, y, x, half, given)


def paint(ab: Tensor, rows: Tensor, columns: Tensor, half: Tensor, given: Tensor) -> Tensor:
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


def other_colors(ab: Tensor, generator: torch.Generator | None = None) -> Tensor:
    """Change hue and chroma by random smooth functions of the hue.

    Places of one hue still have one hue, so that hints remain true of the whole photo.

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


def simulate(
    ab: Tensor, settings: HintSettings, generator: torch.Generator | None = None
) -> tuple[Tensor, Tensor]:
    """Colors and hints for a batch in training: none, some squares, or every place.

    Parameters
    ----------
    ab : Tensor, shape (N, 2, H, W)
        The true colors.
    settings : HintSettings

    Returns
    -------
    ab : Tensor, shape (N, 2, H, W)
        The colors to reach: the true ones, or those of `other_colors`.
    hints : Tensor, shape (N, 3, H, W)
        a*, b*, mask.
    """
    counts = random_counts(settings, len(ab), generator, ab.device)
    if settings.recolor > 0:
        chosen = torch.rand(len(ab), generator=generator, device=ab.device) < settings.recolor
        chosen = (chosen & (counts > 0))[:, None, None, None]
        ab = torch.where(chosen, other_colors(ab, generator), ab)
    hints = reveal(ab, counts, generator=generator, places=settings.places)
    everything = torch.cat((ab, torch.ones_like(ab[:, :1])), dim=1)
    whole = torch.rand(len(ab), 1, 1, 1, generator=generator, device=ab.device) < settings.all
    return ab, torch.where(whole, everything, hints)
