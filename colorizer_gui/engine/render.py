"""From a low-resolution prediction to the full-resolution photo.

The colour field lives on a small grid. It follows the photo's edges because, in every
neighbourhood, it is written as a linear function of L*; that function is what is scaled up, and the
full-resolution L* is what it is applied to. What the guided filter takes from the colours by
averaging is given back: averaged down again, the field is the prediction.

References
----------
K. He, J. Sun, "Fast Guided Filter", arXiv:1505.00996, 2015.
M. Irani, S. Peleg, "Improving resolution by image registration", CVGIP 53, 1991 (back-projection).
"""

import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import cv2
import numpy as np

from colorizer_gui.engine.color import encode_srgb, fit_to_gamut, lab_to_linear
from colorizer_gui.engine.errors import Cancelled

# Chosen by benchmarks/upsampling.py, see docs/adr/0001.
GUIDE_RADIUS = 3
# L* differences well above the root of this count as edges.
GUIDE_EPSILON = 50.0
BACK_PROJECTIONS = 2
TILE_ROWS, TILE_COLUMNS = 128, 4096


@dataclass(frozen=True, eq=False)
class ColourField:
    """Colour as a linear function of lightness, on a small grid: ab = slope * L + offset.

    Parameters
    ----------
    slope, offset : ndarray of float32, shape (h, w, 2)
    """

    slope: np.ndarray
    offset: np.ndarray

    def at_grid(self, lightness):
        """The colours on the grid itself, float32 of shape (h, w, 2), for L* of shape (h, w)."""
        return self.slope * lightness[..., None] + self.offset


def _mean(image):
    side = 2 * GUIDE_RADIUS + 1
    return cv2.blur(image, (side, side), borderType=cv2.BORDER_REFLECT)


def _scaled(image, height, width, interpolation):
    return cv2.resize(image, (width, height), interpolation=interpolation)


def follow_edges(ab, lightness):
    """Scale colours up so that they follow the edges of a photo.

    Parameters
    ----------
    ab : ndarray of float32, shape (p, q, 2)
        Colours on a grid that is as fine as or coarser than that of the photo.
    lightness : ndarray of float32, shape (h, w)
        L* of the photo.

    Returns
    -------
    ColourField
        On the photo's grid.
    """
    coarse, fine = ab.shape[:2], lightness.shape
    guide = lightness[..., None]
    blurred = _scaled(ab, *fine, cv2.INTER_LINEAR)
    mean_guide = _mean(lightness)[..., None]
    mean_ab = _mean(blurred)
    variance = _mean(lightness * lightness)[..., None] - mean_guide**2
    covariance = _mean(blurred * guide) - mean_ab * mean_guide
    slope = covariance / (variance + np.float32(GUIDE_EPSILON))
    offset = _mean(mean_ab - slope * mean_guide)
    slope = _mean(slope)
    for _ in range(BACK_PROJECTIONS):
        shown = slope * guide + offset
        lost = ab - _scaled(shown, *coarse, cv2.INTER_AREA)
        offset = offset + _scaled(lost, *fine, cv2.INTER_CUBIC)
    return ColourField(slope, offset)


def _enlarged_columns(grid, width):
    return cv2.resize(grid, (width, grid.shape[0]), interpolation=cv2.INTER_LINEAR)


def _enlarged_rows(grid, top, bottom, height):
    """Rows top..bottom of a grid scaled up to a height, the same whatever the strip."""
    place = (np.arange(top, bottom, dtype=np.float64) + 0.5) * (grid.shape[0] / height) - 0.5
    place = np.clip(place, 0, grid.shape[0] - 1)
    lower = np.minimum(place.astype(np.intp), grid.shape[0] - 1)
    upper = np.minimum(lower + 1, grid.shape[0] - 1)
    share = (place - lower).astype(np.float32)[:, None, None]
    return grid[lower] * (1 - share) + grid[upper] * share


def paint(photo, field, cancelled=None):
    """Colour every pixel of a photo.

    Parameters
    ----------
    photo : Photo
    field : ColourField
    cancelled : callable or None
        Asked between tiles; the work stops when it returns True.

    Returns
    -------
    ndarray, shape (H, W, 3), dtype of the photo's pixels
        sRGB. L* is the photo's own; colours that sRGB cannot show at that L* give up chroma.

    Raises
    ------
    Cancelled
    """
    dtype = photo.pixels.dtype
    result = np.empty((photo.height, photo.width, 3), dtype)
    grid = _enlarged_columns(np.concatenate((field.slope, field.offset), axis=-1), photo.width)

    def paint_rows(top):
        if cancelled is not None and cancelled():
            raise Cancelled
        bottom = min(top + TILE_ROWS, photo.height)
        lightness = photo.lightness(top, bottom)
        rows = _enlarged_rows(grid, top, bottom, photo.height)
        for left in range(0, photo.width, TILE_COLUMNS):
            tile = slice(left, left + TILE_COLUMNS)
            light = np.ascontiguousarray(lightness[:, tile])
            ab = rows[:, tile, :2] * light[..., None] + rows[:, tile, 2:]
            lab = np.concatenate((light[..., None], fit_to_gamut(light, ab)), axis=-1)
            result[top:bottom, tile] = encode_srgb(lab_to_linear(lab), dtype)

    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for _ in pool.map(paint_rows, range(0, photo.height, TILE_ROWS)):
            pass
    return result
