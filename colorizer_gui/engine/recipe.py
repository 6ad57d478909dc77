"""A recipe: the model, hints and look of one photo, as a JSON file."""

import dataclasses
import json
from dataclasses import dataclass
from pathlib import Path

from colorizer_gui.engine.errors import RecipeError, SaveError
from colorizer_gui.engine.files import written_whole
from colorizer_gui.engine.hints import ColorHint
from colorizer_gui.engine.library import DEFAULT_MODEL
from colorizer_gui.engine.look import Look

VERSION = 1
SIDECAR_SUFFIX = ".colorizer.json"


@dataclass(frozen=True)
class Recipe:
    """How a photo is coloured.

    Parameters
    ----------
    model : str
        The id of a model.
    hints : tuple of ColorHint
    look : Look
    """

    model: str = DEFAULT_MODEL
    hints: tuple[ColorHint, ...] = ()
    look: Look = Look()


def _values(cls, data, where):
    """Build a dataclass of numbers from a JSON object; a ValueError names what is wrong."""
    if not isinstance(data, dict):
        raise ValueError(f"{where} must be an object")
    known = [field.name for field in dataclasses.fields(cls)]
    if unknown := sorted(set(data) - set(known)):
        raise ValueError(f"{where} has an unknown key {unknown[0]!r} (known: {', '.join(known)})")
    for key, value in data.items():
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise ValueError(f"{where}: {key} must be a number")
    for field in dataclasses.fields(cls):
        if field.default is dataclasses.MISSING and field.name not in data:
            raise ValueError(f"{where} has no {field.name}")
    try:
        return cls(**data)
    except ValueError as error:
        raise ValueError(f"{where}: {error}") from error


def _parse(data):
    if not isinstance(data, dict) or "recipe" not in data:
        raise ValueError("it has no key 'recipe'")
    if data["recipe"] != VERSION:
        raise ValueError(
            f"it is version {data['recipe']!r}, and this program knows version {VERSION}"
        )
    known = ("recipe", "model", "hints", "look")
    if unknown := sorted(set(data) - set(known)):
        raise ValueError(f"unknown key {unknown[0]!r} (known: {', '.join(known)})")
    model, hints = data.get("model", DEFAULT_MODEL), data.get("hints", [])
    if not isinstance(model, str):
        raise ValueError("model must be a text")
    if not isinstance(hints, list):
        raise ValueError("hints must be a list")
    return Recipe(
        model,
        tuple(_values(ColorHint, hint, f"hint {i}") for i, hint in enumerate(hints, 1)),
        _values(Look, data.get("look", {}), "look"),
    )


def read_recipe(path):
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
        The sentence names the key or value that is wrong.
    """
    path = Path(path)
    try:
        return _parse(json.loads(path.read_text("utf-8")))
    except OSError as error:
        raise RecipeError(f"Can't read the recipe {path.name}: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise RecipeError(f"Can't use the recipe {path.name}: it is not a text file.") from error
    except json.JSONDecodeError as error:
        raise RecipeError(
            f"Can't use the recipe {path.name}: not valid JSON in line {error.lineno}."
        ) from error
    except ValueError as error:
        raise RecipeError(f"Can't use the recipe {path.name}: {error}.") from error


def sidecar_path(photo):
    """Where the recipe of a photo lies: PHOTO.EXT.colorizer.json beside it."""
    photo = Path(photo)
    return photo.with_name(photo.name + SIDECAR_SUFFIX)


def write_recipe(path, recipe):
    """Write a recipe file, whole or not at all.

    Parameters
    ----------
    path : Path
    recipe : Recipe

    Raises
    ------
    SaveError
        What was there before is untouched.
    """
    path = Path(path)
    data = {
        "recipe": VERSION,
        "model": recipe.model,
        "hints": [dataclasses.asdict(hint) for hint in recipe.hints],
        "look": dataclasses.asdict(recipe.look),
    }
    try:
        with written_whole(path) as file:
            file.write((json.dumps(data, indent=2) + "\n").encode())
    except OSError as error:
        raise SaveError(
            f"Can't save the recipe {path.name} in {path.parent}: {error.strerror.lower()}."
        ) from error
