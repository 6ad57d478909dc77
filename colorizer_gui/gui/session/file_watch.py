"""Notices when the file of the open photo is deleted or changed by another program."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal

QUIET_MS = 300  # another program may write in many steps, or delete first and then write


@dataclass(frozen=True)
class FileChange:
    """A file was changed; or deleted or moved, when it is not there any more."""

    path: Path
    is_there: bool


class FileWatch(QObject):
    """Watches one file. `changed` carries a FileChange."""

    changed = Signal(object)

    def __init__(self, parent=None):
        super().__init__(parent)
        self._path = self._state = None
        self._watcher = QFileSystemWatcher(self)
        for heard in (self._watcher.fileChanged, self._watcher.directoryChanged):
            heard.connect(lambda _: self._timer.start())
        self._timer = QTimer(self, singleShot=True, interval=QUIET_MS)
        self._timer.timeout.connect(self._look)

    def follow(self, path):
        """Watch this file from now on, or none with None."""
        self._timer.stop()
        if watched := self._watcher.files() + self._watcher.directories():
            self._watcher.removePaths(watched)
        self._path, self._state = path, _state(path)
        if path is not None:
            # In its folder a file that is gone may come again, or another of its name.
            self._watcher.addPath(str(path if self._state else path.parent))

    def _look(self):
        path, before = self._path, self._state
        self.follow(path)  # a file that was put in its place is another one for the watcher
        if self._state != before:
            self.changed.emit(FileChange(path, self._state is not None))


def _state(path):
    """What tells one version of a file from the next; None without a file."""
    if path is None:
        return None
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size
