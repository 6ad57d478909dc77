"""Work that goes on in the background, and that clients follow by its id."""

import asyncio
import secrets
import time
from abc import ABC, abstractmethod
from collections.abc import AsyncIterator
from contextlib import suppress
from enum import StrEnum
from pathlib import Path

from colorizer_gui.engine.batch.outcome import Outcome
from colorizer_gui.engine.errors import Cancelled, ColorizerError
from colorizer_gui.engine.messages import Message, system_reason
from colorizer_gui.web.results import remove_file
from colorizer_gui.web.work_queue import WorkQueue


class JobState(StrEnum):
    """How far a job is."""

    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


class BackgroundJob(ABC):
    """Work on several photos, followed by its outcomes.

    Parameters
    ----------
    client : str
    path : Path
        Of the file that it makes.

    Attributes
    ----------
    id : str
    state : JobState
    outcomes : list of Outcome
        Of the photos that are finished.
    total : int
        The number of photos.
    used : float
        When somebody last asked for it, by the clock that does not jump.
    problem : Message or None
        Why the job failed.
    summary : Message or None
        What it did, in a sentence, once it is done.
    """

    file_name: str
    media_type: str

    def __init__(self, client: str, path: Path) -> None:
        self.id = secrets.token_urlsafe(16)
        self.client, self.path = client, path
        self.state = JobState.RUNNING
        self.outcomes: list[Outcome] = []
        self.total = 0
        self.used = time.monotonic()
        self.problem: Message | None = None
        self.summary: Message | None = None
        self._version = 0
        self._changed = asyncio.Event()

    async def run(self, queue: WorkQueue) -> None:
        """Do the job; other clients have their turn after each photo."""
        try:
            await self._work(queue)
            self.state = JobState.DONE
        except ColorizerError as error:
            await self._fail(error.message)
        except OSError as error:
            await self._fail(
                Message("Can't keep the results: {reason}.", reason=system_reason(error))
            )
        except asyncio.CancelledError:  # waited in vain, see `WorkQueue.close` and `cancel`
            await self._fail(Cancelled().message)
        self._tell()

    @abstractmethod
    async def _work(self, queue: WorkQueue) -> None:
        """Do the work, telling each change."""

    @abstractmethod
    def cancel(self) -> None:
        """Stop the job."""

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

    async def _fail(self, problem: Message) -> None:
        self.state, self.problem = JobState.FAILED, problem
        await asyncio.to_thread(remove_file, self.path)
