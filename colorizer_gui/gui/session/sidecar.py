"""Nothing is lost: the recipe of the open photo, kept in a file beside it.

Where that folder cannot be written, the file lies in the user's data folder.
"""

import logging
import threading
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from colorizer_gui.engine.errors import ColorizerError
from colorizer_gui.engine.files import set_aside
from colorizer_gui.engine.look import Look
from colorizer_gui.engine.session.sidecar import write_sidecar
from colorizer_gui.gui.base.translation import translated
from colorizer_gui.gui.session.signals import Problem

log = logging.getLogger(__name__)

DELAY_MS = 1000


class Sidecar(QObject):
    """Writes the recipe of one photo a moment after each change, and at the end.

    A photo that nothing was done to gets no file; a file that is there is never removed.
    """

    failed = Signal(object)

    def __init__(self, tasks, parent=None):
        super().__init__(parent)
        self._tasks = tasks
        self._photo = self._kept = self._wanted = self._task = self._unusable = None
        self._renamed = set()
        self._told = self._begun = False
        self._lock = threading.Lock()
        self._asked = self._done = 0
        self._timer = QTimer(self, singleShot=True, interval=DELAY_MS)
        self._timer.timeout.connect(self.write)

    def begin(self, path, kept):
        """Turn to another photo by its path, None without a file, and what was Kept of it."""
        self._timer.stop()
        self._photo = path
        self._kept = self._wanted = kept.recipe
        self._unusable = kept.unusable
        self._renamed.discard(kept.unusable)
        self._told = self._begun = False

    def keep(self, recipe):
        """Write a recipe soon; of several, the newest."""
        self._wanted = recipe
        self._timer.start()

    def _pending(self):
        if self._photo is None or self._wanted in (None, self._kept):
            return False
        untouched = not self._wanted.hints and self._wanted.look == Look()
        # A file that is begun may be there already, though its writer has not yet said so.
        return self._kept is not None or self._begun or not untouched

    def write(self):
        """Write now what is not yet written.

        Returns
        -------
        Task or None
            The newest writing, perhaps over already; a worker may wait for it.
        """
        self._timer.stop()
        if self._pending():
            photo, recipe = self._photo, self._wanted
            self._asked += 1
            self._begun = True
            self._task = self._tasks.run(
                partial(self._write, photo, recipe, self._unusable, self._asked),
                lambda _: self._written(photo, recipe),
                self._failed,
            )
        return self._task

    def _write(self, photo, recipe, unusable, number):
        with self._lock:
            if unusable is not None and unusable not in self._renamed:
                set_aside(unusable)
                self._renamed.add(unusable)
            if number > self._done:  # a newer one may have overtaken it
                write_sidecar(photo, recipe)
                self._done = number

    def _written(self, photo, recipe):
        if photo == self._photo:
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
            self.failed.emit(Problem(f"{translated(error)} {goes_on}"))

    def finish(self):
        """Write what is not yet written, here and now; for the end, when no worker is left."""
        self._timer.stop()
        if self._pending():
            try:
                self._write(self._photo, self._wanted, self._unusable, self._asked + 1)
            except ColorizerError as error:
                log.warning("%s", error)
