"""The menu of recent photos."""

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QMenu, QWidget


class RecentMenu(QMenu):
    """A menu of photos.

    `chosen` carries the path of the photo that the user chose, `cleared` asks to clear the list.

    Parameters
    ----------
    title : str
    parent : QWidget, optional
    """

    chosen = Signal(object)
    cleared = Signal()

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(title, parent)
        self.setToolTipsVisible(True)
        self.show_paths(())

    def show_paths(self, paths: Iterable[str]) -> None:
        """List these photos."""
        self.clear()
        entries = [Path(path) for path in paths]
        for path in entries:
            action = self.addAction(path.name.replace("&", "&&"))
            action.setToolTip(str(path))
            action.triggered.connect(lambda _checked, path=path: self.chosen.emit(path))
        self.addSeparator()
        clear = self.addAction(self.tr("&Clear List"))
        # Queued: clearing the list deletes the action that was triggered.
        clear.triggered.connect(self.cleared, Qt.ConnectionType.QueuedConnection)
        self.setEnabled(bool(entries))
