"""OpenCV's encoders, which fail as Pillow's do."""

import cv2


def encoded(suffix, pixels, options):
    """A picture as a file.

    Parameters
    ----------
    suffix : str
        Of the format, such as ".png".
    pixels : ndarray of uint8 or uint16, shape (H, W), (H, W, 3) or (H, W, 4)
        In OpenCV's order: blue, green, red, opacity.
    options : tuple of int
        Names and values for `cv2.imencode`.

    Returns
    -------
    ndarray of uint8, shape (bytes,)

    Raises
    ------
    OSError
    """
    try:
        written, data = cv2.imencode(suffix, pixels, options)
    except cv2.error as error:
        raise OSError(str(error)) from error
    if not written:
        raise OSError("the encoder failed")
    return data
