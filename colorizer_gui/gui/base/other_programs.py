"""Files, folders and links shown by other programs, or a message where none does it."""

import contextlib
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QProcess, QTimer, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication

from colorizer_gui.engine.messages import Message
from colorizer_gui.gui.base.environment import environment_for_others

Tell = Callable[[Message], object]
LOOKING_MS = 100
LOOKS = 50  # after five seconds, a program is taken to be open


def open_path(path: Path, tell: Tell) -> None:
    """Open a file or folder with the system's program for it.

    Parameters
    ----------
    path : Path
    tell : callable
        Gets a message with the path, for the user to open it, if there is no such program;
        perhaps later.
    """
    missing = Message(
        "The system has no program that opens {name}. It is here: {path}",
        name=path.name,
        path=path,
    )
    _open(QUrl.fromLocalFile(str(path)), partial(tell, missing))


def open_link(url: QUrl, tell: Tell) -> None:
    """Open a link; `tell` gets a message with its address if there is no program for it."""
    missing = Message(
        "The system has no program that opens links: {address}", address=url.toString()
    )
    _open(url, partial(tell, missing))


def show_in_folder(path: Path, tell: Tell) -> None:
    """Show a file in its folder, selected where the system's program can do that.

    Parameters
    ----------
    path : Path
    tell : callable
        See `open_path`.
    """
    command = _SELECTING.get(sys.platform)
    if command is None or not QProcess.startDetached(command[0], [*command[1:], _named(path)])[0]:
        open_path(path.parent, tell)


# The program that shows a file selected, and what comes before its path.
_SELECTING = {"win32": ("explorer.exe", "/select,"), "darwin": ("open", "-R")}


def _named(path: Path) -> str:
    return str(path).replace("/", "\\") if sys.platform == "win32" else str(path)


def _open(url: QUrl, refused: Callable[[], object]) -> None:
    # Qt starts xdg-open and does not wait for its answer. On Wayland only Qt can let the program
    # come to the front.
    opener = shutil.which("xdg-open") if QGuiApplication.platformName() == "xcb" else None
    if opener is not None:
        Opening([opener, url.toString(QUrl.ComponentFormattingOption.FullyEncoded)], refused)
        return
    with environment_for_others():
        is_open = QDesktopServices.openUrl(url)
    if not is_open:
        refused()


class Opening(QObject):
    """Runs a command that has a file opened, and may end before or with the program that does it.

    Parameters
    ----------
    command : sequence of str
    refused : callable
        Called when the command fails.
    """

    def __init__(self, command: Sequence[str], refused: Callable[[], object]) -> None:
        super().__init__(QGuiApplication.instance())
        self._refused = refused
        self._looks = 0
        # The program goes on when this one ends.
        with environment_for_others():
            self._process = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
        self._timer = QTimer(self, interval=LOOKING_MS)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    def _look(self) -> None:
        status = self._process.poll()
        self._looks += 1
        if status is None and self._looks < LOOKS:
            return
        self._timer.stop()
        self.deleteLater()
        if status:
            with contextlib.suppress(RuntimeError):  # of PySide, where the window is gone by now
                self._refused()
