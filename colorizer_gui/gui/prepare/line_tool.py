"""Straightening by a line that is drawn along the horizon, or along something upright."""

from PySide6.QtCore import QObject, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPen

from colorizer_gui.gui.prepare.editor import PreparationEditor
from colorizer_gui.gui.prepare.placement import Placement
from colorizer_gui.gui.prepare.tool import ScanTool

LEAST_LENGTH = 12.0  # logical pixels; a shorter line says nothing
_END = 4.0  # radius of the discs at its ends


class LineTool(QObject, ScanTool):
    """Draws one line. `done` says that it was drawn, or given up.

    Parameters
    ----------
    editor : PreparationEditor
    """

    done = Signal()

    def __init__(self, editor: PreparationEditor, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._editor = editor
        self._line: tuple[QPointF, QPointF] | None = None
        self._scale = 1.0

    def press(self, point: QPointF, placement: Placement) -> bool:
        self._line = (point, point)
        self._scale = self._editor.geometry.size[0] / placement.photo.width()
        return True

    def drag(self, point: QPointF, placement: Placement) -> QRectF:
        if self._line is not None:
            self._line = (self._line[0], point)
        return placement.photo

    def release(self) -> None:
        line, self._line = self._line, None
        if line is not None:
            way = (line[1] - line[0]) * self._scale
            if (line[1] - line[0]).manhattanLength() >= LEAST_LENGTH:
                self._editor.straighten_along(way.x(), way.y())
                self.done.emit()

    def cancel(self) -> None:
        self._line = None

    def cursor(self, _point: QPointF, _placement: Placement) -> Qt.CursorShape:
        return Qt.CursorShape.CrossCursor

    def paint(self, painter: QPainter, _placement: Placement, _seen: QRectF) -> None:
        if self._line is None:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for pen in (QPen(QColor(0, 0, 0, 200), 4), QPen(Qt.GlobalColor.white, 2)):
            painter.setPen(pen)
            painter.setBrush(pen.color())
            painter.drawLine(*self._line)
            for end in self._line:
                painter.drawEllipse(end, _END, _END)
