"""The window: puts the parts together and lets them talk to each other."""

from functools import partial

from PySide6.QtCore import QByteArray, QEvent, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QMainWindow

from colorizer_gui.engine.model.library import installed_models
from colorizer_gui.engine.settings import settings_file
from colorizer_gui.gui.base import theme
from colorizer_gui.gui.base.focus_ring import FocusRing
from colorizer_gui.gui.base.preferences import Preferences
from colorizer_gui.gui.base.tasks import Tasks
from colorizer_gui.gui.base.translation import figure, translated
from colorizer_gui.gui.controls.batches import BatchControls
from colorizer_gui.gui.controls.exports import ExportControls
from colorizer_gui.gui.controls.help import HelpControls
from colorizer_gui.gui.controls.hints import HintControls
from colorizer_gui.gui.controls.looks import LookControls
from colorizer_gui.gui.controls.opening import OpenControls
from colorizer_gui.gui.dialogs import file_dialogs
from colorizer_gui.gui.dialogs.settings_dialog import SettingsDialog
from colorizer_gui.gui.session.detail import DetailPainter
from colorizer_gui.gui.session.document import Document
from colorizer_gui.gui.session.gallery import Gallery
from colorizer_gui.gui.session.thumbnails import Thumbnails
from colorizer_gui.gui.window.actions import Actions
from colorizer_gui.gui.window.layout import Layout

SMALLEST = (480, 300)
FIRST_SIZE = (1280, 800)


class MainWindow(QMainWindow):
    """One window, one photo.

    Parameters
    ----------
    find_models : callable
        Gives the paths of the installed models; called on a worker.
    log_file : Path or None
        What Help > Open Log File opens.
    """

    def __init__(self, find_models=installed_models, log_file=None):
        super().__init__()
        self._closing = self._ended = False
        self.tasks = Tasks(self)
        self.preferences = Preferences(self.tasks, settings_file(), self)
        settings = self.preferences.settings
        theme.choose(settings.theme)
        self._theme = theme.current()
        self.document = Document(self.tasks, settings.device, self)
        self.gallery = Gallery(self.document, self.tasks, self)
        self.thumbnails = Thumbnails(self.tasks, self)
        self.opening = OpenControls(self)
        self.detail_painter = DetailPainter(self.document, self.tasks, self)
        self.exports = ExportControls(self)
        self.hints = HintControls(self.document, self.gallery.undo_group, self.tasks, self)
        self.looks = LookControls(self)
        self.help = HelpControls(self, log_file)
        self.batches = BatchControls(self)
        self.acts = Actions(self)
        self.parts = Layout(self, self.acts)
        self._focus_ring = FocusRing(self)
        for controls in (self.opening, self.hints, self.looks, self.exports, self.help):
            controls.connect_to(self.acts, self.parts)
        self._connect_actions()
        self._connect_work()
        self.setAcceptDrops(True)
        self.setMinimumSize(*SMALLEST)
        self.resize(*FIRST_SIZE)
        self.restoreGeometry(QByteArray.fromBase64(settings.geometry.encode()))
        self.acts.panel.setChecked(settings.panel)
        self._follow_settings(settings)
        self.opening.follow_settings(settings)
        self._update_actions()
        self.document.loader.start(find_models)

    # connections

    def _connect_actions(self):
        act, canvas = self.acts, self.parts.canvas
        for action, slot in (
            (act.quit, self.close),
            (act.settings, self._show_settings),
            (act.fit, canvas.fit),
            (act.actual_size, partial(canvas.zoom_to, 1.0)),
            (act.double_size, partial(canvas.zoom_to, 2.0)),
            (act.zoom_in, partial(canvas.zoom_step, 1)),
            (act.zoom_out, partial(canvas.zoom_step, -1)),
            (act.process_folder, self.batches.show),
        ):
            action.triggered.connect(lambda _checked, slot=slot: slot())
        for mode, action in act.modes.items():
            action.triggered.connect(partial(canvas.set_mode, mode))
        for setting, actions in (("theme", act.themes), ("device", act.devices)):
            for value, action in actions.items():
                change = partial(self.preferences.change, **{setting: value})
                action.triggered.connect(lambda _checked, change=change: change())
        act.panel.toggled.connect(self.parts.side.setVisible)
        act.full_screen.toggled.connect(self._set_full_screen)
        original = QShortcut(QKeySequence("\\"), self, autoRepeat=False)
        original.activated.connect(partial(canvas.show_original, True))

    def _connect_work(self):
        document, parts, preferences = self.document, self.parts, self.preferences
        document.opened.connect(self._on_opened)
        document.closed.connect(self._on_closed)
        document.colorized.connect(self._on_colored)
        document.uncolorized.connect(self._update_actions)
        document.model_changed.connect(self._on_model_changed)
        document.failed.connect(self._on_problem)
        document.busy_changed.connect(parts.opening_progress.set_busy)
        self.gallery.changed.connect(self._update_actions)
        self.exports.exporter.failed.connect(self._on_problem)
        self.exports.state_changed.connect(parts.status.show_state)
        self.exports.finished.connect(self._on_export_finished)
        parts.saving_progress.cancelled.connect(self._cancel_export)
        for models in (parts.model_panel, self.acts.models):
            models.chosen.connect(document.choose_model)
        parts.canvas.zoom_changed.connect(self._on_zoom)
        parts.canvas.area_changed.connect(self.detail_painter.look_at)
        self.detail_painter.painted.connect(parts.canvas.set_detail)
        preferences.changed.connect(self._follow_settings)

    # settings

    def _show_settings(self):
        file_dialogs.show_once(self, SettingsDialog, self.preferences)

    def _follow_settings(self, settings):
        theme.choose(settings.theme)
        self._retheme()
        self.acts.themes[settings.theme].setChecked(True)
        self.acts.devices[settings.device].setChecked(True)
        self.document.loader.use_device(settings.device)

    # what the user does

    def open_paths(self, paths):
        """Open the photos among paths of files and folders, and show the first."""
        self.opening.open_paths(paths)

    def _cancel_export(self):
        self._closing = False
        self.exports.exporter.cancel()

    def _set_full_screen(self, wanted):
        self.setWindowState(
            self.windowState() | Qt.WindowState.WindowFullScreen
            if wanted
            else self.windowState() & ~Qt.WindowState.WindowFullScreen
        )

    # what happens then

    def _on_opened(self, opened):
        photo = opened.photo
        self.parts.canvas.set_photo(photo.width, photo.height, opened.before)
        self.parts.pages.setCurrentWidget(self.parts.canvas)
        self.parts.canvas.setFocus()
        self.parts.status.show_photo(photo)
        models = self.document.models.installed
        self.parts.status.show_state(self.tr("Colorizing") if models else self.tr("Not colorized"))
        self.setWindowTitle(photo.path.name if photo.path else self.tr("Pasted photo"))
        if opened.notices:
            self.parts.notices.say(" ".join(map(translated, opened.notices)))
        self._update_actions()

    def _on_closed(self):
        self.parts.pages.setCurrentWidget(self.parts.empty_page)
        self.parts.status.clear()
        self.setWindowTitle("")
        self._update_actions()

    def _on_colored(self, colorized):
        self.parts.canvas.set_after(colorized.after)
        self.thumbnails.put(self.document.entry.path or self.document.entry, colorized.after)
        if colorized.seconds is not None:
            words = self.tr("Colorized in {0} s")
            self.parts.status.show_state(words.format(figure(colorized.seconds, 2)))
            self._update_actions()

    def _on_model_changed(self, state):
        self.parts.model_panel.show_state(state)
        self.acts.models.show_state(state)
        self.parts.status.show_device(state)

    def _on_zoom(self, zoom):
        percent = zoom.value * 100
        digits = 0 if percent >= 10 else 1
        self.parts.zoom_label.setText(self.tr("{0}%").format(figure(percent, digits)))

    def _on_export_finished(self):
        if self._closing:
            self.close()

    def _on_problem(self, problem):
        self._closing = False
        if self.document.photo is not None and self.document.result() is None:
            self.parts.status.show_state(self.tr("Not colorized"))
        self.parts.notices.say(problem.sentence, details=problem.details)

    def on_unexpected(self, _event=None):
        """Tell of an error that nobody foresaw; its details are in the log file."""
        self._closing = False
        self.help.tell_of_the_unforeseen()

    def _update_actions(self, _event=None):
        act, has_photo = self.acts, self.document.photo is not None
        for action in act.needing_photo():
            action.setEnabled(has_photo)
        for controls in (self.opening, self.hints, self.looks, self.exports):
            controls.update_actions()

    # events

    def dragEnterEvent(self, event):
        # Everything is let in: what is no photo gets an answer when it is dropped.
        event.acceptProposedAction()
        self.parts.empty_page.show_welcome(True)

    def dragLeaveEvent(self, event):
        self.parts.empty_page.show_welcome(False)
        super().dragLeaveEvent(event)

    def dropEvent(self, event):
        self.parts.empty_page.show_welcome(False)
        self.opening.take_in(event.mimeData())
        event.acceptProposedAction()
        self.activateWindow()

    def keyReleaseEvent(self, event):
        if event.key() == Qt.Key.Key_Backslash and not event.isAutoRepeat():
            self.parts.canvas.show_original(False)
        super().keyReleaseEvent(event)

    def changeEvent(self, event):
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and not self.isActiveWindow():
            self.parts.canvas.show_original(False)
        elif event.type() == QEvent.Type.WindowStateChange:
            # It may also be the geometry of the last time, or the windowing system.
            self.acts.full_screen.setChecked(self.isFullScreen())
        elif event.type() == QEvent.Type.PaletteChange:
            self._retheme()

    def _retheme(self):
        """Draw the icons anew when they have the colors of another theme."""
        if self._theme is not theme.current():
            self._theme = theme.current()
            for part in (self.acts, self.parts.notices, self.parts.color_panel.series):
                part.retheme()

    def closeEvent(self, event):
        target = self.exports.exporter.target
        if target is not None and not self._closing:
            self._closing = True
            sentence = self.tr("{0} is being saved. The window closes when it is done.")
            self.parts.notices.say(
                sentence.format(target.name),
                self.tr("Close Without Saving"),
                self.close,
            )
            event.ignore()
            return
        event.accept()
        self.hide()
        self.shutdown()

    def shutdown(self):
        """End all work; a file that was being saved stays as it was."""
        if self._ended:
            return
        self._ended = True
        geometry = bytes(self.saveGeometry().toBase64()).decode()
        self.preferences.change(
            geometry=geometry,
            panel=self.acts.panel.isChecked(),
            recent_colors=self.parts.color_panel.recent_colors,
        )
        self._focus_ring.stop()
        self.document.cancel()
        self.exports.exporter.cancel()
        self.batches.shutdown()
        self.tasks.shutdown()
        self.document.sidecar.finish()
        self.preferences.finish()
        self.exports.clean_up()
