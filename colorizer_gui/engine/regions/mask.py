"""A soft mask over a photo: 8 bits a place on a small grid, deflated."""

import zlib
from dataclasses import dataclass

import cv2
import numpy as np

from colorizer_gui.engine.arrays import Float32Array
from colorizer_gui.engine.limits import LARGEST_MASK_SIDE
from colorizer_gui.engine.messages import Message, out_of_range

_FULL = 255
_LEAST = 16  # values below this, which soft strokes leave at their rims, cover nothing
_LEVEL = 1  # strokes compress well, and each ends with this


@dataclass(frozen=True)
class Mask:
    """How far each place of a photo belongs to a region.

    Parameters
    ----------
    width, height : int
        Of the grid, 1..512, which covers the whole prepared photo.
    data : bytes
        The rows from the upper edge, one byte a place from 0 (outside) to 255 (inside), deflated
        (zlib).

    Raises
    ------
    ValueError
        Its argument is a Message that says what is wrong.
    """

    width: int
    height: int
    data: bytes

    def __post_init__(self) -> None:
        for name, side in (("width", self.width), ("height", self.height)):
            if not 1 <= side <= LARGEST_MASK_SIDE:
                raise ValueError(out_of_range(name, 1, LARGEST_MASK_SIDE, side))
        if self._rows() is None:
            raise ValueError(
                Message(
                    "its data are not the {count} bytes of {width} x {height} places",
                    count=self.width * self.height,
                    width=self.width,
                    height=self.height,
                )
            )

    @classmethod
    def of(cls, coverage: Float32Array) -> "Mask":
        """The mask of a coverage 0..1, shape (h, w)."""
        height, width = coverage.shape
        rows = np.rint(np.clip(coverage, 0, 1) * _FULL).astype(np.uint8)
        return cls(width, height, zlib.compress(rows.tobytes(), _LEVEL))

    def coverage(self, size: tuple[int, int] | None = None) -> Float32Array:
        """How far each place belongs to the region.

        Parameters
        ----------
        size : tuple of int, optional
            Height and width of the grid that is wanted; its own by default.

        Returns
        -------
        ndarray of float32, shape (height, width)
            0..1.
        """
        rows = np.frombuffer(self._rows() or b"", np.uint8).reshape(self.height, self.width)
        found = rows.astype(np.float32) / np.float32(_FULL)
        if size is None or size == found.shape:
            return found
        how = cv2.INTER_AREA if size[0] < self.height else cv2.INTER_LINEAR
        return np.asarray(cv2.resize(found, size[::-1], interpolation=how), np.float32)

    @property
    def is_empty(self) -> bool:
        """Whether it covers nothing that could be seen."""
        return int(np.frombuffer(self._rows() or b"\0", np.uint8).max()) < _LEAST

    def fits(self, height: int, width: int) -> bool:
        """Whether it has the shape of a photo of this size, up to rounding of a side."""
        return is_same_shape((self.height, self.width), (height, width))

    def _rows(self) -> bytes | None:
        """The rows; None where the data are damaged or of another size."""
        return inflated(self.data, self.width * self.height)


def inflated(data: bytes, count: int) -> bytes | None:
    """The bytes that were deflated (zlib); None where they are damaged, or not `count` of them."""
    inflater = zlib.decompressobj()
    try:
        found = inflater.decompress(data, count + 1)
    except zlib.error:
        return None
    return found if len(found) == count and inflater.eof else None


def is_same_shape(grid: tuple[int, int], size: tuple[int, int]) -> bool:
    """Whether a grid has the shape of a photo, both as height and width, up to rounding a side."""
    return (
        abs(grid[0] - grid[1] * size[0] / size[1]) <= 1
        or abs(grid[1] - grid[0] * size[1] / size[0]) <= 1
    )


def mask_size(height: int, width: int) -> tuple[int, int]:
    """Height and width of the mask of a photo of a size: the longer side is the largest allowed."""
    scale = LARGEST_MASK_SIDE / max(height, width)
    return max(1, round(height * scale)), max(1, round(width * scale))
