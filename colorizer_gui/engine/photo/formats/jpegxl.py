"""JPEG XL, by imagecodecs (libjxl): 8 and 16 bits, with EXIF and XMP in boxes of their own.

A JPEG that was packed as JPEG XL is unpacked and read as the JPEG it was, with all it says.

References
----------
ISO/IEC 18181-2:2024 (boxes).
"""

import struct
from collections.abc import Iterator
from functools import cache
from typing import IO, cast

import cv2
import numpy as np

from colorizer_gui.engine.arrays import PixelArray, Uint16Array
from colorizer_gui.engine.limits import LARGEST_XMP
from colorizer_gui.engine.messages import Message
from colorizer_gui.engine.photo.codecs.depths import stretched
from colorizer_gui.engine.photo.codecs.jpegxl_header import (
    SIGNATURE,
    Channel,
    Header,
    read_header,
    with_srgb_curve,
)
from colorizer_gui.engine.photo.codecs.jpegxl_profile import profile_of
from colorizer_gui.engine.photo.errors import EncodingError, unsupported_pixels
from colorizer_gui.engine.photo.file_content import FileContent, check_size
from colorizer_gui.engine.photo.file_format import FileFormat, ImageToWrite, WriteOptions
from colorizer_gui.engine.photo.formats.jpeg import JPEG
from colorizer_gui.engine.photo.metadata import exif_bytes
from colorizer_gui.engine.photo.photo import Extra
from colorizer_gui.engine.photo.profiles.build import icc_profile
from colorizer_gui.engine.photo.signatures import by_head, starts_with

_BOXES_SIGNATURE = b"\0\0\0\x0cJXL \r\n\x87\n"
_EXIF, _XMP, _PACKED, _JPEG = b"Exif", b"xml ", b"brob", b"jbrd"
_STREAM, _STREAM_PART = b"jxlc", b"jxlp"
_KNOWN = (_EXIF, _XMP, _PACKED, _JPEG, _STREAM, _STREAM_PART, b"JXL ", b"ftyp", b"jxll", b"jxli")
_HEADER_BYTES = 4096
_EFFORT, _LOSSLESS_EFFORT = 4, 3  # 1..10
_LOSSLESS = 100  # the quality


def _read(data: bytes, name: str) -> FileContent:
    from imagecodecs import JpegxlError, jpegxl_decode, jpegxl_decode_jpeg

    boxes = list(_boxes(data))
    if any(kind == _JPEG for kind, _ in boxes):
        try:
            return JPEG.read(bytes(jpegxl_decode_jpeg(data, numthreads=cv2.getNumThreads())), name)
        except JpegxlError:
            pass  # its pixels can be decoded all the same
    header = read_header(_stream(data, boxes))
    content = FileContent(name, is_upright=True, orientation=header.orientation)
    _check(header)
    _take_boxes(content, boxes)
    _take_colors(content, header, data)
    values = jpegxl_decode(data, index=0, numthreads=cv2.getNumThreads())
    _take_values(content, values, header)
    if header.is_animation:
        content.notices.append(
            Message("{name} is an animation; only its first frame is used.", name=name)
        )
    return content


def _boxes(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Type and content of each box; none in a bare code stream."""
    place = 0 if data.startswith(_BOXES_SIGNATURE) else len(data)
    while place + 8 <= len(data):
        size, kind = struct.unpack_from(">I4s", data, place)
        begin = place + 8
        if size == 1 and begin + 8 <= len(data):
            (size,) = struct.unpack_from(">Q", data, begin)
            begin += 8
        end = place + size if size else len(data)
        if end < begin:
            return
        yield kind, data[begin:end]
        place = end


def _stream(data: bytes, boxes: list[tuple[bytes, bytes]]) -> bytes:
    """The beginning of the code stream."""
    if data.startswith(SIGNATURE):
        return data[:_HEADER_BYTES]
    parts = [
        body if kind == _STREAM else body[4:]
        for kind, body in boxes
        if kind in (_STREAM, _STREAM_PART)
    ]
    return b"".join(part[:_HEADER_BYTES] for part in parts)[:_HEADER_BYTES]


def _check(header: Header) -> None:
    """Refuse what is too large, and colors of inks."""
    channels = (1 if header.is_gray else 3) + len(header.channels)
    bytes_each = -(-header.depth // 8)
    check_size(header.width, header.height, channels * bytes_each)
    if Channel.BLACK in header.channels:
        raise unsupported_pixels("CMYK")


def _take_boxes(content: FileContent, boxes: list[tuple[bytes, bytes]]) -> None:
    """Take EXIF and XMP, packed or not; boxes that are not known are named."""
    for kind, body in boxes:
        name = body[:4] if kind == _PACKED else kind
        if name not in _KNOWN:
            content.extras.append(Extra("boxes", name.decode("latin-1")))
        elif name in (_EXIF, _XMP):
            found = _unpacked(body[4:]) if kind == _PACKED else body
            if found is None:
                content.has_gaps = True
            elif name == _EXIF:
                content.take_exif(found[4 + int.from_bytes(found[:4]) :])
            else:
                content.take_xmp(found)


def _unpacked(body: bytes) -> bytes | None:
    """The content of a packed box; None where it is damaged or too long."""
    from imagecodecs import BrotliError, brotli_decode

    try:
        return bytes(brotli_decode(body, out=LARGEST_XMP))
    except BrotliError:
        return None


def _take_colors(content: FileContent, header: Header, data: bytes) -> None:
    """Take the color space as a profile, or say that it cannot be used."""
    if header.has_profile:
        content.icc = profile_of(data)
        if content.icc is None:
            content.reject_profile()
    elif header.hdr:
        content.note_hdr(header.hdr)
    elif header.space:
        content.icc = icc_profile(header.space)


def _take_values(content: FileContent, values: np.ndarray, header: Header) -> None:
    """Take decoded values at 8 or 16 bits."""
    colors = 1 if header.is_gray else 3
    if header.is_float:
        values = np.rint(values.astype(np.float32, copy=False).clip(0, 1) * 65535).astype(np.uint16)
    else:
        content.depth = header.depth
        values = stretched(values, header.depth)
    if values.ndim == 3 and values.shape[2] > colors:
        has_alpha = header.channels[:1] == [Channel.ALPHA]
        values = values[..., : colors + has_alpha]
    if values.ndim == 3 and values.shape[2] > 1 and header.is_premultiplied:
        values = _divided(values)
    others = [kind for kind in header.channels if kind != Channel.ALPHA]
    content.extras.extend(
        Extra("depth map" if kind == Channel.DEPTH else "channels", str(kind)) for kind in others
    )
    content.take_values(cast("PixelArray", values))


def _divided(values: np.ndarray) -> np.ndarray:
    """Values whose colors are multiplied by the opacity no more."""
    white = np.iinfo(values.dtype).max
    alpha = np.maximum(values[..., -1:], 1).astype(np.float32)
    colors = np.rint(np.minimum(values[..., :-1] * (white / alpha), white))
    return np.concatenate((colors.astype(values.dtype), values[..., -1:]), axis=-1)


def _size_of(head: bytes) -> tuple[int, int] | None:
    """Width and height by the beginning of a file, which may be turned sideways."""
    try:
        header = read_header(_stream(head, list(_boxes(head))))
    except (ValueError, KeyError):
        return None
    return header.width, header.height


def _write(file: IO[bytes], image: ImageToWrite, options: WriteOptions) -> None:
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
        file.write(_box(_EXIF, bytes(4) + exif_bytes(image.page)))
    if image.metadata.xmp:
        file.write(_box(_XMP, image.metadata.xmp))


def _as_srgb(data: bytearray) -> bytearray:
    """A file of 16 bits that states sRGB: imagecodecs has it state linear values.

    What is encoded with loss has been made linear before, so that the encoder reckons rightly with
    what the eye sees; the decoder gives it in the space that is stated. Without loss, values are
    stored as they are.
    """
    start = data.index(_STREAM) + len(_STREAM)
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


JPEGXL = FileFormat(
    id="jpegxl",
    label="JPEG XL",
    suffixes=(".jxl",),
    recognizes=starts_with(_BOXES_SIGNATURE, SIGNATURE),
    read=_read,
    write=_write,
    depths=(8, 16),
    has_quality=True,
    has_profiles=False,
    longest_side=2**30,
    size_of=by_head(_size_of),
)
