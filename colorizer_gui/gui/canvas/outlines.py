"""Outlines of surfaces over the photo."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from colorizer_gui.engine.arrays import Float32Array

_DASH = 4.0
_FAINT = 120  # opacity of 255 of an outline that is only proposed


def draw_outlines(
    painter: QPainter, lines: Sequence[Float32Array], photo: QRectF, is_faint: bool = False
) -> None:
    """Draw closed lines in black with white dashes, visible on any background.

    Parameters
    ----------
    painter : QPainter
    lines : sequence of ndarray, shape (N, 2)
        Places x, y of the photo, 0..1.
    photo : QRectF
        Where the whole photo lies.
    is_faint : bool
        Half transparent, for what is only proposed.
    """
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    opacity = _FAINT if is_faint else 255
    dark = QPen(QColor(0, 0, 0, opacity), 1)
    light = QPen(QColor(255, 255, 255, opacity), 1)
    light.setDashPattern([_DASH, _DASH])
    for line in lines:
        places = line * (photo.width(), photo.height()) + (photo.x(), photo.y())
        polygon = QPolygonF([QPointF(x, y) for x, y in places.tolist()])
        for pen in (dark, light):
            painter.setPen(pen)
            painter.drawPolygon(polygon)
