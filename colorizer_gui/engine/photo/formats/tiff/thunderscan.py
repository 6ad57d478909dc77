"""ThunderScan, the compression of a scanner of the 1980s, by Pillow (libtiff)."""

import numpy as np

from colorizer_gui.engine.photo import tiff_tags
from colorizer_gui.engine.photo.codecs.pillow import open_pillow
from colorizer_gui.engine.photo.directory import (
    HEADER_BYTES,
    LONG,
    Page,
    TagTable,
    directory_bytes,
    header,
)
from colorizer_gui.engine.photo.formats.tiff.encoding import Compression, Photometric

_BITS = 4


def unpacked_thunderscan(stored: bytes | bytearray | memoryview, columns: int, rows: int) -> bytes:
    """The bytes of a block of gray values of 4 bits.

    Parameters
    ----------
    stored : bytes-like
        The compressed block.
    columns, rows : int
        Its size.

    Returns
    -------
    bytes
        Two values a byte; rows begin with a byte.

    Raises
    ------
    ValueError
        It is damaged.
    """
    # libtiff reads files only: the block becomes one.
    values = {
        tiff_tags.WIDTH: columns,
        tiff_tags.HEIGHT: rows,
        tiff_tags.BITS: _BITS,
        tiff_tags.COMPRESSION: Compression.THUNDERSCAN,
        tiff_tags.PHOTOMETRIC: Photometric.BLACK_IS_ZERO,
        tiff_tags.STRIP_OFFSETS: HEADER_BYTES,
        tiff_tags.SAMPLES: 1,
        tiff_tags.ROWS_PER_STRIP: rows,
        tiff_tags.STRIP_SIZES: len(stored),
    }
    page = Page({}, "<")
    tags: TagTable = {number: page.packed(LONG, value) for number, value in values.items()}
    place = HEADER_BYTES + len(stored) + len(stored) % 2
    data = header("<", place) + bytes(stored) + b"\0" * (len(stored) % 2)
    try:
        with open_pillow(data + directory_bytes(tags, place, "<"), ("TIFF",)) as image:
            pixels = np.asarray(image)
    except OSError as error:
        raise ValueError("the block is damaged") from error
    if pixels.shape[1] % 2:
        pixels = np.pad(pixels, ((0, 0), (0, 1)))
    return ((pixels[:, ::2] & 0xF0) | (pixels[:, 1::2] >> _BITS)).tobytes()
