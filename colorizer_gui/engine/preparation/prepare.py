"""Prepares a scan: dust, tones, geometry, and what its metadata say of places in it."""

from dataclasses import replace
from typing import Final

import cv2
import numpy as np

from colorizer_gui.engine.arrays import FloatArray, IndexArray, PixelArray
from colorizer_gui.engine.parallel import parallel_map
from colorizer_gui.engine.photo import Photo, without_regions
from colorizer_gui.engine.photo.metadata.orientation import Turn, upright
from colorizer_gui.engine.photo.metadata.turned import turned_metadata
from colorizer_gui.engine.preparation.dust import filled
from colorizer_gui.engine.preparation.geometry import Geometry
from colorizer_gui.engine.preparation.preparation import Levels, Preparation

# EXIF orientations whose pixels are turned clockwise this often.
ORIENTATIONS: Final = (1, 6, 3, 8)
# Of the pixels at either end that automatic levels let become black and white.
CLIPPED_SHARE = 0.001
_SAMPLES = 1_000  # rows, and columns, in which automatic levels are measured
TILE = 2_048  # pixels a side; OpenCV's coordinates end at 32,767
_MARGIN = 4  # pixels around a tile that interpolation reads


def prepared(photo: Photo, preparation: Preparation) -> Photo:
    """Prepare a scan.

    Parameters
    ----------
    photo : Photo
        The scan.
    preparation : Preparation

    Returns
    -------
    Photo
        Of the same bit depth; `photo` itself where nothing is to be done. Its metadata name places
        where they lie after turning; after straightening and cropping they name none.

    Raises
    ------
    Cancelled
        What `stopping.stopped_by` names asked for it.
    """
    if preparation.is_default:
        return photo
    dust = preparation.dust
    pixels = photo.pixels if dust is None else filled(photo, dust).pixels
    table = _tone_table(replace(photo, pixels=pixels), preparation)
    geometry = Geometry(photo.width, photo.height, preparation)
    metadata = photo.metadata
    if preparation.quarter_turns:
        orientation = ORIENTATIONS[preparation.quarter_turns]
        metadata = turned_metadata(metadata, Turn(orientation, photo.width, photo.height))
    if preparation.angle or preparation.crop:
        metadata = without_regions(metadata)
    return replace(
        photo,
        pixels=_moved(pixels, geometry, table),
        alpha=None if photo.alpha is None else _moved(photo.alpha, geometry),
        metadata=metadata,
    )


def level_ends(photo: Photo, preparation: Preparation) -> tuple[float, float]:
    """The tones that levels make black and white.

    Those that are not given are the darkest and the lightest tone of the prepared photo but for
    `CLIPPED_SHARE` of its pixels, in all channels together; what is cropped, transparent or dust
    does not count.

    Parameters
    ----------
    photo : Photo
        The scan.
    preparation : Preparation

    Returns
    -------
    tuple of float
        Black and white, 0..1, after a negative is inverted; 0 and 1 without levels.
    """
    levels = preparation.levels
    if levels is None:
        return 0.0, 1.0
    black, white = levels.black, levels.white
    if black is None or white is None:
        darkest, lightest = _measured_ends(photo, preparation)
        black = darkest if black is None else black
        white = lightest if white is None else white
        if black >= white:  # one tone alone: an end that is not given has no say
            black = 0.0 if levels.black is None else levels.black
            white = 1.0 if levels.white is None else levels.white
    return black, white


def _measured_ends(photo: Photo, preparation: Preparation) -> tuple[float, float]:
    rows, columns = _sampled_places(Geometry(photo.width, photo.height, preparation))
    values = photo.pixels[rows, columns]
    counts_at = np.ones(values.shape[:2], np.bool_)
    if photo.alpha is not None:
        counts_at &= photo.alpha[rows, columns] > 0
    if preparation.dust is not None:
        counts_at &= ~preparation.dust.places((photo.height, photo.width))[rows, columns]
    if counts_at.any():
        values = values[counts_at]
    largest = np.iinfo(values.dtype).max
    counts = np.bincount(values.ravel(), minlength=largest + 1)
    if preparation.inverted:
        counts = counts[::-1]
    clipped = CLIPPED_SHARE * values.size
    black = int(np.searchsorted(np.cumsum(counts), clipped, side="right"))
    white = largest - int(np.searchsorted(np.cumsum(counts[::-1]), clipped, side="right"))
    return black / largest, white / largest


def _sampled_places(geometry: Geometry) -> tuple[IndexArray, IndexArray]:
    """Rows and columns of pixels of the scan that lie evenly in the prepared photo."""
    width, height = geometry.size
    across = (np.arange(min(width, _SAMPLES)) + 0.5) / min(width, _SAMPLES)
    down = (np.arange(min(height, _SAMPLES)) + 0.5) / min(height, _SAMPLES)
    origin, right, below = (geometry.to_scan(x, y) for x, y in ((0, 0), (1, 0), (0, 1)))
    x, y = (
        origin[axis]
        + (right[axis] - origin[axis]) * across
        + (below[axis] - origin[axis]) * down[:, None]
        for axis in (0, 1)
    )
    rows = np.clip((y * geometry.height).astype(np.intp), 0, geometry.height - 1)
    columns = np.clip((x * geometry.width).astype(np.intp), 0, geometry.width - 1)
    return rows, columns


def _tone_table(photo: Photo, preparation: Preparation) -> PixelArray | None:
    """What becomes of every value of a pixel; None where all stay."""
    if not preparation.inverted and preparation.levels is None:
        return None
    largest = np.iinfo(photo.pixels.dtype).max
    tones = np.linspace(0, 1, largest + 1)
    if preparation.inverted:
        tones = tones[::-1]
    black, white = level_ends(photo, preparation)
    gamma = (preparation.levels or Levels()).gamma
    with np.errstate(over="ignore"):  # ends that lie as near as numbers can
        tones = np.clip((tones - black) / (white - black), 0, 1) ** (1 / gamma)
    table: PixelArray = np.rint(tones * largest).astype(photo.pixels.dtype)
    return table


def _looked_up(values: PixelArray, table: PixelArray, *, in_place: bool) -> PixelArray:
    looked_up = cv2.LUT(values, table, values if in_place else None)
    return np.asarray(looked_up, table.dtype)


def _moved(values: PixelArray, geometry: Geometry, table: PixelArray | None = None) -> PixelArray:
    """Pixels after a table of tones, turning, straightening and cropping, contiguous.

    A large photo is copied once only.
    """
    turns = geometry.preparation.quarter_turns
    turned = np.rot90(values, -turns)  # a view, of which only parts are copied
    if geometry.preparation.angle:
        return _straightened(turned, geometry, table)
    left, top, right, bottom = geometry.box
    if geometry.preparation.crop is None:
        moved = upright(values, ORIENTATIONS[turns])
    else:
        moved = np.ascontiguousarray(turned[top:bottom, left:right])
    if table is None:
        return moved
    # Whole pixels move, so that their tones can be changed afterwards.
    return _looked_up(moved, table, in_place=not np.may_share_memory(moved, values))


def _straightened(turned: PixelArray, geometry: Geometry, table: PixelArray | None) -> PixelArray:
    """Straighten and crop a turned scan, tile by tile, each after its tones are changed."""
    width, height = geometry.size
    matrix = np.array(geometry.turned_from_prepared())
    result = np.empty((height, width, *turned.shape[2:]), turned.dtype)

    def fill(place: tuple[int, int]) -> None:
        top, left = place
        tile = result[top : top + TILE, left : left + TILE]
        tile[:] = _tile(turned, matrix, table, left, top, tile.shape[1], tile.shape[0])

    places = ((y, x) for y in range(0, height, TILE) for x in range(0, width, TILE))
    for _ in parallel_map(fill, places):
        pass
    return result


def _tile(
    turned: PixelArray,
    matrix: FloatArray,
    table: PixelArray | None,
    left: int,
    top: int,
    width: int,
    height: int,
) -> PixelArray:
    """A tile of the straightened photo."""
    corners = np.array([(x, y, 1.0) for x in (left, left + width) for y in (top, top + height)])
    reached = corners @ matrix.T
    first = np.maximum(np.floor(reached.min(axis=0)).astype(int) - _MARGIN, 0)
    last = np.ceil(reached.max(axis=0)).astype(int) + _MARGIN
    part = np.ascontiguousarray(turned[first[1] : last[1], first[0] : last[0]])
    if table is not None:
        part = _looked_up(part, table, in_place=False)
    # From centers of pixels of the tile to those of the part.
    local = matrix.copy()
    local[:, 2] += matrix[:, :2] @ (left + 0.5, top + 0.5) - first - 0.5
    tile = cv2.warpAffine(
        part,
        local,
        (width, height),
        flags=cv2.INTER_CUBIC | cv2.WARP_INVERSE_MAP,
        borderMode=cv2.BORDER_REPLICATE,
    )
    return np.asarray(tile, turned.dtype)
