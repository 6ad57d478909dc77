"""Profiles made from a color space's primaries, white and curve.

References
----------
ICC.1:2022, 7.2 (header), 9.2 (tags), 10.6 and 10.18 (types) and annex E (chromatic adaptation).
"""

import struct
from dataclasses import dataclass

import numpy as np

from colorizer_gui.engine.arrays import FloatArray

Point = tuple[float, float]  # x and y of the CIE 1931 diagram

D65: Point = (0.3127, 0.3290)
SRGB_PRIMARIES: tuple[Point, Point, Point] = ((0.64, 0.33), (0.30, 0.60), (0.15, 0.06))
# Of parametric curves: their type and parameters, the exponent first.
Curve = tuple[int, tuple[float, ...]]
SRGB_CURVE: Curve = (3, (2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045))
REC_709_CURVE: Curve = (3, (1 / 0.45, 1 / 1.099, 0.099 / 1.099, 1 / 4.5, 0.081))

_D50 = np.array([0.9642, 1.0, 0.8249])
# Bradford's matrix from XYZ to cone responses.
_CONES = np.array([[0.8951, 0.2664, -0.1614], [-0.7502, 1.7135, 0.0367], [0.0389, -0.0685, 1.0296]])
_VERSION = 0x04300000
_DATE = (2000, 1, 1, 0, 0, 0)
_COPYRIGHT = "No copyright, use freely"


def gamma(exponent: float) -> Curve:
    """The curve of a power function."""
    return 0, (exponent,)


@dataclass(frozen=True)
class ColorSpace:
    """An RGB color space, or a gray one where there are no primaries.

    Parameters
    ----------
    name : str
        For the profile.
    curve : Curve
        From stored values to light.
    primaries : tuple of three points, or None
        Red, green and blue.
    white : Point
    """

    name: str
    curve: Curve
    primaries: tuple[Point, Point, Point] | None = SRGB_PRIMARIES
    white: Point = D65

    def xyz_matrix(self) -> FloatArray:
        """The matrix from linear RGB to XYZ adapted to D50, (3, 3).

        Raises
        ------
        ValueError
            The primaries lie on a line, or the white is none.
        """
        assert self.primaries is not None
        try:
            colorants = np.stack([_xyz(point) for point in self.primaries], axis=1)
            matrix = colorants * np.linalg.solve(colorants, _xyz(self.white))
        except (np.linalg.LinAlgError, ZeroDivisionError) as error:
            raise ValueError("no color space") from error
        return np.asarray(_adaptation(self.white) @ matrix)

    def profile(self) -> bytes:
        """An ICC profile of version 4.

        Raises
        ------
        ValueError
            As `xyz_matrix`.
        """
        curve = _parametric(self.curve)
        tags = {
            b"desc": _text(self.name),
            b"cprt": _text(_COPYRIGHT),
            b"wtpt": _xyz_type(_D50),
            b"chad": b"sf32\0\0\0\0" + _fixed(*_adaptation(self.white).ravel()),
        }
        if self.primaries is None:
            return _file(b"GRAY", tags | {b"kTRC": curve})
        matrix = self.xyz_matrix()
        for place, letter in enumerate(b"rgb"):
            tags[bytes((letter,)) + b"XYZ"] = _xyz_type(matrix[:, place])
            tags[bytes((letter,)) + b"TRC"] = curve
        return _file(b"RGB ", tags)


def _xyz(point: Point) -> FloatArray:
    x, y = point
    return np.array([x / y, 1.0, (1 - x - y) / y])


def _adaptation(white: Point) -> FloatArray:
    """The matrix that adapts XYZ from a white to D50."""
    scale = (_CONES @ _D50) / (_CONES @ _xyz(white))
    return np.asarray(np.linalg.inv(_CONES) @ (scale[:, None] * _CONES))


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
    head += struct.pack(">4sI4s4sQI", b"", 0, b"", b"", 0, 0) + _fixed(*_D50)
    return head.ljust(128, b"\0") + table + contents
