"""What a photo is: pixels, transparency and metadata."""

from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import cv2
import numpy as np

from colorizer_gui.engine import color


@dataclass(frozen=True)
class Metadata:
    """What a photo says about itself.

    Attributes
    ----------
    exif : bytes or None
        EXIF as a little TIFF (no leading ``Exif`` marker), orientation 1, without a thumbnail.
    xmp : bytes or None
        The XMP packet.
    iptc : bytes or None
        The IPTC-IIM records; kept in JPEG and TIFF, the formats that have a place for them.
    dpi : tuple of float or None
        Pixels per inch, horizontal and vertical.
    """

    exif: bytes | None = None
    xmp: bytes | None = None
    iptc: bytes | None = None
    dpi: tuple[float, float] | None = None


@dataclass(frozen=True, eq=False)
class Photo:
    """A photo as it is worked on.

    Attributes
    ----------
    pixels : ndarray of uint8 or uint16, shape (H, W) or (H, W, 3)
        Grey or RGB, sRGB-encoded, upright: the orientation is already applied.
    alpha : ndarray of the same type, shape (H, W), or None
        Opacity, 0 to the largest value.
    format : str
        What the file was: "jpeg", "png", "tiff", "webp" or "bmp".
    metadata : Metadata
    path : Path or None
        Where it came from.
    notices : tuple of str
        Sentences the user should see.
    """

    pixels: np.ndarray
    alpha: np.ndarray | None = None
    format: str = "png"
    metadata: Metadata = Metadata()
    path: Path | None = None
    notices: tuple[str, ...] = ()

    @property
    def height(self) -> int:
        return self.pixels.shape[0]

    @property
    def width(self) -> int:
        return self.pixels.shape[1]

    @property
    def bit_depth(self) -> int:
        """8 or 16."""
        return self.pixels.itemsize * 8

    def lightness(self, top=0, bottom=None, columns=slice(None)):
        """L* of the rows from `top` up to `bottom`.

        Parameters
        ----------
        top, bottom : int
            First row and the row after the last; the whole photo unless given.
        columns : slice

        Returns
        -------
        ndarray of float32, shape (rows, columns)
            L* 0..100. Each grey value has its own exact L*: no rounding to 8 bits anywhere.
        """
        return light_of(self.pixels[top:bottom, columns])[0]


def light_of(pixels):
    """L* and the luminance that it stands for.

    Parameters
    ----------
    pixels : ndarray of uint8 or uint16, shape (H, W) or (H, W, 3)
        Grey or RGB, sRGB-encoded.

    Returns
    -------
    lightness, luminance : ndarray of float32, shape (H, W)
        0..100, and 0..1 as a share of that of white.
    """
    bit_depth = pixels.itemsize * 8
    linear = cv2.LUT(pixels, _light_of_code(bit_depth))
    if pixels.ndim == 2:
        return cv2.LUT(pixels, _lightness_of_grey(bit_depth)), linear
    luminance = color.luminance(linear)
    return color.luminance_to_lightness(luminance), luminance


def _table(function, bit_depth):
    """A function of every value from 0 to 1 that a depth has, (256,) or (65536,) float32."""
    table = function(np.linspace(0, 1, 2**bit_depth)).astype(np.float32)
    table.flags.writeable = False
    return table


@cache
def _lightness_of_grey(bit_depth):
    return _table(color.grey_to_lightness, bit_depth)


@cache
def _light_of_code(bit_depth):
    return _table(color.srgb_to_linear, bit_depth)


def reduced(photo, most_pixels):
    """An area-averaged smaller copy, for the screen.

    Parameters
    ----------
    photo : Photo
    most_pixels : int
        The copy has at most about this many pixels.

    Returns
    -------
    Photo
        `photo` itself when it is small enough.
    """
    scale = (most_pixels / (photo.height * photo.width)) ** 0.5
    if scale >= 1:
        return photo
    size = max(1, int(photo.width * scale)), max(1, int(photo.height * scale))

    def shrink(values):
        return None if values is None else cv2.resize(values, size, interpolation=cv2.INTER_AREA)

    return replace(photo, pixels=shrink(photo.pixels), alpha=shrink(photo.alpha))
