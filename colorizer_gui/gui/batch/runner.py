"""Runs a batch off the main thread, and tells of it here."""

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, Signal

from colorizer_gui.engine.batch import Batch, Control, Listener, look_ahead, write_report
from colorizer_gui.engine.errors import ColorizerError
from colorizer_gui.gui.base.tasks import Latest
from colorizer_gui.gui.session.signals import Problem


class _Teller(Listener):
    """Tells of photos that were colorized; of all others, which may be very many, the Summary does.

    So the window hears no more often than photos are done.
    """

    def __init__(self, runner, tasks):
        self._runner, self._tasks = runner, tasks
        self._begun = set()

    def began(self, item):
        self._begun.add(item.name)
        self._tasks.tell(self._runner.began.emit, item)

    def ended(self, outcome):
        if outcome.name in self._begun:
            self._begun.remove(outcome.name)
            self._tasks.tell(self._runner.ended.emit, outcome)


class BatchRunner(QObject):
    """Plans and runs one batch at a time.

    `planned` carries a Plan, `began` an Item, `ended` an Outcome, `finished` a Summary, `noticed`
    a sentence, `failed` a Problem.

    Parameters
    ----------
    tasks : Tasks
    """

    planned = Signal(object)
    began = Signal(object)
    ended = Signal(object)
    finished = Signal(object)
    noticed = Signal(str)
    failed = Signal(object)

    def __init__(self, tasks, parent=None):
        super().__init__(parent)
        self._tasks = tasks
        self._looking = Latest(tasks)
        self._wanted = None
        self._outcomes = {}
        self.control = None  # of the run that is under way

    @property
    def running(self):
        """Whether photos are being colorized."""
        return self.control is not None

    def look_ahead(self, options):
        """Plan, and do nothing yet; with None, want no plan any more."""
        self._outcomes = {}
        self._wanted = options
        if options is not None:
            found, failed = partial(self._found, options), partial(self._not_found, options)
            self._looking.run(lambda: look_ahead(options), found, failed)

    def _found(self, options, plan):
        if options is self._wanted:
            self.planned.emit(plan)

    def _not_found(self, options, error):
        if options is self._wanted:
            self._fail(error)

    def start(self, options, names=None, report=None):
        """Color the photos that wait; of these only those with the names given, if any are.

        Parameters
        ----------
        options : BatchOptions
        names : set of str, optional
            What became of all others is as it was after the last run.
        report : Path, optional
            Where to write what became of all photos.
        """
        self._wanted = None
        self.control = control = Control()
        outcomes = self._outcomes if names is not None else {}

        def work():
            with Batch(options, control) as batch:
                for notice in batch.notices:
                    self._tasks.tell(self.noticed.emit, notice)
                plan = batch.plan(names)
                if names is None:
                    self._tasks.tell(self.planned.emit, plan)
                last = batch.run(plan, _Teller(self, self._tasks))
            every = outcomes | {outcome.name: outcome for outcome in last.outcomes}
            summary = replace(last, outcomes=tuple(every.values()))
            self._report(report, summary)
            return summary

        self._tasks.run(work, self._finish, self._stop)

    def _report(self, path, summary):
        if path is not None:
            try:
                write_report(path, summary)
            except ColorizerError as error:
                self._tasks.tell(self.noticed.emit, str(error))

    def cancel(self):
        """End soon; a photo that is under way is given up."""
        if self.control is not None:
            self.control.cancel()

    def _finish(self, summary):
        self.control = None
        self._outcomes = {outcome.name: outcome for outcome in summary.outcomes}
        self.finished.emit(summary)

    def _stop(self, error):
        self.control = None
        self._fail(error)

    def _fail(self, error):
        if not isinstance(error, ColorizerError):
            raise error  # a bug: the exception hook takes it from here
        self.failed.emit(Problem(str(error)))
