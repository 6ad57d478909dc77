"""Work off the main thread: one executor, and one signal that brings results back."""

from collections.abc import Callable
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal

from colorizer_gui.engine.errors import ColorizerError, is_out_of_memory
from colorizer_gui.engine.messages import Message
from colorizer_gui.engine.stopping import stopped_by
from colorizer_gui.gui.base.heap import return_large_blocks

THREADS = 4

T = TypeVar("T")
# Called on the main thread with what work raised.
Failed = Callable[[Exception], object]


@dataclass(frozen=True)
class Busy:
    """Work that the user waits for; an empty text when there is none.

    Parameters
    ----------
    text : str
        In the language of the window.
    percent : int, optional
        How much of it is done; None while that is not known.
    """

    text: str = ""
    percent: int | None = None


class Task:
    """Work that was given to `Tasks`. After `cancel`, none of its callbacks is called."""

    def __init__(self) -> None:
        self.cancelled = False
        self.future: Future[Any] | None = None  # of a result that is not looked at here

    def wait(self) -> None:
        """Block until the work is done. Only for a worker thread, on work that was given before."""
        future = self.future
        if future is not None:
            wait([future])

    def cancel(self) -> None:
        """Ignore the result. Work that has begun goes on, but for runs of a network."""
        self.cancelled = True


class Tasks(QObject):
    """Runs functions on worker threads and calls back on the main thread."""

    _due = Signal(object)  # a function for the main thread

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        return_large_blocks()
        self._executor = ThreadPoolExecutor(THREADS, thread_name_prefix="colorizer")
        self._open = True
        # Queued, so that a callback never runs inside the call that started its work.
        self._due.connect(self._call, Qt.ConnectionType.QueuedConnection)

    def run(self, work: Callable[[], T], done: Callable[[T], object], failed: Failed) -> Task:
        """Call `work()` on a worker thread.

        Parameters
        ----------
        work : callable
        done : callable
            Called on the main thread with the result.
        failed : callable
            Called on the main thread with the exception, if there was one.
        """
        task = Task()

        def guarded() -> T:
            if task.cancelled:
                raise CancelledError
            with stopped_by(lambda: task.cancelled or not self._open):
                try:
                    return work()
                except Exception as error:
                    if isinstance(error, ColorizerError) or not is_out_of_memory(error):
                        raise
                    message = Message("There is not enough memory. Close other programs.")
                    raise ColorizerError(message) from error

        def deliver(future: Future[T]) -> None:
            task.future = None  # whose callback holds this task: the cycle would keep the result
            if task.cancelled:
                return
            error = future.exception()
            if isinstance(error, Exception):
                failed(error)
            else:
                done(future.result())

        if self._open:
            task.future = future = self._executor.submit(guarded)
            future.add_done_callback(lambda future: self._emit(partial(deliver, future)))
        return task

    def tell(self, hear: Callable[[T], object], value: T) -> None:
        """From a worker thread, while its work goes on: call `hear(value)` on the main thread."""
        self._emit(partial(hear, value))

    def _emit(self, function: Callable[[], object]) -> None:
        if self._open:
            self._due.emit(function)

    def _call(self, function: Callable[[], object]) -> None:
        if self._open:
            function()

    def shutdown(self) -> None:
        """Wait for the work that runs, and drop the rest; no callback comes after this.

        Runs of a network are stopped.
        """
        self._open = False
        self._executor.shutdown(wait=True, cancel_futures=True)


class Latest:
    """Runs one request at a time; of those that come meanwhile only the newest waits."""

    def __init__(self, tasks: Tasks) -> None:
        self._tasks = tasks
        self._running: Task | None = None
        self._waiting: Callable[[], None] | None = None
        self._has_ended = False

    @property
    def waits(self) -> bool:
        """Whether a request waits for the one that runs."""
        return self._waiting is not None

    @property
    def idle(self) -> bool:
        """Whether nothing runs."""
        return self._running is None

    def run(self, work: Callable[[], T], done: Callable[[T], object], failed: Failed) -> None:
        """Like `Tasks.run`; a request that is replaced while it waits is dropped."""
        if self._has_ended:
            return
        if self._running is not None:
            self._waiting = partial(self.run, work, done, failed)
            return
        self._running = self._tasks.run(
            work, lambda result: self._end(done, result), lambda error: self._end(failed, error)
        )

    def _end(self, callback: Callable[[T], object], value: T) -> None:
        self._running = None
        if self._waiting is not None:
            run, self._waiting = self._waiting, None
            run()
        callback(value)

    def end(self) -> None:
        """Drop what waits and what runs, and take no more: what asks for it is closed."""
        self._has_ended = True
        self.cancel()

    def cancel(self) -> None:
        """Drop what waits and what runs."""
        self._waiting = None
        if self._running is not None:
            self._running.cancel()
            self._running = None
