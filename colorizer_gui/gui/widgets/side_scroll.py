"""The area beside the photo in which panels scroll."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QPushButton, QScrollArea, QVBoxLayout, QWidget

from colorizer_gui.gui.base import theme

PANEL_WIDTH = 38 * theme.GRID


class SideScroll(QScrollArea):
    """Shows widgets below each other, as wide with a scroll bar as without it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme.slim_bars(self)
        bar = self.verticalScrollBar().sizeHint().width()
        content = QWidget()
        # As wide without a scroll bar as with it, so that nothing moves when that appears.
        content.setFixedWidth(PANEL_WIDTH - bar)
        self._column = QVBoxLayout(content)
        margin = 2 * theme.GRID
        self._column.setContentsMargins(margin, theme.GRID, margin - bar, theme.GRID)
        self._column.setSpacing(theme.GRID)
        self._column.addStretch(1)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalScrollBar().setAccessibleName(self.tr("Scroll the panel"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFixedWidth(PANEL_WIDTH)
        self.setWidget(content)

    def add(self, *parts: QWidget) -> None:
        """Show more widgets, below those that are there."""
        for part in parts:
            self._column.insertWidget(self._column.count() - 1, part)


def dividing_line() -> QFrame:
    """A line between two sections of a panel."""
    line = QFrame()
    line.setFrameShape(QFrame.Shape.HLine)
    line.setFrameShadow(QFrame.Shadow.Sunken)
    return line


def heading_button(text: str) -> QPushButton:
    """A button beside the heading of a section, whose text ends near the fields below it."""
    button = QPushButton(text, flat=True)
    button.setMinimumHeight(theme.HIT_SIZE)
    button.setFixedWidth(button.fontMetrics().horizontalAdvance(text) + 2 * theme.GRID)
    return button
