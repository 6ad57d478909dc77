"""Conversion of pixels to sRGB at their own bit depth."""

from collections.abc import Callable
from functools import lru_cache

import cv2
import numpy as np
import numpy.typing as npt

from colorizer_gui.engine.arrays import Float32Array, PixelArray, Uint8Array
from colorizer_gui.engine.color import cielab
from colorizer_gui.engine.parallel import parallel_map
from colorizer_gui.engine.photo.profiles.checks import ProfileError, check_ramp
from colorizer_gui.engine.photo.profiles.littlecms import (
    CMYK,
    GRAY,
    RGB,
    transformed,
    transformed_to_linear,
)

_SPACE = slice(16, 20)  # the color space in the header
_INKS = 4
_BAND_PIXELS = 2**18
# For 8 bits LittleCMS first makes a table for each band, which takes as long as half a megapixel.
_BAND_PIXELS_8_BIT = 2**22
_RAMP_STEPS = 256
_LEAST_VOLUME = 0.001  # of the gamut, relative to sRGB's
_LARGEST_DIFFERENCE = 1.5 / 65535  # where curves and a matrix stand for a profile


def to_srgb(pixels: PixelArray, icc: bytes) -> PixelArray:
    """Convert gray, RGB or CMYK pixels to sRGB at their own bit depth.

    Parameters
    ----------
    pixels : ndarray of uint8 or uint16, shape (H, W), (H, W, 3) or (H, W, 4)
        CMYK with 0 for no ink.
    icc : bytes
        Their profile. One that is sRGB within rounding leaves them unchanged.

    Returns
    -------
    ndarray of the same type, shape (H, W), or (H, W, 3) for RGB and CMYK

    Raises
    ------
    ProfileError
    """
    space = icc[_SPACE]
    if pixels.ndim == 2 and space in (GRAY, RGB):
        return _gray_to_srgb(pixels, icc, space)
    if pixels.ndim == 3 and pixels.shape[2] == _INKS and space == CMYK:
        check_ramp(transformed(_black_ramp(), icc, CMYK)[0].mean(axis=1) / 255)
        return _in_bands(lambda band, out: transformed(band, icc, CMYK, out), pixels)
    if pixels.ndim == 3 and pixels.shape[2] < _INKS and space == RGB:
        _check_colors(icc)
        return pixels if _is_srgb(icc) else _rgb_to_srgb(pixels, icc)
    raise ProfileError("the profile is for other pixels")


def inks_to_srgb(inks: PixelArray) -> PixelArray:
    """Convert CMYK without a profile to sRGB, as most programs do.

    Parameters
    ----------
    inks : ndarray of uint8 or uint16, shape (H, W, 4)
        0 for no ink.

    Returns
    -------
    ndarray of the same type, shape (H, W, 3)
    """
    largest = np.iinfo(inks.dtype).max

    def convert(band: PixelArray, out: PixelArray) -> None:
        light = largest - band.astype(np.uint32)
        out[:] = (light[..., :3] * light[..., 3:] + largest // 2) // largest

    return _in_bands(convert, inks)


def _black_ramp() -> Uint8Array:
    """CMYK pixels with black ink from 255 to 0 and none of the others, shape (1, 256, 4)."""
    ramp = np.zeros((1, _RAMP_STEPS, _INKS), np.uint8)
    ramp[0, :, 3] = np.arange(_RAMP_STEPS)[::-1]
    return ramp


def _gray_to_srgb(pixels: PixelArray, icc: bytes, space: bytes) -> PixelArray:
    """Convert grays by a table with an entry for each value."""
    if space == RGB:
        _check_colors(icc)
        if _is_srgb(icc):
            return pixels
    largest = np.iinfo(pixels.dtype).max
    grays = np.linspace(0, 1, largest + 1, dtype=np.float32)
    ramp = grays[None] if space == GRAY else np.stack((grays[None],) * 3, axis=-1)
    encoded = np.clip(transformed(ramp, icc, space)[0].mean(axis=1), 0, 1)
    check_ramp(encoded)
    if np.abs(encoded - grays).max() <= 0.5 / 255:
        return pixels
    table: PixelArray = np.rint(encoded * largest).astype(pixels.dtype)
    return table[pixels]


@lru_cache(maxsize=4)
def _check_colors(icc: bytes) -> None:
    """Check what an RGB profile makes of ramps from black to white, red, green and blue.

    Raises
    ------
    ProfileError
    """
    steps = np.arange(_RAMP_STEPS, dtype=np.uint8)
    whole = np.stack([np.outer(steps, color) for color in (*np.eye(3), np.ones(3))])
    ramps = transformed(whole.astype(np.uint8), icc, RGB) / 255
    for ramp in ramps:
        check_ramp(ramp.mean(axis=1))
    if abs(np.linalg.det(ramps[:3, -1])) < _LEAST_VOLUME:
        raise ProfileError("the profile leaves no colors")


def _color_samples() -> Uint8Array:
    """4096 colors spread over the cube of RGB, shape (64, 64, 3)."""
    steps = np.arange(0, 256, 17, dtype=np.uint8)
    return np.stack(np.meshgrid(steps, steps, steps), axis=-1).reshape(64, 64, 3)


@lru_cache(maxsize=4)
def _is_srgb(icc: bytes) -> bool:
    """Whether an RGB profile moves no 8-bit color by more than one step."""
    samples = _color_samples()
    return bool(np.abs(transformed(samples, icc, RGB).astype(int) - samples).max() <= 1)


def _rgb_to_srgb(pixels: PixelArray, icc: bytes) -> PixelArray:
    shaper = None if pixels.dtype == np.uint8 else _shaper(icc)
    if shaper is None:
        return _in_bands(lambda band, out: transformed(band, icc, RGB, out), pixels)
    curves, matrix = shaper

    def convert(band: PixelArray, out: PixelArray) -> None:
        linear = np.stack([curve[band[..., i]] for i, curve in enumerate(curves)], axis=-1)
        colors = np.asarray(cv2.transform(linear, matrix), np.float32)
        out[:] = np.rint(_encoded(colors) * 65535)

    return _in_bands(convert, pixels)


@lru_cache(maxsize=2)
def _shaper(icc: bytes) -> tuple[Float32Array, Float32Array] | None:
    """Curves, (3, 65536), and matrix to linear sRGB, (3, 3), that a profile consists of.

    Taken from LittleCMS, which needs several times as long for whole photos of 16 bits. None for a
    profile that is a table, where LittleCMS gives other colors.
    """
    ramps = np.zeros((3, 65536, 3), np.float32)
    for channel in range(3):
        ramps[channel, :, channel] = np.linspace(0, 1, 65536)
    linear = transformed_to_linear(ramps, icc)
    matrix = linear[:, -1].T
    curves = np.stack([linear[i, :, i] / linear[i, -1, i] for i in range(3)])
    places = _color_samples().astype(np.uint16) * 257
    samples = places / np.float32(65535)
    shaped = np.stack([curves[i][places[..., i]] for i in range(3)], axis=-1)
    differences = _encoded(shaped @ matrix.T) - np.clip(transformed(samples, icc, RGB), 0, 1)
    return None if np.abs(differences).max() > _LARGEST_DIFFERENCE else (curves, matrix)


def _encoded(linear: npt.NDArray[np.float32]) -> Float32Array:
    return np.clip(cielab.linear_to_srgb(linear), 0, 1)


def _in_bands(
    convert: Callable[[PixelArray, PixelArray], object], pixels: PixelArray
) -> PixelArray:
    """Apply a function to a few rows at a time, in parallel and to spare memory.

    Parameters
    ----------
    convert : callable
        Takes rows of pixels, and an array of (rows, columns, 3) to fill.
    pixels : ndarray, shape (H, W, channels)

    Returns
    -------
    ndarray of the same type, shape (H, W, 3)
    """
    result = np.empty((*pixels.shape[:2], 3), pixels.dtype)
    most = _BAND_PIXELS_8_BIT if pixels.dtype == np.uint8 else _BAND_PIXELS
    step = max(1, most // pixels.shape[1])

    def convert_band(top: int) -> None:
        convert(pixels[top : top + step], result[top : top + step])

    for _ in parallel_map(convert_band, range(0, len(pixels), step)):
        pass
    return result
