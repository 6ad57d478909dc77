"""Shares the processor among clients: in turn, and what is looked at before what is saved."""

import asyncio
import threading
from collections import Counter, OrderedDict, deque
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any, Generic, TypeVar

from starlette.requests import Request

from colorizer_gui.engine.arrays import IsCancelled
from colorizer_gui.engine.errors import Cancelled
from colorizer_gui.engine.messages import Message
from colorizer_gui.engine.stopping import stopped_by
from colorizer_gui.web.errors import RefusedError

T = TypeVar("T")
# Takes a function that says whether the work is still wanted.
Work = Callable[[IsCancelled], T]

MOST_WAITING = 200  # of one client


class Job(Generic[T]):
    """Work of one client, with its outcome as a future."""

    def __init__(self, client: str, work: Work[T], is_urgent: bool) -> None:
        self.client, self.is_urgent = client, is_urgent
        self.future: Future[T] = Future()
        self._work = work
        self._stopped = threading.Event()

    def cancel(self) -> None:
        """Stop the work, begun or not; nothing where it is done."""
        self._stopped.set()
        self.future.cancel()

    def carry_out(self) -> None:
        """Do the work in this thread."""
        if not self.future.set_running_or_notify_cancel():
            return
        try:
            with stopped_by(self._stopped.is_set):
                result = self._work(self._stopped.is_set)
        except BaseException as error:
            self.future.set_exception(error)
        else:
            self.future.set_result(result)


class WorkQueue:
    """Threads that do the work of clients, one job of each client after the other.

    Urgent jobs go first, and two threads do nothing else, so that they never wait for a long one.
    Of these, one is always left for another client: urgent jobs may be long too, such as reading a
    large photo.

    Parameters
    ----------
    workers : int
        How many of the others are done at a time.
    """

    def __init__(self, workers: int) -> None:
        self._workers = workers
        self._waiting: dict[bool, OrderedDict[str, deque[Job[Any]]]] = {
            True: OrderedDict(),
            False: OrderedDict(),
        }
        self._long_running = 0
        self._running: set[Job[Any]] = set()
        self._urgent_of: Counter[str] = Counter()  # running ones
        self._idle = workers + 2
        self._is_closed = False
        self._changed = threading.Condition()
        self._threads = [
            threading.Thread(target=self._serve, name=f"colorizer-web-{number}", daemon=True)
            for number in range(self._idle)
        ]
        for thread in self._threads:
            thread.start()

    def submit(self, client: str, work: Work[T], is_urgent: bool) -> Job[T]:
        """Let work be done when it is its client's turn.

        Raises
        ------
        RefusedError
            The client has too much waiting.
        """
        job = Job(client, work, is_urgent)
        with self._changed:
            if self._is_closed:
                raise Cancelled
            own = self._waiting[is_urgent].setdefault(client, deque())
            if len(own) >= MOST_WAITING:
                raise RefusedError(429, Message("Too much waits to be done. Wait a moment."))
            own.append(job)
            self._changed.notify_all()
        return job

    async def run(
        self,
        request: Request,
        work: Work[T],
        *,
        is_urgent: bool = True,
        is_read: bool = True,
        discard: Callable[[T], None] | None = None,
    ) -> T:
        """Do work for a request; it stops when the client goes away.

        Parameters
        ----------
        request : Request
        work : callable
        is_urgent : bool
        is_read : bool
            Whether the body of the request was read; else it cannot be seen that its client left.
        discard : callable, optional
            Given the result where the work ended although nobody waits for it any more.

        Raises
        ------
        Cancelled, RefusedError
        """
        job = self.submit(client_of(request), work, is_urgent)
        outcome = asyncio.wrap_future(job.future)
        leaving = asyncio.create_task(_left(request, is_read))
        try:
            either: set[asyncio.Future[Any]] = {outcome, leaving}
            await asyncio.wait(either, return_when=asyncio.FIRST_COMPLETED)
            if not outcome.done():
                raise Cancelled
            return outcome.result()
        finally:
            leaving.cancel()
            job.cancel()
            if not outcome.done():
                outcome.add_done_callback(lambda done: _forget(done, discard))

    def close(self) -> None:
        """Stop all work, and wait until it has stopped."""
        with self._changed:
            self._is_closed = True
            waiting = [
                job for kind in self._waiting.values() for own in kind.values() for job in own
            ]
            for job in (*waiting, *self._running):
                job.cancel()
            self._changed.notify_all()
        for thread in self._threads:
            thread.join()

    def _serve(self) -> None:
        while (job := self._take()) is not None:
            try:
                job.carry_out()
            finally:
                with self._changed:
                    self._running.discard(job)
                    self._idle += 1
                    self._long_running -= not job.is_urgent
                    self._urgent_of[job.client] -= job.is_urgent
                    if not self._urgent_of[job.client]:
                        del self._urgent_of[job.client]
                    self._changed.notify_all()

    def _take(self) -> Job[Any] | None:
        """The next job, once there is one; None after `close`."""
        with self._changed:
            while not self._is_closed:
                job = self._next(True)
                if job is None and self._long_running < self._workers:
                    job = self._next(False)
                if job is not None:
                    self._running.add(job)
                    self._idle -= 1
                    self._long_running += not job.is_urgent
                    self._urgent_of[job.client] += job.is_urgent
                    return job
                self._changed.wait()
        return None

    def _next(self, is_urgent: bool) -> Job[Any] | None:
        """The first job of the client whose turn it is, who is the last in line then."""
        waiting = self._waiting[is_urgent]
        for client in list(waiting):
            if is_urgent and self._idle == 1 and self._urgent_of[client]:
                continue
            own = waiting.pop(client)
            job = _first_wanted(own)
            if own:
                waiting[client] = own
            if job is not None:
                return job
        return None


def _first_wanted(jobs: deque[Job[Any]]) -> Job[Any] | None:
    """Take the first job that was not cancelled."""
    while jobs:
        job = jobs.popleft()
        if not job.future.cancelled():
            return job
    return None


def _forget(outcome: asyncio.Future[T], discard: Callable[[T], None] | None) -> None:
    """Take note of an outcome, else asyncio complains of an error that nobody asked for."""
    if not outcome.cancelled() and outcome.exception() is None and discard is not None:
        discard(outcome.result())


def client_of(request: Request) -> str:
    """Who a request comes from: the address, which a reverse proxy on this machine may tell."""
    return request.client.host if request.client else ""


async def _left(request: Request, is_read: bool) -> None:
    """Return when the client has gone away; never where what arrives is for another reader."""
    if not is_read:
        await asyncio.Event().wait()
    while (await request.receive())["type"] != "http.disconnect":
        pass
