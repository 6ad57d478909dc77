"""Encoders trained on ImageNet: their input, and their weights from a file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import torch
from torch import Tensor

MEAN = (0.485, 0.456, 0.406)
STD = (0.229, 0.224, 0.225)


def imagenet_input(lightness: Tensor) -> Tensor:
    """Gray in three channels, mean-subtracted and scaled as the published weights expect.

    L* / 100 stands for the encoded gray, from which it differs by less than 0.04.

    Parameters
    ----------
    lightness : Tensor, shape (N, 1, H, W)
        L*, 0..100.

    Returns
    -------
    Tensor, shape (N, 3, H, W)
    """
    mean = lightness.new_tensor(MEAN).view(1, 3, 1, 1)
    std = lightness.new_tensor(STD).view(1, 3, 1, 1)
    return (lightness / 100 - mean) / std


def read_weights(path: Path) -> dict[str, Any]:
    """The tensors of a .pth file by name, on the CPU."""
    weights: dict[str, Any] = torch.load(path, map_location="cpu", weights_only=True)
    return weights
