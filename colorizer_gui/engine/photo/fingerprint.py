"""Fingerprints: hashes of what a photo shows, which survive scaling and small retouches."""

import cv2
import numpy as np

from colorizer_gui.engine.arrays import Float32Array
from colorizer_gui.engine.photo.photo import Photo

_SIDE = 8
# Mean difference of two fingerprints, in 255ths of L*: what another encoding, other tones or a
# retouched scratch change stays below, different photos lie above.
_LARGEST_DIFFERENCE = 16.0
_LARGEST_STRETCH = 0.02  # of the ratio of width to height
_MOST_ROWS = 512


def fingerprint(photo: Photo) -> str:
    """The fingerprint of a photo.

    Parameters
    ----------
    photo : Photo

    Returns
    -------
    str
        Width, height, and the mean L* of 8 x 8 areas in hexadecimal digits.
    """
    step = max(photo.height // _MOST_ROWS, 1)  # a sample of the rows of a large photo
    rows = [photo.lightness(top, top + 1) for top in range(0, photo.height, step)]
    small = cv2.resize(np.concatenate(rows), (_SIDE, _SIDE), interpolation=cv2.INTER_AREA)
    return f"{photo.width} {photo.height} {np.rint(small * 2.55).astype(np.uint8).tobytes().hex()}"


def is_same_photo(one: str, other: str) -> bool:
    """Whether two fingerprints are of the same photo; False where one is malformed."""
    try:
        (ratio, areas), (other_ratio, other_areas) = _parsed(one), _parsed(other)
    except ValueError:
        return False
    return bool(
        abs(ratio / other_ratio - 1) <= _LARGEST_STRETCH
        and np.abs(areas - other_areas).mean() <= _LARGEST_DIFFERENCE
    )


def _parsed(text: str) -> tuple[float, Float32Array]:
    """The ratio of width to height, and the areas."""
    width, height, areas = text.split()
    values = np.frombuffer(bytes.fromhex(areas), np.uint8).astype(np.float32)
    if len(values) != _SIDE * _SIDE or int(width) < 1 or int(height) < 1:
        raise ValueError(text)
    return int(width) / int(height), values
