"""Fills dust and scratches of a scan from their surroundings; nothing else changes."""

from collections.abc import Iterator
from dataclasses import replace

import cv2
import numpy as np
import numpy.typing as npt

from colorizer_gui.engine.arrays import Area, BoolArray, PixelArray
from colorizer_gui.engine.parallel import parallel_map
from colorizer_gui.engine.photo import Photo
from colorizer_gui.engine.preparation.dust_mask import DustMask

_TILE = 64  # pixels a side of what is filled at a time
_DENSE = 0.05  # share of the photo that is masked, from which on tiles are larger
_RADIUS = 3.0  # pixels around a filled one whose values it follows
_CELL = 16  # pixels a side of what is averaged for the inside of large holes
# Pixels around a tile that are looked at. Those inside large holes are filled before, so that of
# any pixel that is left, another that is known lies within two cells.
_MARGIN = 2 * _CELL
_NEIGHBORS = np.ones((3, 3), np.uint8)


def filled(photo: Photo, mask: DustMask) -> Photo:
    """Fill the dust of a scan by inpainting (Telea 2004).

    Parameters
    ----------
    photo : Photo
        The scan.
    mask : DustMask
        Of any size; it is laid over the whole scan.

    Returns
    -------
    Photo
        Of the same type; its opacity, and its pixels outside the mask, are those of the scan. The
        scan itself where nothing is masked, or everything.

    Raises
    ------
    Cancelled
        What `stopping.stopped_by` names asked for it.
    """
    places = mask.places((photo.height, photo.width))
    if not places.any() or places.all():
        return photo
    source, holes = _with_insides(photo.pixels, places)
    result = source.copy()

    def fill(area: Area) -> None:
        around, inside = _with_margin(area, holes.shape)
        is_filled = holes[area]
        result[area][is_filled] = _inpainted(source[around], holes[around])[inside][is_filled]

    for _ in parallel_map(fill, _masked_tiles(holes)):
        pass
    return replace(photo, pixels=result)


def _with_insides(pixels: PixelArray, places: BoolArray) -> tuple[PixelArray, BoolArray]:
    """Fill the inside of holes that are much larger than dust, so that they take bounded time.

    Returns
    -------
    ndarray of the type of `pixels`
        With smooth colors inside of large holes; `pixels` itself where there are none.
    ndarray of bool, shape (H, W)
        What is still to be filled.
    """
    sampled = np.ascontiguousarray(places[::_CELL, ::_CELL]).view(np.uint8)
    if not cv2.erode(sampled, _NEIGHBORS).any():
        return pixels, places
    known = _cell_sums(~places)
    holes = (known == 0).astype(np.uint8)
    inside = cv2.erode(holes, _NEIGHBORS)
    height, width = places.shape
    is_filled = places & inside.view(np.bool_).repeat(_CELL, 0).repeat(_CELL, 1)[:height, :width]
    source = pixels.copy()
    for channel in _channels(source):
        means = _cell_sums(np.where(places, channel.dtype.type(0), channel)) / np.maximum(known, 1)
        coarse = cv2.inpaint(np.rint(means).astype(pixels.dtype), holes, _RADIUS, cv2.INPAINT_TELEA)
        size = known.shape[1] * _CELL, known.shape[0] * _CELL
        smooth = cv2.resize(coarse, size, interpolation=cv2.INTER_LINEAR)
        channel[is_filled] = smooth[:height, :width][is_filled]
    return source, places & ~is_filled


def _cell_sums(values: npt.NDArray[np.generic]) -> npt.NDArray[np.float64]:
    """The sums of cells of a photo's values; those at its right and lower edge may be smaller."""
    # A band at a time: the whole photo as real numbers would take eight times its memory.
    tops, columns = (np.arange(0, side, _CELL) for side in values.shape)
    bands = [values[top : top + _CELL].sum(axis=0, dtype=np.float64) for top in tops]
    return np.add.reduceat(np.array(bands), columns, axis=1)


def _masked_tiles(places: BoolArray) -> Iterator[Area]:
    """Where tiles of the photo are masked: the smallest box of the masked pixels of each."""
    height, width = places.shape
    is_dense = np.count_nonzero(places) > _DENSE * places.size
    side = _TILE * 4 if is_dense else _TILE  # what lies in the margins is filled in vain
    for top in range(0, height, side):
        band = places[top : top + side]
        columns = band.any(axis=0)
        for left in np.flatnonzero(np.logical_or.reduceat(columns, np.arange(0, width, side))):
            tile = band[:, left * side : (left + 1) * side]
            down, across = np.flatnonzero(tile.any(axis=1)), np.flatnonzero(tile.any(axis=0))
            yield (
                slice(top + int(down[0]), top + int(down[-1]) + 1),
                slice(int(left * side + across[0]), int(left * side + across[-1]) + 1),
            )


def _with_margin(area: Area, size: tuple[int, ...]) -> tuple[Area, Area]:
    """The surroundings of an area, and the area in them."""
    starts = [max(part.start - _MARGIN, 0) for part in area]
    rows, columns = (
        slice(start, min(part.stop + _MARGIN, side))
        for start, part, side in zip(starts, area, size, strict=True)
    )
    top, left = (
        slice(part.start - start, part.stop - start)
        for start, part in zip(starts, area, strict=True)
    )
    return (rows, columns), (top, left)


def _inpainted(part: PixelArray, holes: BoolArray) -> PixelArray:
    mask = holes.view(np.uint8)
    filled = part.copy()
    channels = _channels(filled)
    # Gray scans are often stored as RGB.
    is_gray = all(np.array_equal(each, channels[0]) for each in channels)
    distinct = channels[:1] if is_gray else channels
    for channel in distinct:
        channel[:] = cv2.inpaint(np.ascontiguousarray(channel), mask, _RADIUS, cv2.INPAINT_TELEA)
    for channel in channels[len(distinct) :]:
        channel[:] = channels[0]
    return filled


def _channels(pixels: PixelArray) -> list[PixelArray]:
    """Views of the channels of a photo."""
    return [pixels] if pixels.ndim == 2 else [pixels[..., each] for each in range(pixels.shape[2])]
