"""The tones of the scan as a histogram, with handles for black, the middle and white."""

import math
from enum import Enum

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from colorizer_gui.engine.arrays import FloatArray
from colorizer_gui.engine.preparation.preparation import LEAST_GAMMA, MOST_GAMMA
from colorizer_gui.gui.base import theme

# Logical pixels.
HEIGHT = 8 * theme.GRID
_HANDLE = 14.0  # width and height of a handle
_FILLS = (QColor("#101010"), QColor("#808080"), QColor("#f8f8f8"))


class Handle(Enum):
    """What is dragged; the value is where it comes from the left."""

    BLACK = 0
    GAMMA = 1
    WHITE = 2


class LevelsPlot(QWidget):
    """Shows tones, and lets their ends be dragged. The fields below do the same by keys.

    `began` says that a drag begins, `dragged` carries a Handle and its tone 0..1 or, for the
    middle, its gamma.
    """

    began = Signal()
    dragged = Signal(Handle, float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shares: list[float] = []
        self._black, self._white, self._gamma = 0.0, 1.0, 1.0
        self._held: Handle | None = None
        self.setFixedHeight(HEIGHT + round(_HANDLE))
        self.setAccessibleName(self.tr("Histogram of the scan"))
        self.setToolTip(self.tr("Drag the ends to where the tones begin and end"))

    def show_tones(self, histogram: FloatArray) -> None:
        """Show how often each tone is found."""
        # The root shows rare tones too; one that is very common does not press down the others.
        roots = [math.sqrt(share) for share in histogram]
        top = sorted(roots)[-4] or max(roots) or 1.0
        self._shares = [min(root / top, 1.0) for root in roots]
        self.update()

    def show_levels(self, black: float, white: float, gamma: float) -> None:
        """Show where the handles are."""
        self._black, self._white, self._gamma = black, white, gamma
        self.update()

    def _x(self, tone: float) -> float:
        return _HANDLE / 2 + tone * (self.width() - _HANDLE)

    def _tone(self, x: float) -> float:
        return min(max((x - _HANDLE / 2) / (self.width() - _HANDLE), 0.0), 1.0)

    def places(self) -> dict[Handle, float]:
        """Where the handles are, in pixels from the left."""
        middle = self._black + (self._white - self._black) * 0.5**self._gamma
        tones = {Handle.BLACK: self._black, Handle.GAMMA: middle, Handle.WHITE: self._white}
        return {handle: self._x(tone) for handle, tone in tones.items()}

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        x, places = event.position().x(), self.places()
        # Of two at one place, the one that can be moved to that side.
        self._held = min(places, key=lambda each: (abs(places[each] - x), x > places[each]))
        self.began.emit()
        self.mouseMoveEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._held is None:
            return
        tone = self._tone(event.position().x())
        if self._held is Handle.GAMMA:
            share = (tone - self._black) / max(self._white - self._black, 1e-6)
            gamma = math.log(min(max(share, 1e-6), 1 - 1e-6)) / math.log(0.5)
            tone = min(max(gamma, LEAST_GAMMA), MOST_GAMMA)
        self.dragged.emit(self._held, tone)

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        self._held = None

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, colors = QPainter(self), theme.current()
        plot = QRectF(_HANDLE / 2, 0, self.width() - _HANDLE, HEIGHT)
        painter.fillRect(plot, QColor(colors.field))
        if self._shares:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            step = plot.width() / len(self._shares)
            points = [plot.bottomLeft()]
            for place, share in enumerate(self._shares):
                point = QPointF(plot.x() + (place + 0.5) * step, HEIGHT - share * (HEIGHT - 4))
                points.append(point)
            points.append(plot.bottomRight())
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colors.quiet))
            painter.drawPolygon(QPolygonF(points))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setPen(QColor(colors.line))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(plot.adjusted(0, 0, -1, -1))
        self._draw_handles(painter)

    def _draw_handles(self, painter: QPainter) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        faint = QColor(theme.current().faint)
        for (_, x), fill in zip(self.places().items(), _FILLS, strict=True):
            painter.setPen(QPen(faint, 1))
            painter.drawLine(QPointF(x, 0), QPointF(x, HEIGHT))
            painter.setBrush(fill)
            half = _HANDLE / 2 - 1
            bottom = HEIGHT + _HANDLE - 2
            painter.drawPolygon(
                QPolygonF(
                    [
                        QPointF(x, HEIGHT),
                        QPointF(x + half, bottom),
                        QPointF(x - half, bottom),
                    ]
                )
            )
