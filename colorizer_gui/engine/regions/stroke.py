"""Strokes of a brush, drawn on the grid of a mask while the brush moves."""

from dataclasses import dataclass

import numpy as np

from colorizer_gui.engine.arrays import Area, Float32Array

_LEAST_RAMP = 1.0  # cells over which the hardest brush ends, so that its rim is no staircase


@dataclass(frozen=True)
class Dab:
    """Where a brush is, and how large.

    Parameters
    ----------
    x, y : float
        Place in the photo, 0..1 from its left and upper edge; a brush may leave the photo.
    radius : float
        Of the photo's longer side.
    """

    x: float
    y: float
    radius: float


class Stroke:
    """What a brush has covered since it was put down.

    Parameters
    ----------
    size : tuple of int
        Height and width of the grid.
    softness : float
        Share of the radius, 0..1, over which the stroke fades out at its rim.

    Attributes
    ----------
    coverage : ndarray of float32, shape (height, width)
        0..1.
    """

    def __init__(self, size: tuple[int, int], softness: float) -> None:
        self.coverage: Float32Array = np.zeros(size, np.float32)
        self._softness = softness
        self._last: Dab | None = None

    def add(self, dab: Dab) -> Area | None:
        """Move the brush in a straight line; its radius changes evenly on the way.

        Returns
        -------
        tuple of slice or None
            The rows and columns that may have changed; None beside the photo.
        """
        start, self._last = self._last or dab, dab
        height, width = self.coverage.shape
        longest = max(height, width)
        ends = np.array([(one.x * width, one.y * height) for one in (start, dab)], np.float32)
        radii = np.maximum(np.array([start.radius, dab.radius], np.float32) * longest, 0.5)
        low = np.floor((ends - radii[:, None]).min(axis=0) - 1).astype(int)
        high = np.ceil((ends + radii[:, None]).max(axis=0) + 1).astype(int)
        columns, rows = (
            slice(max(int(low[axis]), 0), min(int(high[axis]), side))
            for axis, side in enumerate((width, height))
        )
        if columns.start >= columns.stop or rows.start >= rows.stop:
            return None
        y, x = np.mgrid[rows, columns].astype(np.float32) + np.float32(0.5)
        place = np.stack((x, y), axis=-1) - ends[0]
        way = ends[1] - ends[0]
        share = np.clip(place @ way / max(float(way @ way), 1e-6), 0, 1)
        distance = np.hypot(*np.moveaxis(place - share[..., None] * way, -1, 0))
        radius = radii[0] + share * (radii[1] - radii[0])
        ramp = np.maximum(radius * np.float32(self._softness), _LEAST_RAMP)
        inside = np.clip((radius + np.float32(_LEAST_RAMP / 2) - distance) / ramp, 0, 1)
        covered = self.coverage[rows, columns]
        np.maximum(covered, inside * inside * (3 - 2 * inside), out=covered)
        return rows, columns


def added(coverage: Float32Array, stroke: Float32Array) -> Float32Array:
    """A coverage with that of a stroke; both of shape (h, w)."""
    return np.maximum(coverage, stroke)


def erased(coverage: Float32Array, stroke: Float32Array) -> Float32Array:
    """A coverage without that of a stroke; both of shape (h, w)."""
    return np.minimum(coverage, 1 - stroke)
