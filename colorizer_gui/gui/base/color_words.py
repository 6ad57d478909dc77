"""Colors in words, such as dark olive, for those who do not see them or the difference."""

import math

import numpy as np
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QColor

from colorizer_gui.engine.color.cielab import srgb_to_lab

GRAY_CHROMA, GRAYISH_CHROMA = 5.0, 14.0
DARK, LIGHT = 40.0, 75.0  # L*


def _tr(text: str) -> str:
    return QCoreApplication.translate("ColorWords", text)


def color_words(color: QColor) -> str:
    """A color in words and as HEX, such as "dark olive, #5a5a2e"."""
    return f"{color_name(color)}, {color.name()}"


def color_name(color: QColor) -> str:
    """A color in one or two words of the window's language."""
    rgb = np.array([color.redF(), color.greenF(), color.blueF()], np.float32)
    light, a, b = srgb_to_lab(rgb).tolist()
    chroma, hue = math.hypot(a, b), math.degrees(math.atan2(b, a)) % 360
    if chroma < GRAY_CHROMA:
        return _gray_name(light)
    name = _hue_name(light, chroma, hue)
    if chroma < GRAYISH_CHROMA:
        return _tr("grayish {0}").format(name)
    if light < DARK:
        return _tr("dark {0}").format(name)
    return _tr("light {0}").format(name) if light > LIGHT else name


def _gray_name(light: float) -> str:
    grays = (
        (10, _tr("black")),
        (DARK, _tr("dark gray")),
        (LIGHT, _tr("gray")),
        (95, _tr("light gray")),
    )
    return next((words for limit, words in grays if light < limit), _tr("white"))


def _hue_name(light: float, chroma: float, hue: float) -> str:
    """The name of a hue, in degrees; some are called otherwise where they are dark or pale."""
    if 40 <= hue < 85 and (light < 55 or (chroma < 35 and light < LIGHT)):
        return _tr("brown")
    if 60 <= hue < 110 and chroma < 30 and light >= LIGHT:
        return _tr("beige")
    if 90 <= hue < 128 and light < 65 and chroma < 50:
        return _tr("olive")
    if (hue >= 345 or hue < 30) and light > 65:
        return _tr("pink")
    hues = (
        (20, _tr("crimson")),
        (42, _tr("red")),
        (80, _tr("orange")),
        (105, _tr("yellow")),
        (125, _tr("yellow-green")),
        (165, _tr("green")),
        (215, _tr("teal")),
        (255, _tr("sky blue")),
        (310, _tr("blue")),
        (325, _tr("violet")),
        (345, _tr("purple")),
    )
    return next((words for limit, words in hues if hue < limit), _tr("crimson"))
