"""Between the engine's arrays and Qt's images."""

import numpy as np
from PySide6.QtGui import QImage

from colorizer_gui.engine.photo import Metadata, Photo

SIXTEEN_TO_EIGHT = 257


def to_qimage(pixels):
    """An image for the screen.

    Parameters
    ----------
    pixels : ndarray or LazyImage of uint8 or uint16, shape (H, W) or (H, W, 3)
        Gray or sRGB.

    Returns
    -------
    QImage
        RGB32, with memory of its own.
    """
    pixels = np.asarray(pixels)
    if pixels.dtype == np.uint16:
        pixels = ((pixels + np.uint32(SIXTEEN_TO_EIGHT // 2)) // SIXTEEN_TO_EIGHT).astype(np.uint8)
    pixels = np.ascontiguousarray(pixels)
    gray = pixels.ndim == 2
    kind = QImage.Format.Format_Grayscale8 if gray else QImage.Format.Format_RGB888
    height, width = pixels.shape[:2]
    image = QImage(pixels.data, width, height, pixels.strides[0], kind)
    return image.convertToFormat(QImage.Format.Format_RGB32)


def photo_from_image(image):
    """A photo without a file, from a picture of the clipboard.

    Parameters
    ----------
    image : QImage

    Returns
    -------
    Photo
    """
    transparent = image.hasAlphaChannel()
    image = image.convertToFormat(QImage.Format.Format_RGBA8888)
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), -1)
    pixels = rows[:, : image.width() * 4].reshape(image.height(), image.width(), 4).copy()
    return Photo(
        pixels=np.ascontiguousarray(pixels[..., :3]),
        alpha=np.ascontiguousarray(pixels[..., 3]) if transparent else None,
        format="png",
        metadata=Metadata(exif=None, xmp=None, dpi=None),
        path=None,
        notices=(),
    )
