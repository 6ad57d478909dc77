"""AVIF: 8 bits by Pillow, 10 and 12 bits by imagecodecs, which both use libavif.

Pillow turns more bits into 8 silently; imagecodecs takes no metadata.
"""

import struct
from dataclasses import replace
from typing import IO, cast

import cv2
import numpy as np

from colorizer_gui.engine.arrays import Uint16Array
from colorizer_gui.engine.choices import OUTPUT_SPACES
from colorizer_gui.engine.photo.codecs.depths import shrunk, stretched
from colorizer_gui.engine.photo.codecs.pillow import (
    encoded_by_pillow,
    note_animation,
    open_pillow,
    take_metadata,
    take_pixels,
)
from colorizer_gui.engine.photo.errors import EncodingError
from colorizer_gui.engine.photo.file_content import FileContent, check_size
from colorizer_gui.engine.photo.file_format import FileFormat, ImageToWrite, WriteOptions
from colorizer_gui.engine.photo.media_items import with_items
from colorizer_gui.engine.photo.metadata import exif_bytes
from colorizer_gui.engine.photo.metadata.media_boxes import take_boxes
from colorizer_gui.engine.photo.profiles.code_points import take_code_points
from colorizer_gui.engine.photo.signatures import HEAD_BYTES, by_head, media_brands, media_size
from colorizer_gui.engine.photo.tiff_tags import ORIENTATION

_BRANDS = {b"avif", b"avis"}
_CONFIGURATION = b"av1C\x81"  # a box with its marker and version
_CODE_POINTS = b"colrnclx"
_HIGH_DEPTH, _TWELVE_BITS = 0x40, 0x20
# One thread alone gives other bytes than several, and a batch works with one for each photo.
_LEAST_THREADS = 2
_SPEED = 6  # 0..10, as Pillow has it
# Code points of CICP (ITU-T H.273): the primaries and the curve of sRGB, and YCbCr of BT.601.
_PRIMARIES, _CURVE, _MATRIX, _UNSPECIFIED = 1, 13, 6, 2


def _recognizes(start: bytes, suffix: str) -> bool:
    return not _BRANDS.isdisjoint(media_brands(start))


def _read(data: bytes, name: str) -> FileContent:
    content = FileContent(name)
    content.depth = depth = _declared_depth(data)
    is_deep = depth > 8
    with open_pillow(data, ("AVIF",)) as image:
        frames = getattr(image, "n_frames", 1) if is_deep else 1
        pixel_bytes = len(image.getbands()) * (2 if is_deep else 1)
        check_size(image.width, image.height * frames, pixel_bytes)
        take_metadata(content, image)
        take_boxes(content, data)  # Pillow writes EXIF anew, without letters beyond ASCII
        note_animation(content, image)
        place = data[:HEAD_BYTES].find(_CODE_POINTS) + len(_CODE_POINTS)
        if not content.icc and place >= len(_CODE_POINTS):
            take_code_points(content, *struct.unpack_from(">2H", data, place))
        if is_deep:
            content.take_values(stretched(_deep_values(data), depth))
        else:
            take_pixels(content, image)
    return content


def _declared_depth(data: bytes) -> int:
    """Bits of a channel, the most of all images in a file, from their configurations."""
    depth, place = 8, data.find(_CONFIGURATION)
    while 0 <= place < len(data) - 6:
        flags = data[place + 6]
        if flags & _HIGH_DEPTH:
            depth = max(depth, 12 if flags & _TWELVE_BITS else 10)
        place = data.find(_CONFIGURATION, place + 1)
    return depth


def _deep_values(data: bytes) -> Uint16Array:
    """Decode with all bits, shape (H, W) or (H, W, C); of several frames, the first."""
    from imagecodecs import avif_decode

    # One frame alone cannot be asked for: that writes over foreign memory (imagecodecs 2026.3.6).
    values = avif_decode(data, numthreads=cv2.getNumThreads())
    if values.ndim == 4:
        values = values[0].copy()
    if values.dtype != np.uint16:
        raise ValueError("the AVIF has fewer bits than it declares")
    return cast("Uint16Array", values)


def _write(file: IO[bytes], image: ImageToWrite, options: WriteOptions) -> None:
    """Write with all chroma samples (4:4:4)."""
    if image.depth == 8:
        # With an orientation, Pillow would write EXIF anew.
        tags = {n: tag for n, tag in image.page.tags.items() if n != ORIENTATION}
        image = replace(image, page=replace(image.page, tags=tags))
        file.write(
            encoded_by_pillow(image, "AVIF", quality=options.known_quality, subsampling="4:4:4")
        )
        return
    from imagecodecs import AvifError, avif_encode

    values = np.asarray(image.pixels)
    if image.alpha is not None:
        values = np.dstack((values, image.alpha))
    is_srgb = options.space == OUTPUT_SPACES[0]
    try:
        data = avif_encode(
            shrunk(cast("Uint16Array", values), image.depth),
            level=options.known_quality,
            speed=_SPEED,
            bitspersample=image.depth,
            pixelformat="444",
            primaries=_PRIMARIES if is_srgb else _UNSPECIFIED,
            transfer=_CURVE if is_srgb else _UNSPECIFIED,
            matrix=_MATRIX,
            numthreads=max(cv2.getNumThreads(), _LEAST_THREADS),
        )
    except AvifError as error:
        raise EncodingError(str(error)) from error
    exif = exif_bytes(image.page) if image.page.tags else None
    file.write(with_items(bytes(data), exif, image.metadata.xmp, image.icc))


AVIF = FileFormat(
    id="avif",
    label="AVIF",
    suffixes=(".avif", ".avifs"),
    recognizes=_recognizes,
    read=_read,
    write=_write,
    depths=(8, 10, 12),
    has_quality=True,
    longest_side=65535,
    size_of=by_head(media_size),
)
