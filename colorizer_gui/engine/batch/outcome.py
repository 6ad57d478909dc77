"""What became of the photos of a batch."""

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum

from colorizer_gui.engine.messages import Message, joined


class State(StrEnum):
    """The state of a photo. Reports hold the values."""

    WAITING = "waiting"
    DONE = "done"
    UNCHANGED = "unchanged"  # already done by an earlier run
    SKIPPED = "skipped"
    FAILED = "failed"
    STOPPED = "stopped"  # not done, because the batch stopped


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
        Time spent on it.
    width, height : int
        Of the photo; 0 if it was not read.
    model : str
        Name and version of the model that colorized it; empty if none did.
    message : Message or None
        What went wrong, or what the user should know.
    stops_batch : bool
        Whether what went wrong would happen to all other photos too, such as a full disk.
    own_colors : bool
        Whether it was only prepared and keeps its own colors.
    """

    name: str
    result: str
    state: State
    seconds: float = 0.0
    width: int = 0
    height: int = 0
    model: str = ""
    message: Message | None = None
    stops_batch: bool = False
    own_colors: bool = False

    @property
    def is_of_other_version(self) -> bool:
        """Whether another version of the model made its result, which is left alone."""
        return self.state == State.UNCHANGED and self.message is not None


@dataclass(frozen=True)
class Summary:
    """What became of all photos, in the order of the plan.

    Parameters
    ----------
    outcomes : tuple of Outcome
    problem : Message or None
        Why the batch stopped before its end.
    left_out : Message or None
        What of the folder was not searched, and why.
    """

    outcomes: tuple[Outcome, ...] = ()
    problem: Message | None = None
    left_out: Message | None = None

    def count(self, state: State) -> int:
        """The number of photos in a state."""
        return Counter(outcome.state for outcome in self.outcomes)[state]

    @property
    def kept_count(self) -> int:
        """The number of photos that keep the colors of another version of their model."""
        return sum(outcome.is_of_other_version for outcome in self.outcomes)

    @property
    def succeeded(self) -> bool:
        """Whether nothing failed and nothing stopped the batch."""
        return self.problem is None and not self.count(State.FAILED)

    def text(self) -> Message:
        """The numbers of photos in one sentence, and what was left out in another."""
        counts = Counter(outcome.state for outcome in self.outcomes)
        kept = sum(outcome.own_colors for outcome in self.outcomes)
        done, total = counts[State.DONE] - kept, len(self.outcomes)
        parts = [Message("{done} of {total} photos colorized", done=done, total=total)]
        if kept:
            parts.append(Message("{count} kept in own colors", count=kept))
        if count := counts[State.UNCHANGED]:
            parts.append(Message("{count} already done", count=count))
        if count := counts[State.SKIPPED]:
            parts.append(Message("{count} skipped", count=count))
        if count := counts[State.FAILED]:
            parts.append(Message("{count} failed", count=count))
        if count := counts[State.STOPPED]:
            parts.append(Message("{count} not done", count=count))
        sentences = [Message("{parts}.", parts=tuple(parts))]
        if count := self.kept_count:
            sentences.append(
                Message("{count} keep the colors of another version of the model.", count=count)
            )
        if self.left_out:
            sentences.append(self.left_out)
        return joined(sentences)
