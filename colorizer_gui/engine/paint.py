"""Every pixel of a photo in colour: the one place that touches all of them.

Colours come as a linear function of L* (`ColourField`), and L* is linear in the curve of CIELAB, so
the curve of X and Z is linear in L* too: a product a pixel gives each, and Y is the luminance of
the photo itself. What follows is the way from CIELAB to sRGB, written out in steps that numpy and
OpenCV do at full speed.
"""

import math
import os
import threading
from collections import deque
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import ClassVar

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

# A strip has about so many pixels: fewer, and the calls cost more than the sums, all the more where
# threads take turns to make them; more, and its planes leave the caches.
STRIP_PIXELS, STRIP_PIXELS_ALONE = 2**17, 2**16
# Rounding takes the linear light of greys by less than this out of 0..1.
TOLERANCE = 1e-6
_MOST_A_ROW = 2**14  # cv2.remap, which finds the gamut's edge, has a limit
_CURVE_SCALE, _CURVE_SHIFT = np.float32(1 / 116), np.float32(16 / 116)
# Below it the curve of CIELAB is a line, the tangent of the cube there.
_KNEE, _KNEE_SLOPE = np.float32(LAB_DELTA), np.float32(3 * LAB_DELTA**2)
# OpenCV computes pixels in groups, and what is left over at the end with other roundings.
_GROUP = 16


def paint(photo, field, cancelled=None, area=None, progress=None, cores=None):
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
    cores : int or None
        How many strips to paint at the same time; None for as many as the machine has cores.

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
    cores = cores or os.cpu_count()
    strip_rows = max(1, (STRIP_PIXELS_ALONE if cores == 1 else STRIP_PIXELS) // width)

    def paint_strip(top):
        if cancelled is not None and cancelled():
            raise Cancelled
        bottom = min(top + strip_rows, rows.stop)
        lightness, luminance = photo.light(top, bottom, columns)
        light = workspaces.own().light(lightness, luminance, functions, top, encoder)
        encoder.encode(light, result[top - rows.start : bottom - rows.start])
        return (bottom - rows.start) / (rows.stop - rows.start)

    with _Workspaces(strip_rows * width) as workspaces, _mapping(cores) as mapped:
        for done in mapped(paint_strip, range(rows.start, rows.stop, strip_rows)):
            if progress is not None:
                progress(done)
    return result


@contextmanager
def _mapping(cores):
    """A way to do like things, one after the other or side by side."""
    if cores == 1:
        yield map
    else:
        with ThreadPoolExecutor(cores) as pool:
            yield pool.map


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
        grid = np.stack(functions, axis=1).astype(np.float32, copy=False)
        self._grid = np.concatenate((grid, grid[-1:]))  # a line to go on to from the last
        self._width, self._columns = photo.width, columns
        place = (np.arange(photo.height) + 0.5) * (len(grid) / photo.height) - 0.5
        place = np.clip(place, 0, len(grid) - 1)
        self._cell = place.astype(np.intp)
        self._share = (place - self._cell).astype(np.float32)[:, None, None]

    def write_rows(self, top, out):
        """Write the slopes of X and Z and their offsets from row `top` on, (rows, 4, W)."""
        bottom = top + len(out)
        first, end = self._cell[top], self._cell[bottom - 1] + 1
        lines = self._lines(first, end + 1)
        steps = lines[1:] - lines[:-1]
        # The rows of each cell in one go.
        begins = np.searchsorted(self._cell[top:bottom], np.arange(first, end + 1))
        for line, step, begin, stop in zip(lines, steps, begins, begins[1:], strict=False):
            np.multiply(step, self._share[top + begin : top + stop], out=out[begin:stop])
            out[begin:stop] += line

    def _lines(self, first, end):
        """Lines of the grid as wide as the area, (lines, 4, W)."""
        lines = self._grid[first:end]
        narrow = lines.reshape(-1, lines.shape[2])
        wide = cv2.resize(narrow, (self._width, len(narrow)), interpolation=cv2.INTER_LINEAR)
        wide = wide.reshape(len(lines), 4, self._width)[..., self._columns]
        return np.ascontiguousarray(wide)


class _Workspaces:
    """A workspace for each thread that paints a photo, as a context; later photos take them over.

    Parameters
    ----------
    pixels : int
        Of the largest strip.
    """

    _spare: ClassVar = deque()

    def __init__(self, pixels):
        self._pixels = pixels
        self._by_thread = threading.local()
        self._taken = []

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self._spare.extend(self._taken)

    def own(self):
        """The workspace of the thread that asks."""
        if not hasattr(self._by_thread, "workspace"):
            self._by_thread.workspace = self._spare_or_new()
            self._taken.append(self._by_thread.workspace)
        return self._by_thread.workspace

    def _spare_or_new(self):
        try:
            workspace = self._spare.pop()
        except IndexError:
            workspace = None
        if workspace is not None and workspace.pixels >= self._pixels:
            return workspace
        return _Workspace(max(self._pixels, STRIP_PIXELS))


class _Workspace:
    """Memory for the sums of a strip: finding fresh memory costs more than the sums themselves.

    It is one block, which the system gives in large pages, and planes that are no longer needed
    make room for others.
    """

    def __init__(self, pixels):
        self.pixels = -(-pixels // _GROUP) * _GROUP
        self._memory = np.empty((9, self.pixels), np.float32)

    def _planes(self, first, shape):
        """An array of some shape, in memory from one of the planes on."""
        return self._memory[first:].reshape(-1)[: math.prod(shape)].reshape(shape)

    def light(self, lightness, luminance, functions, top, encoder):
        """Linear sRGB of a strip as the encoder takes it, float32 of shape (rows, W, 3).

        Good until the next strip.
        """
        rows, width = lightness.shape
        table = self._planes(0, (rows, 4, width))
        functions.write_rows(top, table)
        curves = x, z = self._planes(4, (2, rows, width))
        cubes = self._planes(6, (2, rows, width))
        part = self._planes(8, lightness.shape)
        for plane, (curve, cube) in enumerate(zip(curves, cubes, strict=True)):
            cv2.multiply(table[:, plane], lightness, curve)
            cv2.add(curve, table[:, plane + 2], curve)
            _curve_inverse(curve, cube, part)
        light = self._mixed((cubes[0], luminance, cubes[1]), encoder)
        outside = _outside(light, encoder.shift, encoder.scale)
        if len(outside):
            values = (plane.ravel()[outside] for plane in (lightness, x, z))
            light[outside] = _fitted(*values) * encoder.scale + encoder.shift
        return light.reshape(rows, width, 3)

    def _mixed(self, xyz, encoder):
        """Three planes of relative X, Y and Z as linear sRGB, (pixels, 3)."""
        pixels = xyz[0].size
        whole_groups = (-(-pixels // _GROUP) * _GROUP, 1, 3)
        relative_xyz, light = self._planes(0, whole_groups), self._planes(6, whole_groups)
        cv2.merge([plane.reshape(pixels, 1) for plane in xyz], relative_xyz[:pixels])
        shift = np.full(3, encoder.shift)
        to_srgb = np.column_stack((RELATIVE_XYZ_TO_SRGB * encoder.scale, shift))
        cv2.transform(relative_xyz, to_srgb, light)
        return light[:pixels, 0]


def _curve_inverse(curve, out, part):
    """Undo the curve of CIELAB: a cube, and below the knee its tangent there."""
    if curve.min() > _KNEE:
        cv2.pow(curve, 3, out)
        return
    bent = np.maximum(curve, _KNEE, out=part)
    cv2.pow(bent, 3, out)
    below = cv2.subtract(curve, bent, part)
    below *= _KNEE_SLOPE
    cv2.add(out, below, out)


def _outside(light, shift, scale):
    """The pixels of which a channel leaves 0..1, as indices, some more than once."""
    low, high = np.float32(shift - scale * TOLERANCE), np.float32(shift + scale * (1 + TOLERANCE))
    if light.min() >= low and light.max() <= high:
        return ()
    return np.flatnonzero((light < low) | (light > high)) // 3


def _fitted(lightness, x, z):
    """Linear sRGB (n, 3) of colours outside sRGB, with as much chroma as it can show.

    They come as L* and the curve of CIELAB at X and Z.
    """
    y = lightness * _CURVE_SCALE + _CURVE_SHIFT
    ab = np.stack((500 * (x - y), 200 * (y - z)), axis=-1)[None]
    light = lightness[None]
    parts = [slice(start, start + _MOST_A_ROW) for start in range(0, len(lightness), _MOST_A_ROW)]
    fitted = [fit_to_gamut(light[:, part], ab[:, part]) for part in parts]
    lab = np.concatenate((light[..., None], np.concatenate(fitted, axis=1)), axis=-1)
    return np.clip(lab_to_linear(lab)[0], 0, 1)
