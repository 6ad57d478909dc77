"""JPEG 2000 of 1 to 16 bits, by imagecodecs; only read.

Profile and metadata are taken from the boxes around the code stream.

References
----------
ISO/IEC 15444-1, annex I (boxes).
"""

import struct
from collections.abc import Iterator

import numpy as np

from colorizer_gui.engine.color.output_spaces import output_space
from colorizer_gui.engine.messages import Message
from colorizer_gui.engine.photo.errors import unsupported_pixels
from colorizer_gui.engine.photo.file_content import FileContent
from colorizer_gui.engine.photo.file_format import FileFormat
from colorizer_gui.engine.photo.metadata.jpeg2000_comments import take_comments
from colorizer_gui.engine.photo.photo import Extra
from colorizer_gui.engine.photo.profiles.build import icc_profile
from colorizer_gui.engine.photo.signatures import JPEG2000_STREAM, starts_with

_BOXES_SIGNATURE = b"\0\0\0\x0cjP  \r\n\x87\n"
_XMP = bytes.fromhex("be7acfcb97a942e89c71999491e3afac")
_EXIF = (b"JpgTiffExif->JP2", bytes.fromhex("0537cdab9d0c4431a72afa561f2a113e"))
_IPTC = (
    bytes.fromhex("33c7a4d2b81d4723a0baf1a3e097ad38"),
    bytes.fromhex("09a14e97c0b442e0bebf36df6f0ce36f"),
)
_RESOURCE = b"8BIM"
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
_DEFINITION = struct.Struct(">3H")  # of a channel: its number, its kind, and of which color
_KNOWN_CHANNELS = (0, 1, 2)  # colors and opacity, which may be multiplied into them
_WITH_ANOTHER = (2, 4)  # channels: gray or colors, and one more
_ENUMERATED_CMYK, _ENUMERATED_LAB, _ENUMERATED_ROMM, _INKS = 12, 14, 21, 4
# Kinds of YCbCr beside sYCC, PhotoYCC, CMY, YCCK, CIEJab, and what reaches beyond sRGB.
_OTHER_COLORS = {1, 3, 4, 9, 11, 13, 19, 20, 22, 23, 24}


def _read(data: bytes, name: str) -> FileContent:
    """Read a file or a bare code stream; values of odd depths are scaled to 8 or 16 bits."""
    from colorizer_gui.engine.photo.codecs.jpeg2000 import decode_stream, stream_header
    from colorizer_gui.engine.photo.codecs.jpeg2000_end import completed, note_ending

    content = FileContent(name)
    boxes = list(_boxes(data))
    found = dict(reversed(boxes))  # the first of each kind
    stream = found.get(b"jp2c", b"") if boxes else data
    header = stream_header(stream, found.get(b"pclr"))
    is_cmyk = _take_boxes(content, boxes)
    take_comments(content, stream)
    # What is cut off is the last box.
    if data.endswith(stream) and (ending := completed(stream)):
        note_ending(content, ending)
        data = _with_stream(data[: len(data) - len(stream)], ending.stream)
    values = decode_stream(data, header)
    content.depth = header.bits
    if is_cmyk and header.channels == _INKS:
        content.pixels = values
    else:
        if _has_other_channel(found.get(b"cdef", b"")) and header.channels in _WITH_ANOTHER:
            values = np.ascontiguousarray(values[..., :-1])
            content.extras.append(Extra("channels"))
        content.take_values(values)
    return content


def _has_other_channel(definitions: bytes) -> bool:
    """Whether a channel is neither a color nor an opacity."""
    whole = len(definitions[2:]) // _DEFINITION.size * _DEFINITION.size
    kinds = (kind for _, kind, _ in _DEFINITION.iter_unpack(definitions[2 : 2 + whole]))
    return any(kind not in _KNOWN_CHANNELS for kind in kinds)


def _with_stream(head: bytes, stream: bytes) -> bytes:
    """A file with another code stream in its last box, to its end; or a bare code stream."""
    if not head:
        return stream
    start = len(head) - (16 if head.endswith(b"jp2c", 0, len(head) - 8) else 8)
    return head[:start] + b"\0\0\0\0jp2c" + stream


def _take_boxes(content: FileContent, boxes: list[tuple[bytes, bytes]]) -> bool:
    """Take profile, XMP and EXIF; True where the colors are those of inks."""
    is_cmyk = False
    for kind, body in boxes:
        if kind == b"colr" and body[:1] and body[0] in _PROFILE_METHODS:
            content.icc = body[3:]
            is_cmyk = content.icc[16:20] == b"CMYK"
        elif kind == b"colr":
            number = int.from_bytes(body[3:7])
            is_cmyk = number == _ENUMERATED_CMYK
            if number == _ENUMERATED_LAB:
                raise unsupported_pixels("CIELAB")
            if number in _OTHER_COLORS:
                raise unsupported_pixels(
                    Message("JPEG 2000 colors of kind {number}", number=number)
                )
            if number == _ENUMERATED_ROMM and not content.icc:
                content.icc = icc_profile(output_space("prophoto").space)
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
        content.take_xmp(body)
    elif kind in _EXIF:
        content.take_exif(body)
    elif kind in _IPTC:
        if body.startswith(_RESOURCE):
            content.photoshop = (content.photoshop or b"") + body
        else:
            content.iptc_blocks.append(body)
    elif kind == _PHOTOSHOP:
        content.photoshop = (content.photoshop or b"") + body
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
    recognizes=starts_with(_BOXES_SIGNATURE, JPEG2000_STREAM),
    read=_read,
)
