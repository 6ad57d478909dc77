"""The pixels of a photo in its own colors, in the shape and color space of a result."""

import numpy as np

from colorizer_gui.engine.arrays import Area, IsCancelled, PixelArray, ReportProgress
from colorizer_gui.engine.color.cielab import SRGB_TO_RELATIVE_XYZ, srgb_to_linear
from colorizer_gui.engine.color.output_spaces import SRGB, OutputSpace
from colorizer_gui.engine.errors import Cancelled
from colorizer_gui.engine.painting.lazy_image import LazyImage, RowProgress


def own_colors(
    pixels: PixelArray,
    cancelled: IsCancelled | None = None,
    area: Area | None = None,
    progress: ReportProgress | None = None,
    space: OutputSpace = SRGB,
) -> LazyImage:
    """Give the pixels of a photo three channels and a color space, and change nothing else.

    Parameters
    ----------
    pixels : ndarray of uint8 or uint16, shape (H, W) or (H, W, 3)
        Gray or RGB, sRGB-encoded.
    cancelled, area, progress, space
        As in `paint`.

    Returns
    -------
    LazyImage of shape (H, W, 3) of the area, dtype of the pixels
        In that space; in sRGB the values of the pixels themselves.
    """
    part = pixels if area is None else pixels[area]
    reporter = None if progress is None else RowProgress(len(part), progress)

    def compute(rows: slice, result: PixelArray) -> None:
        if cancelled is not None and cancelled():
            raise Cancelled
        result[:] = part[rows] if part.ndim == 3 else part[rows][..., None]
        if not space.is_srgb:
            result[:] = _converted(result, space)
        if reporter is not None:
            reporter.add(len(result))

    return LazyImage((*part.shape[:2], 3), pixels.dtype, compute)


def _converted(rgb: PixelArray, space: OutputSpace) -> PixelArray:
    """Pixels in another color space; those that it cannot show are clipped."""
    largest = np.iinfo(rgb.dtype).max
    matrix = space.rgb_of_xyz() @ SRGB_TO_RELATIVE_XYZ
    light = srgb_to_linear(rgb / largest) @ matrix.T
    values = space.encoded(np.clip(light, 0, 1))
    converted: PixelArray = np.rint(values * largest).astype(rgb.dtype)
    return converted
