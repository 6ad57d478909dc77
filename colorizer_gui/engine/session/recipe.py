"""A recipe: the model, hints and look of one photo, as a JSON file."""

import dataclasses
import hashlib
import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import platformdirs

from colorizer_gui.engine.color.reference_colors import ReferenceColors
from colorizer_gui.engine.errors import RecipeError, SaveError
from colorizer_gui.engine.files import atomic_write
from colorizer_gui.engine.hints import ColorHint
from colorizer_gui.engine.look import Look
from colorizer_gui.engine.model.library import DEFAULT_MODEL

VERSION = 1
SIDECAR_SUFFIX = ".colorizer.json"


@dataclass(frozen=True)
class Recipe:
    """How a photo is colorized.

    Parameters
    ----------
    model : str
        The id of a model.
    hints : tuple of ColorHint
    look : Look
    photo : str
        What the photo looks like, by `fingerprint`; empty for any photo.
    """

    model: str = DEFAULT_MODEL
    hints: tuple[ColorHint, ...] = ()
    look: Look = Look()
    photo: str = ""

    def adjusted(self, model=None, look=()):
        """The same with another model, and with some adjustments (name and value) of the look."""
        look = dataclasses.replace(self.look, **dict(look))
        return dataclasses.replace(self, model=model or self.model, look=look)


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


def _decoded(text):
    try:
        # A whole number of any length; what is far too large is then told by its key.
        return json.loads(text, parse_int=float)
    except RecursionError as error:
        raise ValueError("it is nested too deeply") from error


def _parse(data):
    if not isinstance(data, dict) or "recipe" not in data:
        raise ValueError("it has no key 'recipe'")
    if data["recipe"] != VERSION:
        raise ValueError(
            f"it is version {data['recipe']!r}, and this program knows version {VERSION}"
        )
    known = ("recipe", "model", "hints", "look", "photo")
    if unknown := sorted(set(data) - set(known)):
        raise ValueError(f"unknown key {unknown[0]!r} (known: {', '.join(known)})")
    model, hints = data.get("model", DEFAULT_MODEL), data.get("hints", [])
    photo = data.get("photo", "")
    for key, value in (("model", model), ("photo", photo)):
        if not isinstance(value, str):
            raise ValueError(f"{key} must be a text")
    if not isinstance(hints, list):
        raise ValueError("hints must be a list")
    return Recipe(
        model,
        tuple(_values(ColorHint, hint, f"hint {i}") for i, hint in enumerate(hints, 1)),
        _look(data.get("look", {})),
        photo,
    )


def _look(data):
    if not isinstance(data, dict):
        raise ValueError("look must be an object")
    numbers = {key: value for key, value in data.items() if key != "palette"}
    look, colors = _values(Look, numbers, "look"), data.get("palette")
    return look if colors is None else dataclasses.replace(look, reference=_reference(colors))


def _reference(data):
    if not isinstance(data, dict) or set(data) != {"a", "b", "method"}:
        raise ValueError("palette must be an object with the keys a, b and method")
    for key in ("a", "b"):
        values = data[key]
        if not isinstance(values, list) or any(type(v) not in (int, float) for v in values):
            raise ValueError(f"palette: {key} must be a list of numbers")
    try:
        return ReferenceColors(tuple(data["a"]), tuple(data["b"]), data["method"])
    except ValueError as error:
        raise ValueError(f"palette: {error}") from error


def stored_look(look: Look) -> dict[str, Any]:
    """A look as recipes keep it and as digests of it are made: "palette" is its reference."""
    values = dataclasses.asdict(look)
    values["palette"] = values.pop("reference")
    return values


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
        return _parse(_decoded(path.read_text("utf-8")))
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


def spare_path(photo):
    """Where the recipe of a photo lies when its own folder cannot be written."""
    place = Path(photo).absolute()
    digest = hashlib.sha256(str(place).encode(errors="surrogateescape")).hexdigest()[:16]
    folder = Path(platformdirs.user_data_dir("Colorizer", appauthor=False)) / "recipes"
    return folder / f"{place.stem[:64]}-{digest}{SIDECAR_SUFFIX}"


def kept_path(photo):
    """Where the newest recipe of a photo lies, in either place; None if there is none."""
    places = [place for place in (sidecar_path(photo), spare_path(photo)) if os.path.isfile(place)]
    return max(places, key=os.path.getmtime, default=None)


def write_recipe(path, recipe):
    """Write a recipe file, whole or not at all; its folder must be there.

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
        "look": stored_look(recipe.look),
        **({"photo": recipe.photo} if recipe.photo else {}),
    }
    try:
        with atomic_write(path) as file:
            file.write((json.dumps(data, indent=2) + "\n").encode())
    except OSError as error:
        raise SaveError(
            f"Can't save the recipe {path.name} in {path.parent}: {error.strerror.lower()}."
        ) from error
