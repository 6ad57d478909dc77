"""JPEG 2000, 8 to 16 bits, by OpenCV; only read.

OpenCV reads no gray with transparency: Pillow does, at 8 bits. Profile and metadata are taken from
the boxes around the code stream.

References
----------
ISO/IEC 15444-1, annexes A (code stream) and I (boxes).
"""

import struct
from collections.abc import Iterator
from typing import cast

import cv2
import numpy as np

from colorizer_gui.engine.arrays import PixelArray
from colorizer_gui.engine.messages import Message
from colorizer_gui.engine.photo.codecs.depths import stretched
from colorizer_gui.engine.photo.codecs.pillow import open_pillow, take_pixels
from colorizer_gui.engine.photo.errors import UnreadableError, unsupported_pixels
from colorizer_gui.engine.photo.file_content import FileContent, check_size
from colorizer_gui.engine.photo.file_format import FileFormat
from colorizer_gui.engine.photo.photo import Extra
from colorizer_gui.engine.photo.signatures import starts_with

_BOXES_SIGNATURE = b"\0\0\0\x0cjP  \r\n\x87\n"
_STREAM_SIGNATURE = b"\xff\x4f\xff\x51"  # the markers SOC and SIZ
_XMP = bytes.fromhex("be7acfcb97a942e89c71999491e3afac")
_EXIF = (b"JpgTiffExif->JP2", bytes.fromhex("0537cdab9d0c4431a72afa561f2a113e"))
_IPTC = (
    bytes.fromhex("33c7a4d2b81d4723a0baf1a3e097ad38"),
    bytes.fromhex("09a14e97c0b442e0bebf36df6f0ce36f"),
)
_PHOTOSHOP = bytes.fromhex("2c4c0100850440b9a03e562148d6dfeb")
_GEOTIFF = (
    bytes.fromhex("b14bf8bd083d4b43a5ae8cd7d5a6ce03"),
    bytes.fromhex("96a9f1f1dc98402da7aed68e34451809"),
)
_PARENTS = (b"jp2h", b"res ")  # boxes of boxes
# How the pixels are stored and what they mean.
_OF_OLD_FILE = {
    *(b"jP  ", b"ftyp", b"ihdr", b"bpcc", b"pclr", b"cmap", b"cdef", b"jp2c", b"rreq", b"free"),
}
# Numerator and denominator of the points down and across a meter, and a power of ten for each.
_RESOLUTION = struct.Struct(">4H2b")
_METERS_PER_INCH = 0.0254
_PROFILE_METHODS = (2, 3)
_ENUMERATED_CMYK = b"\0\0\0\x0c"
_DECODER_BYTES = 4  # OpenJPEG's for each sample, whatever its depth
_MAX_DEPTH, _MAX_CHANNELS = 16, 4


def _read(data: bytes, name: str) -> FileContent:
    """Read a file or a bare code stream; values of odd depths are scaled to 8 or 16 bits."""
    content = FileContent(name)
    width, height, depths = _code_stream_size(data)
    if max(depths) > _MAX_DEPTH or len(depths) > _MAX_CHANNELS:
        raise UnreadableError(
            Message("it has more than 16 bits or 4 channels. Save it as a TIFF first.")
        )
    check_size(width, height, len(depths) * _DECODER_BYTES)
    if _take_boxes(content, data):
        raise unsupported_pixels("CMYK")
    if len(depths) == 2:
        if max(depths) > 8:
            raise unsupported_pixels("LA;16")
        with open_pillow(data, ("JPEG2000",)) as image:
            if image.size != (width, height):
                raise ValueError("two sizes in one file")
            take_pixels(content, image)
        return content
    values = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_UNCHANGED)
    if values is None:
        raise ValueError("the pixels cannot be decoded")
    _take_values(content, cast("PixelArray", values), max(depths))
    return content


def _take_boxes(content: FileContent, data: bytes) -> bool:
    """Take profile, XMP and EXIF; True where the colors are those of inks."""
    is_cmyk = False
    for kind, body in _boxes(data):
        if kind == b"colr" and body[:1] and body[0] in _PROFILE_METHODS:
            content.icc = body[3:]
            is_cmyk = content.icc[16:20] == b"CMYK"
        elif kind == b"colr":
            is_cmyk = body[3:7] == _ENUMERATED_CMYK
        elif kind == b"uuid":
            _take_uuid(content, body[:16], body[16:])
        elif kind in (b"resc", b"resd"):
            _take_resolution(content, kind, body)
        elif kind == b"xml ":
            content.extras.append(Extra("xml"))
        elif kind not in _OF_OLD_FILE:
            content.extras.append(Extra("boxes", kind.decode("latin-1").strip()))
    return is_cmyk


def _take_uuid(content: FileContent, kind: bytes, body: bytes) -> None:
    if kind == _XMP:
        content.xmp = body
    elif kind in _EXIF:
        content.take_exif(body)
    elif kind in _IPTC:
        content.iptc_blocks.append(body)
    elif kind == _PHOTOSHOP:
        content.photoshop = body
    elif kind in _GEOTIFF:
        content.extras.append(Extra("geotiff"))
    else:
        content.extras.append(Extra("boxes", f"uuid {kind.hex()}"))


def _take_resolution(content: FileContent, kind: bytes, body: bytes) -> None:
    """Take points per meter, those of the scan rather than those for a display."""
    if len(body) < _RESOLUTION.size or (kind == b"resd" and content.dpi):
        return
    down, down_unit, across, across_unit, *powers = _RESOLUTION.unpack_from(body)
    if down_unit and across_unit:
        per_meter = across / across_unit * 10.0 ** powers[1], down / down_unit * 10.0 ** powers[0]
        content.dpi = per_meter[0] * _METERS_PER_INCH, per_meter[1] * _METERS_PER_INCH


def _take_values(content: FileContent, values: PixelArray, depth: int) -> None:
    """Take what OpenCV decoded, scaled from `depth` bits to those of its type."""
    content.depth = depth
    values = stretched(np.ascontiguousarray(values), depth)
    if values.ndim == 3 and values.shape[2] in (2, 4):
        content.alpha = np.ascontiguousarray(values[..., -1])
        values = values[..., :-1]
    if values.ndim == 3:
        values = values[..., ::-1] if values.shape[2] == 3 else values[..., 0]
    content.pixels = np.ascontiguousarray(values)


def _code_stream_size(data: bytes) -> tuple[int, int, list[int]]:
    """Width, height and the bits of each component, from the code stream's SIZ marker."""
    start = data.find(_STREAM_SIGNATURE)
    if start < 0:
        raise ValueError("no code stream")
    right, bottom, left, top = struct.unpack_from(">4I", data, start + 8)
    (components,) = struct.unpack_from(">H", data, start + 40)
    depths = [(data[start + 42 + 3 * i] & 0x7F) + 1 for i in range(components)]
    return right - left, bottom - top, depths or [8]


def _boxes(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Type and content of each box, those in the header box too; none in a bare code stream."""
    if not data.startswith(_BOXES_SIGNATURE):
        return
    ranges = [(0, len(data))]
    while ranges:
        start, end = ranges.pop()
        while start + 8 <= end:
            length, kind = struct.unpack_from(">I4s", data, start)
            head = 8
            if length == 1:  # the length follows in 8 bytes
                if start + 16 > end:
                    break
                (length,) = struct.unpack_from(">Q", data, start + 8)
                head = 16
            stop = min(start + length, end) if length else end
            if stop < start + head:
                break
            if kind in _PARENTS:
                ranges.append((start + head, stop))
            else:
                yield kind, data[start + head : stop]
            start = stop


JPEG2000 = FileFormat(
    id="jpeg2000",
    label="JPEG 2000",
    suffixes=(".jp2", ".j2k", ".j2c", ".jpc", ".jpf", ".jpx"),
    recognizes=starts_with(_BOXES_SIGNATURE, _STREAM_SIGNATURE),
    read=_read,
)
