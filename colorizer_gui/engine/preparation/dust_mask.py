"""Where dust and scratches lie in a scan: one bit a pixel, deflated."""

import zlib
from dataclasses import dataclass

import numpy as np

from colorizer_gui.engine.arrays import BoolArray
from colorizer_gui.engine.limits import MOST_DUST_PLACES
from colorizer_gui.engine.messages import Message
from colorizer_gui.engine.regions.mask import inflated, is_same_shape

_LEVEL = 6  # of deflating: specks take a third less than at 1, in 10 ms more at 24 megapixels


@dataclass(frozen=True)
class DustMask:
    """The places of a scan that are filled from their surroundings.

    Parameters
    ----------
    width, height : int
        Of the grid over the whole scan, upright and before it is prepared otherwise: its pixels,
        or coarser where those are more than `MOST_DUST_PLACES`, see `dust_grid`.
    data : bytes
        One bit a place, 1 for dust, deflated (zlib). Each byte holds eight places of a row, the
        leftmost in its highest bit; the bytes of the leftmost column come first, from the upper
        edge, so that a speck takes few runs.

    Raises
    ------
    ValueError
        Its argument is a Message that says what is wrong.
    """

    width: int
    height: int
    data: bytes

    def __post_init__(self) -> None:
        if min(self.width, self.height) < 1 or self.width * self.height > MOST_DUST_PLACES:
            raise ValueError(
                Message(
                    "it must have 1 to {count} places, not {width} x {height}",
                    count=MOST_DUST_PLACES,
                    width=self.width,
                    height=self.height,
                )
            )
        if inflated(self.data, self._bytes) is None:
            raise ValueError(
                Message(
                    "its data are not the {count} bytes of {width} x {height} places",
                    count=self._bytes,
                    width=self.width,
                    height=self.height,
                )
            )

    @classmethod
    def of(cls, mask: BoolArray) -> "DustMask":
        """The mask of the pixels of a scan, shape (H, W)."""
        grid = _resized(mask, dust_grid(*mask.shape))
        packed = np.packbits(grid, axis=1).T.tobytes()
        return cls(grid.shape[1], grid.shape[0], zlib.compress(packed, _LEVEL))

    def places(self, size: tuple[int, int] | None = None) -> BoolArray:
        """Which places are dust.

        Parameters
        ----------
        size : tuple of int, optional
            Height and width of the scan; those of the grid by default.

        Returns
        -------
        ndarray of bool, shape (H, W)
            The caller's own. Of a smaller scan, a pixel is dust where any part of it is.
        """
        packed = np.frombuffer(inflated(self.data, self._bytes) or b"", np.uint8)
        rows = np.ascontiguousarray(packed.reshape(-1, self.height).T)
        found = np.unpackbits(rows, axis=1, count=self.width).view(np.bool_)
        return found if size is None else _resized(found, size)

    def fits(self, height: int, width: int) -> bool:
        """Whether it has the shape of a scan of this size, up to rounding of a side."""
        return is_same_shape((self.height, self.width), (height, width))

    @property
    def is_empty(self) -> bool:
        """Whether nothing is dust."""
        return not self.places().any()

    @property
    def _bytes(self) -> int:
        return -(-self.width // 8) * self.height


def dust_grid(height: int, width: int) -> tuple[int, int]:
    """Height and width of the grid of a scan's dust: its own, or as fine as is allowed."""
    step = 1
    while -(-height // step) * -(-width // step) > MOST_DUST_PLACES:
        step += 1
    return -(-height // step), -(-width // step)


def _resized(mask: BoolArray, size: tuple[int, int]) -> BoolArray:
    """A mask on another grid: a place is dust where a place is that shares its upper left corner.

    Where the grid is coarser, it is dust where any of its places is.
    """
    for axis, count in enumerate(size):
        old = mask.shape[axis]
        if count < old:
            starts = -(-np.arange(count) * old // count)
            mask = np.logical_or.reduceat(mask, starts, axis=axis)
        elif count > old:
            mask = np.take(mask, np.arange(count) * old // count, axis=axis)
    return mask
