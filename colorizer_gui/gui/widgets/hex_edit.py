"""A field for a color as HEX."""

from PySide6.QtCore import QEvent, QRegularExpression, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QRegularExpressionValidator
from PySide6.QtWidgets import QLineEdit, QWidget

from colorizer_gui.gui.base import theme
from colorizer_gui.gui.base.keys import ENTER_KEYS, asks_for

PATTERN = r"\s*#?([0-9A-Fa-f]{3}|[0-9A-Fa-f]{6})\s*"


class HexEdit(QLineEdit):
    """Three or six hexadecimal digits. `entered` carries the QColor that was typed.

    `finished` is emitted when Return is pressed after a color, so that the focus can move on.
    """

    entered = Signal(object)
    finished = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown = ""
        self.setValidator(QRegularExpressionValidator(QRegularExpression(PATTERN), self))
        self.setMinimumHeight(theme.HIT_SIZE)
        self.setMinimumWidth(11 * theme.GRID)
        self.setAcceptDrops(False)
        self.setAccessibleName(self.tr("Color as HEX"))
        self.setToolTip(self.tr("Type a color, such as #8a6d4b, and press Enter"))
        self.editingFinished.connect(self._enter)

    def show_color(self, color: QColor | None) -> None:
        """Show a color, or nothing; what is being typed is kept while the color is the same."""
        shown = "" if color is None else color.name()
        if shown != self._shown:
            self._shown = shown
            self.setText(shown)

    def _enter(self) -> None:
        if not self.isModified():
            return
        digits = self.text().strip().lstrip("#")
        self._shown = ""  # so that the text is replaced even if the same color is shown next
        self.setModified(False)
        self.entered.emit(QColor(f"#{digits}"))

    def _revert(self) -> None:
        self.setText(self._shown)
        self.setModified(False)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if self.isModified():  # not a whole color
            self._revert()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._revert()
            self.selectAll()
        else:
            super().keyPressEvent(event)
            if event.key() in ENTER_KEYS and not self.isModified():
                self.finished.emit()

    def event(self, event: QEvent) -> bool:
        # While something is typed, Esc reverts it and is no shortcut.
        if self.isModified() and asks_for(event, Qt.Key.Key_Escape):
            event.accept()
            return True
        return super().event(event)
