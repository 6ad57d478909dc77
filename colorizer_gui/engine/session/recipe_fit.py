"""Whether a recipe is of use for a photo: what belongs to one photo alone, and to which."""

from colorizer_gui.engine.color.version_colors import VersionColors
from colorizer_gui.engine.errors import RecipeError
from colorizer_gui.engine.messages import Message
from colorizer_gui.engine.photo import Photo
from colorizer_gui.engine.photo.fingerprint import fingerprint, is_same_photo
from colorizer_gui.engine.session.recipe import Recipe
from colorizer_gui.engine.session.stored_regions import check_shapes

# Cells by which the sides of a version's grid are rounded, and of a side that is never shorter.
_ROUNDING, _SHORTEST = 1.5, 8


def check_shape(recipe: Recipe, photo: Photo) -> None:
    """Refuse regions and colors of a version that were made for a photo of another shape.

    Raises
    ------
    RecipeError
    """
    check_shapes(recipe.regions, photo)
    version = recipe.look.version
    if version is not None and not _covers(version, photo):
        raise RecipeError(
            Message(
                "The colors of another version were taken for a photo of another shape: they have "
                "{columns} x {rows} cells, and the photo has {width} x {height} pixels. Use the "
                "recipe with its own photo, or take colors of a version of this one.",
                columns=version.width,
                rows=version.height,
                width=photo.width,
                height=photo.height,
            )
        )


def _covers(version: VersionColors, photo: Photo) -> bool:
    """Whether a version's grid has the shape of a photo."""
    scale = max(version.width, version.height) / max(photo.width, photo.height)
    sides = (version.width, photo.width * scale), (version.height, photo.height * scale)
    return all(
        abs(cells - wanted) <= _ROUNDING or (cells <= _SHORTEST and wanted <= _SHORTEST)
        for cells, wanted in sides
    )


def is_of_one_photo(recipe: Recipe) -> bool:
    """Whether a recipe has places of a photo, and so does not mean the same for another."""
    return bool(recipe.hints or recipe.regions or recipe.look.version)


def check_owner(recipe: Recipe, photo: Photo, name: str) -> tuple[Message, ...]:
    """Look whether a recipe that names its photo is used for that one.

    Parameters
    ----------
    recipe : Recipe
    photo : Photo
        The one that it is used for.
    name : str
        Of the photo.

    Returns
    -------
    tuple of Message
        A notice where hints and regions are used for another photo, as for frames of one roll.

    Raises
    ------
    RecipeError
        The colors of a version would be used for another photo.
    """
    if not (recipe.photo and is_of_one_photo(recipe)):
        return ()
    if is_same_photo(recipe.photo, fingerprint(photo)):
        return ()
    if recipe.look.version is not None:
        raise RecipeError(
            Message(
                "Can't use the recipe for {name}: it has the colors of a version of another "
                "photo. Take colors of a version of this one with --colors-from, or remove "
                "version from the look of the recipe.",
                name=name,
            )
        )
    return (
        Message(
            "The recipe belongs to another photo than {name}: its hints and regions lie at the "
            "same places here, whatever is there.",
            name=name,
        ),
    )
