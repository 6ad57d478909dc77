"""LittleCMS: relative colorimetric with black point compensation, to sRGB.

imagecodecs brings it with 8 and 16 bits and floating point, and its conversions let other threads
run. Pillow, which brings it for 8 bits, only makes the sRGB profile that results embed.
"""

import struct
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt
from PIL import ImageCms

from colorizer_gui.engine.arrays import Float32Array
from colorizer_gui.engine.photo.profiles.checks import ProfileError

GRAY, RGB, CMYK = b"GRAY", b"RGB ", b"CMYK"  # color spaces, as profiles name them
_NAMES = {GRAY: "gray", RGB: "rgb", CMYK: "cmyk"}  # as imagecodecs names them

_DATE_PLACE, _DATE = 24, struct.pack(">6H", 2000, 1, 1, 0, 0, 0)
# Of sRGB: x, y and luminance of D65, and of red, green and blue.
_WHITE = (0.3127, 0.3290, 1.0)
_PRIMARIES = (*(0.64, 0.33, 1.0), *(0.30, 0.60, 1.0), *(0.15, 0.06, 1.0))


@cache
def srgb_profile() -> bytes:
    """The sRGB profile to embed; with a fixed date, as LittleCMS writes the current time."""
    made = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return made[:_DATE_PLACE] + _DATE + made[_DATE_PLACE + len(_DATE) :]


@cache
def _linear_profile() -> bytes:
    """sRGB without its transfer curve."""
    import imagecodecs

    made: bytes = imagecodecs.cms_profile("rgb", whitepoint=_WHITE, primaries=_PRIMARIES, gamma=1.0)
    return made


def transformed(
    values: npt.NDArray[Any], icc: bytes, space: bytes, out: npt.NDArray[Any] | None = None
) -> npt.NDArray[Any]:
    """Convert values with a profile to sRGB.

    Parameters
    ----------
    values : ndarray of uint8, uint16 or float32, shape (H, W) or (H, W, channels)
        Floating point from 0 to 1, or to 100 for inks.
    icc : bytes
    space : {GRAY, RGB, CMYK}
        Of the values.
    out : ndarray of the same type, shape (H, W, 3), or None
        Where to put the result.

    Returns
    -------
    ndarray of the same type, shape (H, W, 3)

    Raises
    ------
    ProfileError
    """
    return _transformed(values, icc, space, srgb_profile(), out)


def transformed_to_linear(values: Float32Array, icc: bytes) -> Float32Array:
    """Convert RGB, 0..1, with a profile to linear sRGB, which may lie outside 0..1.

    Raises
    ------
    ProfileError
    """
    return _transformed(values, icc, RGB, _linear_profile(), None)


def _transformed(
    values: npt.NDArray[Any],
    icc: bytes,
    space: bytes,
    result_icc: bytes,
    out: npt.NDArray[Any] | None,
) -> npt.NDArray[Any]:
    import imagecodecs

    flags = int(imagecodecs.CMS.FLAGS.BLACKPOINTCOMPENSATION)
    if values.dtype != np.uint8:
        # Else a coarse table replaces the profile, which moves values of 16 bits by up to a tenth.
        flags |= imagecodecs.CMS.FLAGS.NOOPTIMIZE
    try:
        result: npt.NDArray[Any] = imagecodecs.cms_transform(
            values,
            icc,
            result_icc,
            colorspace=_NAMES[space],
            outcolorspace=_NAMES[RGB],
            intent=imagecodecs.CMS.INTENT.RELATIVE_COLORIMETRIC,
            flags=flags,
            out=out,  # type: ignore[arg-type]  # takes arrays too
        )
    except (RuntimeError, ValueError) as error:
        raise ProfileError("the profile is damaged") from error
    return result
