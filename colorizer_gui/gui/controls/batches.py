"""Batch > Process Folder...: opens the window for it and connects it with the editor."""

from PySide6.QtCore import QObject

from colorizer_gui.engine.look import Look
from colorizer_gui.gui.batch.settings import BatchOffer
from colorizer_gui.gui.batch.window import BatchWindow


class BatchControls(QObject):
    """Shows one BatchWindow at a time.

    Parameters
    ----------
    window : MainWindow
    """

    def __init__(self, window):
        super().__init__(window)
        self._main = window
        self.window = None

    def show(self):
        """Open the window for a batch, or bring it to the front."""
        if self.window is None:
            remembers_folders = self._main.preferences.settings.remember_photos
            self.window = BatchWindow(self._offer, remembers_folders)
            self.window.opened.connect(self._open)
            self.window.closed.connect(self._forget)
            self.window.show()
        self.window.raise_()
        self.window.activateWindow()

    def _offer(self):
        device = self._main.preferences.settings.device
        return BatchOffer(self._main.exports.output(), device, self._looks(), self._models())

    def _looks(self):
        looks = {self.tr("Neutral"): Look()}
        if self._main.document.photo is not None:
            looks[self.tr("Look of the open photo")] = self._main.document.look
        return looks | self._main.preferences.settings.looks

    def _models(self):
        state = self._main.document.models
        in_use = () if state.info is None else (state.info.path,)  # it comes first
        return {str(path): state.name_of(path) for path in (*in_use, *state.installed)}

    def _open(self, path):
        self._main.open_paths([path])
        self._main.raise_()
        self._main.activateWindow()

    def _forget(self):
        self.window = None

    def shutdown(self):
        """Close the window; a batch that is under way ends, and can be taken up again."""
        if self.window is not None:
            self.window.close()
