"""What each adjustment of a look does to colors; its row is in `engine/look.py`.

Edges are a parameter of `upsampling.upsample`; the colors of a reference photo are in
`reference_transfer` and `place_match`.
"""

import cv2
import numpy as np

from colorizer_gui.engine.arrays import Float32Array, FloatArray
from colorizer_gui.engine.color.upsampling import ColorField

# ab that full warmth and full tint add.
WARMTH_AB = np.array((4.0, 14.0))
TINT_AB = np.array((14.0, -6.0))
# Standard deviation of full smoothing, of the longer side.
LARGEST_BLUR = 0.03


def blend_vividness(
    calm: Float32Array, vivid: Float32Array, weight: Float32Array, vividness: float
) -> Float32Array:
    """Blend from the calm (0) to the vivid colors (1).

    Parameters
    ----------
    calm, vivid : ndarray of float32, shape (h, w, 2)
        a*, b*.
    weight : ndarray of float32, shape (h, w, 1) or (1, 1, 1)
        The vividness weight, see `bins.vividness_weight`.
    vividness : float
        0..1.

    Returns
    -------
    ndarray of float32, shape (h, w, 2)
    """
    share = blend_weight(vividness, weight)
    blended: Float32Array = calm * (1 - share) + vivid * share
    return blended


def blend_weight(vividness: float, weight: Float32Array) -> Float32Array:
    """Blend weight min(1, w * v / (1 - v)) of vividness weights w at a vividness v."""
    if vividness == 1:
        return np.ones_like(weight)
    odds = np.float32(vividness / (1 - vividness))
    return np.asarray(np.minimum(weight * odds, 1), np.float32)


def smooth(ab: Float32Array, smoothing: float) -> Float32Array:
    """Gaussian blur of colors (h, w, 2) on the small grid, 0..1 of `LARGEST_BLUR`."""
    if smoothing == 0:
        return ab
    deviation = smoothing * LARGEST_BLUR * max(ab.shape[:2])
    return np.asarray(cv2.GaussianBlur(ab, (0, 0), deviation), np.float32)


def guard_sepia(ab: Float32Array, amount: float) -> Float32Array:
    """Subtract a share 0..1 of the median color from colors (h, w, 2)."""
    if amount == 0:
        return ab
    return ab - np.float32(amount) * np.median(ab, axis=(0, 1))


def color_shift(warmth: float, tint: float) -> FloatArray:
    """What warmth and tint, each -1..1, add to every color: a*, b*."""
    return WARMTH_AB * warmth + TINT_AB * tint


def transform_field(field: ColorField, scale: float, shift: FloatArray) -> ColorField:
    """The color field of scale * ab + shift.

    Parameters
    ----------
    field : ColorField
    scale : float
        Saturation and strength are such factors on chroma.
    shift : ndarray of float, shape (2,)
        a*, b*.

    Returns
    -------
    ColorField
    """
    matrix = np.column_stack((scale * np.eye(2), shift)).astype(np.float64)
    offset = np.asarray(cv2.transform(field.offset, matrix), np.float32)
    return ColorField(field.slope * np.float32(scale), offset)
