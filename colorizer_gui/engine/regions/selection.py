"""Masks of what a user has circled or clicked."""

from collections.abc import Sequence

import cv2
import numpy as np

from colorizer_gui.engine.arrays import Float32Array

_FINENESS = 4  # points a side for each place, so that the line of a lasso is smooth
# A probability of belonging to a surface becomes a mask that is full and empty but for a rim.
_LOW, _HIGH = 0.35, 0.65


def lasso_mask(size: tuple[int, int], line: Sequence[tuple[float, float]]) -> Float32Array:
    """The mask of what lies inside a line.

    Parameters
    ----------
    size : tuple of int
        Height and width of the mask.
    line : sequence of tuple of float
        Places x, y of the photo, 0..1, may lie beside it; the last is connected with the first.

    Returns
    -------
    ndarray of float32, shape (height, width)
        0..1; empty for fewer than three places.
    """
    height, width = size
    if len(line) < 3:
        return np.zeros(size, np.float32)
    fine = np.zeros((height * _FINENESS, width * _FINENESS), np.uint8)
    # Far beside the photo is beside it; cv2 takes coordinates of 16 bits.
    places = np.clip(np.array(line), -1, 2) * (width * _FINENESS, height * _FINENESS)
    cv2.fillPoly(fine, [np.rint(places).astype(np.int32)], 255)
    mask = cv2.resize(fine, (width, height), interpolation=cv2.INTER_AREA)
    return np.asarray(mask, np.float32) / np.float32(255)


def surface_selection(size: tuple[int, int], probability: Float32Array) -> Float32Array:
    """The mask of a surface.

    Parameters
    ----------
    size : tuple of int
        Height and width of the mask.
    probability : ndarray of float32, shape (p, q)
        Of belonging to the surface.

    Returns
    -------
    ndarray of float32, shape (height, width)
        0..1.
    """
    fine = cv2.resize(probability, size[::-1], interpolation=cv2.INTER_CUBIC)
    share = np.clip((np.asarray(fine, np.float32) - _LOW) / np.float32(_HIGH - _LOW), 0, 1)
    mask: Float32Array = (share * share * (3 - 2 * share)).astype(np.float32)
    return mask
