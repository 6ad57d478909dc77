"""Gives a color field the colors of another version of the photo, where both agree."""

import cv2
import numpy as np

from colorizer_gui.engine.arrays import Float32Array
from colorizer_gui.engine.color.planes import (
    ab_of_bytes,
    bytes_of_ab,
    packed_planes,
    unpacked_planes,
)
from colorizer_gui.engine.color.upsampling import ColorField, upsample
from colorizer_gui.engine.color.version_colors import VersionColors

# Cells that agree as little as this still have colors worth filtering along edges.
_LEAST_AGREEMENT = 0.25


def packed_colors(
    ab: Float32Array, agreement: Float32Array, strength: float = 1.0
) -> VersionColors:
    """Pack colors for a look.

    Parameters
    ----------
    ab : ndarray of float32, shape (h, w, 2)
        a*, b* of the version.
    agreement : ndarray of float32, shape (h, w)
        0..1.
    strength : float
        See `VersionColors`.

    Returns
    -------
    VersionColors
    """
    share = np.rint(np.clip(agreement, 0, 1) * 255).astype(np.uint8)
    # What is not used need not be kept.
    a, b = np.moveaxis(bytes_of_ab(np.where(share[..., None] == 0, np.float32(0), ab)), -1, 0)
    height, width = agreement.shape
    return VersionColors(width, height, packed_planes(np.stack((a, b, share))), strength)


def version_grid(colors: VersionColors) -> tuple[Float32Array, Float32Array]:
    """The colors and the agreement of a version.

    Returns
    -------
    ab : ndarray of float32, shape (h, w, 2)
        Zero where the version is not used.
    agreement : ndarray of float32, shape (h, w)
        0..1.
    """
    a, b, share = unpacked_planes(colors.width, colors.height, colors.data)
    return ab_of_bytes(a, b), share.astype(np.float32) / 255


def blend_version(
    field: ColorField,
    lightness: Float32Array,
    colors: VersionColors,
    edges: float,
    hinted: Float32Array | None,
) -> ColorField:
    """Give a color field the colors of a version.

    Parameters
    ----------
    field : ColorField
        On the grid of the lightness.
    lightness : ndarray of float32, shape (h, w)
        L* of the photo.
    colors : VersionColors
    edges : float
        See `upsample`.
    hinted : ndarray of float32, shape (p, q, 1), or None
        How far hints act at each place, 0..1; there the version does not.

    Returns
    -------
    ColorField
        That of `field` where the version does not agree.
    """
    ab, agreement = version_grid(colors)
    share = _resized(agreement, lightness.shape)
    # Colors that are not used must not mix into those beside them.
    total = _resized(ab * agreement[..., None], lightness.shape)
    wanted = total / np.maximum(share, 1e-3)[..., None]
    own = field.ab(lightness)
    is_used = np.minimum(share / np.float32(_LEAST_AGREEMENT), 1)[..., None]
    version = upsample(own + is_used * (wanted - own), lightness, edges)
    if hinted is not None:
        share = share * (1 - _resized(np.ascontiguousarray(hinted[..., 0]), lightness.shape))
    share = share[..., None] * np.float32(colors.strength)
    return ColorField(
        field.slope + share * (version.slope - field.slope),
        field.offset + share * (version.offset - field.offset),
    )


def _resized(values: Float32Array, shape: tuple[int, ...]) -> Float32Array:
    height, width = shape
    is_reduced = height * width < values.shape[0] * values.shape[1]
    interpolation = cv2.INTER_AREA if is_reduced else cv2.INTER_LINEAR
    return np.asarray(cv2.resize(values, (width, height), interpolation=interpolation), np.float32)
