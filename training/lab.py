"""sRGB and CIELAB on tensors, by the formula of `engine.color.cielab`."""

from __future__ import annotations

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from colorizer_gui.engine.color import cielab

_TO_XYZ = torch.tensor(cielab.SRGB_TO_RELATIVE_XYZ, dtype=torch.float32)
_FROM_XYZ = torch.tensor(cielab.RELATIVE_XYZ_TO_SRGB, dtype=torch.float32)


def _mix(matrix: Tensor, image: Tensor) -> Tensor:
    """Multiply the channels of an image (N, 3, H, W) by a matrix (3, 3)."""
    return torch.einsum("ij,njhw->nihw", matrix.to(image), image)


def srgb_to_lab(rgb: Tensor) -> Tensor:
    """Convert sRGB to CIELAB.

    Parameters
    ----------
    rgb : Tensor, shape (N, 3, H, W), float32
        Encoded sRGB, 0..1.

    Returns
    -------
    Tensor, shape (N, 3, H, W), float32
        L* 0..100, a*, b*.
    """
    high = ((rgb + 0.055) / 1.055).clamp_min(0) ** 2.4
    linear = torch.where(rgb <= cielab.SRGB_LINEAR_BELOW, rgb / 12.92, high)
    relative = _mix(_TO_XYZ, linear)
    curve = torch.where(
        relative > cielab.LAB_DELTA**3,
        relative.clamp_min(cielab.LAB_DELTA**3) ** (1 / 3),
        relative / (3 * cielab.LAB_DELTA**2) + 4 / 29,
    )
    x, y, z = curve.unbind(1)
    return torch.stack((116 * y - 16, 500 * (x - y), 200 * (y - z)), dim=1)


def lab_to_srgb(lab: Tensor) -> Tensor:
    """Convert CIELAB to sRGB, clipped to 0..1.

    Parameters
    ----------
    lab : Tensor, shape (N, 3, H, W), float32

    Returns
    -------
    Tensor, shape (N, 3, H, W), float32
    """
    lightness, a, b = lab.unbind(1)
    y = (lightness + 16) / 116
    curve = torch.stack((y + a / 500, y, y - b / 200), dim=1)
    relative = torch.where(
        curve > cielab.LAB_DELTA, curve**3, 3 * cielab.LAB_DELTA**2 * (curve - 4 / 29)
    )
    linear = _mix(_FROM_XYZ, relative)
    high = 1.055 * linear.clamp_min(cielab.SRGB_ENCODED_LINEAR_BELOW) ** (1 / 2.4) - 0.055
    encoded = torch.where(linear <= cielab.SRGB_ENCODED_LINEAR_BELOW, linear * 12.92, high)
    return encoded.clamp(0, 1)


def photo_to_lab(rgb: NDArray[np.uint8]) -> NDArray[np.float32]:
    """Convert an 8-bit sRGB photo of shape (H, W, 3) to CIELAB, by the engine's own function."""
    return cielab.srgb_to_lab(np.divide(rgb, 255, dtype=np.float32))
