"""Undo and redo in the window: the actions, and the edits that the look panel asks for."""

from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QObject, SignalInstance
from PySide6.QtGui import QAction

from colorizer_gui.engine.look import Look
from colorizer_gui.engine.messages import Message
from colorizer_gui.engine.session.edits import Edit, History
from colorizer_gui.gui.base.translation import translated


@dataclass(frozen=True)
class LookEdit:
    """A change of the look that the user asks for.

    Parameters
    ----------
    name : Message or str
        What changes, for the menu; text is the name that the user gave a preset.
    look : Look
        The look that is wanted.
    gesture : int
        Edits of one gesture, such as a drag of a slider, are undone together.
    """

    name: Message | str
    look: Look
    gesture: int


class Undoable(Protocol):
    """What has edits that can be undone; `history_changed` carries a History."""

    history_changed: SignalInstance

    @property
    def history(self) -> History:
        """The edits."""

    def undo(self) -> None:
        """Undo the latest edit."""

    def redo(self) -> None:
        """Redo the edit that was undone last."""


class UndoActions(QObject):
    """The actions Undo and Redo; their texts name the edit.

    Parameters
    ----------
    document : Undoable
        What they are about at first.
    """

    def __init__(self, document: Undoable, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.undo = QAction(self)
        self.redo = QAction(self)
        self._target = document
        self.undo.triggered.connect(lambda _checked: self._target.undo())
        self.redo.triggered.connect(lambda _checked: self._target.redo())
        document.history_changed.connect(self._follow)
        self._follow(document.history)

    def attach(self, target: Undoable) -> None:
        """Undo and redo the edits of something else from now on."""
        self._target.history_changed.disconnect(self._follow)
        self._target = target
        target.history_changed.connect(self._follow)
        self._follow(target.history)

    def _follow(self, history: History) -> None:
        undone, redone = _last(history.done), _last(history.undone)
        self.undo.setEnabled(undone is not None)
        self.redo.setEnabled(redone is not None)
        undo = Message("Undo {edit}", edit=undone.name) if undone else Message("Undo")
        redo = Message("Redo {edit}", edit=redone.name) if redone else Message("Redo")
        self.undo.setText(translated(undo))
        self.redo.setText(translated(redo))


def _last(edits: tuple[Edit, ...]) -> Edit | None:
    return edits[-1] if edits else None
