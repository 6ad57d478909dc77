"""Edits that stay on their things where the preparation of a scan changes."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from colorizer_gui.engine.hints import ColorHint
from colorizer_gui.engine.look import Look
from colorizer_gui.engine.preparation import Preparation
from colorizer_gui.engine.preparation.places import Move, moved_hints, moved_look, moved_regions
from colorizer_gui.engine.regions import Region
from colorizer_gui.engine.session.edits import EditState, HintState, RegionState


@dataclass(frozen=True)
class Places:
    """All of a photo's edits that have places."""

    hints: tuple[ColorHint, ...]
    look: Look
    regions: tuple[Region, ...]

    def moved(self, before: Preparation, after: Preparation, size: tuple[int, int]) -> "Places":
        regions = moved_regions(self.regions, before, after, size)
        lost = {region.id for region in self.regions} - {region.id for region in regions}
        hints = _without(moved_hints(self.hints, before, after, size), lost)
        return Places(hints, moved_look(self.look, before, after, size), regions)


def _without(hints: Iterable[ColorHint], lost: set[int]) -> tuple[ColorHint, ...]:
    """Hints without those that would act beyond the region that limited them."""
    return tuple(hint for hint in hints if hint.region not in lost)


def with_preparation(
    state: EditState, preparation: Preparation, size: tuple[int, int]
) -> EditState:
    """A state with another preparation, whose hints and regions stay on their things.

    Masks are sampled anew, so each step of one gesture, such as turning by a slider, starts from
    the state before it.

    Parameters
    ----------
    state : EditState
    preparation : Preparation
    size : tuple of int
        Width and height of the scan.

    Returns
    -------
    EditState
        Without hints and regions that are cropped now; where places moved, no hint is selected, and
        there is no draft of one.
    """
    if not Move(state.preparation, preparation, *size).is_needed:
        return replace(state, preparation=preparation)
    places = Places(state.hints.hints, state.look, state.regions.regions)
    moved = places.moved(state.preparation, preparation, size)
    selected = state.regions.selected
    if selected not in {region.id for region in moved.regions}:
        selected = None
    regions = RegionState(moved.regions, selected)
    return replace(
        state,
        hints=HintState(moved.hints),
        look=moved.look,
        regions=regions,
        preparation=preparation,
    )
