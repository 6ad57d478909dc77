"""Color hints: places where the user states the color."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from colorizer_gui.engine.arrays import Area, Float32Array
from colorizer_gui.engine.limits import MOST_REGIONS
from colorizer_gui.engine.messages import Message, out_of_range

AB_LIMIT = 128.0
LARGEST_RADIUS = 0.5

_RANGES = {
    "x": (0, 1),
    "y": (0, 1),
    "a": (-AB_LIMIT, AB_LIMIT),
    "b": (-AB_LIMIT, AB_LIMIT),
    "radius": (0, LARGEST_RADIUS),
    "region": (0, MOST_REGIONS),
}


class Reach(StrEnum):
    """How far a hint acts; the value is what recipes store."""

    HERE = "here"  # within its radius
    SURFACE = "surface"  # on the connected surface that it lies on
    EVERYWHERE = "everywhere"  # wherever the network takes it


DEFAULT_REACH = Reach.SURFACE


@dataclass(frozen=True)
class ColorHint:
    """A known color at a place of the photo.

    Parameters
    ----------
    x, y : float
        Place in the prepared photo, upright, 0..1 from its left and upper edge.
    a, b : float
        a* and b* in CIELAB units, -128..128.
    radius : float
        Half the side of the hinted square, of the photo's longer side; above 0 and at most 0.5.
    reach : Reach
    region : int
        The id of the region beyond which it does not act; 0 for none.

    Raises
    ------
    ValueError
        A value is out of range. Its argument is a Message that names it.
    """

    x: float
    y: float
    a: float
    b: float
    radius: float = 0.01
    reach: Reach = DEFAULT_REACH
    region: int = 0

    def __post_init__(self) -> None:
        for name, (low, high) in _RANGES.items():
            value = getattr(self, name)
            if not (math.isfinite(value) and low <= value <= high):
                raise ValueError(out_of_range(name, low, high, value))
        if self.radius == 0:
            raise ValueError(Message("{name} must be above 0", name="radius"))

    def area(self, height: int, width: int) -> Area:
        """The hinted area on a grid that the photo is scaled to; at least one cell.

        Parameters
        ----------
        height, width : int
            Size of the grid.

        Returns
        -------
        tuple of slice
            Rows and columns.
        """
        half = self.radius * max(height, width)

        def covered(center: float, length: int) -> slice:
            start = min(max(round(center - half), 0), length - 1)
            return slice(start, max(start + 1, min(round(center + half), length)))

        return covered(self.y * height, height), covered(self.x * width, width)


def rasterize(hints: Iterable[ColorHint], height: int, width: int) -> Float32Array:
    """Draw hints on the model's grid; a later hint covers an earlier one.

    Parameters
    ----------
    hints : iterable of ColorHint
    height, width : int

    Returns
    -------
    ndarray of float32, shape (height, width, 3)
        a*, b* and a mask of 0 or 1; all zero where there is no hint.
    """
    grid = np.zeros((height, width, 3), dtype=np.float32)
    for hint in hints:
        grid[hint.area(height, width)] = (hint.a, hint.b, 1)
    return grid
