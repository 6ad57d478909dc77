"""Dialogs that stay open beside the window: at most one of each kind."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QWidget

from colorizer_gui.gui.base.closing import close_by_keys
from colorizer_gui.gui.base.fitting import ScreenFit

DialogT = TypeVar("DialogT", bound=QDialog)


def show_once(parent: QWidget, kind: type[DialogT], make: Callable[[], DialogT]) -> DialogT:
    """Show a dialog of a kind, or raise the one that is open.

    Parameters
    ----------
    parent : QWidget
        The parent of dialogs of this kind.
    kind : type
    make : callable
        Gives a new dialog; it deletes itself when it is closed.
    """
    dialog = next((each for each in parent.findChildren(kind) if each.isVisible()), None)
    if dialog is None:
        dialog = make()
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        ScreenFit(dialog)
        close_by_keys(dialog)
        dialog.show()
    dialog.raise_()
    dialog.activateWindow()
    return dialog


def close_all(parent: QWidget, kind: type[QDialog]) -> None:
    """Close the dialogs of a kind, because what they are about is gone."""
    for dialog in parent.findChildren(kind):
        dialog.close()
