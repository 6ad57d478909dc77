"""Conversion of pixels to sRGB at their own bit depth."""

import struct
from collections.abc import Callable

import numpy as np
from PIL import Image

from colorizer_gui.engine.arrays import Float32Array, FloatArray, PixelArray, Uint16Array
from colorizer_gui.engine.color import cielab
from colorizer_gui.engine.photo.profiles.checks import ProfileError, check_ramp
from colorizer_gui.engine.photo.profiles.elements import (
    Elements,
    Float64Array,
    elements_of,
    grays_to_srgb,
    is_matrix,
    matrix_and_curves,
)
from colorizer_gui.engine.photo.profiles.grid import interpolated, sampled_grid
from colorizer_gui.engine.photo.profiles.littlecms import (
    ERRORS,
    is_srgb,
    transformed,
    transformed_array,
)

_SPACE = slice(16, 20)  # the color space in the header
_GRAY, _RGB, _CMYK = b"GRAY", b"RGB ", b"CMYK"
_BAND_PIXELS = 2**16
# Black ink from all to none, a byte for each of the four inks.
_BLACK_RAMP = bytes(value for black in range(255, -1, -1) for value in (0, 0, 0, black))


def to_srgb(pixels: PixelArray, icc: bytes) -> PixelArray:
    """Convert gray or RGB pixels to sRGB at their own bit depth.

    Parameters
    ----------
    pixels : ndarray of uint8 or uint16, shape (H, W) or (H, W, 3)
    icc : bytes
        Their profile. One that is sRGB within rounding leaves them unchanged.

    Returns
    -------
    ndarray of the same shape and type

    Raises
    ------
    ProfileError
    """
    try:
        space = icc[_SPACE]
        if pixels.ndim == 2 and space in (_GRAY, _RGB):
            return _gray_to_srgb(pixels, icc)
        if pixels.ndim == 3 and space == _RGB:
            return pixels if is_srgb(icc) else _rgb_to_srgb(pixels, icc)
    except (*ERRORS, struct.error, IndexError) as error:
        raise ProfileError("the profile is damaged") from error
    raise ProfileError("the profile is for other pixels")


def cmyk_to_srgb(image: Image.Image, icc: bytes) -> Image.Image:
    """Convert a CMYK image of Pillow to an RGB one.

    Raises
    ------
    ProfileError
    """
    if icc[_SPACE] != _CMYK:
        raise ProfileError("the profile is for other pixels")
    try:
        ramp = transformed(Image.frombytes("CMYK", (256, 1), _BLACK_RAMP), icc)
        check_ramp(np.asarray(ramp)[0].mean(axis=1) / 255)
        return transformed(image, icc)
    except ERRORS as error:
        raise ProfileError("the profile is damaged") from error


def _gray_to_srgb(pixels: PixelArray, icc: bytes) -> PixelArray:
    """Convert grays by a table with an entry for each value; exact for profiles of curves."""
    is_rgb = icc[_SPACE] == _RGB
    if is_rgb and is_srgb(icc):
        return pixels
    largest = np.iinfo(pixels.dtype).max
    grays = np.linspace(0, 1, largest + 1)
    elements = elements_of(icc)
    if not is_rgb and b"kTRC" in elements:
        encoded: FloatArray = grays_to_srgb(grays, icc, elements)
    elif is_rgb and is_matrix(elements):
        encoded = _gray_by_matrix(grays, icc, elements)
    else:
        ramp = np.arange(256, dtype=np.uint8)[None]
        ramp = np.stack((ramp,) * 3, axis=-1) if is_rgb else ramp
        sampled = transformed_array(ramp, icc)[0].mean(axis=1)
        encoded = np.interp(grays * 255, np.arange(256), sampled) / 255
    check_ramp(encoded)
    if np.abs(encoded - grays).max() <= 0.5 / 255:
        return pixels
    table: PixelArray = np.rint(np.clip(encoded, 0, 1) * largest).astype(pixels.dtype)
    return table[pixels]


def _rgb_to_srgb(pixels: PixelArray, icc: bytes) -> PixelArray:
    elements = elements_of(icc)
    # Checked for 8 bits too, where LittleCMS does the conversion.
    shaper = matrix_and_curves(icc, elements) if is_matrix(elements) else None
    if pixels.dtype == np.uint8:
        return transformed_array(pixels.astype(np.uint8, copy=False), icc)
    deep = pixels.astype(np.uint16, copy=False)
    if shaper is None:
        grid = sampled_grid(icc)
        return _in_bands(lambda band: interpolated(grid, band), deep)
    matrix, curves = shaper
    grays = np.linspace(0, 1, 65536)
    tables = [curve(grays).astype(np.float32) for curve in curves]

    def convert(band: Uint16Array) -> Float32Array:
        linear = np.stack([table[band[..., i]] for i, table in enumerate(tables)], axis=-1)
        return cielab.linear_to_srgb(linear @ matrix.T.astype(np.float32))

    return _in_bands(convert, deep)


def _gray_by_matrix(grays: Float64Array, icc: bytes, elements: Elements) -> Float64Array:
    """Means of the channels that curves and matrix make of grays."""
    matrix, curves = matrix_and_curves(icc, elements)
    linear = np.stack([curve(grays) for curve in curves], axis=-1)
    return np.asarray(cielab.linear_to_srgb(linear @ matrix.T).mean(axis=1))


def _in_bands(convert: Callable[[Uint16Array], Float32Array], pixels: Uint16Array) -> Uint16Array:
    """Apply a function from uint16 to 0..1 to a few rows at a time, to spare memory."""
    result = np.empty_like(pixels)
    rows = max(1, _BAND_PIXELS // pixels.shape[1])
    for top in range(0, pixels.shape[0], rows):
        values = np.clip(convert(pixels[top : top + rows]), 0, 1)
        result[top : top + rows] = np.rint(values * 65535)
    return result
