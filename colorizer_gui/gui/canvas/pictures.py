"""Draws the pictures of a photo, before and after, at any size."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter

SHARP_FROM = 6.0
# From this zoom on the photo's own pixels are shown; below, there would be too many of them.
DETAIL_FROM = 0.5
SAMPLE = 5  # pixels a side, so that grain does not decide which color is picked


class Pictures:
    """The picture before, and after once there is one. Either may be smaller than the photo."""

    def __init__(self):
        self._images = {}
        self._scaled = {}
        self._detail = None

    def set_before(self, image):
        """Another photo: its picture before, and none after."""
        self._images = {"before": image}
        self._scaled = {}
        self._detail = None

    def set_after(self, image):
        """The colorized picture of the photo."""
        self._images["after"] = image

    def set_detail(self, detail):
        """A Detail of the photo, to be drawn over the smaller pictures."""
        self._detail = detail

    def lacks_detail(self, view):
        """Whether a Viewport shows more than the pictures have."""
        return view.zoom >= DETAIL_FROM and self._images["before"].width() < view.photo[0]

    def color_at(self, shows, x, y):
        """The mean QColor around a place, x and y 0..1, of the picture 'before' or 'after'."""
        image = self._images.get(shows, self._images["before"])
        left = round(x * image.width()) - SAMPLE // 2
        top = round(y * image.height()) - SAMPLE // 2
        area = QRect(left, top, SAMPLE, SAMPLE).intersected(image.rect())
        flat = Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
        return image.copy(area).scaled(QSize(1, 1), *flat).pixelColor(0, 0)

    @property
    def has_after(self):
        """Whether the photo was colorized."""
        return "after" in self._images

    def draw(self, painter, shows, view, whole, pane):
        """Draw a picture.

        Parameters
        ----------
        painter : QPainter
        shows : {'before', 'after'}
            Without a picture after, the one before is drawn.
        view : Viewport
        whole : QRectF
            Where the whole photo would lie.
        pane : QRect
            What can be seen of it.
        """
        image = self._images.get(shows, self._images["before"])
        width, height = view.size
        if width <= image.width() and height <= image.height():
            ratio = painter.device().devicePixelRatioF()
            scaled = self._shrunk(shows, image, QSize(width, height), ratio)
            painter.drawImage(whole.topLeft(), scaled)
            return
        # Only what can be seen: a whole photo at 3200 % would leave the painter's range.
        seen = whole.intersected(QRectF(pane))
        sx, sy = image.width() / whole.width(), image.height() / whole.height()
        source = QRectF(
            (seen.x() - whole.x()) * sx,
            (seen.y() - whole.y()) * sy,
            seen.width() * sx,
            seen.height() * sy,
        )
        is_whole_photo = image.width() == view.photo[0]
        smooth = not is_whole_photo or view.zoom < SHARP_FROM
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, smooth)
        painter.drawImage(seen, image, source)
        if self._detail is not None and self.lacks_detail(view):
            self._draw_detail(painter, shows, view, whole)

    def _draw_detail(self, painter, shows, view, whole):
        detail = self._detail
        image = detail.before if shows == "before" or detail.after is None else detail.after
        rows, columns = detail.area
        sx, sy = whole.width() / view.photo[0], whole.height() / view.photo[1]
        place = QRectF(
            whole.x() + columns.start * sx, whole.y() + rows.start * sy,
            image.width() * sx, image.height() * sy,
        )  # fmt: skip
        smooth = view.zoom < SHARP_FROM and view.zoom != 1
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, smooth)
        painter.drawImage(place, image)

    def _shrunk(self, shows, image, size, ratio):
        """The image averaged down to whole device pixels, kept until either changes."""
        key = (image.cacheKey(), size, ratio)
        kept = self._scaled.get(shows)
        if kept is None or kept[0] != key:
            scaled = image
            if size != image.size():
                scaled = image.scaled(
                    size,
                    Qt.AspectRatioMode.IgnoreAspectRatio,
                    Qt.TransformationMode.SmoothTransformation,
                )
            scaled = scaled.copy()
            scaled.setDevicePixelRatio(ratio)
            kept = self._scaled[shows] = (key, scaled)
        return kept[1]
