"""Jobs that colorize whole folders of an archive, by the batch of the engine."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from concurrent.futures import Executor, Future
from contextlib import asynccontextmanager, contextmanager
from dataclasses import replace
from typing import ParamSpec, TypeVar

from colorizer_gui.engine.batch import (
    Batch,
    BatchOptions,
    Control,
    Item,
    Outcome,
    Plan,
    State,
    Summary,
)
from colorizer_gui.engine.batch.memory import MemoryBudget
from colorizer_gui.engine.batch.worker import PhotoWorker
from colorizer_gui.engine.batch.workers import MakeWorkers, Workers
from colorizer_gui.engine.errors import Cancelled, ColorizerError, UsageError
from colorizer_gui.engine.messages import Message
from colorizer_gui.engine.session.output import Output
from colorizer_gui.engine.session.search import by_place
from colorizer_gui.web.archive import Archive
from colorizer_gui.web.background import BackgroundJob
from colorizer_gui.web.errors import RefusedError
from colorizer_gui.web.names import renamed, shown
from colorizer_gui.web.work_queue import WorkQueue

T = TypeVar("T")
P = ParamSpec("P")

# Photos that are handed out at a time; others have their turn between them.
_AT_A_TIME = 2


class _Turns(Executor):
    """Lets work be done when it is its client's turn."""

    def __init__(self, queue: WorkQueue, client: str) -> None:
        self._queue, self._client = queue, client

    def submit(self, work: Callable[P, T], /, *args: P.args, **named: P.kwargs) -> Future[T]:
        """Have work done; the future ends with its result."""
        return self._queue.submit(self._client, lambda _: work(*args, **named), False).future


class _Wanted:
    """The photos of a folder by their names in the archive; what is not listed is not wanted."""

    def __init__(self, archive: Archive, folder: str, has_subfolders: bool) -> None:
        self._archive, self._folder = archive, folder
        self._has_subfolders = has_subfolders

    def __contains__(self, name: object) -> bool:
        folder, _, photo = str(name).rpartition("/")
        is_below = not self._folder or folder.startswith(self._folder + "/")
        if folder != self._folder and not (self._has_subfolders and is_below):
            return False
        try:
            listing = self._archive.listing(folder)
        except RefusedError:
            return False
        # A folder stands for itself where it cannot be searched, of which the batch tells.
        return photo in listing.photos or photo in listing.folders


class FolderJob(BackgroundJob):
    """The results of the photos of a folder, written into the folder for results.

    Parameters
    ----------
    client : str
    archive : Archive
    folder : str
        See `Listing.name`.
    has_subfolders : bool
        Whether the photos of its subfolders are included.
    output : Output
    budget : MemoryBudget
        For all photos that are worked on.
    turn : asyncio.Lock
        One job writes into the folder for results at a time.
    """

    def __init__(
        self,
        client: str,
        archive: Archive,
        folder: str,
        has_subfolders: bool,
        output: Output,
        budget: MemoryBudget,
        turn: asyncio.Lock,
    ) -> None:
        super().__init__(client)
        self._archive = archive
        self._wanted = _Wanted(archive, folder, has_subfolders)
        name = f"{{stem}}{output.kind.ending}{{ext}}"
        self._options = replace(archive.batch, output=output, name=name)
        self._budget, self._turn = budget, turn
        self._control = Control()
        self._waiting: asyncio.Task[None] | None = None  # for its turn
        self._loop = asyncio.get_running_loop()

    async def _work(self, queue: WorkQueue) -> None:
        try:
            async with self._its_turn():
                summary = await asyncio.to_thread(self._colorize, queue)
        except ColorizerError as error:
            error.message = renamed(error.message, self._archive.shown_places(""))
            raise
        finally:
            self.outcomes.sort(key=by_place)
        if summary.problem is not None:
            raise UsageError(renamed(summary.problem, self._archive.shown_places("")))
        if self._control.is_cancelled():
            raise Cancelled

    @asynccontextmanager
    async def _its_turn(self) -> AsyncIterator[None]:
        """Wait until no other job writes, or this one is stopped."""
        if self._control.is_cancelled():
            raise Cancelled
        self._waiting = asyncio.current_task()
        try:
            await self._turn.acquire()
        finally:
            self._waiting = None
        try:
            yield
        finally:
            self._turn.release()

    def cancel(self) -> None:
        """Stop the job; what is finished stays, and a later job goes on."""
        self._control.cancel()
        if self._waiting is not None:
            self._waiting.cancel()

    def started(self, item: Item, /) -> None:
        """Note that a photo was handed out."""

    def ended(self, outcome: Outcome, /) -> None:
        """Note what became of a photo."""
        self._loop.call_soon_threadsafe(self._note, outcome)

    # on another thread

    def _colorize(self, queue: WorkQueue) -> Summary:
        with Batch(self._options, self._control, self._workers(queue)) as batch:
            plan = batch.plan(self._wanted)
            if not plan.items:
                raise UsageError(Message("There is no photo in this folder."))
            self._loop.call_soon_threadsafe(self._plan, plan)
            return batch.run(plan, self)

    def _workers(self, queue: WorkQueue) -> MakeWorkers:
        @contextmanager
        def workers(options: BatchOptions, control: Control) -> Iterator[Workers]:
            worker = PhotoWorker(options, control.is_cancelled, self._budget)
            worker.colorizer(options.recipe.model, options.recipe.needs_surfaces)
            yield Workers(_Turns(queue, self.client), _AT_A_TIME, worker)

        return workers

    # on the thread of the server

    def _plan(self, plan: Plan) -> None:
        self.total = len(plan.items)
        self._tell()

    def _note(self, outcome: Outcome) -> None:
        if outcome.message is not None:
            folder = outcome.name.rpartition("/")[0]
            places = (outcome.name, folder) if outcome.state is State.FAILED else (folder,)
            known = {
                path: words
                for place in places
                for path, words in self._archive.shown_places(place).items()
            }
            outcome = replace(outcome, message=renamed(outcome.message, known))
        self.outcomes.append(replace(outcome, name=shown(outcome.name)))
        self._tell()
