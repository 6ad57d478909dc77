"""The menu of programs that open what was saved."""

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from colorizer_gui.gui.base.programs import Program


class OpenWithMenu(QMenu):
    """A menu of programs, above *Other Program*.

    `chosen` carries the Program that the user chose.

    Parameters
    ----------
    title : str
    other : QAction
        Asks for another program.
    parent : QWidget, optional
    """

    chosen = Signal(object)

    def __init__(self, title: str, other: QAction, parent: QWidget | None = None) -> None:
        super().__init__(title, parent)
        self._entries: list[QAction] = []
        self._end = self.addSeparator()
        self.addAction(other)

    def show_programs(self, programs: Iterable[Program], used: str) -> None:
        """List these; the one with the id `used` is checked."""
        for entry in self._entries:
            self.removeAction(entry)
            entry.deleteLater()
        self._entries = []
        for program in programs:
            entry = QAction(program.name.replace("&", "&&"), self)
            entry.setCheckable(True)
            entry.setChecked(program.id == used)
            entry.triggered.connect(lambda _checked, program=program: self.chosen.emit(program))
            self.insertAction(self._end, entry)
            self._entries.append(entry)
