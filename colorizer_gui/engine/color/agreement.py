"""Where two aligned versions of a photo show the same, whatever their tone."""

from itertools import pairwise

import cv2
import numpy as np
import numpy.typing as npt

from colorizer_gui.engine.arrays import Float32Array

# Of the longer side: grain that is not compared, neighborhoods that are, and what is left out
# around places that differ.
GRAIN, NEIGHBORHOOD, WIDE_NEIGHBORHOOD, MARGIN = 0.0015, 0.009, 0.027, 0.012
# Variance of L* that is no structure.
NOISE = 12.0
# The measure of structure from which places begin to agree, and from which they do wholly.
LEAST_STRUCTURE, FULL_STRUCTURE = 0.45, 0.7
# Differences of L*, after both have the same tones, up to which places agree and from which not.
SAME_TONE, OTHER_TONE = 10.0, 24.0
# Of the longer side, from where a version ends inside the photo to where it counts wholly.
RIM = 0.12
TONES = 24  # of the tone curve
# Correlation of the places that give the curve, and their least share of all.
LEAST_CORRELATION, LEAST_SHARE = 0.8, 0.01
# Variance from which structure counts no more when shares are measured.
LARGEST_VARIANCE = 150.0


def agreement_map(
    scan: Float32Array, version: Float32Array, is_inside: npt.NDArray[np.bool_]
) -> Float32Array:
    """How far two aligned versions agree at each place.

    Parameters
    ----------
    scan, version : ndarray of float32, shape (h, w)
        L*.
    is_inside : ndarray of bool, shape (h, w)
        Where the version has anything.

    Returns
    -------
    ndarray of float32, shape (h, w)
        0..1, smooth, and 0 around what differs.
    """
    if not is_inside.any():
        return np.zeros(scan.shape, np.float32)
    side = max(scan.shape)
    one, other = (_blurred(each, GRAIN * side) for each in (scan, version))
    other = _toned(other, one, is_inside & _correlated(one, other, NEIGHBORHOOD * side), is_inside)
    near, far = (_Local(one, other, radius * side) for radius in (NEIGHBORHOOD, WIDE_NEIGHBORHOOD))
    structure = np.minimum(near.similarity(), far.similarity())
    agreed = _ramp(structure, LEAST_STRUCTURE, FULL_STRUCTURE)
    agreed *= 1 - _ramp(np.abs(near.mean - near.other_mean), SAME_TONE, OTHER_TONE)
    agreed[~is_inside] = 0
    return _inner(agreed, MARGIN * side)


def structure_share(scan: Float32Array, agreement: Float32Array) -> float:
    """The share of a scan's structure that agrees, 0..1.

    Plain areas, which every photo has, say little; edges tell photos apart.
    """
    side = max(scan.shape)
    light = _blurred(scan, GRAIN * side)
    mean = _blurred(light, NEIGHBORHOOD * side)
    variance = _blurred(light * light, NEIGHBORHOOD * side) - mean * mean
    weight = np.clip(variance - NOISE, 0, LARGEST_VARIANCE)
    total = float(weight.sum())
    return float((weight * agreement).sum()) / total if total > 0 else 0.0


def rim_fade(is_inside: npt.NDArray[np.bool_]) -> Float32Array:
    """From 0 where a version ends inside the photo to 1 farther in; 1 at the photo's own edge.

    Parameters
    ----------
    is_inside : ndarray of bool, shape (h, w)
        Where the version has anything.

    Returns
    -------
    ndarray of float32, shape (h, w)
    """
    # A version whose edge is the photo's may lack a few rows of it.
    side = 2 * max(1, round(MARGIN * max(is_inside.shape))) + 1
    outside = cv2.morphologyEx(
        (~is_inside).astype(np.uint8), cv2.MORPH_OPEN, np.ones((side, side), np.uint8)
    )
    if not outside.any():
        return np.ones(is_inside.shape, np.float32)
    distance = cv2.distanceTransform(1 - outside, cv2.DIST_L2, 5)
    # From where agreement has ended by itself, so that no step is left there.
    begin = 2 * MARGIN * max(is_inside.shape)
    return _ramp(np.asarray(distance, np.float32), begin, begin + RIM * max(is_inside.shape))


class _Local:
    """Means, variances and covariance of two lightnesses around each place."""

    def __init__(self, one: Float32Array, other: Float32Array, radius: float) -> None:
        self.mean, self.other_mean = _blurred(one, radius), _blurred(other, radius)
        self.variance = _blurred(one * one, radius) - self.mean**2
        self.other_variance = _blurred(other * other, radius) - self.other_mean**2
        self.covariance = _blurred(one * other, radius) - self.mean * self.other_mean

    def similarity(self) -> Float32Array:
        """Similarity of structure and its contrast, -1..1; 1 where neither has any."""
        total = self.variance + self.other_variance
        return np.asarray((2 * self.covariance + NOISE) / (total + NOISE), np.float32)


def _correlated(one: Float32Array, other: Float32Array, radius: float) -> npt.NDArray[np.bool_]:
    """Where both have the same structure, whatever its contrast."""
    local = _Local(one, other, radius)
    spread = np.sqrt(np.maximum(local.variance * local.other_variance, 0))
    return np.asarray((spread > NOISE) & (local.covariance > LEAST_CORRELATION * spread))


def _toned(
    version: Float32Array,
    scan: Float32Array,
    is_alike: npt.NDArray[np.bool_],
    is_inside: npt.NDArray[np.bool_],
) -> Float32Array:
    """The version with the tones of the scan: medians of like lightness, in ascending order.

    They are taken where the structure is alike: what was redrawn must not bend the curve until it
    fits.
    """
    known = is_alike if is_alike.sum() > LEAST_SHARE * is_inside.sum() else is_inside
    own, wanted = version[known], scan[known]
    limits = np.unique(np.quantile(own, np.linspace(0, 1, TONES + 1)))
    if len(limits) < 3:
        return np.full_like(version, np.median(wanted))
    bins = np.clip(np.searchsorted(limits, own, side="right") - 1, 0, len(limits) - 2)
    order = np.argsort(bins, kind="stable")
    ends = np.searchsorted(bins[order], np.arange(len(limits)))
    medians = [
        np.median(wanted[order[first:last]]) if last > first else np.nan
        for first, last in pairwise(ends)
    ]
    is_given = np.isfinite(np.array(medians))
    middles = ((limits[1:] + limits[:-1]) / 2)[is_given]
    tones = np.maximum.accumulate(np.array(medians)[is_given])
    return np.interp(version, middles, tones).astype(np.float32)


def _ramp(values: Float32Array, low: float, high: float) -> Float32Array:
    """From 0 at `low` to 1 at `high`, smoothly."""
    share = np.clip((values - low) / (high - low), 0, 1)
    return np.asarray(share * share * (3 - 2 * share), np.float32)


def _inner(agreed: Float32Array, margin: float) -> Float32Array:
    """Agreement without specks and the surroundings of what differs, smoothed."""
    side = 2 * max(1, round(margin)) + 1
    disk = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (side, side))
    # Closed first: a speck of grain that differs is no redrawn thing.
    closed = np.asarray(cv2.morphologyEx(agreed, cv2.MORPH_CLOSE, disk), np.float32)
    # Farther than it is blurred, so that it ends softly before what differs.
    side = 2 * max(1, round(1.5 * margin)) + 1
    eroded = cv2.erode(closed, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (side, side)))
    return np.clip(_blurred(np.asarray(eroded, np.float32), margin / 2), 0, 1) * (closed > 0)


def _blurred(values: Float32Array, deviation: float) -> Float32Array:
    return np.asarray(cv2.GaussianBlur(values, (0, 0), max(deviation, 0.5)), np.float32)
