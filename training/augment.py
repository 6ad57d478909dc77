"""Random crop, flip, rotation, brightness and film, for a whole batch on the device it lives on."""

from __future__ import annotations

import math
from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn import functional

from training.lab import srgb_to_lab
from training.ranges import ABOVE_ZERO, NOT_NEGATIVE, POSITIVE, WHOLE_SHARE, check_ranges


@dataclass(frozen=True)
class AugmentSettings:
    """Random changes of photos in training.

    Parameters
    ----------
    crop : tuple of float
        Smallest and largest side of the crop, as a share of the short side.
    rotate : float
        Largest rotation either way, in degrees.
    stretch : float
        Largest change of the aspect ratio, as a factor above 1.
    brightness : float
        Largest change of the exponent of a tone curve, as a factor above 1.
    film : float
        Share of the photos whose L* is that of a film of another response to red, green and blue,
        as old films have it; their colors stay.
    fade : float
        How much of the range of L* an old print may lose, 0..1; its colors stay.
    grain : float
        Largest standard deviation of noise in L*.
    """

    crop: tuple[float, float] = (0.5, 1.0)
    rotate: float = 0.0
    stretch: float = 1.0
    brightness: float = 1.0
    film: float = 0.0
    fade: float = 0.0
    grain: float = 0.0

    def __post_init__(self) -> None:
        check_ranges(
            self, crop=ABOVE_ZERO, rotate=NOT_NEGATIVE, stretch=POSITIVE, brightness=POSITIVE,
            film=WHOLE_SHARE, fade=WHOLE_SHARE, grain=NOT_NEGATIVE,
        )  # fmt: skip
        if not self.crop[0] <= self.crop[1] <= 1:
            raise ValueError(f"'crop' must rise and be at most 1, not {self.crop!r}.")


# How many numbers, from which generator, on which device.
Draw = tuple[int, torch.Generator | None, torch.device]


def _between(low: float, high: float, draw: Draw) -> Tensor:
    photos, generator, device = draw
    return low + (high - low) * torch.rand(photos, generator=generator, device=device)


def random_views(
    photos: Tensor,
    sizes: Tensor,
    side: int,
    settings: AugmentSettings,
    generator: torch.Generator | None = None,
) -> Tensor:
    """Cut one random square out of each photo.

    Parameters
    ----------
    photos : Tensor of uint8, shape (N, 3, P, P)
        sRGB; each photo lies in the upper left corner.
    sizes : Tensor, shape (N, 2)
        Height and width of each photo.
    side : int
        Pixels a side of the result.
    settings : AugmentSettings

    Returns
    -------
    Tensor of float32, shape (N, 3, side, side)
        Encoded sRGB, 0..1.
    """
    draw = (len(photos), generator, photos.device)
    theta = _random_squares(sizes, photos.shape[-1], settings, draw)
    grid = functional.affine_grid(theta, [len(photos), 3, side, side], align_corners=False)
    views = functional.grid_sample(
        photos.float() / 255, grid, mode="bilinear", padding_mode="border", align_corners=False
    )
    log_gamma = math.log(settings.brightness)
    gamma = torch.exp(_between(-1, 1, draw) * log_gamma)
    return views.clamp(0, 1) ** gamma[:, None, None, None]


def _random_squares(sizes: Tensor, canvas: int, settings: AugmentSettings, draw: Draw) -> Tensor:
    """Affine matrices (N, 2, 3), in the coordinates of `affine_grid`, of squares within photos."""
    count, generator, device = draw
    sizes = sizes.to(device, torch.float32)
    height, width = sizes.unbind(1)
    crop = _between(*settings.crop, draw) * sizes.min(dim=1).values
    stretch = torch.exp(_between(-0.5, 0.5, draw) * math.log(settings.stretch))
    angle = torch.deg2rad(_between(-settings.rotate, settings.rotate, draw))
    flip = torch.sign(torch.rand(count, generator=generator, device=device) - 0.5)
    # The bounding box of a rotated square is larger: the square shrinks until that fits.
    reach = angle.abs().cos() + angle.abs().sin()
    half_w = crop * stretch / (2 * reach)
    half_h = crop / stretch / (2 * reach)
    fit = torch.minimum(height / (2 * half_h * reach), width / (2 * half_w * reach)).clamp_max(1)
    half_w, half_h = half_w * fit, half_h * fit
    span_x = half_w * angle.cos() + half_h * angle.sin().abs()
    span_y = half_h * angle.cos() + half_w * angle.sin().abs()
    center_x = span_x + _between(0, 1, draw) * (width - 2 * span_x).clamp_min(0)
    center_y = span_y + _between(0, 1, draw) * (height - 2 * span_y).clamp_min(0)
    rows = (
        torch.stack((flip * half_w * angle.cos(), -half_h * angle.sin(), center_x), dim=1),
        torch.stack((flip * half_w * angle.sin(), half_h * angle.cos(), center_y), dim=1),
    )
    theta = torch.stack(rows, dim=1) * (2 / canvas)
    theta[:, :, 2] -= 1
    return theta


def on_film(
    views: Tensor, settings: AugmentSettings, generator: torch.Generator | None = None
) -> Tensor:
    """Convert photos to CIELAB, some with the lightness of a film of another spectral response.

    Parameters
    ----------
    views : Tensor, shape (N, 3, H, W)
        Encoded sRGB, 0..1.
    settings : AugmentSettings

    Returns
    -------
    Tensor, shape (N, 3, H, W)
    """
    lab = srgb_to_lab(views)
    if settings.film == 0:
        return lab
    draw = torch.rand(4, len(views), generator=generator, device=views.device)
    response = -torch.log(draw[:3].clamp_min(1e-6))
    response = (response / response.sum(dim=0)).T[:, :, None, None]
    light = (response * views**2.2).sum(dim=1, keepdim=True)
    lightness = srgb_to_lab((light ** (1 / 2.2)).expand_as(views))[:, :1]
    other = (draw[3] < settings.film)[:, None, None, None]
    return torch.cat((torch.where(other, lightness, lab[:, :1]), lab[:, 1:]), dim=1)


def aged(
    lab: Tensor, settings: AugmentSettings, generator: torch.Generator | None = None
) -> Tensor:
    """Fade the lightness of photos and add grain, as on an old print; ab stays true.

    Parameters
    ----------
    lab : Tensor, shape (N, 3, H, W)
    settings : AugmentSettings

    Returns
    -------
    Tensor, shape (N, 3, H, W)
    """
    draw = torch.rand(3, len(lab), 1, 1, 1, generator=generator, device=lab.device)
    lightness = lab[:, :1]
    # A random part of the loss is at the black end, the rest at the white end.
    lost = draw[0] * settings.fade
    lightness = lightness * (1 - lost) + 100 * lost * draw[1]
    noise = torch.randn(lightness.shape, generator=generator, device=lab.device)
    lightness = lightness + noise * draw[2] * settings.grain
    return torch.cat((lightness.clamp(0, 100), lab[:, 1:]), dim=1)


def center_views(photos: Tensor, sizes: Tensor, side: int) -> Tensor:
    """Cut the center square of `side` pixels out of each photo, unscaled.

    Parameters and result are those of `random_views`.
    """
    views = []
    for photo, (height, width) in zip(photos, sizes.tolist(), strict=True):
        top, left = (int(height) - side) // 2, (int(width) - side) // 2
        views.append(photo[:, top : top + side, left : left + side])
    return torch.stack(views).float() / 255
