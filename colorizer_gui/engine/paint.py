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
    SrgbEncoder,
    chroma_share,
    curve_to_linear,
)
from colorizer_gui.engine.errors import Cancelled
from colorizer_gui.engine.photo.picture import light_of

# A strip has about so many pixels: fewer, and the calls cost more than the sums, all the more where
# threads take turns to make them; more, and its planes leave the caches.
STRIP_PIXELS, STRIP_PIXELS_ALONE = 2**17, 2**16
# Rounding takes the linear light of greys by less than this out of 0..1.
TOLERANCE = 1e-6
_MOST_AT_ONCE = 2**14  # cv2.remap, which finds the gamut's edge, has a limit
_CURVE_SCALE, _CURVE_SHIFT = np.float32(1 / 116), np.float32(16 / 116)
# Below it the curve of CIELAB is a line, the tangent of the cube there.
_KNEE, _KNEE_SLOPE = np.float32(LAB_DELTA), np.float32(3 * LAB_DELTA**2)
# OpenCV computes pixels in groups, and what is left over at the end of a row with other roundings.
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
    spare_columns = -width % _GROUP
    result = np.empty((rows.stop - rows.start, width, 3), photo.pixels.dtype)
    encoder = SrgbEncoder(photo.pixels.dtype)
    functions = _CurveFunctions(field, photo, columns, spare_columns)
    cores = cores or os.cpu_count()
    strip_rows = max(1, (STRIP_PIXELS_ALONE if cores == 1 else STRIP_PIXELS) // width)

    def paint_strip(top):
        if cancelled is not None and cancelled():
            raise Cancelled
        bottom = min(top + strip_rows, rows.stop)
        pixels = _widened(photo.pixels[top:bottom, columns], spare_columns)
        light = workspaces.own().light(*light_of(pixels), functions, top, encoder)
        encoder.encode(light[:, :width], result[top - rows.start : bottom - rows.start])
        return (bottom - rows.start) / (rows.stop - rows.start)

    with (
        _Workspaces(strip_rows * (width + spare_columns)) as workspaces,
        _mapping(cores) as mapped,
    ):
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


def _widened(image, columns):
    """An image whose last column is repeated so many times."""
    if not columns:
        return image
    return cv2.copyMakeBorder(image, 0, 0, 0, columns, cv2.BORDER_REPLICATE)


class _CurveFunctions:
    """The linear functions from L* to the X and Z curve of CIELAB, for any rows of a photo.

    Rows come out the same whatever strip they are asked for in.
    """

    def __init__(self, field, photo, columns, spare_columns):
        lines, width = field.slope.shape[:2]
        self._grid = np.empty((lines + 1, 4, width), np.float32)
        parts = (field.slope, _CURVE_SCALE), (field.offset, _CURVE_SHIFT)
        for plane, (part, constant) in zip((0, 2), parts, strict=True):
            self._grid[:-1, plane] = constant + part[..., 0] / 500
            self._grid[:-1, plane + 1] = constant - part[..., 1] / 200
        self._grid[-1] = self._grid[-2]  # a line to go on to from the last
        self._width, self._columns, self._spare_columns = photo.width, columns, spare_columns
        place = (np.arange(photo.height) + 0.5) * (lines / photo.height) - 0.5
        place = np.clip(place, 0, lines - 1)
        self._cell = place.astype(np.intp)
        self._share = place - self._cell

    def write_rows(self, top, out):
        """Write the slopes of X and Z and their offsets from row `top` on, (rows, 4, W)."""
        bottom = top + len(out)
        cells, shares = self._cell[top:bottom], self._share[top:bottom]
        lines = self._lines(cells[0], cells[-1] + 2)
        steps = lines[1:] - lines[:-1]
        out = out.reshape(len(out), -1)
        for row, cell, share in zip(out, (cells - cells[0]).tolist(), shares.tolist(), strict=True):
            cv2.scaleAdd(steps[cell], share, lines[cell], row)

    def _lines(self, first, end):
        """Lines of the grid as wide as the area, (lines, 4 * W)."""
        lines = self._grid[first:end]
        narrow = lines.reshape(-1, lines.shape[2])
        wide = cv2.resize(narrow, (self._width, len(narrow)), interpolation=cv2.INTER_LINEAR)
        wide = _widened(wide[:, self._columns], self._spare_columns)
        return wide.reshape(len(lines), -1)


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
        self.pixels = pixels
        self._memory = np.empty((10, pixels), np.float32)

    def _planes(self, first, *shape):
        """An array of some shape, in memory from one of the planes on."""
        return self._memory[first:].reshape(-1)[: math.prod(shape)].reshape(shape)

    def light(self, lightness, luminance, functions, top, encoder):
        """Linear sRGB of a strip as the encoder takes it, float32 of shape (rows, W, 3).

        Good until the next strip. W is a multiple of the group that OpenCV computes at once.
        """
        rows, width = lightness.shape
        table = self._planes(0, rows, 4, width)
        functions.write_rows(top, table)
        curves = table[:, 2:]
        for plane in (0, 1):
            cv2.accumulateProduct(table[:, plane], lightness, curves[:, plane])
        cubes = table[:, :2]
        _curve_inverse(
            *(planes.reshape(rows, 2 * width) for planes in (curves, cubes)),
            self._planes(4, rows, 2 * width),
        )
        xyz, light = self._planes(4, rows, width, 3), self._planes(7, rows, width, 3)
        cv2.merge((cubes[:, 0], luminance, cubes[:, 1]), xyz)
        cv2.transform(xyz, encoder.from_xyz, light)
        outside = _outside(light, encoder)
        for start in range(0, len(outside[0]), _MOST_AT_ONCE):
            y, x = (_whole_groups(places[start : start + _MOST_AT_ONCE]) for places in outside)
            planes = (lightness, luminance, curves[:, 0], curves[:, 1])
            fitted = _fitted(*(plane[y, x] for plane in planes))
            light[y, x] = fitted * encoder.scale + encoder.shift
        return light


def _curve_inverse(curve, out, part):
    """Undo the curve of CIELAB: a cube, and below the knee its tangent there."""
    if curve.min() > _KNEE:
        cv2.pow(curve, 3, out)
        return
    bent = cv2.max(curve, float(_KNEE), part)
    cv2.pow(bent, 3, out)
    below = cv2.subtract(curve, bent, part)
    cv2.scaleAdd(below, float(_KNEE_SLOPE), out, out)


def _outside(light, encoder):
    """The rows and the columns of the pixels of which a channel leaves 0..1."""
    low = encoder.shift - encoder.scale * TOLERANCE
    high = encoder.shift + encoder.scale * (1 + TOLERANCE)
    lines = light.reshape(len(light), -1)
    rows = np.flatnonzero((lines.min(axis=1) < low) | (lines.max(axis=1) > high))
    if not len(rows):
        return rows, rows
    first, last = rows[[0, -1]]
    inside = cv2.inRange(light[first : last + 1], (low,) * 3, (high,) * 3)
    row, column = np.divmod(np.flatnonzero(inside == 0), light.shape[1])
    return row + first, column


def _whole_groups(places):
    """Places as a row (1, n), the first ones again at its end to fill the last group."""
    return np.resize(places, (1, -(-len(places) // _GROUP) * _GROUP))


def _fitted(lightness, luminance, x, z):
    """Linear sRGB (1, n, 3) of colours outside sRGB, with as much chroma as it can show.

    They come as L*, its luminance, and the curve of CIELAB at X and Z, each (1, n).
    """
    y = lightness * _CURVE_SCALE + _CURVE_SHIFT
    x, z = x - y, z - y
    share = chroma_share(lightness, 500 * x, -200 * z)
    light = curve_to_linear(np.stack((y + share * x, y, y + share * z), axis=-1))
    # The edge of sRGB is known between the places of a table. What is still outside goes towards
    # the grey of its own luminance: cut off, it would be lighter or darker.
    red, green, blue = cv2.split(light)
    above = cv2.max(cv2.max(red, green), blue) - luminance
    below = luminance - cv2.min(cv2.min(red, green), blue)
    room_above = np.maximum(1 - luminance, TOLERANCE)
    room_below = np.maximum(luminance, TOLERANCE)
    steps = np.maximum(np.maximum(above / room_above, below / room_below), 1)
    grey, steps = cv2.merge((luminance,) * 3), cv2.merge((steps,) * 3)
    return grey + (light - grey) / steps
