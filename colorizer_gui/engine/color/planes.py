"""Planes of bytes, as arrays, to and from the texts of `packed_planes`."""

from functools import lru_cache

import numpy as np

from colorizer_gui.engine.arrays import Float32Array, Uint8Array
from colorizer_gui.engine.color.packed_planes import PLANES, packed, unpacked

_ZERO = 128  # the byte of an a* or b* of 0
# Grids that are kept unpacked, so that a slider does not unpack one at each step.
_KEPT = 8


def packed_planes(planes: Uint8Array) -> str:
    """Planes, shape (`PLANES`, h, w), as a text."""
    return packed(np.diff(planes, axis=2, prepend=np.uint8(0)).tobytes())


@lru_cache(_KEPT)
def unpacked_planes(width: int, height: int, data: str) -> Uint8Array:
    """The planes that a text holds, shape (`PLANES`, h, w), read-only."""
    differences = np.frombuffer(unpacked(width, height, data), np.uint8)
    shaped = differences.reshape(PLANES, height, width)
    planes = np.add.accumulate(shaped, axis=2, dtype=np.uint8)
    planes.flags.writeable = False
    return planes


def bytes_of_ab(ab: Float32Array) -> Uint8Array:
    """a*, b*, shape (h, w, 2), as bytes of the same shape."""
    return np.asarray(np.clip(np.rint(ab) + _ZERO, 0, 255), np.uint8)


def ab_of_bytes(a: Uint8Array, b: Uint8Array) -> Float32Array:
    """a*, b*, shape (h, w, 2), of two planes of bytes (h, w)."""
    ab: Float32Array = np.stack((a, b), axis=-1).astype(np.float32) - np.float32(_ZERO)
    return ab
