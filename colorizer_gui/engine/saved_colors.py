"""Saved colors: a color with what a network knows of the thing that has it, to find that again.

A thing is known by the vectors by which a model tells surfaces apart: their mean and their spread
on its surface, and their mean around it, since a dress is told from a curtain by who wears it.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass

import cv2
import numpy as np

from colorizer_gui.engine.arrays import Float32Array
from colorizer_gui.engine.color.surfaces import LEAST_CONNECTING, learned_claim
from colorizer_gui.engine.hints import ColorHint
from colorizer_gui.engine.model.contract import ModelInfo, ModelOutput
from colorizer_gui.engine.preparation.preparation import PLACE_DIGITS

# Squared distance of features below which two surfaces are of one thing; 1 is about how far the
# places of one surface lie apart at most. docs/saved-colors.md says how it was chosen.
LIKE = 0.22
# Of the spread and of the surroundings, beside 1 for the mean.
SPREAD_WEIGHT, AROUND_WEIGHT = 4.0, 0.7
MOST_LIGHTNESS_STEP = 20.0  # L*
MOST_GROWTH = 4.0  # times the part of the photo that the thing covered
# Places whose vectors are as near as this are looked at, at most so many for each saved color.
NEAR, MOST_LOOKS = 0.4, 3
SMALLEST_SURFACE = 6.0  # cells
# What lies around a surface, in parts of the root of its cells.
AROUND = 0.5


@dataclass(frozen=True)
class SavedColor:
    """A color that is proposed where a model finds the same thing again.

    Parameters
    ----------
    a, b : float
    model : str
        The checksum of the checkpoint whose features they are.
    features : tuple of float
        See `_Surface`.
    lightness : float
        Mean L* of the thing.
    size : float
        The part of its photo that it covered, 0..1.
    """

    a: float
    b: float
    model: str
    features: tuple[float, ...]
    lightness: float
    size: float


@dataclass(frozen=True, eq=False)
class ProposedColor:
    """A place of a photo that may be the thing that a saved color is of.

    Parameters
    ----------
    name : str
        Of the saved color.
    hint : ColorHint
        What accepting adds.
    lightness : float
        L* at its place.
    mask : ndarray of float32, shape (p, q)
        The surface that it would color.
    """

    name: str
    hint: ColorHint
    lightness: float
    mask: Float32Array

    def covers(self, hint: ColorHint) -> bool:
        """Whether a hint lies on the surface already."""
        height, width = self.mask.shape
        row = min(int(hint.y * height), height - 1)
        column = min(int(hint.x * width), width - 1)
        return bool(self.mask[row, column] > LEAST_CONNECTING)


@dataclass(frozen=True, eq=False)
class _Surface:
    """A surface of a photo and what it is known by.

    Parameters
    ----------
    mask : ndarray of float32, shape (p, q)
    features : ndarray of float32, shape (3 D,)
        Mean vector, spread and mean vector around, weighted, in parts of the surface's limit.
    lightness, size : float
        See `SavedColor`.
    """

    mask: Float32Array
    features: Float32Array
    lightness: float
    size: float


_Known = dict[tuple[int, int], _Surface | None]  # by their cells, for all saved colors


def saved_color(
    info: ModelInfo, output: ModelOutput, lightness: Float32Array, hint: ColorHint
) -> SavedColor | None:
    """The color of a hint with what its place is known by.

    Parameters
    ----------
    info : ModelInfo
    output : ModelOutput
        Without hints that act on a part of the photo.
    lightness : ndarray of float32, shape (h, w)
        L* on the grid that the model saw.
    hint : ColorHint

    Returns
    -------
    SavedColor or None
        None for a model that tells no surfaces apart, and where there is none.
    """
    if output.surface is None:
        return None
    found = _surface_at(output.surface, _shrunk(lightness, output.surface), hint)
    if found is None:
        return None
    features = tuple(round(value, 4) for value in found.features.tolist())
    return SavedColor(
        hint.a, hint.b, info.checkpoint_sha256, features, round(found.lightness, 1),
        round(found.size, 4),
    )  # fmt: skip


def proposed_colors(
    saved: Mapping[str, SavedColor],
    info: ModelInfo,
    output: ModelOutput,
    lightness: Float32Array,
) -> list[ProposedColor]:
    """Where the things of saved colors are in a photo.

    Parameters
    ----------
    saved : mapping of str to SavedColor
        By name. Those of other models are left out.
    info, output, lightness
        See `saved_color`.

    Returns
    -------
    list of ProposedColor
        The likest first; one for each saved color and each surface at most.
    """
    if output.surface is None:
        return []
    small = _shrunk(lightness, output.surface)
    known: _Known = {}
    smooth = np.asarray(cv2.blur(output.surface[:-1].transpose(1, 2, 0), (3, 3)), np.float32)
    found: list[tuple[float, ProposedColor]] = []
    for name, color in saved.items():
        if color.model == info.checkpoint_sha256 and len(color.features) == 3 * smooth.shape[2]:
            nearest = _nearest(color, output.surface, smooth, small, known)
            if nearest is not None:
                distance, hint, mask = nearest
                found.append((distance, ProposedColor(name, hint, _at(small, hint), mask)))
    found.sort(key=lambda each: each[0])
    kept: list[ProposedColor] = []
    for _, proposed in found:
        if not any(each.covers(proposed.hint) or proposed.covers(each.hint) for each in kept):
            kept.append(proposed)
    return kept


def _nearest(
    color: SavedColor,
    surface: Float32Array,
    smooth: Float32Array,
    lightness: Float32Array,
    known: _Known,
) -> tuple[float, ColorHint, Float32Array] | None:
    """The surface that is likest to a saved color: distance, hint and mask; None if none is."""
    wanted = np.asarray(color.features, np.float32)
    limit = np.maximum(surface[-1], 1e-3)
    mean = wanted[: smooth.shape[2]]
    distances = ((smooth / np.sqrt(limit)[..., None] - mean) ** 2).sum(axis=2)
    best: tuple[float, ColorHint, Float32Array] | None = None
    for _ in range(MOST_LOOKS):
        row, column = divmod(int(distances.argmin()), distances.shape[1])
        if distances[row, column] > NEAR:
            break
        height, width = distances.shape
        x, y = ((place + 0.5) / side for place, side in ((column, width), (row, height)))
        x, y = round(x, PLACE_DIGITS), round(y, PLACE_DIGITS)
        hint = ColorHint(x, y, color.a, color.b)
        if (row, column) not in known:
            known[row, column] = _surface_at(surface, lightness, hint)
        found = known[row, column]
        distances[row, column] = np.inf
        if found is not None:
            distances[found.mask > LEAST_CONNECTING] = np.inf
            distance = float(((found.features - wanted) ** 2).sum())
            if distance < LIKE and _is_alike(found, color) and (not best or distance < best[0]):
                best = distance, hint, found.mask
    return best


def _is_alike(found: _Surface, color: SavedColor) -> bool:
    """Whether lightness and size are about those of the thing."""
    growth = abs(math.log(found.size / max(color.size, 1e-6)))
    step = abs(found.lightness - color.lightness)
    return step <= MOST_LIGHTNESS_STEP and growth <= math.log(MOST_GROWTH)


def _surface_at(surface: Float32Array, lightness: Float32Array, hint: ColorHint) -> _Surface | None:
    """The surface that a hint lies on, and what it is known by; None where there is none."""
    height, width = lightness.shape
    mask = learned_claim(surface, hint.area(height, width)).mask
    cells = float(mask.sum())
    if cells < SMALLEST_SURFACE:
        return None
    vectors, inside = surface[:-1], mask / np.float32(cells)
    limit = float((surface[-1] * inside).sum())
    if limit <= 0:
        return None
    mean = _mean(vectors, inside)
    spread = np.sqrt(np.maximum(_mean((vectors - mean[:, None, None]) ** 2, inside), 0))
    reach = max(3, int(AROUND * math.sqrt(cells))) | 1
    ring = np.clip(cv2.dilate(mask, np.ones((reach, reach), np.uint8)) - mask, 0, 1)
    around = _mean(vectors, ring / np.float32(max(float(ring.sum()), 1e-6)))
    parts = mean, math.sqrt(SPREAD_WEIGHT) * spread, math.sqrt(AROUND_WEIGHT) * around
    features = np.concatenate(parts).astype(np.float32) / np.float32(math.sqrt(limit))
    light = float((lightness * inside).sum())
    return _Surface(mask, features, light, cells / (height * width))


def _mean(values: Float32Array, weights: Float32Array) -> Float32Array:
    """Weighted means (D,) of values (D, p, q) by weights (p, q) that sum up to 1."""
    means: Float32Array = np.tensordot(values, weights, axes=((1, 2), (0, 1)))
    return means


def _shrunk(lightness: Float32Array, surface: Float32Array) -> Float32Array:
    """L* on the grid of the surfaces."""
    size = surface.shape[:0:-1]
    return np.asarray(cv2.resize(lightness, size, interpolation=cv2.INTER_AREA), np.float32)


def _at(values: Float32Array, hint: ColorHint) -> float:
    """A value of a grid at the place of a hint."""
    height, width = values.shape
    row, column = min(int(hint.y * height), height - 1), min(int(hint.x * width), width - 1)
    return float(values[row, column])
