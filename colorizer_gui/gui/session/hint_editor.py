"""All that can be done to the hints, as edits that can be undone."""

from dataclasses import replace

from PySide6.QtCore import QObject

from colorizer_gui.engine.hints import ColorHint
from colorizer_gui.gui.session.signals import HintState
from colorizer_gui.gui.session.undo import HintCommand, HintEdit

SMALLEST, LARGEST = 0.002, 0.25
SIZE_STEP = 1.25


class HintEditor(QObject):
    """Edits the hints of a document through the undo stack in use.

    Parameters
    ----------
    document : Document
    undo_group : QUndoGroup
    """

    def __init__(self, document, undo_group, parent=None):
        super().__init__(parent)
        self._document = document
        self._undo_group = undo_group
        self._radius = ColorHint(0, 0, 0, 0).radius  # of the next new hint
        self._gesture = 0

    @property
    def state(self):
        """The document's HintState."""
        return self._document.hint_state

    def add(self, x, y):
        """A new hint, selected, with the likeliest color of its place; False if none is known."""
        suggested = self._document.suggestions(x, y)
        if not suggested:
            return False
        hint = ColorHint(x, y, *suggested[0], self._radius)
        hints = self.state.hints
        self.begin_gesture()
        self._push(self.tr("Add Hint"), HintState((*hints, hint), len(hints)), "place")
        return True

    def move(self, x, y):
        """Drag the selected hint to another place; within a gesture it is one edit."""
        self._move(x, y, "place")

    def nudge(self, dx, dy):
        """Move the selected hint a little, in shares of the photo."""
        hint = self.state.current
        self._move(hint.x + dx, hint.y + dy, "nudge")

    def _move(self, x, y, kind):
        hint = replace(self.state.current, x=min(max(x, 0.0), 1.0), y=min(max(y, 0.0), 1.0))
        self._push(self.tr("Move Hint"), self.state.with_current(hint), kind)

    def recolor(self, pick):
        """Give the selected hint the color of a ColorPick."""
        hint = replace(self.state.current, a=pick.a, b=pick.b)
        if pick.gesture is None:
            self.begin_gesture()
        self._push(
            self.tr("Change Hint Color"), self.state.with_current(hint), ("color", pick.gesture)
        )

    def keep_gray(self):
        """Let the selected hint say that its area has no color."""
        self.begin_gesture()
        hint = replace(self.state.current, a=0.0, b=0.0)
        self._push(self.tr("Keep Area Gray"), self.state.with_current(hint), "gray")

    def resize(self, steps):
        """Make the selected hint larger (above 0) or smaller; new hints follow."""
        hint = self.state.current
        self._radius = min(max(hint.radius * SIZE_STEP**steps, SMALLEST), LARGEST)
        self._push(
            self.tr("Resize Hint"),
            self.state.with_current(replace(hint, radius=self._radius)),
            "size",
        )

    def remove(self):
        """Remove the selected hint."""
        self.begin_gesture()
        self._push(self.tr("Remove Hint"), HintState(self.state.others()), "remove")

    def clear(self):
        """Remove all hints."""
        self.begin_gesture()
        self._push(self.tr("Remove All Hints"), HintState(), "clear")

    def select(self, index):
        """Select a hint, or none with None. Nothing to undo."""
        self.begin_gesture()
        self._document.set_hints(replace(self.state, selected=index))

    def select_next(self, step):
        """Select the next (1) or previous (-1) hint, in the order they were made."""
        count, selected = len(self.state.hints), self.state.selected
        if selected is None:
            selected = -1 if step > 0 else count
        self.select((selected + step) % count)

    def begin_gesture(self):
        """What comes is not undone together with what was."""
        self._gesture += 1

    def _push(self, name, state, kind):
        if state != self.state:
            edit = HintEdit(name, state, (kind, self._gesture))
            self._undo_group.activeStack().push(HintCommand(self._document, edit))
