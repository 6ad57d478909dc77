"""Closing the window while something is being done that it waits for."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from colorizer_gui.gui.base.translation import translated
from colorizer_gui.gui.controls.exports import ExportControls
from colorizer_gui.gui.widgets.notices import NoticeBar


class Closing(QObject):
    """Puts off closing until what the user asked for is done, unless the user insists.

    Parameters
    ----------
    exports : ExportControls
    notices : NoticeBar
    window : QWidget
    """

    def __init__(self, exports: ExportControls, notices: NoticeBar, window: QWidget) -> None:
        super().__init__(window)
        self._exporter = exports.exporter
        self._notices = notices
        self._window = window
        self._is_wanted = False
        self._exporter.incomplete.connect(self.forget)
        exports.finished.connect(self._on_finished)

    def is_put_off(self) -> bool:
        """Whether the window stays until the work is done, which is told; not the second time."""
        awaited = self._exporter.awaited
        if awaited is None or self._is_wanted:
            return False
        self._is_wanted = True
        self._notices.say(awaited.sentence, translated(awaited.refusal), self._window.close)
        return True

    def forget(self) -> None:
        """Let the window stay open, as something else has happened meanwhile."""
        self._is_wanted = False

    def _on_finished(self) -> None:
        if self._is_wanted:
            self._window.close()
