"""Pixels that are made when they are asked for, some rows at a time.

From the photo's own pixels to a file, a result goes band by band through all that is done to it, in
the fastest caches; as a whole it is in memory only for formats that are encoded as a whole.
"""

import numpy as np

from colorizer_gui.engine.parallel import parallel_map

# So many pixels are made at a time where nothing else says how many: few enough to stop soon,
# enough to make calls cheap.
STRIP_PIXELS = 2**18


class LazyImage:
    """Pixels that behave as an array does whose rows are sliced, or that is asked for as a whole.

    Parameters
    ----------
    shape : tuple of int
        Height, width and channels.
    dtype : dtype
    make : callable
        Called, by several threads at a time, with a slice of rows and an array to put them into.
        Whoever asked for the rows gets what it raises.
    """

    def __init__(self, shape, dtype, make):
        self.shape, self.dtype, self._make = shape, np.dtype(dtype), make

    def __len__(self):
        return self.shape[0]

    def __getitem__(self, rows):
        """Some rows, an ndarray of shape (rows, width, channels), for a slice without steps."""
        top, bottom, step = rows.indices(len(self))
        if step != 1:
            raise ValueError("rows are made one after the other")
        made = np.empty((max(bottom - top, 0), *self.shape[1:]), self.dtype)
        if len(made):
            self._make(slice(top, bottom), made)
        return made

    def __array__(self, dtype=None, copy=None):
        """All of them, made side by side."""
        if copy is False:
            raise ValueError("there are no pixels yet that need not be copied")
        whole = np.empty(self.shape, self.dtype)
        strips = strips_of(slice(0, len(self)), self.shape[1])
        for _ in parallel_map(lambda rows: self._make(rows, whole[rows]), strips):
            pass
        return whole if dtype is None else whole.astype(dtype, copy=False)


def strips_of(rows, width):
    """Parts of some rows, slices, each of about `STRIP_PIXELS` where rows have that width."""
    height = max(1, STRIP_PIXELS // width)
    return [
        slice(top, min(top + height, rows.stop)) for top in range(rows.start, rows.stop, height)
    ]
