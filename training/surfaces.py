"""Surfaces of a photo, found from its true colors: connected places of like color.

A network learns from them which places belong together; the locality of hints is measured on them.
"""

from __future__ import annotations

import cv2
import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

# Largest distance in ab from the color of the surface: for grays, more for each unit of chroma,
# and at most.
TOLERANCE, TOLERANCE_BY_CHROMA, LARGEST_TOLERANCE = 6.0, 0.25, 16.0
# Up to `UNSURE` tolerances from its color, a place may or may not belong to the surface.
UNSURE = 1.5
# Weight of a difference in L*: grays are told apart by lightness, colors may be shaded.
GRAY_LIGHTNESS, COLOR_LIGHTNESS, FULL_COLOR = 0.35, 0.12, 15.0
# Of places of the same color that are not connected, where a network is taught or measured.
DISCONNECTED_WEIGHT = 0.2

Array = NDArray[np.float32]


def smoothed(lab: Array) -> Array:
    """Even out compression noise of a photo of shape (H, W, 3)."""
    return cv2.GaussianBlur(lab, (0, 0), 0.8).astype(np.float32, copy=False)


def distances(lab: Array, row: int, column: int) -> Array:
    """Distance in color of every place from one, in tolerances.

    Parameters
    ----------
    lab : ndarray of float32, shape (H, W, 3)
        See `smoothed`.
    row, column : int

    Returns
    -------
    ndarray of float32, shape (H, W)
        Below 1 for the color of the same surface.
    """
    a, b = lab[row, column, 1:]
    chroma = float(np.hypot(a, b))
    tolerance = min(TOLERANCE + TOLERANCE_BY_CHROMA * chroma, LARGEST_TOLERANCE)
    share = min(chroma / FULL_COLOR, 1.0)
    weight = GRAY_LIGHTNESS + (COLOR_LIGHTNESS - GRAY_LIGHTNESS) * share
    difference = lab - lab[row, column]
    difference[..., 0] *= weight
    distance: Array = np.sqrt((difference * difference).sum(axis=-1)) / tolerance
    return distance


def connected(inside: NDArray[np.bool_], row: int, column: int) -> NDArray[np.bool_]:
    """The places of a mask that are connected with one of them, by their sides."""
    _, labels = cv2.connectedComponents(inside.astype(np.uint8), connectivity=4)
    found: NDArray[np.bool_] = labels == labels[row, column]
    return found & inside


def random_surface(
    lab: Array, random: np.random.Generator, share: tuple[float, float], tries: int = 8
) -> tuple[NDArray[np.bool_], Array] | None:
    """A surface around a random place.

    Parameters
    ----------
    lab : ndarray of float32, shape (H, W, 3)
        See `smoothed`.
    random : Generator
    share : tuple of float
        Smallest and largest share of the photo.
    tries : int
        Places to try.

    Returns
    -------
    inside : ndarray of bool, shape (H, W)
    distance : ndarray of float32, shape (H, W)
        From `distances`.
    """
    height, width = lab.shape[:2]
    for _ in range(tries):
        row, column = int(random.integers(height)), int(random.integers(width))
        distance = distances(lab, row, column)
        inside = connected(distance < 1, row, column)
        if share[0] <= inside.mean() <= share[1]:
            return inside, distance
    return None


def surface_targets(
    lab: Tensor, clicks: int, random: np.random.Generator
) -> tuple[Tensor, Tensor, Tensor]:
    """Random places of photos, and which other places lie on the same surface.

    Parameters
    ----------
    lab : Tensor, shape (N, 3, h, w)
        True colors, pooled to the grid of the prediction.
    clicks : int
        Places of each photo, K.
    random : Generator

    Returns
    -------
    places : Tensor of int64, shape (N, K)
        Row * w + column.
    inside : Tensor, shape (N, K, h, w)
        1 on the surface, 0 elsewhere.
    weight : Tensor, shape (N, K, h, w)
        0 where it is unsure; the mean over the surface counts as much as the mean over the rest.
    """
    photos, _, height, width = lab.shape
    places = _random_places(lab, clicks, random)
    inside = np.zeros((photos, clicks, height, width), np.float32)
    weight = np.zeros_like(inside)
    images = lab.detach().cpu().permute(0, 2, 3, 1).contiguous().numpy().astype(np.float32)
    for photo, image in enumerate(images):
        image = smoothed(image)
        for click in range(clicks):
            row, column = divmod(int(places[photo, click]), width)
            distance = distances(image, row, column)
            own = connected(distance < 1, row, column)
            inside[photo, click] = own
            weight[photo, click] = _weights(own, distance)
    to = lab.device
    return (
        torch.from_numpy(places).to(to),
        torch.from_numpy(inside).to(to),
        torch.from_numpy(weight).to(to),
    )


def _random_places(lab: Tensor, clicks: int, random: np.random.Generator) -> NDArray[np.int64]:
    """Places (N, K): half of them anywhere, half the most colorful of three."""
    size = lab.shape[2] * lab.shape[3]
    drawn = random.integers(size, size=(3, len(lab), clicks))
    chroma = torch.linalg.vector_norm(lab[:, 1:], dim=1).flatten(1).cpu().numpy()
    best = np.take_along_axis(chroma[None], drawn, axis=2).argmax(axis=0)
    best[:, : clicks // 2] = 0
    places: NDArray[np.int64] = np.take_along_axis(drawn, best[None], axis=0)[0]
    return places


def _weights(own: NDArray[np.bool_], distance: Array) -> Array:
    """Weights with a sum of 1/2 over the surface and 1/2 over other things."""
    other = np.where(distance > UNSURE, 1.0, 0.0)
    other[(distance < 1) & ~own] = DISCONNECTED_WEIGHT
    total = max(float(other.sum()), 0.02 * other.size)
    result: Array = (own / max(own.sum(), 1) / 2 + other / total / 2).astype(np.float32)
    return result
