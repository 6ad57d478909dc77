"""Reads the photo that is to be shown, in the background."""

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from colorizer_gui.engine.messages import Message
from colorizer_gui.engine.session.open_photo import LoadedPhoto, OpenPhoto
from colorizer_gui.gui.base.images import to_qimage
from colorizer_gui.gui.base.tasks import Busy, Task, Tasks
from colorizer_gui.gui.base.translation import translated
from colorizer_gui.gui.session.model_loader import ModelLoader
from colorizer_gui.gui.session.signals import MadeWith


@dataclass(frozen=True, eq=False)
class ReadPhoto:
    """A photo that was read, its picture for the screen, and the model that colorized it before."""

    entry: OpenPhoto
    loaded: LoadedPhoto
    before: QImage
    made_with: MadeWith | None


class Opener(QObject):
    """Reads one photo at a time. `done` carries a ReadPhoto, `busy_changed` a Busy.

    `failed` carries an OpenPhoto and the exception that reading it raised.

    Parameters
    ----------
    tasks : Tasks
    loader : ModelLoader
    """

    done = Signal(object)
    failed = Signal(object, object)
    busy_changed = Signal(object)

    def __init__(self, tasks: Tasks, loader: ModelLoader, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._loader = loader
        self._task: Task | None = None

    @property
    def is_busy(self) -> bool:
        """Whether a photo is being read."""
        return self._task is not None

    def open(self, entry: OpenPhoto, writing: Task | None) -> None:
        """Read a photo instead of the one that is being read.

        Parameters
        ----------
        entry : OpenPhoto
        writing : Task or None
            Is waited for: it may write edits of the same photo.
        """
        self.cancel()

        def read() -> ReadPhoto:
            if writing is not None:
                writing.wait()
            loaded = entry.load()
            before = to_qimage(loaded.screens[-1].pixels)
            return ReadPhoto(entry, loaded, before, self._loader.meant_by(loaded.recipe))

        self._task = self._tasks.run(read, self._done, partial(self._failed, entry))
        name = entry.path.name if entry.path else Message("the photo")
        self.busy_changed.emit(Busy(translated(Message("Opening {name}", name=name))))

    def cancel(self) -> None:
        """Stop reading."""
        if self._task is not None:
            self._task.cancel()
            self._end()

    def _done(self, read: ReadPhoto) -> None:
        self._end()
        self.done.emit(read)

    def _failed(self, entry: OpenPhoto, error: Exception) -> None:
        self._end()
        self.failed.emit(entry, error)

    def _end(self) -> None:
        self._task = None
        self.busy_changed.emit(Busy())
