"""JPEG in TIFFs of before 1995 (compression 6): the stream of the image, put together.

The tags point to a stream, or to its head alone, or to tables from which a head is made; what is
then missing are the scans in the strips.

References
----------
TIFF 6.0 (Adobe, 1992), section 22; ITU-T T.81 (1992), B.2.
"""

import struct

from colorizer_gui.engine.messages import Message
from colorizer_gui.engine.photo import tiff_tags
from colorizer_gui.engine.photo.directory import Page
from colorizer_gui.engine.photo.errors import unsupported_pixels

_START, _END, _SCAN = b"\xff\xd8", b"\xff\xd9", b"\xff\xda"
_QUANTIZATION, _HUFFMAN, _FRAME = b"\xff\xdb", b"\xff\xc4", b"\xff\xc0"
_QUANTIZATION_BYTES, _CODE_LENGTHS = 64, 16
_DC, _AC = 0x00, 0x10  # classes of Huffman tables
_BITS, _ALL_COEFFICIENTS = 8, (0, 63, 0)


def old_jpeg_stream(data: bytes, page: Page) -> bytes:
    """The whole JPEG stream of a page.

    Parameters
    ----------
    data : bytes
        The file.
    page : Page

    Returns
    -------
    bytes

    Raises
    ------
    UnreadableError
        It has several scans, or none of the tables.
    ValueError
        It is damaged.
    """
    start = page.number(tiff_tags.OLD_JPEG_OFFSET)
    strips = [
        data[offset : offset + size].removeprefix(_START)
        for offset, size in zip(
            page.numbers(tiff_tags.STRIP_OFFSETS), page.numbers(tiff_tags.STRIP_SIZES), strict=False
        )
    ]
    if start:
        size = page.number(tiff_tags.OLD_JPEG_SIZE) or len(data)
        head = data[start : start + size]
        if _SCAN in head:
            return head
        if head.startswith(_START):
            return head.removesuffix(_END) + b"".join(strips)
    if not page.numbers(tiff_tags.OLD_JPEG_QUANTIZATION):
        raise unsupported_pixels(Message("JPEG without its tables"))
    if len(strips) != 1:
        raise unsupported_pixels(Message("old-style JPEG in {count} strips", count=len(strips)))
    return _head(data, page) + strips[0] + _END


def _head(data: bytes, page: Page) -> bytes:
    """The segments before the scan, from tables that the tags point to."""
    segments = [_START]
    for index, place in enumerate(page.numbers(tiff_tags.OLD_JPEG_QUANTIZATION)):
        table = data[place : place + _QUANTIZATION_BYTES]
        segments.append(_segment(_QUANTIZATION, bytes([index]) + table))
    for kind, tag in ((_DC, tiff_tags.OLD_JPEG_DC), (_AC, tiff_tags.OLD_JPEG_AC)):
        for index, place in enumerate(page.numbers(tag)):
            lengths = data[place : place + _CODE_LENGTHS]
            table = data[place : place + _CODE_LENGTHS + sum(lengths)]
            segments.append(_segment(_HUFFMAN, bytes([kind | index]) + table))
    count = page.number(tiff_tags.SAMPLES, 1)
    height, width = page.required(tiff_tags.HEIGHT), page.required(tiff_tags.WIDTH)
    across, down = 1, 1
    if count > 1:
        across, down = page.numbers(tiff_tags.SUBSAMPLING, (2, 2))[:2]
    frame = struct.pack(">BHHB", _BITS, height, width, count)
    scan = bytes([count])
    for index in range(count):
        sampling = across << 4 | down if index == 0 else 0x11
        frame += bytes([index + 1, sampling, min(index, 2)])
        scan += bytes([index + 1, min(index, 2) * 0x11])
    segments += [_segment(_FRAME, frame), _segment(_SCAN, scan + bytes(_ALL_COEFFICIENTS))]
    return b"".join(segments)


def _segment(marker: bytes, body: bytes) -> bytes:
    return marker + struct.pack(">H", len(body) + 2) + body
