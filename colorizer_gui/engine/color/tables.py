"""Lookup tables of sRGB: one exact entry for each 8- or 16-bit value, and back to 8 bits."""

from collections.abc import Callable
from functools import cache
from typing import cast

import cv2
import numpy as np
import numpy.typing as npt

from colorizer_gui.engine.arrays import Float32Array, PixelArray, Uint8Array
from colorizer_gui.engine.color import cielab

_Float64Array = npt.NDArray[np.float64]


@cache
def linear_light_table(bit_depth: int) -> Float32Array:
    """Linear light, 0..1, of every sRGB value of 8 or 16 bits, shape (256,) or (65536,)."""
    return _table(cielab.srgb_to_linear, bit_depth)


@cache
def lightness_table(bit_depth: int) -> Float32Array:
    """L*, 0..100, of every gray of 8 or 16 bits, shape (256,) or (65536,)."""
    return _table(cielab.gray_to_lightness, bit_depth)


def code_table(
    encoded: Callable[[_Float64Array], _Float64Array], least_light: float, dropped_bits: int
) -> Uint8Array:
    """Lookup table from linear light, by the bits of its float32, to the 8-bit code.

    Parameters
    ----------
    encoded : callable
        From linear light to values, 0..1.
    least_light : float
        The darkest light that has an entry, a power of 2.
    dropped_bits : int
        How many low bits of a float32 are ignored: lights that differ in these alone share an
        entry.

    Returns
    -------
    ndarray of uint8, shape (n,)
        For light from `least_light` to 1. The index of a light is its float32, read as an integer,
        minus that of `least_light`, shifted right by `dropped_bits`.
    """
    first, last = map(int, np.array((least_light, 1), np.float32).view(np.int32))
    middles = np.arange(first, last + 1, 2**dropped_bits) + 2 ** (dropped_bits - 1)
    lights = middles.astype(np.int32).view(np.float32).astype(np.float64)
    return np.asarray(np.rint(encoded(lights) * 255), np.uint8)


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


def _table(function: Callable[[_Float64Array], _Float64Array], bit_depth: int) -> Float32Array:
    """A function of every value from 0 to 1 that a bit depth has.

    Computed in float64 and rounded once: powers in float32 differ from processor to processor.
    """
    table = function(np.linspace(0, 1, 2**bit_depth)).astype(np.float32)
    table.flags.writeable = False
    return table


def _looked_up(pixels: PixelArray, table: Float32Array) -> Float32Array:
    return np.asarray(cv2.LUT(pixels, table), np.float32)


def shrunk_lightness(pixels: PixelArray, height: int, width: int) -> Float32Array:
    """L* of pixels that are scaled to a height and a width."""
    is_enlarged = height > pixels.shape[0] or width > pixels.shape[1]
    interpolation = cv2.INTER_CUBIC if is_enlarged else cv2.INTER_AREA
    halved = _halved(pixels, height, width)
    small = cv2.resize(halved, (width, height), interpolation=interpolation)
    return lightness_of(cast(PixelArray, small))


def _halved(pixels: PixelArray, height: int, width: int) -> PixelArray:
    """Pixels averaged 2 x 2 as often as leaves at least twice the wanted size.

    Area averaging by whole factors takes a tenth of the time of other factors.
    """
    while pixels.shape[0] >= 4 * height and pixels.shape[1] >= 4 * width:
        half = pixels.shape[1] // 2, pixels.shape[0] // 2
        pixels = cast(PixelArray, cv2.resize(pixels, half, interpolation=cv2.INTER_AREA))
    return pixels
