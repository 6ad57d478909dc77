"""Draws a photo, before and after, at any size."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QWidget

from colorizer_gui.gui.base.screen_color import screen_colors
from colorizer_gui.gui.canvas.panes import Side
from colorizer_gui.gui.canvas.viewport import Viewport
from colorizer_gui.gui.session.detail import Detail

SHARP_FROM = 6.0  # zoom from which single pixels are shown as squares
# Zoom from which the photo's own pixels are shown; below, rendering them would take too long.
DETAIL_FROM = 0.5
SAMPLE = 5  # pixels a side that are averaged, so that grain does not decide on a picked color


class Pictures:
    """Images of a photo before and, once it is colorized, after; they may be smaller than it.

    Parameters
    ----------
    widget : QWidget
        What they are drawn on; its screen's profile counts.
    """

    def __init__(self, widget: QWidget) -> None:
        self._widget = widget
        self._images: dict[Side, QImage] = {"before": QImage()}
        self._scaled: dict[Side, tuple[object, QImage]] = {}
        self._detail: Detail | None = None

    def set_before(self, image: QImage) -> None:
        """Use the image of another photo, which is not colorized yet."""
        self._images = {"before": image}
        self._scaled = {}
        self._detail = None

    def set_after(self, image: QImage) -> None:
        """Use an image of the colorized photo."""
        self._images["after"] = image

    def set_detail(self, detail: Detail | None) -> None:
        """Use a part of the photo at full resolution, drawn over the smaller images."""
        self._detail = detail

    def lacks_detail(self, view: Viewport) -> bool:
        """Whether a viewport needs more pixels than the images have."""
        return view.zoom >= DETAIL_FROM and self._images["before"].width() < view.photo[0]

    def color_at(self, side: Side, x: float, y: float) -> QColor:
        """The mean color around a place of the photo, x and y 0..1."""
        image = self._image(side)
        left = round(x * image.width()) - SAMPLE // 2
        top = round(y * image.height()) - SAMPLE // 2
        area = QRect(left, top, SAMPLE, SAMPLE).intersected(image.rect())
        return _resized(image.copy(area), QSize(1, 1)).pixelColor(0, 0)

    @property
    def has_after(self) -> bool:
        """Whether the photo is colorized."""
        return "after" in self._images

    def _image(self, side: Side) -> QImage:
        return self._images.get(side, self._images["before"])

    def draw(
        self, painter: QPainter, side: Side, view: Viewport, photo: QRectF, pane: QRect
    ) -> None:
        """Draw one side of the photo.

        Parameters
        ----------
        painter : QPainter
        side : {'before', 'after'}
            While the photo is not colorized, it is drawn as it was before on both.
        view : Viewport
        photo : QRectF
            Where the whole photo lies, in logical pixels.
        pane : QRect
            The visible part of it.
        """
        image = self._image(side)
        width, height = view.size
        if width <= image.width() and height <= image.height():
            ratio = painter.device().devicePixelRatioF()
            scaled = self._shrunk(side, image, QSize(width, height), ratio)
            painter.drawImage(photo.topLeft(), screen_colors.image(scaled, self._widget))
            return
        # Only the visible part: a whole photo at 3200 % exceeds the painter's coordinates.
        visible = photo.intersected(QRectF(pane))
        sx, sy = image.width() / photo.width(), image.height() / photo.height()
        source = QRectF(
            (visible.x() - photo.x()) * sx,
            (visible.y() - photo.y()) * sy,
            visible.width() * sx,
            visible.height() * sy,
        )
        has_all_pixels = image.width() == view.photo[0]
        smooth = not has_all_pixels or view.zoom < SHARP_FROM
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, smooth)
        painter.drawImage(visible, screen_colors.image(image, self._widget), source)
        if self._detail is not None and self.lacks_detail(view):
            self._draw_detail(painter, self._detail, side, view, photo)

    def _shrunk(self, side: Side, image: QImage, size: QSize, ratio: float) -> QImage:
        """The image averaged down to whole device pixels; cached until one of them changes."""
        key = (image.cacheKey(), size, ratio)
        cached = self._scaled.get(side)
        if cached is not None and cached[0] == key:
            return cached[1]
        scaled = (image if size == image.size() else _resized(image, size)).copy()
        scaled.setDevicePixelRatio(ratio)
        self._scaled[side] = (key, scaled)
        return scaled

    def _draw_detail(
        self, painter: QPainter, detail: Detail, side: Side, view: Viewport, photo: QRectF
    ) -> None:
        image = detail.before if side == "before" or detail.after is None else detail.after
        rows, columns = detail.area
        sx, sy = photo.width() / view.photo[0], photo.height() / view.photo[1]
        target = QRectF(
            photo.x() + columns.start * sx, photo.y() + rows.start * sy,
            image.width() * sx, image.height() * sy,
        )  # fmt: skip
        smooth = view.zoom < SHARP_FROM and view.zoom != 1
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, smooth)
        painter.drawImage(target, screen_colors.image(image, self._widget))


def _resized(image: QImage, size: QSize) -> QImage:
    return image.scaled(
        size, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
    )
