"""Other pictures of a result: its colors alone, and before beside after."""

import numpy as np

from colorizer_gui.engine.painting.lazy_image import LazyImage, strips_of

# Luma as the blend modes of Photoshop and of ISO 32000 (section 11.3.5) take it.
_LUMA = np.array((0.3, 0.59, 0.11), np.float32)
# The gap between before and after, in parts of the width.
_GAP = 1 / 100


def color_layer(pixels):
    """The colors of a result, for a layer in the blend mode Color above the untouched scan.

    Every pixel has its own color and the luma of mid-gray, so that the mode, which takes the luma
    from below, gives the result.

    Parameters
    ----------
    pixels : LazyImage or ndarray of uint8 or uint16, shape (H, W, 3)
        sRGB.

    Returns
    -------
    LazyImage of the same type and shape
    """
    peak = np.float32(np.iinfo(pixels.dtype).max)

    def make(rows, layer):
        # Strip by strip: a pixel takes 60 bytes meanwhile.
        for strip in strips_of(rows, pixels.shape[1]):
            values = pixels[strip] / peak
            color = values - (values @ _LUMA)[..., None]
            # A color that is too strong for mid-gray loses saturation, not its hue.
            reach = np.maximum(np.abs(color).max(axis=-1, keepdims=True) * 2, 1)
            place = slice(strip.start - rows.start, strip.stop - rows.start)
            layer[place] = np.rint((0.5 + color / reach) * peak)

    return LazyImage(pixels.shape, pixels.dtype, make)


def before_after(photo, pixels):
    """The photo as it was and its result side by side.

    Parameters
    ----------
    photo : Photo
    pixels : LazyImage or ndarray of the photo's type, shape (H, W, 3)
        The result, sRGB.

    Returns
    -------
    LazyImage of the same type, shape (H, 2 * W + gap, 3)
        With a white gap in the middle.
    """
    before = photo.pixels if photo.pixels.ndim == 3 else photo.pixels[..., None]
    height, width, channels = pixels.shape
    gap = max(2, round(width * _GAP))

    def make(rows, both):
        both[:, :width] = before[rows]
        both[:, width:-width] = np.iinfo(pixels.dtype).max
        both[:, -width:] = pixels[rows]

    return LazyImage((height, 2 * width + gap, channels), pixels.dtype, make)
