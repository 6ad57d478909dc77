"""Files, folders and links shown by other programs, or a message where none does it."""

import sys
from pathlib import Path

from PySide6.QtCore import QProcess, QUrl
from PySide6.QtGui import QDesktopServices

from colorizer_gui.engine.messages import Message


def open_path(path: Path) -> Message | None:
    """Open a file or folder with the system's program for it.

    Returns
    -------
    Message or None
        Where the path lies, for the user to open it, if there is no such program.
    """
    if QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
        return None
    return Message(
        "The system has no program that opens {name}. It is here: {path}",
        name=path.name,
        path=path,
    )


def open_link(url: QUrl) -> Message | None:
    """Open a link; a message with its address if there is no program for it."""
    if QDesktopServices.openUrl(url):
        return None
    return Message("The system has no program that opens links: {address}", address=url.toString())


def show_in_folder(path: Path) -> Message | None:
    """Show a file in its folder, selected where the system's program can do that.

    Returns
    -------
    Message or None
        See `open_path`.
    """
    command = _SELECTING.get(sys.platform)
    if command is not None and QProcess.startDetached(command[0], [*command[1:], _named(path)])[0]:
        return None
    return open_path(path.parent)


# The program that shows a file selected, and what comes before its path.
_SELECTING = {"win32": ("explorer.exe", "/select,"), "darwin": ("open", "-R")}


def _named(path: Path) -> str:
    return str(path).replace("/", "\\") if sys.platform == "win32" else str(path)
