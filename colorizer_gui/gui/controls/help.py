"""The menu Help, connected."""

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices

from colorizer_gui.gui.dialogs import file_dialogs
from colorizer_gui.gui.dialogs.help_windows import AboutWindow, GuideWindow, ShortcutSheet


class HelpControls(QObject):
    """Shows the windows of help, and the log file.

    Parameters
    ----------
    window : MainWindow
    log_file : Path or None
    """

    def __init__(self, window, log_file):
        super().__init__(window)
        self._window = window
        self.log_file = log_file

    def connect_to(self, acts, parts):
        """Connect the Actions and the parts of the Layout."""
        self._menus, self._notices = acts.menus, parts.notices
        for action, slot in (
            (acts.guide, lambda: file_dialogs.show_once(self._window, GuideWindow)),
            (
                acts.shortcuts,
                lambda: file_dialogs.show_once(self._window, ShortcutSheet, self._menus),
            ),
            (acts.log, self.open_log),
            (acts.about, self._show_about),
        ):
            action.triggered.connect(lambda _checked, slot=slot: slot())

    def _show_about(self):
        device = self._window.preferences.settings.device
        file_dialogs.show_once(self._window, AboutWindow, self._window.tasks, device)

    def open_log(self):
        """Show the log file with the system's own program."""
        if self.log_file is None:
            self._notices.say(self.tr("There is no log file, because its folder is not writable."))
        else:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.log_file)))

    def tell_of_the_unforeseen(self):
        """Tell of an error that nobody foresaw; its details are in the log file."""
        sentence = self.tr("An unexpected error occurred. The log file has the details.")
        self._notices.say(sentence, self.tr("Open Log File"), self.open_log)
