"""What became of the photos of a batch."""

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """Where a photo stands."""

    WAITING = "waiting"
    DONE = "done"
    UNCHANGED = "unchanged"
    SKIPPED = "skipped"
    FAILED = "failed"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one photo.

    Parameters
    ----------
    name : str
        The photo's path from the folder of the photos, with ``/``.
    result : str
        The result's path from the folder of the results, with ``/``; empty if none is known.
    state : State
    seconds : float
    width, height : int
        Of the photo; 0 where it was not read.
    model : str
        Name and version of the model that colorized it.
    message : str
        What went wrong, or what the user should know.
    is_final : bool
        Whether what went wrong stops the whole batch, such as a full disk.
    """

    name: str
    result: str
    state: State
    seconds: float = 0.0
    width: int = 0
    height: int = 0
    model: str = ""
    message: str = ""
    is_final: bool = False


@dataclass(frozen=True)
class Summary:
    """What became of all photos, in the order of the plan.

    Parameters
    ----------
    outcomes : tuple of Outcome
    problem : str
        Why the batch stopped before its end; empty if it did not.
    """

    outcomes: tuple[Outcome, ...] = ()
    problem: str = ""

    def count(self, state):
        """How many photos are in a state."""
        return Counter(outcome.state for outcome in self.outcomes)[state]

    @property
    def succeeded(self):
        """Whether nothing failed."""
        return not self.problem and not self.count(State.FAILED)

    def text(self):
        """One line for the user."""
        parts = [f"{self.count(State.DONE)} of {len(self.outcomes)} photos colorized"]
        for state, words in (
            (State.UNCHANGED, "finished before"),
            (State.SKIPPED, "skipped"),
            (State.FAILED, "failed"),
            (State.STOPPED, "not done"),
        ):
            if count := self.count(state):
                parts.append(f"{count} {words}")
        return ", ".join(parts) + "."
