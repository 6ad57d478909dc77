"""Every pixel of a photo in color: the one place that touches all of them.

Colors come as a linear function of L* (`ColorField`), and L* is linear in the curve of CIELAB, so
the curve of X and Z is linear in L* too; Y is the luminance of the photo itself. The sums for each
pixel are in `paint.c`, which is told here what they are made for, band by band.
"""

import threading

import cv2
import numpy as np

from colorizer_gui.engine.errors import Cancelled
from colorizer_gui.engine.painting.lazy_image import LazyImage
from colorizer_gui.engine.painting.library import Painter

_CURVE_SCALE, _CURVE_SHIFT = np.float32(1 / 116), np.float32(16 / 116)


def painted(photo, field, cancelled=None, area=None, progress=None):
    """The pixels of a photo in color.

    Parameters
    ----------
    photo : Photo
    field : ColorField
    cancelled : callable or None
        Asked before rows are painted, which raises Cancelled when it returns True.
    area : tuple of slice or None
        Rows and columns to color, as (slice(top, bottom), slice(left, right)); None for all. The
        result has the same bytes as that part of the whole.
    progress : callable or None
        Told which share of the rows is painted, 0..1.

    Returns
    -------
    LazyImage of shape (H, W, 3) of the area, dtype of the photo's pixels
        sRGB. L* is the photo's own; colors that sRGB cannot show at that L* give up chroma.
    """
    rows, columns = area or (slice(0, photo.height), slice(0, photo.width))
    shape = (rows.stop - rows.start, columns.stop - columns.start, 3)
    painter, functions = Painter(photo.bit_depth), _CurveFunctions(field, photo, columns)
    told = None if progress is None else _Share(shape[0], progress)

    def paint(part, result):
        if cancelled is not None and cancelled():
            raise Cancelled
        top, bottom = rows.start + part.start, rows.start + part.stop
        painter.paint(photo.pixels[top:bottom, columns], *functions.of_rows(top, bottom), result)
        if told is not None:
            told.add(bottom - top)

    return LazyImage(shape, photo.pixels.dtype, paint)


class _Share:
    """Tells which share of a whole is done, whoever did it."""

    def __init__(self, whole, told):
        self._whole, self._told = whole, told
        self._done = 0
        self._lock = threading.Lock()

    def add(self, done):
        with self._lock:
            self._done += done
            self._told(self._done / self._whole)


class _CurveFunctions:
    """The linear functions from L* to the X and Z curve of CIELAB, for any rows of a photo."""

    def __init__(self, field, photo, columns):
        lines, width = field.slope.shape[:2]
        self._grid = np.empty((lines + 1, 4, width), np.float32)
        parts = (field.slope, _CURVE_SCALE), (field.offset, _CURVE_SHIFT)
        for plane, (part, constant) in zip((0, 2), parts, strict=True):
            self._grid[:-1, plane] = constant + part[..., 0] / 500
            self._grid[:-1, plane + 1] = constant - part[..., 1] / 200
        self._grid[-1] = self._grid[-2]  # a line to go on to from the last
        self._width, self._columns = photo.width, columns
        place = (np.arange(photo.height) + 0.5) * (lines / photo.height) - 0.5
        place = np.clip(place, 0, lines - 1)
        self._line = place.astype(np.int32)
        self._share = (place - self._line).astype(np.float32)

    def of_rows(self, top, bottom):
        """What rows lie between.

        Returns
        -------
        lines : ndarray of float32, shape (lines, 4, W)
            Slopes of X and Z and their offsets, on lines of the grid.
        line : ndarray of int32, shape (rows,)
            The line before each row.
        share : ndarray of float32, shape (rows,)
            How far each row is from there to the next line, 0..1.
        """
        line = self._line[top:bottom]
        lines = self._grid[line[0] : line[-1] + 2]
        # Line by line, so that rows come out the same whatever strip they are asked for in.
        narrow = lines.reshape(-1, lines.shape[2])
        wide = cv2.resize(narrow, (self._width, len(narrow)), interpolation=cv2.INTER_LINEAR)
        wide = wide.reshape(-1, 4, self._width)[..., self._columns]
        return wide, line - line[0], self._share[top:bottom]
