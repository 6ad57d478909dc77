"""Images made from a result: its colors alone, and before beside after."""

import numpy as np

from colorizer_gui.engine.arrays import PixelArray
from colorizer_gui.engine.painting.lazy_image import LazyImage, split_rows

# Luma as the blend modes of Photoshop and of ISO 32000 (section 11.3.5) take it.
_LUMA = np.array((0.3, 0.59, 0.11), np.float32)
# Width of the gap between before and after, of the photo's width.
_GAP = 1 / 100


def color_layer(pixels: LazyImage | PixelArray) -> LazyImage:
    """The colors of a result, for a layer in the blend mode Color above the untouched scan.

    Every pixel has its own color and the luma of mid-gray. The blend mode takes the luma from
    below, which gives the result.

    Parameters
    ----------
    pixels : LazyImage or ndarray of uint8 or uint16, shape (H, W, 3)
        sRGB.

    Returns
    -------
    LazyImage of the same type and shape
    """
    peak = np.float32(np.iinfo(pixels.dtype).max)

    def compute(rows: slice, layer: PixelArray) -> None:
        # In strips, since a pixel takes 60 bytes on the way.
        for strip in split_rows(rows, pixels.shape[1]):
            values = pixels[strip] / peak
            color = values - (values @ _LUMA)[..., None]
            # A color that is too strong for mid-gray loses saturation, not its hue.
            excess = np.maximum(np.abs(color).max(axis=-1, keepdims=True) * 2, 1)
            place = slice(strip.start - rows.start, strip.stop - rows.start)
            layer[place] = np.rint((0.5 + color / excess) * peak)

    return LazyImage(_shape(pixels), pixels.dtype, compute)


def before_after(photo: PixelArray, pixels: LazyImage | PixelArray) -> LazyImage:
    """The photo as it was and its result, side by side.

    Parameters
    ----------
    photo : ndarray of uint8 or uint16, shape (H, W) or (H, W, 3)
        Its pixels, sRGB.
    pixels : LazyImage or ndarray of the photo's type, shape (H, W, 3)
        The result, sRGB.

    Returns
    -------
    LazyImage of the same type, shape (H, 2 * W + gap, 3)
        With a white gap in the middle.
    """
    before = photo if photo.ndim == 3 else photo[..., None]
    height, width, channels = _shape(pixels)
    gap = max(2, round(width * _GAP))

    def compute(rows: slice, both: PixelArray) -> None:
        both[:, :width] = before[rows]
        both[:, width:-width] = np.iinfo(pixels.dtype).max
        both[:, -width:] = pixels[rows]

    return LazyImage((height, 2 * width + gap, channels), pixels.dtype, compute)


def _shape(pixels: LazyImage | PixelArray) -> tuple[int, int, int]:
    height, width, channels = pixels.shape
    return height, width, channels
