"""Rings and buttons that show a color."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QEnterEvent,
    QFocusEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QWidget

from colorizer_gui.gui.base import theme
from colorizer_gui.gui.base.color_words import color_words
from colorizer_gui.gui.base.keys import REMOVAL_KEYS, asks_for
from colorizer_gui.gui.base.screen_color import screen_colors

KEY_REASONS = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)


def draw_ring(painter: QPainter, center: QPointF, radius: float, fill: QColor) -> None:
    """Draw a disc with a white and a black outline, visible on any background.

    Parameters
    ----------
    painter : QPainter
    center : QPointF
    radius : float
        Of the white outline's outer edge; the black one lies around it.
    fill : QColor
    """
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(Qt.GlobalColor.black, 1))
    painter.setBrush(fill)
    painter.drawEllipse(center, radius + 0.5, radius + 0.5)
    painter.setPen(QPen(Qt.GlobalColor.white, 2))
    painter.drawEllipse(center, radius - 1, radius - 1)


class Swatch(QAbstractButton):
    """A button with a color; empty and disabled without one.

    `removed` is emitted for a right click or Delete, if the color is removable; `hovered` and
    `left` when the pointer or, by keys, the focus comes to the color and when it goes.
    """

    removed = Signal()
    hovered = Signal()
    left = Signal()

    def __init__(self, name: str, removable: bool = False) -> None:
        super().__init__()
        self._name = name
        self._color: QColor | None = None
        self._removable = removable
        self.setFixedSize(theme.HIT_SIZE, theme.HIT_SIZE)
        self.setCheckable(True)
        self.show_color(None, False)

    def show_color(self, color: QColor | None, is_current: bool) -> None:
        """Show a color or, with None, nothing; a ring marks the one in use."""
        self._color = color
        words = self._name if color is None else f"{self._name}, {color_words(color)}"
        self.setAccessibleName(words)
        tip = self.tr("{0}. Right-click or Delete: remove") if self._removable else "{0}"
        self.setToolTip("" if color is None else tip.format(words))
        self.setEnabled(color is not None)
        self.setChecked(is_current)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.HIT_SIZE, theme.HIT_SIZE)

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        if self._color is not None:
            self.hovered.emit()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.left.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self._color is not None and event.reason() in KEY_REASONS:
            self.hovered.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if self._removable:
            self.removed.emit()
        else:
            super().contextMenuEvent(event)

    def event(self, event: QEvent) -> bool:
        # Otherwise Delete would be the shortcut that removes the hint.
        if self._removable and asks_for(event, *REMOVAL_KEYS):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._removable and event.key() in REMOVAL_KEYS:
            self.removed.emit()
        else:
            super().keyPressEvent(event)

    def nextCheckState(self) -> None:
        pass  # the panel decides which color is in use

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5)
        faint = QColor(theme.current().faint)
        if self._color is None:
            painter.setPen(QPen(faint, 1, Qt.PenStyle.DotLine))
            painter.drawRoundedRect(area, 4, 4)
            return
        painter.setPen(QPen(faint, 1))
        fill = screen_colors.color(self._color, self)
        painter.setBrush(fill)
        painter.drawRoundedRect(area, 4, 4)
        if self.isChecked():
            middle = QPointF(self.rect().center()) + QPointF(0.5, 0.5)
            draw_ring(painter, middle, 6, fill)


class SwatchRow(QWidget):
    """Several colors in a row.

    `picked` carries the index of the one that was clicked, `pointed_at` that of the one below the
    pointer or with the focus, or None.

    Parameters
    ----------
    count : int
    name : str
        Of a swatch, with {0} for its number.
    """

    picked = Signal(int)
    pointed_at = Signal(object)  # the index of a color, or None

    def __init__(self, count: int, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.GRID // 2)
        self.swatches = [Swatch(name.format(index + 1)) for index in range(count)]
        for index, swatch in enumerate(self.swatches):
            swatch.clicked.connect(lambda _checked, index=index: self.picked.emit(index))
            swatch.hovered.connect(lambda index=index: self.pointed_at.emit(index))
            swatch.left.connect(lambda: self.pointed_at.emit(None))
            row.addWidget(swatch)
        row.addStretch(1)

    def show_colors(self, colors: Sequence[QColor], current: QColor | None) -> None:
        """Show the first colors that fit, the one equal to `current` marked."""
        for index, swatch in enumerate(self.swatches):
            color = colors[index] if index < len(colors) else None
            swatch.show_color(color, color is not None and color == current)
