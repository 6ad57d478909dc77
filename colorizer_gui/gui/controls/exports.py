"""All ways out for the result, connected: menu, dialogs, exporter and messages."""

import tempfile
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication

from colorizer_gui.engine.painting.export_kind import ExportKind
from colorizer_gui.engine.session.saving import Output
from colorizer_gui.gui.base.translation import translated
from colorizer_gui.gui.dialogs import file_dialogs
from colorizer_gui.gui.dialogs.save_options import SaveOptions
from colorizer_gui.gui.session.document import Result
from colorizer_gui.gui.session.exporter import Exporter
from colorizer_gui.gui.session.gallery import OpenPhoto
from colorizer_gui.gui.session.save_all import SaveAll

AS_THE_PHOTO = Output()


@dataclass(frozen=True, eq=False)
class _Order:
    """What the user asked to save; another photo may come to the screen before it is saved."""

    entry: OpenPhoto
    result: Result
    output: Output


class ExportControls(QObject):
    """Saves, copies and workers over what the document shows.

    `state_changed` carries a text for the status line, `finished` says that a file was written.

    Parameters
    ----------
    window : MainWindow
    """

    state_changed = Signal(str)
    finished = Signal()

    def __init__(self, window):
        super().__init__(window)
        self._window = window
        self._document = window.document
        self._preferences = window.preferences
        self._saved = {}  # by OpenPhoto: where, and with which Output
        self._dragged = None  # the folder of what is dragged to other programs
        self.exporter = Exporter(window.tasks, self)

    def connect_to(self, acts, parts):
        """Connect the Actions and the parts of the Layout."""
        self._acts = acts
        self._notices = parts.notices
        self._drag_button = acts.drag_button
        for action, slot in (
            (acts.save, self._save),
            (acts.save_as, self._save_as),
            (acts.save_options, self._ask_options),
            (acts.save_all, self._ask_folder),
            (acts.copy, self._copy),
        ):
            action.triggered.connect(lambda _checked, slot=slot: slot())
        self._drag_button.wanted.connect(self._drag)
        self._document.uncolorized.connect(
            lambda: file_dialogs.close_all(self._window, SaveOptions)
        )
        exporter = self.exporter
        exporter.busy_changed.connect(parts.saving_progress.set_busy)
        exporter.busy_changed.connect(self.update_actions)
        exporter.copied.connect(self._on_copied)
        exporter.stopped.connect(lambda _: self.state_changed.emit(self.tr("Stopped")))

    def output(self):
        """The Output that was last asked for with options; batches go by it too."""
        return self._preferences.settings.output()

    def _output(self, like=AS_THE_PHOTO):
        """The Output that needs no asking: depth and metadata are like those of another one."""
        return replace(self.output(), depth=like.depth, keep=like.keep)

    # one photo

    def _save(self):
        if self._document.entry in self._saved:
            path, output = self._saved[self._document.entry]
            self._write(self._order(self._output(output)), path)
        else:
            self._save_as()

    def _save_as(self):
        path, _ = self._saved.get(self._document.entry, (self._proposed(), None))
        file_dialogs.ask_target(
            self._window, path, partial(self._write, self._order(self._output()))
        )

    def _proposed(self):
        return file_dialogs.proposed_path(self._document.photo)

    def _order(self, output):
        return _Order(self._document.entry, self._document.result(), output)

    def save_to(self, path):
        """Save the photo on the screen, over what is there."""
        self._write(self._order(self._output()), path)

    def _write(self, order, path):
        self._notices.clear()
        saved = partial(self._on_saved, order)
        self.exporter.save(order.result, path, order.output, saved)

    def _on_saved(self, order, saved):
        if order.output.kind is ExportKind.RESULT:
            self._saved[order.entry] = saved.path, order.output
        self.state_changed.emit(self.tr("Saved {0}").format(saved.path.name))
        if saved.notices:
            self._notices.say(" ".join(map(translated, saved.notices)))
        self.exporter.saved.emit(saved)
        self.finished.emit()

    def _ask_options(self):
        file_dialogs.close_all(self._window, SaveOptions)
        dialog = file_dialogs.show_once(
            self._window,
            SaveOptions,
            self._document.result(),
            self._preferences,
            self._window.tasks,
        )
        dialog.accepted.connect(lambda: self._save_with(dialog.kind, dialog.format))

    def _save_with(self, kind, format):
        proposed = file_dialogs.proposed_path(self._document.photo, format, kind)
        order = self._order(replace(self.output(), kind=kind))
        file_dialogs.ask_target(self._window, proposed, partial(self._write, order))

    def _copy(self):
        self.exporter.copy(self._document.result())

    def _on_copied(self, copied):
        QGuiApplication.clipboard().setImage(copied.image)
        self.state_changed.emit(self.tr("Result copied"))

    def _drag(self):
        if self._acts.copy.isEnabled():
            if self._dragged is None:
                self._dragged = tempfile.TemporaryDirectory(prefix="colorizer-")
            path = Path(self._dragged.name) / self._proposed().name
            self.exporter.save(self._document.result(), path, self._output(), saved=self._offer)

    def _offer(self, saved):
        self._drag_button.offer(saved.path)

    # all photos

    def _ask_folder(self):
        title = self.tr("Save All Results To")
        folder = self._proposed().parent
        file_dialogs.ask_folder(self._window, title, folder, lambda paths: self.save_all(paths[0]))

    def save_all(self, folder):
        """Save all open photos in a folder; files that are there stay as they are."""
        self._notices.clear()
        self._document.remember()
        entries = list(self._window.gallery.photos)
        work = SaveAll(entries, self._document, folder, self._output(), self._name_of)
        text = self.tr("Saving {0} photos").format(len(entries))
        self.exporter.target = folder
        self.exporter.run(work.run, self._on_saved_all, text)

    def _name_of(self, path):
        return self.output().name(path or Path(self.tr("Pasted photo") + ".png"))

    def _on_saved_all(self, saved):
        failed, problems = len(saved.problems), " ".join(saved.problems[:3])
        total = saved.count + failed
        words = self.tr("Saved {0} of {1} photos in {2}")
        self.state_changed.emit(words.format(saved.count, total, saved.folder.name))
        if failed:
            sentence = self.tr("{0} of {1} photos not saved. {2}")
            self._notices.say(sentence.format(failed, total, problems))
        self.finished.emit()

    def update_actions(self, _event=None):
        """Enable the actions that make sense now."""
        acts = self._acts
        possible = self._document.result() is not None and not self.exporter.busy
        for action in (acts.save, acts.save_as, acts.save_options, acts.copy):
            action.setEnabled(possible)
        acts.save_all.setEnabled(possible and len(self._window.gallery.photos) > 1)
        self._drag_button.setEnabled(possible)

    def clean_up(self):
        """Remove what was made to be dragged; for the end, when no worker is left."""
        if self._dragged is not None:
            self._dragged.cleanup()
