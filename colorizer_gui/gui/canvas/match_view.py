"""Shows which places of a reference photo the colors of a photo come from, over the photo."""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen

from colorizer_gui.engine.color.place_match import PlaceMatch
from colorizer_gui.engine.color.reference_copy import reference_pixels
from colorizer_gui.engine.look import Look
from colorizer_gui.engine.prediction import cell_at
from colorizer_gui.engine.session.predictions import Rendering
from colorizer_gui.gui.base import theme
from colorizer_gui.gui.base.images import to_qimage
from colorizer_gui.gui.canvas.overlay import Overlay
from colorizer_gui.gui.canvas.uncertainty_view import veil_of

# The reference photo in the corner: parts of the visible photo, and logical pixels at most.
CORNER_SHARE, LARGEST_CORNER = 0.35, 280.0
RING = 7.0  # logical pixels, the radius of the rings around both places
_ABOVE_LEGEND = 5 * theme.GRID


@dataclass(frozen=True, eq=False)
class MatchOverlay(Overlay):
    """A dark veil that leaves bright what a reference photo colors, and that photo in the corner.

    Parameters
    ----------
    match : PlaceMatch
    veil, reference : QImage
    place : tuple of float or None
        x and y, 0..1, of the place whose source is shown.
    """

    match: PlaceMatch
    veil: QImage
    reference: QImage
    place: tuple[float, float] | None = None

    @property
    def share(self) -> float | None:
        """How far the place takes its color from the reference photo, 0..1; None without one."""
        if self.place is None:
            return None
        return float(self.match.share[cell_at(self.match.share, *self.place)])

    @property
    def source(self) -> tuple[float, float] | None:
        """x and y, 0..1, of the place of the reference photo; None without a place."""
        if self.place is None:
            return None
        x, y = self.match.source[cell_at(self.match.share, *self.place)].tolist()
        return x, y

    @property
    def legend(self) -> str:
        """What is seen, in the window's language."""
        if self.share is None:
            return QCoreApplication.translate(
                "MatchView", "Bright: colors of the reference photo. Dark: colors of the model"
            )
        return QCoreApplication.translate(
            "MatchView", "Here {0}% from the reference photo, {1}% from the model"
        ).format(round(self.share * 100), 100 - round(self.share * 100))

    def paint(self, painter: QPainter, photo: QRectF) -> None:
        """Draw over the photo, which lies in a rectangle."""
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(photo, self.veil)

    def paint_above(self, painter: QPainter, photo: QRectF) -> None:
        """Draw the reference photo, on which no hint of the photo may seem to lie."""
        painter.setRenderHints(
            QPainter.RenderHint.SmoothPixmapTransform | QPainter.RenderHint.Antialiasing
        )
        corner = self._corner(photo.intersected(painter.clipBoundingRect()), photo)
        painter.fillRect(corner.adjusted(-2, -2, 2, 2), Qt.GlobalColor.black)
        painter.fillRect(corner.adjusted(-1, -1, 1, 1), Qt.GlobalColor.white)
        painter.drawImage(corner, self.reference)
        if self.place is not None and self.source is not None:
            _connect(painter, _point_in(photo, self.place), _point_in(corner, self.source))

    def _corner(self, visible: QRectF, photo: QRectF) -> QRectF:
        """Where the reference photo is drawn: at the right, where the place is not."""
        size = QSizeF(self.reference.size())
        largest = min(LARGEST_CORNER, CORNER_SHARE * min(visible.width(), visible.height() * 1.5))
        size.scale(largest, largest, Qt.AspectRatioMode.KeepAspectRatio)
        left = visible.right() - size.width() - theme.GRID
        low = QRectF(QPointF(left, visible.bottom() - size.height() - _ABOVE_LEGEND), size)
        high = QRectF(QPointF(left, visible.top() + _ABOVE_LEGEND), size)
        room = low.adjusted(-2 * RING, -2 * RING, 2 * RING, 2 * RING)
        is_covered = self.place is not None and room.contains(_point_in(photo, self.place))
        return high if is_covered else low


def match_overlay(rendering: Rendering) -> MatchOverlay | None:
    """The overlay of a photo; None unless it takes the colors of a reference photo by place."""
    reference = rendering.look.reference
    match = rendering.colorizer.reference_match(rendering.prediction(), rendering.look)
    if match is None or reference is None or reference.copy is None:
        return None
    return MatchOverlay(match, veil_of(match.share), to_qimage(reference_pixels(reference.copy)))


def takes_places(look: Look) -> bool:
    """Whether a look takes the colors of a reference photo by place."""
    return look.reference is not None and look.reference.is_by_place


def _point_in(rect: QRectF, place: tuple[float, float]) -> QPointF:
    x, y = place
    return QPointF(rect.x() + x * rect.width(), rect.y() + y * rect.height())


def _connect(painter: QPainter, place: QPointF, source: QPointF) -> None:
    """Draw a ring around both points, and a line between them."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for color, width in ((QColor(0, 0, 0, 160), 4.0), (QColor(Qt.GlobalColor.white), 2.0)):
        painter.setPen(QPen(color, width))
        painter.drawLine(place, source)
        painter.drawEllipse(place, RING, RING)
        painter.drawEllipse(source, RING, RING)
