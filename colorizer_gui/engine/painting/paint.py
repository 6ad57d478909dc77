"""Painting: full-resolution colors from a color field and the photo's own lightness.

Colors are a linear function of L* (`ColorField`), and L* is linear in the curve of CIELAB; so the
curves of X and Z are linear in L*, and Y is the luminance of the photo itself. `paint.c` does this
for each pixel; here are the functions it needs, for any rows of a photo.
"""

import cv2
import numpy as np
import numpy.typing as npt

from colorizer_gui.engine.arrays import (
    Area,
    Float32Array,
    IsCancelled,
    PixelArray,
    ReportProgress,
)
from colorizer_gui.engine.color.output_spaces import SRGB, OutputSpace, curve_table
from colorizer_gui.engine.color.upsampling import ColorField
from colorizer_gui.engine.errors import Cancelled
from colorizer_gui.engine.painting.lazy_image import LazyImage, RowProgress
from colorizer_gui.engine.painting.library import Painter

# The curve of CIELAB is (L* + 16) / 116, plus a* / 500 for X or minus b* / 200 for Z.
_CURVE_SCALE, _CURVE_SHIFT = np.float32(1 / 116), np.float32(16 / 116)


def paint(
    pixels: PixelArray,
    field: ColorField,
    cancelled: IsCancelled | None = None,
    area: Area | None = None,
    progress: ReportProgress | None = None,
    space: OutputSpace = SRGB,
) -> LazyImage:
    """Give the pixels of a photo the colors of a field.

    Parameters
    ----------
    pixels : ndarray of uint8 or uint16, shape (H, W) or (H, W, 3)
        Gray or RGB, sRGB-encoded.
    field : ColorField
    cancelled : callable or None
        Asked before rows are computed, which then raises Cancelled.
    area : tuple of slice or None
        Rows and columns to colorize, as (slice(top, bottom), slice(left, right)); None for all.
        The result is the same bytes as that part of the whole.
    progress : callable or None
        Told the share of the rows that is computed, 0..1.
    space : OutputSpace
        The color space of the result.

    Returns
    -------
    LazyImage of shape (H, W, 3) of the area, dtype of the pixels
        In that space. L* is that of the pixels; colors that the space cannot show at that L* lose
        chroma.
    """
    height, width = pixels.shape[:2]
    rows, columns = area or (slice(0, height), slice(0, width))
    shape = (rows.stop - rows.start, columns.stop - columns.start, 3)
    painter = Painter(8 * pixels.itemsize, space)
    is_recoded = pixels.itemsize > 1 and not space.has_srgb_curve
    recode = curve_table(space.id) if is_recoded else None
    functions = _CurveFunctions(field, (height, width), columns)
    reporter = None if progress is None else RowProgress(shape[0], progress)

    def compute(part: slice, result: PixelArray) -> None:
        if cancelled is not None and cancelled():
            raise Cancelled
        top, bottom = rows.start + part.start, rows.start + part.stop
        painter.paint(pixels[top:bottom, columns], *functions.for_rows(top, bottom), result)
        if recode is not None:
            result[:] = recode.take(result)
        if reporter is not None:
            reporter.add(bottom - top)

    return LazyImage(shape, pixels.dtype, compute)


class _CurveFunctions:
    """The linear functions from L* to the X and Z curve of CIELAB, for any rows of a photo.

    Parameters
    ----------
    field : ColorField
    size : tuple of int
        Height and width of the photo.
    columns : slice
        The columns to colorize.
    """

    def __init__(self, field: ColorField, size: tuple[int, int], columns: slice) -> None:
        lines, width = field.slope.shape[:2]
        self._grid = np.empty((lines + 1, 4, width), np.float32)
        parts = (field.slope, _CURVE_SCALE), (field.offset, _CURVE_SHIFT)
        for plane, (part, constant) in zip((0, 2), parts, strict=True):
            self._grid[:-1, plane] = constant + part[..., 0] / 500
            self._grid[:-1, plane + 1] = constant - part[..., 1] / 200
        self._grid[-1] = self._grid[-2]  # the next line of the last one
        height, self._width = size
        self._columns = columns
        position = (np.arange(height) + 0.5) * (lines / height) - 0.5
        position = np.clip(position, 0, lines - 1)
        self._line = position.astype(np.int32)
        self._share = (position - self._line).astype(np.float32)

    def for_rows(
        self, top: int, bottom: int
    ) -> tuple[Float32Array, npt.NDArray[np.int32], Float32Array]:
        """The functions for the rows of a strip, as `Painter.paint` takes them.

        Returns
        -------
        lines : ndarray of float32, shape (lines, 4, W)
            Slopes of X and Z and their offsets, on lines of the grid.
        line : ndarray of int32, shape (rows,)
            The line above each row.
        share : ndarray of float32, shape (rows,)
            Position of each row between that line and the next, 0..1.
        """
        line = self._line[top:bottom]
        lines = self._grid[line[0] : line[-1] + 2]
        # Scaled line by line, so that a row is the same in any strip.
        narrow = lines.reshape(-1, lines.shape[2])
        wide = cv2.resize(narrow, (self._width, len(narrow)), interpolation=cv2.INTER_LINEAR)
        planes = np.asarray(wide, np.float32).reshape(-1, 4, self._width)[..., self._columns]
        return planes, line - line[0], self._share[top:bottom]
