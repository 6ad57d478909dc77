"""Runs a batch off the main thread."""

from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from colorizer_gui.engine.batch import (
    Batch,
    BatchOptions,
    Control,
    Item,
    Listener,
    Outcome,
    Plan,
    Summary,
    plan_batch,
    write_report,
)
from colorizer_gui.engine.errors import ColorizerError
from colorizer_gui.gui.base.tasks import Latest, Tasks


class _Listener(Listener):
    """Passes on the outcomes of photos that were started.

    All others, of which there may be very many, are in the Summary. So the main thread is called no
    more often than photos are done.
    """

    def __init__(self, runner: "BatchRunner", tasks: Tasks) -> None:
        self._runner, self._tasks = runner, tasks
        self._started: set[str] = set()

    def started(self, item: Item) -> None:
        self._started.add(item.name)
        self._tasks.tell(self._runner.started.emit, item)

    def ended(self, outcome: Outcome) -> None:
        if outcome.name in self._started:
            self._started.remove(outcome.name)
            self._tasks.tell(self._runner.ended.emit, outcome)


class BatchRunner(QObject):
    """Plans and runs one batch at a time.

    `planned` carries a Plan, `started` an Item, `ended` an Outcome, `finished` a Summary, `noticed`
    and `failed` a Message.

    Parameters
    ----------
    tasks : Tasks
    """

    planned = Signal(object)
    started = Signal(object)
    ended = Signal(object)
    finished = Signal(object)
    noticed = Signal(object)
    failed = Signal(object)

    def __init__(self, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._planning = Latest(tasks)
        self._planned_options: BatchOptions | None = None
        self._outcomes: dict[str, Outcome] = {}
        self._control: Control | None = None

    @property
    def running(self) -> bool:
        """Whether a batch runs."""
        return self._control is not None

    @property
    def planning(self) -> bool:
        """Whether a plan is being made."""
        return not self._planning.idle

    def plan(self, options: BatchOptions | None) -> None:
        """Plan a batch without writing anything; with None, drop the last request."""
        self._outcomes = {}
        self._planned_options = options
        if options is not None:
            self._planning.run(
                partial(plan_batch, options),
                partial(self._on_planned, options),
                partial(self._on_plan_failed, options),
            )

    def _on_planned(self, options: BatchOptions, plan: Plan) -> None:
        if options is self._planned_options:
            self.planned.emit(plan)

    def _on_plan_failed(self, options: BatchOptions, error: Exception) -> None:
        if options is self._planned_options:
            self._fail(error)

    def start(
        self,
        options: BatchOptions,
        names: set[str] | None = None,
        report: Path | None = None,
    ) -> None:
        """Colorize the photos that wait.

        Parameters
        ----------
        options : BatchOptions
        names : set of str, optional
            Only these photos; the outcomes of all others stay those of the last run.
        report : Path, optional
            Where to write a table of all photos.
        """
        self._planned_options = None
        self._control = control = Control()
        earlier = self._outcomes if names is not None else {}

        def work() -> Summary:
            with Batch(options, control) as batch:
                for notice in batch.notices:
                    self._tasks.tell(self.noticed.emit, notice)
                plan = batch.plan(names)
                if names is None:
                    self._tasks.tell(self.planned.emit, plan)
                summary = batch.run(plan, _Listener(self, self._tasks))
            outcomes = earlier | {outcome.name: outcome for outcome in summary.outcomes}
            summary = replace(summary, outcomes=tuple(outcomes.values()))
            self._write_report(report, summary)
            return summary

        self._tasks.run(work, self._on_finished, self._on_failed)

    def _write_report(self, path: Path | None, summary: Summary) -> None:
        if path is not None:
            try:
                write_report(path, summary)
            except ColorizerError as error:
                self._tasks.tell(self.noticed.emit, error.message)

    def pause(self, paused: bool) -> None:
        """Start no more photos, or start them again."""
        if self._control is not None:
            if paused:
                self._control.pause()
            else:
                self._control.resume()

    def cancel(self) -> None:
        """Stop soon; photos that are being colorized are given up."""
        if self._control is not None:
            self._control.cancel()

    def _on_finished(self, summary: Summary) -> None:
        self._control = None
        self._outcomes = {outcome.name: outcome for outcome in summary.outcomes}
        self.finished.emit(summary)

    def _on_failed(self, error: Exception) -> None:
        self._control = None
        self._fail(error)

    def _fail(self, error: Exception) -> None:
        if not isinstance(error, ColorizerError):
            raise error  # a bug, for the exception hook
        self.failed.emit(error.message)
