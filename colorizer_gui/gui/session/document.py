"""The open photo: how it comes in, what the model makes of it, its hints and its look."""

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, Signal

from colorizer_gui.engine.errors import ColorizerError, ModelError
from colorizer_gui.engine.hints import ColorHint
from colorizer_gui.engine.look import Look
from colorizer_gui.engine.photo import Photo, read_photo
from colorizer_gui.engine.session.analyses import Analyses
from colorizer_gui.engine.session.recipe import Recipe
from colorizer_gui.engine.session.sidecar import find_kept
from colorizer_gui.gui.base.images import to_qimage
from colorizer_gui.gui.session.model_loader import ModelLoader
from colorizer_gui.gui.session.screen_painter import Job, ScreenPainter, screen_copies
from colorizer_gui.gui.session.sidecar import Sidecar
from colorizer_gui.gui.session.signals import Busy, HintState, Opened, Problem


@dataclass(frozen=True, eq=False)
class Result:
    """All that the full-resolution picture is made of."""

    analyses: Analyses
    photo: Photo
    hints: tuple[ColorHint, ...]
    look: Look

    def painting(self, cancelled=None, area=None, progress=None):
        """The full-resolution pixels, as `Colorizer.painting` gives them."""
        prediction = self.analyses.of(self.hints)
        return self.analyses.colorizer.painting(
            self.photo, prediction, self.look, cancelled, area, progress
        )


class Document(QObject):
    """The photo on the screen. Each signal carries a dataclass of signals.py, or a Look.

    `opening_failed` carries the OpenPhoto that could not be opened, `uncolorized` says that there
    is no `result` until the photo is colorized anew.
    """

    busy_changed = Signal(object)
    failed = Signal(object)
    opened = Signal(object)
    opening_failed = Signal(object)
    closed = Signal()
    colorized = Signal(object)
    uncolorized = Signal()
    look_changed = Signal(object)
    hints_changed = Signal(object)
    model_changed = Signal(object)

    def __init__(self, tasks, device="auto", parent=None):
        super().__init__(parent)
        self.entry = None  # the OpenPhoto
        self.photo = None
        self.look = Look()
        self.hint_state = HintState()
        self.analyses = None
        self.loader = ModelLoader(tasks, device, self)
        self.sidecar = Sidecar(tasks, self)
        self._tasks = tasks
        self._fingerprint = ""
        self._screens = ()
        self._prediction = None
        self._lightness_at = None
        self._opening = None
        self._painter = ScreenPainter(tasks, self)
        self._painter.painted.connect(self._painted)
        self._painter.failed.connect(self._painting_failed)
        self.sidecar.failed.connect(self.failed)
        self.loader.changed.connect(self.model_changed)
        self.loader.loaded.connect(self._colorize_anew)
        self.loader.failed.connect(self._model_failed)

    # models

    @property
    def models(self):
        """The ModelState."""
        return self.loader.state

    def choose_model(self, path):
        """Color with a model that the user prefers; that is kept like an edit."""
        self.loader.use(path)
        self.sidecar.keep(self._recipe())

    def _model_failed(self, error):
        self.fail(error)
        if self._prediction is None:
            self._colorize_anew()

    def _painting_failed(self, error):
        if not (isinstance(error, ModelError) and self.loader.fall_back()):
            self.fail(error)

    # the photo

    def open(self, entry):
        """Open an OpenPhoto; whatever was being opened is forgotten."""
        self.cancel()
        writing = self.sidecar.write()  # before it is read: it may be the same photo
        self.remember()

        def opening():
            if writing is not None:
                writing.wait()
            return _opened(entry)

        self._opening = self._tasks.run(
            opening, partial(self._set_photo, entry), partial(self._open_failed, entry)
        )
        name = entry.path.name if entry.path else self.tr("the picture")
        self.busy_changed.emit(Busy(self.tr("Opening {0}").format(name)))

    def remember(self):
        """Leave what was done to the photo with its OpenPhoto."""
        if self.entry is not None:
            self.entry.recipe = self._recipe()

    def _set_photo(self, entry, opened):
        self._opening = None
        self.sidecar.write()
        self.remember()
        if not opened.kept.fits(entry.recipe):
            entry.recipe = None
            entry.undo_stack.clear()
        recipe = entry.recipe or opened.kept.recipe or Recipe()
        self.entry, self.photo, self._screens = entry, opened.photo, opened.screens
        self.look, self.hint_state = recipe.look, HintState(recipe.hints)
        self._fingerprint = opened.kept.fingerprint
        self._lightness_at = None
        self._forget_colors()
        self.sidecar.begin(opened.photo.path, opened.kept)
        edited = entry.recipe is not None or opened.kept.recipe is not None
        switching = edited and self.loader.return_to(recipe.model)
        self.look_changed.emit(self.look)
        self.hints_changed.emit(self.hint_state)
        self.busy_changed.emit(Busy())
        self.opened.emit(opened)
        if not switching:
            self._colorize_anew()

    def _open_failed(self, entry, error):
        self._opening = None
        self.busy_changed.emit(Busy())
        self.opening_failed.emit(entry)
        self.fail(error)

    def cancel(self):
        """Stop opening a photo; the one that was open stays."""
        if self._opening is not None:
            self._opening.cancel()
            self._opening = None
            self.busy_changed.emit(Busy())

    def close(self):
        """Show no photo any more."""
        self.cancel()
        self.sidecar.write()
        self.entry = self.photo = self._lightness_at = None
        self._screens = ()
        self.look, self.hint_state = Look(), HintState()
        self._forget_colors()
        self.look_changed.emit(self.look)
        self.hints_changed.emit(self.hint_state)
        self.closed.emit()

    # hints, look and colors

    def set_look(self, look):
        """Put a look on the photo."""
        if look != self.look:
            self.look = look
            self.look_changed.emit(look)
            self._edited()

    def set_hints(self, state):
        """Put a HintState on the photo; another selection alone changes no color."""
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
            self._colorize()

    def _recipe(self):
        return Recipe(self.loader.wanted, self.hint_state.hints, self.look, self._fingerprint)

    def _forget_colors(self):
        self._prediction = self.analyses = None
        self._painter.cancel()
        self.uncolorized.emit()

    def _colorize_anew(self, _colorizer=None):
        """Color another photo, or with another model."""
        if self.photo is not None and self.loader.colorizer is not None:
            self._forget_colors()
            self.analyses = Analyses(self.loader.colorizer, self.photo)
            self._colorize()

    def _colorize(self):
        self._painter.paint(Job(self.analyses, self._screens, self.hint_state.hints, self.look))

    def _painted(self, painted):
        self._prediction = painted.prediction
        self._lightness_at = painted.prediction.lightness_at
        self.colorized.emit(painted.colorized)

    def lightness_at(self, x, y):
        """L* at a place of the photo, or None before it was colorized for the first time."""
        return None if self._lightness_at is None else self._lightness_at(x, y)

    def suggestions(self, x, y):
        """Likely colors (a*, b*) of a place, the likeliest first; none while not colorized."""
        if self._prediction is None:
            return []
        return self.analyses.colorizer.suggestions(self._prediction, x, y)

    def result(self):
        """What to render the full photo from, or None while it is not colorized."""
        if self._prediction is None:
            return None
        return Result(self.analyses, self.photo, self.hint_state.hints, self.look)

    def fail(self, error):
        """Tell of an error that a user can meet; anything else goes on to the exception hook."""
        if not isinstance(error, ColorizerError):
            raise error
        self.failed.emit(Problem.of(error))


def _opened(entry):
    photo = read_photo(entry.path) if entry.photo is None else entry.photo
    screens = screen_copies(photo)
    kept = find_kept(photo)
    new = kept.notice and not kept.fits(entry.recipe)
    notices = (*photo.notices, kept.notice) if new else photo.notices
    return Opened(photo, screens, to_qimage(screens[-1].pixels), notices, kept)
