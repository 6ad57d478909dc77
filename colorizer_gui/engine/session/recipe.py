"""Recipe: the model, hints and look of one photo, as a JSON file."""

import dataclasses
import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from colorizer_gui.engine.color.reference_colors import ReferenceColors
from colorizer_gui.engine.errors import RecipeError, SaveError
from colorizer_gui.engine.files import atomic_write
from colorizer_gui.engine.hints import DEFAULT_REACH, ColorHint, Reach
from colorizer_gui.engine.look import Look
from colorizer_gui.engine.messages import Message, system_reason
from colorizer_gui.engine.model.library import DEFAULT_MODEL

VERSION = 1

_KEYS = ("recipe", "model", "hints", "look", "photo")
_REFERENCE_KEY = "palette"  # of a look's reference colors
# Fields of dataclasses that recipes call otherwise.
_STORED_NAMES = {"reference": _REFERENCE_KEY}
_REFERENCE_KEYS = ("a", "b", "method")
_REACH_KEY = "reach"  # of a hint; recipes of version 0.1.0 have none

_Values = TypeVar("_Values", ColorHint, Look)


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
        The `fingerprint` of the photo; empty for any photo.
    """

    model: str = DEFAULT_MODEL
    hints: tuple[ColorHint, ...] = ()
    look: Look = Look()
    photo: str = ""

    def adjusted(
        self, model: str | None = None, look: Iterable[tuple[str, object]] = ()
    ) -> "Recipe":
        """A copy with another model, and with other values of some adjustments.

        Parameters
        ----------
        model : str or None
            None keeps the model.
        look : iterable of (str, value)
            Names and values of fields of `Look`.
        """
        changed = dataclasses.replace(self.look, **dict(look))  # type: ignore[arg-type]  # by name
        return dataclasses.replace(self, model=model or self.model, look=changed)


def stored_hints(hints: Iterable[ColorHint]) -> list[dict[str, object]]:
    """Hints as JSON holds them, in recipes and in the digests of a batch.

    The reach is left out where it is the default, as in version 0.1.0, which has no other.
    """
    stored: list[dict[str, object]] = []
    for hint in hints:
        values = dataclasses.asdict(hint)
        if hint.reach is DEFAULT_REACH:
            del values[_REACH_KEY]
        stored.append(values)
    return stored


def stored_look(look: Look) -> dict[str, object]:
    """A look as JSON holds it, in recipes and in the digests of a batch."""
    values = dataclasses.asdict(look)
    return {_STORED_NAMES.get(name, name): value for name, value in values.items()}


class _InvalidError(ValueError):
    """What is wrong with the content of a recipe file, as a clause."""

    def __init__(self, reason: Message) -> None:
        super().__init__(reason)
        self.reason = reason


def _reason(error: ValueError) -> Message | str:
    """The reason that a dataclass of the engine gives for refusing a value."""
    is_message = bool(error.args) and isinstance(error.args[0], Message)
    return error.args[0] if is_message else str(error)


def _number(value: object, where: Message | str, key: str) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise _InvalidError(Message("{where}: {key} must be a number", where=where, key=key))
    return value


def _values(cls: type[_Values], data: object, where: Message | str) -> _Values:
    """Build a dataclass of numbers from a JSON object."""
    if not isinstance(data, dict):
        raise _InvalidError(Message("{where} must be an object", where=where))
    fields = dataclasses.fields(cls)
    known = tuple(_STORED_NAMES.get(field.name, field.name) for field in fields)
    if unknown := sorted(set(data) - set(known)):
        raise _InvalidError(
            Message(
                "{where} has an unknown key {key} (known: {known})",
                where=where,
                key=repr(unknown[0]),
                known=known,
            )
        )
    values = {key: _number(value, where, key) for key, value in data.items()}
    for field in fields:
        if field.default is dataclasses.MISSING and field.name not in values:
            raise _InvalidError(Message("{where} has no {key}", where=where, key=field.name))
    try:
        return cls(**values)  # type: ignore[arg-type]  # numbers only: see the caller
    except ValueError as error:
        reason = Message("{where}: {reason}", where=where, reason=_reason(error))
        raise _InvalidError(reason) from error


def _decoded(text: str) -> object:
    try:
        # All numbers are floats: a whole number of any length can be parsed and range-checked.
        return json.loads(text, parse_int=float)
    except RecursionError as error:
        raise _InvalidError(Message("it is nested too deeply")) from error


def _text(data: dict[str, object], key: str, default: str) -> str:
    value = data.get(key, default)
    if not isinstance(value, str):
        raise _InvalidError(Message("{key} must be a text", key=key))
    return value


def _parse(data: object) -> Recipe:
    if not isinstance(data, dict) or "recipe" not in data:
        raise _InvalidError(Message("it has no key 'recipe'"))
    version = data["recipe"]
    if version != VERSION:
        shown = f"{version:g}" if isinstance(version, float) else repr(version)
        raise _InvalidError(
            Message(
                "it is version {version}, and this program knows version {known}",
                version=shown,
                known=VERSION,
            )
        )
    if unknown := sorted(set(data) - set(_KEYS)):
        raise _InvalidError(
            Message(
                "it has an unknown key {key} (known: {known})", key=repr(unknown[0]), known=_KEYS
            )
        )
    hints = data.get("hints", [])
    if not isinstance(hints, list):
        raise _InvalidError(Message("{key} must be a list", key="hints"))
    return Recipe(
        _text(data, "model", DEFAULT_MODEL),
        tuple(
            _hint(hint, Message("hint {number}", number=number))
            for number, hint in enumerate(hints, 1)
        ),
        _look(data.get("look", {})),
        _text(data, "photo", ""),
    )


def _hint(data: object, where: Message) -> ColorHint:
    if not isinstance(data, dict):
        raise _InvalidError(Message("{where} must be an object", where=where))
    numbers = {key: value for key, value in data.items() if key != _REACH_KEY}
    hint = _values(ColorHint, numbers, where)
    if _REACH_KEY not in data:
        return hint
    try:
        return dataclasses.replace(hint, reach=Reach(data[_REACH_KEY]))
    except ValueError as error:
        choices = tuple(map(str, Reach))
        reason = Message(
            "{where}: {key} must be one of {choices}", where=where, key=_REACH_KEY, choices=choices
        )
        raise _InvalidError(reason) from error


def _look(data: object) -> Look:
    if not isinstance(data, dict):
        raise _InvalidError(Message("{where} must be an object", where="look"))
    reference = data.get(_REFERENCE_KEY)
    numbers = {key: value for key, value in data.items() if key != _REFERENCE_KEY}
    look = _values(Look, numbers, "look")
    if reference is None:
        return look
    return dataclasses.replace(look, reference=_reference_colors(reference))


def _reference_colors(data: object) -> ReferenceColors:
    where = _REFERENCE_KEY
    if not isinstance(data, dict) or set(data) != set(_REFERENCE_KEYS):
        raise _InvalidError(
            Message(
                "{where} must be an object with the keys {keys}", where=where, keys=_REFERENCE_KEYS
            )
        )
    for key in ("a", "b"):
        values = data[key]
        if not isinstance(values, list) or any(type(v) not in (int, float) for v in values):
            raise _InvalidError(
                Message("{where}: {key} must be a list of numbers", where=where, key=key)
            )
    try:
        return ReferenceColors(tuple(data["a"]), tuple(data["b"]), data["method"])
    except ValueError as error:
        reason = Message("{where}: {reason}", where=where, reason=_reason(error))
        raise _InvalidError(reason) from error


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
        return _parse(_decoded(text))
    except json.JSONDecodeError as error:
        raise RecipeError(
            Message(
                "Can't use the recipe {name}: it is not valid JSON in line {line}.",
                name=name,
                line=error.lineno,
            )
        ) from error
    except _InvalidError as error:
        raise RecipeError(
            Message("Can't use the recipe {name}: {reason}.", name=name, reason=error.reason)
        ) from error


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
        text = path.read_text("utf-8")
    except UnicodeDecodeError as error:
        raise RecipeError(
            Message("Can't use the recipe {name}: it is not a text file.", name=path.name)
        ) from error
    except (OSError, ValueError) as error:
        raise RecipeError(
            Message(
                "Can't read the recipe {name}: {reason}.",
                name=path.name,
                reason=system_reason(error),
            )
        ) from error
    return parse_recipe(text, path.name)


def recipe_text(recipe: Recipe) -> str:
    """The content of a recipe file, which `parse_recipe` reads."""
    data = {
        "recipe": VERSION,
        "model": recipe.model,
        "hints": stored_hints(recipe.hints),
        "look": stored_look(recipe.look),
        **({"photo": recipe.photo} if recipe.photo else {}),
    }
    return json.dumps(data, indent=2) + "\n"


def recipe_hash(recipe: Recipe) -> str:
    """The checksum of what a recipe does, which the metadata of results name.

    It is that of the recipe's JSON without the photo, with sorted keys, no spaces, and whole
    numbers without a fraction, in UTF-8.

    Parameters
    ----------
    recipe : Recipe

    Returns
    -------
    str
        SHA-256 in hexadecimal digits.
    """
    text = recipe_text(dataclasses.replace(recipe, photo=""))
    canonical = json.dumps(
        json.loads(text, parse_float=_whole_if_possible),
        sort_keys=True,
        separators=(",", ":"),
        ensure_ascii=False,
    )
    return hashlib.sha256(canonical.encode("utf-8", "surrogateescape")).hexdigest()


def _whole_if_possible(digits: str) -> float:
    number = float(digits)
    return int(number) if number.is_integer() else number


def write_recipe(path: Path, recipe: Recipe) -> None:
    """Write a recipe file, whole or not at all; its folder must exist.

    Parameters
    ----------
    path : Path
    recipe : Recipe

    Raises
    ------
    SaveError
        The file that was there before is untouched.
    """
    try:
        with atomic_write(path) as file:
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
