"""Draws strokes of a brush and an eraser into a mask of dust while the brush moves."""

import cv2
import numpy as np

from colorizer_gui.engine.arrays import Area, BoolArray, FloatArray, Uint8Array
from colorizer_gui.engine.regions.stroke import Dab

_BITS = 4  # of the fractions of pixels that OpenCV draws by
_LEAST_RADIUS = 0.75  # pixels; the disc of any place holds the center of one
_FARTHEST = 2.0  # sides of the photo by which a brush may lie beside it; what is beyond is cut


def painted(mask: BoolArray, start: Dab, end: Dab, erase: bool = False) -> Area | None:
    """Move a brush in a straight line over a mask; its radius changes evenly on the way.

    Parameters
    ----------
    mask : ndarray of bool, shape (H, W)
        Of the pixels of a scan, such as `DustMask.places` gives; it is changed.
    start, end : Dab
        The same, where the brush is put down.
    erase : bool
        Whether what it covers is no dust any more.

    Returns
    -------
    tuple of slice or None
        The rows and columns that may have changed; None beside the photo.
    """
    height, width = mask.shape
    longest = max(height, width)
    dabs = [
        (
            # OpenCV counts from the centers of pixels.
            np.array([_clipped(dab.x) * width, _clipped(dab.y) * height]) - 0.5,
            min(max(dab.radius * longest, _LEAST_RADIUS), _FARTHEST * longest),
        )
        for dab in (start, end)
    ]
    low = np.min([center - radius for center, radius in dabs], axis=0)
    high = np.max([center + radius for center, radius in dabs], axis=0)
    rows, columns = (
        slice(max(int(np.floor(low[axis])), 0), min(int(np.ceil(high[axis])) + 1, side))
        for axis, side in ((1, height), (0, width))
    )
    if rows.start >= rows.stop or columns.start >= columns.stop:
        return None
    part = np.zeros((rows.stop - rows.start, columns.stop - columns.start), np.uint8)
    origin = np.array([columns.start, rows.start])
    _draw(part, [(center - origin, radius) for center, radius in dabs])
    mask[rows, columns][part > 0] = not erase
    return rows, columns


def _clipped(place: float) -> float:
    return min(max(place, -_FARTHEST), 1 + _FARTHEST)


def _draw(part: Uint8Array, dabs: list[tuple[FloatArray, float]]) -> None:
    """Draw both discs, and what lies between them."""
    y, x = np.ogrid[: part.shape[0], : part.shape[1]]
    for center, radius in dabs:
        part[np.square(x - center[0]) + np.square(y - center[1]) <= radius**2] = 1
    way = dabs[1][0] - dabs[0][0]
    if not (length := float(np.hypot(*way))):
        return
    across = np.array([-way[1], way[0]]) / length
    corners = [
        center + side * radius * across
        for side, order in ((1, dabs), (-1, dabs[::-1]))
        for center, radius in order
    ]
    points = np.rint(np.array(corners) * (1 << _BITS)).astype(np.int32)
    cv2.fillConvexPoly(part, points, 1, cv2.LINE_8, _BITS)
