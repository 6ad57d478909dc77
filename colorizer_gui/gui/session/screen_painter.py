"""Renders the copies of a photo that the screen shows: a small one at once, then the large one."""

import time
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from colorizer_gui.engine.arrays import IsCancelled
from colorizer_gui.engine.errors import Cancelled
from colorizer_gui.engine.photo import Photo
from colorizer_gui.engine.prediction import Prediction
from colorizer_gui.engine.session.predictions import Rendering
from colorizer_gui.gui.base.images import to_qimage
from colorizer_gui.gui.base.tasks import Latest, Tasks
from colorizer_gui.gui.session.signals import Colorized


@dataclass(frozen=True, eq=False)
class Job:
    """What to render, and the copies of its photo, the smaller first."""

    rendering: Rendering
    screens: tuple[Photo, ...]


@dataclass(frozen=True, eq=False)
class Painted:
    """A picture for the screen, and the prediction it was rendered from."""

    prediction: Prediction
    colorized: Colorized


class ScreenPainter(QObject):
    """Renders the newest Job, the smallest copy first; larger ones give way to a newer Job.

    `painted` carries a Painted for each copy, `failed` an exception.
    """

    painted = Signal(object)
    failed = Signal(object)

    def __init__(self, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._latest = Latest(tasks)

    def paint(self, job: Job) -> None:
        """Render a Job soon; of several that wait, the newest."""
        self._paint_copy(job, 0)

    @property
    def is_painting(self) -> bool:
        """Whether a rendering is under way."""
        return not self._latest.idle

    def cancel(self) -> None:
        """Render nothing of what was asked for."""
        self._latest.cancel()

    def _paint_copy(self, job: Job, place: int) -> None:
        def is_overtaken() -> bool:
            return place > 0 and self._latest.waits

        def painted(outcome: Painted) -> None:
            self.painted.emit(outcome)
            if place + 1 < len(job.screens) and self._latest.idle:
                self._paint_copy(job, place + 1)

        self._latest.run(lambda: _paint(job, place, is_overtaken), painted, self._failed)

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, Cancelled):
            self.failed.emit(error)


def _paint(job: Job, place: int, is_overtaken: IsCancelled) -> Painted:
    start = time.perf_counter()
    rendering = job.rendering
    is_new = rendering.predictions.kept(rendering.hints, rendering.regions) is None
    prediction = rendering.prediction()
    after = rendering.colorizer.render(
        job.screens[place],
        prediction,
        rendering.look,
        is_overtaken,
        regions=rendering.regions,
    )
    image = to_qimage(after)
    seconds = time.perf_counter() - start
    return Painted(prediction, Colorized(image, seconds if is_new else None))
