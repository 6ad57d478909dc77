"""The menu Help: guide, keys, log file, About, and the notice of an unexpected error."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QUrl
from PySide6.QtWidgets import QMenu, QWidget

from colorizer_gui.engine.messages import Message
from colorizer_gui.gui.base.other_programs import open_link, open_path
from colorizer_gui.gui.base.preferences import Preferences
from colorizer_gui.gui.base.tasks import Tasks
from colorizer_gui.gui.dialogs.about import AboutWindow
from colorizer_gui.gui.dialogs.help_windows import GuideWindow, ShortcutSheet
from colorizer_gui.gui.dialogs.windows import show_once
from colorizer_gui.gui.menus.actions import Actions, on_trigger
from colorizer_gui.gui.widgets.notices import NoticeBar


class HelpControls(QObject):
    """Shows the help windows and the log file.

    Parameters
    ----------
    actions : Actions
    menus : sequence of QMenu
        Their keys are listed.
    preferences : Preferences
    tasks : Tasks
    notices : NoticeBar
    log_file : Path or None
        None where no log can be written.
    parent : QWidget
        The parent of the help windows.
    """

    def __init__(
        self,
        *,
        actions: Actions,
        menus: Sequence[QMenu],
        preferences: Preferences,
        tasks: Tasks,
        notices: NoticeBar,
        log_file: Path | None,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._menus = menus
        self._preferences = preferences
        self._tasks = tasks
        self._notices = notices
        self._parent = parent
        self._log_file = log_file
        on_trigger(actions.guide, self._show_guide)
        on_trigger(actions.shortcuts, self._show_shortcuts)
        on_trigger(actions.log, self.open_log)
        on_trigger(actions.about, self._show_about)

    def _show_guide(self) -> None:
        show_once(self._parent, GuideWindow, lambda: GuideWindow(self._open_link, self._parent))

    def _open_link(self, url: QUrl) -> None:
        open_link(url, self._notices.say)

    def _show_shortcuts(self) -> None:
        show_once(self._parent, ShortcutSheet, lambda: ShortcutSheet(self._menus, self._parent))

    def _show_about(self) -> None:
        device = self._preferences.settings.device
        show_once(self._parent, AboutWindow, lambda: AboutWindow(self._tasks, device, self._parent))

    def open_log(self) -> None:
        """Open the log file with the system's program for text files."""
        if self._log_file is None:
            self._notices.say(Message("There is no log file, because its folder is not writable."))
        else:
            open_path(self._log_file, self._notices.say)

    def tell_unexpected_error(self) -> None:
        """Show a notice of an error that no part of the program handles; the log has its trace."""
        self._notices.say(
            Message("An unexpected error occurred. The log file has the details."),
            self.tr("Open Log File"),
            self.open_log,
        )
