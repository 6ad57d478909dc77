"""Color spaces by code points, as PNG, AVIF, HEIC and JPEG XL state them.

References
----------
ITU-T H.273 (2024), 8.1 and 8.2.
"""

from colorizer_gui.engine.color.rgb_spaces import (
    D65,
    REC_709_CURVE,
    SRGB_CURVE,
    SRGB_PRIMARIES,
    ColorSpace,
    Curve,
    Point,
    gamma,
)
from colorizer_gui.engine.photo.file_content import FileContent
from colorizer_gui.engine.photo.profiles.build import icc_profile

Primaries = tuple[Point, Point, Point]

DCI_WHITE: Point = (0.314, 0.351)
_C: Point = (0.310, 0.316)
_P3: Primaries = ((0.680, 0.320), (0.265, 0.690), (0.150, 0.060))
PRIMARIES: dict[int, tuple[Primaries, Point]] = {
    1: (SRGB_PRIMARIES, D65),
    4: (((0.67, 0.33), (0.21, 0.71), (0.14, 0.08)), _C),
    5: (((0.64, 0.33), (0.29, 0.60), (0.15, 0.06)), D65),
    6: (((0.630, 0.340), (0.310, 0.595), (0.155, 0.070)), D65),
    7: (((0.630, 0.340), (0.310, 0.595), (0.155, 0.070)), D65),
    9: (((0.708, 0.292), (0.170, 0.797), (0.131, 0.046)), D65),
    11: (_P3, DCI_WHITE),
    12: (_P3, D65),
}
CURVES: dict[int, Curve] = {
    1: REC_709_CURVE,
    4: gamma(2.2),
    5: gamma(2.8),
    6: REC_709_CURVE,
    8: gamma(1.0),
    13: SRGB_CURVE,
    14: REC_709_CURVE,
    15: REC_709_CURVE,
    17: gamma(2.6),
}
# Curves for displays that are brighter than white.
HDR_CURVES = {16: "PQ", 18: "HLG"}
_UNSPECIFIED, _SRGB = 2, 13


def take_code_points(content: FileContent, primaries: int, curve: int) -> bool:
    """Take the color space of code points as the profile of a file.

    The curves of video cameras are taken for that of sRGB, as other programs do for photos: the
    displays that they are meant for come near it.

    Parameters
    ----------
    content : FileContent
        A notice says where the curve is for HDR displays.
    primaries, curve : int
        Numbers of the primaries and of the curve; what is not specified is that of sRGB.

    Returns
    -------
    bool
        Whether they are known.
    """
    if curve in HDR_CURVES:
        content.note_hdr(HDR_CURVES[curve])
        return True
    points = PRIMARIES.get(1 if primaries == _UNSPECIFIED else primaries)
    values = CURVES.get(_SRGB if curve == _UNSPECIFIED else curve)
    if points is None or values is None:
        return False
    if values == REC_709_CURVE:
        values = SRGB_CURVE
    is_srgb = (points, values) == (PRIMARIES[1], SRGB_CURVE)
    content.icc = None if is_srgb else icc_profile(ColorSpace("Code points", values, *points))
    return True
