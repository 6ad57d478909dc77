"""The open photo: how it comes in, what the model makes of it, its hints and its look."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from colorizer_gui.engine.colorizer import Colorizer
from colorizer_gui.engine.errors import ColorizerError
from colorizer_gui.engine.hints import ColorHint
from colorizer_gui.engine.library import DEFAULT_MODEL
from colorizer_gui.engine.look import Look
from colorizer_gui.engine.model import Model
from colorizer_gui.engine.photo import Photo, read_photo
from colorizer_gui.engine.recipe import Recipe
from colorizer_gui.gui.analyses import Analyses
from colorizer_gui.gui.images import photo_from_image, to_qimage
from colorizer_gui.gui.intake import choose
from colorizer_gui.gui.screen_painter import Job, ScreenPainter, screen_copies
from colorizer_gui.gui.sidecar import Sidecar, recipe_of
from colorizer_gui.gui.signals import Busy, HintState, ModelState, Opened, Problem


@dataclass(frozen=True, eq=False)
class Result:
    """All that the full-resolution picture is made of."""

    analyses: Analyses
    photo: Photo
    hints: tuple[ColorHint, ...]
    look: Look

    @property
    def software(self):
        """Name of program and model, for the metadata."""
        return self.analyses.colorizer.software

    @property
    def source(self):
        """The photo with metadata that says how it was coloured."""
        return self.analyses.colorizer.marked(self.photo)

    def render(self, cancelled):
        """The full-resolution pixels; raises Cancelled when `cancelled()` says so."""
        prediction = self.analyses.of(self.hints)
        return self.analyses.colorizer.render(self.photo, prediction, self.look, cancelled)


class Document(QObject):
    """One open photo. Each signal carries a dataclass of signals.py, or a Look."""

    busy_changed = Signal(object)
    failed = Signal(object)
    opened = Signal(object)
    coloured = Signal(object)
    look_changed = Signal(object)
    hints_changed = Signal(object)
    model_changed = Signal(object)

    def __init__(self, tasks, parent=None):
        super().__init__(parent)
        self.photo = None
        self.look = Look()
        self.hint_state = HintState()
        self.models = ModelState(())
        self.analyses = None
        self.sidecar = Sidecar(tasks, self)
        self._tasks = tasks
        self._screens = ()
        self._prediction = None
        self._lightness_at = None
        self._colorizer = None
        self._wanted_model = DEFAULT_MODEL
        self._opening = None
        self._loading_model = None
        self._painter = ScreenPainter(tasks, self)
        self._painter.painted.connect(self._painted)
        self._painter.failed.connect(self.fail)
        self.sidecar.failed.connect(self.failed)

    # models

    def start(self, find_models):
        """Look for models, `find_models()` giving their paths, and load the first choice."""
        self._tasks.run(find_models, self._models_found, self.fail)

    def _models_found(self, paths):
        self.models = ModelState(tuple(paths))
        self.model_changed.emit(self.models)
        if paths:
            wanted = [path for path in paths if path.stem == self._wanted_model]
            default = [path for path in paths if path.stem == DEFAULT_MODEL]
            self.use_model((wanted or default or list(paths))[0])
        else:
            self.failed.emit(
                Problem(
                    self.tr(
                        "There is no model, so photos can be seen but not coloured. "
                        "Install Colorizer again to get its model back."
                    )
                )
            )

    def choose_model(self, path):
        """Colour with a model that the user prefers; that is kept like an edit."""
        self.use_model(path)
        self.sidecar.keep(self._recipe())

    def use_model(self, path):
        """Load a model and colour the photo with it."""
        self._wanted_model = path.stem
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
        self._colour_anew()

    def _model_failed(self, error):
        if self._colorizer is not None:
            self._wanted_model = self._colorizer.model.info.path.stem
        self.model_changed.emit(self.models)
        self.fail(error)
        if self._prediction is None:
            self._colour_anew()

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
        writing = self.sidecar.write()  # before it is read: it may be the same photo

        def opening():
            if writing is not None:
                writing.wait()
            return work()

        self._opening = self._tasks.run(opening, self._set_photo, self._open_failed)
        self.busy_changed.emit(Busy(text))

    def _set_photo(self, opened):
        self._opening = None
        self.sidecar.write()
        recipe = opened.recipe or Recipe()
        self.photo, self._screens = opened.photo, opened.screens
        self.look, self.hint_state = recipe.look, HintState(recipe.hints)
        self._lightness_at = None
        self.sidecar.begin(opened.photo, opened.recipe)
        switching = opened.recipe is not None and self._return_to_model(recipe.model)
        self.look_changed.emit(self.look)
        self.hints_changed.emit(self.hint_state)
        self.busy_changed.emit(Busy())
        self.opened.emit(opened)
        self._forget_colours()
        if not switching:
            self._colour_anew()

    def _return_to_model(self, name):
        """Load the model that a recipe names, if it is another one and there is such a one."""
        installed = {path.stem: path for path in self.models.installed}
        if name == self._wanted_model or (installed and name not in installed):
            return False
        if installed:
            self.use_model(installed[name])
        self._wanted_model = name  # models that are still being looked for are loaded later
        return True

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

    # hints, look and colours

    def set_look(self, look):
        """Put a look on the photo."""
        if look != self.look:
            self.look = look
            self.look_changed.emit(look)
            self._edited()

    def set_hints(self, state):
        """Put a HintState on the photo; another selection alone changes no colour."""
        if state == self.hint_state:
            return
        changed = state.hints != self.hint_state.hints
        self.hint_state = state
        self.hints_changed.emit(state)
        if changed:
            self._edited()

    def _edited(self):
        self.sidecar.keep(self._recipe())
        if self.analyses is not None:
            self._colour()

    def _recipe(self):
        return Recipe(self._wanted_model, self.hint_state.hints, self.look)

    def _forget_colours(self):
        self._prediction = self.analyses = None
        self._painter.cancel()

    def _colour_anew(self):
        """Colour another photo, or with another model."""
        if self.photo is not None and self._colorizer is not None:
            self._forget_colours()
            self.analyses = Analyses(self._colorizer, self.photo)
            self._colour()

    def _colour(self):
        self._painter.paint(Job(self.analyses, self._screens, self.hint_state.hints, self.look))

    def _painted(self, painted):
        self._prediction = painted.prediction
        self._lightness_at = painted.prediction.lightness_at
        self.coloured.emit(painted.coloured)

    def lightness_at(self, x, y):
        """L* at a place of the photo, or None before it was coloured for the first time."""
        return None if self._lightness_at is None else self._lightness_at(x, y)

    def suggestions(self, x, y):
        """Likely colours (a*, b*) of a place, the likeliest first; none while not coloured."""
        if self._prediction is None:
            return []
        return self._colorizer.suggestions(self._prediction, x, y)

    def result(self):
        """What to render the full photo from, or None while it is not coloured."""
        if self._prediction is None:
            return None
        return Result(self.analyses, self.photo, self.hint_state.hints, self.look)

    def fail(self, error):
        """Tell of an error that a user can meet; anything else goes on to the exception hook."""
        if not isinstance(error, ColorizerError):
            raise error
        self.failed.emit(Problem(str(error)))


def _opened(photo, notices):
    screens = screen_copies(photo)
    recipe, notice = recipe_of(photo)
    notices = (*notices, notice) if notice else notices
    return Opened(photo, screens, to_qimage(screens[-1].pixels), notices, recipe)
