"""Raw files of cameras, developed by rawpy (LibRaw); only read."""

import io
from dataclasses import replace
from typing import IO

import numpy as np

from colorizer_gui.engine.messages import Message
from colorizer_gui.engine.photo import tiff_tags
from colorizer_gui.engine.photo.directory import SIGNATURES as TIFF_SIGNATURES
from colorizer_gui.engine.photo.directory import read_page
from colorizer_gui.engine.photo.errors import UnreadableError
from colorizer_gui.engine.photo.file_content import FileContent, check_size
from colorizer_gui.engine.photo.file_format import FileFormat, Package
from colorizer_gui.engine.photo.metadata.raw_containers import RAF_SIGNATURE, take_cr3, take_raf
from colorizer_gui.engine.photo.packages import imported
from colorizer_gui.engine.photo.signatures import SIGNATURE_BYTES, media_brands

_PACKAGE = Package(module="rawpy", name="rawpy", extra="raw")
_SUFFIXES = (
    ".arw", ".cr2", ".cr3", ".dng", ".nef", ".nrw", ".orf", ".pef", ".raf", ".rw2", ".srw",
)  # fmt: skip
_SIGNATURES = (RAF_SIGNATURE, b"IIRO", b"IIRS", b"MMOR", b"IIU\0")
_CANON_BRAND = b"crx "
# sRGB's transfer curve, as LibRaw takes it: exponent and slope of the linear part.
_SRGB_CURVE = (2.4, 12.92)
# The tags of a raw file that describe the photo and not the sensor: caption, maker, model,
# orientation, resolution and its unit, software, date, artist, copyright, EXIF, GPS.
_PHOTO_TAGS = {270, 271, 272, 274, 282, 283, 296, 305, 306, 315, 33432, 34665, 34853}


def _recognizes(start: bytes, suffix: str) -> bool:
    # Most raw files are TIFFs by their first bytes, and only their name tells.
    is_raw_tiff = suffix in _SUFFIXES and start.startswith(TIFF_SIGNATURES)
    return (
        is_raw_tiff or start.startswith(_SIGNATURES) or media_brands(start)[:1] == (_CANON_BRAND,)
    )


def read_raw(data: bytes, name: str) -> FileContent:
    """Develop a raw file with its own white balance into 16 bits.

    Parameters
    ----------
    data : bytes
    name : str
        The file's name, for notices.

    Returns
    -------
    FileContent
        Upright.

    Raises
    ------
    UnreadableError
    """
    rawpy = imported(_PACKAGE, Message("The raw files of cameras"))
    content = FileContent(name, is_upright=True)
    try:
        with rawpy.imread(io.BytesIO(data)) as raw:
            check_size(raw.sizes.width, raw.sizes.height)
            pixels = raw.postprocess(
                output_bps=16, use_camera_wb=True, gamma=_SRGB_CURVE, no_auto_bright=True
            )
    except rawpy.LibRawError as error:
        raise UnreadableError(
            Message(
                "it is a camera's raw file that cannot be developed. "
                "Export it as a TIFF file first."
            )
        ) from error
    # A monochrome sensor gives one channel.
    content.pixels = pixels if pixels.shape[2] == 3 else np.ascontiguousarray(pixels[..., 0])
    take_raw_metadata(content, data)
    return content


def take_raw_metadata(content: FileContent, data: bytes) -> None:
    """Take EXIF, XMP and IPTC of a raw file of any kind.

    Parameters
    ----------
    content : FileContent
    data : bytes
    """
    if data.startswith(RAF_SIGNATURE):
        take_raf(content, data)
    elif media_brands(data[:SIGNATURE_BYTES]):
        take_cr3(content, data)
    else:
        _take_tags(content, data)
    if content.page:
        kept = {n: tag for n, tag in content.page.tags.items() if n in _PHOTO_TAGS}
        content.page = replace(content.page, tags=kept)


def _take_tags(content: FileContent, data: bytes) -> None:
    try:
        page = content.page = read_page(data)
    except ValueError:
        return  # of a kind whose metadata is not found
    content.xmp = page.bytes_of(tiff_tags.XMP)
    content.iptc_blocks = [iptc] if (iptc := page.bytes_of(tiff_tags.IPTC)) else []


def _size_of(file: IO[bytes]) -> tuple[int, int] | None:
    from colorizer_gui.engine.photo.codecs.tiff_size import size_of

    return size_of(file)


RAW = FileFormat(
    id="raw",
    label="raw",
    suffixes=_SUFFIXES,
    recognizes=_recognizes,
    read=read_raw,
    size_of=_size_of,
    package=_PACKAGE,
)
