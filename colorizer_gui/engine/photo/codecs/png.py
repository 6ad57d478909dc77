"""Completes PNGs that end too early, so that decoders take what there is.

References
----------
Portable Network Graphics (W3C, third edition), 7 and 11.
"""

import struct
import zlib
from collections.abc import Iterator
from typing import NamedTuple

from colorizer_gui.engine.photo.codecs.png_passes import missing_share, pass_sizes
from colorizer_gui.engine.photo.file_content import check_size

SIGNATURE = b"\x89PNG\r\n\x1a\n"
GRAY, PALETTE = 0, 3  # color types
_CHANNELS = {GRAY: 1, 2: 3, PALETTE: 1, 4: 2, 6: 4}
_HEADER = struct.Struct(">IIBBBBB")
_HEADER_PLACE = 16
_CHUNK = 2**12
_NO_NAME = bytes(4)
_LAST_CHUNK, _LAST_FILTER = b"\0\0\0\0IEND", 4
_MIDDLE, _FIRST_COLOR = 128, 0


class Header(NamedTuple):
    """The content of the first chunk."""

    width: int
    height: int
    bits: int
    color_type: int
    compression: int
    filter: int
    interlace: int

    @property
    def pixel_bytes(self) -> int:
        """The memory of a decoded pixel."""
        return _CHANNELS.get(self.color_type, 1) * (2 if self.bits == 16 else 1)


def header_of(data: bytes) -> Header:
    """The header of a PNG; `struct.error` where it ends too early."""
    return Header(*_HEADER.unpack_from(data, _HEADER_PLACE))


def chunks(data: bytes) -> Iterator[tuple[bytes, memoryview, bool]]:
    """Name and bytes of each chunk up to the last one, and whether its checksum is right."""
    place, name, view = len(SIGNATURE), b"", memoryview(data)
    while name != b"IEND" and place + 12 <= len(view):
        size, name = struct.unpack_from(">I4s", view, place)
        if name == _NO_NAME:
            return  # room that was kept for what did not arrive
        chunk = view[place : place + size + 12]
        is_right = zlib.crc32(chunk[4:-4]) == int.from_bytes(chunk[-4:])
        yield name, chunk, is_right and len(chunk) == size + 12
        place += size + 12


def chunk_bytes(name: bytes, body: bytes) -> bytes:
    """A chunk with its length and checksum."""
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


class Completed(NamedTuple):
    """A PNG with its end.

    Attributes
    ----------
    data : bytes
    missing : float or None
        Which share of the rows was missing, 0..1; None for a PNG that had its end.
    passes : list of int or None
        How many rows of each pass of an interlaced one are there.
    """

    data: bytes
    missing: float | None = None
    passes: list[int] | None = None


def completed(data: bytes) -> Completed:
    """Give a PNG that ends too early gray rows for those that are missing.

    Parameters
    ----------
    data : bytes

    Returns
    -------
    Completed

    Raises
    ------
    UnreadableError
        It is too large.
    struct.error
        It ends in its header.
    """
    header = header_of(data)
    if data[-12:-4] == _LAST_CHUNK:
        return Completed(data)
    found = list(chunks(data))
    if any(name == b"IEND" for name, _, _ in found):
        return Completed(data)
    check_size(header.width, header.height, header.pixel_bytes)
    sizes = [(header.width, header.height)]
    if header.interlace:
        sizes = pass_sizes(header.width, header.height)
    bits = _CHANNELS.get(header.color_type, 1) * header.bits
    row_bytes = [1 + -(-columns * bits // 8) for columns, _ in sizes]
    most = sum(length * rows for length, (_, rows) in zip(row_bytes, sizes, strict=True))
    packed = b"".join(bytes(_body(chunk)) for name, chunk, _ in found if name == b"IDAT")
    rows = _inflated(packed, most)
    value = _FIRST_COLOR if header.color_type == PALETTE else _MIDDLE
    place, counts, parts = 0, [], []
    for length, (_, height) in zip(row_bytes, sizes, strict=True):
        count = _whole_rows(rows[place : place + length * height], length)
        parts.append(rows[place : place + count * length])
        parts.append((b"\0" + bytes((value,)) * (length - 1)) * (height - count))
        # Behind a row that is missing there are no others.
        rows = rows if count == height else b""
        place += length * height
        counts.append(count)
    kept = [bytes(chunk) for name, chunk, is_whole in found if is_whole and name != b"IDAT"]
    last = chunk_bytes(b"IDAT", zlib.compress(b"".join(parts), 1)), chunk_bytes(b"IEND", b"")
    data = b"".join((SIGNATURE, *kept, *last))
    if header.interlace:
        return Completed(data, missing_share(header.height, counts), counts)
    return Completed(data, 1 - counts[0] / header.height)


def _whole_rows(rows: bytes, row_bytes: int) -> int:
    """How many rows are whole, and begin with a filter that there is."""
    filters = rows[: len(rows) // row_bytes * row_bytes : row_bytes]
    return next((row for row, kind in enumerate(filters) if kind > _LAST_FILTER), len(filters))


def _body(chunk: memoryview) -> memoryview:
    (size,) = struct.unpack_from(">I", chunk)
    return chunk[8 : 8 + size]


def _inflated(packed: bytes, most: int) -> bytes:
    """What can be unpacked."""
    decoder, parts = zlib.decompressobj(), bytearray()
    try:
        for place in range(0, len(packed), _CHUNK):
            parts += decoder.decompress(packed[place : place + _CHUNK])
            if len(parts) >= most:
                break
    except zlib.error:
        pass
    return bytes(parts[:most])
