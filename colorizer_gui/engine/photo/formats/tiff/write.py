"""Writing TIFF of 8 and 16 bits with all metadata; Pillow writes 8 bits, OpenCV no metadata."""

import io
import struct
import zlib
from typing import IO

import numpy as np
from PIL import Image

from colorizer_gui.engine.arrays import PixelArray
from colorizer_gui.engine.messages import Message
from colorizer_gui.engine.parallel import parallel_map
from colorizer_gui.engine.photo import tiff_tags
from colorizer_gui.engine.photo.directory import (
    BYTE,
    LONG,
    SHORT,
    UNDEFINED,
    ByteOrder,
    Tag,
    TagTable,
    directory_bytes,
    header,
    placed_tag,
    read_page,
)
from colorizer_gui.engine.photo.errors import EncodingError
from colorizer_gui.engine.photo.file_format import ImageToWrite, WriteOptions
from colorizer_gui.engine.photo.metadata.photoshop import resource_block
from colorizer_gui.engine.photo.photo import Metadata

_COMPRESSIONS = {"deflate": 8, "lzw": 5}
_RGB, _UNASSOCIATED_ALPHA, _HORIZONTAL = 2, 2, 2
_STRIP_BYTES = 2**20
_DEFLATE_LEVEL = 4
_LARGEST_FILE, _DIRECTORY_BYTES = 2**32, 2**24
_OFFSET_PLACE = 4


def write(file: IO[bytes], image: ImageToWrite, options: WriteOptions) -> None:
    """Write one page, its strips compressed after horizontal prediction.

    Parameters
    ----------
    file : binary file, empty, seekable
    image : ImageToWrite
        The byte order of its page becomes the file's.
    options : WriteOptions

    Raises
    ------
    OSError, EncodingError
    """
    page, pixels = image.page, image.pixels
    height, width = pixels.shape[:2]
    samples = 3 if image.alpha is None else 4
    rows = max(1, _STRIP_BYTES // (width * samples * pixels.dtype.itemsize))
    file.write(header(page.order, 0))
    if note := placed_tag(page.tags):
        file.seek(note.place)
        file.write(note.data + b"\0" * ((note.place + len(note.data)) % 2))
    offsets, sizes = _write_strips(file, image, rows, options.compression)

    pack = page.packed
    tags = page.tags | _descriptions(image.metadata, image.icc)
    tags |= {
        tiff_tags.WIDTH: pack(LONG, width),
        tiff_tags.HEIGHT: pack(LONG, height),
        tiff_tags.BITS: pack(SHORT, *[pixels.dtype.itemsize * 8] * samples),
        tiff_tags.COMPRESSION: pack(SHORT, _COMPRESSIONS[options.compression]),
        tiff_tags.PHOTOMETRIC: pack(SHORT, _RGB),
        tiff_tags.SAMPLES: pack(SHORT, samples),
        tiff_tags.ROWS_PER_STRIP: pack(LONG, rows),
        tiff_tags.PLANAR: pack(SHORT, 1),
        tiff_tags.PREDICTOR: pack(SHORT, _HORIZONTAL),
    }
    if image.alpha is not None:
        tags[tiff_tags.EXTRA_SAMPLES] = pack(SHORT, _UNASSOCIATED_ALPHA)
    place = file.tell()
    if place + _DIRECTORY_BYTES > _LARGEST_FILE:
        raise EncodingError(Message("a TIFF file holds at most 4 GB"))
    tags[tiff_tags.STRIP_OFFSETS] = pack(LONG, *offsets)
    tags[tiff_tags.STRIP_SIZES] = pack(LONG, *sizes)
    file.write(directory_bytes(tags, place, page.order))
    file.seek(_OFFSET_PLACE)
    file.write(struct.pack(page.order + "I", place))


def _write_strips(
    file: IO[bytes], image: ImageToWrite, rows: int, compression: str
) -> tuple[list[int], list[int]]:
    """Write the pixels in strips of some rows; the offset and the size of each."""

    def encode(top: int) -> bytes:
        band = image.pixels[top : top + rows]
        if image.alpha is not None:
            band = np.dstack((band, image.alpha[top : top + rows]))
        return _compressed(_differences(band, image.page.order), len(band), compression)

    offsets, sizes = [], []
    for strip in parallel_map(encode, range(0, len(image.pixels), rows)):
        offsets.append(file.tell())
        sizes.append(len(strip))
        file.write(strip + b"\0" * (len(strip) % 2))
    return offsets, sizes


def _compressed(data: bytes, rows: int, compression: str) -> bytes:
    if compression == "deflate":
        return zlib.compress(data, _DEFLATE_LEVEL)
    # LZW compresses plain bytes: Pillow takes them as a gray image of one strip.
    buffer = io.BytesIO()
    Image.frombytes("L", (len(data) // rows, rows), data).save(
        buffer, "TIFF", compression="tiff_lzw", tiffinfo={tiff_tags.ROWS_PER_STRIP: rows}
    )
    page = read_page(buffer.getvalue())
    start, size = page.required(tiff_tags.STRIP_OFFSETS), page.required(tiff_tags.STRIP_SIZES)
    return buffer.getvalue()[start : start + size]


def _differences(band: PixelArray, order: ByteOrder) -> bytes:
    """Each pixel less its left neighbor, in the byte order of the file."""
    stored = band.copy()
    stored[:, 1:] -= band[:, :-1]
    return stored.astype(stored.dtype.newbyteorder(order), copy=False).tobytes()


def _descriptions(metadata: Metadata, icc: bytes) -> TagTable:
    tags: TagTable = {tiff_tags.ICC_PROFILE: Tag(UNDEFINED, icc)}
    if metadata.xmp:
        tags[tiff_tags.XMP] = Tag(BYTE, metadata.xmp)
    if metadata.iptc:
        tags[tiff_tags.IPTC] = Tag(UNDEFINED, metadata.iptc)
    if block := resource_block(None, metadata.extras):
        tags[tiff_tags.PHOTOSHOP] = Tag(BYTE, block)
    return tags
