"""The small copy of a reference photo, from pixels and to L*, a*, b*."""

import cv2
import numpy as np

from colorizer_gui.engine.arrays import Float32Array, PixelArray, Uint8Array
from colorizer_gui.engine.color.cielab import lab_to_srgb, srgb_to_lab
from colorizer_gui.engine.color.planes import (
    ab_of_bytes,
    bytes_of_ab,
    packed_planes,
    unpacked_planes,
)
from colorizer_gui.engine.color.reference_colors import ReferenceCopy
from colorizer_gui.engine.limits import LARGEST_PLANE_SIDE

# About what models see of a photo.
COPY_PIXELS = 90_000


def reference_copy(rgb: PixelArray) -> ReferenceCopy:
    """Make the small copy of a reference photo.

    Parameters
    ----------
    rgb : ndarray of uint8 or uint16, shape (H, W, 3)
        sRGB.

    Returns
    -------
    ReferenceCopy
        Of the same proportions, but for those that are all length.
    """
    height, width = rgb.shape[:2]
    scale = min(1.0, (COPY_PIXELS / (height * width)) ** 0.5, LARGEST_PLANE_SIDE / max(rgb.shape))
    size = max(1, round(width * scale)), max(1, round(height * scale))
    small = cv2.resize(rgb, size, interpolation=cv2.INTER_AREA)
    values = np.asarray(small / np.float32(np.iinfo(rgb.dtype).max), np.float32)
    lab = srgb_to_lab(values)
    light = np.rint(np.clip(lab[..., 0], 0, 100) * 2.55).astype(np.uint8)
    a, b = np.moveaxis(bytes_of_ab(lab[..., 1:]), -1, 0)
    return ReferenceCopy(size[0], size[1], packed_planes(np.stack((light, a, b))))


def reference_lab(copy: ReferenceCopy) -> Float32Array:
    """L*, a*, b* of a copy, shape (height, width, 3)."""
    light, a, b = unpacked_planes(copy.width, copy.height, copy.data)
    return np.dstack((light.astype(np.float32) / np.float32(2.55), ab_of_bytes(a, b)))


def reference_pixels(copy: ReferenceCopy) -> Uint8Array:
    """sRGB of a copy, shape (height, width, 3)."""
    rgb = np.clip(lab_to_srgb(reference_lab(copy)), 0, 1)
    return np.asarray(np.rint(rgb * 255), np.uint8)
