"""Writing JPEG XL."""

import struct
from functools import cache
from typing import IO

import cv2
import numpy as np

from colorizer_gui.engine.arrays import Uint16Array
from colorizer_gui.engine.photo.codecs.jpegxl_header import with_srgb_curve
from colorizer_gui.engine.photo.errors import EncodingError
from colorizer_gui.engine.photo.file_format import ImageToWrite, WriteOptions
from colorizer_gui.engine.photo.formats.jpegxl.boxes import EXIF, STREAM, XMP
from colorizer_gui.engine.photo.metadata import exif_bytes

_EFFORT, _LOSSLESS_EFFORT = 4, 3  # 1..10
_LOSSLESS = 100  # the quality


def write(file: IO[bytes], image: ImageToWrite, options: WriteOptions) -> None:
    """Write with the quality of a distance as libjxl reckons it; a quality of 100 is lossless."""
    from imagecodecs import JpegxlError, jpegxl_encode

    is_lossless = options.known_quality == _LOSSLESS
    values = np.asarray(image.pixels)
    if image.depth > 8 and not is_lossless:
        values = _linear_table().take(values)
    if image.alpha is not None:
        values = np.dstack((values, image.alpha))
    try:
        data = jpegxl_encode(
            np.ascontiguousarray(values),
            distance=0.0 if is_lossless else _distance(options.known_quality),
            lossless=is_lossless,
            effort=_LOSSLESS_EFFORT if is_lossless else _EFFORT,
            usecontainer=True,
            numthreads=cv2.getNumThreads(),
        )
    except JpegxlError as error:
        raise EncodingError(str(error)) from error
    file.write(_as_srgb(bytearray(data)) if image.depth > 8 else data)
    if image.page.tags:
        file.write(_box(EXIF, bytes(4) + exif_bytes(image.page)))
    if image.metadata.xmp:
        file.write(_box(XMP, image.metadata.xmp))


def _as_srgb(data: bytearray) -> bytearray:
    """A file of 16 bits that states sRGB: imagecodecs has it state linear values.

    What is encoded with loss has been made linear before, so that the encoder reckons rightly with
    what the eye sees; the decoder gives it in the space that is stated. Without loss, values are
    stored as they are.
    """
    start = data.index(STREAM) + len(STREAM)
    stream = data[start:]
    try:
        with_srgb_curve(stream)
    except ValueError as error:
        raise EncodingError(str(error)) from error
    return data[:start] + stream


@cache
def _linear_table() -> Uint16Array:
    """Linear values for all of 16 bits."""
    share = np.arange(65536) / 65535
    light = np.where(share <= 0.04045, share / 12.92, ((share + 0.055) / 1.055) ** 2.4)
    table: Uint16Array = np.rint(light * 65535).astype(np.uint16)
    return table


def _distance(quality: int) -> float:
    """The distance for a quality, 1..99, as the reference encoder has it."""
    if quality >= 30:
        return 0.1 + (100 - quality) * 0.09
    return 53 / 3000 * quality**2 - 23 / 20 * quality + 25


def _box(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I4s", len(body) + 8, kind) + body
