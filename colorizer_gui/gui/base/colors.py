"""CIELAB colors as Qt's colors, and back."""

from dataclasses import dataclass

import numpy as np
from PySide6.QtGui import QColor

from colorizer_gui.engine.color.cielab import srgb_to_lab
from colorizer_gui.engine.color.gamut import fit_to_gamut
from colorizer_gui.engine.color.shown_color import shown_rgb

SAME = 1.0  # a*, b*: a difference that is not seen


@dataclass(frozen=True)
class ColorPick:
    """A color that the user chose, a* and b*. Picks of one gesture (a drag) are undone together."""

    a: float
    b: float
    gesture: int | None = None


def shown_color(lightness: float, a: float, b: float) -> QColor:
    """The sRGB color of L*, a*, b*; chroma outside the gamut is reduced."""
    return QColor.fromRgb(*shown_rgb(lightness, a, b))


def is_in_gamut(lightness: float, a: float, b: float) -> bool:
    """Whether sRGB has a color as vivid as this at an L*."""
    wanted = np.array([[[a, b]]], np.float32)
    fitted = fit_to_gamut(np.full((1, 1), lightness, np.float32), wanted)
    return bool(np.abs(fitted - wanted).max() < SAME)


def ab_of(color: QColor) -> tuple[float, float]:
    """The a*, b* of a color."""
    rgb = np.array([color.redF(), color.greenF(), color.blueF()], np.float32)
    _, a, b = srgb_to_lab(rgb).tolist()
    return a, b
