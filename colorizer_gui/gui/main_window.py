"""The window: puts the parts together and lets them talk to each other."""

from functools import partial

from PySide6.QtCore import QEvent, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication, QKeySequence, QShortcut, QUndoStack
from PySide6.QtWidgets import QMainWindow

import colorizer_gui
from colorizer_gui.engine.library import installed_models
from colorizer_gui.gui import dialogs, intake
from colorizer_gui.gui.actions import Actions
from colorizer_gui.gui.commands import LookCommand
from colorizer_gui.gui.document import Document
from colorizer_gui.gui.exporter import Exporter
from colorizer_gui.gui.focus_ring import FocusRing
from colorizer_gui.gui.hint_controls import HintControls
from colorizer_gui.gui.layout import Layout
from colorizer_gui.gui.tasks import Tasks

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
        self._log_file = log_file
        self._saved_to = None
        self._closing = self._ended = False
        self.tasks = Tasks(self)
        self.document = Document(self.tasks, self)
        self.exporter = Exporter(self.tasks, self)
        self.undo_stack = QUndoStack(self)
        self.hints = HintControls(self.document, self.undo_stack, self.tasks, self)
        self.acts = Actions(self)
        self.parts = Layout(self, self.acts)
        self._focus_ring = FocusRing(self)
        self.hints.connect_to(self.acts, self.parts)
        self._connect_actions()
        self._connect_work()
        self.setAcceptDrops(True)
        self.setMinimumSize(*SMALLEST)
        self.resize(*FIRST_SIZE)
        self._update_actions()
        self.document.start(find_models)

    # connections

    def _connect_actions(self):
        act = self.acts
        for action, slot in (
            (act.open, self._ask_photo),
            (act.save, self._save),
            (act.save_as, self._save_as),
            (act.quit, self.close),
            (act.copy, self._copy),
            (act.paste, self._paste),
            (act.reset_look, self.parts.look_panel.reset),
            (act.fit, self.parts.canvas.fit),
            (act.actual_size, self.parts.canvas.actual_size),
            (act.zoom_in, partial(self.parts.canvas.zoom_step, 1)),
            (act.zoom_out, partial(self.parts.canvas.zoom_step, -1)),
            (act.log, self._open_log),
            (act.about, self._about),
        ):
            action.triggered.connect(lambda _checked, slot=slot: slot())
        for mode, action in act.modes.items():
            action.triggered.connect(partial(self.parts.canvas.set_mode, mode))
        act.panel.toggled.connect(self.parts.side.setVisible)
        act.full_screen.toggled.connect(self._set_full_screen)
        original = QShortcut(QKeySequence("\\"), self, autoRepeat=False)
        original.activated.connect(partial(self.parts.canvas.show_original, True))

    def _connect_work(self):
        document, exporter = self.document, self.exporter
        document.opened.connect(self._on_opened)
        document.coloured.connect(self._on_coloured)
        document.look_changed.connect(self._on_look_changed)
        document.model_changed.connect(self._on_model_changed)
        document.failed.connect(self._on_problem)
        document.busy_changed.connect(self.parts.opening_progress.set_busy)
        self.parts.opening_progress.cancelled.connect(document.cancel)
        exporter.busy_changed.connect(self.parts.saving_progress.set_busy)
        exporter.busy_changed.connect(self._update_actions)
        exporter.saved.connect(self._on_saved)
        exporter.copied.connect(self._on_copied)
        exporter.failed.connect(self._on_problem)
        exporter.stopped.connect(self._on_stopped)
        self.parts.saving_progress.cancelled.connect(self._cancel_export)
        self.parts.look_panel.edited.connect(self._on_edit)
        self.parts.model_panel.chosen.connect(document.choose_model)
        self.parts.canvas.zoom_changed.connect(self._on_zoom)

    # what the user does

    def open_paths(self, paths):
        """Open the first photo among paths of files and folders."""
        self.parts.notices.clear()
        self.document.open_paths(paths)

    def _take_in(self, mime):
        given = intake.from_mime(mime)
        if given.paths:
            self.open_paths(given.paths)
        elif given.image is not None:
            self.parts.notices.clear()
            self.document.open_image(given.image)
        else:
            self.parts.notices.say(given.problem)

    def _ask_photo(self):
        dialogs.ask_photo(self, self._folder(), lambda path: self.open_paths([path]))

    def _folder(self):
        photo = self.document.photo
        return photo.path.parent if photo and photo.path else dialogs.pictures_folder()

    def _paste(self):
        self._take_in(QGuiApplication.clipboard().mimeData())

    def _copy(self):
        self.exporter.copy(self.document.result())

    def _save(self):
        if self._saved_to is None:
            self._save_as()
        else:
            self.save_to(self._saved_to)

    def _save_as(self):
        proposed = self._saved_to or dialogs.proposed_path(self.document.photo)
        dialogs.ask_target(self, proposed, self.save_to)

    def save_to(self, path):
        self.parts.notices.clear()
        self.exporter.save(self.document.result(), path)

    def _cancel_export(self):
        self._closing = False
        self.exporter.cancel()

    def _set_full_screen(self, wanted):
        self.setWindowState(
            self.windowState() | Qt.WindowState.WindowFullScreen
            if wanted
            else self.windowState() & ~Qt.WindowState.WindowFullScreen
        )

    def _open_log(self):
        if self._log_file is None:
            self.parts.notices.say(self.tr("There is no log file: its folder can't be written."))
        else:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._log_file)))

    def _about(self):
        sentence = self.tr(
            "Colorizer {0} gives black-and-white photos believable colour. "
            "Photos never leave this computer."
        )
        self.parts.notices.say(sentence.format(colorizer_gui.__version__))

    # what happens then

    def _on_opened(self, opened):
        photo = opened.photo
        self._saved_to = None
        self.undo_stack.clear()
        self.parts.canvas.set_photo(photo.width, photo.height, opened.before)
        self.parts.pages.setCurrentWidget(self.parts.canvas)
        self.parts.canvas.setFocus()
        self.parts.status.show_photo(photo)
        models = self.document.models.installed
        self.parts.status.show_state(self.tr("Colouring") if models else self.tr("Not coloured"))
        self.setWindowTitle(photo.path.name if photo.path else self.tr("Pasted picture"))
        if opened.notices:
            self.parts.notices.say(" ".join(opened.notices))
        self._update_actions()

    def _on_coloured(self, coloured):
        self.parts.canvas.set_after(coloured.after)
        if coloured.seconds is not None:
            words = self.tr("Coloured in {0:.2f} s")
            self.parts.status.show_state(words.format(coloured.seconds))
            self._update_actions()

    def _on_edit(self, edit):
        if edit.look != self.document.look:
            self.undo_stack.push(LookCommand(self.document, edit))

    def _on_look_changed(self, look):
        self.parts.look_panel.show_look(look)
        self._update_actions()

    def _on_model_changed(self, state):
        self.parts.model_panel.show_state(state)
        self.parts.status.show_device(state)

    def _on_zoom(self, zoom):
        percent = zoom.value * 100
        digits = 0 if percent >= 10 else 1
        self.parts.zoom_label.setText(self.tr("{0:.{1}f} %").format(percent, digits))

    def _on_saved(self, saved):
        self._saved_to = saved.path
        self.parts.status.show_state(self.tr("Saved {0}").format(saved.path.name))
        if self._closing:
            self.close()

    def _on_stopped(self, _stopped):
        self.parts.status.show_state(self.tr("Stopped"))

    def _on_copied(self, copied):
        QGuiApplication.clipboard().setImage(copied.image)
        self.parts.status.show_state(self.tr("Copied the result"))

    def _on_problem(self, problem):
        self._closing = False
        if self.document.photo is not None and self.document.result() is None:
            self.parts.status.show_state(self.tr("Not coloured"))
        self.parts.notices.say(problem.sentence)

    def on_unexpected(self, _event=None):
        """Tell of an error that nobody foresaw; its details are in the log file."""
        self._closing = False
        sentence = self.tr(
            "Something went wrong that should not have. The log file has the details."
        )
        self.parts.notices.say(sentence, self.tr("Open Log File"), self._open_log)

    def _update_actions(self, _event=None):
        act, has_photo = self.acts, self.document.photo is not None
        for action in act.needing_photo():
            action.setEnabled(has_photo)
        self.hints.update_actions()
        can_export = self.document.result() is not None and not self.exporter.busy
        for action in (act.save, act.save_as, act.copy):
            action.setEnabled(can_export)
        self.parts.look_panel.controls.setEnabled(has_photo)
        act.reset_look.setEnabled(has_photo and self.parts.look_panel.reset_button.isEnabled())

    # events

    def dragEnterEvent(self, event):
        # Everything is let in: what is no photo gets an answer when it is dropped.
        event.acceptProposedAction()

    def dropEvent(self, event):
        self._take_in(event.mimeData())
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
        elif event.type() == QEvent.Type.PaletteChange:
            self.acts.retheme()
            self.parts.notices.retheme()

    def closeEvent(self, event):
        if self.exporter.target is not None and not self._closing:
            self._closing = True
            sentence = self.tr("{0} is being saved. The window closes when that is done.")
            self.parts.notices.say(
                sentence.format(self.exporter.target.name),
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
        self._focus_ring.stop()
        self.document.cancel()
        self.exporter.cancel()
        self.tasks.shutdown()
        self.document.sidecar.finish()
