"""EXIF and XMP: cleaned when read, updated when written."""

import re
from dataclasses import replace

import numpy as np

from colorizer_gui.engine.arrays import PixelArray
from colorizer_gui.engine.photo import tiff_tags
from colorizer_gui.engine.photo.directory import (
    ASCII,
    LONG,
    RATIONAL,
    SHORT,
    Page,
    Tag,
    directory_bytes,
    header,
    read_page,
)
from colorizer_gui.engine.photo.photo import Metadata

_INCH = 2
_SRGB = 1
_RATIONAL_UNIT = 10000
_BIGTIFF_TYPES = 16  # the first type of tags that EXIF does not have

END_OF_XMP = re.compile(rb"</[\w.-]+:RDF\s*>(?!.*</[\w.-]+:RDF\s*>)", re.DOTALL)
_UTF_16 = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16", b"<\0": "utf-16-le", b"\0<": "utf-16-be"}
_EMPTY_RDF = re.compile(rb"<([\w.-]+:RDF)\b([^<>]*)/>")
_XMP_ORIENTATION = re.compile(rb"(tiff:Orientation(?:=[\"']|>))\s*([1-8])")


def orientation_of(page: Page | None, xmp: bytes | None) -> int:
    """EXIF orientation 1..8, from EXIF or else from XMP."""
    value = page.number(tiff_tags.ORIENTATION) if page else None
    if value is None and xmp and (found := _XMP_ORIENTATION.search(xmp)):
        value = int(found[2])
    return value if value is not None and value in range(1, 9) else 1


def is_sideways(orientation: int) -> bool:
    """Whether an EXIF orientation swaps width and height."""
    return orientation >= 5


def upright(values: PixelArray, orientation: int) -> PixelArray:
    """Turn and mirror pixels as an EXIF orientation says.

    Parameters
    ----------
    values : ndarray of uint8 or uint16, shape (H, W) or (H, W, C)
    orientation : int
        1..8.

    Returns
    -------
    ndarray, contiguous
    """
    if is_sideways(orientation):
        values = values.swapaxes(0, 1)
    if orientation in (3, 4, 7, 8):
        values = values[::-1]
    if orientation in (2, 3, 6, 7):
        values = values[:, ::-1]
    return np.ascontiguousarray(values)


def clean_exif(page: Page) -> bytes | None:
    """EXIF bytes of the tags worth keeping: orientation 1, none about storage; or None."""
    tags = {
        number: tag
        for number, tag in page.tags.items()
        if number not in tiff_tags.STORAGE and (isinstance(tag, dict) or tag.type < _BIGTIFF_TYPES)
    }
    if not tags:
        return None
    if tiff_tags.ORIENTATION in tags:
        tags[tiff_tags.ORIENTATION] = page.packed(SHORT, 1)
    return exif_bytes(replace(page, tags=tags))


def clean_xmp(xmp: bytes | None) -> bytes | None:
    """An XMP packet in UTF-8 with orientation 1 and a closing RDF tag, or None for an empty one.

    Raises
    ------
    ValueError
        It has no closing RDF tag: it is damaged, or no XMP.
    """
    xmp = _in_utf_8(xmp or b"").strip(b"\0")
    if not xmp:
        return None
    xmp = _EMPTY_RDF.sub(rb"<\1\2></\1>", xmp)
    if not END_OF_XMP.search(xmp):
        raise ValueError("no end of RDF")
    return _XMP_ORIENTATION.sub(rb"\g<1>1", xmp)


def _in_utf_8(xmp: bytes) -> bytes:
    encoding = _UTF_16.get(xmp[:2])
    return xmp.decode(encoding).encode() if encoding else xmp


def exif_bytes(page: Page) -> bytes:
    """EXIF bytes of a page, without a marker."""
    return header(page.order, 8) + directory_bytes(page.tags, 8, page.order)


def page_to_write(metadata: Metadata, width: int, height: int, software: str | None) -> Page:
    """The EXIF tags of a result.

    Parameters
    ----------
    metadata : Metadata
        Its EXIF and resolution.
    width, height : int
        Of the result.
    software : str or None
        For the Software tag.

    Returns
    -------
    Page
        Without tags when there is nothing to say.
    """
    page = read_page(metadata.exif) if metadata.exif else Page({}, "<")
    tags = dict(page.tags)
    if software:
        tags[tiff_tags.SOFTWARE] = Tag(ASCII, software.encode() + b"\0")
    if metadata.dpi:
        across, down = (round(value * _RATIONAL_UNIT) for value in metadata.dpi)
        tags[tiff_tags.X_RESOLUTION] = page.packed(RATIONAL, across, _RATIONAL_UNIT)
        tags[tiff_tags.Y_RESOLUTION] = page.packed(RATIONAL, down, _RATIONAL_UNIT)
        tags[tiff_tags.RESOLUTION_UNIT] = page.packed(SHORT, _INCH)
    if tags:
        tags[tiff_tags.ORIENTATION] = page.packed(SHORT, 1)
    inside = tags.get(tiff_tags.EXIF)
    if isinstance(inside, dict):
        updates = {
            tiff_tags.COLOR_SPACE: page.packed(SHORT, _SRGB),
            tiff_tags.PIXEL_WIDTH: page.packed(LONG, width),
            tiff_tags.PIXEL_HEIGHT: page.packed(LONG, height),
        }
        tags[tiff_tags.EXIF] = inside | {n: tag for n, tag in updates.items() if n in inside}
    return replace(page, tags=tags)
