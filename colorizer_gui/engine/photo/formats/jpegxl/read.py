"""Reading JPEG XL.

A JPEG that was packed as JPEG XL is unpacked and read as the JPEG it was, with all it says.
"""

import struct
from collections.abc import Iterator
from typing import cast

import cv2
import numpy as np

from colorizer_gui.engine.arrays import PixelArray
from colorizer_gui.engine.limits import LARGEST_XMP
from colorizer_gui.engine.messages import Message
from colorizer_gui.engine.photo.codecs.depths import stretched
from colorizer_gui.engine.photo.codecs.jpegxl_header import (
    Channel,
    Header,
    read_header,
)
from colorizer_gui.engine.photo.codecs.jpegxl_profile import profile_of
from colorizer_gui.engine.photo.errors import unsupported_pixels
from colorizer_gui.engine.photo.file_content import FileContent, check_size
from colorizer_gui.engine.photo.formats.jpeg import JPEG
from colorizer_gui.engine.photo.formats.jpegxl.boxes import BOXES_SIGNATURE, EXIF, STREAM, XMP
from colorizer_gui.engine.photo.photo import Extra
from colorizer_gui.engine.photo.profiles.build import icc_profile
from colorizer_gui.engine.photo.signatures import JPEGXL_STREAM

_PACKED, _JPEG, _STREAM_PART = b"brob", b"jbrd", b"jxlp"
_KNOWN = (EXIF, XMP, _PACKED, _JPEG, STREAM, _STREAM_PART, b"JXL ", b"ftyp", b"jxll", b"jxli")
_HEADER_BYTES = 4096


def read(data: bytes, name: str) -> FileContent:
    """Read a file or a bare code stream.

    Parameters
    ----------
    data : bytes
    name : str
        Of the file, for notices.

    Returns
    -------
    FileContent

    Raises
    ------
    UnreadableError
    ValueError, JpegxlError
        The file is damaged.
    """
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
    place = 0 if data.startswith(BOXES_SIGNATURE) else len(data)
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
    if data.startswith(JPEGXL_STREAM):
        return data[:_HEADER_BYTES]
    parts = [
        body if kind == STREAM else body[4:]
        for kind, body in boxes
        if kind in (STREAM, _STREAM_PART)
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
        elif name in (EXIF, XMP):
            found = _unpacked(body[4:]) if kind == _PACKED else body
            if found is None:
                content.has_gaps = True
            elif name == EXIF:
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


def size_of(head: bytes) -> tuple[int, int] | None:
    """Width and height by the beginning of a file, which may be turned sideways."""
    try:
        header = read_header(_stream(head, list(_boxes(head))))
    except (ValueError, KeyError):
        return None
    return header.width, header.height
