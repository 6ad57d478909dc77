"""Notices when the file of the open photo is deleted or changed by another program."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal

QUIET_MS = 300  # another program may write in many steps, or delete first and then write

_Version = tuple[int, int]  # time and size of a file


@dataclass(frozen=True)
class FileChange:
    """A file was changed or, if it does not exist any more, deleted or moved."""

    path: Path
    exists: bool


class FileWatch(QObject):
    """Watches one file. `changed` carries a FileChange."""

    changed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._path: Path | None = None
        self._version: _Version | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(QUIET_MS)
        self._timer.timeout.connect(self._look)
        self._watcher = QFileSystemWatcher(self)
        self._watcher.fileChanged.connect(lambda _: self._timer.start())
        self._watcher.directoryChanged.connect(lambda _: self._timer.start())

    def follow(self, path: Path | None) -> None:
        """Watch this file from now on, or none with None."""
        self._timer.stop()
        if watched := self._watcher.files() + self._watcher.directories():
            self._watcher.removePaths(watched)
        self._path, self._version = path, _version(path)
        if path is not None:
            # Where the file is gone, its folder tells when one of its name comes.
            self._watcher.addPath(str(path if self._version else path.parent))

    def _look(self) -> None:
        path, before = self._path, self._version
        self.follow(path)  # the watcher does not follow a file that was replaced by another
        if path is not None and self._version != before:
            self.changed.emit(FileChange(path, self._version is not None))


def _version(path: Path | None) -> _Version | None:
    """What tells one version of a file from the next; None without a file."""
    if path is None:
        return None
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size
