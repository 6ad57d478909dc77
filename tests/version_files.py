"""Draws other versions of a photo: scaled, cropped, turned, of other tones, redrawn in a place."""

import cv2
import numpy as np
from PIL import Image

# The redrawn place, in parts of the photo: top, bottom, left, right.
REDRAWN = (0.5, 0.75, 0.15, 0.4)


def redrawn_area(shape, inset=0):
    """Rows and columns of the redrawn place, a part of the photo smaller on each side."""
    height, width = shape[:2]
    top, bottom, left, right = REDRAWN
    rows = slice(round((top + inset) * height), round((bottom - inset) * height))
    return rows, slice(round((left + inset) * width), round((right - inset) * width))


def draw_version(rgb):
    """A version of a color photo, uint8 of shape (p, q, 3)."""
    version = rgb.copy()
    area = version[redrawn_area(rgb.shape)]
    noise = np.random.default_rng(3).integers(0, 256, area.shape).astype(np.uint8)
    blurred = cv2.GaussianBlur(noise, (0, 0), rgb.shape[1] / 80)
    area[:] = cv2.normalize(blurred, None, 0, 255, cv2.NORM_MINMAX)
    height, width = rgb.shape[:2]
    turned = cv2.getRotationMatrix2D((width / 2, height / 2), 2.0, 1.2)
    size = round(1.1 * width), round(1.05 * height)
    version = cv2.warpAffine(version, turned, size, flags=cv2.INTER_CUBIC)
    return (255 * (version / 255.0) ** 0.8).astype(np.uint8)


def write_version(path, rgb):
    """A file with `draw_version`; gives its path."""
    Image.fromarray(draw_version(rgb)).save(path, quality=92)
    return path
