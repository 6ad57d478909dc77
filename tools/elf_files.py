"""Takes out of a library of Linux what is never loaded: symbols and other notes for debuggers.

`strip` does the same for libraries as the linker wrote them. Those of wheels were changed
afterwards (their names and search paths), and `strip` breaks some of them. This keeps each segment,
which is all that is loaded, byte for byte, and only moves it forward in the file.
"""

import struct
from dataclasses import dataclass

MAGIC = b"\x7fELF\x02\x01"  # 64 bits, little-endian
HEADER = struct.Struct("<16sHHIQQQIHHHHHH")
SEGMENT = struct.Struct("<IIQQQQQQ")
SECTION = struct.Struct("<IIQQQQIIQQ")
LOAD, LOADED = 1, 2
# Of the systems that run on a processor; by number of the processor, else the second.
PAGES = {62: 4096}
LARGEST_PAGE = 65536


@dataclass(frozen=True)
class _Piece:
    """Bytes of a file that stay, from `start` to `end`, and how far forward they move."""

    start: int
    end: int
    shift: int


def without_debug_information(data: bytes) -> bytes:
    """Take out of a library what the loader does not load.

    Parameters
    ----------
    data : bytes
        The library.

    Returns
    -------
    bytes
        The library with the same segments; the same bytes for what is no library of 64 bits.
    """
    if data[: len(MAGIC)] != MAGIC:
        return data
    header = list(HEADER.unpack_from(data))
    segments_at, sections_at = header[5], header[6]
    segments = _table(SEGMENT, data, segments_at, header[10])
    sections = _table(SECTION, data, sections_at, header[12])
    page = PAGES.get(header[2], LARGEST_PAGE)
    pieces = _pieces(segments, page)
    if not pieces or pieces[0].start or not sections or not _is_inside(pieces, segments):
        return data
    result = bytearray()
    for piece in pieces:
        result += bytes(piece.start - piece.shift - len(result)) + data[piece.start : piece.end]
    for index, segment in enumerate(segments):
        alignment = min(segment[7], page) if segment[0] == LOAD else segment[7]
        place = segment[2] - _shift(pieces, segment[2])
        moved = (*segment[:2], place, *segment[3:7], alignment)
        SEGMENT.pack_into(result, segments_at + index * SEGMENT.size, *moved)
    names = list(sections[header[13]])
    names_start = len(result)
    result += data[names[4] : names[4] + names[5]]
    result += bytes(-len(result) % 8)
    header[6] = len(result)
    names[4] = names_start
    for index, section in enumerate(sections):
        if index == header[13]:
            result += SECTION.pack(*names)
        elif section[2] & LOADED:
            result += SECTION.pack(
                *section[:4], section[4] - _shift(pieces, section[4]), *section[5:]
            )
        else:  # an empty row, for symbols name their sections by number
            result += bytes(SECTION.size)
    HEADER.pack_into(result, 0, *header)
    return bytes(result) if len(result) < len(data) else data


def _table(row: struct.Struct, data: bytes, start: int, count: int) -> list[tuple[int, ...]]:
    return [row.unpack_from(data, start + index * row.size) for index in range(count)]


def _pieces(segments: list[tuple[int, ...]], page: int) -> list[_Piece]:
    """What is loaded, in the order of the file; each moves by whole pages."""
    pieces: list[_Piece] = []
    for segment in sorted((row for row in segments if row[0] == LOAD), key=lambda row: row[2]):
        last = pieces[-1] if pieces else _Piece(0, 0, 0)
        start = max(segment[2], last.end)
        shift = last.shift + (start - last.end) // page * page
        pieces.append(_Piece(start, max(segment[2] + segment[5], start), shift))
    return pieces


def _is_inside(pieces: list[_Piece], segments: list[tuple[int, ...]]) -> bool:
    """Whether all segments lie in what is loaded, as do their own table and the header."""
    return all(
        not segment[5]
        or any(
            piece.start <= segment[2] and segment[2] + segment[5] <= piece.end for piece in pieces
        )
        for segment in segments
    )


def _shift(pieces: list[_Piece], place: int) -> int:
    """How far a place of the file moves."""
    return next((piece.shift for piece in reversed(pieces) if piece.start <= place), 0)
