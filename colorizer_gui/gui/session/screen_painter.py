"""Colors the copies of a photo that the screen shows: a small one at once, then the large one."""

import time
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from colorizer_gui.engine.colorizer import Prediction
from colorizer_gui.engine.errors import Cancelled
from colorizer_gui.engine.hints import ColorHint
from colorizer_gui.engine.look import Look
from colorizer_gui.engine.photo import Photo, reduced
from colorizer_gui.engine.session.analyses import Analyses
from colorizer_gui.gui.base.images import to_qimage
from colorizer_gui.gui.base.tasks import Latest
from colorizer_gui.gui.session.signals import Colorized

SCREEN_PIXELS = 2_000_000
# About what a window shows of a photo that is fitted into it; rendered in a third of the time.
DRAFT_PIXELS = 600_000


def screen_copies(photo):
    """Copies of a photo for the screen, the smaller first; belongs on a worker."""
    screen = reduced(photo, SCREEN_PIXELS)
    is_small = screen.width * screen.height <= 1.5 * DRAFT_PIXELS
    return (screen,) if is_small else (reduced(screen, DRAFT_PIXELS), screen)


@dataclass(frozen=True, eq=False)
class Job:
    """What to paint: copies of a photo, its hints and its look."""

    analyses: Analyses
    screens: tuple[Photo, ...]
    hints: tuple[ColorHint, ...]
    look: Look


@dataclass(frozen=True, eq=False)
class Painted:
    """A picture, and the prediction it was made from."""

    prediction: Prediction
    colorized: Colorized


class ScreenPainter(QObject):
    """Paints the newest Job, smallest copy first; larger ones give way to a newer Job.

    `painted` carries a Painted for each copy, `failed` an exception.
    """

    painted = Signal(object)
    failed = Signal(object)

    def __init__(self, tasks, parent=None):
        super().__init__(parent)
        self._latest = Latest(tasks)

    def paint(self, job):
        """Paint a Job soon; of several that wait, the newest."""
        self._paint_copy(job, 0)

    def cancel(self):
        """Paint nothing of what was asked for."""
        self._latest.cancel()

    def _paint_copy(self, job, place):
        def overtaken():
            return place > 0 and self._latest.waits

        def painted(outcome):
            self.painted.emit(outcome)
            if place + 1 < len(job.screens) and self._latest.idle:
                self._paint_copy(job, place + 1)

        self._latest.run(lambda: _paint(job, place, overtaken), painted, self._failed)

    def _failed(self, error):
        if not isinstance(error, Cancelled):
            self.failed.emit(error)


def _paint(job, place, overtaken):
    start = time.perf_counter()
    is_new = job.analyses.kept(job.hints) is None
    prediction = job.analyses.of(job.hints)
    colorizer = job.analyses.colorizer
    after = to_qimage(colorizer.render(job.screens[place], prediction, job.look, overtaken))
    seconds = time.perf_counter() - start
    return Painted(prediction, Colorized(after, seconds if is_new else None))
