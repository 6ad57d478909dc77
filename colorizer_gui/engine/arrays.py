"""Names for the types of arrays that the engine works with."""

from collections.abc import Callable

import numpy as np
import numpy.typing as npt

Float32Array = npt.NDArray[np.float32]
FloatArray = npt.NDArray[np.float32 | np.float64]
BoolArray = npt.NDArray[np.bool_]
Uint8Array = npt.NDArray[np.uint8]
Uint16Array = npt.NDArray[np.uint16]
IndexArray = npt.NDArray[np.intp]
# The pixels of photos and results: 8 or 16 bits a channel, sRGB-encoded.
PixelArray = npt.NDArray[np.uint8 | np.uint16]
# Rows and columns of a part of a photo.
Area = tuple[slice, slice]

# Asked from time to time; work stops when it returns True.
IsCancelled = Callable[[], bool]
# Told which share of the work is done, 0..1.
ReportProgress = Callable[[float], None]
