"""Surfaces: which places of a photo belong together, and hints that reach no farther.

A model with an output ``surface`` tells surfaces apart by vectors that were learned. For other
models a surface is what can be reached from a place over small steps of L*, a* and b*.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from colorizer_gui.engine.arrays import Area, Float32Array

# Places less likely than this do not connect others with the hinted area.
LEAST_CONNECTING = 0.3
# Standard deviation in cells: upsampling overshoots at steps of color where lightness has none.
FEATHER = 1.0
# The color of a surface is the network's own with this share; the rest is the color of the hint
# with this share of the variation that was predicted without hints.
NETWORK_SHARE, KEPT_VARIATION = 0.5, 0.5
# Geodesic distance: cost of the longer side of the photo, and of the squared CIELAB steps of L* and
# of ab along the way: shading costs little, an edge much. At distance 1 a place belongs to the
# surface by half.
COST_OF_WAY, COST_OF_LIGHTNESS, COST_OF_COLOR = 0.8, 0.002, 0.02
SWEEPS = 3
# Where a hint acts within its radius only, it fades out over as much again.
FADE = 1.0


@dataclass(frozen=True, eq=False)
class LocalHint:
    """A hint that acts on a part of the photo.

    Parameters
    ----------
    ab : tuple of float
        Its color.
    area : tuple of slice
        The hinted cells of the grid.
    mask : ndarray of float32, shape (h, w)
        How far it acts at each place, 0..1.
    """

    ab: tuple[float, float]
    area: Area
    mask: Float32Array


def learned_mask(surface: Float32Array, area: Area) -> Float32Array:
    """The surface of a hinted area by the vectors of a model.

    Parameters
    ----------
    surface : ndarray of float32, shape (D + 1, h, w)
        Vectors e and, last, limits r. A place q lies on the surface of a place p with the
        probability sigmoid(r(p) - |e(q) - e(p)|^2).
    area : tuple of slice
        Cells of the grid, at least one.

    Returns
    -------
    ndarray of float32, shape (h, w)
        The probability, feathered; 0 for places that are not connected with the area.
    """
    vectors, limits = surface[:-1], surface[-1]
    chosen = vectors[:, *area].mean(axis=(1, 2))
    squared = ((vectors - chosen[:, None, None]) ** 2).sum(axis=0)
    logits = np.clip(limits[area].mean() - squared, -30, 30)
    mask: Float32Array = (1 / (1 + np.exp(-logits))).astype(np.float32)
    connected = mask * _connected(mask > LEAST_CONNECTING, area)
    return np.asarray(cv2.GaussianBlur(connected, (0, 0), FEATHER), np.float32)


def _connected(inside: npt.NDArray[np.bool_], area: Area) -> npt.NDArray[np.bool_]:
    """The parts of a mask that touch an area, which counts as inside."""
    inside = inside.copy()
    inside[area] = True
    _, labels = cv2.connectedComponents(inside.astype(np.uint8), connectivity=8)
    kept: npt.NDArray[np.bool_] = np.isin(labels, np.unique(labels[area]))
    return kept & inside


def geodesic_mask(lightness: Float32Array, ab: Float32Array, area: Area) -> Float32Array:
    """The surface of a hinted area by the shortest way over lightness and predicted color.

    Parameters
    ----------
    lightness : ndarray of float32, shape (h, w)
    ab : ndarray of float32, shape (h, w, 2)
    area : tuple of slice

    Returns
    -------
    ndarray of float32, shape (h, w)
        1 in the area, one half at distance 1, nearly 0 from distance 2 on.
    """
    way = np.float32(COST_OF_WAY / max(lightness.shape))
    down, right = (
        way
        + np.float32(COST_OF_LIGHTNESS) * np.diff(lightness, axis=axis) ** 2
        + np.float32(COST_OF_COLOR) * (np.diff(ab, axis=axis) ** 2).sum(axis=2)
        for axis in (0, 1)
    )
    distance = np.full(lightness.shape, np.inf, np.float32)
    distance[area] = 0
    for _ in range(SWEEPS):
        _sweep(distance, down)
        _sweep(distance.T, right.T)
    mask: Float32Array = np.exp2(-(distance**2)).astype(np.float32)
    return mask


def _sweep(distance: Float32Array, cost: Float32Array) -> None:
    """Shorten distances along axis 0, forward and backward, in place."""
    last = len(distance) - 1
    for row in range(last):
        np.minimum(distance[row + 1], distance[row] + cost[row], out=distance[row + 1])
    for row in range(last, 0, -1):
        np.minimum(distance[row - 1], distance[row] + cost[row - 1], out=distance[row - 1])


def radial_mask(
    height: int, width: int, center: tuple[float, float], radius: float
) -> Float32Array:
    """A disc that fades out over its rim.

    Parameters
    ----------
    height, width : int
        Size of the grid.
    center : tuple of float
        x and y, 0..1 from the left and upper edge.
    radius : float
        Of the longer side.

    Returns
    -------
    ndarray of float32, shape (height, width)
        1 within the radius, 0 beyond (1 + FADE) times the radius.
    """
    y, x = np.mgrid[:height, :width].astype(np.float32) + np.float32(0.5)
    cells = np.hypot(x - center[0] * width, y - center[1] * height)
    # Half a cell more, so that the smallest hint has the cell it lies in.
    inner = radius * max(height, width) + 0.5
    share = np.clip((inner * (1 + FADE) - cells) / (inner * FADE), 0, 1)
    mask: Float32Array = (share * share * (3 - 2 * share)).astype(np.float32)
    return mask


def blend_local_hints(
    ab: Float32Array,
    hinted: Float32Array,
    hints: Sequence[LocalHint],
    network_share: float = NETWORK_SHARE,
) -> Float32Array:
    """Colors with hints that end with their masks.

    Parameters
    ----------
    ab, hinted : ndarray of float32, shape (h, w, 2)
        A network's prediction without and with these hints.
    hints : sequence of LocalHint
        At least one.
    network_share : float
        How much the network's prediction counts within the masks, 0..1.

    Returns
    -------
    ndarray of float32, shape (h, w, 2)
        `ab` where all masks are 0.
    """
    # Where surfaces overlap, the more certain one counts for more.
    colors, weights = np.zeros_like(ab), np.zeros((*ab.shape[:2], 1), np.float32)
    for hint in hints:
        squared = hint.mask[..., None] ** 2
        colors += squared * _own_colors(ab, hint)
        weights += squared
    mixed = np.asarray(colors / np.maximum(weights, 1e-6), np.float32)
    return blend(ab, network_share * hinted + (1 - network_share) * mixed, hints)


def blend(values: Float32Array, hinted: Float32Array, hints: Sequence[LocalHint]) -> Float32Array:
    """Values (h, w, c) where no hint acts, and hinted ones where one does."""
    blended: Float32Array = values + union(hints) * (hinted - values)
    return blended


def union(hints: Sequence[LocalHint]) -> Float32Array:
    """How far any of at least one hint acts at each place, 0..1, of shape (h, w, 1)."""
    largest: Float32Array = np.maximum.reduce([hint.mask for hint in hints])[..., None]
    return largest


def _own_colors(ab: Float32Array, hint: LocalHint) -> Float32Array:
    """The color of a hint with a share of the predicted variation around its place."""
    variation = ab - ab[hint.area].mean(axis=(0, 1))
    colors: Float32Array = np.asarray(hint.ab, np.float32) + KEPT_VARIATION * variation
    return colors
