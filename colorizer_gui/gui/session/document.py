"""The photo on the screen: opening, colorizing, hints, look and undo, as signals."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from colorizer_gui.engine.colorizer import Colorizer
from colorizer_gui.engine.errors import ColorizerError
from colorizer_gui.engine.hints import ColorHint
from colorizer_gui.engine.look import Look
from colorizer_gui.engine.messages import Message
from colorizer_gui.engine.photo import Photo
from colorizer_gui.engine.preparation import Preparation
from colorizer_gui.engine.session.edits import EditState, HintState, History, RegionState
from colorizer_gui.engine.session.open_photo import OpenPhoto
from colorizer_gui.engine.session.predictions import Predictions, Rendering
from colorizer_gui.engine.session.prepared_edits import with_preparation
from colorizer_gui.gui.base.images import to_qimage
from colorizer_gui.gui.base.tasks import Tasks
from colorizer_gui.gui.session.model_loader import ModelLoader
from colorizer_gui.gui.session.opener import Opener, ReadPhoto
from colorizer_gui.gui.session.preparer import Preparer
from colorizer_gui.gui.session.screen_painter import Job, Painted, ScreenPainter
from colorizer_gui.gui.session.shown_colors import ShownColors
from colorizer_gui.gui.session.sidecar import Sidecar
from colorizer_gui.gui.session.signals import ModelState, Opened, PreparedAnew, Problem

NO_EDITS = History()


class Document(QObject):
    """The open photo that is on the screen.

    Signals carry a dataclass of signals.py unless it says otherwise here.

    Parameters
    ----------
    tasks : Tasks
    device : str
    """

    busy_changed = Signal(object)
    failed = Signal(object)
    opened = Signal(object)
    opening_failed = Signal(object)  # OpenPhoto
    prepared = Signal(object)
    leaving = Signal()  # the photo may be replaced: what is being done to it is to be taken over
    closed = Signal()
    colorized = Signal(object)
    colors_missed = Signal()  # an edit was tried while the photo keeps colors of its own
    uncolorized = Signal()  # there is no `result` until the photo is colorized again
    look_changed = Signal(object)  # Look
    hints_changed = Signal(object)  # HintState
    regions_changed = Signal(object)  # RegionState
    history_changed = Signal(object)  # History
    model_changed = Signal(object)

    def __init__(self, tasks: Tasks, device: str = "auto", parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.entry: OpenPhoto | None = None
        self.loader = ModelLoader(tasks, device, self)
        self.sidecar = Sidecar(tasks, self)
        self.colors = ShownColors(lambda: self.predictions, lambda: self.history.state)
        self._previewed: tuple[ColorHint, ...] | None = None  # shown instead of the hints
        self._opener = Opener(tasks, self.loader, self)
        self._notices: tuple[Message, ...] = ()  # to be told of the photo that is being opened
        self._painter = ScreenPainter(tasks, self)
        self._preparer = Preparer(tasks, self)
        for work in (self._opener, self._preparer):
            work.busy_changed.connect(self.busy_changed)
        self._opener.done.connect(self._show)
        self._opener.failed.connect(self._open_failed)
        self._preparer.prepared.connect(self._on_prepared)
        self._preparer.failed.connect(self._preparing_failed)
        self._painter.painted.connect(self._painted)
        self._painter.failed.connect(self.fail)
        self.sidecar.failed.connect(self.failed)
        self.loader.changed.connect(self.model_changed)
        self.loader.loaded.connect(self._model_loaded)
        self.loader.failed.connect(self._model_failed)

    # what it is

    @property
    def photo(self) -> Photo | None:
        """The photo, prepared; None without one."""
        return None if self.entry is None else self.entry.photo

    @property
    def scan(self) -> Photo | None:
        """The photo before it is prepared; None without one."""
        return None if self.entry is None else self.entry.scan

    @property
    def keeps_colors(self) -> bool:
        """Whether the photo is not colorized because it is in color already."""
        return self.entry is not None and self.entry.keeps_colors

    @property
    def history(self) -> History:
        """The edits of the photo."""
        return NO_EDITS if self.entry is None else self.entry.history

    @property
    def look(self) -> Look:
        """The look of the photo."""
        return self.history.state.look

    @property
    def hint_state(self) -> HintState:
        """The hints of the photo, and which is selected."""
        return self.history.state.hints

    @property
    def region_state(self) -> RegionState:
        """The regions of the photo, and which is selected."""
        return self.history.state.regions

    @property
    def predictions(self) -> Predictions | None:
        """The predictions for the photo by the model in use."""
        return None if self.entry is None else self.entry.predictions

    @property
    def models(self) -> ModelState:
        """The installed models, and the one in use."""
        return self.loader.state

    @property
    def is_painting(self) -> bool:
        """Whether the screen does not show the newest edits yet."""
        return self._painter.is_painting

    @property
    def is_previewing(self) -> bool:
        """Whether the screen shows hints that are none yet, see `preview_hints`."""
        return self._previewed is not None

    @property
    def is_loading(self) -> bool:
        """Whether a photo is being opened, or prepared anew."""
        return self._opener.is_busy or self._preparer.is_busy

    def result(self) -> Rendering | None:
        """What to render the photo at full resolution from; None while it is not colorized."""
        if self.entry is None or self.colors.prediction is None:
            return None
        return self.entry.rendering

    # models

    def choose_model(self, path: Path) -> None:
        """Colorize with a model that the user prefers, which is kept like an edit."""
        self.loader.use(path)
        self.keep()

    def _model_loaded(self, _colorizer: Colorizer) -> None:
        if self.sidecar.lacks_checksum:
            self.keep()
        self._colorize_anew()

    def _model_failed(self, error: Exception) -> None:
        if self.sidecar.lacks_checksum:  # that recipe names the model that failed
            self.keep()
        self.fail(error)
        if self.colors.prediction is None:
            self._colorize_anew()

    # opening and closing

    def open(self, entry: OpenPhoto, notices: tuple[Message, ...] = ()) -> None:
        """Open a photo instead of the one that is shown, or that is being opened.

        Parameters
        ----------
        entry : OpenPhoto
        notices : tuple of Message
            To be told when it is opened, after its own.
        """
        self.remember()
        self._notices = notices
        self._opener.open(entry, self.sidecar.write())

    def remember(self) -> None:
        """Note the model in use at the photo, where its edits are already, once all are."""
        self.leaving.emit()
        if self.entry is not None:
            self.entry.model, self.entry.model_sha256 = self.loader.wanted, self.loader.checksum

    def _show(self, read: ReadPhoto) -> None:
        entry, loaded, made_with = read.entry, read.loaded, read.made_with
        self.remember()
        self.sidecar.write()
        self._preparer.cancel()
        is_again = self.entry is entry and loaded.kept.fits(entry.recipe)
        if self.entry is not None and self.entry is not entry:
            self.entry.hide()
        entry.show(loaded)
        self.entry = entry
        self.colors.forget_photo()
        self._forget_colors()
        if not is_again:  # otherwise the edits in memory go on, perhaps ahead of what was read
            self.sidecar.begin(entry, loaded)
        is_switching = self.loader.return_to(made_with, entry.model)
        self._tell_edits()
        told = loaded.notices + self._notices
        self.opened.emit(Opened(loaded.photo, read.before, told, entry.keeps_colors, made_with))
        if not entry.is_prepared:  # it was edited while it was read again
            self._prepare(entry, entry.history)
        elif not is_switching:
            self._colorize_anew()

    def _open_failed(self, entry: OpenPhoto, error: Exception) -> None:
        self.opening_failed.emit(entry)
        self.fail(error)

    def cancel(self) -> None:
        """Stop opening a photo; the one that is shown stays."""
        self._opener.cancel()

    def stop(self) -> None:
        """Stop opening a photo, or preparing the one that is shown, which stays as it is."""
        self.cancel()
        settled = self._preparer.cancel()
        if settled is not None:
            self._set_history(settled)

    def close(self) -> None:
        """Show no photo any more."""
        self.cancel()
        self.leaving.emit()
        self._preparer.cancel()
        self.sidecar.write()
        if self.entry is not None:
            self.entry.hide()
        self.entry = None
        self.colors.forget_photo()
        self._forget_colors()
        self._tell_edits()
        self.closed.emit()

    # edits

    def edit_look(self, name: Message | str, look: Look, gesture: object) -> None:
        """Give the photo another look, see `History.edit`."""
        self._edit_colors(name, replace(self.history.state, look=look), ("look", gesture))

    def edit_hints(self, name: Message | str, hints: HintState, gesture: object) -> None:
        """Give the photo other hints, see `History.edit`."""
        self._edit_colors(name, replace(self.history.state, hints=hints), ("hints", gesture))

    def edit_regions(self, name: Message | str, regions: RegionState, gesture: object) -> None:
        """Give the photo other regions, see `History.edit`."""
        self._edit_colors(name, self.history.state.with_regions(regions), ("regions", gesture))

    def recolor(self) -> None:
        """Colorize a photo that is in color already."""
        self._edit_colors(Message("Recolor"), self.history.state, "recolor")

    def edit_preparation(self, name: Message, preparation: Preparation) -> None:
        """Prepare the scan in another way, as one step; hints and regions stay on their things."""
        scan, state = self.scan, self.history.state
        if scan is not None:
            state = with_preparation(state, preparation, (scan.width, scan.height))
            self._edit(name, state, ("preparation", object()))

    def select_region(self, region: int | None) -> None:
        """Select the region with an id, or none."""
        self._set_history(self.history.select_region(region))

    def select_hint(self, index: int | None) -> None:
        """Select a hint, or none."""
        self._set_history(self.history.select(index))

    def draft_hint(self, hint: ColorHint) -> None:
        """Select a new hint that is none yet, see `HintState`."""
        self._set_history(self.history.with_selection(self.hint_state.with_draft(hint)))

    def preview_hints(self, hints: tuple[ColorHint, ...] | None) -> None:
        """Show the photo with other hints for now, or with its own again."""
        if hints != self._previewed:
            self._previewed = hints
            self._colorize()

    def undo(self) -> None:
        """Undo the latest edit."""
        self._set_history(self.history.undo())

    def redo(self) -> None:
        """Redo the edit that was undone last."""
        self._set_history(self.history.redo())

    def _edit_colors(self, name: Message | str, state: EditState, gesture: object) -> None:
        self._edit(name, replace(state, own_colors=False), gesture)

    def _edit(self, name: Message | str, state: EditState, gesture: object) -> None:
        if state != self.history.state:
            self._set_history(self.history.edit(name, state, gesture))

    def _set_history(self, history: History) -> None:
        if self.entry is None:
            return
        settled, had_colors = self.entry.history, self._previewed is None
        before, after = settled.state, history.state
        self._previewed = None
        self.entry.history = history
        if after.look != before.look:
            self.look_changed.emit(after.look)
        if after.hints != before.hints:
            self.hints_changed.emit(after.hints)
        if after.regions != before.regions:
            self.regions_changed.emit(after.regions)
        self.history_changed.emit(history)
        if not after.has_colors_of(before):
            self.keep()
        if after.preparation != before.preparation:
            self._prepare(self.entry, settled)
        elif after.own_colors != before.own_colors:
            self._show_own_colors(self.entry) if after.own_colors else self._colorize_anew()
        elif not had_colors or not after.has_colors_of(before):
            self._colorize()

    def _tell_edits(self) -> None:
        self.look_changed.emit(self.look)
        self.hints_changed.emit(self.hint_state)
        self.regions_changed.emit(self.region_state)
        self.history_changed.emit(self.history)

    def keep(self) -> None:
        """Keep the edits and the model in use, or soon in use, beside the photo."""
        if self.entry is not None:
            self.sidecar.keep(self.entry.recipe_with(self.loader.wanted, self.loader.checksum))

    # preparing

    def _prepare(self, entry: OpenPhoto, settled: History) -> None:
        """Prepare the photo as its edits say by now, and colorize it then."""
        self._forget_colors()
        self.colors.forget_photo()
        if entry.is_prepared:  # what was undone was not prepared yet
            self._preparer.cancel()
            self._colorize_anew()
        else:
            self._preparer.prepare(entry, settled)

    def _on_prepared(self, anew: PreparedAnew) -> None:
        self.prepared.emit(anew)
        self._colorize_anew()

    def _preparing_failed(self, error: Exception) -> None:
        self.stop()
        self.fail(error)

    # colors

    def _forget_colors(self) -> None:
        self.colors.forget()
        self._previewed = None
        if self.entry is not None:
            self.entry.predictions = None
        self._painter.cancel()
        self.uncolorized.emit()

    def _colorize_anew(self) -> None:
        """Colorize a photo for the first time, or with another model."""
        entry = self.entry
        if entry is not None and self.loader.colorizer is not None and not entry.keeps_colors:
            self._forget_colors()
            entry.use(self.loader.colorizer)
            self._colorize()

    def _show_own_colors(self, entry: OpenPhoto) -> None:
        """Show the photo as it was before it was recolored, which is undone."""
        self._forget_colors()
        if entry.photo is not None:
            self.prepared.emit(PreparedAnew(entry.photo, to_qimage(entry.screens[-1].pixels)))

    def can_edit(self) -> bool:
        """Whether the photo is colorized and so can be edited; if it keeps its colors, say so."""
        if self.keeps_colors:
            self.colors_missed.emit()
        return self.result() is not None

    def _colorize(self) -> None:
        if self.entry is not None and (rendering := self.entry.rendering) is not None:
            if self._previewed is not None:
                rendering = replace(rendering, hints=self._previewed)
            self._painter.paint(Job(rendering, self.entry.screens))

    def _painted(self, painted: Painted) -> None:
        self.colors.show(painted.prediction)
        self.colorized.emit(painted.colorized)

    def fail(self, error: Exception) -> None:
        """Tell of an error that a user can meet; anything else goes on to the exception hook."""
        if not isinstance(error, ColorizerError):
            raise error
        self.failed.emit(Problem.of(error))
