"""Hints hold: what a prediction lacks at a hint is carried along the photo's surfaces.

A hint reaches as far as the lightness changes little on the way, not as far as a tone is alike: a
sleeve takes the color, the equally light wall behind it does not.

References
----------
A. Levin, D. Lischinski, Y. Weiss, "Colorization using Optimization", SIGGRAPH 2004 (color flows
where lightness is even).
D. Min et al., "Fast Global Image Smoothing Based on Weighted Least Squares", IEEE TIP 23, 2014 (the
same by solving rows and columns in turns).
"""

from dataclasses import replace

import cv2
import numpy as np

from colorizer_gui.engine.color.sums import weighted_sum

# Of the longer side: how far a hint reaches over an even surface, past a network that has seen the
# hint itself, and past one that has not.
REACH_SEEN, REACH_UNSEEN = 0.05, 0.2
# Steps of L* well above this stop a hint.
EDGE_STEP = 2.0
# The solver's grid is the model's, halved.
SHRINK = 2
ITERATIONS = 3
# Rounds that let overlapping hints settle.
ROUNDS = 8


class HintPropagation:
    """Carries what is missing at hints to their surroundings.

    Parameters
    ----------
    hints : sequence of ColorHint
        At least one.
    lightness : ndarray of float32, shape (h, w)
        L* on the model's grid.
    reach : float
        Over an even surface, in parts of the longer side.
    """

    def __init__(self, hints, lightness, reach):
        self._lightness = lightness
        self._areas = [hint.area(*lightness.shape) for hint in hints]
        self._wanted = np.array([(hint.a, hint.b) for hint in hints], np.float32)
        weights = _reached(self._areas, lightness, reach * max(lightness.shape))
        # Where hints overlap they share the place; far from all of them nothing changes.
        self._weights = weights / np.maximum(weights.sum(axis=0), 1)
        # What each hint adds at each hinted place.
        self._overlap = np.hstack([self._means(self._wide(weight)) for weight in self._weights])

    def through(self, field):
        """The color field that shows the hinted colors where they were given.

        Parameters
        ----------
        field : ColorField
            On the grid of the lightness.

        Returns
        -------
        ColorField
        """
        missing = self._wanted - self._means(field.at_grid(self._lightness))
        given = np.zeros_like(missing)
        for _ in range(ROUNDS):
            given += missing
            missing = missing - self._overlap @ missing
        added = self._wide(weighted_sum(self._weights, given))
        return replace(field, offset=field.offset + added)

    def _wide(self, image):
        """An image of the solver's grid on that of the model, (h, w, c)."""
        height, width = self._lightness.shape
        return cv2.resize(image, (width, height)).reshape(height, width, -1)

    def _means(self, image):
        """The means of an image (h, w, c) over the hinted places, (n, c)."""
        return np.stack([image[area].mean(axis=(0, 1)) for area in self._areas])


def _reached(areas, lightness, reach):
    """How much of each hinted area arrives at every place: 1 in itself, 0 far away.

    On the solver's grid, (n, h, w): on the model's, many hints would fill the memory.
    """
    height, width = lightness.shape
    size = max(1, width // SHRINK), max(1, height // SHRINK)

    def shrunk(image):
        return cv2.resize(image, size, interpolation=cv2.INTER_AREA)

    def seed(area):
        image = np.zeros_like(lightness)
        image[area] = 1
        return shrunk(image)

    small = np.stack([seed(area) for area in areas], axis=-1)
    flow = _smooth(small, shrunk(lightness), (reach / SHRINK) ** 2)
    # What arrives at a seed's own rim is all of it, so that nothing jumps there.
    rim = np.where(small >= small.max(axis=(0, 1)), flow, np.inf).min(axis=(0, 1))
    flow = np.minimum(flow / np.maximum(rim, 1e-6), 1)
    return np.ascontiguousarray(np.moveaxis(np.maximum(flow, small), -1, 0), np.float32)


def _smooth(image, guide, strength):
    """Smooth an image (h, w, n) by weighted least squares, stopping at the edges of a guide."""
    across = np.exp(-np.abs(np.diff(guide, axis=1)) / np.float32(EDGE_STEP))
    down = np.exp(-np.abs(np.diff(guide, axis=0)) / np.float32(EDGE_STEP))
    columns, rows = across.T[..., None], down[..., None]
    for turn in range(1, ITERATIONS + 1):
        share = 1.5 * 4 ** (ITERATIONS - turn) / (4**ITERATIONS - 1) * strength
        image = _solve_lines(image.swapaxes(0, 1), columns * np.float32(share)).swapaxes(0, 1)
        image = _solve_lines(image, rows * np.float32(share))
    return image


def _solve_lines(values, links):
    """Solve for u, along the first axis: u - sum of links * (neighbor - u) = values.

    Parameters
    ----------
    values : ndarray of float32, shape (m, k, n)
    links : ndarray of float32, shape (m - 1, k, 1)
        Between each line and the next.

    Returns
    -------
    ndarray of float32, shape (m, k, n)
    """
    solved = np.array(values, np.float32)
    lines = len(solved)
    if lines == 1:
        return solved
    nothing = np.zeros_like(links[:1])
    diagonal = 1 + np.concatenate((links, nothing)) + np.concatenate((nothing, links))
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
