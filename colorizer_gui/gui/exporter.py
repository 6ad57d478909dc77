"""The full-resolution picture, to a file or to the clipboard."""

import threading
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from colorizer_gui.engine.errors import Cancelled, ColorizerError
from colorizer_gui.engine.photo import write_photo
from colorizer_gui.gui.images import to_qimage
from colorizer_gui.gui.signals import Busy, Problem


@dataclass(frozen=True)
class Saved:
    """The photo was written to a file."""

    path: Path


@dataclass(frozen=True)
class Stopped:
    """The user stopped the work."""


@dataclass(frozen=True, eq=False)
class Copied:
    """The picture for the clipboard is ready."""

    image: QImage


class Exporter(QObject):
    """Renders and writes, one result at a time."""

    busy_changed = Signal(object)
    saved = Signal(object)
    copied = Signal(object)
    stopped = Signal(object)
    failed = Signal(object)

    def __init__(self, tasks, parent=None):
        super().__init__(parent)
        self._tasks = tasks
        self._stop = None
        self.target = None  # the file that is being written, if any

    @property
    def busy(self):
        """Whether a result is being made."""
        return self._stop is not None

    def save(self, result, path):
        """Write a document's Result to a file, over what is there."""

        def work(cancelled):
            pixels = result.render(cancelled)
            if cancelled():
                raise Cancelled
            return Saved(
                write_photo(path, pixels, result.source, software=result.software, overwrite=True)
            )

        self.target = path
        self._run(work, self.saved, self.tr("Saving {0}").format(path.name))

    def copy(self, result):
        """Make a document's Result ready for the clipboard."""
        self._run(
            lambda cancelled: Copied(to_qimage(result.render(cancelled))),
            self.copied,
            self.tr("Copying the photo"),
        )

    def cancel(self):
        """Stop; a file that was there stays as it was."""
        if self._stop is not None:
            self._stop.set()

    def _run(self, work, finished, text):
        self._stop = stop = threading.Event()

        def done(outcome):
            self._end()
            finished.emit(outcome)

        self._tasks.run(lambda: work(stop.is_set), done, self._failed)
        self.busy_changed.emit(Busy(text))

    def _end(self):
        self._stop = self.target = None
        self.busy_changed.emit(Busy())

    def _failed(self, error):
        self._end()
        if isinstance(error, Cancelled):
            self.stopped.emit(Stopped())
        elif isinstance(error, ColorizerError):
            self.failed.emit(Problem(str(error)))
        else:
            raise error  # a bug: the exception hook takes it from here
