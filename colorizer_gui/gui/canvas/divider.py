"""The line between before and after, with its handle."""

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QRegion,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractSlider, QWidget

from colorizer_gui.gui.base import theme

STEPS = 1000
KNOB = 28
GRIP = 12  # logical pixels around the line that can be dragged


class Divider(QAbstractSlider):
    """A slider over the canvas, as wide as its handle; the canvas calls `place`.

    The value is the part of the visible photo, in thousandths, that lies left of the line.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setRange(0, STEPS)
        self.setValue(STEPS // 2)
        self.setSingleStep(STEPS // 100)
        self.setPageStep(STEPS // 10)
        self.setTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.SplitHCursor)
        self.setAccessibleName(self.tr("Divider between before and after"))
        self.setToolTip(self.tr("Drag to compare before and after (arrow keys when focused)"))
        self._photo = QRectF()
        self._grip: float | None = None  # from the line to where it was taken
        self.hide()

    def place(self, photo: QRectF) -> None:
        """Move over the visible part of the photo, in pixels of the canvas."""
        self._photo = photo
        self.setGeometry(
            round(self.line_x() - KNOB / 2), round(photo.top()), KNOB, round(photo.height())
        )
        knob = QRect(0, (self.height() - KNOB) // 2, KNOB, KNOB)
        line = QRect((KNOB - GRIP) // 2, 0, GRIP, self.height())
        self.setMask(QRegion(line) + QRegion(knob, QRegion.RegionType.Ellipse))

    def line_x(self) -> float:
        """The position of the line in the canvas."""
        return self._photo.left() + self._photo.width() * self.value() / STEPS

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            event.ignore()
            return
        self._grip = self.mapToParent(event.position()).x() - self.line_x()
        self.setSliderDown(True)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._grip is None:
            event.ignore()
            return
        x = self.mapToParent(event.position()).x() - self._grip - self._photo.left()
        self.setValue(round(STEPS * x / max(self._photo.width(), 1)))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._grip is None:
            event.ignore()
            return
        self._grip = None
        self.setSliderDown(False)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # it zooms the canvas

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        x = self.line_x() - self.x()
        painter.fillRect(QRectF(x - 1.5, 0, 3, self.height()), QColor(0, 0, 0, 110))
        painter.fillRect(QRectF(x - 0.5, 0, 1, self.height()), QColor(255, 255, 255))
        radius = KNOB / 2 - 2
        middle = QPointF(x, self.height() / 2)
        edge = QColor(theme.current().accent) if self.hasFocus() else QColor(0, 0, 0, 140)
        painter.setPen(QPen(edge, 2))
        painter.setBrush(QColor("#f4f4f4"))
        painter.drawEllipse(middle, radius, radius)
        painter.setPen(QPen(QColor("#333333"), 2, c=Qt.PenCapStyle.RoundCap))
        for side in (-1, 1):
            tip = QPointF(middle.x() + side * 7, middle.y())
            for up in (-1, 1):
                painter.drawLine(tip, QPointF(middle.x() + side * 4, middle.y() + up * 3))
