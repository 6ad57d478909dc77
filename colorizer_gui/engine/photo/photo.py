"""A photo: its pixels, transparency and metadata."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple, cast

import cv2

from colorizer_gui.engine.arrays import Float32Array, PixelArray
from colorizer_gui.engine.color.tables import lightness_of
from colorizer_gui.engine.messages import Message


class Extra(NamedTuple):
    """A piece of metadata beside EXIF, XMP, IPTC and the resolution.

    Attributes
    ----------
    kind : str
        One of `metadata.extras.EXTRA_KINDS`.
    name : str
        Which one of its kind, such as the keyword of a text.
    data : bytes
        As the formats store it that hold its kind.
    """

    kind: str
    name: str = ""
    data: bytes = b""


@dataclass(frozen=True)
class Metadata:
    """What a photo's file says about it.

    Attributes
    ----------
    exif : bytes or None
        EXIF as a small TIFF without the leading ``Exif`` marker, orientation 1, no thumbnail.
    xmp : bytes or None
        The XMP packet.
    iptc : bytes or None
        The IPTC-IIM records, which only some formats have a place for.
    dpi : tuple of float or None
        Pixels per inch, horizontal and vertical.
    extras : tuple of Extra
        All else, also what no result can have, which is then named.
    """

    exif: bytes | None = None
    xmp: bytes | None = None
    iptc: bytes | None = None
    dpi: tuple[float, float] | None = None
    extras: tuple[Extra, ...] = ()


@dataclass(frozen=True, eq=False)
class Photo:
    """An opened image file with its metadata.

    Attributes
    ----------
    pixels : ndarray of uint8 or uint16, shape (H, W) or (H, W, 3)
        Gray or RGB, sRGB-encoded, upright: the orientation is applied.
    alpha : ndarray of the same type, shape (H, W), or None
        Opacity, 0 to the largest value of the type.
    format : str
        The id of the file's format in the registry.
    metadata : Metadata
    path : Path or None
        The file; None for a photo that has none, such as a pasted one.
    notices : tuple of Message
        What the user should know about the file.
    file_depth : int or None
        Bits of a channel in the file, such as 10, where the pixels have more.
    """

    pixels: PixelArray
    alpha: PixelArray | None = None
    format: str = "png"
    metadata: Metadata = Metadata()
    path: Path | None = None
    notices: tuple[Message, ...] = ()
    file_depth: int | None = None

    @property
    def height(self) -> int:
        """Number of rows."""
        return int(self.pixels.shape[0])

    @property
    def width(self) -> int:
        """Number of columns."""
        return int(self.pixels.shape[1])

    @property
    def bit_depth(self) -> int:
        """8 or 16."""
        return self.pixels.dtype.itemsize * 8

    def lightness(self, top: int = 0, bottom: int | None = None) -> Float32Array:
        """L* of the rows from `top` up to `bottom`.

        Parameters
        ----------
        top, bottom : int
            First row and the row after the last; the whole photo by default.

        Returns
        -------
        ndarray of float32, shape (rows, W)
            0..100, from the full bit depth.
        """
        return lightness_of(self.pixels[top:bottom])


def reduced(photo: Photo, max_pixels: int) -> Photo:
    """An area-averaged smaller copy, for the screen.

    Parameters
    ----------
    photo : Photo
    max_pixels : int
        Most pixels of the copy, but for rounding.

    Returns
    -------
    Photo
        `photo` itself when it is small enough.
    """
    scale = (max_pixels / (photo.height * photo.width)) ** 0.5
    if scale >= 1:
        return photo
    size = max(1, int(photo.width * scale)), max(1, int(photo.height * scale))
    alpha = None if photo.alpha is None else _scaled_down(photo.alpha, size)
    return replace(photo, pixels=_scaled_down(photo.pixels, size), alpha=alpha)


def _scaled_down(values: PixelArray, size: tuple[int, int]) -> PixelArray:
    return cast("PixelArray", cv2.resize(values, size, interpolation=cv2.INTER_AREA))
