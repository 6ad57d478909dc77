"""OpenCV's encoders."""

from collections.abc import Sequence

import cv2
import numpy as np
from cv2.typing import MatLike

from colorizer_gui.engine.arrays import Uint8Array
from colorizer_gui.engine.messages import Message
from colorizer_gui.engine.photo.errors import EncodingError

# What OpenCV prints about damaged files is for programmers; the user gets a sentence.
cv2.utils.logging.setLogLevel(cv2.utils.logging.LOG_LEVEL_SILENT)


def encoded(suffix: str, pixels: MatLike, options: Sequence[int]) -> Uint8Array:
    """Encode an image.

    Parameters
    ----------
    suffix : str
        Of the format, such as ".png".
    pixels : ndarray of uint8 or uint16, shape (H, W), (H, W, 3) or (H, W, 4)
        In OpenCV's order of channels: blue, green, red, opacity.
    options : sequence of int
        Names and values, as `cv2.imencode` takes them.

    Returns
    -------
    ndarray of uint8, shape (N,)
        The bytes of the file.

    Raises
    ------
    EncodingError
    """
    try:
        is_done, data = cv2.imencode(suffix, pixels, options)
    except cv2.error as error:
        raise EncodingError(str(error)) from error
    if not is_done:
        raise EncodingError(Message("the encoder failed"))
    return data.astype(np.uint8, copy=False)
