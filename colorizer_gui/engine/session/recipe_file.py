"""Recipe files: read, checked and written."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from colorizer_gui.engine import schema
from colorizer_gui.engine.errors import RecipeError, SaveError
from colorizer_gui.engine.files import atomic_write
from colorizer_gui.engine.hints import ColorHint, Reach
from colorizer_gui.engine.limits import (
    LARGEST_RECIPE,
    LONGEST_NAME,
    MOST_HINTS,
    MOST_REGIONS,
    MOST_SAVED_COLORS,
)
from colorizer_gui.engine.messages import Message, system_reason
from colorizer_gui.engine.preparation import Preparation
from colorizer_gui.engine.session.recipe import Recipe
from colorizer_gui.engine.session.recipe_text import (
    CHECKSUM_KEY,
    DISMISSED_KEY,
    OWN_COLORS_KEY,
    REACH_KEY,
    REGION_KEY,
    VERSION,
    recipe_text,
)
from colorizer_gui.engine.session.stored_look import parse_look
from colorizer_gui.engine.session.stored_preparation import PREPARE_KEY, parse_preparation
from colorizer_gui.engine.session.stored_regions import check_hints, parse_regions

_HINT = schema.record(
    {key: schema.number() for key in ("x", "y", "a", "b", "radius")}
    | {
        REACH_KEY: schema.one_of(map(str, Reach)),
        REGION_KEY: schema.whole(1, MOST_REGIONS),
    },
    required=("x", "y", "a", "b"),
)


def _hint(value: object, where: schema.Name) -> ColorHint:
    values = _HINT(value, where)
    if REACH_KEY in values:
        values[REACH_KEY] = Reach(values[REACH_KEY])
    return schema.made(ColorHint, where, **values)


_RECIPE: Mapping[str, schema.Check[Any]] = {
    "model": schema.path_text,
    CHECKSUM_KEY: schema.text(LONGEST_NAME),
    "hints": schema.list_of(
        _hint, MOST_HINTS, lambda number: Message("hint {number}", number=number)
    ),
    "look": parse_look,
    "photo": schema.text(),
    "regions": parse_regions,
    DISMISSED_KEY: schema.list_of(schema.text(LONGEST_NAME), MOST_SAVED_COLORS),
    PREPARE_KEY: parse_preparation,
    OWN_COLORS_KEY: schema.flag,
}


def _parse(data: object) -> Recipe:
    if not isinstance(data, dict) or "recipe" not in data:
        raise schema.InvalidError(Message("it has no key 'recipe'"))
    version = data["recipe"]
    if isinstance(version, bool) or version != VERSION:
        shown = f"{version:g}" if isinstance(version, float) else repr(version)
        raise schema.InvalidError(
            Message(
                "it is version {version}, and this program knows version {known}",
                version=shown,
                known=VERSION,
            )
        )
    if unknown := sorted(set(data) - {"recipe", *_RECIPE}):
        raise schema.InvalidError(
            Message(
                "it has an unknown key {key} (known: {known})",
                key=repr(unknown[0]),
                known=("recipe", *_RECIPE),
            )
        )
    values = {key: check(data[key], key) for key, check in _RECIPE.items() if key in data}
    recipe = Recipe(preparation=values.pop(PREPARE_KEY, Preparation()), **values)
    check_hints(recipe.hints, recipe.regions)
    return recipe


def parse_recipe(text: str, name: str) -> Recipe:
    """Parse the content of a recipe file.

    Parameters
    ----------
    text : str
        JSON.
    name : str
        Of the file, for the error.

    Returns
    -------
    Recipe

    Raises
    ------
    RecipeError
        Its message names the key or value that is wrong.
    """
    try:
        return _parse(schema.parse_json(text))
    except schema.InvalidError as error:
        raise _unusable(name, error) from error


def _unusable(name: str, error: schema.InvalidError) -> RecipeError:
    return RecipeError(
        Message("Can't use the recipe {name}: {reason}.", name=name, reason=error.reason)
    )


def read_recipe(path: Path) -> Recipe:
    """Read a recipe file.

    Parameters
    ----------
    path : Path

    Returns
    -------
    Recipe

    Raises
    ------
    RecipeError
        Its message names the key or value that is wrong.
    """
    try:
        text = schema.read_text(path, LARGEST_RECIPE)
    except schema.InvalidError as error:
        raise _unusable(path.name, error) from error
    except (OSError, ValueError) as error:
        raise RecipeError(
            Message(
                "Can't read the recipe {name}: {reason}.",
                name=path.name,
                reason=system_reason(error),
            )
        ) from error
    return parse_recipe(text, path.name)


def write_recipe(path: Path, recipe: Recipe, *, overwrite: bool = True) -> None:
    """Write a recipe file, whole or not at all; its folder must exist.

    Parameters
    ----------
    path : Path
    recipe : Recipe
    overwrite : bool
        Whether there may be a file already.

    Raises
    ------
    SaveError
        The file that was there before is untouched.
    """
    try:
        with atomic_write(path, overwrite=overwrite) as file:
            file.write(recipe_text(recipe).encode())
    except OSError as error:
        raise SaveError(
            Message(
                "Can't save the recipe {name} in {folder}: {reason}.",
                name=path.name,
                folder=path.parent,
                reason=system_reason(error),
            )
        ) from error
