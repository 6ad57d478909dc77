"""Uncertainty of the network, and the places where a hint helps most."""

from collections.abc import Iterable

import cv2
import numpy as np

from colorizer_gui.engine.arrays import Float32Array
from colorizer_gui.engine.hints import ColorHint

# Of the longer side of the grid.
SMOOTHING = 1 / 24
LEAST_DISTANCE = 1 / 6
MARGIN = 1 / 16  # networks are less certain at the border of what they see, whatever it shows
LEAST_UNCERTAINTY = 0.15  # a place below this needs no hint


def bin_entropy(bins: Float32Array) -> Float32Array:
    """Entropy of the color bins, as a share of the largest possible one.

    Parameters
    ----------
    bins : ndarray of float32, shape (Q, h, w)
        Logits.

    Returns
    -------
    ndarray of float32, shape (h, w)
        From 0, where one bin has all the probability, to 1, where all have the same.
    """
    logits = bins - bins.max(axis=0)
    weights = np.exp(logits)
    total = weights.sum(axis=0)
    entropy: Float32Array = np.log(total) - (weights * logits).sum(axis=0) / total
    return np.asarray(entropy / np.log(len(bins)), np.float32)


def uncertainty_map(bins: Float32Array, lightness: Float32Array) -> Float32Array:
    """Uncertainty of the network, weighted by how visible color is at each lightness.

    Parameters
    ----------
    bins : ndarray of float32, shape (Q, h, w)
        Logits.
    lightness : ndarray of float32, shape (H, W)
        L* 0..100 of the photo, on a grid as fine as or finer than that of the bins.

    Returns
    -------
    ndarray of float32, shape (h, w)
        0..1, smoothed; near 0 in black and white, where all colors look alike.
    """
    height, width = bins.shape[1:]
    light = cv2.resize(lightness, (width, height), interpolation=cv2.INTER_AREA)
    values = bin_entropy(bins) * np.sin(np.clip(light, 0, 100) * np.float32(np.pi / 100))
    side = 2 * round(SMOOTHING * max(height, width) / 2) + 1
    smoothed = cv2.blur(values.astype(np.float32), (side, side), borderType=cv2.BORDER_REFLECT)
    return np.asarray(smoothed, np.float32)


def uncertain_places(
    uncertainty: Float32Array, hints: Iterable[ColorHint], count: int = 5
) -> list[tuple[float, float]]:
    """The most uncertain places, at a distance from each other and from the hints.

    Parameters
    ----------
    uncertainty : ndarray of float32, shape (h, w)
        What `uncertainty_map` gives.
    hints : iterable of ColorHint
    count : int

    Returns
    -------
    list of tuple of float
        x and y, 0..1 from the left and upper edge, of at most `count` places, the most uncertain
        first.
    """
    height, width = uncertainty.shape
    y, x = np.mgrid[:height, :width].astype(np.float32) + np.float32(0.5)
    remaining = np.zeros_like(uncertainty)
    top, left = round(height * MARGIN), round(width * MARGIN)
    inside = slice(top, height - top), slice(left, width - left)
    remaining[inside] = uncertainty[inside]

    def clear_around(place_x: float, place_y: float) -> None:
        distance = np.hypot(x - place_x * width, y - place_y * height)
        remaining[distance < LEAST_DISTANCE * max(height, width)] = 0

    for hint in hints:
        clear_around(hint.x, hint.y)
    places: list[tuple[float, float]] = []
    while len(places) < count and remaining.max() > LEAST_UNCERTAINTY:
        row, column = divmod(int(remaining.argmax()), width)
        places.append(((column + 0.5) / width, (row + 0.5) / height))
        clear_around(*places[-1])
    return places
