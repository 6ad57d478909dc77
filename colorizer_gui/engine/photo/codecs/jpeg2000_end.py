"""Completes code streams of JPEG 2000 that end too early, so that the decoder takes what there is.

Bytes of zero are empty packets: places without more detail.

References
----------
ISO/IEC 15444-1, A.4.2 (start of tile-part) and B.10 (packets).
"""

import struct
from typing import NamedTuple

from colorizer_gui.engine.photo.file_content import FileContent

_TILE_PART, _DATA, _END = b"\xff\x90", b"\xff\x93", b"\xff\xd9"
_FIRST_MARKER = 2
_SIZES, _SIZES_PLACE = struct.Struct(">8I"), 8
_PART_HEAD = struct.Struct(">2sHHIBB")  # marker, length, tile, length of all, number, count
_HEAD_LENGTH = 10
_EMPTY = _DATA + bytes(20)
_MOST_TILES = 65535
# Of the stated bytes, before there is nothing to see.
_MOST_MISSING = 0.75


class Ending(NamedTuple):
    """A completed code stream.

    Attributes
    ----------
    stream : bytes
    missing_tiles : float
        Which share of the tiles is missing, 0..1.
    missing_data : float or None
        Which share of the data of the other tiles is missing; None where that is not stated.
    """

    stream: bytes
    missing_tiles: float
    missing_data: float | None


def completed(stream: bytes) -> Ending | None:
    """Complete a code stream; None for one with its end, or that is damaged in another way.

    Parameters
    ----------
    stream : bytes
        From its first marker on.

    Returns
    -------
    Ending or None

    Raises
    ------
    ValueError
        Most of it is missing.
    """
    start = place = _first_part(stream)
    seen: dict[int, int] = {}  # how many more parts each tile has
    stated, lacking = 0, 0
    while place + _PART_HEAD.size + len(_DATA) <= len(stream):
        mark, _, tile, length, number, count = _PART_HEAD.unpack_from(stream, place)
        if mark != _TILE_PART:
            return None
        seen[tile] = max(0, count - number - 1)
        size = length or len(stream) - place
        stated += size
        place += size
        lacking = max(0, place - len(stream))
    is_whole = stream[place : place + len(_END)] == _END or not seen
    if is_whole or (place == len(stream) and stream.endswith(_END)):
        return None
    if lacking > _MOST_MISSING * stated:
        raise ValueError("most of the code stream is missing")
    kept = stream if lacking else stream[:place]
    tiles = [tile for tile in range(_tiles(stream)) if tile not in seen]
    empty = b"".join(_empty_part(tile) for tile in tiles)
    missing_data = None if any(seen.values()) else lacking / stated
    whole = stream[:start] + kept[start:] + bytes(lacking) + empty + _END
    return Ending(whole, len(tiles) / _tiles(stream), missing_data)


def note_ending(content: FileContent, ending: Ending) -> None:
    """Add a notice of what a code stream lacked.

    Raises
    ------
    ValueError
        It is most of it.
    """
    content.note_missing(ending.missing_tiles)
    if ending.missing_data is None or ending.missing_data > 0:
        content.note_missing_detail(ending.missing_data)
    elif not ending.missing_tiles:
        content.note_missing_end()


def _first_part(stream: bytes) -> int:
    """Where the first part of a tile begins, behind the segments of the header."""
    place = _FIRST_MARKER
    while place + 4 <= len(stream) and stream[place : place + 2] != _TILE_PART:
        place += 2 + int.from_bytes(stream[place + 2 : place + 4], "big")
    return place


def _tiles(stream: bytes) -> int:
    """The number of tiles."""
    right, bottom, _, _, width, height, left, top = _SIZES.unpack_from(stream, _SIZES_PLACE)
    if not width or not height:
        raise ValueError("tiles without a size")
    count: int = -(-(right - left) // width) * -(-(bottom - top) // height)
    if not 0 < count <= _MOST_TILES:
        raise ValueError("an impossible number of tiles")
    return count


def _empty_part(tile: int) -> bytes:
    size = _PART_HEAD.size + len(_EMPTY)
    return _PART_HEAD.pack(_TILE_PART, _HEAD_LENGTH, tile, size, 0, 1) + _EMPTY
