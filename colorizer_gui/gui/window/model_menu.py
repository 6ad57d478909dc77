"""The menu Models: which model colors."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu


class ModelMenu(QMenu):
    """The installed models, before all else that is put into this menu.

    `chosen` carries the path of the one that is wanted.
    """

    chosen = Signal(object)

    def __init__(self, title, parent=None):
        super().__init__(title, parent)
        self._group = QActionGroup(self)
        self._none = self.addAction(self.tr("No model"))
        self._none.setEnabled(False)
        self._end = self.addSeparator()

    def show_state(self, state):
        """Follow a ModelState."""
        for entry in self._group.actions():
            self._group.removeAction(entry)
            self.removeAction(entry)
            entry.deleteLater()
        self._none.setVisible(not state.installed)
        for path in state.installed:
            entry = QAction(state.name_of(path).replace("&", "&&"), self._group, checkable=True)
            entry.setChecked(state.info is not None and path == state.info.path)
            entry.triggered.connect(lambda _checked, path=path: self.chosen.emit(path))
            self.insertAction(self._end, entry)
