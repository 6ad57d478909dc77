"""Small pictures of photo files, made without decoding more than is needed."""

import contextlib

import numpy as np
from PIL import Image, ImageOps

from colorizer_gui.engine.photo import read_photo, reduced


def thumbnail(path, side):
    """A small picture of a photo file.

    Parameters
    ----------
    path : Path
    side : int
        The longer side of the picture is at most about this many pixels.

    Returns
    -------
    ndarray of uint8 or uint16, shape (h, w) or (h, w, 3)
        Gray or sRGB, upright.

    Raises
    ------
    PhotoError
        The file is no photo that can be read.
    """
    # Whatever Pillow makes of a damaged file, the reader of photos has the last word on it.
    with contextlib.suppress(OSError, ValueError, SyntaxError), Image.open(path) as image:
        if image.format == "JPEG" and image.mode in ("L", "RGB"):
            image.draft(image.mode, (2 * side, 2 * side))  # decodes at 1/2, 1/4 or 1/8
            small = ImageOps.exif_transpose(image)
            small.thumbnail((side, side))
            return np.asarray(small)
    photo = read_photo(path)
    longer, shorter = max(photo.width, photo.height), min(photo.width, photo.height)
    return reduced(photo, side * max(side * shorter // longer, 1)).pixels
