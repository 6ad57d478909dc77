"""Lets the work of a thread be stopped from outside, down to a run of a network."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TypeVar

from colorizer_gui.engine.arrays import IsCancelled
from colorizer_gui.engine.errors import Cancelled

T = TypeVar("T")

# How often it is asked whether work is to stop, and how long it may take to do so, in seconds.
_POLL_INTERVAL = 0.1
_TIME_TO_STOP = 10.0


def _never() -> bool:
    return False


_is_stopped: ContextVar[IsCancelled] = ContextVar("is_stopped", default=_never)


@contextmanager
def stopped_by(is_cancelled: IsCancelled | None) -> Iterator[None]:
    """Let what this thread does in the context be stopped.

    Parameters
    ----------
    is_cancelled : callable or None
        Asked from time to time; work stops when it returns True. None changes nothing.
    """
    if is_cancelled is None:
        yield
        return
    outer = _is_stopped.get()
    token = _is_stopped.set(lambda: is_cancelled() or outer())
    try:
        yield
    finally:
        _is_stopped.reset(token)


def check_stopped() -> None:
    """Raise Cancelled where this work is to stop; for loops over what a file holds."""
    if _is_stopped.get()():
        raise Cancelled


class TookTooLongError(Exception):
    """Work was stopped at its time limit."""


def run_stoppable(work: Callable[[], T], stop: Callable[[], None], longest: float) -> T:
    """Do work that Python cannot interrupt, while this thread waits and listens.

    Ctrl+C reaches a thread that waits in Python, but not one that is inside a library.

    Parameters
    ----------
    work : callable
        Called on a thread of its own.
    stop : callable
        Makes the work end soon, with any exception.
    longest : float
        Seconds after which the work is stopped.

    Raises
    ------
    Cancelled
        What `stopped_by` names asked for it.
    TookTooLongError
    """
    is_stopped = _is_stopped.get()
    results: list[T] = []
    errors: list[BaseException] = []
    ended = threading.Event()

    def carry_out() -> None:
        try:
            results.append(work())
        except BaseException as error:
            errors.append(error)
        finally:
            ended.set()

    # A daemon: one that does not stop must not keep the program from its end.
    thread = threading.Thread(target=carry_out, name="colorizer-network", daemon=True)
    try:
        thread.start()  # Ctrl+C may come while it starts
        waited = 0.0
        while not ended.wait(_POLL_INTERVAL):
            waited += _POLL_INTERVAL
            if is_stopped():
                raise Cancelled
            if waited > longest:
                raise TookTooLongError
    finally:
        if not ended.is_set():
            stop()
        if thread.is_alive():
            thread.join(_TIME_TO_STOP)
    if errors:
        raise errors[0]
    return results[0]
