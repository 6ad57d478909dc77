"""Reading of a file whose colors are for the open photo, which the user waits for."""

from collections.abc import Callable
from typing import TypeVar

from colorizer_gui.gui.base.tasks import Busy, Failed, Task, Tasks
from colorizer_gui.gui.widgets.notices import Progress

T = TypeVar("T")


class Borrowing:
    """Reads one file at a time, shows it, and can be stopped.

    Parameters
    ----------
    tasks : Tasks
    progress : Progress
        Shows the reading, and cancels it.
    failed : callable
        Called with what a reading raised.
    """

    def __init__(self, tasks: Tasks, progress: Progress, failed: Failed) -> None:
        self._tasks = tasks
        self._progress = progress
        self._failed = failed
        self._task: Task | None = None
        progress.cancelled.connect(self.stop)

    def read(self, work: Callable[[], T], use: Callable[[T], object], words: str) -> None:
        """Read instead of what is being read.

        Parameters
        ----------
        work : callable
            Called on a worker thread.
        use : callable
            Called with what it gives.
        words : str
            What is done, in the language of the window.
        """
        self.stop()

        def on_read(found: T) -> None:
            self.stop()
            use(found)

        def on_failed(error: Exception) -> None:
            self.stop()
            self._failed(error)

        self._task = self._tasks.run(work, on_read, on_failed)
        self._progress.set_busy(Busy(words))

    def stop(self) -> None:
        """Drop what is being read."""
        if self._task is not None:
            self._task.cancel()
            self._task = None
            self._progress.set_busy(Busy())
