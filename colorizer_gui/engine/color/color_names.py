"""Names of colors, such as dark olive, for those who do not see them or the difference."""

import math

import numpy as np

from colorizer_gui.engine.color.cielab import srgb_to_lab
from colorizer_gui.engine.messages import Message

GRAY_CHROMA, GRAYISH_CHROMA = 5.0, 14.0
DARK, LIGHT = 40.0, 75.0  # L*


def color_name(red: int, green: int, blue: int) -> Message:
    """A color in one or two words.

    Parameters
    ----------
    red, green, blue : int
        sRGB, 0..255.

    Returns
    -------
    Message
    """
    rgb = np.array([red, green, blue], np.float32) / np.float32(255)
    light, a, b = srgb_to_lab(rgb).tolist()
    chroma, hue = math.hypot(a, b), math.degrees(math.atan2(b, a)) % 360
    if chroma < GRAY_CHROMA:
        return _gray_name(light)
    name = _hue_name(light, chroma, hue)
    if chroma < GRAYISH_CHROMA:
        return Message("grayish {color}", color=name)
    if light < DARK:
        return Message("dark {color}", color=name)
    return Message("light {color}", color=name) if light > LIGHT else name


def _gray_name(light: float) -> Message:
    grays = (
        (10, Message("black")),
        (DARK, Message("dark gray")),
        (LIGHT, Message("gray")),
        (95, Message("light gray")),
    )
    return next((words for limit, words in grays if light < limit), Message("white"))


def _hue_name(light: float, chroma: float, hue: float) -> Message:
    """The name of a hue, in degrees; some are called otherwise where they are dark or pale."""
    if 40 <= hue < 85 and (light < 55 or (chroma < 35 and light < LIGHT)):
        return Message("brown")
    if 60 <= hue < 110 and chroma < 30 and light >= LIGHT:
        return Message("beige")
    if 90 <= hue < 128 and light < 65 and chroma < 50:
        return Message("olive")
    if (hue >= 345 or hue < 30) and light > 65:
        return Message("pink")
    hues = (
        (20, Message("crimson")),
        (42, Message("red")),
        (80, Message("orange")),
        (105, Message("yellow")),
        (125, Message("yellow-green")),
        (165, Message("green")),
        (215, Message("teal")),
        (255, Message("sky blue")),
        (310, Message("blue")),
        (325, Message("violet")),
        (345, Message("purple")),
    )
    return next((words for limit, words in hues if hue < limit), Message("crimson"))
