"""Work that goes on in the background, and that clients follow by its id."""

import asyncio
import logging
import secrets
import time
from abc import ABC, abstractmethod
from collections.abc import AsyncIterator
from contextlib import suppress
from enum import StrEnum
from pathlib import Path

from colorizer_gui.engine.batch.outcome import Outcome, State, Summary
from colorizer_gui.engine.batch.report import report_bytes
from colorizer_gui.engine.errors import Cancelled, ColorizerError
from colorizer_gui.engine.messages import Message, system_reason
from colorizer_gui.web.problems import UNEXPECTED
from colorizer_gui.web.results import remove_file
from colorizer_gui.web.work_queue import WorkQueue

log = logging.getLogger(__name__)


class JobState(StrEnum):
    """How far a job is."""

    RUNNING = "running"
    DONE = "done"
    STOPPED = "stopped"
    FAILED = "failed"


class BackgroundJob(ABC):
    """Work on several photos, followed by its outcomes.

    Parameters
    ----------
    client : str
    path : Path or None
        Of the file that it makes, if it makes one.

    Attributes
    ----------
    id : str
    state : JobState
    outcomes : list of Outcome
        Of the photos that are finished; of all, once the job is over.
    total : int
        The number of photos.
    used : float
        When somebody last asked for it, by the clock that does not jump.
    problem : Message or None
        Why it did not end as it should.
    """

    def __init__(self, client: str, path: Path | None = None) -> None:
        self.id = secrets.token_urlsafe(16)
        self.client, self.path = client, path
        self.state = JobState.RUNNING
        self.outcomes: list[Outcome] = []
        self.total = 0
        self.used = time.monotonic()
        self.problem: Message | None = None
        self._is_unwanted = False
        self._version = 0
        self._changed = asyncio.Event()

    async def run(self, queue: WorkQueue) -> None:
        """Do the job; other clients have their turn after each photo."""
        try:
            await self._work(queue)
            state = JobState.DONE
        except (Cancelled, asyncio.CancelledError):  # the latter by `WorkQueue.close` and `cancel`
            state, self.problem = JobState.STOPPED, Cancelled().message
        except ColorizerError as error:
            state, self.problem = JobState.FAILED, error.message
        except OSError as error:
            state = JobState.FAILED
            self.problem = Message("Can't keep the results: {reason}.", reason=system_reason(error))
        except Exception:
            log.exception("a job failed")
            state, self.problem = JobState.FAILED, UNEXPECTED
        if self._is_unwanted:
            self._remove_file()
        self.state = state
        self._tell()

    @abstractmethod
    async def _work(self, queue: WorkQueue) -> None:
        """Do the work, telling each change; `outcomes` has all photos afterwards."""

    @abstractmethod
    def cancel(self) -> None:
        """Stop the job."""

    def discard(self) -> None:
        """Stop the job, and remove its file."""
        self._is_unwanted = True
        self.cancel()
        if self.state is not JobState.RUNNING:
            self._remove_file()

    @property
    def done(self) -> int:
        """The number of photos that are finished."""
        return sum(outcome.state is not State.STOPPED for outcome in self.outcomes)

    @property
    def summary(self) -> Message | None:
        """What the job did, in a sentence; None before it is over, and where it did not begin."""
        is_over = self.state is not JobState.RUNNING and self.outcomes
        return Summary(tuple(self.outcomes)).text() if is_over else None

    def report(self) -> bytes:
        """What became of each photo, as the content of a CSV file."""
        return report_bytes(Summary(tuple(self.outcomes)))

    async def changes(self, patience: float) -> AsyncIterator[bool]:
        """Yield at once and after each change, until the job is over.

        Parameters
        ----------
        patience : float
            Seconds after which False is yielded where nothing has changed.
        """
        seen = -1
        while True:
            changed, is_new = self._changed, seen != self._version
            seen = self._version
            yield is_new
            if self.state is not JobState.RUNNING:
                return
            with suppress(TimeoutError):
                await asyncio.wait_for(changed.wait(), patience)

    def _tell(self) -> None:
        """Let those who follow the job know of a change."""
        self._version += 1
        changed, self._changed = self._changed, asyncio.Event()
        changed.set()

    def _remove_file(self) -> None:
        if self.path is not None:
            remove_file(self.path)
            self.path = None
