"""Conversions of 8- and 16-bit sRGB values by table: one exact entry for each value."""

from collections.abc import Callable
from functools import cache

import cv2
import numpy as np
import numpy.typing as npt

from colorizer_gui.engine.arrays import Float32Array, PixelArray
from colorizer_gui.engine.color import cielab

Float64Array = npt.NDArray[np.float64]


def _table(function: Callable[[Float64Array], Float64Array], bit_depth: int) -> Float32Array:
    """A function of every value from 0 to 1 that a bit depth has.

    Computed in float64 and rounded once: powers in float32 differ from processor to processor.
    """
    table = function(np.linspace(0, 1, 2**bit_depth)).astype(np.float32)
    table.flags.writeable = False
    return table


@cache
def linear_light_table(bit_depth: int) -> Float32Array:
    """Linear light, 0..1, of every sRGB value of 8 or 16 bits, shape (256,) or (65536,)."""
    return _table(cielab.srgb_to_linear, bit_depth)


@cache
def lightness_table(bit_depth: int) -> Float32Array:
    """L*, 0..100, of every gray of 8 or 16 bits, shape (256,) or (65536,)."""
    return _table(cielab.gray_to_lightness, bit_depth)


def luminance_of(pixels: PixelArray) -> Float32Array:
    """Luminance of pixels, relative to that of white.

    Parameters
    ----------
    pixels : ndarray of uint8 or uint16, shape (H, W) or (H, W, 3)
        Gray or RGB, sRGB-encoded.

    Returns
    -------
    ndarray of float32, shape (H, W)
        0..1.
    """
    linear = _looked_up(pixels, linear_light_table(pixels.itemsize * 8))
    return linear if pixels.ndim == 2 else cielab.luminance(linear)


def lightness_of(pixels: PixelArray) -> Float32Array:
    """L* of pixels.

    Parameters
    ----------
    pixels : ndarray of uint8 or uint16, shape (H, W) or (H, W, 3)
        Gray or RGB, sRGB-encoded.

    Returns
    -------
    ndarray of float32, shape (H, W)
        0..100. Every gray value has its own exact L*.
    """
    if pixels.ndim == 2:
        return _looked_up(pixels, lightness_table(pixels.itemsize * 8))
    return cielab.luminance_to_lightness(luminance_of(pixels))


def _looked_up(pixels: PixelArray, table: Float32Array) -> Float32Array:
    return np.asarray(cv2.LUT(pixels, table), np.float32)
