"""What is found in a photo's file, before it is made into a Photo."""

from dataclasses import dataclass, field

import numpy as np

from colorizer_gui.engine.photo.directory import Page, read_page

MAX_MEGAPIXELS = 500
# What so many take as 8-bit RGB is the most for photos of more bits or channels too.
_MAX_MEGABYTES = 3 * MAX_MEGAPIXELS


class Refused(Exception):
    """Why a photo is not read and what to do, to follow "Can't open NAME: "."""


def unsupported(kind):
    """The refusal of pixels of some kind."""
    return Refused(
        f"its pixels are of a kind that is not supported ({kind}). "
        "Save it as a plain RGB or gray file first."
    )


@dataclass
class Content:
    """Pixels as stored, and what stands beside them.

    Parameters
    ----------
    name : str
        Of the file, for notices.
    pixels : ndarray of uint8 or uint16, shape (H, W) or (H, W, 3)
    alpha : ndarray of the same type, shape (H, W), or None
    page : Page or None
        EXIF.
    icc, xmp, iptc : bytes or None
    dpi : tuple or None
    is_upright : bool
        Whether the orientation is applied already.
    has_gaps : bool
        Whether damaged metadata was left out.
    notices : list of str
    """

    name: str
    pixels: np.ndarray = None
    alpha: np.ndarray | None = None
    page: Page | None = None
    icc: bytes | None = None
    xmp: bytes | None = None
    iptc: bytes | None = None
    dpi: tuple | None = None
    is_upright: bool = False
    has_gaps: bool = False
    notices: list[str] = field(default_factory=list)

    def take_exif(self, exif):
        """Read EXIF bytes, with or without their marker; what is damaged is noted."""
        while exif and exif.startswith(b"Exif\0\0"):
            exif = exif[6:]
        try:
            self.page = read_page(exif) if exif else None
        except ValueError:
            self.notices.append(f"The EXIF data in {self.name} is damaged and was left out.")

    def note_bad_profile(self):
        """Say that the color profile is of no use."""
        self.icc = None
        self.notices.append(f"The color profile in {self.name} cannot be used, so sRGB is assumed.")


def check_size(width, height, pixel_bytes=1):
    """Refuse what has no pixels or too many.

    Parameters
    ----------
    width, height : int
    pixel_bytes : int
        What a pixel takes once it is decoded.

    Raises
    ------
    Refused
    """
    if not width or not height:
        raise Refused("the file is damaged: it has no pixels. Try another copy of it.")
    most = min(MAX_MEGAPIXELS, _MAX_MEGABYTES // pixel_bytes)
    if width * height > most * 1_000_000:
        raise Refused(
            f"it has {width * height / 1e6:,.0f} megapixels, and the most is {most}. "
            "Make it smaller first."
        )
