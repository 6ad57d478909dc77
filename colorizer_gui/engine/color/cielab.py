"""sRGB and CIELAB: the one definition that the engine, training and export share.

CIELAB is CIE 1976 L*a*b* under D65 (2 degree observer), computed from linear light. The reference
white is the color of sRGB (1, 1, 1) itself, so that a gray has a* = b* = 0 exactly.

References
----------
IEC 61966-2-1:1999 (sRGB); CIE 15:2018 (CIELAB).
"""

from typing import TypeVar

import cv2
import numpy as np
import numpy.typing as npt

from colorizer_gui.engine.arrays import Float32Array

Float = TypeVar("Float", np.float32, np.float64)

SRGB_TO_XYZ = np.array(
    [
        [0.4124564, 0.3575761, 0.1804375],
        [0.2126729, 0.7151522, 0.0721750],
        [0.0193339, 0.1191920, 0.9503041],
    ]
)
WHITE_XYZ = SRGB_TO_XYZ.sum(axis=1)
SRGB_TO_RELATIVE_XYZ = SRGB_TO_XYZ / WHITE_XYZ[:, None]
RELATIVE_XYZ_TO_SRGB = np.linalg.inv(SRGB_TO_RELATIVE_XYZ)

SRGB_LINEAR_BELOW = 0.04045
SRGB_ENCODED_LINEAR_BELOW = 0.0031308
LAB_DELTA = 6.0 / 29.0


def srgb_to_linear(encoded: npt.NDArray[Float]) -> npt.NDArray[Float]:
    """Decode the sRGB transfer curve.

    Parameters
    ----------
    encoded : ndarray of float32 or float64
        Values 0..1, any shape. Other types are taken as float32.

    Returns
    -------
    ndarray of the same type and shape
        Linear light 0..1.
    """
    encoded = _as_float(encoded)
    base = np.maximum((encoded + 0.055) / 1.055, 0)
    return np.where(encoded <= SRGB_LINEAR_BELOW, encoded / 12.92, base**2.4)


def linear_to_srgb(linear: npt.NDArray[Float]) -> npt.NDArray[Float]:
    """Encode linear light with the sRGB transfer curve, extended beyond 0..1 without clipping.

    Parameters
    ----------
    linear : ndarray of float32 or float64
        Linear light, any shape. Other types are taken as float32.

    Returns
    -------
    ndarray of the same type and shape
        Encoded values.
    """
    linear = _as_float(linear)
    high = 1.055 * np.maximum(linear, 0) ** (1 / 2.4) - 0.055
    return np.where(linear <= SRGB_ENCODED_LINEAR_BELOW, linear * 12.92, high)


def srgb_to_lab(rgb: Float32Array) -> Float32Array:
    """Convert encoded sRGB to CIELAB.

    Parameters
    ----------
    rgb : ndarray of float32, shape (..., 3)
        0..1.

    Returns
    -------
    ndarray of float32, shape (..., 3)
        L* 0..100, a* and b* about -108..98.
    """
    relative = srgb_to_linear(rgb) @ SRGB_TO_RELATIVE_XYZ.T.astype(np.float32)
    x, y, z = np.moveaxis(_lab_curve(relative), -1, 0)
    return np.stack((116 * y - 16, 500 * (x - y), 200 * (y - z)), axis=-1)


def lab_to_linear(lab: npt.ArrayLike) -> Float32Array:
    """Convert CIELAB to linear sRGB; colors outside the gamut give values outside 0..1.

    Parameters
    ----------
    lab : array_like, shape (..., 3)

    Returns
    -------
    ndarray of float32, shape (..., 3)
    """
    lightness, a, b = np.moveaxis(np.asarray(lab, dtype=np.float32), -1, 0)
    y = (lightness + 16) / 116
    curve = np.stack((y + a / 500, y, y - b / 200), axis=-1)
    relative_xyz = _lab_curve_inverse(curve).reshape(1, -1, 3)
    rgb = cv2.transform(relative_xyz, RELATIVE_XYZ_TO_SRGB)
    return np.asarray(rgb, np.float32).reshape(curve.shape)


def lab_to_srgb(lab: npt.ArrayLike) -> Float32Array:
    """Convert CIELAB to encoded sRGB; colors outside the gamut give values outside 0..1.

    Parameters
    ----------
    lab : array_like, shape (..., 3)
        L* 0..100, a*, b*.

    Returns
    -------
    ndarray of float32, shape (..., 3)
    """
    return linear_to_srgb(lab_to_linear(lab))


def gray_to_lightness(gray: npt.NDArray[Float]) -> npt.NDArray[Float]:
    """L* of encoded sRGB grays.

    Parameters
    ----------
    gray : ndarray of float32 or float64
        Encoded sRGB gray 0..1, any shape.

    Returns
    -------
    ndarray of the same type and shape
        L* 0..100.
    """
    return luminance_to_lightness(srgb_to_linear(gray))


def luminance(linear: Float32Array) -> Float32Array:
    """Luminance of linear sRGB, relative to white.

    Parameters
    ----------
    linear : ndarray of float32, shape (H, W, 3)
        0..1.

    Returns
    -------
    ndarray of float32, shape (H, W)
        0..1.
    """
    return np.asarray(cv2.transform(linear, SRGB_TO_RELATIVE_XYZ[1:2]), np.float32)


def luminance_to_lightness(luminance: npt.NDArray[Float]) -> npt.NDArray[Float]:
    """L* 0..100 of a relative luminance 0..1, any shape."""
    return 116 * _lab_curve(luminance) - 16


def lightness_to_gray(lightness: npt.ArrayLike) -> Float32Array:
    """Encoded sRGB gray 0..1 of an L* 0..100; the inverse of `gray_to_lightness`."""
    curve = (np.asarray(lightness, dtype=np.float32) + 16) / np.float32(116)
    return linear_to_srgb(_lab_curve_inverse(curve))


def _as_float(values: npt.NDArray[Float]) -> npt.NDArray[Float]:
    """The values as they are if float64, otherwise as float32."""
    array = np.asarray(values)
    return array if array.dtype == np.float64 else array.astype(np.float32, copy=False)


def _lab_curve(ratio: npt.NDArray[Float]) -> npt.NDArray[Float]:
    # The C libraries of systems differ in the last bit of a float32 cube root; by way of float64,
    # results are the same bytes on all of them.
    root = np.cbrt(ratio, dtype=np.float64).astype(ratio.dtype, copy=False)
    return np.where(ratio > LAB_DELTA**3, root, ratio / (3 * LAB_DELTA**2) + 4 / 29)


def _lab_curve_inverse(value: Float32Array) -> Float32Array:
    cubed = value * value * value  # numpy's power is ten times slower
    low = np.float32(3 * LAB_DELTA**2) * (value - np.float32(4 / 29))
    return np.where(value > LAB_DELTA, cubed, low)
