"""Tells whether two photos are the same picture, though one may be scaled or retouched."""

import cv2
import numpy as np

SIDE = 8
# What a scan loses by another encoding, other tones or a retouched scratch stays below this, in
# 255ths of L*; different pictures lie above.
LARGEST_DIFFERENCE = 16.0
LARGEST_STRETCH = 0.02


def fingerprint(photo):
    """What a photo looks like, in short.

    Parameters
    ----------
    photo : Photo

    Returns
    -------
    str
        Width, height, and L* of 8 x 8 areas in hexadecimal digits.
    """
    rows = [photo.lightness(top, top + 1) for top in range(0, photo.height, _step(photo))]
    small = cv2.resize(np.concatenate(rows), (SIDE, SIDE), interpolation=cv2.INTER_AREA)
    return f"{photo.width} {photo.height} {np.rint(small * 2.55).astype(np.uint8).tobytes().hex()}"


def _step(photo):
    """Every so many rows are enough of a large photo."""
    return max(photo.height // 512, 1)


def is_same_photo(one, other):
    """Whether two results of `fingerprint` are of the same picture; False if one is none at all."""
    try:
        (ratio, areas), (other_ratio, other_areas) = _parsed(one), _parsed(other)
    except ValueError:
        return False
    return (
        abs(ratio / other_ratio - 1) <= LARGEST_STRETCH
        and np.abs(areas - other_areas).mean() <= LARGEST_DIFFERENCE
    )


def _parsed(text):
    width, height, areas = text.split()
    values = np.frombuffer(bytes.fromhex(areas), np.uint8).astype(np.float32)
    if len(values) != SIDE * SIDE or int(width) < 1 or int(height) < 1:
        raise ValueError(text)
    return int(width) / int(height), values
