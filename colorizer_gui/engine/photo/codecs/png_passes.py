"""The passes of interlaced PNGs: where those of a file that ends too early lack pixels.

References
----------
Portable Network Graphics (W3C, third edition), 8.2 (Adam7).
"""

from collections.abc import Sequence

import numpy as np

from colorizer_gui.engine.arrays import PixelArray

# Of each pass: first column and row, and steps across and down.
_PASSES = (
    *((0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2)),
    (0, 1, 1, 2),
)
# How far a pixel of each pass stands for those around it, across and down.
_REACHES = ((8, 8), (4, 8), (4, 4), (2, 4), (2, 2), (1, 2), (1, 1))


def pass_sizes(width: int, height: int) -> list[tuple[int, int]]:
    """Columns and rows of each pass; (0, 0) for a pass without pixels."""
    sizes = [
        (-(-(width - left) // across), -(-(height - top) // down))
        for left, top, across, down in _PASSES
    ]
    return [size if min(size) > 0 else (0, 0) for size in sizes]


def missing_share(height: int, rows: Sequence[int]) -> float:
    """Which share of the rows no pass has, 0..1.

    Parameters
    ----------
    height : int
    rows : sequence of int
        How many rows of each pass are there.
    """
    return max(0.0, 1 - rows[0] * _REACHES[0][1] / height)


def fill_from_passes(values: PixelArray, rows: Sequence[int]) -> None:
    """Give pixels that are missing the values of those of earlier passes, in place.

    Parameters
    ----------
    values : ndarray, shape (H, W) or (H, W, C)
    rows : sequence of int
        How many rows of each pass are there.
    """
    there = values.copy()
    for (left, top, across, down), reach, count in zip(_PASSES, _REACHES, rows, strict=True):
        pixels = there[top::down, left::across][:count]
        for y in range(reach[1]):
            for x in range(reach[0]):
                target = values[top + y :: down, left + x :: across][:count]
                target[:] = pixels[: target.shape[0], : target.shape[1]]
    missing = min(rows[0] * _REACHES[0][1], len(values))
    values[missing:] = np.iinfo(values.dtype).max // 2 + 1
