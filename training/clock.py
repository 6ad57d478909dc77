"""How far a run is: by its steps, or by the time it has taken."""

from __future__ import annotations

import time
from collections.abc import Callable

import torch


def _processor_seconds() -> float:
    return time.process_time() / torch.get_num_threads()


# What a length in minutes is counted by. Processor time, of all threads over their number, makes
# runs on a busy machine alike; it says nothing about a run on a graphics card.
CLOCKS: dict[str, Callable[[], float]] = {
    "wall": time.monotonic,
    "processor": _processor_seconds,
}


class Clock:
    """The place of a run between its begin and its end.

    Parameters
    ----------
    minutes : float
        Length of the run; 0 where it is given by its steps.
    steps : int
        Length of the run, or what a length in minutes is scaled to.
    kind : str
        One of `CLOCKS`.

    Attributes
    ----------
    seconds : float
        Of training so far, over all parts of an interrupted run.
    """

    def __init__(self, minutes: float, steps: int, kind: str = "wall") -> None:
        self.limit, self.steps = 60 * minutes, steps
        self._now = CLOCKS[kind]
        self.seconds = 0.0
        self._last: float | None = None

    def start(self) -> None:
        """Take up the time again."""
        self._last = self._now()

    def tick(self) -> None:
        """Count the time since the last call."""
        now = self._now()
        self.seconds += now - (now if self._last is None else self._last)
        self._last = now

    def place(self, step: int) -> float:
        """Where in the run a step is, 0..steps."""
        return self.steps * min(1.0, self.seconds / self.limit) if self.limit else step

    def share(self, step: int) -> float:
        """The share of the run that is over after a number of steps, 0..1."""
        return min(1.0, self.place(step) / self.steps)

    def over(self, step: int) -> bool:
        """Whether the run has come to its end after a number of steps."""
        return self.place(step) >= self.steps
