"""The colorized photo at full resolution, to a file or to the clipboard."""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from colorizer_gui.engine.errors import Cancelled, ColorizerError
from colorizer_gui.engine.messages import Message
from colorizer_gui.engine.session.in_color import OwnColors
from colorizer_gui.engine.session.output import Output
from colorizer_gui.engine.session.predictions import Rendering
from colorizer_gui.engine.session.saving import Saved, save_colorized, save_in_own_colors
from colorizer_gui.engine.stopping import stopped_by
from colorizer_gui.gui.base.images import to_qimage
from colorizer_gui.gui.base.tasks import Busy, Tasks
from colorizer_gui.gui.base.translation import translated
from colorizer_gui.gui.session.signals import Problem

_T = TypeVar("_T")


@dataclass(frozen=True)
class Stopped:
    """The user stopped the work."""


@dataclass(frozen=True, eq=False)
class Copied:
    """The picture for the clipboard is ready."""

    image: QImage


@dataclass(frozen=True)
class Awaited:
    """What to tell where the window is to close before work is done that it waits for.

    Parameters
    ----------
    sentence : Message
    refusal : Message
        The text of the button that closes the window at once.
    """

    sentence: Message
    refusal: Message


def awaited_save(name: str) -> Awaited:
    """What to tell of a file that is being saved, or a folder of several."""
    return Awaited(
        Message("{name} is being saved. The window closes when it is done.", name=name),
        Message("Close Without Saving"),
    )


class Work:
    """What running work asks and reports, on a worker.

    Parameters
    ----------
    tasks : Tasks
    told : callable
        Called on the main thread with the percentage that is done.
    """

    def __init__(self, tasks: Tasks, told: Callable[[int], None]) -> None:
        self._tasks = tasks
        self._told = told
        self._stop = threading.Event()
        self._percent: int | None = None

    def stop(self) -> None:
        """Ask the work to stop."""
        self._stop.set()

    def is_stopped(self) -> bool:
        """Whether the work is to stop."""
        return self._stop.is_set()

    def progress(self, share: float) -> None:
        """Report which share is done, 0..1."""
        percent = int(100 * share)
        if percent != self._percent:
            self._percent = percent
            self._tasks.tell(self._told, percent)


class Exporter(QObject):
    """Renders and writes, one result at a time.

    `busy_changed` carries a Busy, `saved` a Saved, `copied` a Copied, `stopped` a Stopped, `failed`
    a Problem; `ended` says that work is done, and that whoever asked for it knows. Who finds then
    that there is something to tell of some photos emits `incomplete` before that.

    Parameters
    ----------
    tasks : Tasks

    Attributes
    ----------
    awaited : Awaited or None
        Why the window is not to close now; None where nothing is lost by that.
    """

    busy_changed = Signal(object)
    saved = Signal(object)
    copied = Signal(object)
    stopped = Signal(object)
    failed = Signal(object)
    incomplete = Signal()
    ended = Signal()

    def __init__(self, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._work: Work | None = None
        self._text = ""
        self.awaited: Awaited | None = None

    @property
    def busy(self) -> bool:
        """Whether a result is being made."""
        return self._work is not None

    def save(
        self,
        result: Rendering | OwnColors,
        path: Path,
        output: Output,
        saved: Callable[[Saved], object] | None = None,
    ) -> None:
        """Write a result to a file; an existing file is replaced.

        Parameters
        ----------
        result : Rendering or OwnColors
        path : Path
        output : Output
        saved : callable or None
            Called then with a Saved; without it, the signal of that name is emitted.
        """

        def run(work: Work) -> Saved:
            if isinstance(result, OwnColors):
                return save_in_own_colors(
                    path,
                    result.photo,
                    result.recipe,
                    output,
                    overwrite=True,
                    is_cancelled=work.is_stopped,
                    report_progress=work.progress,
                )
            return save_colorized(
                path,
                result.photo,
                result.colorizer,
                result.recipe,
                output,
                prediction=result.prediction(),
                overwrite=True,
                is_cancelled=work.is_stopped,
                report_progress=work.progress,
            )

        text = translated(Message("Saving {name}", name=path.name))
        self.run(run, saved or self.saved.emit, text, awaited_save(path.name))

    def copy(self, result: Rendering | OwnColors) -> None:
        """Make a result ready for the clipboard."""

        def run(work: Work) -> Copied:
            pixels = result.lazy_image(work.is_stopped, report_progress=work.progress)
            return Copied(to_qimage(pixels, result.photo.alpha, result.photo.metadata.dpi))

        self.run(run, self.copied.emit, translated(Message("Copying the photo")))

    def cancel(self) -> None:
        """Stop as soon as possible; a file that was there stays as it was."""
        if self._work is not None:
            self._work.stop()
            self.busy_changed.emit(Busy(translated(Message("Stopping"))))

    def run(
        self,
        run: Callable[[Work], _T],
        finished: Callable[[_T], object],
        text: str,
        awaited: Awaited | None = None,
    ) -> None:
        """Call `run(Work)` on a worker and then `finished` with what it gives.

        Parameters
        ----------
        run, finished : callable
        text : str
            What is done, in the language of the window.
        awaited : Awaited, optional
            Without it, the work is dropped where the window is closed.
        """
        self._work = work = Work(self._tasks, self._tell)
        self._text = text
        self.awaited = awaited

        def begin() -> _T:
            with stopped_by(work.is_stopped):
                return run(work)

        def done(outcome: _T) -> None:
            self._end()
            finished(outcome)
            self.ended.emit()

        self._tasks.run(begin, done, self._failed)
        self.busy_changed.emit(Busy(text))

    def _tell(self, percent: int) -> None:
        if self._work is not None and not self._work.is_stopped():
            self.busy_changed.emit(Busy(self._text, percent))

    def _end(self) -> None:
        self._work = self.awaited = None
        self.busy_changed.emit(Busy())

    def _failed(self, error: Exception) -> None:
        self._end()
        if isinstance(error, Cancelled):
            self.stopped.emit(Stopped())
        elif isinstance(error, ColorizerError):
            self.failed.emit(Problem.of(error))
        else:
            raise error  # a bug: the exception hook takes it from here
