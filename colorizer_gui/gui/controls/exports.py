"""Saving, copying and dragging the result: connects menu, dialogs and exporter."""

import tempfile
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from colorizer_gui.engine.messages import Message, joined
from colorizer_gui.engine.session.export_kind import ExportKind
from colorizer_gui.engine.session.in_color import OwnColors
from colorizer_gui.engine.session.open_photo import OpenPhoto
from colorizer_gui.engine.session.output import Output
from colorizer_gui.engine.session.predictions import Rendering
from colorizer_gui.engine.session.save_all import SavedAll
from colorizer_gui.engine.session.saving import Saved
from colorizer_gui.gui.base.preferences import Preferences
from colorizer_gui.gui.base.tasks import Tasks
from colorizer_gui.gui.dialogs import file_dialogs
from colorizer_gui.gui.dialogs.save_options import SaveOptions
from colorizer_gui.gui.dialogs.windows import close_all, show_once
from colorizer_gui.gui.menus.actions import Actions, on_trigger
from colorizer_gui.gui.session.document import Document
from colorizer_gui.gui.session.exporter import Copied, Exporter, awaited_save
from colorizer_gui.gui.session.gallery import Gallery
from colorizer_gui.gui.session.save_all import SaveAll
from colorizer_gui.gui.widgets.notices import NoticeBar, Progress

SAME_AS_PHOTO = Output()
MOST_PROBLEMS = 3  # told at once after Save All


@dataclass(frozen=True, eq=False)
class _Order:
    """What to save; another photo may be on the screen by the time it is saved."""

    entry: OpenPhoto
    result: Rendering | OwnColors
    output: Output


class ExportControls(QObject):
    """Saves results, copies them, and lets them be dragged into other programs.

    `state_changed` carries a text for the status bar, `written` the Path of what was saved last,
    `finished` says that what was asked for is done, and told.

    Parameters
    ----------
    document : Document
    gallery : Gallery
    preferences : Preferences
    tasks : Tasks
    actions : Actions
    notices : NoticeBar
    progress : Progress
    parent : QWidget
        The parent of the dialogs.
    """

    state_changed = Signal(str)
    written = Signal(object)
    finished = Signal()

    def __init__(
        self,
        *,
        document: Document,
        gallery: Gallery,
        preferences: Preferences,
        tasks: Tasks,
        actions: Actions,
        notices: NoticeBar,
        progress: Progress,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._document = document
        self._gallery = gallery
        self._preferences = preferences
        self._tasks = tasks
        self._actions = actions
        self._notices = notices
        self._parent = parent
        self._drag_folder: tempfile.TemporaryDirectory[str] | None = None
        self.exporter = Exporter(tasks, self)
        on_trigger(actions.save, self._save)
        on_trigger(actions.save_as, self._save_as)
        on_trigger(actions.save_options, self._ask_options)
        on_trigger(actions.save_all, self._ask_folder)
        on_trigger(actions.copy, self._copy)
        actions.drag_button.wanted.connect(self._drag)
        document.uncolorized.connect(lambda: close_all(parent, SaveOptions))
        self.exporter.busy_changed.connect(progress.set_busy)
        self.exporter.busy_changed.connect(lambda _: self.update_actions())
        self.exporter.copied.connect(self._on_copied)
        self.exporter.ended.connect(self.finished)
        self.exporter.stopped.connect(lambda _: self.state_changed.emit(self.tr("Stopped")))

    def _output(self, like: Output = SAME_AS_PHOTO) -> Output:
        """How to save without asking: like `like` in what holds for one file, else by the settings.

        Depth, color space and metadata that were asked for hold for one file only.
        """
        asked = self._asked_output()
        return replace(asked, depth=like.depth, space=like.space, keep=like.keep)

    def _asked_output(self) -> Output:
        """How to save as was last asked for in Save With Options."""
        return self._preferences.settings.output()

    def _result(self) -> Rendering | OwnColors | None:
        """What to save of the photo on the screen; None while it is not colorized but to be."""
        entry = self._document.entry
        own = None if entry is None else entry.in_own_colors
        return own or self._document.result()

    # one photo

    def save_to(self, path: Path) -> None:
        """Save the photo on the screen; a file with that name is overwritten."""
        if order := self._order(self._output()):
            self._write(order, path)

    def _save(self) -> None:
        saved = self._document.entry.result if self._document.entry else None
        if saved is None:
            self._save_as()
            return
        path, output = saved
        if order := self._order(self._output(output)):
            self._write(order, path)

    def _save_as(self) -> None:
        if order := self._order(self._output()):
            proposed = file_dialogs.proposed_path(order.result.photo)
            path, _ = order.entry.result or (proposed, None)
            file_dialogs.ask_target(self._parent, path, partial(self._write, order))

    def _order(self, output: Output) -> _Order | None:
        """An order for the photo on the screen; None while it is not colorized."""
        entry, result = self._document.entry, self._result()
        if entry is None or result is None:
            return None
        return _Order(entry, result, output)

    def _write(self, order: _Order, path: Path) -> None:
        self._notices.clear()
        saved = partial(self._on_saved, order)
        self.exporter.save(order.result, path, order.output, saved)

    def _on_saved(self, order: _Order, saved: Saved) -> None:
        if order.output.kind is ExportKind.RESULT:
            result = order.result
            order.entry.note_saved(saved.path, order.output, result.state, result.model)
            self._gallery.mark(order.entry)
        self.state_changed.emit(self.tr("Saved {0}").format(saved.path.name))
        self.written.emit(saved.path)
        if saved.notices:
            self._notices.say(joined(saved.notices), of_photo=True)
        self.exporter.saved.emit(saved)

    def _ask_options(self) -> None:
        result = self._result()
        if result is None:
            return
        close_all(self._parent, SaveOptions)
        dialog = show_once(
            self._parent,
            SaveOptions,
            lambda: SaveOptions(result, self._preferences, self._tasks, self._parent),
        )
        dialog.accepted.connect(lambda: self._save_with(dialog.kind, dialog.format))

    def _save_with(self, kind: ExportKind, format: str) -> None:
        if order := self._order(replace(self._asked_output(), kind=kind)):
            proposed = file_dialogs.proposed_path(order.result.photo, format, kind)
            file_dialogs.ask_target(self._parent, proposed, partial(self._write, order), kind)

    def _copy(self) -> None:
        if result := self._result():
            self.exporter.copy(result)

    def _on_copied(self, copied: Copied) -> None:
        QGuiApplication.clipboard().setImage(copied.image)
        self.state_changed.emit(self.tr("Result copied"))

    def _drag(self) -> None:
        """Write the result to a temporary file and let that be dragged."""
        result = self._result()
        if result is None or not self._actions.copy.isEnabled():
            return
        if self._drag_folder is None:
            # Windows keeps a file that another program still reads, in the system's own folder
            # for what may be removed.
            self._drag_folder = tempfile.TemporaryDirectory(
                prefix="colorizer-", ignore_cleanup_errors=True
            )
        name = file_dialogs.proposed_path(result.photo).name
        path = Path(self._drag_folder.name) / name
        offer = self._actions.drag_button.offer
        self.exporter.save(result, path, self._output(), saved=lambda saved: offer(saved.path))

    # all photos

    def _ask_folder(self) -> None:
        title = self.tr("Save All Results To")
        folder = file_dialogs.folder_of(self._document.photo)
        file_dialogs.ask_folder(self._parent, title, folder, lambda paths: self.save_all(paths[0]))

    def save_all(self, folder: Path) -> None:
        """Save all open photos in a folder; files that exist there are kept."""
        self._notices.clear()
        self._document.remember()
        entries = list(self._gallery.photos)
        loader = self._document.loader
        work = SaveAll(entries, loader, folder, self._output(), self._name_of)
        text = self.tr("Saving {0} photos").format(len(entries))
        self.exporter.run(work.run, self._on_saved_all, text, awaited_save(folder.name))

    def _name_of(self, path: Path | None) -> str:
        return self._asked_output().name(path or Path(file_dialogs.pasted_name()))

    def _on_saved_all(self, saved: SavedAll) -> None:
        count, failed, total = len(saved.saved), len(saved.problems), saved.total
        for job in saved.saved:
            job.entry.note_saved(job.target, self._output(), job.state, job.model)
            self._gallery.mark(job.entry)
        words = self.tr("Saved {0} of {1} photos in {2}")
        self.state_changed.emit(words.format(count, total, saved.folder.name))
        if saved.saved:
            self.written.emit(saved.saved[-1].target)
        if saved.stopped:
            self._notices.say(
                Message(
                    "Stopped: {count} of {total} photos are saved in {folder}.",
                    count=count,
                    total=total,
                    folder=saved.folder.name,
                )
            )
        elif failed:
            self.exporter.incomplete.emit()
            self._notices.say(
                Message(
                    "{failed} of {total} photos not saved. {problems}",
                    failed=failed,
                    total=total,
                    problems=joined(saved.problems[:MOST_PROBLEMS]),
                )
            )

    def update_actions(self) -> None:
        """Enable the actions that can be used now."""
        acts = self._actions
        possible = self._result() is not None and not self.exporter.busy
        for action in (acts.save, acts.save_as, acts.save_options, acts.copy):
            action.setEnabled(possible)
        has_model = self._document.loader.colorizer is not None
        acts.save_all.setEnabled(possible and has_model and len(self._gallery.photos) > 1)
        acts.drag_button.setEnabled(possible)

    def clean_up(self) -> None:
        """Remove the files that were made to be dragged; for the end, when no worker is left."""
        if self._drag_folder is not None:
            self._drag_folder.cleanup()
