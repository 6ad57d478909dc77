"""The full-resolution picture, to a file or to the clipboard."""

import threading
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from colorizer_gui.engine.errors import Cancelled, ColorizerError
from colorizer_gui.engine.session.recipe import Recipe
from colorizer_gui.engine.session.saving import save_colorized
from colorizer_gui.gui.base.images import to_qimage
from colorizer_gui.gui.session.signals import Busy, Problem


@dataclass(frozen=True)
class Stopped:
    """The user stopped the work."""


@dataclass(frozen=True, eq=False)
class Copied:
    """The picture for the clipboard is ready."""

    image: QImage


class Work:
    """What work that goes on asks and tells. It is used on a worker."""

    def __init__(self, tasks, told):
        self._tasks = tasks
        self._told = told
        self._stop = threading.Event()
        self._percent = None

    def stop(self):
        """The user wants no more of it."""
        self._stop.set()

    def is_stopped(self):
        """Whether the user wants no more of it."""
        return self._stop.is_set()

    def check(self):
        """Raise Cancelled if the user wants no more of it."""
        if self.is_stopped():
            raise Cancelled

    def progress(self, share):
        """Tell which share is done, 0..1."""
        percent = int(100 * share)
        if percent != self._percent:
            self._percent = percent
            self._tasks.tell(self._told, percent)


class Exporter(QObject):
    """Renders and writes, one result at a time. `failed` carries a Problem."""

    busy_changed = Signal(object)
    saved = Signal(object)
    copied = Signal(object)
    stopped = Signal(object)
    failed = Signal(object)

    def __init__(self, tasks, parent=None):
        super().__init__(parent)
        self._tasks = tasks
        self._work = None
        self._text = ""
        self.target = None  # the file that is being written, if any

    @property
    def busy(self):
        """Whether a result is being made."""
        return self._work is not None

    def save(self, result, path, output, saved=None):
        """Write a document's Result to a file as an Output says; an existing file is replaced.

        Then `saved(Saved)` is called or, without it, the signal of that name is emitted.
        """

        def run(work):
            return save_colorized(
                path,
                result.photo,
                result.analyses.colorizer,
                Recipe(hints=result.hints, look=result.look),
                output,
                prediction=result.analyses.of(result.hints),
                overwrite=True,
                is_cancelled=work.is_stopped,
                report_progress=work.progress,
            )

        self.target = path
        self.run(run, saved or self.saved.emit, self.tr("Saving {0}").format(path.name))

    def copy(self, result):
        """Make a document's Result ready for the clipboard."""
        self.run(
            lambda work: Copied(
                to_qimage(result.painting(work.is_stopped, progress=work.progress))
            ),
            self.copied.emit,
            self.tr("Copying the photo"),
        )

    def cancel(self):
        """Stop as soon as may be; a file that was there stays as it was."""
        if self._work is not None:
            self._work.stop()
            self.busy_changed.emit(Busy(self.tr("Stopping")))

    def run(self, run, finished, text):
        """Call `run(Work)` on a worker and then `finished` with what it gives."""
        self._work, self._text = Work(self._tasks, self._tell), text

        def done(outcome):
            self._end()
            finished(outcome)

        work = self._work
        self._tasks.run(lambda: run(work), done, self._failed)
        self.busy_changed.emit(Busy(text))

    def _tell(self, percent):
        if self.busy and not self._work.is_stopped():
            self.busy_changed.emit(Busy(self._text, percent))

    def _end(self):
        self._work = self.target = None
        self.busy_changed.emit(Busy())

    def _failed(self, error):
        self._end()
        if isinstance(error, Cancelled):
            self.stopped.emit(Stopped())
        elif isinstance(error, ColorizerError):
            self.failed.emit(Problem.of(error))
        else:
            raise error  # a bug: the exception hook takes it from here
