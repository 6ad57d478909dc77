"""Leads a batch: workers photos out, writes down what is begun and finished, counts."""

import logging
from collections import deque
from concurrent.futures import FIRST_COMPLETED, CancelledError, wait
from contextlib import ExitStack, closing

from colorizer_gui.engine.batch.control import Control, Listener
from colorizer_gui.engine.batch.journal import WHOLE, Finished, History, Journal, journal_name
from colorizer_gui.engine.batch.leftovers import remove_leftovers
from colorizer_gui.engine.batch.lock import folder_lock
from colorizer_gui.engine.batch.outcome import State, Summary
from colorizer_gui.engine.batch.plan import planned
from colorizer_gui.engine.batch.workers import threads
from colorizer_gui.engine.errors import SaveError, UsageError

log = logging.getLogger(__name__)

# How long the end of a batch may go unnoticed by one that waits for photos.
_SECONDS = 0.5


class Batch:
    """One folder of results, locked while this context lasts.

    Parameters
    ----------
    options : BatchOptions
    control : Control, optional
    workers : callable, optional
        Makes a context of Workers from options and control; see `threads`.

    Attributes
    ----------
    notices : tuple of str
        Sentences that the user should see.

    Raises
    ------
    UsageError
        Another run is writing into the folder.
    SaveError
        The folder cannot be written.
    ModelError
        The model for photos without a recipe of their own cannot be used.
    """

    def __init__(self, options, control=None, workers=threads):
        self.options = options
        self.control = control or Control()
        self._make_workers = workers

    def __enter__(self):
        folder, shard = self.options.dest, self.options.shard
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise SaveError(
                f"Can't make the folder {folder}: {error.strerror.lower()}. Choose another place."
            ) from error
        with ExitStack() as stack:
            self._moment = stack.enter_context(folder_lock(folder, shard))
            self._history = History.read(folder) if self.options.resume else History()
            journal = Journal(folder / journal_name(shard), self._history)
            self.journal = stack.enter_context(closing(journal))
            self.workers = stack.enter_context(self._make_workers(self.options, self.control))
            self._opened = stack.pop_all()
        self.notices = self.workers.notices
        return self

    def __exit__(self, *error):
        return self._opened.__exit__(*error)

    def plan(self, names=None):
        """Plan as `look_ahead` does, now that no other run is at work.

        Parameters
        ----------
        names : collection of str, optional
            Only these photos; one that would clash with another then counts as failed.

        Raises
        ------
        UsageError
        """
        return planned(self.options, self._history, names)

    def run(self, plan, listener=None):
        """Color the photos of a plan that wait for it.

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
            Two photos would have one result. Nothing was done.
        """
        if plan.clashes:
            raise UsageError(" ".join(plan.clashes[:3]))
        summary = _Run(self, plan, listener or Listener()).lead()
        if self.options.shard == WHOLE:  # else other shards may be writing there
            folders = {(self.options.dest / item.result).parent for item in plan.items}
            remove_leftovers(folders, self._moment)
        return summary


class _Run:
    """One pass over a plan. It alone touches the journal, so results come one at a time."""

    def __init__(self, batch, plan, listener):
        self.control, self.journal, self.workers = batch.control, batch.journal, batch.workers
        self.dest = batch.options.dest
        self.plan = plan
        self.listener = listener
        self.outcomes = {}
        self.under_way = {}
        self.problem = ""

    def lead(self):
        """Hand out what waits, some at a time, and collect what comes back."""
        for item in self.plan.items:
            if item.state != State.WAITING:
                self._ended(item.outcome())
        waiting = deque(item for item in self.plan.items if item.state == State.WAITING)
        while self.under_way or (waiting and not self.control.cancelled()):
            self._check_workers()
            while waiting and len(self.under_way) < self.workers.most and self.control.may_begin():
                self._begin(waiting.popleft())
            if self.under_way:
                self._collect_finished()
            else:
                self.control.wait_until_going()
        for item in self.plan.items:
            if item.name not in self.outcomes:
                self._ended(item.outcome(State.STOPPED))
        return Summary(tuple(self.outcomes[item.name] for item in self.plan.items), self.problem)

    def _begin(self, item):
        try:
            self.journal.begun(item.name, item.result)
        except SaveError as error:
            self._stop(str(error))
        else:
            self.under_way[self.workers.executor.submit(self.workers.colorize, item)] = item
            self.listener.began(item)

    def _collect_finished(self):
        finished, others = wait(self.under_way, _SECONDS, FIRST_COMPLETED)
        self._check_workers()
        for future in finished:
            self._collect(self.under_way.pop(future), future)
        if self.control.cancelled():
            for future in others:
                # Not waited for: of one that is lost nobody may ever hear.
                if future.cancel():
                    self._collect(self.under_way.pop(future), future)

    def _check_workers(self):
        if problem := self.workers.problem():
            self._stop(problem)

    def _collect(self, item, future):
        outcome = _outcome_of(future)
        try:
            if outcome is None:
                outcome = self._lost(item)
            elif outcome.state == State.DONE:
                outcome = self._written_down(item, outcome)
            else:
                self.journal.left(item.name)
        except SaveError as error:
            self._stop(str(error))
        if outcome.is_final:
            self._stop(outcome.message)
        self._ended(outcome)

    def _lost(self, item):
        """The outcome of a photo that nobody told of; its result may still appear."""
        if self.control.cancelled():
            return item.outcome(State.STOPPED)
        text = (
            f"Can't colorize {item.name}: whatever was to colorize it ended. Run the batch again."
        )
        return item.outcome(State.FAILED, message=text)

    def _written_down(self, item, outcome):
        try:
            status = (self.dest / item.result).stat()
        except OSError:
            text = f"The result {item.result} is gone. Do all machines share {self.dest}?"
            return item.outcome(State.FAILED, message=text)
        finished = Finished(
            outcome.result, status.st_size, status.st_mtime_ns, item.size, item.time, item.digest
        )
        self.journal.finished(item.name, finished)
        return outcome

    def _ended(self, outcome):
        self.outcomes[outcome.name] = outcome
        self.listener.ended(outcome)

    def _stop(self, problem):
        self.problem = self.problem or problem
        self.control.cancel()


def _outcome_of(future):
    try:
        return future.result()
    except CancelledError:
        return None
    except Exception as error:  # its machine died, for one
        log.warning("a photo was lost", exc_info=error)
        return None
