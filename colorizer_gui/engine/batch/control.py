"""Pausing and stopping a batch, and being told of its photos."""

import threading
from typing import Protocol

from colorizer_gui.engine.batch.outcome import Outcome
from colorizer_gui.engine.batch.plan import Item


class Control:
    """Pauses and stops a batch, from any thread."""

    def __init__(self) -> None:
        self._running = threading.Event()
        self._running.set()
        self._cancelled = threading.Event()

    def pause(self) -> None:
        """Start no more photos for now."""
        self._running.clear()

    def resume(self) -> None:
        """Start photos again."""
        self._running.set()

    def cancel(self) -> None:
        """Stop soon; the photos being colorized are abandoned."""
        self._cancelled.set()
        self._running.set()

    def is_cancelled(self) -> bool:
        """Whether the batch is to stop."""
        return self._cancelled.is_set()

    def can_start_photo(self) -> bool:
        """Whether the batch is neither paused nor cancelled."""
        return self._running.is_set() and not self.is_cancelled()

    def wait_while_paused(self) -> None:
        """Block until the batch is resumed or cancelled."""
        self._running.wait()

    def wait_until_cancelled(self, seconds: float) -> bool:
        """Block for some time or until the batch is cancelled; return whether it is."""
        return self._cancelled.wait(seconds)


class Listener(Protocol):
    """Is told of each photo, on the thread that runs the batch."""

    def started(self, item: Item, /) -> None:
        """A photo was handed to a worker."""

    def ended(self, outcome: Outcome, /) -> None:
        """A photo has its Outcome."""
