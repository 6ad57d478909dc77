"""Every pixel of a photo in colour: the one place that touches all of them.

Colours come as a linear function of L* (`ColourField`), and L* is linear in the curve of CIELAB, so
each of the curve's three values is linear in L* too. Two products a pixel give them; what follows
is the way from CIELAB to sRGB, written out by channel, for on whole planes numpy is fastest.
"""

import os
import threading
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

# A strip has about so many pixels: fewer, and the calls cost more than the sums; more, and the
# planes leave the caches.
STRIP_PIXELS = 2**18
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
    dtype, width = photo.pixels.dtype, columns.stop - columns.start
    result = np.empty((rows.stop - rows.start, width, 3), dtype)
    planes = _CurvePlanes(field, photo, columns)
    strip_rows = max(1, STRIP_PIXELS // width)
    workspaces = threading.local()

    def paint_strip(top):
        if cancelled is not None and cancelled():
            raise Cancelled
        if not hasattr(workspaces, "own"):
            workspaces.own = _Workspace(strip_rows, width)
        bottom = min(top + strip_rows, rows.stop)
        lightness = photo.lightness(top, bottom, columns)
        strip = result[top - rows.start : bottom - rows.start]
        for channel, linear in enumerate(workspaces.own.linear_srgb(lightness, planes, top)):
            strip[..., channel] = encode_srgb(linear, dtype)
        return (bottom - rows.start) / (rows.stop - rows.start)

    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for done in pool.map(paint_strip, range(rows.start, rows.stop, strip_rows)):
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

    def write_rows(self, top, planes):
        """Write the functions of the rows from `top` on into planes of shape (4, rows, W)."""
        for row in range(planes.shape[1]):
            cell, line = self._cell[top + row], planes[:, row]
            np.multiply(self._step[cell], self._share[top + row], out=line)
            line += self._grid[cell]


class _Workspace:
    """Planes that one thread uses for all its strips: fresh memory costs more than the sums."""

    def __init__(self, rows, width):
        self._functions = np.empty((4, rows, width), np.float32)
        self._curve = np.empty((rows, width), np.float32)
        self._light = np.empty((3, rows, width), np.float32)
        self._channels = np.empty((3, rows, width), np.float32)
        self._part = np.empty((rows, width), np.float32)

    def linear_srgb(self, lightness, planes, top):
        """Linear red, green and blue of a strip, float32 of shape (3, rows, W), within 0..1.

        Good until the next strip.
        """
        rows = len(lightness)
        functions, light, channels = (
            buffer[:, :rows] for buffer in (self._functions, self._light, self._channels)
        )
        y, part = self._curve[:rows], self._part[:rows]
        planes.write_rows(top, functions)
        x_scale, x_shift, z_scale, z_shift = functions
        x = np.multiply(x_scale, lightness, out=x_scale)
        x += x_shift
        np.multiply(lightness, _CURVE_SCALE, out=y)
        y += _CURVE_SHIFT
        z = np.multiply(z_scale, lightness, out=z_scale)
        z += z_shift
        for curve, out in zip((x, y, z), light, strict=True):
            _curve_inverse(curve, out)
        for weights, out in zip(_TO_SRGB, channels, strict=True):
            _weighted_sum(light, weights, out, part)
        outside = _outside(channels)
        if outside is not None:
            curves = x[outside], y[outside], z[outside]
            channels[:, outside] = _fitted(lightness[outside], *curves)
        return channels


def _curve_inverse(curve, out):
    np.multiply(curve, curve, out=out)
    out *= curve
    if curve.min() <= LAB_DELTA:
        low = np.float32(3 * LAB_DELTA**2) * (curve - np.float32(4 / 29))
        np.copyto(out, low, where=curve <= LAB_DELTA)


def _weighted_sum(planes, weights, out, part):
    np.multiply(planes[0], weights[0], out=out)
    for plane, weight in zip(planes[1:], weights[1:], strict=True):
        np.multiply(plane, weight, out=part)
        out += part


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
