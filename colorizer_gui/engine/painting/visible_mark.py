"""A visible mark: the word "Colorized" in a corner of a result."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from colorizer_gui.engine.arrays import Float32Array, PixelArray
from colorizer_gui.engine.choices import MARK_CORNERS, MARK_OPACITY, MARK_SIZE
from colorizer_gui.engine.painting.lazy_image import LazyImage

TEXT = "Colorized"
_SMALLEST = 8  # pixels of the letters' height
_MARGIN = 0.8  # between the letters and the edge, of their height
_BLUR = 0.12  # of the shadow that keeps the letters readable on white, of their height
_SHADOW = 0.7


@dataclass(frozen=True)
class VisibleMark:
    """Where the mark stands and how it looks.

    Parameters
    ----------
    corner : str
        One of `choices.MARK_CORNERS`.
    size : float
        Height of the letters, in percent of the photo's shorter side.
    opacity : float
        Percent.
    """

    corner: str = MARK_CORNERS[0]
    size: float = MARK_SIZE
    opacity: float = MARK_OPACITY


def with_mark(pixels: LazyImage | PixelArray, mark: VisibleMark) -> LazyImage:
    """A result with a mark in white letters with a dark shadow.

    Parameters
    ----------
    pixels : LazyImage or ndarray of uint8 or uint16, shape (H, W, 3)
        sRGB.
    mark : VisibleMark

    Returns
    -------
    LazyImage of the same type and shape
        Its other pixels are the same.
    """
    height, width, channels = pixels.shape
    letters = _letters(mark, height, width)
    top, left = _place(mark.corner, letters.shape, height, width)
    letters = letters[: height - top, : width - left]
    blur = max(0.5, _BLUR * mark.size / 100 * min(height, width))
    shadow = np.clip(2 * cv2.GaussianBlur(letters, (0, 0), blur), 0, 1) * _SHADOW
    share = np.float32(mark.opacity / 100)
    light, dark = (letters * share)[..., None], (shadow * share)[..., None]
    white = np.float32(np.iinfo(pixels.dtype).max)
    bottom = top + len(letters)

    def compute(rows: slice, result: PixelArray) -> None:
        result[:] = pixels[rows]
        first, last = max(rows.start, top), min(rows.stop, bottom)
        if first >= last:
            return
        area = result[first - rows.start : last - rows.start, left : left + letters.shape[1]]
        own = slice(first - top, last - top)
        shaded = area * (1 - dark[own] * (1 - light[own]))
        area[:] = np.rint(shaded + light[own] * (white - shaded))

    return LazyImage((height, width, channels), pixels.dtype, compute)


def mark_mask(mark: VisibleMark, height: int, width: int) -> Float32Array:
    """Where the letters of a mark show, 0..1, float32 of shape (height, width)."""
    letters = _letters(mark, height, width)
    top, left = _place(mark.corner, letters.shape, height, width)
    mask = np.zeros((height, width), np.float32)
    area = mask[top : top + len(letters), left : left + letters.shape[1]]
    area[:] = letters[: area.shape[0], : area.shape[1]] * np.float32(mark.opacity / 100)
    return mask


def _letters(mark: VisibleMark, height: int, width: int) -> Float32Array:
    """The text, 0..1, with room for its shadow around it."""
    from PIL import Image, ImageDraw, ImageFont

    size = max(_SMALLEST, round(mark.size / 100 * min(height, width)))
    font = ImageFont.load_default(size)
    left, top, right, bottom = (round(each) for each in font.getbbox(TEXT))
    border = round(_MARGIN * size / 2)
    image = Image.new("L", (right - left + 2 * border, bottom - top + 2 * border))
    ImageDraw.Draw(image).text((border - left, border - top), TEXT, fill=255, font=font)
    drawn: NDArray[np.uint8] = np.asarray(image)
    return (drawn / np.float32(255)).astype(np.float32)


def _place(corner: str, size: tuple[int, ...], height: int, width: int) -> tuple[int, int]:
    """Top and left of the text with its room; half of the margin is a part of it."""
    room = round(size[0] * 0.15)
    vertical, horizontal = corner.split("-")
    top = room if vertical == "top" else height - size[0] - room
    left = room if horizontal == "left" else width - size[1] - room
    return max(0, top), max(0, left)
