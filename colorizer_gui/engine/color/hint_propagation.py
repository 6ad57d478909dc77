"""Hint propagation: the color that a prediction lacks at hints is spread over their surfaces.

A hint spreads as long as the lightness along the way changes little. It does not jump to other
places of the same tone: a sleeve takes the color, the equally light wall behind it does not.

References
----------
A. Levin, D. Lischinski, Y. Weiss, "Colorization using Optimization", SIGGRAPH 2004 (neighbors of
like lightness get like colors).
D. Min et al., "Fast Global Image Smoothing Based on Weighted Least Squares", IEEE TIP 23, 2014 (a
separable solver that alternates between rows and columns).
"""

from collections.abc import Sequence
from dataclasses import replace

import cv2
import numpy as np

from colorizer_gui.engine.arrays import Area, Float32Array
from colorizer_gui.engine.color.sums import weighted_sum
from colorizer_gui.engine.color.upsampling import ColorField
from colorizer_gui.engine.hints import ColorHint

# How far a hint reaches over an even surface, of the longer side: beyond what a network with a hint
# input has done itself, and for a network without one.
REACH_WITH_HINT_INPUT, REACH_WITHOUT_HINT_INPUT = 0.05, 0.2
# Steps of L* well above this stop a hint.
EDGE_STEP = 2.0
# The solver's grid is the model's, divided by this.
SHRINK = 2
SOLVER_ITERATIONS = 3
# Hints that are solved together, which bounds memory; more at once are no faster.
SOLVED_TOGETHER = 128
# Iterations by which overlapping hints come to show their own colors.
OVERLAP_ITERATIONS = 8


class HintPropagation:
    """Spreads the color that is missing at hints over their surroundings.

    Parameters
    ----------
    hints : sequence of ColorHint
        At least one.
    lightness : ndarray of float32, shape (h, w)
        L* on the model's grid.
    reach : float
        How far a hint reaches over an even surface, of the longer side.
    masks : sequence of ndarray of float32, shape (p, q), or of None, optional
        For each hint where it may act, 0..1; None for everywhere.
    """

    def __init__(
        self,
        hints: Sequence[ColorHint],
        lightness: Float32Array,
        reach: float,
        masks: Sequence[Float32Array | None] = (),
    ) -> None:
        self._lightness = lightness
        self._areas = [hint.area(*lightness.shape) for hint in hints]
        self._wanted = np.array([(hint.a, hint.b) for hint in hints], np.float32)
        weights = _hint_weights(self._areas, lightness, reach * max(lightness.shape), masks)
        # Overlapping hints share a place; where their weights sum to less than 1, the rest of it
        # keeps its color.
        self._weights: Float32Array = weights / np.maximum(weights.sum(axis=0), 1)
        self._overlap = self._added_at_hints()

    def apply(self, field: ColorField) -> ColorField:
        """Correct a color field so that it shows the hinted colors at the hinted places.

        Parameters
        ----------
        field : ColorField
            On the grid of the lightness.

        Returns
        -------
        ColorField
        """
        missing: Float32Array = self._wanted - self._means(field.ab(self._lightness))
        added = np.zeros_like(missing)
        for _ in range(OVERLAP_ITERATIONS):
            added += missing
            missing = missing - self._overlap @ missing
        correction = self._resized(weighted_sum(self._weights, added))
        return replace(field, offset=field.offset + correction)

    def _added_at_hints(self) -> Float32Array:
        """What each hint adds at each hinted place, (place, hint).

        The means over hinted areas of the scaled weights, of which each takes a few cells alone: so
        thousands of hints take no images of the model's grid.
        """
        height, width = self._weights.shape[1:]
        down, across = (
            _scaling(small, side)
            for small, side in zip((height, width), self._lightness.shape, strict=True)
        )
        added = []
        for rows, columns in self._areas:
            down_share, row = _mean_of_lines(down, rows)
            across_share, column = _mean_of_lines(across, columns)
            added.append((self._weights[:, row, column] @ across_share) @ down_share)
        return np.stack(added)

    def _resized(self, image: Float32Array) -> Float32Array:
        """An image of the solver's grid scaled to that of the model, (h, w, c)."""
        height, width = self._lightness.shape
        resized = np.asarray(cv2.resize(image, (width, height)), np.float32)
        return resized.reshape(height, width, -1)

    def _means(self, image: Float32Array) -> Float32Array:
        """Means of an image (h, w, c) over the hinted areas, (n, c)."""
        return np.stack([image[area].mean(axis=(0, 1)) for area in self._areas])


def _scaling(small: int, side: int) -> Float32Array:
    """The shares (side, small) of the lines of an image in those of the scaled one."""
    size = 1, side
    scaled = [cv2.resize(line, size) for line in np.eye(small, dtype=np.float32)[..., None]]
    return np.stack([np.asarray(line, np.float32)[:, 0] for line in scaled], axis=1)


def _mean_of_lines(scaling: Float32Array, lines: slice) -> tuple[Float32Array, slice]:
    """The shares of an image's lines in the mean of scaled ones, and which lines have any."""
    share = scaling[lines].mean(axis=0)
    used = np.flatnonzero(share)
    part = slice(int(used[0]), int(used[-1]) + 1)
    return share[part], part


def _hint_weights(
    areas: Sequence[Area],
    lightness: Float32Array,
    reach: float,
    masks: Sequence[Float32Array | None],
) -> Float32Array:
    """Weight of each hint at every place: 1 in its own area, 0 far away or beyond an edge.

    Parameters
    ----------
    areas : sequence of Area
        The hinted areas on the model's grid.
    lightness : ndarray of float32, shape (h, w)
    reach : float
        In cells of the model's grid.
    masks : sequence of ndarray or None
        See `HintPropagation`.

    Returns
    -------
    ndarray of float32, shape (n, h / SHRINK, w / SHRINK)
        On the solver's grid, which bounds the memory that many hints take.
    """
    height, width = lightness.shape
    size = max(1, width // SHRINK), max(1, height // SHRINK)
    guide = _shrunk(lightness, size)
    weights = np.empty((len(areas), *guide.shape), np.float32)
    for first in range(0, len(areas), SOLVED_TOGETHER):
        part = slice(first, first + SOLVED_TOGETHER)
        weights[part] = _weights_together(
            areas[part], lightness, guide, reach / SHRINK, masks[part]
        )
    return weights


def _weights_together(
    areas: Sequence[Area],
    lightness: Float32Array,
    guide: Float32Array,
    reach: float,
    masks: Sequence[Float32Array | None],
) -> Float32Array:
    """The weights of some hints, (n, p, q); the guide is L* on the solver's grid."""
    size = guide.shape[1], guide.shape[0]

    def seed(area: Area) -> Float32Array:
        image = np.zeros_like(lightness)
        image[area] = 1
        return _shrunk(image, size)

    seeds = np.stack([seed(area) for area in areas], axis=-1)
    spread = _smooth(seeds, guide, reach**2)
    # Scaled so that the weight is 1 at the rim of the hinted area, without a jump there.
    rim = np.where(seeds >= seeds.max(axis=(0, 1)), spread, np.inf).min(axis=(0, 1))
    spread = np.minimum(spread / np.maximum(rim, 1e-6), 1)
    for index, mask in enumerate(masks):
        if mask is not None:
            spread[..., index] *= cv2.resize(mask, size, interpolation=cv2.INTER_LINEAR)
    return np.moveaxis(np.maximum(spread, seeds), -1, 0)


def _shrunk(image: Float32Array, size: tuple[int, int]) -> Float32Array:
    return np.asarray(cv2.resize(image, size, interpolation=cv2.INTER_AREA), np.float32)


def _smooth(image: Float32Array, guide: Float32Array, strength: float) -> Float32Array:
    """Weighted-least-squares smoothing of an image (h, w, n) that stops at edges of a guide."""
    across = np.exp(-np.abs(np.diff(guide, axis=1)) / np.float32(EDGE_STEP))
    down = np.exp(-np.abs(np.diff(guide, axis=0)) / np.float32(EDGE_STEP))
    columns, rows = across.T[..., None], down[..., None]
    for iteration in range(1, SOLVER_ITERATIONS + 1):
        # Eq. 15 of Min et al.: the strength falls by 4 from one iteration to the next.
        share = 1.5 * 4 ** (SOLVER_ITERATIONS - iteration) / (4**SOLVER_ITERATIONS - 1) * strength
        image = _solve_lines(image.swapaxes(0, 1), columns * np.float32(share)).swapaxes(0, 1)
        image = _solve_lines(image, rows * np.float32(share))
    return image


def _solve_lines(values: Float32Array, links: Float32Array) -> Float32Array:
    """Solve the tridiagonal systems u - sum of links * (neighbor - u) = values along axis 0.

    Parameters
    ----------
    values : ndarray of float32, shape (m, k, n)
    links : ndarray of float32, shape (m - 1, k, 1)
        Weights between each line and the next.

    Returns
    -------
    ndarray of float32, shape (m, k, n)
        u.
    """
    solved = np.array(values, np.float32)
    lines = len(solved)
    if lines == 1:
        return solved
    border = np.zeros_like(links[:1])
    diagonal = 1 + np.concatenate((links, border)) + np.concatenate((border, links))
    factor = np.empty_like(links)
    pivot = diagonal[0]
    solved[0] /= pivot
    for line in range(1, lines):
        factor[line - 1] = links[line - 1] / pivot
        pivot = diagonal[line] - links[line - 1] * factor[line - 1]
        solved[line] += links[line - 1] * solved[line - 1]
        solved[line] /= pivot
    for line in range(lines - 2, -1, -1):
        solved[line] += factor[line] * solved[line + 1]
    return solved
