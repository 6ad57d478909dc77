"""Where hints act, by their reach and by what a model knows of the photo's surfaces."""

from collections.abc import Iterable

import cv2
import numpy as np

from colorizer_gui.engine.arrays import Float32Array
from colorizer_gui.engine.color.surfaces import (
    LocalHint,
    geodesic_mask,
    learned_mask,
    radial_mask,
)
from colorizer_gui.engine.hints import ColorHint, Reach
from colorizer_gui.engine.model.contract import ModelInfo, ModelOutput

_OUTLINE_FINENESS = 4  # points of an outline for each place of the mask's grid


def hints_everywhere(hints: Iterable[ColorHint]) -> tuple[ColorHint, ...]:
    """The hints that act wherever the network takes them."""
    return tuple(hint for hint in hints if hint.reach is Reach.EVERYWHERE)


def hint_mask(
    info: ModelInfo, output: ModelOutput, lightness: Float32Array, hint: ColorHint
) -> Float32Array | None:
    """Where a hint acts.

    Parameters
    ----------
    info : ModelInfo
    output : ModelOutput
        Without the hint.
    lightness : ndarray of float32, shape (h, w)
        L* on the grid that the model saw.
    hint : ColorHint

    Returns
    -------
    ndarray of float32, shape (p, q), or None
        0..1 on the grid of the output; None for a hint that acts everywhere, and for one on a
        surface where only `HintPropagation` knows the hint, which stays on the surface by itself.
    """
    height, width = output.ab.shape[:2]
    if hint.reach is Reach.EVERYWHERE:
        return None
    if hint.reach is Reach.HERE:
        return radial_mask(height, width, (hint.x, hint.y), hint.radius)
    area = hint.area(height, width)
    if output.surface is not None:
        return learned_mask(output.surface, area)
    if not info.has_hints:
        return None
    size = (width, height)
    small = np.asarray(cv2.resize(lightness, size, interpolation=cv2.INTER_AREA), np.float32)
    return geodesic_mask(small, output.ab, area)


def local_hints(
    hints: Iterable[ColorHint], masks: Iterable[Float32Array | None]
) -> list[LocalHint]:
    """The hints that have a mask of `hint_mask`, as they are blended."""
    return [
        LocalHint((hint.a, hint.b), hint.area(*mask.shape), mask)
        for hint, mask in zip(hints, masks, strict=True)
        if mask is not None
    ]


def outlines(mask: Float32Array) -> list[Float32Array]:
    """The outlines of where a hint acts.

    Parameters
    ----------
    mask : ndarray of float32, shape (p, q)
        0..1.

    Returns
    -------
    list of ndarray of float32, shape (N, 2)
        Closed lines through places x, y of the photo, 0..1.
    """
    height, width = (side * _OUTLINE_FINENESS for side in mask.shape)
    fine = cv2.resize(mask, (width, height), interpolation=cv2.INTER_CUBIC)
    # A border, so that lines close where the mask reaches the edge.
    inside = np.pad((fine >= 0.5).astype(np.uint8), 1)
    found, _ = cv2.findContours(inside, cv2.RETR_CCOMP, cv2.CHAIN_APPROX_NONE)
    lines = (cv2.approxPolyDP(line, 0.7, True)[:, 0] for line in found)
    scale = np.array((width, height), np.float32)
    return [((line - 0.5) / scale).clip(0, 1).astype(np.float32) for line in lines]
