"""Scans that are prepared as their recipes say, and recipes that follow another preparation.

Modules that most photos do not need are imported where they are used.
"""

from collections.abc import Iterable
from dataclasses import replace

from colorizer_gui.engine.photo import Photo
from colorizer_gui.engine.preparation import Preparation
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
    if recipe.preparation.is_default:
        return scan
    from colorizer_gui.engine.preparation.prepare import prepared

    check_dust(recipe.preparation, scan.width, scan.height)
    return prepared(scan, recipe.preparation)


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
    from colorizer_gui.engine.session.prepared_edits import Places

    places = Places(recipe.hints, recipe.look, recipe.regions)
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
