"""The menu Models: which model colorizes."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from colorizer_gui.gui.session.signals import ModelState


class ModelMenu(QMenu):
    """A menu of the installed models, above its other entries.

    `chosen` carries the path of the model that the user chose.

    Parameters
    ----------
    title : str
    parent : QWidget, optional
    """

    chosen = Signal(object)

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(title, parent)
        self._group = QActionGroup(self)
        self._group.setExclusionPolicy(QActionGroup.ExclusionPolicy.ExclusiveOptional)
        self._in_use: QAction | None = None
        self._none = self.addAction(self.tr("No model"))
        self._none.setEnabled(False)
        self._end = self.addSeparator()

    def show_state(self, state: ModelState) -> None:
        """List the models of a state, the one in use checked."""
        for entry in self._group.actions():
            self._group.removeAction(entry)
            self.removeAction(entry)
            entry.deleteLater()
        self._none.setVisible(not state.installed)
        self._in_use = None
        for path in state.installed:
            entry = QAction(state.name_of(path).replace("&", "&&"), self._group)
            entry.setCheckable(True)
            entry.setChecked(state.info is not None and path == state.info.path)
            entry.triggered.connect(lambda _checked, path=path: self._choose(path))
            if entry.isChecked():
                self._in_use = entry
            self.insertAction(self._end, entry)

    def _choose(self, path: Path) -> None:
        """Ask for a model; the one in use stays checked until that has changed."""
        for entry in self._group.actions():
            entry.setChecked(entry is self._in_use)
        self.chosen.emit(path)
