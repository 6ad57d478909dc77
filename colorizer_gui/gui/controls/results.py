"""What was saved last: shown in its folder, and opened in other programs."""

from pathlib import Path

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget

from colorizer_gui.engine.messages import Message
from colorizer_gui.gui.base.other_programs import open_path, show_in_folder
from colorizer_gui.gui.base.preferences import Preferences
from colorizer_gui.gui.base.programs import (
    Program,
    program_at,
    programs_folder,
    programs_for,
    system_chooser,
)
from colorizer_gui.gui.base.tasks import Latest, Tasks
from colorizer_gui.gui.dialogs import file_dialogs
from colorizer_gui.gui.menus.actions import Actions, on_trigger
from colorizer_gui.gui.widgets.notices import NoticeBar


class ResultControls(QObject):
    """Hands what was saved last on to other programs; the one that was chosen last is remembered.

    Parameters
    ----------
    preferences : Preferences
    tasks : Tasks
    actions : Actions
    notices : NoticeBar
    parent : QWidget
        The parent of the dialog.
    """

    def __init__(
        self,
        *,
        preferences: Preferences,
        tasks: Tasks,
        actions: Actions,
        notices: NoticeBar,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._preferences = preferences
        self._actions = actions
        self._notices = notices
        self._parent = parent
        self._written: Path | None = None  # the file or folder that was saved last
        self._programs: list[Program] = []
        self._reading = Latest(tasks)
        on_trigger(actions.show_result, self._show)
        on_trigger(actions.open_result, self._open)
        on_trigger(actions.other_program, self._ask_program)
        # Queued: the menu is filled anew, which deletes the action that was triggered.
        queued = Qt.ConnectionType.QueuedConnection
        actions.open_with.chosen.connect(self._choose, queued)

    def offer(self, path: Path) -> None:
        """Offer to show a file that was saved, and to open it."""
        self._written = path
        self.update_actions()

        def read() -> list[Program]:
            used = program_at(self._preferences.settings.program)
            found = programs_for(path)
            if used is None or used.id in {each.id for each in found}:
                return found
            return [*found, used]

        self._reading.run(read, self._on_programs, self._on_unreadable)

    def _on_programs(self, programs: list[Program]) -> None:
        self._programs = programs
        self._fill()

    def _on_unreadable(self, error: Exception) -> None:
        raise error  # a bug: the exception hook takes it from here

    def _fill(self) -> None:
        used = self._used
        self._actions.open_with.show_programs(self._programs, "" if used is None else used.id)
        words = self.tr("Open Result in Another Pro&gram")
        if used is not None:
            name = used.name.replace("&", "&&")
            words = self.tr("Open Result in {0}").format(name)
        self._actions.open_result.setText(words)

    @property
    def _used(self) -> Program | None:
        """The program that was chosen last, if it opens such files or is still there."""
        used = self._preferences.settings.program
        return next((each for each in self._programs if used and each.id == used), None)

    def _file(self) -> Path | None:
        """What was saved last; None, with a notice, where it is gone."""
        path = self._written
        if path is not None and not path.exists():
            self._notices.say(Message("{name} is no longer where it was saved.", name=path.name))
            return None
        return path

    def _show(self) -> None:
        if path := self._file():
            show_in_folder(path, self._notices.say)

    def _open(self) -> None:
        """Open it in the program that was chosen last, or in that of the system."""
        used = self._used
        if used is not None:
            self._open_in(used)
        elif path := self._file():
            open_path(path, self._notices.say)

    def _choose(self, program: Program) -> None:
        """Open it in a program, which is the one to open the next in."""
        if self._open_in(program):
            if program not in self._programs:
                self._programs.append(program)
            self._preferences.change(program=program.id)
        self._fill()

    def _open_in(self, program: Program) -> bool:
        path = self._file()
        if path is None:
            return False
        is_open = program.open(path)
        if not is_open:
            self._notices.say(
                Message(
                    "{program} could not be started. {name} is here: {path}",
                    program=program.name,
                    name=path.name,
                    path=path,
                )
            )
        return is_open

    def _ask_program(self) -> None:
        path = self._file()
        if path is None:
            return
        chooser = system_chooser(path)
        if chooser is None:
            title = self.tr("Open Result With")
            file_dialogs.ask_program(self._parent, title, programs_folder(), self._on_file)
        elif not chooser.open(path):
            open_path(path, self._notices.say)

    def _on_file(self, path: Path) -> None:
        program = program_at(str(path))
        if program is None:
            self._notices.say(
                Message("{name} is no program that can be started. Choose another.", name=path.name)
            )
        else:
            self._choose(program)

    def update_actions(self) -> None:
        """Enable the actions that can be used now."""
        acts, has_result = self._actions, self._written is not None
        for action in (acts.show_result, acts.open_result, acts.other_program):
            action.setEnabled(has_result)
        acts.open_with.setEnabled(has_result)
