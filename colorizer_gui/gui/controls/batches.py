"""Batch > Process Folder...: opens the batch window with what the main window has to offer it."""

from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from colorizer_gui.engine.look import Look
from colorizer_gui.gui.base.preferences import Preferences
from colorizer_gui.gui.batch.settings import BatchOffer
from colorizer_gui.gui.batch.window import BatchWindow
from colorizer_gui.gui.session.document import Document


class BatchControls(QObject):
    """Shows at most one batch window.

    `photo_wanted` carries the path of a photo to open in the main window.

    Parameters
    ----------
    document : Document
        Its look and its models are offered to a batch.
    preferences : Preferences
        Output, device and presets are offered too.
    parent : QObject, optional
    """

    photo_wanted = Signal(object)

    def __init__(
        self, document: Document, preferences: Preferences, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._document = document
        self._preferences = preferences
        self.window: BatchWindow | None = None

    @property
    def is_running(self) -> bool:
        """Whether a batch runs."""
        return self.window is not None and self.window.runner.running

    def show(self) -> None:
        """Open the batch window, or raise the one that is open."""
        if self.window is None:
            remembers_folders = self._preferences.settings.remember_photos
            self.window = BatchWindow(self._offer, remembers_folders)
            self.window.opened.connect(self.photo_wanted)
            self.window.closed.connect(self._forget)
            self.window.show()
        self.window.raise_()
        self.window.activateWindow()

    def _offer(self) -> BatchOffer:
        settings = self._preferences.settings
        return BatchOffer(settings.output(), settings.device, self._looks(), self._models())

    def _looks(self) -> dict[str, Look]:
        looks = {self.tr("Neutral"): Look()}
        if self._document.photo is not None:
            # Another version of it has no colors for other photos.
            look = replace(self._document.look, version=None)
            looks[self.tr("Look of the open photo")] = look
        return looks | self._preferences.settings.looks

    def _models(self) -> dict[str, str]:
        state = self._document.models
        in_use = () if state.info is None else (state.info.path,)  # it comes first
        return {str(path): state.name_of(path) for path in (*in_use, *state.installed)}

    def _forget(self) -> None:
        self.window = None

    def shutdown(self) -> None:
        """Close the batch window; a batch that runs is stopped and can be resumed later."""
        if self.window is not None:
            self.window.close()
