"""Opening photos: menu, drop, clipboard, recent photos, and changes of the open file."""

import logging
import os
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QMimeData, QObject, Signal
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QWidget

from colorizer_gui.engine.errors import ColorizerError
from colorizer_gui.engine.messages import Message
from colorizer_gui.engine.session.open_photo import OpenPhoto
from colorizer_gui.engine.settings import Settings
from colorizer_gui.gui.base.preferences import Preferences
from colorizer_gui.gui.base.tasks import Busy, Tasks
from colorizer_gui.gui.dialogs import file_dialogs
from colorizer_gui.gui.menus.actions import Actions, on_trigger
from colorizer_gui.gui.panels.empty_page import EmptyPage
from colorizer_gui.gui.session import intake
from colorizer_gui.gui.session.document import Document
from colorizer_gui.gui.session.file_watch import FileChange, FileWatch
from colorizer_gui.gui.session.gallery import Gallery
from colorizer_gui.gui.session.pasted import keep_picture
from colorizer_gui.gui.session.signals import Opened
from colorizer_gui.gui.widgets.notices import NoticeBar, Progress


def _deleted(paths: Sequence[Path]) -> list[Path]:
    """Those of some photos that are gone; a disk that is not there may come back."""
    return [path for path in paths if path.parent.is_dir() and not os.path.lexists(path)]


log = logging.getLogger(__name__)


class OpenControls(QObject):
    """Opens photos, remembers them, and tells when the file of the open photo changes.

    `models_given` carries the URLs of models that were dropped or pasted.

    Parameters
    ----------
    document : Document
    gallery : Gallery
    preferences : Preferences
        Keep the recent photos.
    tasks : Tasks
    actions : Actions
    empty_page : EmptyPage
        Offers the recent photos, like the menu.
    notices : NoticeBar
    progress : Progress
        Shows that a photo is being opened.
    parent : QWidget
        The parent of the dialogs.
    """

    models_given = Signal(object)

    def __init__(
        self,
        *,
        document: Document,
        gallery: Gallery,
        preferences: Preferences,
        tasks: Tasks,
        actions: Actions,
        empty_page: EmptyPage,
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
        self._empty_page = empty_page
        self._notices = notices
        self._progress = progress
        self._parent = parent
        self._recent: tuple[str, ...] = ()
        self._cancellations = 0  # tells whether opening was cancelled while a file was written
        self._file_watch = FileWatch(self)
        self._connect_actions()
        progress.cancelled.connect(self._cancel)
        document.busy_changed.connect(progress.set_busy)
        document.opened.connect(self._on_opened)
        document.closed.connect(lambda: self._file_watch.follow(None))
        self._file_watch.changed.connect(self._on_file_change)
        preferences.changed.connect(self._follow_settings)
        document.opening_failed.connect(self._on_failed)
        self._follow_settings(preferences.settings)
        recent = preferences.recent_photos()
        tasks.run(partial(_deleted, recent), self._forget_all, document.fail)

    def _connect_actions(self) -> None:
        actions = self._actions
        on_trigger(actions.open, self._ask_photos)
        on_trigger(actions.open_folder, self._ask_folder)
        on_trigger(actions.paste, self._paste)
        on_trigger(actions.next_photo, partial(self._gallery.step, 1))
        on_trigger(actions.previous_photo, partial(self._gallery.step, -1))
        on_trigger(actions.first_photo, partial(self._gallery.show, 0))
        on_trigger(actions.last_photo, partial(self._gallery.show, -1))
        on_trigger(actions.close_all, self._gallery.close_all)
        on_trigger(actions.close_photo, self._gallery.close_current)
        actions.recent.chosen.connect(self._open_recent)
        actions.recent.cleared.connect(lambda: self._preferences.change(recent_photos=()))
        self._empty_page.chosen.connect(self._open_recent)

    # what the user opens

    def open_paths(self, paths: Sequence[str | Path]) -> None:
        """Open the photos among files and folders, and show the first."""
        self._notices.clear()
        self._gallery.open_paths(paths)

    def take_in(self, mime: QMimeData) -> None:
        """Open what was dropped or pasted."""
        given = intake.from_mime(mime)
        if given.models:
            self.models_given.emit(given.models)
        if given.paths:
            self.open_paths(given.paths)
        elif given.image is not None:
            self._notices.clear()
            self._open_image(given.image)
        elif given.problem is not None:
            self._notices.say(given.problem)

    def _paste(self) -> None:
        self.take_in(QGuiApplication.clipboard().mimeData())

    def _open_image(self, image: QImage) -> None:
        """Write an image to a file and open that, or the image alone if it can't be written."""
        cancellations = self._cancellations

        def written(path: Path) -> None:
            if cancellations == self._cancellations:
                self._gallery.open_paths([path])

        def not_written(error: Exception) -> None:
            if not isinstance(error, OSError | ColorizerError):
                raise error  # a bug: the exception hook takes it from here
            log.info("A pasted photo has no file: %s", error)
            if cancellations == self._cancellations:
                self._gallery.open_image(image)

        self._tasks.run(partial(keep_picture, image), written, not_written)
        self._progress.set_busy(Busy(self.tr("Opening the pasted photo")))

    def _cancel(self) -> None:
        self._cancellations += 1
        self._progress.set_busy(Busy())
        self._gallery.stay()

    def _ask_photos(self) -> None:
        file_dialogs.ask_photos(self._parent, self._folder(), self.open_paths)

    def _ask_folder(self) -> None:
        title = self.tr("Open Folder")
        file_dialogs.ask_folder(self._parent, title, self._folder(), self.open_paths)

    def _folder(self) -> Path:
        return file_dialogs.folder_of(self._document.photo)

    # recent photos, and the file of the open photo

    def _open_recent(self, path: Path) -> None:
        self.open_paths([path])

    def _on_opened(self, opened: Opened) -> None:
        path = opened.photo.path
        self._file_watch.follow(path)
        if path is not None:
            self._preferences.add_recent(path)

    def _on_file_change(self, change: FileChange) -> None:
        name = change.path.name
        if change.exists:
            self._notices.say(
                Message("{name} was changed by another program.", name=name),
                self.tr("Reopen"),
                partial(self.open_paths, [change.path]),
                of_photo=True,
            )
        else:
            self._preferences.forget_recent(change.path)
            self._notices.say(
                Message(
                    "{name} is no longer in its folder. Save the result elsewhere before you show "
                    "another photo.",
                    name=name,
                ),
                of_photo=True,
            )

    def _on_failed(self, entry: OpenPhoto) -> None:
        if entry.path is not None:
            self._forget_all(_deleted([entry.path]))

    def _forget_all(self, paths: list[Path]) -> None:
        for path in paths:
            self._preferences.forget_recent(path)

    def _follow_settings(self, settings: Settings) -> None:
        """Offer the recent photos, if they are to be remembered."""
        recent = settings.recent_photos if settings.remember_photos else ()
        if recent != self._recent:
            self._recent = recent
            self._actions.recent.show_paths(recent)
            self._empty_page.show_paths(recent)

    def update_actions(self) -> None:
        """Enable the actions that can be used now."""
        for action in (*self._actions.stepping, self._actions.close_all):
            action.setEnabled(len(self._gallery.photos) > 1)
