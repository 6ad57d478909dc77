"""Scans that are prepared as their recipes say, and edits that follow another preparation."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from colorizer_gui.engine.hints import ColorHint
from colorizer_gui.engine.look import Look
from colorizer_gui.engine.photo import Photo
from colorizer_gui.engine.preparation import Preparation
from colorizer_gui.engine.preparation.places import Move, moved_hints, moved_look, moved_regions
from colorizer_gui.engine.preparation.prepare import prepared
from colorizer_gui.engine.regions import Region
from colorizer_gui.engine.session.edits import EditState, HintState, RegionState
from colorizer_gui.engine.session.recipe import Recipe
from colorizer_gui.engine.session.recipe_fit import check_dust, check_scan


def prepared_for(scan: Photo, recipe: Recipe) -> Photo:
    """The photo that a recipe colorizes, from the scan that its file holds.

    Parameters
    ----------
    scan : Photo
    recipe : Recipe

    Returns
    -------
    Photo
        `scan` itself where nothing is prepared.

    Raises
    ------
    RecipeError
        The mask of the dust was made for a scan of another shape.
    Cancelled
    """
    check_dust(recipe.preparation, scan.width, scan.height)
    return prepared(scan, recipe.preparation)


@dataclass(frozen=True)
class _Places:
    """All of a photo's edits that have places."""

    hints: tuple[ColorHint, ...]
    look: Look
    regions: tuple[Region, ...]

    def moved(self, before: Preparation, after: Preparation, size: tuple[int, int]) -> "_Places":
        regions = moved_regions(self.regions, before, after, size)
        lost = {region.id for region in self.regions} - {region.id for region in regions}
        hints = _without(moved_hints(self.hints, before, after, size), lost)
        return _Places(hints, moved_look(self.look, before, after, size), regions)


def _without(hints: Iterable[ColorHint], lost: set[int]) -> tuple[ColorHint, ...]:
    """Hints without those that would act beyond the region that limited them."""
    return tuple(hint for hint in hints if hint.region not in lost)


def recipe_with_preparation(
    recipe: Recipe, preparation: Preparation, size: tuple[int, int]
) -> Recipe:
    """A recipe with another preparation, whose hints and regions stay on their things.

    Parameters
    ----------
    recipe : Recipe
    preparation : Preparation
    size : tuple of int
        Width and height of the scan.

    Returns
    -------
    Recipe
        Without hints and regions that are cropped now.
    """
    if preparation == recipe.preparation:
        return recipe
    places = _Places(recipe.hints, recipe.look, recipe.regions)
    moved = places.moved(recipe.preparation, preparation, size)
    return replace(
        recipe,
        preparation=preparation,
        hints=moved.hints,
        look=moved.look,
        regions=moved.regions,
    )


def recipe_prepared_with(
    recipe: Recipe, changes: Iterable[tuple[str, object]], size: tuple[int, int]
) -> Recipe:
    """A recipe whose preparation has other values, see `recipe_with_preparation`.

    Parameters
    ----------
    recipe : Recipe
    changes : iterable of (str, value)
        Names and values of fields of `Preparation`.
    size : tuple of int
        Width and height of the scan.

    Raises
    ------
    RecipeError
        Its masks were made for a scan or a photo of another shape: moved, they would fit any.
    """
    check_scan(recipe, *size)
    return recipe_with_preparation(recipe, recipe.preparation.changed(**dict(changes)), size)


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
    places = _Places(state.hints.hints, state.look, state.regions.regions)
    moved = places.moved(state.preparation, preparation, size)
    selected = state.regions.selected
    if selected not in {region.id for region in moved.regions}:
        selected = None
    regions = RegionState(moved.regions, selected)
    return EditState(HintState(moved.hints), moved.look, regions, preparation)
