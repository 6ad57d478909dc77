"""The only bridge between threads: one executor, and one signal back to the main thread."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt, Signal

from colorizer_gui.gui.base.heap import give_back_large_blocks

WORKERS = 4


class Task:
    """A piece of work under way. After `cancel`, none of its callbacks is called."""

    def __init__(self, done, failed):
        self.done = done
        self.failed = failed
        self.cancelled = False
        self.future = None

    def wait(self):
        """Block until the work is done; only on a worker, for work that was asked for earlier."""
        if self.future is not None:
            wait([self.future])

    def cancel(self):
        """Lose interest in the result. Work that has begun runs to its end unheard."""
        self.cancelled = True


@dataclass(frozen=True, eq=False)
class _Outcome:
    task: Task
    future: Future


@dataclass(frozen=True, eq=False)
class _News:
    hear: Callable
    value: object


class Tasks(QObject):
    """Runs functions off the main thread and brings their results back to it."""

    _finished = Signal(object)
    _told = Signal(object)

    def __init__(self, parent=None):
        super().__init__(parent)
        give_back_large_blocks()
        self._executor = ThreadPoolExecutor(WORKERS, thread_name_prefix="colorizer")
        self._open = True
        # Queued, so that a callback never runs inside the call that started its work.
        self._finished.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._told.connect(self._pass_on, Qt.ConnectionType.QueuedConnection)

    def run(self, work, done, failed):
        """Call `work()` on a worker; then, here, `done(result)` or `failed(exception)`."""
        task = Task(done, failed)
        if self._open:
            future = task.future = self._executor.submit(lambda: None if task.cancelled else work())
            future.add_done_callback(lambda future: self._hand_over(_Outcome(task, future)))
        return task

    def _hand_over(self, outcome):
        if self._open:
            self._finished.emit(outcome)

    def _deliver(self, outcome):
        task, future = outcome.task, outcome.future
        if task.cancelled or not self._open:
            return
        error = future.exception()
        if error is not None:
            task.failed(error)
        else:
            task.done(future.result())

    def tell(self, hear, value):
        """From a worker, while its work goes on: have `hear(value)` called on the main thread."""
        if self._open:
            self._told.emit(_News(hear, value))

    def _pass_on(self, news):
        if self._open:
            news.hear(news.value)

    def shutdown(self):
        """Wait for what runs and forget the rest; no callback comes after this."""
        self._open = False
        self._executor.shutdown(wait=True, cancel_futures=True)


class Latest:
    """One thing at a time: while it runs, only the newest request waits."""

    def __init__(self, tasks):
        self._tasks = tasks
        self._running = None
        self._waiting = None

    @property
    def waits(self):
        """Whether a request waits for the one that runs."""
        return self._waiting is not None

    @property
    def idle(self):
        """Whether nothing runs."""
        return self._running is None

    def run(self, work, done, failed):
        """Like `Tasks.run`; a request that is overtaken while it waits is dropped."""
        if self._running is not None:
            self._waiting = (work, done, failed)
            return
        self._running = self._tasks.run(
            work, lambda result: self._end(done, result), lambda error: self._end(failed, error)
        )

    def _end(self, callback, value):
        self._running = None
        if self._waiting is not None:
            request, self._waiting = self._waiting, None
            self.run(*request)
        callback(value)

    def cancel(self):
        """Drop what waits and what runs."""
        self._waiting = None
        if self._running is not None:
            self._running.cancel()
            self._running = None
