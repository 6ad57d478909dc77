"""Runs a batch: hands photos to workers, keeps the journal, collects the outcomes."""

import logging
import time
from collections import deque
from collections.abc import Container
from concurrent.futures import FIRST_COMPLETED, CancelledError, Future, wait
from contextlib import ExitStack, closing
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Self

from colorizer_gui.engine.batch.control import Control, Listener
from colorizer_gui.engine.batch.journal import Finished, History, Journal, journal_name
from colorizer_gui.engine.batch.lock import folder_lock
from colorizer_gui.engine.batch.options import BatchOptions
from colorizer_gui.engine.batch.outcome import Outcome, State, Summary
from colorizer_gui.engine.batch.plan import Item, Plan
from colorizer_gui.engine.batch.planner import plan_after
from colorizer_gui.engine.batch.workers import MakeWorkers, thread_workers
from colorizer_gui.engine.errors import SaveError, UsageError
from colorizer_gui.engine.messages import Message, joined, system_reason
from colorizer_gui.engine.partial_files import remove_partial_files

log = logging.getLogger(__name__)

# How often to check for cancellation and lost workers while photos are colorized, in seconds.
_POLL_INTERVAL = 0.5
_SHOWN_CLASHES = 3


class _NoListener:
    def started(self, item: Item) -> None:
        pass

    def ended(self, outcome: Outcome) -> None:
        pass


class Batch:
    """A batch with its folder of results locked, as a context.

    Parameters
    ----------
    options : BatchOptions
    control : Control, optional
    make_workers : MakeWorkers, optional

    Attributes
    ----------
    notices : tuple of Message
        For the user.

    Raises
    ------
    UsageError
        Another run is writing into the folder.
    SaveError
        The folder cannot be written.
    ModelError
        The model for photos without a recipe of their own cannot be used.
    """

    def __init__(
        self,
        options: BatchOptions,
        control: Control | None = None,
        make_workers: MakeWorkers = thread_workers,
    ) -> None:
        self.options = options
        self.control = control or Control()
        self._make_workers = make_workers

    def __enter__(self) -> Self:
        folder, shard = self.options.dest, self.options.shard
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise SaveError(
                Message(
                    "Can't make the folder {folder}: {reason}. Choose another place.",
                    folder=folder,
                    reason=system_reason(error),
                )
            ) from error
        with ExitStack() as stack:
            stack.enter_context(folder_lock(folder, shard))
            self._history = History.read(folder) if self.options.resume else History()
            journal = Journal(folder / journal_name(shard), self._history)
            self.journal = stack.enter_context(closing(journal))
            self.workers = stack.enter_context(self._make_workers(self.options, self.control))
            self._contexts = stack.pop_all()
        self.notices = self.workers.notices
        return self

    def __exit__(
        self,
        error_type: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._contexts.__exit__(error_type, error, traceback)

    def plan(self, names: Container[str] | None = None) -> Plan:
        """Plan as `plan_batch` does, now that no other run can change the results.

        Parameters
        ----------
        names : container of str, optional
            Only these photos are planned, and one that clashes with another counts as failed.

        Raises
        ------
        UsageError
            The folder of the photos cannot be searched.
        """
        return plan_after(self._history, self.options, names)

    def run(self, plan: Plan, listener: Listener | None = None) -> Summary:
        """Colorize the photos of a plan that are waiting.

        Parameters
        ----------
        plan : Plan
        listener : Listener, optional

        Returns
        -------
        Summary

        Raises
        ------
        UsageError
            Two photos would have the same result. Nothing was done.
        """
        if plan.clashes:
            raise UsageError(joined(plan.clashes[:_SHOWN_CLASHES]))
        summary = _Run(self, plan, listener or _NoListener()).run()
        remove_partial_files({(self.options.dest / item.result).parent for item in plan.items})
        return summary


class _Run:
    """One pass over a plan. Only it writes to the journal, so results are recorded one by one."""

    def __init__(self, batch: Batch, plan: Plan, listener: Listener) -> None:
        self.control, self.journal, self.workers = batch.control, batch.journal, batch.workers
        self.dest = batch.options.dest
        self.plan = plan
        self.listener = listener
        self.outcomes: dict[str, Outcome] = {}
        self.running: dict[Future[Outcome], Item] = {}
        self.problem: Message | None = None

    def run(self) -> Summary:
        """Hand out the waiting photos, a few at a time, and collect the outcomes."""
        for item in self.plan.items:
            if item.state != State.WAITING:
                self._end(item.known_outcome())
        waiting = deque(item for item in self.plan.items if item.state == State.WAITING)
        while self.running or (waiting and not self.control.is_cancelled()):
            self._check_workers()
            while waiting and self._can_start_photo():
                self._start(waiting.popleft())
            if self.running:
                self._collect_finished()
            else:
                self.control.wait_while_paused()
        for item in self.plan.items:
            if item.name not in self.outcomes:
                self._end(item.stopped())
        outcomes = tuple(self.outcomes[item.name] for item in self.plan.items)
        return Summary(outcomes, self.problem, self.plan.left_out)

    def _can_start_photo(self) -> bool:
        return len(self.running) < self.workers.capacity and self.control.can_start_photo()

    def _start(self, item: Item) -> None:
        try:
            self.journal.begun(item.name, item.result)
        except SaveError as error:
            self._stop(error.message)
        else:
            item = replace(item, begun=time.time_ns())
            self.running[self.workers.executor.submit(self.workers.colorize, item)] = item
            self.listener.started(item)

    def _collect_finished(self) -> None:
        finished, others = wait(self.running, _POLL_INTERVAL, FIRST_COMPLETED)
        self._check_workers()
        for future in finished:
            self._collect(self.running.pop(future), future)
        if self.control.is_cancelled():
            for future in others:
                # Not waited for: a lost worker may never report.
                if future.cancel():
                    self._collect(self.running.pop(future), future)

    def _check_workers(self) -> None:
        if problem := self.workers.problem():
            self._stop(problem)

    def _collect(self, item: Item, future: Future[Outcome]) -> None:
        reported = _result_of(future)
        outcome = self._lost(item) if reported is None else self._record(item, reported)
        if outcome.stops_batch and outcome.message is not None:
            self._stop(outcome.message)
        self._end(outcome)

    def _record(self, item: Item, outcome: Outcome) -> Outcome:
        """Write the end of a photo to the journal."""
        try:
            if outcome.state == State.DONE:
                return self._record_finished(item, outcome)
            # Otherwise the earlier run's file would be taken for somebody else's the next time.
            if not item.resumes:
                self.journal.abandoned(item.name)
        except SaveError as error:
            self._stop(error.message)
        return outcome

    def _lost(self, item: Item) -> Outcome:
        """The outcome of a photo that no worker reported; its result may still appear."""
        if self.control.is_cancelled():
            return item.stopped()
        return item.failed(
            Message(
                "Can't colorize {name}: the worker process stopped. Run the batch again.",
                name=item.name,
            )
        )

    def _record_finished(self, item: Item, outcome: Outcome) -> Outcome:
        try:
            status = (self.dest / item.result).stat()
        except OSError:
            return item.failed(
                Message(
                    "The result {result} is missing. Do all machines share {folder}?",
                    result=item.result,
                    folder=self.dest,
                )
            )
        finished = Finished(
            item.result,
            status.st_size,
            status.st_mtime_ns,
            item.size,
            item.time,
            item.digest,
            Path(item.recipe.model).stem,
            item.model_sha256,
            outcome.own_colors,
        )
        self.journal.finished(item.name, finished)
        return outcome

    def _end(self, outcome: Outcome) -> None:
        self.outcomes[outcome.name] = outcome
        self.listener.ended(outcome)

    def _stop(self, problem: Message) -> None:
        self.problem = self.problem or problem
        self.control.cancel()


def _result_of(future: Future[Outcome]) -> Outcome | None:
    """The outcome that a worker reported; None if the photo was cancelled or its worker lost."""
    try:
        return future.result()
    except CancelledError:
        return None
    except Exception as error:  # such as a worker process that died
        log.warning("a photo was lost", exc_info=error)
        return None
