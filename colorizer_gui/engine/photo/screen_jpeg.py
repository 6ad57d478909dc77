"""Pixels as a JPEG for a screen elsewhere, such as that of a browser."""

from typing import cast

import cv2
import numpy as np

from colorizer_gui.engine.arrays import PixelArray

QUALITY = 92
_SIXTEEN_TO_EIGHT = 257


def screen_jpeg(pixels: PixelArray) -> bytes:
    """Encode pixels as a JPEG of 8 bits with its colors at full resolution.

    Parameters
    ----------
    pixels : ndarray of uint8 or uint16, shape (H, W) or (H, W, 3)
        Gray or sRGB.

    Returns
    -------
    bytes
        Without a profile, which browsers take for sRGB.
    """
    shallow = eight_bits(pixels)
    if shallow.ndim == 3:
        shallow = cast("PixelArray", cv2.cvtColor(shallow, cv2.COLOR_RGB2BGR))
    options = [cv2.IMWRITE_JPEG_QUALITY, QUALITY]
    options += [cv2.IMWRITE_JPEG_SAMPLING_FACTOR, cv2.IMWRITE_JPEG_SAMPLING_FACTOR_444]
    _, encoded = cv2.imencode(".jpg", shallow, options)
    return encoded.tobytes()


def eight_bits(values: PixelArray) -> PixelArray:
    """Values of 8 bits, rounded from those of 16."""
    if values.dtype == np.uint8:
        return values
    half = np.uint32(_SIXTEEN_TO_EIGHT // 2)
    return ((values + half) // _SIXTEEN_TO_EIGHT).astype(np.uint8)
