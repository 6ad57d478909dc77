"""Runs a batch off the main thread, and tells of it here."""

from PySide6.QtCore import QObject, Signal

from colorizer_gui.engine.batch import Batch, Control, Listener, look_ahead
from colorizer_gui.engine.errors import ColorizerError
from colorizer_gui.gui.signals import Problem
from colorizer_gui.gui.tasks import Latest


class _Teller(Listener):
    def __init__(self, runner, tasks):
        self._runner, self._tasks = runner, tasks

    def began(self, item):
        self._tasks.tell(self._runner.began.emit, item)

    def ended(self, outcome):
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
        self.control = None  # of the run that is under way

    @property
    def running(self):
        """Whether photos are being coloured."""
        return self.control is not None

    def look_ahead(self, options):
        """Plan, and do nothing yet."""
        self._looking.run(lambda: look_ahead(options), self.planned.emit, self._fail)

    def start(self, options, names=None):
        """Colour the photos that wait; of these only those with the names given, if any are."""
        self._looking.cancel()
        self.control = control = Control()

        def work():
            with Batch(options, control) as batch:
                for notice in batch.notices:
                    self._tasks.tell(self.noticed.emit, notice)
                plan = batch.plan()
                if names is None:
                    self._tasks.tell(self.planned.emit, plan)
                else:
                    plan = plan.only(names)
                return batch.run(plan, _Teller(self, self._tasks))

        self._tasks.run(work, self._finish, self._stop)

    def cancel(self):
        """End soon; a photo that is under way is given up."""
        if self.control is not None:
            self.control.cancel()

    def _finish(self, summary):
        self.control = None
        self.finished.emit(summary)

    def _stop(self, error):
        self.control = None
        self._fail(error)

    def _fail(self, error):
        if not isinstance(error, ColorizerError):
            raise error  # a bug: the exception hook takes it from here
        self.failed.emit(Problem(str(error)))
