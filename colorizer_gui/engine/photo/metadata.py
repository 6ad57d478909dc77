"""EXIF and XMP: cleaned on the way in, told the truth on the way out."""

import re
from dataclasses import replace

import numpy as np

from colorizer_gui.engine.photo.directory import (
    ASCII,
    EXIF,
    LONG,
    SHORT,
    Page,
    Tag,
    directory_bytes,
    header,
    read_page,
)

ORIENTATION, SOFTWARE = 274, 305
X_RESOLUTION, Y_RESOLUTION, RESOLUTION_UNIT = 282, 283, 296
ICC_PROFILE, XMP, IPTC = 34675, 700, 33723
MAKER_NOTE = 37500
_COLOR_SPACE, _PIXEL_WIDTH, _PIXEL_HEIGHT = 40961, 40962, 40963

# What describes how the old file stored its pixels; all else in a TIFF file is worth keeping.
_STORAGE_TAGS = {
    *range(254, 269),
    *(273, 275, 276, 277, 278, 279, 280, 281, 284),
    *range(288, 294),
    301,
    *range(317, 348),
    *range(512, 533),
    *(XMP, IPTC, 34377, ICC_PROFILE, 37724),
}

_XMP_ORIENTATION = re.compile(rb"(tiff:Orientation(?:=[\"']|>))\s*([1-8])")


def orientation_of(page, xmp):
    """EXIF orientation 1..8, from EXIF or else from XMP."""
    value = page.number(ORIENTATION) if page else None
    if value is None and xmp and (found := _XMP_ORIENTATION.search(xmp)):
        value = int(found[2])
    return value if value in range(1, 9) else 1


def upright(values, orientation):
    """Turn and mirror pixels as an EXIF orientation says.

    Parameters
    ----------
    values : ndarray, shape (H, W) or (H, W, C)
    orientation : int
        1..8.

    Returns
    -------
    ndarray, contiguous
    """
    if orientation in (5, 6, 7, 8):
        values = values.swapaxes(0, 1)
    if orientation in (3, 4, 7, 8):
        values = values[::-1]
    if orientation in (2, 3, 6, 7):
        values = values[:, ::-1]
    return np.ascontiguousarray(values)


def clean_exif(page):
    """EXIF bytes of what is worth keeping in a page: orientation 1, nothing about storage."""
    tags = {
        number: tag
        for number, tag in page.tags.items()
        if number not in _STORAGE_TAGS and (isinstance(tag, dict) or tag.type < 16)
    }
    if not tags:
        return None
    if ORIENTATION in tags:
        tags[ORIENTATION] = page.packed(SHORT, 1)
    return exif_bytes(replace(page, tags=tags))


def clean_xmp(xmp):
    """An XMP packet with orientation 1, or None."""
    xmp = (xmp or b"").strip(b"\0")
    return _XMP_ORIENTATION.sub(rb"\g<1>1", xmp) or None


def exif_bytes(page):
    """EXIF bytes of a page, without a marker."""
    return header(page.order, 8) + directory_bytes(page.tags, 8, page.order)


def page_to_write(exif, width, height, software):
    """The tags of a result.

    Parameters
    ----------
    exif : bytes or None
        `Metadata.exif`.
    width, height : int
        Of the result.
    software : str or None
        What to put into the Software tag.

    Returns
    -------
    Page
        Without tags when there is nothing to say.
    """
    page = read_page(exif) if exif else Page({}, "<")
    tags = dict(page.tags)
    if software:
        tags[SOFTWARE] = Tag(ASCII, software.encode() + b"\0")
    if tags:
        tags[ORIENTATION] = page.packed(SHORT, 1)
    if EXIF in tags:
        truth = {
            _COLOR_SPACE: page.packed(SHORT, 1),
            _PIXEL_WIDTH: page.packed(LONG, width),
            _PIXEL_HEIGHT: page.packed(LONG, height),
        }
        tags[EXIF] = tags[EXIF] | {n: t for n, t in truth.items() if n in tags[EXIF]}
    return replace(page, tags=tags)
