"""All that can be done to the regions, as edits that can be undone."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import Enum

import numpy as np
from PySide6.QtCore import QObject, Signal

from colorizer_gui.engine.arrays import Area, Float32Array
from colorizer_gui.engine.limits import LONGEST_NAME, MOST_REGIONS
from colorizer_gui.engine.look import Look
from colorizer_gui.engine.messages import Message
from colorizer_gui.engine.regions import Mask, Region, RegionKind, mask_size
from colorizer_gui.engine.regions.region import unused_id
from colorizer_gui.engine.regions.selection import lasso_mask, surface_selection
from colorizer_gui.engine.regions.stroke import Stroke, added, erased
from colorizer_gui.engine.session.edits import RegionState
from colorizer_gui.gui.base.colors import ColorPick
from colorizer_gui.gui.session.document import Document
from colorizer_gui.gui.session.tools import BRUSH_SIZES, Brush, Tool

_STROKE_NAMES = {
    Tool.BRUSH: Message("Paint"),
    Tool.PROTECT: Message("Protect"),
    Tool.ERASER: Message("Erase"),
}
_Change = Callable[[Float32Array, Float32Array], Float32Array]
_NO_LIMIT = np.ones((1, 1), np.float32)


class Joining(Enum):
    """What becomes of a selection that is made while a region is selected."""

    NEW = "new"
    ADD = "add"
    SUBTRACT = "subtract"


@dataclass(frozen=True, eq=False)
class _Base:
    """What a stroke began with: the regions, and where it may act."""

    state: RegionState
    tool: Tool
    stroke: Stroke
    limit: Float32Array


class RegionEditor(QObject):
    """Edits the regions of a document.

    `brush_changed` carries a Brush, `told` a Message that says why something is not done.

    Parameters
    ----------
    document : Document
    """

    brush_changed = Signal(object)
    told = Signal(object)

    def __init__(self, document: Document, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._brush = Brush()
        self._base: _Base | None = None
        self._gesture = 0

    @property
    def state(self) -> RegionState:
        """The regions of the document, and which is selected."""
        return self._document.region_state

    # the brush

    @property
    def brush(self) -> Brush:
        """The brush of the next stroke."""
        return self._brush

    def set_brush(self, brush: Brush) -> None:
        """Use another brush."""
        brush = replace(brush, radius=BRUSH_SIZES.within(brush.radius))
        if brush != self._brush:
            self._brush = brush
            self.brush_changed.emit(brush)

    def resize(self, steps: float) -> None:
        """Make the brush larger (above 0) or smaller."""
        radius = BRUSH_SIZES.resized(self._brush.radius, steps)
        self.set_brush(replace(self._brush, radius=radius))

    def take_color(self, pick: ColorPick) -> None:
        """Give the brush a color and, where something painted is selected, that too."""
        self.set_brush(replace(self._brush, ab=(pick.a, pick.b)))
        region = self.state.current
        if region is not None and region.ab is not None:
            if pick.gesture is None:
                self._gesture += 1
            self._edit(
                Message("Change Painted Color"),
                self.state.with_region(replace(region, ab=(pick.a, pick.b))),
                ("color", self._gesture, pick.gesture),
            )

    # strokes

    def begin_stroke(self, tool: Tool) -> Stroke | None:
        """Put the brush down; None where no photo is colorized, or nothing could change.

        What the stroke covers acts when `cover` is called.
        """
        photo, state = self._document.photo, self.state
        if photo is None or not self._document.can_edit():
            return None
        if tool is Tool.ERASER and not state.regions:
            self.told.emit(
                Message("There is nothing to erase: paint, protect or select something first.")
            )
            return None
        if tool is not Tool.ERASER and self._target(state, tool) is None:
            self._tell_most()
            return None
        self._gesture += 1
        size = mask_size(photo.height, photo.width)
        limiting = state.limiting if tool is Tool.BRUSH else None
        limit = _NO_LIMIT if limiting is None else limiting.mask.coverage(size)
        stroke = Stroke(size, self._brush.softness)
        self._base = _Base(state, tool, stroke, limit)
        return stroke

    def cover(self) -> None:
        """Let the stroke act as far as it goes now; within a stroke it is one edit."""
        base = self._base
        if base is None:
            return
        covered = base.stroke.coverage * base.limit
        if base.tool is Tool.ERASER:
            chosen = base.state.current
            meant = () if chosen is None or not _touches(covered, chosen) else (chosen,)
            state = self._erase(base.state, covered, meant)
        else:
            state = self._paint(base.state, covered, base.tool)
        self._edit(_STROKE_NAMES[base.tool], state, ("stroke", self._gesture))

    def end_stroke(self) -> None:
        """Lift the brush; what is empty by now is removed."""
        self.cover()
        base, self._base = self._base, None
        if base is None:
            return
        state = self.state
        for region in state.regions:
            if region not in base.state.regions and region.mask.is_empty:
                state = state.without(region.id)
        self._edit(_STROKE_NAMES[base.tool], state, ("stroke", self._gesture))

    def cancel_stroke(self) -> None:
        """Take back the stroke that is being painted."""
        base, self._base = self._base, None
        if base is not None:
            self._edit(_STROKE_NAMES[base.tool], base.state, ("stroke", self._gesture))

    def _target(self, state: RegionState, tool: Tool) -> Region | None:
        """The region that strokes of a tool go to, perhaps a new one without a mask of its own."""
        kind = RegionKind.PAINT if tool is Tool.BRUSH else RegionKind.KEEP
        ab = self._brush.ab if tool is Tool.BRUSH else None
        alike = [each for each in state.regions if (each.kind, each.ab) == (kind, ab)]
        return alike[-1] if alike else self._new(state, kind, ab)

    def _new(
        self, state: RegionState, kind: RegionKind, ab: tuple[float, float] | None = None
    ) -> Region | None:
        """A region of a kind that covers nothing yet; None where there are too many."""
        photo, number = self._document.photo, unused_id(state.regions)
        if photo is None or number is None:
            return None
        words = {
            RegionKind.PAINT: self.tr("Paint {0}"),
            RegionKind.KEEP: self.tr("Protected {0}"),
            RegionKind.REGION: self.tr("Region {0}"),
        }
        taken = {each.name for each in state.regions}
        names = (words[kind].format(count) for count in range(1, MOST_REGIONS + 2))
        name = next(name for name in names if name not in taken)
        nothing = np.zeros(mask_size(photo.height, photo.width), np.float32)
        return Region(number, name, kind, Mask.of(nothing), ab)

    def _paint(self, state: RegionState, covered: Float32Array, tool: Tool) -> RegionState:
        region = self._target(state, tool)
        if region is None:
            return state
        grown = _changed(region, covered, added)
        state = state.with_region(grown)
        if grown.kind is RegionKind.PAINT:
            # What is painted last is seen, whatever lay there.
            over = state.regions[state.regions.index(grown) + 1 :]
            others = tuple(each for each in over if each.kind is RegionKind.PAINT)
            state = self._erase(state, covered, others) if others else state
        keeps_selection = state.limiting is not None
        return state if keeps_selection else replace(state, selected=grown.id)

    def _erase(
        self, state: RegionState, covered: Float32Array, regions: Sequence[Region]
    ) -> RegionState:
        """Without what is covered: of some regions or, where there are none, of all painted."""
        chosen = regions or [each for each in state.regions if each.kind is not RegionKind.REGION]
        for region in chosen:
            if _touches(covered, region):  # most regions lie elsewhere
                state = state.with_region(_changed(region, covered, erased))
        return state

    # selecting

    def select_lasso(self, line: Sequence[tuple[float, float]], joining: Joining) -> None:
        """Make a region of what lies inside a line, or change the selected one by it."""
        photo = self._document.photo
        if photo is not None and self._document.can_edit():
            self._join(lasso_mask(mask_size(photo.height, photo.width), line), joining)

    def select_surface(self, x: float, y: float, joining: Joining) -> None:
        """Make a region of the surface at a place, or change the selected one by it."""
        if not self._document.can_edit():
            return
        photo, surface = self._document.photo, self._document.colors.surface_at(x, y)
        if photo is not None and surface is not None:
            size = mask_size(photo.height, photo.width)
            self._join(surface_selection(size, surface), joining)

    def _join(self, covered: Float32Array, joining: Joining) -> None:
        state, region = self.state, self.state.current
        if joining is Joining.NEW or region is None:
            region = self._new(state, RegionKind.REGION)
            if region is None:
                self._tell_most()
                return
        join = erased if joining is Joining.SUBTRACT else added
        changed = _changed(region, covered, join)
        if changed.mask.is_empty:
            self.told.emit(
                Message(
                    "That would leave a region that covers nothing. Draw around what you want to "
                    "select, or click it."
                )
            )
            return
        self._gesture += 1
        state = replace(state.with_region(changed), selected=changed.id)
        self._edit(Message("Select Region"), state, ("select", self._gesture))

    def select(self, region: int | None) -> None:
        """Select the region with an id, or none. This is no edit."""
        self._document.select_region(region)
        current = self.state.current
        if current is not None and current.ab is not None:
            self.set_brush(replace(self._brush, ab=current.ab))

    # one region

    def rename(self, region: int, name: str) -> None:
        """Give the region with an id another name; an empty one changes nothing."""
        name = name.strip()[:LONGEST_NAME]
        if name:
            self._change(region, Message("Rename Region"), lambda old: replace(old, name=name))

    def remove(self, region: int) -> None:
        """Remove the region with an id."""
        self._gesture += 1
        name = Message("Remove Region")
        self._edit(name, self.state.without(region), ("remove", self._gesture))

    def set_look(self, name: Message | str, look: Look, gesture: object) -> None:
        """Give the selected region, which limits adjustments, a look."""
        region = self.state.limiting
        if region is not None:
            changed = region.with_look(self._document.look, look)
            self._edit(name, self.state.with_region(changed), ("look", gesture))

    def _change(self, region: int, name: Message, change: Callable[[Region], Region]) -> None:
        for each in self.state.regions:
            if each.id == region:
                self._gesture += 1
                self._edit(name, self.state.with_region(change(each)), ("one", self._gesture))

    def _tell_most(self) -> None:
        self.told.emit(
            Message(
                "A photo has at most {limit} regions. Remove one, or paint with a color that is "
                "there.",
                limit=MOST_REGIONS,
            )
        )

    def _edit(self, name: Message | str, state: RegionState, gesture: object) -> None:
        self._document.edit_regions(name, state, gesture)


def _touches(covered: Float32Array, region: Region) -> bool:
    """Whether something of a region is covered."""
    area = _bounds(covered)
    return bool(np.logical_and(region.mask.coverage(covered.shape)[area], covered[area]).any())


def _bounds(covered: Float32Array) -> Area:
    """The rows and columns in which something is covered."""
    rows, columns = (np.flatnonzero(covered.any(axis=axis)) for axis in (1, 0))
    if not len(rows):
        return slice(0), slice(0)
    return slice(rows[0], rows[-1] + 1), slice(columns[0], columns[-1] + 1)


def _changed(region: Region, covered: Float32Array, change: _Change) -> Region:
    """A copy whose mask is changed by what is covered, on the grid of that.

    The region itself where nothing changes: to deflate a mask takes long, and undo keeps each.
    """
    before = region.mask.coverage(covered.shape)
    after = change(before, covered)
    return region if np.array_equal(before, after) else replace(region, mask=Mask.of(after))
