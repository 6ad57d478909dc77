"""All ways in for photos, connected: menu, drops, clipboard, the photos opened last."""

import logging
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from colorizer_gui.engine.errors import ColorizerError
from colorizer_gui.gui.dialogs import file_dialogs
from colorizer_gui.gui.session import intake
from colorizer_gui.gui.session.file_watch import FileWatch
from colorizer_gui.gui.session.pasted import keep_picture
from colorizer_gui.gui.session.signals import Busy

log = logging.getLogger(__name__)


class OpenControls(QObject):
    """Opens photos, remembers them, and tells when the file of the open one changes.

    Parameters
    ----------
    window : MainWindow
    """

    def __init__(self, window):
        super().__init__(window)
        self._window = window
        self._document, self._gallery = window.document, window.gallery
        self._preferences = window.preferences
        self._recent = ()
        self._stays = 0  # how often the user would not wait for what was being opened
        self._file_watch = FileWatch(self)

    def connect_to(self, acts, parts):
        """Connect the Actions and the parts of the Layout."""
        self._acts, self._notices, self._empty_page = acts, parts.notices, parts.empty_page
        for action, slot in (
            (acts.open, self._ask_photos),
            (acts.open_folder, self._ask_folder),
            (acts.paste, lambda: self.take_in(QGuiApplication.clipboard().mimeData())),
            (acts.next_photo, partial(self._gallery.step, 1)),
            (acts.previous_photo, partial(self._gallery.step, -1)),
            (acts.close_photo, self._gallery.close_current),
        ):
            action.triggered.connect(lambda _checked, slot=slot: slot())
        parts.canvas.addActions([acts.previous_photo, acts.next_photo])
        self._progress = parts.opening_progress
        self._progress.cancelled.connect(self._stay)
        for chooser in (acts.recent, parts.empty_page):
            chooser.chosen.connect(lambda path: self.open_paths([path]))
        acts.recent.cleared.connect(lambda: self._preferences.change(recent_photos=()))
        self._preferences.changed.connect(self.follow_settings)
        self._document.opened.connect(self._on_opened)
        self._document.closed.connect(lambda: self._file_watch.follow(None))
        self._file_watch.changed.connect(self._on_file_change)

    def open_paths(self, paths):
        """Open the photos among paths of files and folders, and show the first."""
        self._notices.clear()
        self._gallery.open_paths(paths)

    def take_in(self, mime):
        """Open what was dropped or pasted, a QMimeData."""
        given = intake.from_mime(mime)
        if given.paths:
            self.open_paths(given.paths)
        elif given.image is not None:
            self._notices.clear()
            self._open_image(given.image)
        else:
            self._notices.say(given.problem)

    def _open_image(self, image):
        """Open a picture from a file of its own; without one where that cannot be written."""
        stays = self._stays

        def kept(path):
            if stays == self._stays:
                self._gallery.open_paths([path])

        def not_kept(error):
            if not isinstance(error, OSError | ColorizerError):
                raise error  # a bug: the exception hook takes it from here
            log.info("A pasted picture has no file: %s", error)
            if stays == self._stays:
                self._gallery.open_image(image)

        self._window.tasks.run(partial(keep_picture, image), kept, not_kept)
        self._progress.set_busy(Busy(self.tr("Opening the pasted photo")))

    def _stay(self):
        self._stays += 1
        self._progress.set_busy(Busy())
        self._gallery.stay()

    def folder(self):
        """Where to look for photos: beside the one that is open."""
        photo = self._document.photo
        return file_dialogs.folder_of(photo) if photo else file_dialogs.pictures_folder()

    def _ask_photos(self):
        file_dialogs.ask_photos(self._window, self.folder(), self.open_paths)

    def _ask_folder(self):
        file_dialogs.ask_folder(
            self._window, self.tr("Open Folder"), self.folder(), self.open_paths
        )

    def _on_opened(self, opened):
        self._file_watch.follow(opened.photo.path)
        if opened.photo.path is not None:
            self._preferences.add_recent(opened.photo.path)

    def _on_file_change(self, change):
        if change.is_there:
            sentence = self.tr("{0} was changed by another program.")
            act = partial(self.open_paths, [change.path])
            self._notices.say(sentence.format(change.path.name), self.tr("Reopen"), act)
        else:
            sentence = self.tr(
                "{0} is no longer in its folder. "
                "You can keep working and save the result elsewhere."
            )
            self._notices.say(sentence.format(change.path.name))

    def follow_settings(self, settings):
        """Offer the photos opened last, if they are to be remembered."""
        recent = settings.recent_photos if settings.remember_photos else ()
        if recent != self._recent:
            self._recent = recent
            self._acts.recent.show_paths(recent)
            self._empty_page.show_paths(recent)

    def update_actions(self):
        """Enable the actions that make sense now."""
        for action in (self._acts.next_photo, self._acts.previous_photo):
            action.setEnabled(len(self._gallery.photos) > 1)
