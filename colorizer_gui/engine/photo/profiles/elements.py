"""The elements of a profile: its curves and its matrix, as functions in floating point."""

import struct
from collections.abc import Callable
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from colorizer_gui.engine.arrays import FloatArray
from colorizer_gui.engine.color import cielab
from colorizer_gui.engine.photo.profiles.checks import ProfileError, check_ramp
from colorizer_gui.engine.photo.profiles.littlecms import srgb_profile

Float64Array: TypeAlias = npt.NDArray[np.float64]
Curve: TypeAlias = Callable[[Float64Array], Float64Array]
Elements: TypeAlias = dict[bytes, bytes]

_CONNECTION = slice(20, 24)  # the profile connection space in the header
_TABLE_START, _ENTRY_BYTES, _MAX_ELEMENTS = 128, 12, 200
_FIXED_ONE = 65536  # of 16.16 fixed point numbers
_COLORANTS = (b"rXYZ", b"gXYZ", b"bXYZ")
_CURVES = (b"rTRC", b"gTRC", b"bTRC")
_TABLES = {b"A2B0", b"A2B1", b"D2B0", b"D2B1"}
_PARAMETERS = (1, 3, 4, 5, 7)  # of the forms of parametric curves
_LEAST_VOLUME = 0.001  # of the gamut, relative to sRGB's


def elements_of(icc: bytes) -> Elements:
    """The bytes of a profile's elements by their four-letter names."""
    (count,) = struct.unpack_from(">I", icc, _TABLE_START)
    elements = {}
    for index in range(min(count, _MAX_ELEMENTS)):
        place = _TABLE_START + 4 + _ENTRY_BYTES * index
        name, offset, size = struct.unpack_from(">4sII", icc, place)
        elements[name] = icc[offset : offset + size]
    return elements


def is_matrix(elements: Elements) -> bool:
    """Whether curves and a matrix are all there is: LittleCMS prefers a table when it finds one."""
    return b"rTRC" in elements and b"rXYZ" in elements and not _TABLES & elements.keys()


def matrix_and_curves(icc: bytes, elements: Elements) -> tuple[Float64Array, list[Curve]]:
    """The matrix to linear sRGB, (3, 3), and the curves of red, green and blue.

    Parameters
    ----------
    icc : bytes
        The profile.
    elements : dict
        Its elements.

    Raises
    ------
    ProfileError
    """
    if icc[_CONNECTION] != b"XYZ ":
        raise ProfileError("the profile is damaged")
    curves = [_curve(elements.get(name, b"")) for name in _CURVES]
    for curve in curves:
        check_ramp(curve(np.linspace(0, 1, 256)))
    matrix = np.linalg.inv(_colorants(elements_of(srgb_profile()))) @ _colorants(elements)
    if abs(np.linalg.det(matrix)) < _LEAST_VOLUME:
        raise ProfileError("the profile leaves no colors")
    return matrix, curves


def _colorants(elements: Elements) -> Float64Array:
    """The XYZ (D50) of a profile's red, green and blue, as the columns of a matrix."""
    columns = [struct.unpack_from(">3i", elements.get(name, b""), 8) for name in _COLORANTS]
    return np.array(columns).T / _FIXED_ONE


def grays_to_srgb(grays: Float64Array, icc: bytes, elements: Elements) -> FloatArray:
    """Convert grays, 0..1, by the curve of a gray profile to sRGB."""
    values = _curve(elements[b"kTRC"])(grays)
    if icc[_CONNECTION] != b"Lab ":
        return cielab.linear_to_srgb(values)
    # The curve gives L*, and not luminance.
    return cielab.linear_to_srgb(cielab.srgb_to_linear(cielab.lightness_to_gray(100 * values)))


def _curve(data: bytes) -> Curve:
    """The function from 0..1 to 0..1 of a `curv` or `para` element."""
    kind, count = struct.unpack_from(">4s4xI", data)
    if kind == b"curv" and count > 1:
        if len(data) < 12 + 2 * count:
            raise ProfileError("the profile is damaged")
        table = np.frombuffer(data, ">u2", count, 12) / 65535
        return lambda values: np.interp(values, np.linspace(0, 1, count), table)
    if kind == b"curv":
        gamma = struct.unpack_from(">H", data, 12)[0] / 256 if count else 1.0
        return lambda values: values**gamma
    if kind == b"para":
        return _parametric(data)
    raise ProfileError("the profile is damaged")


def _parametric(data: bytes) -> Curve:
    """The five forms of ICC.1:2022, 10.18, all written as the last and most general one."""
    (form,) = struct.unpack_from(">H", data, 8)
    if form >= len(_PARAMETERS):
        raise ProfileError("the profile is damaged")
    count = _PARAMETERS[form]
    given = [value / _FIXED_ONE for value in struct.unpack_from(f">{count}i", data, 12)]
    g, a, b, c, d, e, f = given + [0.0] * (7 - count)
    if form == 0:
        a, d = 1.0, -1.0
    elif form == 1:
        c, d = 0.0, -b / a if a else 0.0
    elif form == 2:
        c, d, e, f = 0.0, -b / a if a else 0.0, c, c

    def curve(values: Float64Array) -> Float64Array:
        # NaN and infinity are in the branch that is not taken, or `check_ramp` finds them.
        with np.errstate(all="ignore"):
            power = np.maximum(a * values + b, 0) ** g + e
            encoded = np.where(values >= d, power, c * values + f)
        return np.asarray(np.clip(encoded, 0, 1))

    return curve
