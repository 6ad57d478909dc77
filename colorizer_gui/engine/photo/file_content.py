"""What a format's reader finds in a file, before it becomes a Photo."""

from dataclasses import dataclass, field, replace
from typing import SupportsFloat

import numpy as np

from colorizer_gui.engine.arrays import PixelArray
from colorizer_gui.engine.messages import Message
from colorizer_gui.engine.photo import tiff_tags
from colorizer_gui.engine.photo.directory import RATIONAL, SHORT, Page, read_page
from colorizer_gui.engine.photo.errors import UnreadableError
from colorizer_gui.engine.photo.photo import Extra

MAX_MEGAPIXELS = 500
# Photos of more bits or channels may take as much memory as 8-bit RGB of the most megapixels.
_MAX_MEGABYTES = 3 * MAX_MEGAPIXELS
# Of the pixels, before a photo counts as damaged beyond use.
_MOST_MISSING = 0.5
_NO_UNIT = 1
_MOST_PACKETS = 4  # beside the first
_EXIF_MARKER = b"Exif\0\0"


@dataclass
class FileContent:
    """Pixels as they are stored, and the metadata beside them.

    Attributes
    ----------
    name : str
        The file's name, for notices.
    pixels : ndarray of uint8 or uint16, shape (H, W), (H, W, 3) or (H, W, 4)
        Gray, RGB or CMYK with 0 for no ink. A reader sets them last.
    alpha : ndarray of the same type, shape (H, W), or None
        Opacity.
    depth : int or None
        Bits of a channel as the file states them, where the pixels have others.
    page : Page or None
        The EXIF tags.
    icc, xmp : bytes or None
        The color profile and the XMP packet.
    more_xmp : list of bytes
        Further parts of the packet, and further packets.
    has_extended_xmp : bool
        Whether the part that the packet points to is among them.
    iptc_blocks : list of bytes
        IPTC-IIM records, those that count first.
    photoshop : bytes or None
        Photoshop's image resources.
    extras : list of Extra
        Other metadata.
    dpi : tuple of two numbers, or None
        Pixels per inch, horizontal and vertical, as the file's header states them, unchecked.
    is_exif_dpi_first : bool
        Whether EXIF's resolution counts more: programs that know nothing write others.
    orientation : int or None
        As the container says it, which counts more than EXIF and XMP; 1..8.
    is_upright : bool
        Whether the pixels are turned upright already.
    has_gaps : bool
        Whether damaged metadata was left out.
    notices : list of Message
        What the user should know about this file.
    """

    name: str
    pixels: PixelArray = field(init=False)
    alpha: PixelArray | None = None
    depth: int | None = None
    page: Page | None = None
    icc: bytes | None = None
    xmp: bytes | None = None
    more_xmp: list[bytes] = field(default_factory=list)
    has_extended_xmp: bool = False
    iptc_blocks: list[bytes] = field(default_factory=list)
    photoshop: bytes | None = None
    extras: list[Extra] = field(default_factory=list)
    dpi: tuple[SupportsFloat, SupportsFloat] | None = None
    is_exif_dpi_first: bool = False
    orientation: int | None = None
    is_upright: bool = False
    has_gaps: bool = False
    notices: list[Message] = field(default_factory=list)

    def take_values(self, values: PixelArray) -> None:
        """Take decoded values, shape (H, W) or (H, W, 1..4); the second or fourth are opacity."""
        if values.ndim == 3 and values.shape[2] in (2, 4):
            self.alpha = np.ascontiguousarray(values[..., -1])
            values = values[..., :-1]
        if values.ndim == 3 and values.shape[2] == 1:
            values = values[..., 0]
        self.pixels = np.ascontiguousarray(values)

    def take_exif(self, exif: bytes | None) -> None:
        """Read EXIF bytes, with or without their marker; a notice says when they are damaged."""
        while exif and exif.startswith(_EXIF_MARKER):
            exif = exif[len(_EXIF_MARKER) :]
        try:
            self.page = read_page(exif) if exif else None
        except ValueError:
            self.notices.append(
                Message("The EXIF data in {name} is damaged and was left out.", name=self.name)
            )

    def note_gamma(self, exponent: float) -> None:
        """Add a notice that the header states a gamma, by which the tones are converted."""
        self.notices.append(
            Message(
                "{name} states a gamma of {gamma:.2f}, so its tones were converted to sRGB.",
                name=self.name,
                gamma=exponent,
            )
        )

    def note_white(self, white: float) -> None:
        """Add a notice that real numbers go beyond 1, with what was taken for white."""
        self.notices.append(
            Message(
                "The values of {name} go beyond 1, so {white} was taken for white. "
                "If it looks too dark or too bright, set its levels.",
                name=self.name,
                white=f"{white:g}",
            )
        )

    def take_aspect(self, across: int, down: int) -> None:
        """Take pixels that are not square and of no known size, where EXIF says nothing of them.

        Parameters
        ----------
        across, down : int
            Their number in the same length.
        """
        page = self.page or Page({}, "<")
        if not 0 < across != down > 0 or tiff_tags.X_RESOLUTION in page.tags:
            return
        self.page = replace(
            page,
            tags=page.tags
            | {
                tiff_tags.X_RESOLUTION: page.packed(RATIONAL, across, 1),
                tiff_tags.Y_RESOLUTION: page.packed(RATIONAL, down, 1),
                tiff_tags.RESOLUTION_UNIT: page.packed(SHORT, _NO_UNIT),
            },
        )

    def take_xmp(self, xmp: bytes) -> None:
        """Take a packet; a second one adds what the first lacks."""
        if not self.xmp:
            self.xmp = xmp
        elif len(self.more_xmp) == _MOST_PACKETS:
            self.has_gaps = True
        elif xmp not in (self.xmp, *self.more_xmp):
            self.more_xmp.append(xmp)

    @staticmethod
    def missing_value(pixels: PixelArray) -> int:
        """The middle gray for pixels that are missing, as JPEG decoders fill them."""
        return int(np.iinfo(pixels.dtype).max) // 2 + 1

    def note_missing(self, share: float) -> None:
        """Add a notice where a share of the pixels, 0..1, is missing.

        Raises
        ------
        ValueError
            It is too large.
        """
        if share > _MOST_MISSING:
            raise ValueError("most of the pixels are missing")
        if share:
            self.notices.append(
                Message(
                    "{name} is damaged or ends too early: {percent:.1f} % of its pixels are "
                    "missing and stay gray. If there is another copy of it, try that.",
                    name=self.name,
                    percent=max(0.1, 100 * share),
                )
            )

    def note_missing_detail(self, share: float | None = None) -> None:
        """Add a notice where detail is missing and no pixels, with the share of the data, 0..1."""
        if share is None:
            notice = Message(
                "{name} ends too early, so fine detail may be missing. "
                "If there is another copy of it, try that.",
                name=self.name,
            )
        else:
            notice = Message(
                "{name} ends too early: {percent:.1f} % of its data are missing, and with them "
                "fine detail. If there is another copy of it, try that.",
                name=self.name,
                percent=max(0.1, 100 * share),
            )
        self.notices.append(notice)

    def note_missing_end(self) -> None:
        """Add a notice where only the end mark of a file is missing."""
        self.notices.append(
            Message("{name} lacks its end mark, but all of its pixels are there.", name=self.name)
        )

    def note_narrowing(self) -> None:
        """Add a notice where the decoder gave fewer bits than the file states."""
        used = 8 * self.pixels.itemsize
        if self.depth and self.depth > used:
            self.notices.append(
                Message(
                    "{name} has {depth} bits a channel, and only {used} of them could be read.",
                    name=self.name,
                    depth=self.depth,
                    used=used,
                )
            )

    def note_hdr(self, curve: str) -> None:
        """Add a notice that the colors are for HDR displays, with the name of their curve."""
        self.notices.append(
            Message(
                "The tones of {name} are for HDR displays ({curve}), which is not supported: "
                "they are taken for sRGB.",
                name=self.name,
                curve=curve,
            )
        )

    def reject_profile(self) -> None:
        """Drop the color profile, which cannot be used, with a notice."""
        self.icc = None
        self.notices.append(
            Message(
                "The color profile in {name} cannot be used, so sRGB is assumed.", name=self.name
            )
        )


def check_size(width: int | None, height: int | None, pixel_bytes: int = 1) -> None:
    """Refuse an image without pixels or with too many.

    Parameters
    ----------
    width, height : int or None
    pixel_bytes : int
        The memory a decoded pixel takes.

    Raises
    ------
    UnreadableError
    """
    if not width or not height:
        raise UnreadableError(
            Message("the file is damaged: it has no pixels. Try another copy of it.")
        )
    limit = min(MAX_MEGAPIXELS, _MAX_MEGABYTES // pixel_bytes)
    if width * height > limit * 1_000_000:
        raise UnreadableError(
            Message(
                "it has {megapixels:,.0f} megapixels, and the most is {limit}. "
                "Make it smaller first.",
                megapixels=width * height / 1e6,
                limit=limit,
            )
        )
