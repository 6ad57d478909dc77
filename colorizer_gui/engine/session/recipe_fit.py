"""Whether a recipe is of use for a photo: what belongs to one photo alone, and to which."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from colorizer_gui.engine.errors import RecipeError
from colorizer_gui.engine.messages import Message
from colorizer_gui.engine.photo import Photo
from colorizer_gui.engine.photo.fingerprint import fingerprint, is_same_photo
from colorizer_gui.engine.preparation import Preparation, prepared_size
from colorizer_gui.engine.session.recipe import Recipe

if TYPE_CHECKING:
    from colorizer_gui.engine.color.version_colors import VersionColors
    from colorizer_gui.engine.regions import Region

# Cells by which the sides of a version's grid are rounded, and of a side that is never shorter.
_ROUNDING, _SHORTEST = 1.5, 8


def check_scan(recipe: Recipe, width: int, height: int) -> None:
    """Refuse a recipe whose masks were made for a scan or a photo of another shape.

    Parameters
    ----------
    recipe : Recipe
    width, height : int
        Of the scan.

    Raises
    ------
    RecipeError
    """
    check_dust(recipe.preparation, width, height)
    _check_size(recipe, *prepared_size(width, height, recipe.preparation))


def check_dust(preparation: Preparation, width: int, height: int) -> None:
    """Refuse a mask of dust that was made for a scan of another shape.

    Parameters
    ----------
    preparation : Preparation
    width, height : int
        Of the scan.

    Raises
    ------
    RecipeError
    """
    dust = preparation.dust
    if dust is not None and not dust.fits(height, width):
        raise RecipeError(
            Message(
                "The mask of dust and scratches was made for a scan of another shape: it has "
                "{columns} x {rows} places, and the scan has {width} x {height} pixels. "
                "Use the recipe with its own scan, or remove dust from what it prepares.",
                columns=dust.width,
                rows=dust.height,
                width=width,
                height=height,
            )
        )


def check_shape(recipe: Recipe, photo: Photo) -> None:
    """Refuse regions and colors of a version that were made for a photo of another shape.

    Parameters
    ----------
    recipe : Recipe
    photo : Photo
        The prepared one.

    Raises
    ------
    RecipeError
    """
    _check_size(recipe, photo.width, photo.height)


def _check_size(recipe: Recipe, width: int, height: int) -> None:
    check_shapes(recipe.regions, width, height)
    version = recipe.look.version
    if version is not None and not _covers(version, width, height):
        raise RecipeError(
            Message(
                "The colors of another version were taken for a photo of another shape: they have "
                "{columns} x {rows} cells, and the photo has {width} x {height} pixels. Use the "
                "recipe with its own photo, or take colors of a version of this one.",
                columns=version.width,
                rows=version.height,
                width=width,
                height=height,
            )
        )


def check_shapes(regions: "Iterable[Region]", width: int, height: int) -> None:
    """Refuse regions that were made for a photo of another shape.

    Parameters
    ----------
    regions : iterable of Region
    width, height : int
        Of the prepared photo.

    Raises
    ------
    RecipeError
    """
    for region in regions:
        if not region.mask.fits(height, width):
            raise RecipeError(
                Message(
                    "The region {region} was made for a photo of another shape: its mask has "
                    "{columns} x {rows} places, and the photo has {width} x {height} pixels. "
                    "Use the recipe with its own photo, or remove its regions.",
                    region=region.name,
                    columns=region.mask.width,
                    rows=region.mask.height,
                    width=width,
                    height=height,
                )
            )


def empty_regions(regions: "Sequence[Region]") -> tuple[Message, ...]:
    """A notice for each region that covers nothing."""
    return tuple(
        Message("The region {region} covers nothing, so it changes nothing.", region=region.name)
        for region in regions
        if region.mask.is_empty
    )


def _covers(version: "VersionColors", width: int, height: int) -> bool:
    """Whether a version's grid has the shape of a photo."""
    scale = max(version.width, version.height) / max(width, height)
    sides = (version.width, width * scale), (version.height, height * scale)
    return all(
        abs(cells - wanted) <= _ROUNDING or (cells <= _SHORTEST and wanted <= _SHORTEST)
        for cells, wanted in sides
    )


def is_of_one_photo(recipe: Recipe) -> bool:
    """Whether a recipe has places of a photo, and so does not mean the same for another."""
    has_places = recipe.hints or recipe.regions or recipe.look.version or recipe.preparation.dust
    return bool(has_places)


def check_owner(recipe: Recipe, photo: Photo, name: str) -> tuple[Message, ...]:
    """Look whether a recipe that names its photo is used for that one.

    Parameters
    ----------
    recipe : Recipe
    photo : Photo
        The scan that it is used for.
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
            "The recipe belongs to another photo than {name}: its hints, regions and dust lie at "
            "the same places here, whatever is there.",
            name=name,
        ),
    )
