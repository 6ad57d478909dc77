"""Thumbnails of photo files, decoded no further than they need."""

import contextlib
from pathlib import Path

import numpy as np
from PIL import Image, ImageOps

from colorizer_gui.engine.arrays import PixelArray
from colorizer_gui.engine.files import open_file
from colorizer_gui.engine.photo.photo import reduced
from colorizer_gui.engine.photo.read import read_photo


def thumbnail(path: Path, side: int) -> PixelArray:
    """A small version of a photo file.

    Parameters
    ----------
    path : Path
    side : int
        Most pixels of its longer side.

    Returns
    -------
    ndarray of uint8 or uint16, shape (h, w) or (h, w, 3)
        Gray or sRGB, upright.

    Raises
    ------
    PhotoError
        The file cannot be read as a photo.
    """
    # Pillow's errors are dropped: `read_photo` tells what is wrong with a file.
    with contextlib.suppress(Exception), open_file(path) as file, Image.open(file) as image:
        if image.format == "JPEG" and image.mode in ("L", "RGB"):
            image.draft(image.mode, (2 * side, 2 * side))  # decodes at 1/2, 1/4 or 1/8
            small = ImageOps.exif_transpose(image)
            small.thumbnail((side, side))
            return np.asarray(small)
    photo = read_photo(path)
    longer, shorter = max(photo.width, photo.height), min(photo.width, photo.height)
    return reduced(photo, side * max(side * shorter // longer, 1)).pixels
