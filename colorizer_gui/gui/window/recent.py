"""The photos opened last, as a menu."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QMenu


class RecentMenu(QMenu):
    """A menu of photos. `chosen` carries the path of one, `cleared` says to forget them all."""

    chosen = Signal(object)
    cleared = Signal()

    def __init__(self, title, parent=None):
        super().__init__(title, parent)
        self.setToolTipsVisible(True)
        self.show_paths(())

    def show_paths(self, paths):
        """Offer these photos."""
        self.clear()
        for path in map(Path, paths):
            action = self.addAction(path.name.replace("&", "&&"))
            action.setToolTip(str(path))
            action.triggered.connect(lambda _checked, path=path: self.chosen.emit(path))
        self.addSeparator()
        clear = self.addAction(self.tr("&Clear List"))
        # Queued, for the action goes with the list.
        clear.triggered.connect(self.cleared, Qt.ConnectionType.QueuedConnection)
        self.setEnabled(bool(paths))
