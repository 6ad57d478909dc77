"""What a user did to one photo, as immutable values, and its undo history."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from colorizer_gui.engine.hints import ColorHint
from colorizer_gui.engine.look import Look
from colorizer_gui.engine.messages import Message
from colorizer_gui.engine.preparation import Preparation
from colorizer_gui.engine.regions import Region, RegionKind

MOST_UNDO = 500  # steps: the masks of more strokes than that would take much memory


@dataclass(frozen=True)
class HintState:
    """The hints of a photo, and which of them is selected.

    Parameters
    ----------
    hints : tuple of ColorHint
        In the order they were made.
    selected : int or None
        An index of `shown`.
    draft : ColorHint or None
        A new hint with the color that the photo has there anyway: it changes nothing and is kept
        nowhere until its color is chosen. While there is one, it is selected.
    """

    hints: tuple[ColorHint, ...] = ()
    selected: int | None = None
    draft: ColorHint | None = None

    @property
    def shown(self) -> tuple[ColorHint, ...]:
        """The hints and, last, the draft."""
        return self.hints if self.draft is None else (*self.hints, self.draft)

    @property
    def current(self) -> ColorHint | None:
        """The selected hint, or the draft."""
        return None if self.selected is None else self.shown[self.selected]

    def selecting(self, index: int | None) -> "HintState":
        """A copy with another hint of `shown` selected, or none; the draft stays only if it is."""
        is_draft = self.draft is not None and index == len(self.hints)
        return HintState(self.hints, index, self.draft if is_draft else None)

    def with_draft(self, hint: ColorHint) -> "HintState":
        """A copy with this draft, selected."""
        return HintState(self.hints, len(self.hints), hint)

    def with_current(self, hint: ColorHint) -> "HintState":
        """A copy with another hint in the place of the selected one; a draft is one no longer."""
        if self.selected is None:
            raise ValueError("no hint is selected")
        hints = list(self.shown)
        hints[self.selected] = hint
        return HintState(tuple(hints), self.selected)

    def limited_to(self, regions: Iterable[int]) -> "HintState":
        """A copy in which only the regions with these ids limit hints."""
        known = set(regions)

        def limited(hint: ColorHint) -> ColorHint:
            return hint if hint.region in known else replace(hint, region=0)

        draft = None if self.draft is None else limited(self.draft)
        return replace(self, hints=tuple(map(limited, self.hints)), draft=draft)

    def others(self) -> tuple[ColorHint, ...]:
        """The hints that are not selected."""
        return tuple(hint for i, hint in enumerate(self.hints) if i != self.selected)


@dataclass(frozen=True)
class RegionState:
    """The regions of a photo, and which of them is selected.

    Parameters
    ----------
    regions : tuple of Region
        In the order they were made; a later one lies over earlier ones.
    selected : int or None
        The id of a region.
    """

    regions: tuple[Region, ...] = ()
    selected: int | None = None

    @property
    def current(self) -> Region | None:
        """The selected region."""
        return next((each for each in self.regions if each.id == self.selected), None)

    @property
    def limiting(self) -> Region | None:
        """The selected region if it limits hints and adjustments."""
        region = self.current
        return region if region is not None and region.kind is RegionKind.REGION else None

    def with_region(self, region: Region) -> "RegionState":
        """A copy with a region in the place of the one with its id, or as the last."""
        if any(each.id == region.id for each in self.regions):
            regions = tuple(region if each.id == region.id else each for each in self.regions)
        else:
            regions = (*self.regions, region)
        return replace(self, regions=regions)

    def without(self, region: int) -> "RegionState":
        """A copy without the region with an id."""
        left = tuple(each for each in self.regions if each.id != region)
        return RegionState(left, None if self.selected == region else self.selected)


@dataclass(frozen=True)
class EditState:
    """Hints, look, regions, what is selected, preparation, and whether the photo keeps its colors.

    That is all that an edit can change. Hints, regions and the colors of a version lie in the
    prepared photo, see `prepared_edits.with_preparation`.
    """

    hints: HintState = HintState()
    look: Look = Look()
    regions: RegionState = RegionState()
    preparation: Preparation = Preparation()
    own_colors: bool = False

    def with_regions(self, regions: RegionState) -> "EditState":
        """A copy with other regions.

        Hints that were limited by a region which is no longer there are limited no more.
        """
        hints = self.hints.limited_to(each.id for each in regions.regions)
        return replace(self, regions=regions, hints=hints)

    def has_colors_of(self, other: "EditState") -> bool:
        """Whether both give the same recipe, whatever is selected."""
        mine, others = (
            (each.hints.hints, each.look, each.regions.regions, each.preparation, each.own_colors)
            for each in (self, other)
        )
        return mine == others


@dataclass(frozen=True)
class Edit:
    """One step of undo.

    Parameters
    ----------
    name : Message or str
        What was done, for the menu; text is a name that the user gave, such as of a preset.
    gesture : object
        Edits that follow each other with equal gestures, such as the steps of one drag, are one
        step of undo.
    before, after : EditState
    """

    name: Message | str
    gesture: object
    before: EditState
    after: EditState


@dataclass(frozen=True)
class History:
    """The state of a photo, with the edits that led to it and those that were undone.

    Selecting a hint or a region or making a draft is no edit: it changes the state and cannot be
    undone.

    Parameters
    ----------
    state : EditState
    done : tuple of Edit
        The latest last; at most `MOST_UNDO`.
    undone : tuple of Edit
        The next to be redone last.
    """

    state: EditState = EditState()
    done: tuple[Edit, ...] = ()
    undone: tuple[Edit, ...] = ()

    @property
    def can_undo(self) -> bool:
        """Whether there is an edit to undo."""
        return bool(self.done)

    @property
    def can_redo(self) -> bool:
        """Whether there is an edit to redo."""
        return bool(self.undone)

    def edit(self, name: Message | str, state: EditState, gesture: object) -> "History":
        """The history after an edit.

        Parameters
        ----------
        name : Message or str
            See `Edit`.
        state : EditState
            The new state.
        gesture : object
            See `Edit`.

        Returns
        -------
        History
            Nothing can be redone. A gesture that ends with the colors it began with leaves no step.
        """
        new, done = Edit(name, gesture, self.state, state), self.done
        if done and done[-1].gesture == gesture:
            new, done = replace(done[-1], after=state), done[:-1]
        if new.after.has_colors_of(new.before):
            return History(state, done)
        return History(state, (*done, new)[-MOST_UNDO:])

    def select(self, index: int | None) -> "History":
        """The history with another hint selected, or none."""
        return self.with_selection(self.state.hints.selecting(index))

    def with_selection(self, hints: HintState) -> "History":
        """The history with the same hints, of which another one or another draft is selected."""
        return replace(self, state=replace(self.state, hints=hints))

    def select_region(self, region: int | None) -> "History":
        """The history with the region with an id selected, or none."""
        regions = replace(self.state.regions, selected=region)
        return replace(self, state=replace(self.state, regions=regions))

    def undo(self) -> "History":
        """The history before the latest edit; the same where there is none."""
        if not self.done:
            return self
        edit = self.done[-1]
        state = _moved(self.state, edit.after, edit.before)
        return History(state, self.done[:-1], (*self.undone, edit))

    def redo(self) -> "History":
        """The history after the edit that was undone last; the same where there is none."""
        if not self.undone:
            return self
        edit = self.undone[-1]
        state = _moved(self.state, edit.before, edit.after)
        return History(state, (*self.done, edit), self.undone[:-1])


def _moved(now: EditState, start: EditState, end: EditState) -> EditState:
    """The state after going from one side of an edit to the other.

    Each selection stays where the edit has not changed what it is of.
    """
    has_same_places = start.preparation == end.preparation  # of a draft, too
    is_same = start.hints.hints == end.hints.hints and has_same_places
    hints = now.hints if is_same else end.hints
    is_same = start.regions.regions == end.regions.regions
    regions = now.regions if is_same else end.regions
    return EditState(hints, end.look, regions, end.preparation, end.own_colors)
