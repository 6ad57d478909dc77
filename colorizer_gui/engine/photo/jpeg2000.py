"""JPEG 2000: pixels of 8 to 16 bits by OpenCV, and what stands in the boxes around them.

OpenCV reads no gray with transparency; Pillow does, at 8 bits.
"""

import struct

import cv2
import numpy as np

from colorizer_gui.engine.photo.file_content import Content, Refused, check_size, unsupported
from colorizer_gui.engine.photo.pillow_read import open_pillow, take_pixels

SIGNATURES = (b"\0\0\0\x0cjP  \r\n\x87\n", b"\xff\x4f\xff\x51")
_SIZE_MARKER = b"\xff\x4f\xff\x51"
_XMP = bytes.fromhex("be7acfcb97a942e89c71999491e3afac")
_EXIF = b"JpgTiffExif->JP2"
_SUPER_BOXES = (b"jp2h",)
_ANY_PROFILE = (2, 3)
_DECODER_BYTES = 4  # what OpenJPEG takes for each sample, whatever its depth
_ENUMERATED_CMYK = b"\0\0\0\x0c"


def read_jpeg2000(data, name):
    """What is in a JPEG 2000 file or bare code stream.

    Parameters
    ----------
    data : bytes
    name : str
        Of the file, for notices.

    Returns
    -------
    Content
        Values of fewer than 8 or 16 bits are stretched to the whole range.
    """
    content = Content(name)
    width, height, depths = _code_stream_size(data)
    if max(depths) > 16 or len(depths) > 4:
        raise Refused("it has more than 16 bits or 4 channels. Save it as a TIFF first.")
    check_size(width, height, len(depths) * _DECODER_BYTES)
    is_cmyk = False
    for kind, body in _boxes(data):
        if kind == b"colr" and body[:1] and body[0] in _ANY_PROFILE:
            content.icc = body[3:]
            is_cmyk = content.icc[16:20] == b"CMYK"
        elif kind == b"colr":
            is_cmyk = body[3:7] == _ENUMERATED_CMYK
        elif kind == b"uuid" and body[:16] == _XMP:
            content.xmp = body[16:]
        elif kind == b"uuid" and body[:16] == _EXIF:
            content.take_exif(body[16:])
    if is_cmyk:
        raise unsupported("CMYK")
    if len(depths) == 2:
        if max(depths) > 8:
            raise unsupported("LA;16")
        with open_pillow(data, "jpeg2000") as image:
            if image.size != (width, height):
                raise ValueError("two sizes in one file")
            take_pixels(content, image)
        return content
    values = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_UNCHANGED)
    if values is None:
        raise ValueError("the pixels cannot be decoded")
    _take(content, values, max(depths))
    return content


def _take(content, values, depth):
    wanted = np.iinfo(values.dtype).max
    if 2**depth - 1 < wanted:
        stretched = np.minimum(values, 2**depth - 1) * (wanted / (2**depth - 1))
        values = np.rint(stretched).astype(values.dtype)
    if values.ndim == 3 and values.shape[2] in (2, 4):
        content.alpha = np.ascontiguousarray(values[..., -1])
        values = values[..., :-1]
    if values.ndim == 3:
        values = values[..., ::-1] if values.shape[2] == 3 else values[..., 0]
    content.pixels = np.ascontiguousarray(values)


def _code_stream_size(data):
    """Width, height and the bits of each component, from the code stream's SIZ marker."""
    start = data.find(_SIZE_MARKER)
    if start < 0:
        raise ValueError("no code stream")
    right, bottom, left, top = struct.unpack_from(">4I", data, start + 8)
    (components,) = struct.unpack_from(">H", data, start + 40)
    depths = [(data[start + 42 + 3 * i] & 0x7F) + 1 for i in range(components)]
    return right - left, bottom - top, depths or [8]


def _boxes(data):
    """Type and content of each box, those in the header box too; none in a bare code stream."""
    if not data.startswith(SIGNATURES[0]):
        return
    open_ranges = [(0, len(data))]
    while open_ranges:
        start, end = open_ranges.pop()
        while start + 8 <= end:
            length, kind = struct.unpack_from(">I4s", data, start)
            head = 8
            if length == 1:
                if start + 16 > end:
                    break
                (length,) = struct.unpack_from(">Q", data, start + 8)
                head = 16
            stop = min(start + length, end) if length else end
            if stop < start + head:
                break
            if kind in _SUPER_BOXES:
                open_ranges.append((start + head, stop))
            else:
                yield kind, data[start + head : stop]
            start = stop
