"""sRGB and CIELAB: the one definition that the engine, training and export share.

CIELAB is CIE 1976 L*a*b* under D65 (2 degree observer), computed from linear light. The reference
white is the color of sRGB (1, 1, 1) itself, so that a gray has a* = b* = 0 exactly.

References
----------
IEC 61966-2-1:1999 (sRGB); CIE 15:2018 (CIELAB).
"""

from functools import cache

import cv2
import numpy as np

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
PLANE_EXTENT = 110

# Of the share of its chroma that a color keeps.
_SHARE_PRECISION = 1e-4


def _floats(values):
    """An array of float64 as it is, anything else as float32."""
    values = np.asarray(values)
    return values if values.dtype == np.float64 else values.astype(np.float32, copy=False)


def srgb_to_linear(encoded):
    """Undo the sRGB transfer curve.

    Parameters
    ----------
    encoded : ndarray of float32 or float64
        Values 0..1, any shape.

    Returns
    -------
    ndarray of the same type and shape
        Linear light 0..1.
    """
    encoded = _floats(encoded)
    base = np.maximum((encoded + 0.055) / 1.055, 0)
    return np.where(encoded <= SRGB_LINEAR_BELOW, encoded / 12.92, base**2.4)


def linear_to_srgb(linear):
    """Apply the sRGB transfer curve; values outside 0..1 are carried on, not clipped.

    Parameters
    ----------
    linear : ndarray of float32 or float64
        Linear light, any shape.

    Returns
    -------
    ndarray of the same type and shape
        Encoded values.
    """
    linear = _floats(linear)
    high = 1.055 * np.maximum(linear, 0) ** (1 / 2.4) - 0.055
    return np.where(linear <= SRGB_ENCODED_LINEAR_BELOW, linear * 12.92, high)


@cache
def codes_of_light(least, dropped_bits):
    """The 8-bit sRGB values of linear light.

    Parameters
    ----------
    least : float
        The least light that the table has, a power of 2.
    dropped_bits : int
        By so many last bits of their float32 may lights differ that have one entry in common.

    Returns
    -------
    ndarray of uint8, shape (n,)
        For light from `least` to 1: the entry of a light is as far from the first one as its
        float32, read as an integer, is from that of `least`, shifted right by `dropped_bits`.
    """
    first, last = np.float32((least, 1)).view(np.int32).tolist()
    middles = np.arange(first, last + 1, 2**dropped_bits, np.int32) + 2 ** (dropped_bits - 1)
    lights = middles.astype(np.int32).view(np.float32).astype(np.float64)
    return np.rint(linear_to_srgb(lights) * 255).astype(np.uint8)


def _lab_curve(ratio):
    return np.where(
        ratio > LAB_DELTA**3,
        np.cbrt(ratio),
        ratio / (3 * LAB_DELTA**2) + 4 / 29,
    )


def _lab_curve_inverse(value):
    cubed = value * value * value  # numpy's power is ten times slower
    low = np.float32(3 * LAB_DELTA**2) * (value - np.float32(4 / 29))
    return np.where(value > LAB_DELTA, cubed, low)


def srgb_to_lab(rgb):
    """Convert sRGB to CIELAB.

    Parameters
    ----------
    rgb : ndarray of float32, shape (..., 3)
        Encoded sRGB, 0..1.

    Returns
    -------
    ndarray of float32, shape (..., 3)
        L* 0..100, a* and b* about -108..98.
    """
    relative = srgb_to_linear(rgb) @ SRGB_TO_RELATIVE_XYZ.T.astype(np.float32)
    x, y, z = np.moveaxis(_lab_curve(relative), -1, 0)
    return np.stack((116 * y - 16, 500 * (x - y), 200 * (y - z)), axis=-1)


def lab_to_linear(lab):
    """Convert CIELAB to linear sRGB; colors outside the gamut leave 0..1.

    Parameters
    ----------
    lab : ndarray of float32, shape (..., 3)

    Returns
    -------
    ndarray of float32, shape (..., 3)
    """
    lightness, a, b = np.moveaxis(np.asarray(lab, dtype=np.float32), -1, 0)
    y = (lightness + 16) / 116
    curve = np.stack((y + a / 500, y, y - b / 200), axis=-1)
    relative_xyz = _lab_curve_inverse(curve).reshape(1, -1, 3)
    return cv2.transform(relative_xyz, RELATIVE_XYZ_TO_SRGB).reshape(curve.shape)


def lab_to_srgb(lab):
    """Convert CIELAB to encoded sRGB; colors outside the gamut leave 0..1.

    Parameters
    ----------
    lab : ndarray of float32, shape (..., 3)
        L* 0..100, a*, b*.

    Returns
    -------
    ndarray of float32, shape (..., 3)
    """
    return linear_to_srgb(lab_to_linear(lab))


def gray_to_lightness(gray):
    """L* of encoded sRGB grays.

    Parameters
    ----------
    gray : ndarray of float32
        Encoded sRGB gray 0..1, any shape.

    Returns
    -------
    ndarray of float32
        L* 0..100, same shape.
    """
    return 116 * _lab_curve(srgb_to_linear(gray)) - 16


def luminance(linear):
    """Luminance of linear sRGB light, as a share of that of white.

    Parameters
    ----------
    linear : ndarray of float32, shape (H, W, 3)
        0..1.

    Returns
    -------
    ndarray of float32, shape (H, W)
        0..1.
    """
    return cv2.transform(linear, SRGB_TO_RELATIVE_XYZ[1:2])


def luminance_to_lightness(luminance):
    """L* 0..100 of a luminance 0..1, any shape."""
    return 116 * _lab_curve(luminance) - 16


def lightness_to_gray(lightness):
    """Encoded sRGB gray 0..1 of an L* 0..100; the inverse of `gray_to_lightness`."""
    curve = (np.asarray(lightness, dtype=np.float32) + 16) / 116
    return linear_to_srgb(_lab_curve_inverse(curve))


def in_gamut(lab, tolerance=1e-4):
    """Whether a color can be shown in sRGB.

    Parameters
    ----------
    lab : ndarray of float32, shape (..., 3)
    tolerance : float
        How far linear light may leave 0..1.

    Returns
    -------
    ndarray of bool, shape (...)
    """
    linear = lab_to_linear(lab)
    return ((linear >= -tolerance) & (linear <= 1 + tolerance)).all(axis=-1)


def fit_to_gamut(lightness, ab):
    """Give up chroma, never lightness or hue, until a color can be shown in sRGB.

    Parameters
    ----------
    lightness : ndarray of float32, shape (H, W)
        L* 0..100.
    ab : ndarray of float32, shape (H, W, 2)
        a*, b*.

    Returns
    -------
    ndarray of float32, shape (H, W, 2)
    """

    def shown(share):
        lab = np.concatenate((lightness[..., None], ab * share[..., None]), axis=-1)
        return in_gamut(lab, tolerance=1e-6)

    whole = shown(np.ones_like(lightness))
    kept, step = np.zeros_like(lightness), np.float32(0.5)
    while step > _SHARE_PRECISION:
        kept = np.where(shown(kept + step), kept + step, kept)
        step /= 2
    return ab * np.where(whole, 1, kept)[..., None]


def gamut_plane(lightness, side):
    """A picture of the a*b* plane at one lightness, as far as sRGB can show it.

    Parameters
    ----------
    lightness : float
        L* 0..100.
    side : int
        Pixels a side; a* grows to the right and b* upwards, both over -110..110.

    Returns
    -------
    ndarray of uint8, shape (side, side, 4)
        RGBA, transparent outside the gamut.
    """
    axis = ((np.arange(side, dtype=np.float32) + 0.5) / side * 2 - 1) * PLANE_EXTENT
    a, b = np.meshgrid(axis, axis[::-1])
    lab = np.stack((np.full_like(a, lightness), a, b), axis=-1)
    rgba = np.zeros((side, side, 4), np.uint8)
    rgba[..., :3] = np.rint(np.clip(lab_to_srgb(lab), 0, 1) * 255)
    rgba[..., 3] = np.where(in_gamut(lab), 255, 0)
    return rgba
