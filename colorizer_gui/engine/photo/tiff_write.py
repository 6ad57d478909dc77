"""Writing TIFF, 8 and 16 bits: neither Pillow (8-bit only) nor OpenCV (no metadata) can do both."""

import io
import struct
import zlib

import numpy as np
from PIL import Image

from colorizer_gui.engine.parallel import parallel_map
from colorizer_gui.engine.photo import tiff_tags
from colorizer_gui.engine.photo.directory import (
    BYTE,
    LONG,
    SHORT,
    UNDEFINED,
    Tag,
    directory_bytes,
    header,
    read_page,
)

COMPRESSIONS = {"deflate": 8, "lzw": 5}
_RGB, _UNASSOCIATED_ALPHA = 2, 2
_STRIP_BYTES = 2**20
_LEVEL = 4


def write_tiff(file, pixels, alpha, page, metadata, icc, compression="deflate"):
    """Write one page: strips compressed after horizontal differencing.

    Parameters
    ----------
    file : binary file, empty, seekable
    pixels : LazyImage or ndarray of uint8 or uint16, shape (H, W, 3)
    alpha : ndarray of the same type, shape (H, W), or None
    page : Page
        Descriptive tags (EXIF, resolution); its byte order becomes the file's.
    metadata : Metadata
        For XMP and IPTC.
    icc : bytes
    compression : {'deflate', 'lzw'}

    Raises
    ------
    OSError
        Also where the file would pass 4 GB.
    """
    height, width = pixels.shape[:2]
    samples = 3 if alpha is None else 4
    rows = max(1, _STRIP_BYTES // (width * samples * pixels.dtype.itemsize))

    def compressed(top):
        band = pixels[top : top + rows]
        if alpha is not None:
            band = np.dstack((band, alpha[top : top + rows]))
        return _compressed(_differences(band, page.order), len(band), compression)

    file.write(header(page.order, 0))
    offsets, sizes = [], []
    for strip in parallel_map(compressed, range(0, height, rows)):
        offsets.append(file.tell())
        sizes.append(len(strip))
        file.write(strip + b"\0" * (len(strip) % 2))

    pack = page.packed
    tags = page.tags | _descriptions(metadata, icc)
    tags |= {
        tiff_tags.WIDTH: pack(LONG, width),
        tiff_tags.HEIGHT: pack(LONG, height),
        tiff_tags.BITS: pack(SHORT, *[pixels.dtype.itemsize * 8] * samples),
        tiff_tags.COMPRESSION: pack(SHORT, COMPRESSIONS[compression]),
        tiff_tags.PHOTOMETRIC: pack(SHORT, _RGB),
        tiff_tags.SAMPLES: pack(SHORT, samples),
        tiff_tags.ROWS_PER_STRIP: pack(LONG, rows),
        tiff_tags.PLANAR: pack(SHORT, 1),
        tiff_tags.PREDICTOR: pack(SHORT, 2),
    }
    if alpha is not None:
        tags[tiff_tags.EXTRA_SAMPLES] = pack(SHORT, _UNASSOCIATED_ALPHA)
    place = file.tell()
    if place + 2**24 > 2**32:
        raise OSError("a TIFF file cannot pass 4 GB")
    tags[tiff_tags.STRIP_OFFSETS] = pack(LONG, *offsets)
    tags[tiff_tags.STRIP_SIZES] = pack(LONG, *sizes)
    file.write(directory_bytes(tags, place, page.order))
    file.seek(4)
    file.write(struct.pack(page.order + "I", place))


def _compressed(data, rows, compression):
    if compression == "deflate":
        return zlib.compress(data, _LEVEL)
    # LZW only sees bytes: a gray picture of them, of one strip, has the strip that is wanted.
    buffer = io.BytesIO()
    Image.frombytes("L", (len(data) // rows, rows), data).save(
        buffer, "TIFF", compression="tiff_lzw", tiffinfo={tiff_tags.ROWS_PER_STRIP: rows}
    )
    page = read_page(buffer.getvalue())
    start, size = page.number(tiff_tags.STRIP_OFFSETS), page.number(tiff_tags.STRIP_SIZES)
    return buffer.getvalue()[start : start + size]


def _differences(band, order):
    """Each pixel less its left neighbor, as the file stores it."""
    stored = band.copy()
    stored[:, 1:] -= band[:, :-1]
    return stored.astype(stored.dtype.newbyteorder(order), copy=False).tobytes()


def _descriptions(metadata, icc):
    tags = {tiff_tags.ICC_PROFILE: Tag(UNDEFINED, icc)}
    if metadata.xmp:
        tags[tiff_tags.XMP] = Tag(BYTE, metadata.xmp)
    if metadata.iptc:
        tags[tiff_tags.IPTC] = Tag(UNDEFINED, metadata.iptc)
    return tags
