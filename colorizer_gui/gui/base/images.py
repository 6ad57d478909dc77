"""Conversions between the engine's arrays and Qt's images."""

import numpy as np
from PySide6.QtGui import QImage

from colorizer_gui.engine.arrays import PixelArray
from colorizer_gui.engine.painting.lazy_image import LazyImage
from colorizer_gui.engine.photo import Metadata, Photo

SIXTEEN_TO_EIGHT = 257


def to_qimage(pixels: PixelArray | LazyImage) -> QImage:
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
    array = np.asarray(pixels)
    if array.dtype == np.uint16:
        array = ((array + np.uint32(SIXTEEN_TO_EIGHT // 2)) // SIXTEEN_TO_EIGHT).astype(np.uint8)
    array = np.ascontiguousarray(array)
    gray = array.ndim == 2
    kind = QImage.Format.Format_Grayscale8 if gray else QImage.Format.Format_RGB888
    height, width = array.shape[:2]
    image = QImage(array.data, width, height, array.strides[0], kind)
    return image.convertToFormat(QImage.Format.Format_RGB32)


def photo_from_image(image: QImage) -> Photo:
    """A photo without a file, from an image of the clipboard."""
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
