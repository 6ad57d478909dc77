"""Shares the processor among clients: in turn, and what is looked at before what is saved."""

import asyncio
import threading
from collections import OrderedDict, deque
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

    Urgent jobs go first, and one thread does nothing else, so that they never wait for a long one.

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
        self._is_closed = False
        self._changed = threading.Condition()
        self._threads = [
            threading.Thread(target=self._serve, name=f"colorizer-web-{number}", daemon=True)
            for number in range(workers + 1)
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
        self, request: Request, work: Work[T], *, is_urgent: bool = True, is_read: bool = True
    ) -> T:
        """Do work for a request; it stops when the client goes away.

        Parameters
        ----------
        request : Request
        work : callable
        is_urgent : bool
        is_read : bool
            Whether the body of the request was read; else it cannot be seen that its client left.

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
            # Else asyncio complains of an error that nobody asked for.
            outcome.add_done_callback(lambda done: done.cancelled() or done.exception())

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
                    self._long_running -= not job.is_urgent
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
                    self._long_running += not job.is_urgent
                    return job
                self._changed.wait()
        return None

    def _next(self, is_urgent: bool) -> Job[Any] | None:
        """The first job of the client whose turn it is, who is the last in line then."""
        waiting = self._waiting[is_urgent]
        while waiting:
            client, own = waiting.popitem(last=False)
            job = own.popleft()
            if own:
                waiting[client] = own
            if not job.future.cancelled():
                return job
        return None


def client_of(request: Request) -> str:
    """Who a request comes from: the address, which a reverse proxy on this machine may tell."""
    return request.client.host if request.client else ""


async def _left(request: Request, is_read: bool) -> None:
    """Return when the client has gone away; never where what arrives is for another reader."""
    if not is_read:
        await asyncio.Event().wait()
    while (await request.receive())["type"] != "http.disconnect":
        pass
