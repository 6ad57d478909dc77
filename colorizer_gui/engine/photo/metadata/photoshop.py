"""Photoshop's image resources, which JPEG and TIFF hold: IPTC among them, paths, and much more.

References
----------
Adobe Photoshop file formats specification (2019), image resource section and path records.
"""

import struct
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice

from colorizer_gui.engine.limits import MOST_PARTS
from colorizer_gui.engine.photo.metadata.extras import RESOURCE
from colorizer_gui.engine.photo.metadata.orientation import Turn
from colorizer_gui.engine.photo.photo import Extra

_SIGNATURES = (b"8BIM", b"PHUT", b"AgHg", b"DCSR", b"MeSa")
_IPTC = 1028
# What describes the old pixels, their colors, layers and previews, and what is kept elsewhere:
# resolution, channels, halftones, profiles, thumbnails, EXIF, XMP and the digest of the IPTC.
_OLD_FILE = {
    *(1005, 1006, 1007, 1011, 1012, 1013, 1014, 1015, 1016, 1017, 1018, 1019, 1020, 1021, 1022),
    *(1024, 1026, 1028, 1033, 1036, 1039, 1041, 1045, 1046, 1047, 1053, 1057, 1058, 1059, 1060),
    *(1061, 1064, 1067, 1069, 1072, 1073, 1077, 1082, 1083, 1084, 3000, 10000),
}
# Guides, slices and counts lie among the pixels, in forms that are not turned.
_PLACED = {1032, 1050, 1080}
_PATHS = "paths"
# As Adobe calls them; the others are named by their numbers.
_NAMES = {
    1008: "caption",
    1032: "guides",
    1034: "copyright flag",
    1035: "URL",
    1050: "slices",
    1037: "global angle",
    1049: "global altitude",
    1054: "URL list",
    2999: "clipping path",
    1062: "print scale",
    1071: "print information",
    1074: "layer selection",
    1080: "counts",
}
_PLACED_NAMES = {_PATHS, _NAMES[2999], *(_NAMES[number] for number in _PLACED)}
_FIRST_PATH, _LAST_PATH = 2000, 2997
_PATH_RECORD = 26
_KNOTS = (1, 2, 4, 5)  # records of knots: three points, down before across
_POINT = 2**24


@dataclass(frozen=True)
class Resource:
    """A resource: its number, what precedes its size (a signature and a name), and its content."""

    number: int
    head: bytes
    content: bytes

    @property
    def written(self) -> bytes:
        """All its bytes."""
        size = struct.pack(">I", len(self.content))
        return self.head + size + self.content + b"\0" * (len(self.content) % 2)


def resources(data: bytes) -> Iterator[Resource]:
    """The resources, up to where they are damaged."""
    place = 0
    while place + 12 <= len(data) and data[place : place + 4] in _SIGNATURES:
        (number,) = struct.unpack_from(">H", data, place + 4)
        name = data[place + 6] + 1
        begin = place + 6 + name + name % 2
        size = int.from_bytes(data[begin : begin + 4], "big")
        end = begin + 4 + size
        if begin + 4 > len(data) or end > len(data):
            return
        yield Resource(number, data[place:begin], data[begin + 4 : end])
        place = end + size % 2


def kept_resources(data: bytes, turn: Turn) -> tuple[list[Extra], list[bytes], bool]:
    """The resources that still hold, turned where they are paths, and the blocks of IPTC records.

    Parameters
    ----------
    data : bytes
    turn : Turn

    Returns
    -------
    list of Extra, list of bytes
    bool
        Whether some of them are damaged and left out.
    """
    kept, iptc = [], []
    size = 0
    for found in islice(resources(data), MOST_PARTS):
        size += len(found.written)
        if found.number == _IPTC:
            iptc.append(found.content)
        if found.number in _OLD_FILE or (turn.is_needed and found.number in _PLACED):
            continue
        is_path = _FIRST_PATH <= found.number <= _LAST_PATH
        path = _turned_path(found.content, turn.relative) if is_path else found.content
        name = _PATHS if is_path else _NAMES.get(found.number, str(found.number))
        kept.append(Extra(RESOURCE, name, replace(found, content=path).written))
    return kept, iptc, bool(data[size:].strip(b"\0"))


def is_placed(extra: Extra) -> bool:
    """Whether an extra is a resource that points to places among the pixels."""
    return extra.kind == RESOURCE and extra.name in _PLACED_NAMES


def resource_block(iptc: bytes | None, extras: Iterable[Extra]) -> bytes:
    """The resources of a result; empty where there are none."""
    head = b"8BIM" + struct.pack(">H", _IPTC) + b"\0\0"
    block = Resource(_IPTC, head, iptc).written if iptc else b""
    return block + b"".join(extra.data for extra in extras if extra.kind == RESOURCE)


def _turned_path(path: bytes, turn: Turn) -> bytes:
    result = bytearray(path)
    for start in range(0, len(path) - _PATH_RECORD + 1, _PATH_RECORD):
        (kind,) = struct.unpack_from(">H", path, start)
        if kind not in _KNOTS:
            continue
        for place in range(start + 2, start + _PATH_RECORD, 8):
            down, across = (value / _POINT for value in struct.unpack_from(">2i", path, place))
            x, y = turn.point(across, down)
            struct.pack_into(">2i", result, place, *(_fixed(value) for value in (y, x)))
    return bytes(result)


def _fixed(value: float) -> int:
    return max(-(2**31), min(2**31 - 1, round(value * _POINT)))
