"""What can be undone: old and new value, never pixels."""

from dataclasses import dataclass, replace

from PySide6.QtGui import QUndoCommand

from colorizer_gui.engine.look import Look
from colorizer_gui.gui.session.signals import HintState


@dataclass(frozen=True)
class LookEdit:
    """A change of the look that the user asks for.

    Parameters
    ----------
    name : str
        What changed, in words for the menu.
    look : Look
        The look that is wanted.
    gesture : int
        Edits of one gesture (a drag of a slider) are undone together.
    """

    name: str
    look: Look
    gesture: int


class LookCommand(QUndoCommand):
    """Puts another look on the document."""

    def __init__(self, document, edit):
        super().__init__(edit.name)
        self._document = document
        self._old = document.look
        self._edit = edit

    def id(self):
        return 1

    def mergeWith(self, other):
        if other._edit.gesture != self._edit.gesture:
            return False
        self._edit = replace(self._edit, look=other._edit.look)
        self.setObsolete(self._edit.look == self._old)
        return True

    def redo(self):
        self._document.set_look(self._edit.look)

    def undo(self):
        self._document.set_look(self._old)


@dataclass(frozen=True)
class HintEdit:
    """A change of the hints that the user asks for.

    Parameters
    ----------
    name : str
        What is done, in words for the menu.
    state : HintState
        The hints that are wanted, and the selection that goes with them.
    gesture : tuple
        Edits of one gesture (a drag) are undone together.
    """

    name: str
    state: HintState
    gesture: tuple


class HintCommand(QUndoCommand):
    """Puts other hints on the document."""

    def __init__(self, document, edit):
        super().__init__(edit.name)
        self._document = document
        self._old = document.hint_state
        self._edit = edit

    def id(self):
        return 2

    def mergeWith(self, other):
        if other._edit.gesture != self._edit.gesture:
            return False
        self._edit = replace(self._edit, state=other._edit.state)
        self.setObsolete(self._edit.state.hints == self._old.hints)
        return True

    def redo(self):
        self._document.set_hints(self._edit.state)

    def undo(self):
        self._document.set_hints(self._old)
