"""Square parts of a photo, at full resolution or halved several times, for viewers that zoom."""

from typing import cast

import cv2

from colorizer_gui.engine.arrays import Area, PixelArray

SIDE = 512  # pixels of a tile
MOST_HALVINGS = 6


def tile_area(width: int, height: int, z: int, x: int, y: int) -> Area | None:
    """The rows and columns of a photo that a tile shows.

    Parameters
    ----------
    width, height : int
        Of the photo.
    z : int
        How often the photo is halved, 0 for its own pixels.
    x, y : int
        Column and row of the tile.

    Returns
    -------
    tuple of slice or None
        None where there is no such tile.
    """
    if not 0 <= z <= MOST_HALVINGS or x < 0 or y < 0:
        return None
    side = SIDE << z
    left, top = x * side, y * side
    if left >= width or top >= height:
        return None
    return slice(top, min(top + side, height)), slice(left, min(left + side, width))


def halved(pixels: PixelArray, times: int) -> PixelArray:
    """Pixels averaged over squares, whose sides are 2 to the power of `times`.

    At the edges of the photo the squares are as large as the pixels allow.
    """
    height, width = pixels.shape[:2]
    size = max(1, -(-width >> times)), max(1, -(-height >> times))
    if not times:
        return pixels
    return cast("PixelArray", cv2.resize(pixels, size, interpolation=cv2.INTER_AREA))
