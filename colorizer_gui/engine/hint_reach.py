"""Where hints act, by their reach and by what a model knows of the photo's surfaces."""

from collections.abc import Iterable, Mapping, Sequence

import cv2
import numpy as np

from colorizer_gui.engine.arrays import Float32Array
from colorizer_gui.engine.color.region_fields import fitted_mask
from colorizer_gui.engine.color.surfaces import (
    Claim,
    LocalHint,
    geodesic_claim,
    learned_claim,
    radial_claim,
    share_places,
)
from colorizer_gui.engine.hints import ColorHint, Reach
from colorizer_gui.engine.model.contract import ModelInfo, ModelOutput
from colorizer_gui.engine.regions import Mask, Region

Limits = tuple[tuple[int, Mask], ...]  # ids of regions that limit hints, with their masks

OUTLINE_FINENESS = 4


def hints_everywhere(hints: Iterable[ColorHint]) -> tuple[ColorHint, ...]:
    """The hints that act wherever the network takes them."""
    return tuple(hint for hint in hints if hint.reach is Reach.EVERYWHERE and not hint.region)


def limits_of(hints: Iterable[ColorHint], regions: Iterable[Region]) -> Limits:
    """What limits hints: all of the regions on which a prediction with the hints depends."""
    named = {hint.region for hint in hints}
    return tuple((region.id, region.mask) for region in regions if region.id in named)


def limit_masks(
    limits: Limits, output: ModelOutput, lightness: Float32Array
) -> dict[int, Float32Array]:
    """The masks (p, q) of limits on the grid of an output, 0..1, by the ids of the regions."""
    size = output.ab.shape[1::-1]

    def shrunk(mask: Mask) -> Float32Array:
        fitted = fitted_mask(mask, lightness)
        return np.asarray(cv2.resize(fitted, size, interpolation=cv2.INTER_AREA), np.float32)

    return {region: shrunk(mask) for region, mask in limits}


def hint_claim(
    info: ModelInfo,
    output: ModelOutput,
    lightness: Float32Array,
    hint: ColorHint,
    limits: Mapping[int, Float32Array],
) -> Claim | None:
    """Where a hint would act without other hints.

    Parameters
    ----------
    info : ModelInfo
    output : ModelOutput
        Without the hint.
    lightness : ndarray of float32, shape (h, w)
        L* on the grid that the model saw.
    hint : ColorHint
    limits : mapping of int to ndarray of float32, shape (p, q)
        See `limit_masks`.

    Returns
    -------
    Claim or None
        On the grid of the output; None for a hint that acts everywhere, and for one on a surface
        where only `HintPropagation` knows the hint, which stays on the surface by itself.
    """
    claim, limit = _reached(info, output, lightness, hint), limits.get(hint.region)
    if limit is None:
        return claim
    return Claim(limit, np.zeros_like(limit)) if claim is None else claim.within(limit)


def hint_masks(
    info: ModelInfo,
    output: ModelOutput,
    lightness: Float32Array,
    hints: Sequence[ColorHint],
    limits: Mapping[int, Float32Array],
) -> list[Float32Array | None]:
    """Where each of several hints acts: a narrower reach lies over a wider one.

    Hints of the same reach share the places that several of them claim, see `share_places`.

    Parameters
    ----------
    info, output, lightness, limits
        See `hint_claim`.
    hints : sequence of ColorHint

    Returns
    -------
    list of ndarray of float32, shape (p, q), or of None
        0..1; those of all hints add up to 1 at most. None where the claim is.
    """
    masks: list[Float32Array | None] = [None] * len(hints)
    free = np.ones(output.ab.shape[:2], np.float32)
    for reach in Reach:
        claims = {
            index: claim
            for index, hint in enumerate(hints)
            if hint.reach is reach
            and (claim := hint_claim(info, output, lightness, hint, limits)) is not None
        }
        shared = share_places(list(claims.values()))
        for index, mask in zip(claims, shared, strict=True):
            masks[index] = mask * free
        free = free * (1 - np.sum(shared, axis=0, dtype=np.float32).clip(0, 1))
    return masks


def _reached(
    info: ModelInfo, output: ModelOutput, lightness: Float32Array, hint: ColorHint
) -> Claim | None:
    """Where a hint acts by its reach alone, see `hint_claim`."""
    height, width = output.ab.shape[:2]
    if hint.reach is Reach.EVERYWHERE:
        return None
    if hint.reach is Reach.HERE:
        return radial_claim(height, width, (hint.x, hint.y), hint.radius)
    area = hint.area(height, width)
    if output.surface is not None:
        return learned_claim(output.surface, area)
    return geodesic_surface(output, lightness, hint) if info.has_hints else None


def geodesic_surface(output: ModelOutput, lightness: Float32Array, hint: ColorHint) -> Claim:
    """The surface (p, q) that a hint lies on, for models that have learned none."""
    height, width = output.ab.shape[:2]
    size = (width, height)
    small = np.asarray(cv2.resize(lightness, size, interpolation=cv2.INTER_AREA), np.float32)
    return geodesic_claim(small, output.ab, hint.area(height, width))


def local_hints(
    hints: Iterable[ColorHint], masks: Iterable[Float32Array | None]
) -> list[LocalHint]:
    """The hints that have a mask of `hint_masks`, as they are blended."""
    return [
        LocalHint((hint.a, hint.b), hint.area(*mask.shape), mask)
        for hint, mask in zip(hints, masks, strict=True)
        if mask is not None
    ]


def outlines(mask: Float32Array, fineness: int = OUTLINE_FINENESS) -> list[Float32Array]:
    """The outlines of where a hint acts, or of a region.

    Parameters
    ----------
    mask : ndarray of float32, shape (p, q)
        0..1.
    fineness : int
        Points of an outline for each place of the mask's grid.

    Returns
    -------
    list of ndarray of float32, shape (N, 2)
        Closed lines through places x, y of the photo, 0..1.
    """
    height, width = (side * fineness for side in mask.shape)
    fine = cv2.resize(mask, (width, height), interpolation=cv2.INTER_CUBIC)
    # A border, so that lines close where the mask reaches the edge.
    inside = np.pad((fine >= 0.5).astype(np.uint8), 1)
    found, _ = cv2.findContours(inside, cv2.RETR_CCOMP, cv2.CHAIN_APPROX_NONE)
    lines = (cv2.approxPolyDP(line, 0.7, True)[:, 0] for line in found)
    scale = np.array((width, height), np.float32)
    return [((line - 0.5) / scale).clip(0, 1).astype(np.float32) for line in lines]
