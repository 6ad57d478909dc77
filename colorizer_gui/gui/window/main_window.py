"""The main window: makes its parts and connects them."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QByteArray, QEvent, Qt, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDragLeaveEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import QMainWindow

from colorizer_gui.engine.model.library import installed_models
from colorizer_gui.engine.settings import Settings, settings_file
from colorizer_gui.gui.base import theme
from colorizer_gui.gui.base.ending import end_all
from colorizer_gui.gui.base.fitting import ScreenFit
from colorizer_gui.gui.base.focus_ring import FocusRing
from colorizer_gui.gui.base.preferences import Preferences
from colorizer_gui.gui.base.tasks import Tasks
from colorizer_gui.gui.canvas.hint_tool import HintTool
from colorizer_gui.gui.controls.agreement import AgreementControls
from colorizer_gui.gui.controls.batches import BatchControls
from colorizer_gui.gui.controls.carrying import CarryControls
from colorizer_gui.gui.controls.display import DisplayControls
from colorizer_gui.gui.controls.exports import ExportControls
from colorizer_gui.gui.controls.help import HelpControls
from colorizer_gui.gui.controls.hints import HintControls
from colorizer_gui.gui.controls.looks import LookControls
from colorizer_gui.gui.controls.matches import MatchControls
from colorizer_gui.gui.controls.models import ModelControls
from colorizer_gui.gui.controls.opening import OpenControls
from colorizer_gui.gui.controls.preparing import PrepareControls
from colorizer_gui.gui.controls.proposals import ProposalControls
from colorizer_gui.gui.controls.regions import RegionControls
from colorizer_gui.gui.controls.results import ResultControls
from colorizer_gui.gui.controls.settings import SettingsControls
from colorizer_gui.gui.controls.view import ViewControls
from colorizer_gui.gui.menus.actions import Actions, on_trigger
from colorizer_gui.gui.session.colored_thumbnails import ColoredThumbnails
from colorizer_gui.gui.session.document import Document
from colorizer_gui.gui.session.gallery import Gallery
from colorizer_gui.gui.session.hint_editor import HintEditor
from colorizer_gui.gui.session.signals import Colorized, Problem
from colorizer_gui.gui.session.thumbnails import Thumbnails
from colorizer_gui.gui.session.undo import UndoActions
from colorizer_gui.gui.window.closing import Closing
from colorizer_gui.gui.window.layout import Layout

SMALLEST = (480, 300)
FIRST_SIZE = (1280, 800)


class MainWindow(QMainWindow):
    """Shows one of the open photos, and everything that can be done to it.

    `language_changed` carries a language that the user chose; the window keeps its own.

    Parameters
    ----------
    find_models : callable
        Gives the paths of the installed models; called on a worker.
    log_file : Path or None
        What Help > Open Log File opens.
    """

    language_changed = Signal(str)

    def __init__(
        self,
        find_models: Callable[[], Sequence[Path]] = installed_models,
        log_file: Path | None = None,
    ) -> None:
        super().__init__()
        self._ended = False
        self.tasks = Tasks(self)
        self.preferences = Preferences(self.tasks, settings_file(), self)
        settings = self.preferences.settings
        theme.choose(settings.theme)
        self._theme = theme.current()
        self.document = Document(self.tasks, settings.device, self)
        self.gallery = Gallery(self.document, self.tasks, self)
        self.thumbnails = Thumbnails(self.tasks, self)
        self._colored_thumbnails = ColoredThumbnails(
            self.gallery, self.thumbnails, self.document, self.tasks, self
        )
        editor = HintEditor(self.document, self)
        self.acts = Actions(self, UndoActions(self.document, self))
        self.parts = Layout(
            self,
            self.acts,
            tool=HintTool(editor, self.document.colors.lightness_at, self.document.colors.outlines),
            gallery=self.gallery,
            thumbnails=self.thumbnails,
            preferences=self.preferences,
        )
        self._focus_ring = FocusRing(self)
        self._make_controls(editor, log_file)
        self._connect()
        self._restore(settings)
        self.document.loader.start(find_models)

    def _make_controls(self, editor: HintEditor, log_file: Path | None) -> None:
        acts, parts = self.acts, self.parts
        document, preferences, tasks = self.document, self.preferences, self.tasks
        settings = SettingsControls(
            preferences=preferences,
            loader=document.loader,
            actions=acts,
            notices=parts.notices,
            parent=self,
        )
        settings.language_changed.connect(self.language_changed)
        self._display = DisplayControls(
            document=document,
            gallery=self.gallery,
            thumbnails=self.thumbnails,
            pages=parts.pages,
            canvas=parts.canvas,
            empty_page=parts.empty_page,
            status=parts.status,
            notices=parts.notices,
            model_panel=parts.model_panel,
            model_menu=acts.models,
            manage_models=acts.manage_models,
            window=self,
        )
        self.opening = OpenControls(
            document=document,
            gallery=self.gallery,
            preferences=preferences,
            tasks=tasks,
            actions=acts,
            empty_page=parts.empty_page,
            notices=parts.notices,
            progress=parts.opening_progress,
            parent=self,
        )
        self.hints = HintControls(
            document=document,
            editor=editor,
            tasks=tasks,
            actions=acts,
            canvas=parts.canvas,
            panel=parts.color_panel,
            notices=parts.notices,
            parent=self,
        )
        self.proposals = ProposalControls(
            document=document,
            editor=editor,
            preferences=preferences,
            tasks=tasks,
            actions=acts,
            canvas=parts.canvas,
            notices=parts.notices,
            parent=self,
        )
        self.regions = RegionControls(
            document=document,
            preferences=preferences,
            actions=acts,
            canvas=parts.canvas,
            panel=parts.region_panel,
            color_panel=parts.color_panel,
            hints=self.hints,
            notices=parts.notices,
            parent=self,
        )
        self._looks = LookControls(
            document=document,
            preferences=preferences,
            tasks=tasks,
            actions=acts,
            panel=parts.look_panel,
            progress=parts.borrowing_progress,
            parent=self,
        )
        models = ModelControls(
            document=document,
            tasks=tasks,
            actions=acts,
            notices=parts.notices,
            progress=parts.models_progress,
            parent=self,
        )
        self.opening.models_given.connect(models.import_files)
        AgreementControls(document=document, actions=acts, canvas=parts.canvas, parent=self)
        MatchControls(
            document=document, tasks=tasks, actions=acts, canvas=parts.canvas, parent=self
        )
        self.exports = ExportControls(
            document=document,
            gallery=self.gallery,
            preferences=preferences,
            tasks=tasks,
            actions=acts,
            notices=parts.notices,
            progress=parts.saving_progress,
            parent=self,
        )
        self._results = ResultControls(
            preferences=preferences,
            tasks=tasks,
            actions=acts,
            notices=parts.notices,
            parent=self,
        )
        self._carrying = CarryControls(
            document=document,
            gallery=self.gallery,
            selected=parts.strip.selected,
            exporter=self.exports.exporter,
            thumbnails=self._colored_thumbnails,
            actions=acts,
            notices=parts.notices,
            parent=self,
        )
        self.preparing = PrepareControls(
            document=document,
            tasks=tasks,
            actions=acts,
            canvas=parts.canvas,
            pages=parts.pages,
            sides=parts.sides,
            notices=parts.notices,
            window=self,
        )
        ViewControls(
            document=document,
            tasks=tasks,
            actions=acts,
            preferences=preferences,
            canvas=parts.canvas,
            zoom_label=parts.toolbar.zoom_label,
            pages=parts.pages,
            side=parts.sides,
            window=self,
        )
        self._help = HelpControls(
            actions=acts,
            menus=parts.menus,
            preferences=preferences,
            tasks=tasks,
            notices=parts.notices,
            log_file=log_file,
            parent=self,
        )
        self.batches = BatchControls(document, preferences, self)
        self._closing = Closing(self.exports, parts.notices, self)

    def _connect(self) -> None:
        document, parts, exports = self.document, self.parts, self.exports
        for told in (document.opened, document.prepared, document.closed, document.uncolorized,
                     self.gallery.changed):  # fmt: skip
            told.connect(self._update_actions)
        document.colorized.connect(self._on_colorized)
        document.failed.connect(self._on_problem)
        self.preparing.left.connect(self._colored_thumbnails.again)
        exports.exporter.failed.connect(self._on_problem)
        exports.state_changed.connect(parts.status.show_state)
        self._carrying.state_changed.connect(parts.status.show_state)
        exports.written.connect(self._results.offer)
        exports.written.connect(parts.status.offer_result)
        parts.saving_progress.cancelled.connect(self._cancel_export)
        self.batches.photo_wanted.connect(self._open_from_batch)
        self.preferences.changed.connect(self._retheme)
        on_trigger(self.acts.quit, self.close)
        on_trigger(self.acts.process_folder, self.batches.show)

    def _restore(self, settings: Settings) -> None:
        """Look as the last time."""
        self.setAcceptDrops(True)
        self.setMinimumSize(*SMALLEST)
        self.resize(*FIRST_SIZE)
        ScreenFit(self)
        self.restoreGeometry(QByteArray.fromBase64(settings.geometry.encode()))
        self.acts.panel.setChecked(settings.panel)
        self._update_actions()

    @property
    def is_busy(self) -> bool:
        """Whether photos are being saved, here or by a batch."""
        return self.exports.exporter.busy or self.batches.is_running

    # opening and colorizing

    def open_paths(self, paths: Sequence[str | Path]) -> None:
        """Open the photos among files and folders, and show the first."""
        self.opening.open_paths(paths)

    def _open_from_batch(self, path: Path) -> None:
        self.open_paths([path])
        self.raise_()
        self.activateWindow()

    def _on_colorized(self, colorized: Colorized) -> None:
        if colorized.seconds is not None:
            self._update_actions()

    def _on_problem(self, problem: Problem) -> None:
        self._closing.forget()
        self._display.show_problem(problem)

    def on_unexpected_error(self) -> None:
        """Tell of an error that no part of the program handles."""
        self._closing.forget()
        self._help.tell_unexpected_error()

    def _update_actions(self) -> None:
        for action in self.acts.needing_photo:
            action.setEnabled(self.document.photo is not None)
        parts = (self.opening, self.hints, self.proposals, self.regions, self._looks, self.exports,
                 self._results, self._carrying, self.preparing)  # fmt: skip
        for controls in parts:
            controls.update_actions()

    def _retheme(self) -> None:
        """Draw the icons again when the theme has changed."""
        if self._theme is not theme.current():
            self._theme = theme.current()
            for part in (self.acts, self.parts.notices, self.parts.color_panel, self.preparing):
                part.retheme()

    # events

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        # Everything is accepted: what is not a photo is answered with a notice when dropped.
        event.acceptProposedAction()
        self.parts.empty_page.show_welcome(True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self.parts.empty_page.show_welcome(False)
        super().dragLeaveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        self.parts.empty_page.show_welcome(False)
        self.opening.take_in(event.mimeData())
        event.acceptProposedAction()
        self.activateWindow()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Backslash and not event.isAutoRepeat():
            self.parts.canvas.show_original(False)
        super().keyReleaseEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and not self.isActiveWindow():
            self.parts.canvas.show_original(False)
        elif event.type() == QEvent.Type.WindowStateChange:
            # The restored geometry or the windowing system may have changed the state.
            self.acts.full_screen.setChecked(self.isFullScreen())
        elif event.type() == QEvent.Type.PaletteChange:
            self._retheme()

    # closing

    def closeEvent(self, event: QCloseEvent) -> None:
        """Close, after what is being done for the user unless the user closes without it."""
        if self._closing.is_put_off():
            event.ignore()
            return
        event.accept()
        self.hide()
        self.shutdown()

    def _cancel_export(self) -> None:
        self._closing.forget()
        self.exports.exporter.cancel()

    def shutdown(self) -> None:
        """End all work; a file that is being saved stays as it was."""
        if self._ended:
            return
        self._ended = True
        end_all(
            self._remember,
            self._focus_ring.stop,
            self.document.remember,
            self.document.cancel,
            self.exports.exporter.cancel,
            self.batches.shutdown,
            self.tasks.shutdown,
            self.document.sidecar.finish,
            self.preferences.finish,
            self.exports.clean_up,
        )

    def _remember(self) -> None:
        """Look the next time as now."""
        self.preferences.change(
            geometry=bytes(self.saveGeometry().toBase64().data()).decode(),
            panel=self.acts.panel.isChecked(),
            recent_colors=self.parts.color_panel.recent_colors,
        )
