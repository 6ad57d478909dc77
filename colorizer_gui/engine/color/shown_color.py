"""Colors as a screen shows them, and which of several look alike there."""

from collections.abc import Iterable
from functools import lru_cache

import numpy as np

from colorizer_gui.engine.color.cielab import lab_to_srgb
from colorizer_gui.engine.color.gamut import fit_to_gamut

# In 255ths of a channel. In the brightest and darkest places the screen shows many colors alike.
SMALLEST_DIFFERENCE = 12

Rgb = tuple[int, int, int]


@lru_cache(maxsize=512)
def shown_rgb(lightness: float, a: float, b: float) -> Rgb:
    """The sRGB color of L*, a*, b*, 0..255 each; chroma outside the gamut is reduced."""
    light = np.full((1, 1), lightness, np.float32)
    ab = fit_to_gamut(light, np.array([[[a, b]]], np.float32))
    rgb = lab_to_srgb(np.concatenate((light[..., None], ab), axis=-1))[0, 0]
    red, green, blue = (int(part) for part in np.rint(np.clip(rgb, 0, 1) * 255))
    return red, green, blue


def distinct_colors(
    colors: Iterable[tuple[float, float]], lightness: float, least: int = SMALLEST_DIFFERENCE
) -> list[tuple[float, float]]:
    """The colors without those that look like an earlier one at this lightness.

    Parameters
    ----------
    colors : iterable of (float, float)
        a*, b*, the likeliest first.
    lightness : float
        L*.
    least : int
        The least difference of those that stay, in 255ths of a channel.
    """
    kept: list[tuple[tuple[float, float], Rgb]] = []
    for a, b in colors:
        rgb = shown_rgb(lightness, a, b)
        if all(_difference(rgb, other) >= least for _, other in kept):
            kept.append(((a, b), rgb))
    return [ab for ab, _ in kept]


def _difference(one: Rgb, other: Rgb) -> int:
    return max(abs(p - q) for p, q in zip(one, other, strict=True))
