"""Profiles made from color spaces.

References
----------
ICC.1:2022, 7.2 (header), 9.2 (tags), 10.6 and 10.18 (types).
"""

import struct

from colorizer_gui.engine.arrays import FloatArray
from colorizer_gui.engine.color.rgb_spaces import D50_XYZ, ColorSpace, Curve, adaptation

_VERSION = 0x04300000
_DATE = (2000, 1, 1, 0, 0, 0)
_COPYRIGHT = "No copyright, use freely"


def icc_profile(space: ColorSpace) -> bytes:
    """An ICC profile of version 4.

    Parameters
    ----------
    space : ColorSpace

    Returns
    -------
    bytes

    Raises
    ------
    ValueError
        As `ColorSpace.xyz_matrix`, or a value is too large for a profile.
    """
    curve = _parametric(space.curve)
    tags = {
        b"desc": _text(space.name),
        b"cprt": _text(_COPYRIGHT),
        b"wtpt": _xyz_type(D50_XYZ),
        b"chad": b"sf32\0\0\0\0" + _fixed(*adaptation(space.white).ravel()),
    }
    if space.primaries is None:
        return _file(b"GRAY", tags | {b"kTRC": curve})
    matrix = space.xyz_matrix()
    for place, letter in enumerate(b"rgb"):
        tags[bytes((letter,)) + b"XYZ"] = _xyz_type(matrix[:, place])
        tags[bytes((letter,)) + b"TRC"] = curve
    return _file(b"RGB ", tags)


def _fixed(*values: float) -> bytes:
    limit = 2**15
    if any(not -limit <= value < limit for value in values):
        raise ValueError("a value is too large")
    return struct.pack(f">{len(values)}i", *(round(value * 65536) for value in values))


def _xyz_type(values: FloatArray) -> bytes:
    return b"XYZ \0\0\0\0" + _fixed(*values)


def _parametric(curve: Curve) -> bytes:
    kind, values = curve
    return b"para\0\0\0\0" + struct.pack(">HH", kind, 0) + _fixed(*values)


def _text(words: str) -> bytes:
    letters = words.encode("utf-16-be")
    head = struct.pack(">II2s2sII", 1, 12, b"en", b"US", len(letters), 28)
    return b"mluc\0\0\0\0" + head + letters


def _file(space: bytes, tags: dict[bytes, bytes]) -> bytes:
    """A profile of a display for a color space, with each content once."""
    place = 128 + 4 + 12 * len(tags)
    places: dict[bytes, int] = {}
    table, contents = struct.pack(">I", len(tags)), b""
    for name, content in tags.items():
        if content not in places:
            places[content] = place + len(contents)
            contents += content + b"\0" * (-len(content) % 4)
        table += struct.pack(">4sII", name, places[content], len(content))
    head = struct.pack(
        ">I4sI4s4s4s6H4s",
        place + len(contents),
        b"",
        _VERSION,
        b"mntr",
        space,
        b"XYZ ",
        *_DATE,
        b"acsp",
    )
    head += struct.pack(">4sI4s4sQI", b"", 0, b"", b"", 0, 0) + _fixed(*D50_XYZ)
    return head.ljust(128, b"\0") + table + contents
