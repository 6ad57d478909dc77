"""Hints that speak of one surface: it gets another color, everything else stays as it is."""

from __future__ import annotations

import math

import cv2
import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from training.hints import LARGEST_HALF, HintSettings, paint, reveal
from training.lab import lab_to_srgb, srgb_to_lab
from training.surfaces import random_surface, smoothed

Array = NDArray[np.float32]

SURFACE_SHARE = (0.01, 0.5)
CHROMA = (6.0, 60.0)
# Share of the photos in which a second surface gets a color of its own.
SECOND_SURFACE = 0.35
# Share of the photos with further hints that confirm what is there.
CONFIRMED = 0.5
MOST_CONFIRMING = 12
MOST_ON_SURFACE = 6
# Of a surface's own variation in ab, what stays when it gets another color.
KEPT_VARIATION = 0.5


def recolor(lab: Array, weight: Array, hue: float, chroma: float) -> Array:
    """Give a surface another color, shaded like its lightness.

    Parameters
    ----------
    lab : ndarray of float32, shape (H, W, 3)
    weight : ndarray of float32, shape (H, W)
        1 on the surface, 0 off it, between them along its edge.
    hue : float
        Radians.
    chroma : float
        CIELAB units, at the mean lightness of the surface.

    Returns
    -------
    ndarray of float32, shape (H, W, 2)
        a*, b*; may lie outside sRGB.
    """
    total = float(weight.sum()) + 1e-6
    mean = np.einsum("hw,hwc->c", weight, lab) / total
    shade = np.clip(lab[..., :1] / max(float(mean[0]), 1.0), 0.4, 1.4)
    color = chroma * np.array((math.cos(hue), math.sin(hue)), np.float32)
    wanted = color * shade + KEPT_VARIATION * (lab[..., 1:] - mean[1:])
    result: Array = lab[..., 1:] + weight[..., None] * (wanted - lab[..., 1:])
    return result.astype(np.float32)


def feathered(inside: NDArray[np.bool_], distance: Array) -> Array:
    """Soft edge of a surface: it fades where its color does, within two pixels.

    Parameters
    ----------
    inside : ndarray of bool, shape (H, W)
    distance : ndarray of float32, shape (H, W)
        From `training.surfaces.distances`.

    Returns
    -------
    ndarray of float32, shape (H, W)
        0..1.
    """
    near = cv2.dilate(inside.astype(np.uint8), np.ones((5, 5), np.uint8))
    soft = np.clip((1.5 - distance) / 0.5, 0, 1) * near
    blurred = cv2.GaussianBlur(np.maximum(soft, inside).astype(np.float32), (0, 0), 0.8)
    edge: Array = blurred.astype(np.float32, copy=False)
    return edge


def _recolored(lab: Array, random: np.random.Generator) -> tuple[Array, list[Array]]:
    """Colors of a photo with one or two surfaces recolored, and the weight of each surface."""
    smooth, result = smoothed(lab), lab.copy()
    weights: list[Array] = []
    for _ in range(1 + int(random.random() < SECOND_SURFACE)):
        found = random_surface(smooth, random, SURFACE_SHARE)
        if found is None:
            continue
        weight = feathered(*found)
        for earlier in weights:
            weight = weight * (1 - earlier)
        hue, chroma = random.uniform(0, 2 * math.pi), random.uniform(*CHROMA)
        result[..., 1:] = recolor(result, weight, hue, chroma)
        weights.append(weight)
    return result[..., 1:], weights


def _places_on(weights: list[Array], random: np.random.Generator) -> NDArray[np.int64]:
    """Rows and columns of hints, one or several on each surface, shape (2, K)."""
    places = []
    for weight in weights:
        rows, columns = np.nonzero(weight > min(0.9, float(weight.max())) - 1e-3)
        count = int(math.exp(random.uniform(0, math.log(MOST_ON_SURFACE + 1))))
        chosen = random.integers(len(rows), size=count)
        places.append(np.stack((rows[chosen], columns[chosen])))
    return np.concatenate(places, axis=1)


def _within_srgb(lab: Tensor) -> Tensor:
    """ab of colors (N, 3, H, W) after clipping in sRGB."""
    return srgb_to_lab(lab_to_srgb(lab))[:, 1:]


def make_local(
    lab: Tensor, ab: Tensor, hints: Tensor, settings: HintSettings, random: np.random.Generator
) -> tuple[Tensor, Tensor, Tensor]:
    """Turn a share of the photos with hints into ones whose hints speak of single surfaces.

    Parameters
    ----------
    lab : Tensor, shape (N, 3, H, W)
        True colors.
    ab : Tensor, shape (N, 2, H, W)
        Colors to reach so far.
    hints : Tensor, shape (N, 3, H, W)
    settings : HintSettings
    random : Generator

    Returns
    -------
    ab : Tensor, shape (N, 2, H, W)
        Colors to reach: the true ones but for the recolored surfaces.
    hints : Tensor, shape (N, 3, H, W)
    changed : Tensor, shape (N, 1, H, W)
        0..1: how far each place belongs to a recolored surface.
    """
    ab, hints = ab.clone(), hints.clone()
    changed = torch.zeros_like(lab[:, :1])
    hinted = hints[:, 2].flatten(1).any(dim=1)
    for index in torch.nonzero(hinted).flatten().tolist():
        if random.random() >= settings.local:
            continue
        image = lab[index].permute(1, 2, 0).cpu().contiguous().numpy().astype(np.float32)
        colors, weights = _recolored(image, random)
        if not weights:
            continue
        new = torch.from_numpy(colors).permute(2, 0, 1).to(lab)[None]
        own = torch.from_numpy(np.maximum.reduce(weights)).to(lab)
        clipped = _within_srgb(torch.cat((lab[index : index + 1, :1], new), dim=1))
        # Clipping is for the surface only: everything else keeps its colors exactly.
        ab[index] = torch.where(own > 0, clipped[0], lab[index, 1:])
        changed[index, 0] = own
        hints[index] = _hints_for(ab[index : index + 1], weights, random)[0]
    return ab, hints, changed


def _hints_for(ab: Tensor, weights: list[Array], random: np.random.Generator) -> Tensor:
    """Hints on each recolored surface of a photo, and sometimes some that confirm the rest."""
    rows, columns = torch.from_numpy(_places_on(weights, random)).to(ab.device)
    half = torch.from_numpy(random.integers(LARGEST_HALF + 1, size=len(rows))).to(ab.device)
    given = torch.ones(1, len(rows), dtype=torch.bool, device=ab.device)
    hints = paint(ab, rows[None], columns[None], half[None], given)
    if random.random() < CONFIRMED:
        count = int(math.exp(random.uniform(0, math.log(MOST_CONFIRMING + 1))))
        more = reveal(ab, torch.full((1,), count, device=ab.device))
        hints = torch.where(hints[:, 2:] > 0, hints, more)
    return hints
