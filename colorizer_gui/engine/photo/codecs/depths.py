"""Values of 10, 12 or other depths as values of 8 or 16 bits."""

from typing import Any, cast

import numpy as np
import numpy.typing as npt

from colorizer_gui.engine.arrays import PixelArray, Uint16Array

_WHITE = 65535
_BLOCK = 2**18  # values converted at a time, to spare memory


def scaled(values: npt.NDArray[Any], depth: int) -> PixelArray:
    """Scale values of fewer bits to 8 or 16.

    Parameters
    ----------
    values : ndarray of uint8 or uint16, contiguous
        May be changed. Larger ones than the depth has become white.
    depth : int
        Bits of a value, 1..16.

    Returns
    -------
    ndarray of uint8 where `depth` is 8 or less, else of uint16
    """
    if depth > 8:
        return stretched(cast("Uint16Array", values.astype(np.uint16, copy=False)), depth)
    if depth == 8:
        return cast("PixelArray", values.astype(np.uint8, copy=False))
    table = np.rint(np.linspace(0, 255, 2**depth)).astype(np.uint8)
    return cast("PixelArray", table.take(values, mode="clip"))


def stretched(values: Uint16Array, depth: int, shift: int = 0) -> Uint16Array:
    """Stretch values of fewer bits to 16, in place.

    Parameters
    ----------
    values : ndarray of uint16, contiguous
        Larger ones than the depth has become white.
    depth : int
        Bits of a value, 1..16.
    shift : int
        How many bits they stand above the lowest one.

    Returns
    -------
    ndarray of uint16
        `values`.
    """
    if depth == 16:
        return values
    largest = 2**depth - 1
    table = np.rint(np.arange(largest + 1) * (_WHITE / largest)).astype(np.uint16)
    flat = values.reshape(-1)
    for start in range(0, flat.size, _BLOCK):
        block = flat[start : start + _BLOCK]
        block[:] = table.take(block >> shift, mode="clip")
    return values


def shrunk(values: Uint16Array, depth: int) -> Uint16Array:
    """Values of 16 bits rounded to fewer.

    Parameters
    ----------
    values : ndarray of uint16
    depth : int
        8 < depth <= 16.

    Returns
    -------
    ndarray of uint16
        0..2**depth - 1.
    """
    largest = 2**depth - 1
    table: Uint16Array = np.rint(np.arange(_WHITE + 1) * (largest / _WHITE)).astype(np.uint16)
    return table.take(values)
