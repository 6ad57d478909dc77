"""All that can be done to the hints, as edits that can be undone."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject

from colorizer_gui.engine.hints import ColorHint, Reach
from colorizer_gui.engine.limits import MOST_HINTS
from colorizer_gui.engine.messages import Message
from colorizer_gui.engine.session.edits import HintState
from colorizer_gui.gui.base.colors import ColorPick
from colorizer_gui.gui.session.document import Document

SMALLEST, LARGEST = 0.002, 0.25
SIZE_STEP = 1.25


class HintEditor(QObject):
    """Edits the hints of a document.

    Methods that change the selected hint do nothing where none is selected.

    Parameters
    ----------
    document : Document
    """

    def __init__(self, document: Document, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._radius = ColorHint(0, 0, 0, 0).radius  # of the next new hint
        self._gesture = 0

    @property
    def state(self) -> HintState:
        """The hints of the document, and which is selected."""
        return self._document.hint_state

    def add(self, x: float, y: float) -> bool:
        """Add a hint with the likeliest color of its place, and select it.

        Parameters
        ----------
        x, y : float
            Place in the photo, 0..1 from its left and upper edge.

        Returns
        -------
        bool
            False where no color is known, or where a recipe would hold too many hints.
        """
        suggested = self._document.suggestions(x, y)
        hints = self.state.hints
        if not suggested or len(hints) >= MOST_HINTS:
            return False
        hint = ColorHint(x, y, *suggested[0], self._radius, region=self._region)
        self.begin_gesture()
        self._edit(Message("Add Hint"), HintState((*hints, hint), len(hints)), "place")
        return True

    def proposed(self, x: float, y: float) -> ColorHint:
        """The hint that `add` would add at a place, without its color."""
        return ColorHint(x, y, 0.0, 0.0, self._radius, region=self._region)

    @property
    def _region(self) -> int:
        """The id of the selected region, which limits new hints; 0 for none."""
        region = self._document.region_state.limiting
        return 0 if region is None else region.id

    def move(self, x: float, y: float) -> None:
        """Drag the selected hint to another place; within a gesture it is one edit."""
        self._move(x, y, "place")

    def nudge(self, dx: float, dy: float) -> None:
        """Move the selected hint a little, in parts of the photo's sides."""
        hint = self.state.current
        if hint is not None:
            self._move(hint.x + dx, hint.y + dy, "nudge")

    def _move(self, x: float, y: float, kind: str) -> None:
        x, y = min(max(x, 0.0), 1.0), min(max(y, 0.0), 1.0)
        self._change(Message("Move Hint"), kind, lambda hint: replace(hint, x=x, y=y))

    def recolor(self, pick: ColorPick) -> None:
        """Give the selected hint a color."""
        if pick.gesture is None:
            self.begin_gesture()
        kind = ("color", pick.gesture)
        name = Message("Change Hint Color")
        self._change(name, kind, lambda hint: replace(hint, a=pick.a, b=pick.b))

    def keep_gray(self) -> None:
        """Let the selected hint state that its place has no color."""
        self.begin_gesture()
        self._change(Message("Keep Area Gray"), "gray", lambda hint: replace(hint, a=0.0, b=0.0))

    def resize(self, steps: float) -> None:
        """Make the selected hint, and those to come, larger (above 0) or smaller."""
        hint = self.state.current
        if hint is not None:
            radius = self._radius = min(max(hint.radius * SIZE_STEP**steps, SMALLEST), LARGEST)
            self._change(Message("Resize Hint"), "size", lambda hint: replace(hint, radius=radius))

    def set_reach(self, reach: Reach) -> None:
        """Let the selected hint act here, on its surface, or everywhere."""
        self.begin_gesture()
        self._change(Message("Change Reach"), "reach", lambda hint: replace(hint, reach=reach))

    def next_reach(self) -> None:
        """Let the selected hint act further or, from everywhere, here alone."""
        hint = self.state.current
        if hint is not None:
            reaches = list(Reach)
            self.set_reach(reaches[(reaches.index(hint.reach) + 1) % len(reaches)])

    def remove(self) -> None:
        """Remove the selected hint."""
        self.begin_gesture()
        self._edit(Message("Remove Hint"), HintState(self.state.others()), "remove")

    def clear(self) -> None:
        """Remove all hints."""
        self.begin_gesture()
        self._edit(Message("Remove All Hints"), HintState(), "clear")

    def select(self, index: int | None) -> None:
        """Select a hint, or none. This is no edit."""
        self.begin_gesture()
        self._document.select_hint(index)

    def select_next(self, step: int) -> None:
        """Select the next (1) or previous (-1) hint, in the order they were made."""
        count, selected = len(self.state.hints), self.state.selected
        if selected is None:
            selected = -1 if step > 0 else count
        self.select((selected + step) % count)

    def begin_gesture(self) -> None:
        """Undo the edits that follow apart from those before."""
        self._gesture += 1

    def _change(
        self, name: Message, kind: object, change: Callable[[ColorHint], ColorHint]
    ) -> None:
        """Put a changed hint in the place of the selected one."""
        hint = self.state.current
        if hint is not None:
            self._edit(name, self.state.with_current(change(hint)), kind)

    def _edit(self, name: Message, state: HintState, kind: object) -> None:
        self._document.edit_hints(name, state, (kind, self._gesture))
