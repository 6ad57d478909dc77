"""What a PNG says about its colors beside a profile: the chunks cICP, sRGB, gAMA and cHRM.

References
----------
Portable Network Graphics (W3C, third edition), 4.3 (which of them counts) and 11.3.2.
"""

import struct
from collections.abc import Iterable
from itertools import pairwise

from colorizer_gui.engine.color.rgb_spaces import (
    D65,
    SRGB_CURVE,
    SRGB_PRIMARIES,
    ColorSpace,
    Curve,
    Point,
    gamma,
)
from colorizer_gui.engine.messages import Message
from colorizer_gui.engine.photo.file_content import FileContent
from colorizer_gui.engine.photo.profiles.build import icc_profile
from colorizer_gui.engine.photo.profiles.code_points import take_code_points

_UNIT = 100_000
_SRGB_GAMMA = 45455
# Programs write rounded values of sRGB; what is this near means it.
_NEAR_GAMMA, _NEAR_POINT = 0.05 * _SRGB_GAMMA, 0.01
_GAMMAS = range(20_000, 125_001)  # exponents from 5 down to 0.8: others are mistakes


def take_colors(
    content: FileContent, chunks: Iterable[tuple[bytes, bytes]], *, is_gray: bool
) -> None:
    """Take the color space as a profile where the chunks state another one than sRGB.

    Parameters
    ----------
    content : FileContent
        With the profile of the file, if it has one.
    chunks : iterable of (bytes, bytes)
        Names and contents.
    is_gray : bool
        Whether the pixels are grays, of which primaries say nothing.
    """
    found = dict(chunks)
    code_points = found.get(b"cICP", b"")
    if len(code_points) == 4 and take_code_points(content, *code_points[:2]):
        return
    if content.icc or b"iCCP" in found or b"sRGB" in found:
        return
    curve = _curve(content, found.get(b"gAMA", b""))
    points = None if is_gray else _points(found.get(b"cHRM", b""))
    if curve is None and points is None:
        return
    primaries, white = points or (SRGB_PRIMARIES, D65)
    try:
        content.icc = icc_profile(ColorSpace("PNG", curve or SRGB_CURVE, primaries, white))
    except ValueError:
        content.reject_profile()
        return
    if curve is not None:
        content.note_gamma(curve[1][0])
    if points is not None:
        content.notices.append(
            Message(
                "{name} states primaries of its own, so its colors were converted to sRGB.",
                name=content.name,
            )
        )


def _curve(content: FileContent, body: bytes) -> Curve | None:
    """The curve, where it is far from that of sRGB."""
    if len(body) != 4:
        return None
    stated = int.from_bytes(body)
    if stated not in _GAMMAS:
        content.reject_profile()
        return None
    return gamma(_UNIT / stated) if abs(stated - _SRGB_GAMMA) > _NEAR_GAMMA else None


def _points(body: bytes) -> tuple[tuple[Point, Point, Point], Point] | None:
    """Primaries and white, where they are far from those of sRGB."""
    if len(body) != 32:
        return None
    values = [value / _UNIT for value in struct.unpack(">8I", body)]
    white, red, green, blue = [(x, y) for x, y in list(pairwise(values))[::2]]
    stated, plain = (white, red, green, blue), (D65, *SRGB_PRIMARIES)
    is_near = all(
        abs(one - other) <= _NEAR_POINT
        for point, known in zip(stated, plain, strict=True)
        for one, other in zip(point, known, strict=True)
    )
    return None if is_near else ((red, green, blue), white)
