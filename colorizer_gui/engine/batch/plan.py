"""What to do with each photo of a batch."""

from dataclasses import dataclass

from colorizer_gui.engine.batch.outcome import Outcome, State
from colorizer_gui.engine.messages import Message
from colorizer_gui.engine.session.recipe import Recipe


@dataclass(frozen=True, slots=True)
class Item:
    """One photo and what to do with it.

    Parameters
    ----------
    name : str
        The photo's path from the folder of the photos, with ``/``.
    result : str
        The result's path from the folder of the results, with ``/``.
    state : State
        WAITING, or its state already.
    message : Message or None
        Why it is skipped or has failed.
    recipe : Recipe
    model_sha256 : str
        Of the model's file that it is colorized with.
    digest : str
        Of the settings that its result depends on, see `result_digest`.
    size, time : int
        Of the photo's file, in bytes and nanoseconds; 0 where it cannot be reached.
    overwrite : bool
        Whether an existing file may be replaced by the result.
    resumes : bool
        Whether that file may be what an earlier run wrote and could not record.
    begun : int
        When it was handed out, in nanoseconds; 0 before.
    """

    name: str
    result: str = ""
    state: State = State.WAITING
    message: Message | None = None
    recipe: Recipe = Recipe()
    model_sha256: str = ""
    digest: str = ""
    size: int = 0
    time: int = 0
    overwrite: bool = False
    resumes: bool = False
    begun: int = 0

    def known_outcome(self) -> Outcome:
        """The Outcome of a photo that is not waiting."""
        return self._outcome(self.state, self.message)

    def stopped(self) -> Outcome:
        """The Outcome where the batch stopped before the photo was finished."""
        return self._outcome(State.STOPPED, None)

    def failed(self, message: Message, stops_batch: bool = False) -> Outcome:
        """The Outcome where the photo could not be colorized."""
        return self._outcome(State.FAILED, message, stops_batch)

    def _outcome(self, state: State, message: Message | None, stops_batch: bool = False) -> Outcome:
        result = "" if state in (State.FAILED, State.STOPPED) else self.result
        return Outcome(self.name, result, state, message=message, stops_batch=stops_batch)


@dataclass(frozen=True)
class Plan:
    """What to do with all photos of a batch.

    Parameters
    ----------
    items : tuple of Item
        Sorted by folder and name.
    clashes : tuple of Message
        For each two photos whose results would have the same name.
    left_out : Message or None
        What of the folder was not searched, and why.
    """

    items: tuple[Item, ...]
    clashes: tuple[Message, ...] = ()
    left_out: Message | None = None
