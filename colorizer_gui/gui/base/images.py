"""Conversions between the engine's arrays and Qt's images."""

from typing import cast

import numpy as np
from PySide6.QtGui import QColorSpace, QImage

from colorizer_gui.engine.arrays import PixelArray
from colorizer_gui.engine.painting.lazy_image import LazyImage
from colorizer_gui.engine.photo import Metadata, Photo
from colorizer_gui.engine.photo.screen_jpeg import eight_bits

_Format = QImage.Format
_DEEPEST_SHALLOW = 32  # bits of a pixel with 8 bits a channel
_INCHES_PER_METER = 1 / 0.0254
# Formats with opacity, and those that have other bytes in its place or none.
_OPAQUE_FORMATS = {
    _Format.Format_ARGB32: _Format.Format_RGB32,
    _Format.Format_ARGB32_Premultiplied: _Format.Format_RGB32,
    _Format.Format_RGBA8888: _Format.Format_RGBX8888,
    _Format.Format_RGBA8888_Premultiplied: _Format.Format_RGBX8888,
    _Format.Format_RGBA64: _Format.Format_RGBX64,
    _Format.Format_RGBA64_Premultiplied: _Format.Format_RGBX64,
}


def to_qimage(
    pixels: PixelArray | LazyImage,
    alpha: PixelArray | None = None,
    dpi: tuple[float, float] | None = None,
) -> QImage:
    """An image of 8 bits, for the screen or the clipboard.

    Parameters
    ----------
    pixels : ndarray or LazyImage of uint8 or uint16, shape (H, W) or (H, W, 3)
        Gray or sRGB.
    alpha : ndarray of uint8 or uint16, shape (H, W), optional
        Opacity.
    dpi : tuple of float, optional
        Pixels per inch, horizontal and vertical.

    Returns
    -------
    QImage
        RGB32, or ARGB32 with opacity, with memory of its own.
    """
    array = eight_bits(np.asarray(pixels))
    kind, target = _Format.Format_RGB888, _Format.Format_RGB32
    if array.ndim == 2:
        kind = _Format.Format_Grayscale8
    if alpha is not None:
        rgb = array if array.ndim == 3 else np.dstack([array] * 3)
        array = np.dstack((rgb, eight_bits(alpha)))
        kind, target = _Format.Format_RGBA8888, _Format.Format_ARGB32
    array = np.ascontiguousarray(array)
    height, width = array.shape[:2]
    image = QImage(array.data, width, height, array.strides[0], kind).convertToFormat(target)
    if dpi is not None:
        across, down = (round(value * _INCHES_PER_METER) for value in dpi)
        image.setDotsPerMeterX(across)
        image.setDotsPerMeterY(down)
    return image


def photo_from_image(image: QImage) -> Photo:
    """A photo without a file, from an image of the clipboard.

    It has 8 or 16 bits, as the image. An opacity of 0 throughout means nothing: programs for
    Windows leave the fourth byte of a pixel at 0.
    """
    dpi = _dpi(image)
    is_clear = image.hasAlphaChannel() and not _values(image, _Format.Format_Alpha8).any()
    if is_clear and image.format() in _OPAQUE_FORMATS:
        image = image.copy()
        image.reinterpretAsFormat(_OPAQUE_FORMATS[image.format()])
    if image.colorSpace().isValid():
        image = image.convertedToColorSpace(QColorSpace(QColorSpace.NamedColorSpace.SRgb))
    is_deep = image.depth() > _DEEPEST_SHALLOW or image.format() == _Format.Format_Grayscale16
    pixels = _values(image, _Format.Format_RGBA64 if is_deep else _Format.Format_RGBA8888)
    has_alpha = image.hasAlphaChannel() and not is_clear
    return Photo(
        pixels=np.ascontiguousarray(pixels[..., :3]),
        alpha=np.ascontiguousarray(pixels[..., 3]) if has_alpha else None,
        format="png",
        metadata=Metadata(exif=None, xmp=None, dpi=dpi),
        path=None,
        notices=(),
    )


def _values(image: QImage, kind: QImage.Format) -> PixelArray:
    """A copy of an image's values in a format of one or four channels of one size."""
    image = image.convertToFormat(kind)
    channels = 1 if kind == _Format.Format_Alpha8 else 4
    dtype = np.uint16 if image.depth() == 16 * channels else np.uint8
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), -1).view(dtype)
    values = rows[:, : image.width() * channels]
    shaped = values.reshape(image.height(), image.width(), channels).copy()
    return cast("PixelArray", shaped)


def _dpi(image: QImage) -> tuple[float, float] | None:
    """Pixels per inch; None where they are those that Qt gives to every image."""
    per_meter = image.dotsPerMeterX(), image.dotsPerMeterY()
    plain = QImage(1, 1, image.format())
    if per_meter == (plain.dotsPerMeterX(), plain.dotsPerMeterY()) or min(per_meter) <= 0:
        return None
    across, down = (round(value / _INCHES_PER_METER, 2) for value in per_meter)
    return across, down
