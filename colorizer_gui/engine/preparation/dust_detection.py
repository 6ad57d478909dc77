"""Finds dust and scratches in a scan by morphology.

What is narrower than a small square stands out of the opening or closing of the scan with it. Of
that, dust is what stands alone: it is brighter or darker than all that is nearby, on even ground.
Lace, leaves, hair, text and grain have others like them around; a glint lies in a dark eye.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from colorizer_gui.engine.arrays import BoolArray, IsCancelled, Uint8Array
from colorizer_gui.engine.photo import Photo
from colorizer_gui.engine.stopping import check_stopped, stopped_by

_Values = npt.NDArray[np.float64]

_MOST_PIXELS = 8_000_000  # that are searched: a larger scan is averaged down before
_LARGEST_SPECK = 1 / 125  # of the longer side of the scan
_DARKEST, _BRIGHTEST = 20.0, 235.0  # what the tones are spread to; dust may lie beyond

_KERNEL = 5  # pixels a side of the square, on each level of a pyramid
_SQUARE: Uint8Array = np.ones((_KERNEL, _KERNEL), np.uint8)
_NEAR: Uint8Array = np.ones((2 * _KERNEL + 1, 2 * _KERNEL + 1), np.uint8)
_EYE = 8  # times the square, of what is around a glint

_LEAST_CONTRAST = 16.0  # levels of 255, at which anything stands out
_GRAIN = 4.0  # times the median contrast, which is that of the grain, at which it does
_RIM = 0.35  # share of the contrast of a speck at which it ends

_NEARLY = 0.75  # of the contrast of a speck: what has it counts as one like it
_CELL = 2 * _KERNEL  # pixels
_CELLS_AROUND = 4  # in which others like it are counted, to each side
_CONTRASTS = np.rint(10 * 1.15 ** np.arange(24))  # at which they are counted

# What a speck needs, times a factor of 1/2 to 2 for the sensitivity: this contrast where it stands
# alone on even ground, and so many times the contrasts of the ground and of an eye around it.
_ALONE, _OVER_GROUND, _OVER_EYE = 12.0, 2.2, 3.0
_LONGEST_SPECK = 1.3 * _KERNEL
# And what a scratch needs, the last three of them times that factor.
_STRAIGHT = 15  # times as long as wide
_THICKEST = 3  # pixels
_SHORTEST = 0.03  # of the longer side
_SCRATCH, _SCRATCH_OVER_GROUND = 20.0, 1.2


@dataclass(frozen=True)
class _Found:
    """What stands out: connected pixels, and their measures by label; label 0 is all the rest.

    Attributes
    ----------
    labels : ndarray of int32, shape (h, w)
    least : float
        The contrast at which anything stands out.
    contrast, mean : ndarray of float64
        The largest and the mean contrast.
    ground : ndarray of float64
        The contrast of what is under it and around it.
    length, width, area : ndarray of float64
        In pixels; length and width of the rectangle that has the same moments.
    x, y : ndarray of int
        The center.
    """

    labels: npt.NDArray[np.int32]
    least: float
    contrast: _Values
    mean: _Values
    ground: _Values
    length: _Values
    width: _Values
    area: _Values
    x: npt.NDArray[np.intp]
    y: npt.NDArray[np.intp]


def detect_dust(
    photo: Photo, sensitivity: float = 0.5, is_cancelled: IsCancelled | None = None
) -> BoolArray:
    """Find bright and dark specks, and thin straight scratches.

    Parameters
    ----------
    photo : Photo
        The scan, a positive or a negative.
    sensitivity : float
        0..1, from only what can be nothing else to much that may be dust.
    is_cancelled : callable, optional

    Returns
    -------
    ndarray of bool, shape (H, W)
        The pixels of dust, with their rims. Specks are found up to about a hundredth of the longer
        side; in scans of more than `_MOST_PIXELS`, those of a single pixel are not.

    Raises
    ------
    Cancelled
    """
    factor = 4 ** (0.5 - min(max(sensitivity, 0.0), 1.0))
    with stopped_by(is_cancelled):
        gray = _searched(photo)
        height, width = gray.shape
        levels = 1 + int(math.log2(max(1, _LARGEST_SPECK * max(height, width) / _KERNEL)))
        found = np.zeros(gray.shape, np.uint8)
        for level in range(levels):
            size = -(-width // 2**level), -(-height // 2**level)
            mask = _dust(_resized(gray, size, cv2.INTER_AREA), factor)
            whole = _resized(mask, (width, height), cv2.INTER_NEAREST)
            # A pixel, or half of one of a higher level: rims are soft.
            rim = np.ones((max(3, 2**level + 1),) * 2, np.uint8)
            found |= np.asarray(cv2.dilate(whole, rim), np.uint8)
        whole = _resized(found, (photo.width, photo.height), cv2.INTER_NEAREST)
    return whole.view(np.bool_)


def _searched(photo: Photo) -> Uint8Array:
    """The scan in gray, not too large, with its tones spread evenly."""
    pixels = photo.pixels
    if photo.bit_depth == 16:
        pixels = np.asarray(cv2.convertScaleAbs(pixels, alpha=1 / 257), np.uint8)
    gray = pixels if pixels.ndim == 2 else cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY)
    gray = np.asarray(gray, np.uint8)
    scale = math.sqrt(_MOST_PIXELS / gray.size)
    if scale < 1:
        width, height = (max(1, round(side * scale)) for side in gray.shape[::-1])
        gray = _resized(gray, (width, height), cv2.INTER_AREA)
    check_stopped()
    low, high = np.percentile(gray[::4, ::4], (0.5, 99.5))
    gain = (_BRIGHTEST - _DARKEST) / max(high - low, _LEAST_CONTRAST)
    table = np.clip((np.arange(256) - low) * gain + _DARKEST, 0, 255).astype(np.uint8)
    return np.asarray(cv2.LUT(gray, table), np.uint8)


def _dust(gray: Uint8Array, factor: float) -> Uint8Array:
    """Dust that is about as wide as the square, or narrower: 1, and 0 for all else."""
    opened = _morphology(gray, cv2.MORPH_OPEN)
    closed = _morphology(gray, cv2.MORPH_CLOSE)
    base = _morphology(opened, cv2.MORPH_CLOSE)
    ground = _morphology(base, cv2.MORPH_GRADIENT, _NEAR)
    both = [_standing_out(each, ground) for each in (_above(gray, opened), _above(closed, gray))]
    mask = np.zeros(gray.shape, np.uint8)
    for found, crowd, eyes in zip(both, _crowds(both), _eyes(base), strict=True):
        check_stopped()
        around = eyes[found.y // _EYE, found.x // _EYE]
        is_dust = _are_specks(found, crowd, around, factor) | _are_scratches(found, crowd, factor)
        is_dust[0] = False
        mask |= is_dust[found.labels].view(np.uint8)
    return mask


def _are_specks(found: _Found, crowd: _Values, eyes: Uint8Array, factor: float) -> BoolArray:
    alone = _ALONE * (1 + crowd) * (1 + found.ground) ** 0.25
    needed = np.maximum(np.maximum(alone, _OVER_GROUND * found.ground), _OVER_EYE * eyes)
    are_specks: BoolArray = (
        (found.contrast >= factor * needed)
        & (found.contrast >= found.least)
        & (found.length <= _LONGEST_SPECK)
    )
    return are_specks


def _are_scratches(found: _Found, crowd: _Values, factor: float) -> BoolArray:
    are_scratches: BoolArray = (
        (found.length >= _STRAIGHT * found.width)
        & (found.length >= _SHORTEST * max(found.labels.shape))
        & (found.area <= _THICKEST * found.length)
        & (found.contrast >= factor * _SCRATCH)
        & (found.mean >= factor * _SCRATCH_OVER_GROUND * found.ground)
        & (1 + crowd <= max(1, factor**-3))
    )
    return are_scratches


def _standing_out(contrast: Uint8Array, ground: Uint8Array) -> _Found:
    """What stands out by its contrast, each to its own rim."""
    check_stopped()
    least = max(_LEAST_CONTRAST, _GRAIN * float(np.median(contrast[::3, ::3])))
    # Those that stand out a little less are needed to tell which have others like them.
    seed = _NEARLY * least
    stands = (contrast >= _RIM * seed).view(np.uint8)
    places = np.flatnonzero(stands)
    values = contrast.ravel()[places]
    _, owners, peaks = _labeled(stands, places, values)
    is_inside = (values >= _RIM * peaks[owners]) & (peaks[owners] >= seed)
    places, values = places[is_inside], values[is_inside]
    stands[:] = 0
    stands.ravel()[places] = 1
    labels, owners, peaks = _labeled(stands, places, values)
    count = peaks.size
    area = np.maximum(np.bincount(owners, minlength=count), 1)

    def mean(values: npt.NDArray[np.generic]) -> _Values:
        return np.bincount(owners, values, count) / area

    y, x = np.divmod(places, contrast.shape[1])
    center_x, center_y = mean(x), mean(y)
    dx, dy = x - center_x[owners], y - center_y[owners]
    across, down, slant = mean(dx * dx) + 1 / 12, mean(dy * dy) + 1 / 12, mean(dx * dy)
    middle, spread = (across + down) / 2, np.hypot((across - down) / 2, slant)
    return _Found(
        labels=labels,
        least=least,
        contrast=peaks.astype(np.float64),
        mean=mean(values),
        ground=mean(ground.ravel()[places]),
        length=np.sqrt(12 * (middle + spread)),
        width=np.sqrt(12 * np.maximum(middle - spread, 1 / 12)),
        area=area.astype(np.float64),
        x=np.rint(center_x).astype(np.intp),
        y=np.rint(center_y).astype(np.intp),
    )


def _labeled(
    mask: Uint8Array, places: npt.NDArray[np.intp], values: Uint8Array
) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.int32], Uint8Array]:
    """Labels of connected pixels, those of the places, and the largest value by label."""
    count, found = cv2.connectedComponents(mask, connectivity=8, ltype=cv2.CV_32S)
    labels = np.asarray(found, np.int32)
    owners = labels.ravel()[places]
    peaks = np.zeros(count, np.uint8)
    np.maximum.at(peaks, owners, values)
    return labels, owners, peaks


def _crowds(both: Sequence[_Found]) -> list[_Values]:
    """How many others near each have nearly its contrast, bright and dark ones together."""
    size = tuple(side // _CELL + 1 for side in both[0].labels.shape)
    cells = [(found.y // _CELL, found.x // _CELL) for found in both]
    steps = [
        np.searchsorted(_CONTRASTS, _NEARLY * found.contrast, side="right") - 1 for found in both
    ]
    crowds = [np.zeros(found.contrast.shape) for found in both]
    side = 2 * _CELLS_AROUND + 1
    for step, contrast in enumerate(_CONTRASTS):
        counts = np.zeros(size, np.float32)
        for found, (rows, columns) in zip(both, cells, strict=True):
            is_like = found.contrast >= contrast
            np.add.at(counts, (rows[is_like], columns[is_like]), 1)
        nearby = cv2.boxFilter(
            counts, -1, (side, side), normalize=False, borderType=cv2.BORDER_REFLECT
        )
        for crowd, own, (rows, columns) in zip(crowds, steps, cells, strict=True):
            chosen = own == step
            crowd[chosen] = nearby[rows[chosen], columns[chosen]] - 1  # without itself
    return crowds


def _eyes(base: Uint8Array) -> tuple[Uint8Array, Uint8Array]:
    """Contrasts of dark things, and of bright ones, that may have a glint or a spot in them."""
    size = -(-base.shape[1] // _EYE), -(-base.shape[0] // _EYE)
    small = _resized(base, size, cv2.INTER_AREA)
    closed, opened = (_morphology(small, each) for each in (cv2.MORPH_CLOSE, cv2.MORPH_OPEN))
    return _above(closed, small), _above(small, opened)


def _resized(gray: Uint8Array, size: tuple[int, int], interpolation: int) -> Uint8Array:
    """A scan or a mask, by width and height."""
    return np.asarray(cv2.resize(gray, size, interpolation=interpolation), np.uint8)


def _morphology(gray: Uint8Array, operation: int, element: Uint8Array = _SQUARE) -> Uint8Array:
    return np.asarray(cv2.morphologyEx(gray, operation, element), np.uint8)


def _above(higher: Uint8Array, lower: Uint8Array) -> Uint8Array:
    return np.asarray(cv2.subtract(higher, lower), np.uint8)
