"""The surface around a place of a photo, from the vectors that a network gives for it.

Needs NumPy and OpenCV alone.
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float32]

# Places less likely than this do not connect others with the place that was chosen.
LEAST_CONNECTING = 0.15


def surface_mask(surface: Array, rows: slice, columns: slice, *, whole: bool = False) -> Array:
    """How likely each place lies on the surface of some chosen ones.

    Parameters
    ----------
    surface : ndarray of float32, shape (D + 1, h, w)
        Vectors and, last, limits: the output ``surface`` of a model without hints.
    rows, columns : slice
        Cells of the grid that were chosen; not empty.
    whole : bool
        Keep places that are not connected with the chosen ones.

    Returns
    -------
    ndarray of float32, shape (h, w)
        0..1.
    """
    vectors, limits = surface[:-1], surface[-1]
    chosen = vectors[:, rows, columns].mean(axis=(1, 2))
    squared = ((vectors - chosen[:, None, None]) ** 2).sum(axis=0)
    logits = np.clip(limits[rows, columns].mean() - squared, -30, 30)
    mask: Array = (1 / (1 + np.exp(-logits))).astype(np.float32)
    if whole:
        return mask
    return mask * _connected(mask > LEAST_CONNECTING, rows, columns)


def _connected(inside: NDArray[np.bool_], rows: slice, columns: slice) -> NDArray[np.bool_]:
    """The parts of a mask that hold one of the chosen places, which always count as inside."""
    inside = inside.copy()
    inside[rows, columns] = True
    _, labels = cv2.connectedComponents(inside.astype(np.uint8), connectivity=8)
    kept: NDArray[np.bool_] = np.isin(labels, np.unique(labels[rows, columns]))
    return kept & inside
