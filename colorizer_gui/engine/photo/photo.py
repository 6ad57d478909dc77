"""What a photo is: pixels, transparency and metadata."""

from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import cv2
import numpy as np

from colorizer_gui.engine.color import cielab


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
        Gray or RGB, sRGB-encoded, upright: the orientation is already applied.
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

    def lightness(self, top=0, bottom=None):
        """L* of the rows from `top` up to `bottom`.

        Parameters
        ----------
        top, bottom : int
            First row and the row after the last; the whole photo unless given.

        Returns
        -------
        ndarray of float32, shape (rows, W)
            L* 0..100. Each gray value has its own exact L*: no rounding to 8 bits anywhere.
        """
        pixels = self.pixels[top:bottom]
        if pixels.ndim == 2:
            return cv2.LUT(pixels, lightness_of_grays(self.bit_depth))
        return cielab.luminance_to_lightness(luminance_of(pixels))


def luminance_of(pixels):
    """Luminance of pixels, as a share of that of white.

    Parameters
    ----------
    pixels : ndarray of uint8 or uint16, shape (H, W) or (H, W, 3)
        Gray or RGB, sRGB-encoded.

    Returns
    -------
    ndarray of float32, shape (H, W)
        0..1.
    """
    linear = cv2.LUT(pixels, light_of_codes(pixels.itemsize * 8))
    return linear if pixels.ndim == 2 else cielab.luminance(linear)


def _table(function, bit_depth):
    """A function of every value from 0 to 1 that a depth has.

    Computed in float64 and rounded once: powers in float32 differ from processor to processor.
    """
    table = function(np.linspace(0, 1, 2**bit_depth)).astype(np.float32)
    table.flags.writeable = False
    return table


@cache
def lightness_of_grays(bit_depth):
    """L* of every gray of 8 or 16 bits, (256,) or (65536,) float32."""
    return _table(cielab.gray_to_lightness, bit_depth)


@cache
def light_of_codes(bit_depth):
    """Linear light, 0..1, of every sRGB value of 8 or 16 bits, (256,) or (65536,) float32."""
    return _table(cielab.srgb_to_linear, bit_depth)


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
