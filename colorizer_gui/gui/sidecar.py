"""Nothing is lost: the recipe of the open photo, kept in a file beside it."""

import logging
import threading
from functools import partial

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal

from colorizer_gui.engine.errors import ColorizerError, RecipeError
from colorizer_gui.engine.look import Look
from colorizer_gui.engine.recipe import read_recipe, sidecar_path, write_recipe
from colorizer_gui.gui.signals import Problem

log = logging.getLogger(__name__)

DELAY_MS = 1000


def recipe_of(photo):
    """What was kept of earlier work on a photo; belongs on a worker.

    Returns
    -------
    recipe : Recipe or None
    notice : str
        Why what is there cannot be used; empty when all is well.
    """
    if photo.path is None or not sidecar_path(photo.path).exists():
        return None, ""
    try:
        return read_recipe(sidecar_path(photo.path)), ""
    except RecipeError as error:
        untouched = QCoreApplication.translate(
            "Sidecar", "The photo opens without it; the file stays as it is until you edit."
        )
        return None, f"{error} {untouched}"


class Sidecar(QObject):
    """Writes the recipe of one photo a moment after each change, and at the end.

    A photo that nothing was done to gets no file; a file that is there is never removed.
    """

    failed = Signal(object)

    def __init__(self, tasks, parent=None):
        super().__init__(parent)
        self._tasks = tasks
        self._path = self._kept = self._wanted = self._task = None
        self._told = False
        self._lock = threading.Lock()
        self._asked = self._done = 0
        self._timer = QTimer(self, singleShot=True, interval=DELAY_MS)
        self._timer.timeout.connect(self.write)

    def begin(self, photo, recipe):
        """Turn to another photo; `recipe` is what its file says, None without a usable file."""
        self._timer.stop()
        self._path = None if photo.path is None else sidecar_path(photo.path)
        self._kept = self._wanted = recipe
        self._told = False

    def keep(self, recipe):
        """Write a recipe soon; of several, the newest."""
        self._wanted = recipe
        self._timer.start()

    def _pending(self):
        if self._path is None or self._wanted in (None, self._kept):
            return False
        untouched = not self._wanted.hints and self._wanted.look == Look()
        return self._kept is not None or not untouched

    def write(self):
        """Write now what is not yet written.

        Returns
        -------
        Task or None
            The newest writing, perhaps over already; a worker may wait for it.
        """
        self._timer.stop()
        if self._pending():
            path, recipe = self._path, self._wanted
            self._asked += 1
            self._task = self._tasks.run(
                partial(self._write, path, recipe, self._asked),
                lambda _: self._written(path, recipe),
                self._failed,
            )
        return self._task

    def _write(self, path, recipe, number):
        with self._lock:
            if number > self._done:  # a newer one may have overtaken it
                write_recipe(path, recipe)
                self._done = number

    def _written(self, path, recipe):
        if path == self._path:
            self._kept = recipe
            if self._pending():
                self._timer.start()

    def _failed(self, error):
        if not isinstance(error, ColorizerError):
            raise error  # a bug: the exception hook takes it from here
        log.warning("%s", error)
        if not self._told:
            self._told = True
            goes_on = self.tr("Go on working, but save the result: hints and look won't be kept.")
            self.failed.emit(Problem(f"{error} {goes_on}"))

    def finish(self):
        """Write what is not yet written, here and now; for the end, when no worker is left."""
        self._timer.stop()
        if self._pending():
            try:
                write_recipe(self._path, self._wanted)
            except ColorizerError as error:
                log.warning("%s", error)
