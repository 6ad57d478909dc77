"""Turning pixels upright, and with them what points to places among them."""

from typing import NamedTuple

import numpy as np

from colorizer_gui.engine.arrays import PixelArray

_FLIPPED_DOWN = (3, 4, 7, 8)
_FLIPPED_ACROSS = (2, 3, 6, 7)


def is_sideways(orientation: int) -> bool:
    """Whether an EXIF orientation swaps width and height."""
    return orientation >= 5


def upright(values: PixelArray, orientation: int) -> PixelArray:
    """Turn and mirror pixels as an EXIF orientation says.

    Parameters
    ----------
    values : ndarray of uint8 or uint16, shape (H, W) or (H, W, C)
    orientation : int
        1..8.

    Returns
    -------
    ndarray, contiguous
    """
    if is_sideways(orientation):
        values = values.swapaxes(0, 1)
    if orientation in _FLIPPED_DOWN:
        values = values[::-1]
    if orientation in _FLIPPED_ACROSS:
        values = values[:, ::-1]
    return np.ascontiguousarray(values)


class Turn(NamedTuple):
    """Where places of a photo lie after `upright`.

    Places are measured from the left and upper edge, in pixels or, by a `Turn` of width and height
    1, in parts of the photo.

    Parameters
    ----------
    orientation : int
        1..8.
    width, height : float
        Before turning.
    """

    orientation: int
    width: float = 1.0
    height: float = 1.0

    @property
    def is_needed(self) -> bool:
        """Whether anything changes its place."""
        return self.orientation != 1

    @property
    def is_sideways(self) -> bool:
        """Whether width and height are swapped."""
        return is_sideways(self.orientation)

    @property
    def is_mirrored(self) -> bool:
        """Whether left and right are swapped, beyond turning."""
        return self.orientation in (2, 4, 5, 7)

    @property
    def relative(self) -> "Turn":
        """The same for places in parts of the photo."""
        return Turn(self.orientation)

    def size(self, across: float, down: float) -> tuple[float, float]:
        """Width and height of a rectangle after turning."""
        return (down, across) if self.is_sideways else (across, down)

    def point(self, x: float, y: float) -> tuple[float, float]:
        """A place after turning."""
        width, height = self.size(self.width, self.height)
        if self.is_sideways:
            x, y = y, x
        if self.orientation in _FLIPPED_DOWN:
            y = height - y
        if self.orientation in _FLIPPED_ACROSS:
            x = width - x
        return x, y

    def rectangle(
        self, left: float, top: float, across: float, down: float
    ) -> tuple[float, float, float, float]:
        """Left, top, width and height of a rectangle after turning."""
        corners = self.point(left, top), self.point(left + across, top + down)
        (one, other), (up, low) = zip(*corners, strict=True)
        return (min(one, other), min(up, low), *self.size(across, down))
