"""Photoshop's image resources, which JPEG and TIFF hold: IPTC among them, paths, and much more.

References
----------
Adobe Photoshop file formats specification (2019), image resource section and path records.
"""

import struct
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import NamedTuple

from colorizer_gui.engine.limits import MOST_PARTS
from colorizer_gui.engine.photo.metadata.extras import RESOURCE
from colorizer_gui.engine.photo.metadata.orientation import Turn
from colorizer_gui.engine.photo.photo import Extra

_SIGNATURES = (b"8BIM", b"PHUT", b"AgHg", b"DCSR", b"MeSa")
_RESOLUTION, _IPTC = 1005, 1028
_SIZES, _FIXED_POINT = struct.Struct(">I4xI"), 65536
# What describes the old pixels, their colors, layers and previews, and what is kept elsewhere:
# resolution, channels, halftones, profiles, thumbnails, EXIF, XMP and the digest of the IPTC.
_OLD_FILE = {
    *(1005, 1006, 1007, 1011, 1012, 1013, 1014, 1015, 1016, 1017, 1018, 1019, 1020, 1021, 1022),
    *(1024, 1026, 1028, 1033, 1036, 1039, 1041, 1045, 1046, 1047, 1053, 1057, 1058, 1059, 1060),
    *(1061, 1064, 1067, 1069, 1072, 1073, 1077, 1082, 1083, 1084, 3000, 10000),
}
_GUIDES, _SLICES = 1032, 1050
# Slices and counts lie among the pixels, in forms that are not turned.
_NOT_TURNED = {_SLICES, 1080}
_GUIDES_HEAD, _GUIDE = struct.Struct(">4I"), struct.Struct(">iB")  # the second and third: a grid
_GUIDE_UNIT = 32  # of a pixel
_SLICES_NAME = 20  # what precedes it: version and bounds
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
_PLACED_NAMES = {_PATHS, *(_NAMES[number] for number in (2999, _GUIDES, *_NOT_TURNED))}
_FIRST_PATH, _LAST_PATH = 2000, 2997
_PATH_RECORD = 26
_KNOTS = (1, 2, 4, 5)  # records of knots: three points, down before across
_POINT = 2**24


class Resource(NamedTuple):
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
        # Some programs forget the zero that makes the size even.
        place = end + (size % 2 if data[end : end + 4] not in _SIGNATURES else 0)


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
        if found.number in _OLD_FILE:
            continue
        if turn.is_needed and not _can_be_turned(found):
            if found.number != _SLICES or _slices(found.content) != 1:
                kept.append(Extra("regions"))
            continue
        is_path = _FIRST_PATH <= found.number <= _LAST_PATH
        content = found.content
        if is_path:
            content = _turned_path(content, turn.relative)
        elif turn.is_needed and found.number == _GUIDES:
            content = _turned_guides(content, turn)
        name = _PATHS if is_path else _NAMES.get(found.number, str(found.number))
        kept.append(Extra(RESOURCE, name, found._replace(content=content).written))
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


def stated_resolution(data: bytes) -> tuple[float, float] | None:
    """Pixels per inch, horizontal and vertical, as one of the resources states them."""
    for found in islice(resources(data), MOST_PARTS):
        if found.number == _RESOLUTION and len(found.content) >= _SIZES.size:
            across, down = _SIZES.unpack_from(found.content)  # per inch, whatever unit is shown
            return across / _FIXED_POINT, down / _FIXED_POINT
    return None


def _can_be_turned(found: Resource) -> bool:
    """Whether a resource has no places among the pixels, or such as can be turned."""
    is_short = found.number == _GUIDES and len(found.content) < _GUIDES_HEAD.size
    return found.number not in _NOT_TURNED and not is_short


def _slices(content: bytes) -> int:
    """How many slices there are; every photo of Photoshop has one, which is all of it."""
    letters = int.from_bytes(content[_SLICES_NAME : _SLICES_NAME + 4])
    place = _SLICES_NAME + 4 + 2 * letters
    return int.from_bytes(content[place : place + 4])


def _turned_guides(content: bytes, turn: Turn) -> bytes:
    version, across, down, count = _GUIDES_HEAD.unpack_from(content)
    result = bytearray(_GUIDES_HEAD.pack(version, *map(int, turn.size(across, down)), count))
    rest = content[_GUIDES_HEAD.size :]
    for location, was_level in _GUIDE.iter_unpack(rest[: len(rest) // _GUIDE.size * _GUIDE.size]):
        place = location / _GUIDE_UNIT
        x, y = turn.point(0, place) if was_level else turn.point(place, 0)
        is_level = bool(was_level) != turn.is_sideways
        result += _GUIDE.pack(round((y if is_level else x) * _GUIDE_UNIT), is_level)
    return bytes(result)


def _fixed(value: float) -> int:
    return max(-(2**31), min(2**31 - 1, round(value * _POINT)))
