"""Asks for a name in a small field beside the control that needs it."""

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from colorizer_gui.gui.base import theme

WIDTH = 24 * theme.GRID


class NamePopup(QFrame):
    """A field below a widget. Return accepts the name, Esc or a click elsewhere closes it.

    `named` carries what was typed, never an empty name.

    Parameters
    ----------
    beside : QWidget
    purpose : str
        What the name is for.
    name : str
        What the field shows at first.
    at : QPoint, optional
        Where on the screen its corner is, if that is on the screen; below the widget by default.
    """

    named = Signal(str)

    def __init__(self, beside: QWidget, purpose: str, name: str, at: QPoint | None = None) -> None:
        super().__init__(beside, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        label = QLabel(purpose)
        self.field = QLineEdit(name)
        label.setBuddy(self.field)
        self.field.setAccessibleName(purpose)
        self.field.setFixedSize(WIDTH, theme.HIT_SIZE)
        self.field.selectAll()
        self.field.returnPressed.connect(self._accept)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[theme.GRID] * 4)
        column.setSpacing(theme.GRID // 2)
        column.addWidget(label)
        column.addWidget(self.field)
        accept = QPushButton(self.tr("OK"))
        accept.setMinimumHeight(theme.HIT_SIZE)
        accept.clicked.connect(self._accept)
        column.addWidget(accept, 0, Qt.AlignmentFlag.AlignRight)
        self.adjustSize()
        corner = QPoint(beside.width() - self.width(), beside.height())
        self.move(beside.mapToGlobal(corner) if at is None else self._on_screen(at))
        self.show()
        self.field.setFocus()

    def _on_screen(self, at: QPoint) -> QPoint:
        room = self.screen().availableGeometry()
        x = min(at.x(), room.right() - self.width())
        return QPoint(max(x, room.left()), min(at.y(), room.bottom() - self.height()))

    def _accept(self) -> None:
        name = self.field.text().strip()
        self.close()
        if name:
            self.named.emit(name)
