"""The open photo: how it comes in, what the model makes of it, and its look."""

import time
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from colorizer_gui.engine.colorizer import Colorizer, Prediction
from colorizer_gui.engine.errors import ColorizerError
from colorizer_gui.engine.library import DEFAULT_MODEL
from colorizer_gui.engine.look import Look
from colorizer_gui.engine.model import Model, ModelInfo
from colorizer_gui.engine.photo import Photo, read_photo, reduced
from colorizer_gui.gui.images import photo_from_image, to_qimage
from colorizer_gui.gui.intake import choose
from colorizer_gui.gui.tasks import Latest

SCREEN_PIXELS = 2_000_000


@dataclass(frozen=True)
class Busy:
    """Work that the user waits for; an empty text when there is none."""

    text: str = ""


@dataclass(frozen=True)
class Problem:
    """A sentence about what went wrong."""

    sentence: str


@dataclass(frozen=True, eq=False)
class Opened:
    """A photo was opened, not yet coloured; `before` is its picture for the screen."""

    photo: Photo
    screen: Photo
    before: QImage
    notices: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Coloured:
    """The photo was coloured; `seconds` is None when only its look changed."""

    after: QImage
    seconds: float | None


@dataclass(frozen=True)
class ModelState:
    """The models there are, and the one in use, if any: what runs it, and why not CUDA."""

    installed: tuple[Path, ...]
    info: ModelInfo | None = None
    provider: str = ""
    notice: str | None = None


@dataclass(frozen=True, eq=False)
class Result:
    """All that the full-resolution picture is made of."""

    colorizer: Colorizer
    photo: Photo
    prediction: Prediction
    look: Look

    def render(self, cancelled):
        """The full-resolution pixels; raises Cancelled when `cancelled()` says so."""
        return self.colorizer.render(self.photo, self.prediction, self.look, cancelled)


class Document(QObject):
    """One open photo. Each signal carries one of the dataclasses above, or a Look."""

    busy_changed = Signal(object)
    failed = Signal(object)
    opened = Signal(object)
    coloured = Signal(object)
    look_changed = Signal(object)
    model_changed = Signal(object)

    def __init__(self, tasks, parent=None):
        super().__init__(parent)
        self.photo = None
        self.look = Look()
        self.models = ModelState(())
        self._tasks = tasks
        self._screen = None
        self._prediction = None
        self._colorizer = None
        self._opening = None
        self._analysing = None
        self._loading_model = None
        self._rendering = Latest(tasks)

    # models

    def start(self, find_models):
        """Look for models, `find_models()` giving their paths, and load the first choice."""
        self._tasks.run(find_models, self._models_found, self.fail)

    def _models_found(self, paths):
        self.models = ModelState(tuple(paths))
        self.model_changed.emit(self.models)
        if paths:
            default = [path for path in paths if path.stem == DEFAULT_MODEL]
            self.use_model((default or list(paths))[0])
        else:
            self.failed.emit(
                Problem(
                    self.tr(
                        "There is no model, so photos can be seen but not coloured. "
                        "Install Colorizer again to get its model back."
                    )
                )
            )

    def use_model(self, path):
        """Load a model and colour the photo with it."""
        if self._loading_model is not None:
            self._loading_model.cancel()
        self._loading_model = self._tasks.run(
            lambda: Colorizer(Model(path)), self._model_loaded, self._model_failed
        )

    def _model_loaded(self, colorizer):
        model = colorizer.model
        self._colorizer = colorizer
        self.models = ModelState(self.models.installed, model.info, model.provider, model.notice)
        self.model_changed.emit(self.models)
        self._analyse()

    def _model_failed(self, error):
        self.model_changed.emit(self.models)
        self.fail(error)

    # the photo

    def open_paths(self, paths):
        """Open a photo out of files and folders; whatever was being opened is forgotten."""
        paths = [Path(path) for path in paths]

        def work():
            path, notice = choose(paths)
            photo = read_photo(path)
            return _opened(photo, ((notice,) if notice else ()) + photo.notices)

        self._open(work, self.tr("Opening {0}").format(paths[0].name))

    def open_image(self, image):
        """Open a picture that has no file."""
        self._open(lambda: _opened(photo_from_image(image), ()), self.tr("Opening the picture"))

    def _open(self, work, text):
        self.cancel()
        self._opening = self._tasks.run(work, self._set_photo, self._open_failed)
        self.busy_changed.emit(Busy(text))

    def _set_photo(self, opened):
        self._opening = None
        self._forget_colours()
        self.photo, self._screen = opened.photo, opened.screen
        self.set_look(Look())
        self.busy_changed.emit(Busy())
        self.opened.emit(opened)
        self._analyse()

    def _open_failed(self, error):
        self._opening = None
        self.busy_changed.emit(Busy())
        self.fail(error)

    def cancel(self):
        """Stop opening a photo; the one that was open stays."""
        if self._opening is not None:
            self._opening.cancel()
            self._opening = None
            self.busy_changed.emit(Busy())

    # colours

    def _forget_colours(self):
        self._prediction = None
        self._rendering.cancel()
        if self._analysing is not None:
            self._analysing.cancel()

    def _analyse(self):
        if self.photo is None or self._colorizer is None:
            return
        self._forget_colours()
        colorizer, photo, screen, look = self._colorizer, self.photo, self._screen, self.look

        def work():
            start = time.perf_counter()
            prediction = colorizer.analyse(photo)
            pixels = colorizer.render(screen, prediction, look)
            seconds = time.perf_counter() - start
            return prediction, look, Coloured(to_qimage(pixels), seconds)

        self._analysing = self._tasks.run(work, self._analysed, self.fail)

    def _analysed(self, outcome):
        self._prediction, look, coloured = outcome
        self.coloured.emit(coloured)
        if look != self.look:
            self._render()

    def set_look(self, look):
        """Put a look on the photo."""
        if look == self.look:
            return
        self.look = look
        self.look_changed.emit(look)
        if self._prediction is not None:
            self._render()

    def _render(self):
        colorizer, screen, prediction = self._colorizer, self._screen, self._prediction
        look = self.look

        def work():
            return Coloured(to_qimage(colorizer.render(screen, prediction, look)), None)

        self._rendering.run(work, self.coloured.emit, self.fail)

    def result(self):
        """What to render the full photo from, or None while it is not coloured."""
        if self._prediction is None:
            return None
        return Result(self._colorizer, self.photo, self._prediction, self.look)

    def fail(self, error):
        """Tell of an error that a user can meet; anything else goes on to the exception hook."""
        if not isinstance(error, ColorizerError):
            raise error
        self.failed.emit(Problem(str(error)))


def _opened(photo, notices):
    screen = reduced(photo, SCREEN_PIXELS)
    return Opened(photo, screen, to_qimage(screen.pixels), notices)
