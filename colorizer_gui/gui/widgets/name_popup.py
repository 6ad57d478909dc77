"""Asks for a name, right where it is given."""

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout

from colorizer_gui.gui.base import theme

WIDTH = 24 * theme.GRID


class NamePopup(QFrame):
    """A field below a widget. Return gives the name, Esc or a click elsewhere leaves it.

    `named` carries what was typed, never an empty name.

    Parameters
    ----------
    beside : QWidget
    purpose : str
        What the name is for.
    name : str
        The name so far.
    """

    named = Signal(str)

    def __init__(self, beside, purpose, name):
        super().__init__(beside, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.field = QLineEdit(name, accessibleName=purpose, placeholderText=purpose)
        self.field.setToolTip(purpose)
        self.field.setFixedSize(WIDTH, theme.HIT_SIZE)
        self.field.selectAll()
        self.field.returnPressed.connect(self._give)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[theme.GRID] * 4)
        column.addWidget(self.field)
        self.adjustSize()
        corner = QPoint(beside.width() - self.width(), beside.height())
        self.move(beside.mapToGlobal(corner))
        self.show()
        self.field.setFocus()

    def _give(self):
        name = self.field.text().strip()
        self.close()
        if name:
            self.named.emit(name)
