"""All that can be done to the hints, as edits that can be undone."""

from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject

from colorizer_gui.engine.hints import ColorHint, Reach
from colorizer_gui.engine.limits import MOST_HINTS
from colorizer_gui.engine.messages import Message
from colorizer_gui.engine.preparation.preparation import PLACE_DIGITS
from colorizer_gui.engine.session.edits import HintState
from colorizer_gui.gui.base.colors import ColorPick
from colorizer_gui.gui.session.document import Document
from colorizer_gui.gui.session.tools import BRUSH_SIZES


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
        """Begin a hint with the color that its place has; it is one when its color is chosen.

        Parameters
        ----------
        x, y : float
            Place in the photo, 0..1 from its left and upper edge.

        Returns
        -------
        bool
            False where no color is known, or where a recipe would hold too many hints.
        """
        color = self._document.colors.color_at(x, y) if self._document.can_edit() else None
        if color is None or len(self.state.hints) >= MOST_HINTS:
            return False
        self.begin_gesture()
        x, y = _place(x), _place(y)
        self._document.draft_hint(ColorHint(x, y, *color, self._radius, region=self._region))
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
        x, y = _place(x), _place(y)
        change: dict[str, float] = {"x": x, "y": y}
        if self.state.draft is not None and (color := self._document.colors.color_at(x, y)):
            change["a"], change["b"] = color
        self._adjust(Message("Move Hint"), kind, **change)

    def recolor(self, pick: ColorPick) -> None:
        """Give the selected hint a color."""
        if pick.gesture is None:
            self.begin_gesture()
        is_new = self.state.draft is not None
        name = Message("Add Hint") if is_new else Message("Change Hint Color")
        self._change(name, ("color", pick.gesture), a=pick.a, b=pick.b)

    def preview(self, pick: ColorPick | None) -> None:
        """Show the photo as if the selected hint had a color; with None as it is."""
        hint = self.state.current
        if pick is None or hint is None:
            self._document.preview_hints(None)
        else:
            changed = self.state.with_current(replace(hint, a=pick.a, b=pick.b))
            self._document.preview_hints(changed.hints)

    def accept(self, hint: ColorHint) -> None:
        """Add a hint that was proposed, and select it."""
        hints = self.state.hints
        if len(hints) < MOST_HINTS:
            self.begin_gesture()
            self._edit(Message("Use Saved Color"), HintState((*hints, hint), len(hints)), "accept")

    def preview_proposed(self, hint: ColorHint | None) -> None:
        """Show the photo as if a proposed hint had been added; with None as it is."""
        self._document.preview_hints(None if hint is None else (*self.state.hints, hint))

    def keep_gray(self) -> None:
        """Let the selected hint state that its place has no color."""
        self.begin_gesture()
        self._change(Message("Keep Area Gray"), "gray", a=0.0, b=0.0)

    def resize(self, steps: float) -> None:
        """Make the selected hint, and those to come, larger (above 0) or smaller."""
        hint = self.state.current
        if hint is not None:
            radius = self._radius = BRUSH_SIZES.resized(hint.radius, steps)
            self._adjust(Message("Resize Hint"), "size", radius=radius)

    def set_reach(self, reach: Reach) -> None:
        """Let the selected hint act here, on its surface, or everywhere."""
        self.begin_gesture()
        self._adjust(Message("Change Reach"), "reach", reach=reach)

    def next_reach(self) -> None:
        """Let the selected hint act further or, from everywhere, here alone."""
        hint = self.state.current
        if hint is not None:
            reaches = list(Reach)
            self.set_reach(reaches[(reaches.index(hint.reach) + 1) % len(reaches)])

    def remove(self) -> None:
        """Remove the selected hint."""
        self.begin_gesture()
        if self.state.draft is not None:
            self._document.select_hint(None)
            return
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
        if selected is None or self.state.draft is not None:
            selected = -1 if step > 0 else count
        self.select((selected + step) % count)

    def begin_gesture(self) -> None:
        """Undo the edits that follow apart from those before."""
        self._gesture += 1

    def _adjust(self, name: Message, kind: object, **values: Any) -> None:
        """Change what is no color; of a draft this is no edit."""
        if self.state.draft is not None:
            self._document.draft_hint(replace(self.state.draft, **values))
        else:
            self._change(name, kind, **values)

    def _change(self, name: Message, kind: object, **values: Any) -> None:
        """Put a changed hint in the place of the selected one."""
        hint = self.state.current
        if hint is not None:
            self._edit(name, self.state.with_current(replace(hint, **values)), kind)

    def _edit(self, name: Message, state: HintState, kind: object) -> None:
        self._document.edit_hints(name, state, (kind, self._gesture))


def _place(value: float) -> float:
    """A place inside the photo, of as many digits as turning the photo keeps."""
    return round(min(max(value, 0.0), 1.0), PLACE_DIGITS)
