"""The menu of saved colors."""

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget


class SavedColorsMenu(QMenu):
    """A menu of saved colors, below its other entries.

    `chosen` carries the name of the one that the user chose for the selected hint, `forgotten`
    that of one that is to be saved no more.

    Parameters
    ----------
    title : str
    actions : iterable of QAction
        Its other entries.
    parent : QWidget, optional
    """

    chosen = Signal(str)
    forgotten = Signal(str)

    def __init__(
        self, title: str, actions: Iterable[QAction], parent: QWidget | None = None
    ) -> None:
        super().__init__(title, parent)
        self.addActions(list(actions))
        self._end = self.addSeparator()
        self._names: tuple[str, ...] = ()
        self._entries: list[QAction] = []
        self.forget = QMenu(self.tr("&Forget"), self)
        self.addMenu(self.forget)
        self.show_names((), False)

    def show_names(self, names: Iterable[str], can_be_used: bool) -> None:
        """List these, which can be chosen while a hint is selected."""
        if (wanted := tuple(names)) != self._names:
            self._fill(wanted)
        for entry in self._entries:
            entry.setEnabled(can_be_used)
        self.forget.setEnabled(bool(self._entries))

    def _fill(self, names: tuple[str, ...]) -> None:
        for entry in self._entries:
            self.removeAction(entry)
            entry.deleteLater()
        self.forget.clear()
        self._names, self._entries = names, []
        for name in names:
            shown = name.replace("&", "&&")
            entry = QAction(shown, self)
            entry.triggered.connect(lambda _checked, name=name: self.chosen.emit(name))
            self.insertAction(self.forget.menuAction(), entry)
            self._entries.append(entry)
            removal = self.forget.addAction(shown)
            removal.triggered.connect(lambda _checked, name=name: self.forgotten.emit(name))
