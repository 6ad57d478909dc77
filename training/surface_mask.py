"""Surfaces around places of a photo, from the vectors of a network, and hints that end with them.

Needs NumPy and OpenCV alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float32]

# Places less likely than this do not connect others with the place that was chosen.
LEAST_CONNECTING = 0.3
# Of the colors on a surface: what the network makes of the hints, and, for the rest, the color of
# the hint itself with this share of the variation that was predicted without hints.
NETWORK_SHARE, KEPT_VARIATION = 0.5, 0.5


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


@dataclass(frozen=True, eq=False)
class SurfaceHint:
    """A hint that speaks of one surface.

    Parameters
    ----------
    color : tuple of float
        a*, b*.
    rows, columns : slice
        Its cells on the grid.
    mask : ndarray of float32, shape (h, w)
        From `surface_mask`.
    """

    color: tuple[float, float]
    rows: slice
    columns: slice
    mask: Array


def with_hints(ab: Array, hinted: Array, hints: Sequence[SurfaceHint]) -> Array:
    """Colors with hints that reach as far as their surfaces.

    Parameters
    ----------
    ab, hinted : ndarray of float32, shape (h, w, 2)
        A network's prediction without and with all hints.
    hints : sequence of SurfaceHint

    Returns
    -------
    ndarray of float32, shape (h, w, 2)
        `ab` where no surface is.
    """
    if not hints:
        return ab
    masks = np.stack([hint.mask for hint in hints])[..., None]
    own = np.stack([_own_colors(ab, hint) for hint in hints])
    # Where surfaces overlap, the surer one counts for more.
    mixed = (masks**2 * own).sum(axis=0) / np.maximum((masks**2).sum(axis=0), 1e-6)
    wanted = NETWORK_SHARE * hinted + (1 - NETWORK_SHARE) * mixed
    result: Array = ab + masks.max(axis=0) * (wanted - ab)
    return result


def _own_colors(ab: Array, hint: SurfaceHint) -> Array:
    """The color of a hint with a share of the variation around its place."""
    around = ab - ab[hint.rows, hint.columns].mean(axis=(0, 1))
    colors: Array = np.asarray(hint.color, np.float32) + KEPT_VARIATION * around
    return colors
