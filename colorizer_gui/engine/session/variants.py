"""Variants of a colorized photo: other colors of one surface, and pictures that differ."""

from dataclasses import replace

import numpy as np

from colorizer_gui.engine.arrays import Area, Float32Array, PixelArray
from colorizer_gui.engine.color.bins import contrasting_colors
from colorizer_gui.engine.color.cielab import srgb_to_lab
from colorizer_gui.engine.hints import ColorHint
from colorizer_gui.engine.look import Look
from colorizer_gui.engine.prediction import Prediction
from colorizer_gui.engine.regions import Region
from colorizer_gui.engine.session.predictions import Predictions

# Mean distance in CIELAB between pictures that look different.
LEAST_DIFFERENCE = 1.5
_STEP = 4  # pixels; every fourth tells as much
_INSIDE = 0.4  # of a mask
# Of a picture of a surface: what lies around it, of its own sides, and its least part of the photo.
_AROUND = 0.5
_LEAST_PART = 0.4
_ASPECT = 4 / 3

IndexArray = np.ndarray[tuple[int], np.dtype[np.intp]]


def surface_colors(
    predictions: Predictions,
    hints: tuple[ColorHint, ...],
    place: int,
    regions: tuple[Region, ...] = (),
) -> list[tuple[float, float]]:
    """Colors that the surface of a hint might have, far from each other; may run the model.

    Parameters
    ----------
    predictions : Predictions
    hints : tuple of ColorHint
        All hints of the photo.
    place : int
        The index of the hint whose surface it is.

    Returns
    -------
    list of tuple of float
        a*, b*, the likeliest first.
    """
    prediction = predictions.of(hints[:place] + hints[place + 1 :], regions)
    output = prediction.output
    if output.bins is None or output.bin_centers is None:
        return contrasting_colors(None, None)
    mask = predictions.colorizer.hint_mask(prediction, hints[place], regions)
    hint, (height, width) = hints[place], output.bins.shape[1:]
    inside = np.zeros((height, width), bool)
    inside[hint.area(height, width)] = True
    if mask is not None and mask.shape == inside.shape:
        inside |= mask > _INSIDE
    return contrasting_colors(output.bins[:, inside].mean(axis=1), output.bin_centers)


def with_color(
    predictions: Predictions,
    hints: tuple[ColorHint, ...],
    place: int,
    ab: tuple[float, float],
    regions: tuple[Region, ...] = (),
) -> Prediction:
    """The prediction with another color of a hint; it is not kept in the cache."""
    changed = replace(hints[place], a=ab[0], b=ab[1])
    known = predictions.of(hints[:place] + hints[place + 1 :], regions)
    others = (*hints[:place], changed, *hints[place + 1 :])
    return predictions.colorizer.predict(predictions.photo, others, known, regions)


def surface_area(mask: Float32Array | None, height: int, width: int) -> Area:
    """Rows and columns of a picture of a photo (height, width) that shows a surface and its place.

    Parameters
    ----------
    mask : ndarray of float32, shape (p, q), or None
        Where the hint acts; None for everywhere.
    height, width : int

    Returns
    -------
    tuple of slice
    """
    if mask is None or not (mask > _INSIDE).any():
        return slice(0, height), slice(0, width)
    rows, columns = (np.flatnonzero((mask > _INSIDE).any(axis=axis)) for axis in (1, 0))
    top, bottom = _span(rows, mask.shape[0], height)
    left, right = _span(columns, mask.shape[1], width)
    top, bottom = _grown(top, bottom, (right - left) / _ASPECT, height)
    left, right = _grown(left, right, (bottom - top) * _ASPECT, width)
    return slice(top, bottom), slice(left, right)


def _span(found: IndexArray, cells: int, side: int) -> tuple[int, int]:
    """Where a part of a side of the photo begins and ends, around the cells that were found."""
    first, last = found[0] / cells * side, (found[-1] + 1) / cells * side
    length = max((last - first) * (1 + 2 * _AROUND), _LEAST_PART * side)
    return _grown(int(first), int(last), length, side)


def _grown(start: int, end: int, length: float, side: int) -> tuple[int, int]:
    """A part of a side that is at least so long, if the side is, about where it was."""
    longer = min(max(end - start, round(length), 1), side)
    begin = min(max((start + end - longer) // 2, 0), side - longer)
    return begin, begin + longer


def differ(one: PixelArray, other: PixelArray) -> bool:
    """Whether two pictures of one size, sRGB, look different.

    Parameters
    ----------
    one, other : ndarray of uint8 or uint16, shape (H, W, 3)
    """
    distance = np.linalg.norm(_lab(one) - _lab(other), axis=-1).mean()
    return bool(distance >= LEAST_DIFFERENCE)


def _lab(pixels: PixelArray) -> Float32Array:
    few = pixels[::_STEP, ::_STEP].astype(np.float32)
    return srgb_to_lab(few / np.float32(np.iinfo(pixels.dtype).max))


def vividnesses_of(look: Look, steps: int = 4) -> list[float]:
    """Vividnesses from calm to vivid, with that of a look, the nearest to it first."""
    every = {number / steps for number in range(steps + 1)} | {look.vividness}
    return sorted(every, key=lambda value: (abs(value - look.vividness), value))
