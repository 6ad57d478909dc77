"""Brush and eraser for dust, and the veil that shows it."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from colorizer_gui.gui.prepare.crop_tool import darken_outside, frame_on
from colorizer_gui.gui.prepare.dust_editor import DustEditor
from colorizer_gui.gui.prepare.editor import PreparationEditor
from colorizer_gui.gui.prepare.placement import Placement
from colorizer_gui.gui.prepare.tool import ScanTool

_MARGIN = 3.0  # logical pixels around what is drawn anew


class DustTool(ScanTool):
    """Paints dust, or erases what is none.

    Parameters
    ----------
    editor : PreparationEditor
    dust : DustEditor
    erases : bool
    """

    def __init__(self, editor: PreparationEditor, dust: DustEditor, erases: bool) -> None:
        self._editor = editor
        self._dust = dust
        self.erases = erases
        self._circle: QRectF | None = None  # the rim of the brush

    def press(self, point: QPointF, placement: Placement) -> bool:
        if not self._dust.begin_stroke(self.erases):
            return False
        self._dust.stroke_to(*placement.place_of(point))
        return True

    def drag(self, point: QPointF, placement: Placement) -> QRectF:
        area = self._dust.stroke_to(*placement.place_of(point))
        return QRectF() if area is None else _wider(placement.bounds(area))

    def release(self) -> None:
        self._dust.end_stroke()

    def cancel(self) -> None:
        self._dust.cancel_stroke()

    def hover(self, point: QPointF | None, placement: Placement) -> QRectF:
        old, self._circle = self._circle, None
        if point is not None:
            radius = self._dust.radius * max(self._editor.scan_size) * _scale(placement)
            self._circle = QRectF(point - QPointF(radius, radius), point + QPointF(radius, radius))
        both = (old or QRectF()).united(self._circle or QRectF())
        return QRectF() if both.isEmpty() else _wider(both)

    def wheel(self, notches: float) -> bool:
        self._dust.resize(notches)
        return True

    def cursor(self, _point: QPointF, _placement: Placement) -> Qt.CursorShape:
        return Qt.CursorShape.CrossCursor

    def paint(self, painter: QPainter, placement: Placement, _seen: QRectF) -> None:
        darken_outside(painter, placement.photo, frame_on(self._editor, placement.photo))
        if self._circle is None:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for pen in (QPen(Qt.GlobalColor.black, 3), QPen(Qt.GlobalColor.white, 1.5)):
            painter.setPen(pen)
            painter.drawEllipse(self._circle)


def paint_veil(painter: QPainter, dust: DustEditor, placement: Placement, seen: QRectF) -> None:
    """Draw the dust over a part of the view."""
    veil = dust.veil
    if veil is not None:
        zoom = _scale(placement) * painter.device().devicePixelRatioF()
        veil.draw(painter, placement, zoom, seen)


def _scale(placement: Placement) -> float:
    """Logical pixels for each pixel of the scan."""
    return placement.photo.width() / placement.geometry.size[0]


def _wider(part: QRectF) -> QRectF:
    return part.adjusted(-_MARGIN, -_MARGIN, _MARGIN, _MARGIN)
