"""The program around its window: the language, and what comes from outside."""

import logging
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer, QTranslator
from PySide6.QtWidgets import QApplication

from colorizer_gui.engine.messages import Message
from colorizer_gui.engine.settings import read_settings, settings_file
from colorizer_gui.gui.base.translation import install_language
from colorizer_gui.gui.dialogs.settings_dialog import SettingsDialog
from colorizer_gui.gui.window.main_window import MainWindow

log = logging.getLogger(__name__)


class Program(QObject):
    """Keeps the window, which another one replaces when the language changes.

    Parameters
    ----------
    app : QApplication
    make_window : callable
        Makes a window in the language that is installed.

    Attributes
    ----------
    window : MainWindow
    """

    def __init__(self, app: QApplication, make_window: Callable[[], MainWindow]) -> None:
        super().__init__(app)
        self._app = app
        self._make_window = make_window
        self._translators: list[QTranslator] = []
        self._language = read_settings(settings_file()).language
        self._wanted = self._language
        # Not at once: the control that was used is gone with its window.
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._change_language)
        self._speak(self._language)
        self.window = self._new_window()

    def _speak(self, language: str) -> None:
        for translator in self._translators:
            self._app.removeTranslator(translator)
        self._translators = install_language(self._app, language)

    def _new_window(self) -> MainWindow:
        window = self._make_window()
        window.document.opened.connect(lambda _: log.info("photo shown"))
        window.language_changed.connect(self._want_language)
        return window

    def _want_language(self, language: str) -> None:
        self._wanted = language
        self._soon.start()

    def _change_language(self) -> None:
        """Show the open photos, with all that was done to them, in a window of that language."""
        language, old = self._wanted, self.window
        if language == self._language:
            return
        if old.is_busy:
            later = Message("The language changes when Colorizer starts again: it is saving now.")
            old.parts.notices.say(later)
            return
        self._language = language
        dialogs = [each for each in old.findChildren(SettingsDialog) if each.isVisible()]
        photos, place = old.gallery.hand_over()
        old.shutdown()
        self._speak(language)
        self.window = self._new_window()
        self.window.show()
        old.hide()
        old.deleteLater()
        self.window.gallery.take_over(photos, place)
        if dialogs:
            self.window.acts.settings.trigger()

    def come_forward(self, paths: list[Path]) -> None:
        """Show the window above others, and open photos in it."""
        window = self.window
        window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
        window.show()
        window.raise_()
        window.activateWindow()
        if paths:
            window.open_paths(paths)

    def on_unexpected_error(self) -> None:
        """Tell of an error that no part of the program handles."""
        self.window.on_unexpected_error()
