"""The sRGB gamut in CIELAB: membership, mapping into it, and its section at one lightness."""

import numpy as np
import numpy.typing as npt

from colorizer_gui.engine.arrays import Float32Array, Uint8Array
from colorizer_gui.engine.color.cielab import lab_to_linear, lab_to_srgb

PLANE_EXTENT = 110  # a* and b* of all sRGB colors lie within -110..110

# Precision of the factor that `fit_to_gamut` puts on chroma.
_FACTOR_PRECISION = 1e-4
# How far linear light may leave 0..1 by rounding.
_ROUNDING = 1e-6


def in_gamut(lab: npt.ArrayLike, tolerance: float = 1e-4) -> npt.NDArray[np.bool_]:
    """Whether sRGB can show a color.

    Parameters
    ----------
    lab : array_like, shape (..., 3)
    tolerance : float
        How far linear light may leave 0..1.

    Returns
    -------
    ndarray of bool, shape (...)
    """
    linear = lab_to_linear(lab)
    inside = (linear >= -tolerance) & (linear <= 1 + tolerance)
    return np.asarray(inside.all(axis=-1))


def fit_to_gamut(lightness: Float32Array, ab: Float32Array) -> Float32Array:
    """Reduce chroma until sRGB can show a color; L* and hue stay as they are.

    Parameters
    ----------
    lightness : ndarray of float32, shape (H, W)
        L* 0..100.
    ab : ndarray of float32, shape (H, W, 2)
        a*, b*.

    Returns
    -------
    ndarray of float32, shape (H, W, 2)
        `ab` times the largest factor up to 1 that lies in the gamut, found by bisection.
    """

    def is_inside(factor: Float32Array) -> npt.NDArray[np.bool_]:
        lab = np.concatenate((lightness[..., None], ab * factor[..., None]), axis=-1)
        return in_gamut(lab, tolerance=_ROUNDING)

    is_whole = is_inside(np.ones_like(lightness))
    factor, step = np.zeros_like(lightness), np.float32(0.5)
    while step > _FACTOR_PRECISION:
        factor = np.where(is_inside(factor + step), factor + step, factor)
        step /= np.float32(2)
    kept: Float32Array = np.where(is_whole, np.float32(1), factor)[..., None]
    return ab * kept


def gamut_plane(lightness: float, side: int) -> Uint8Array:
    """An image of the a*b* plane at one lightness, as far as sRGB can show it.

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
