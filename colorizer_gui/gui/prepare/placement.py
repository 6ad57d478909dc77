"""Where a scan lies on the widget that shows it turned and straightened."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QImage, QPainter, QTransform

from colorizer_gui.engine.arrays import Area
from colorizer_gui.engine.preparation.geometry import Geometry

_MARGIN = 2  # pixels around the visible part of an image that are drawn too


@dataclass(frozen=True, eq=False)
class Placement:
    """A scan on a widget.

    Parameters
    ----------
    geometry : Geometry
        Without a crop.
    photo : QRectF
        Where the turned and straightened photo lies, in logical pixels.
    """

    geometry: Geometry
    photo: QRectF

    def transform(self) -> QTransform:
        """From places of the scan, 0..1, to points of the widget."""
        photo = self.photo
        corner, right, below = (
            QPointF(x * photo.width(), y * photo.height()) + photo.topLeft()
            for x, y in (self.geometry.to_prepared(*place) for place in ((0, 0), (1, 0), (0, 1)))
        )
        across, down = right - corner, below - corner
        return QTransform(across.x(), across.y(), down.x(), down.y(), corner.x(), corner.y())

    def place_of(self, point: QPointF) -> tuple[float, float]:
        """The place of the scan, 0..1, at a point of the widget; beyond that beside the scan."""
        photo = self.photo
        x, y = (point.x() - photo.x()) / photo.width(), (point.y() - photo.y()) / photo.height()
        return self.geometry.to_scan(x, y)

    def area(self, seen: QRectF) -> Area:
        """The rows and columns of the scan that a part of the widget may show."""
        width, height = self.geometry.width, self.geometry.height
        back, _ = self.transform().inverted()
        box = back.mapRect(seen)
        columns = slice(
            min(max(int(box.left() * width), 0), width - 1),
            min(max(int(box.right() * width) + 1, 1), width),
        )
        rows = slice(
            min(max(int(box.top() * height), 0), height - 1),
            min(max(int(box.bottom() * height) + 1, 1), height),
        )
        return rows, columns

    def bounds(self, area: Area) -> QRectF:
        """Where rows and columns of the scan lie on the widget."""
        return self.transform().mapRect(self._box(area))

    def draw(self, painter: QPainter, image: QImage, area: Area | None, seen: QRectF) -> None:
        """Draw an image of the scan.

        Parameters
        ----------
        painter : QPainter
        image : QImage
            Of any size.
        area : tuple of slice or None
            The rows and columns of the scan that it shows; None for all.
        seen : QRectF
            The part of the widget that is drawn. A whole scan at a large zoom would exceed the
            painter's coordinates.
        """
        width, height = self.geometry.width, self.geometry.height
        box = self._box(area or (slice(0, height), slice(0, width)))
        placed = QTransform.fromScale(
            box.width() / image.width(), box.height() / image.height()
        ) * QTransform.fromTranslate(box.x(), box.y())
        placed *= self.transform()
        back, _ = placed.inverted()
        part = back.mapRect(seen).adjusted(-_MARGIN, -_MARGIN, _MARGIN, _MARGIN).toAlignedRect()
        part = part.intersected(image.rect())
        painter.save()
        painter.setTransform(placed, combine=True)
        painter.drawImage(part.topLeft(), image, part)
        painter.restore()

    def _box(self, area: Area) -> QRectF:
        """Rows and columns of the scan, as parts of its sides."""
        rows, columns = area
        width, height = self.geometry.width, self.geometry.height
        return QRectF(
            columns.start / width,
            rows.start / height,
            (columns.stop - columns.start) / width,
            (rows.stop - rows.start) / height,
        )
