"""Every pixel of a photo in colour: the one place that touches all of them.

Colours come as a linear function of L* (`ColourField`), and L* is linear in the curve of CIELAB, so
each of the curve's three values is linear in L* too. Two products a pixel give them; what follows
is the way from CIELAB to sRGB, written out in steps that numpy and OpenCV do at full speed.
"""

import os
import threading
from concurrent.futures import ThreadPoolExecutor

import cv2
import numpy as np

from colorizer_gui.engine.color import (
    LAB_DELTA,
    RELATIVE_XYZ_TO_SRGB,
    SrgbEncoder,
    fit_to_gamut,
    lab_to_linear,
)
from colorizer_gui.engine.errors import Cancelled

# A strip has about so many pixels: fewer, and the calls cost more than the sums; more, and its
# planes leave the caches.
STRIP_PIXELS = 2**17
# Rounding takes the linear light of greys by less than this out of 0..1.
TOLERANCE = 1e-6
_MOST_A_ROW = 2**14  # cv2.remap, which finds the gamut's edge, has a limit
_CURVE_SCALE, _CURVE_SHIFT = np.float32(1 / 116), np.float32(16 / 116)
# Below it the curve of CIELAB is a line, the tangent of the cube there.
_KNEE, _KNEE_SLOPE = np.float32(LAB_DELTA), np.float32(3 * LAB_DELTA**2)
# OpenCV computes pixels in groups, and what is left over at the end with other roundings.
_GROUP = 16


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
    width = columns.stop - columns.start
    result = np.empty((rows.stop - rows.start, width, 3), photo.pixels.dtype)
    encoder = SrgbEncoder(photo.pixels.dtype)
    functions = _CurveFunctions(field, photo, columns)
    strip_rows = max(1, STRIP_PIXELS // width)
    workspaces = threading.local()

    def paint_strip(top):
        if cancelled is not None and cancelled():
            raise Cancelled
        if not hasattr(workspaces, "own"):
            workspaces.own = _Workspace(strip_rows, width, encoder)
        bottom = min(top + strip_rows, rows.stop)
        lightness = photo.lightness(top, bottom, columns)
        light = workspaces.own.light(lightness, functions, top)
        encoder.encode(light, result[top - rows.start : bottom - rows.start])
        return (bottom - rows.start) / (rows.stop - rows.start)

    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for done in pool.map(paint_strip, range(rows.start, rows.stop, strip_rows)):
            if progress is not None:
                progress(done)
    return result


class _CurveFunctions:
    """The linear functions from L* to the X and Z curve of CIELAB, for any rows of a photo.

    Rows come out the same whatever strip they are asked for in.
    """

    def __init__(self, field, photo, columns):
        slope, offset = field.slope, field.offset
        functions = (
            _CURVE_SCALE + slope[..., 0] / 500,
            _CURVE_SCALE - slope[..., 1] / 200,
            _CURVE_SHIFT + offset[..., 0] / 500,
            _CURVE_SHIFT - offset[..., 1] / 200,
        )
        size = photo.width, slope.shape[0]
        wide = [cv2.resize(part, size, interpolation=cv2.INTER_LINEAR) for part in functions]
        self._grid = np.stack([part[:, columns] for part in wide], axis=1)
        self._step = np.diff(self._grid, axis=0, append=self._grid[-1:])
        place = (np.arange(photo.height) + 0.5) * (len(self._grid) / photo.height) - 0.5
        place = np.clip(place, 0, len(self._grid) - 1)
        self._cell = place.astype(np.intp)
        self._share = (place - self._cell).astype(np.float32)

    def write_rows(self, top, out):
        """Write the slopes of X and Z and their offsets from row `top` on, (rows, 4, W)."""
        for row, line in enumerate(out, top):
            cell = self._cell[row]
            np.multiply(self._step[cell], self._share[row], out=line)
            line += self._grid[cell]


class _Workspace:
    """Memory that one thread uses for all its strips: fresh memory costs more than the sums."""

    def __init__(self, rows, width, encoder):
        self._functions = np.empty((rows, 4, width), np.float32)
        self._curves = np.empty((3, rows, width), np.float32)
        self._cubes = np.empty((3, rows, width), np.float32)
        self._part = np.empty((rows, width), np.float32)
        groups = -(-rows * width // _GROUP)
        self._relative_xyz = np.zeros((groups * _GROUP, 1, 3), np.float32)
        self._light = np.empty_like(self._relative_xyz)
        self._scale, self._shift = encoder.scale, encoder.shift
        shift = np.full(3, self._shift)
        self._to_srgb = np.column_stack((RELATIVE_XYZ_TO_SRGB * self._scale, shift))

    def light(self, lightness, functions, top):
        """Linear sRGB of a strip as the encoder takes it, float32 of shape (rows, W, 3).

        Good until the next strip.
        """
        curves = self._curves[:, : len(lightness)]
        self._write_curves(lightness, functions, top, curves)
        cubes = self._cubes[:, : len(lightness)]
        for curve, cube in zip(curves, cubes, strict=True):
            _curve_inverse(curve, cube, self._part[: len(lightness)])
        light = self._mixed(cubes)
        outside = _outside(light, self._shift, self._scale)
        if len(outside):
            values = (plane.ravel()[outside] for plane in (lightness, *curves))
            light[outside] = _fitted(*values) * self._scale + self._shift
        return light.reshape(*lightness.shape, 3)

    def _write_curves(self, lightness, functions, top, curves):
        x, y, z = curves
        table = self._functions[: len(lightness)]
        functions.write_rows(top, table)
        for curve, slope, offset in ((x, table[:, 0], table[:, 2]), (z, table[:, 1], table[:, 3])):
            np.multiply(slope, lightness, out=curve)
            curve += offset
        np.multiply(lightness, _CURVE_SCALE, out=y)
        y += _CURVE_SHIFT

    def _mixed(self, cubes):
        """Three planes of relative X, Y and Z as linear sRGB, (pixels, 3)."""
        pixels = cubes[0].size
        cv2.merge([cube.reshape(pixels, 1) for cube in cubes], self._relative_xyz[:pixels])
        whole_groups = slice(-(-pixels // _GROUP) * _GROUP)
        cv2.transform(self._relative_xyz[whole_groups], self._to_srgb, self._light[whole_groups])
        return self._light[:pixels, 0]


def _curve_inverse(curve, out, part):
    """Undo the curve of CIELAB: a cube, and below the knee its tangent there."""
    if curve.min() > _KNEE:
        np.multiply(curve, curve, out=out)
        out *= curve
        return
    bent = np.maximum(curve, _KNEE, out=part)
    np.multiply(bent, bent, out=out)
    out *= bent
    below = np.subtract(curve, bent, out=part)
    below *= _KNEE_SLOPE
    out += below


def _outside(light, shift, scale):
    """The pixels of which a channel leaves 0..1, as indices, some more than once."""
    low, high = np.float32(shift - scale * TOLERANCE), np.float32(shift + scale * (1 + TOLERANCE))
    if light.min() >= low and light.max() <= high:
        return ()
    return np.flatnonzero((light < low) | (light > high)) // 3


def _fitted(lightness, x, y, z):
    """Linear sRGB (n, 3) of colours outside sRGB, with as much chroma as it can show."""
    ab = np.stack((500 * (x - y), 200 * (y - z)), axis=-1)[None]
    light = lightness[None]
    parts = [slice(start, start + _MOST_A_ROW) for start in range(0, len(lightness), _MOST_A_ROW)]
    fitted = [fit_to_gamut(light[:, part], ab[:, part]) for part in parts]
    lab = np.concatenate((light[..., None], np.concatenate(fitted, axis=1)), axis=-1)
    return np.clip(lab_to_linear(lab)[0], 0, 1)
