"""Keeps the recipe of the shown photo beside it: a moment after each change, and at the end."""

import logging
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from colorizer_gui.engine.errors import ColorizerError
from colorizer_gui.engine.messages import Message, joined
from colorizer_gui.engine.session.open_photo import LoadedPhoto, OpenPhoto
from colorizer_gui.engine.session.recipe import Recipe
from colorizer_gui.engine.session.sidecar_writer import SidecarWriter, Writing
from colorizer_gui.gui.base.ending import end_all
from colorizer_gui.gui.base.tasks import Task, Tasks
from colorizer_gui.gui.session.signals import Problem

log = logging.getLogger(__name__)

DELAY_MS = 1000


class Sidecar(QObject):
    """Writes what a SidecarWriter decides to write, on a worker.

    `failed` carries a Problem, once for each photo; `told` a Message of where a recipe is that
    somebody else wrote meanwhile.

    Attributes
    ----------
    lacks_checksum : bool
        Whether the recipe to be kept was made before the checksum of its model was known.
    """

    failed = Signal(object)
    told = Signal(object)

    def __init__(self, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._writer = SidecarWriter()
        self._task: Task | None = None
        self._unwritten: dict[Path, Writing] = {}  # by photo, the latest that a worker is to write
        self._has_told = False
        self.lacks_checksum = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(DELAY_MS)
        self._timer.timeout.connect(self.write)

    def begin(self, entry: OpenPhoto, loaded: LoadedPhoto) -> None:
        """Turn to another photo, which was read to be shown."""
        self._timer.stop()
        self._writer.begin(loaded.scan.path, loaded.kept.recipe, entry.known_recipes)
        self._has_told = self.lacks_checksum = False

    def keep(self, recipe: Recipe) -> None:
        """Write a recipe soon; of several, the newest."""
        self._writer.want(recipe)
        self.lacks_checksum = not recipe.model_sha256
        self._timer.start()

    def write(self) -> Task | None:
        """Write now what is due.

        Returns
        -------
        Task or None
            The latest writing, perhaps over already; a worker may wait for it.
        """
        self._timer.stop()
        writing = self._writer.take()
        if writing is not None:
            self._unwritten[writing.photo] = writing
            self._task = self._tasks.run(
                partial(self._writer.write, writing),
                partial(self._written, writing),
                partial(self._failed, writing),
            )
        return self._task

    def _forget(self, writing: Writing) -> None:
        """Note that a worker has done what it can."""
        if self._unwritten.get(writing.photo) is writing:
            del self._unwritten[writing.photo]

    def _written(self, writing: Writing, notice: Message | None) -> None:
        self._forget(writing)
        self._writer.end(writing)
        if notice is not None:
            self.told.emit(notice)
        if self._writer.is_due:
            self._timer.start()

    def _failed(self, writing: Writing, error: Exception) -> None:
        self._forget(writing)
        if not isinstance(error, ColorizerError):
            raise error  # a bug: the exception hook takes it from here
        log.warning("%s", error)
        if not self._has_told:
            self._has_told = True
            advice = Message(
                "You can keep working, but save the result: hints and look won't be kept."
            )
            self.failed.emit(Problem(joined((error.message, advice))))

    def finish(self) -> None:
        """Write all that is not written, here and now; for the end, when no worker is left."""
        self._timer.stop()
        end_all(*(partial(self._write_here, writing) for writing in self._unwritten.values()))
        writing = self._writer.take()
        if writing is not None:
            self._write_here(writing)

    def _write_here(self, writing: Writing) -> None:
        try:
            self._writer.write(writing)
        except ColorizerError as error:
            log.warning("%s", error)
        else:
            self._writer.end(writing)
