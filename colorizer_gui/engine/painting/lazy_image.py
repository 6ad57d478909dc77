"""Lazy images: pixels that are computed when rows are asked for.

A result passes from the photo's pixels to the file band by band, through all steps while it is in
the processor's cache. Only formats that are encoded as a whole need the whole image in memory.
"""

import threading
from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from colorizer_gui.engine.arrays import PixelArray, ReportProgress
from colorizer_gui.engine.parallel import parallel_map

# Pixels of a strip where the caller does not choose one: few enough to be cancelled soon, enough
# to make the overhead of a call small.
STRIP_PIXELS = 2**18

# Takes a range of rows and the array to write them into.
ComputeRows = Callable[[slice, PixelArray], None]


class LazyImage:
    """Pixels that are sliced by rows, or converted to an array as a whole, and computed then.

    Parameters
    ----------
    shape : tuple of int
        Height, width and channels.
    dtype : dtype
        uint8 or uint16.
    compute : callable
        Called with a slice of rows and the array to write them into, from several threads at a
        time. What it raises, the caller who asked for the rows gets.
    """

    def __init__(
        self, shape: tuple[int, int, int], dtype: npt.DTypeLike, compute: ComputeRows
    ) -> None:
        self.shape, self.dtype, self._compute = shape, np.dtype(dtype), compute

    def __len__(self) -> int:
        return self.shape[0]

    def __getitem__(self, rows: slice) -> PixelArray:
        """Compute rows, an ndarray of shape (rows, width, channels), for a slice without steps."""
        top, bottom, step = rows.indices(len(self))
        if step != 1:
            raise ValueError("rows can only be computed in order, one after the other")
        result: PixelArray = np.empty((max(bottom - top, 0), *self.shape[1:]), self.dtype)
        if len(result):
            self._compute(slice(top, bottom), result)
        return result

    def __array__(
        self, dtype: npt.DTypeLike | None = None, copy: bool | None = None
    ) -> npt.NDArray[np.integer]:
        """Compute all rows, in parallel."""
        if copy is False:
            raise ValueError("a lazy image has no pixels yet, so it cannot be an array uncopied")
        whole: PixelArray = np.empty(self.shape, self.dtype)
        strips = split_rows(slice(0, len(self)), self.shape[1])
        for _ in parallel_map(lambda rows: self._compute(rows, whole[rows]), strips):
            pass
        return whole if dtype is None else whole.astype(dtype, copy=False)


class RowProgress:
    """Adds up the rows that several threads have computed and reports their share.

    Parameters
    ----------
    total : int
        Rows of the image.
    report : callable
    """

    def __init__(self, total: int, report: ReportProgress) -> None:
        self._total, self._report = total, report
        self._done = 0
        self._lock = threading.Lock()

    def add(self, rows: int) -> None:
        """Report that so many more rows are computed."""
        with self._lock:
            self._done += rows
            self._report(self._done / self._total)


def split_rows(rows: slice, width: int) -> list[slice]:
    """Split a range of rows of a width into strips of about `STRIP_PIXELS` pixels."""
    height = max(1, STRIP_PIXELS // width)
    return [
        slice(top, min(top + height, rows.stop)) for top in range(rows.start, rows.stop, height)
    ]
