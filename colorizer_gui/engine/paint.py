"""Every pixel of a photo in colour: the one place that touches all of them.

Colours come as a linear function of L* (`ColourField`), and L* is linear in the curve of CIELAB, so
each of the curve's three values is linear in L* too. Two products a pixel give them; what follows
is the way from CIELAB to sRGB, written out by channel, for on whole planes numpy is fastest.
"""

import os
from concurrent.futures import ThreadPoolExecutor

import cv2
import numpy as np

from colorizer_gui.engine.color import (
    LAB_DELTA,
    RELATIVE_XYZ_TO_SRGB,
    encode_srgb,
    fit_to_gamut,
    lab_to_linear,
)
from colorizer_gui.engine.errors import Cancelled

STRIP_ROWS = 32
# Rounding takes the linear light of greys by less than this out of 0..1.
TOLERANCE = np.float32(1e-6)
_MOST_A_ROW = 2**14  # cv2.remap, which finds the gamut's edge, has a limit
_TO_SRGB = RELATIVE_XYZ_TO_SRGB.astype(np.float32)
_CURVE_SCALE, _CURVE_SHIFT = np.float32(1 / 116), np.float32(16 / 116)


def paint(photo, field, cancelled=None, area=None, progress=None):
    """Colour the pixels of a photo.

    Parameters
    ----------
    photo : Photo
    field : ColourField
    cancelled : callable or None
        Asked between strips; the work stops when it returns True.
    area : tuple of slice or None
        Rows and columns to colour, as (slice(top, bottom), slice(left, right)); None for all. The
        result has the same bytes as that part of the whole.
    progress : callable or None
        Told between strips which share of the work is done, 0..1.

    Returns
    -------
    ndarray, shape (H, W, 3) of the area, dtype of the photo's pixels
        sRGB. L* is the photo's own; colours that sRGB cannot show at that L* give up chroma.

    Raises
    ------
    Cancelled
    """
    rows, columns = area or (slice(0, photo.height), slice(0, photo.width))
    dtype = photo.pixels.dtype
    result = np.empty((rows.stop - rows.start, columns.stop - columns.start, 3), dtype)
    planes = _CurvePlanes(field, photo, columns)

    def paint_strip(top):
        if cancelled is not None and cancelled():
            raise Cancelled
        bottom = min(top + STRIP_ROWS, rows.stop)
        lightness = photo.lightness(top, bottom, columns)
        strip = result[top - rows.start : bottom - rows.start]
        for channel, linear in enumerate(_linear_srgb(lightness, planes.rows(top, bottom))):
            strip[..., channel] = encode_srgb(linear, dtype)
        return (bottom - rows.start) / (rows.stop - rows.start)

    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for done in pool.map(paint_strip, range(rows.start, rows.stop, STRIP_ROWS)):
            if progress is not None:
                progress(done)
    return result


class _CurvePlanes:
    """The linear functions from L* to the X and Z curve of CIELAB, for any rows of a photo.

    Rows come out the same whatever strip they are asked for in.
    """

    def __init__(self, field, photo, columns):
        slope, offset = field.slope, field.offset
        functions = (
            _CURVE_SCALE + slope[..., 0] / 500,
            _CURVE_SHIFT + offset[..., 0] / 500,
            _CURVE_SCALE - slope[..., 1] / 200,
            _CURVE_SHIFT - offset[..., 1] / 200,
        )
        size = photo.width, slope.shape[0]
        wide = [cv2.resize(part, size, interpolation=cv2.INTER_LINEAR) for part in functions]
        self._grid = np.stack([part[:, columns] for part in wide], axis=1).astype(np.float32)
        self._step = np.diff(self._grid, axis=0, append=self._grid[-1:])
        place = (np.arange(photo.height) + 0.5) * (len(self._grid) / photo.height) - 0.5
        place = np.clip(place, 0, len(self._grid) - 1)
        self._cell = place.astype(np.intp)
        self._share = (place - self._cell).astype(np.float32)

    def rows(self, top, bottom):
        """The functions of some rows: float32 of shape (4, rows, W)."""
        planes = np.empty((4, bottom - top, self._grid.shape[2]), np.float32)
        for row in range(top, bottom):
            cell = self._cell[row]
            line = planes[:, row - top]
            np.multiply(self._step[cell], self._share[row], out=line)
            line += self._grid[cell]
        return planes


def _linear_srgb(lightness, functions):
    """Linear red, green and blue, each float32 of shape (rows, W), within 0..1.

    `functions` is overwritten.
    """
    x_scale, x_shift, z_scale, z_shift = functions
    x = np.multiply(x_scale, lightness, out=x_scale)
    x += x_shift
    y = lightness * _CURVE_SCALE
    y += _CURVE_SHIFT
    z = np.multiply(z_scale, lightness, out=z_scale)
    z += z_shift
    light = [_curve_inverse(curve) for curve in (x, y, z)]
    channels = [_weighted_sum(light, weights) for weights in _TO_SRGB]
    outside = _outside(channels)
    if outside is not None:
        curves = x[outside], y[outside], z[outside]
        for channel, fitted in zip(channels, _fitted(lightness[outside], *curves), strict=True):
            channel[outside] = fitted
    return channels


def _curve_inverse(curve):
    light = curve * curve
    light *= curve
    if curve.min() <= LAB_DELTA:
        low = np.float32(3 * LAB_DELTA**2) * (curve - np.float32(4 / 29))
        np.copyto(light, low, where=curve <= LAB_DELTA)
    return light


def _weighted_sum(planes, weights):
    total = planes[0] * weights[0]
    part = planes[1] * weights[1]
    total += part
    np.multiply(planes[2], weights[2], out=part)
    total += part
    return total


def _outside(channels):
    """Where a channel leaves 0..1, bool of shape (rows, W); None where none does."""
    outside = None
    for channel in channels:
        if channel.min() < -TOLERANCE or channel.max() > 1 + TOLERANCE:
            leaves = (channel < -TOLERANCE) | (channel > 1 + TOLERANCE)
            outside = leaves if outside is None else outside | leaves
    return outside


def _fitted(lightness, x, y, z):
    """Linear red, green and blue of single colours outside sRGB with the chroma it can show."""
    ab = np.stack((500 * (x - y), 200 * (y - z)), axis=-1)[None]
    light = lightness[None]
    parts = [slice(start, start + _MOST_A_ROW) for start in range(0, len(lightness), _MOST_A_ROW)]
    fitted = [fit_to_gamut(light[:, part], ab[:, part]) for part in parts]
    lab = np.concatenate((light[..., None], np.concatenate(fitted, axis=1)), axis=-1)
    return np.moveaxis(lab_to_linear(lab)[0], -1, 0)
