"""A color as HEX, to read and to type."""

from PySide6.QtCore import QEvent, QRegularExpression, Qt, Signal
from PySide6.QtGui import QColor, QRegularExpressionValidator
from PySide6.QtWidgets import QLineEdit

from colorizer_gui.gui.base import theme

PATTERN = r"\s*#?([0-9A-Fa-f]{3}|[0-9A-Fa-f]{6})\s*"


class HexEdit(QLineEdit):
    """Six hexadecimal digits. `entered` carries the QColor that was typed.

    `finished` says that Return was pressed after a color, so that the focus can go on.
    """

    entered = Signal(object)
    finished = Signal()

    def __init__(self, parent=None):
        super().__init__(parent)
        self._shown = ""
        self.setValidator(QRegularExpressionValidator(QRegularExpression(PATTERN), self))
        self.setMinimumHeight(theme.HIT_SIZE)
        self.setFixedWidth(12 * theme.GRID)
        self.setAcceptDrops(False)
        self.setAccessibleName(self.tr("Color as HEX"))
        self.setToolTip(self.tr("Type a color, such as #8a6d4b, and press Enter"))
        self.editingFinished.connect(self._enter)

    def show_color(self, color):
        """Show a QColor, None for none; what is being typed is kept while the color stays."""
        shown = "" if color is None else color.name()
        if shown != self._shown:
            self._shown = shown
            self.setText(shown)

    def _enter(self):
        if not self.isModified():
            return
        digits = self.text().strip().lstrip("#")
        self._shown = ""  # a color that is shown like the last one replaces the text too
        self.setModified(False)
        self.entered.emit(QColor(f"#{digits}"))

    def _revert(self):
        self.setText(self._shown)
        self.setModified(False)

    def focusOutEvent(self, event):
        super().focusOutEvent(event)
        if self.isModified():  # it is no color
            self._revert()

    def keyPressEvent(self, event):
        if event.key() == Qt.Key.Key_Escape:
            self._revert()
            self.selectAll()
        else:
            super().keyPressEvent(event)
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not self.isModified():
                self.finished.emit()

    def event(self, event):
        # While something is typed, Esc takes that back and nothing else.
        is_override = event.type() == QEvent.Type.ShortcutOverride
        if is_override and event.key() == Qt.Key.Key_Escape and self.isModified():
            event.accept()
            return True
        return super().event(event)
