"""Values of 10, 12 or other depths as values of 8 or 16 bits."""

from typing import TypeVar

import numpy as np

from colorizer_gui.engine.arrays import PixelArray, Uint16Array

_Values = TypeVar("_Values", bound=PixelArray)
_WHITE = 65535
_BLOCK = 2**18  # values converted at a time, to spare memory


def stretched(values: _Values, depth: int, shift: int = 0) -> _Values:
    """Stretch values of fewer bits to 8 or 16, in place.

    Parameters
    ----------
    values : ndarray of uint8 or uint16, contiguous
        Larger ones than the depth has become white.
    depth : int
        Bits of a value, at least 1.
    shift : int
        How many bits they stand above the lowest one.

    Returns
    -------
    ndarray
        `values`.
    """
    white, largest = np.iinfo(values.dtype).max, 2**depth - 1
    if largest >= white:
        return values
    table = np.rint(np.arange(largest + 1) * (white / largest)).astype(values.dtype)
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
