"""Profiles that are tables, for 16 bits: a grid sampled from LittleCMS, and interpolated."""

from functools import lru_cache

import numpy as np
import numpy.typing as npt

from colorizer_gui.engine.arrays import Float32Array
from colorizer_gui.engine.photo.profiles.littlecms import transformed_array

_STEP = 5
_NODES = 255 // _STEP + 1


@lru_cache(maxsize=2)
def sampled_grid(icc: bytes) -> Float32Array:
    """sRGB at every fifth 8-bit step of each channel, shape (52 * 52 * 52, 3), 0..1.

    A node is the mean of its 3 x 3 x 3 neighbors, in which LittleCMS's rounding to 8 bits averages
    out; on the faces of the cube, of the neighbors on the face.
    """
    inner = np.arange(_STEP, 255, _STEP)[:, None] + (-1, 0, 1)
    levels = np.concatenate(([0], inner.ravel(), [255])).astype(np.uint8)
    colors = np.stack(np.meshgrid(levels, levels, levels, indexing="ij"), axis=-1)
    sampled = transformed_array(colors.reshape(-1, len(levels), 3), icc)
    values = sampled.reshape(colors.shape).astype(np.float32)
    for _ in range(3):
        values = np.moveaxis(_node_means(values), 0, 2)  # red, then green, then blue
    return values.reshape(-1, 3) / np.float32(255)


def _node_means(values: Float32Array) -> Float32Array:
    """Means of three layers around each inner node; the first and the last layer stand alone."""
    inner = values[1:-1].reshape(-1, 3, *values.shape[1:]).mean(axis=1, dtype=np.float32)
    return np.concatenate((values[:1], inner, values[-1:]))


def interpolated(grid: Float32Array, rgb: npt.NDArray[np.uint16]) -> Float32Array:
    """Interpolate a grid trilinearly.

    Parameters
    ----------
    grid : ndarray of float32
        From `sampled_grid`.
    rgb : ndarray of uint16, shape (..., 3)

    Returns
    -------
    ndarray of float32, shape (..., 3)
        0..1.
    """
    place = rgb.reshape(-1, 3) * np.float32((_NODES - 1) / 65535)
    low = np.minimum(place.astype(np.int32), _NODES - 2)
    part = (place - low).T[..., None]
    strides = np.array((_NODES * _NODES, _NODES, 1), np.int32)
    first = low @ strides
    result = np.zeros(place.shape, np.float32)
    for corner in np.ndindex(2, 2, 2):
        red, green, blue = (
            share if up else 1 - share for share, up in zip(part, corner, strict=True)
        )
        result += np.take(grid, first + corner @ strides, axis=0) * (red * green * blue)
    return result.reshape(rgb.shape)
