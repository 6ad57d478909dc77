"""Surfaces: which places of a photo belong together, and hints that reach no farther.

A model with an output ``surface`` tells surfaces apart by vectors that were learned. For other
models a surface is what can be reached from a place over small steps of L*, a* and b*.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np
import numpy.typing as npt

from colorizer_gui.engine.arrays import Area, Float32Array

# Places less likely than this do not connect others with the hinted area.
LEAST_CONNECTING = 0.4
# Factor on the logits of a learned surface: less of what is half sure, more of what is nearly sure.
SHARPNESS = 2.0
# Standard deviation in cells: upsampling overshoots at steps of color where lightness has none.
FEATHER = 1.0
# The color of a surface is the network's own with this share; the rest is the color of the hint
# with this share of the variation that was predicted without hints.
NETWORK_SHARE, KEPT_VARIATION = 0.5, 0.5
# The farther a hint is from the color that was predicted without it, the less the network follows
# it. From the second of these CIELAB distances on, the hint has its surface for itself.
NEAR, FAR = 20.0, 40.0
# Geodesic distance: cost of the longer side of the photo, and of the squared CIELAB steps of L* and
# of ab along the way: shading costs little, an edge much. At distance 1 a place belongs to the
# surface by half.
COST_OF_WAY, COST_OF_LIGHTNESS, COST_OF_COLOR = 0.8, 0.002, 0.02
SWEEPS = 3
# Of two hints that claim a place, the nearer one has it; up to a difference of about this much in
# squared distance, both.
TIE = 1.0
LEAST_WEIGHT = np.float32(1e-6)  # divides where there is none
# What the way over the longer side of the photo adds to that of learned vectors: two dresses of one
# cloth differ in their place alone.
WAY_WEIGHT = 20.0
# Squared distances that are as far as the limit of a learned surface: a geodesic distance of 1, and
# the radius of a hint that acts within it.
GEODESIC_SCALE, RADIAL_SCALE = 15.0, 4.0
# Where a hint acts within its radius only, it fades out over as much again.
FADE = 1.0


@dataclass(frozen=True, eq=False)
class Claim:
    """Where a hint would act if there were no others.

    Parameters
    ----------
    mask : ndarray of float32, shape (h, w)
        How far it would act at each place, 0..1.
    distance : ndarray of float32, shape (h, w)
        The squared distance of each place from what is hinted, in features, over edges or in the
        photo.
    area : tuple of slice or None
        The hinted cells, with which all places are connected; None if they need not be.
    """

    mask: Float32Array
    distance: Float32Array
    area: Area | None = None

    def within(self, limit: Float32Array) -> "Claim":
        """The claim within a mask (h, w)."""
        return replace(self, mask=self.mask * limit)


@dataclass(frozen=True, eq=False)
class LocalHint:
    """A hint that acts on a part of the photo.

    Parameters
    ----------
    ab : tuple of float
        Its color.
    area : tuple of slice
        The hinted cells of the grid.
    mask : ndarray of float32, shape (h, w)
        How far it acts at each place, 0..1; those of all hints add up to 1 at most.
    """

    ab: tuple[float, float]
    area: Area
    mask: Float32Array


def learned_claim(surface: Float32Array, area: Area) -> Claim:
    """The surface of a hinted area by the vectors of a model.

    Parameters
    ----------
    surface : ndarray of float32, shape (D + 1, h, w)
        Vectors e and, last, limits r. A place q lies on the surface of a place p with the
        probability sigmoid(r(p) - |e(q) - e(p)|^2).
    area : tuple of slice
        Cells of the grid, at least one.

    Returns
    -------
    Claim
        The sharpened probability, feathered; 0 for places that are not connected with the area.
    """
    vectors, limits = surface[:-1], surface[-1]
    chosen = vectors[:, *area].mean(axis=(1, 2))
    squared = ((vectors - chosen[:, None, None]) ** 2).sum(axis=0)
    logits = np.clip(SHARPNESS * (limits[area].mean() - squared), -30, 30)
    mask: Float32Array = (1 / (1 + np.exp(-logits))).astype(np.float32)
    connected = mask * _connected(mask > LEAST_CONNECTING, area)
    return Claim(
        _feathered(connected), squared + np.float32(WAY_WEIGHT) * _way(mask.shape, area), area
    )


def _way(shape: tuple[int, ...], area: Area) -> Float32Array:
    """How far each place is from the middle of an area, in parts of the longer side."""
    y, x = np.ogrid[: shape[0], : shape[1]]
    row, column = ((part.start + part.stop - 1) / 2 for part in area)
    way: Float32Array = (np.hypot(y - row, x - column) / max(shape)).astype(np.float32)
    return way


def _feathered(image: Float32Array) -> Float32Array:
    return np.asarray(cv2.GaussianBlur(image, (0, 0), FEATHER), np.float32)


def share_places(claims: Sequence[Claim]) -> list[Float32Array]:
    """Divide places among hints that claim the same ones: each belongs to the nearest.

    Places that others cut off from a hint belong to one of those.

    Parameters
    ----------
    claims : sequence of Claim

    Returns
    -------
    list of ndarray of float32, shape (h, w)
        The mask of each, which is that of its claim where no other has any.
    """
    if len(claims) < 2:
        return [claim.mask for claim in claims]
    claims = [
        _connected_claim(claim, share) for claim, share in zip(claims, _shares(claims), strict=True)
    ]
    shares = [_feathered(share) for share in _shares(claims)]
    total = np.maximum(np.sum(shares, axis=0), LEAST_WEIGHT)
    return [claim.mask * (share / total) for claim, share in zip(claims, shares, strict=True)]


def _shares(claims: Sequence[Claim]) -> list[Float32Array]:
    """How far each claim has each place; they add up to 1, or 0 where there is no claim."""
    far = np.float32(np.inf)
    nearest = np.minimum.reduce([np.where(each.mask > 0, each.distance, far) for each in claims])
    nearest[np.isinf(nearest)] = 0
    weights = [
        claim.mask * np.exp(np.minimum((nearest - claim.distance) / np.float32(TIE), 0))
        for claim in claims
    ]
    total = np.maximum(np.sum(weights, axis=0), LEAST_WEIGHT)
    return [np.asarray(weight / total, np.float32) for weight in weights]


def _connected_claim(claim: Claim, share: Float32Array) -> Claim:
    """A claim without the parts of its share that are not connected with what is hinted."""
    if claim.area is None:
        return claim
    won = share > 0.5
    return claim.within((~won | _connected(won, claim.area)).astype(np.float32))


def _connected(inside: npt.NDArray[np.bool_], area: Area) -> npt.NDArray[np.bool_]:
    """The parts of a mask that touch an area, which counts as inside."""
    inside = inside.copy()
    inside[area] = True
    _, labels = cv2.connectedComponents(inside.astype(np.uint8), connectivity=8)
    kept: npt.NDArray[np.bool_] = np.isin(labels, np.unique(labels[area]))
    return kept & inside


def geodesic_claim(lightness: Float32Array, ab: Float32Array, area: Area) -> Claim:
    """The surface of a hinted area by the shortest way over lightness and predicted color.

    Parameters
    ----------
    lightness : ndarray of float32, shape (h, w)
    ab : ndarray of float32, shape (h, w, 2)
    area : tuple of slice

    Returns
    -------
    Claim
        Its mask is 1 in the area, one half at distance 1, nearly 0 from distance 2 on.
    """
    way = np.float32(COST_OF_WAY / max(lightness.shape))
    down, right = (
        way
        + np.float32(COST_OF_LIGHTNESS) * np.diff(lightness, axis=axis) ** 2
        + np.float32(COST_OF_COLOR) * (np.diff(ab, axis=axis) ** 2).sum(axis=2)
        for axis in (0, 1)
    )
    distance = np.full(lightness.shape, np.inf, np.float32)
    distance[area] = 0
    for _ in range(SWEEPS):
        _sweep(distance, down)
        _sweep(distance.T, right.T)
    squared = distance**2
    return Claim(np.exp2(-squared).astype(np.float32), np.float32(GEODESIC_SCALE) * squared, area)


def _sweep(distance: Float32Array, cost: Float32Array) -> None:
    """Shorten distances along axis 0, forward and backward, in place."""
    last = len(distance) - 1
    for row in range(last):
        np.minimum(distance[row + 1], distance[row] + cost[row], out=distance[row + 1])
    for row in range(last, 0, -1):
        np.minimum(distance[row - 1], distance[row] + cost[row - 1], out=distance[row - 1])


def radial_claim(height: int, width: int, center: tuple[float, float], radius: float) -> Claim:
    """A disc that fades out over its rim.

    Parameters
    ----------
    height, width : int
        Size of the grid.
    center : tuple of float
        x and y, 0..1 from the left and upper edge.
    radius : float
        Of the longer side.

    Returns
    -------
    Claim
        Its mask is 1 within the radius, 0 beyond (1 + FADE) times the radius.
    """
    y, x = np.mgrid[:height, :width].astype(np.float32) + np.float32(0.5)
    cells = np.hypot(x - center[0] * width, y - center[1] * height)
    # Half a cell more, so that the smallest hint has the cell it lies in.
    inner = radius * max(height, width) + 0.5
    share = np.clip((inner * (1 + FADE) - cells) / (inner * FADE), 0, 1)
    mask: Float32Array = (share * share * (3 - 2 * share)).astype(np.float32)
    return Claim(mask, np.float32(RADIAL_SCALE) * (cells / np.float32(inner)) ** 2)


def blend_local_hints(
    ab: Float32Array,
    hinted: Float32Array,
    hints: Sequence[LocalHint],
    network_share: float = NETWORK_SHARE,
) -> Float32Array:
    """Colors with hints that end with their masks.

    Parameters
    ----------
    ab, hinted : ndarray of float32, shape (h, w, 2)
        A network's prediction without and with these hints.
    hints : sequence of LocalHint
        At least one.
    network_share : float
        How much the network's prediction counts within the masks, 0..1, for hints that are near to
        what it predicts without them.

    Returns
    -------
    ndarray of float32, shape (h, w, 2)
        `ab` where all masks are 0.
    """
    colors, weights = np.zeros_like(ab), np.zeros((*ab.shape[:2], 1), np.float32)
    for hint in hints:
        weight = hint.mask[..., None]
        share = network_share * _trust(ab, hint)
        colors += weight * (share * hinted + (1 - share) * _own_colors(ab, hint))
        weights += weight
    return blend(ab, np.asarray(colors / np.maximum(weights, 1e-6), np.float32), hints)


def blend(values: Float32Array, hinted: Float32Array, hints: Sequence[LocalHint]) -> Float32Array:
    """Values (h, w, c) where no hint acts, and hinted ones where one does."""
    blended: Float32Array = values + union(hints) * (hinted - values)
    return blended


def union(hints: Sequence[LocalHint]) -> Float32Array:
    """How far at least one hint acts at each place, 0..1, of shape (h, w, 1)."""
    together: Float32Array = np.sum([hint.mask for hint in hints], axis=0)[..., None]
    return np.minimum(together, np.float32(1))


def _trust(ab: Float32Array, hint: LocalHint) -> Float32Array:
    """How far the network follows a hint, of shape (h, w, 1): 1 where it is near.

    For one that is far: 2 at the rim of its surface, where the network knows better what belongs to
    it, and 0 within.
    """
    way = np.linalg.norm(np.asarray(hint.ab) - ab[hint.area].mean(axis=(0, 1)))
    far = np.float32(np.clip((way - NEAR) / (FAR - NEAR), 0, 1))
    rim = np.maximum(1 - 2 * hint.mask[..., None], np.float32(0))
    trust: Float32Array = 1 - far + far * 2 * rim
    return trust


def _own_colors(ab: Float32Array, hint: LocalHint) -> Float32Array:
    """The color of a hint with a share of the predicted variation around its place."""
    variation = ab - ab[hint.area].mean(axis=(0, 1))
    colors: Float32Array = np.asarray(hint.ab, np.float32) + KEPT_VARIATION * variation
    return colors
