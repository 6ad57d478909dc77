"""Recipe: the preparation, model, hints, regions and look of one photo, as a JSON file."""

import dataclasses
import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from colorizer_gui.engine import schema
from colorizer_gui.engine.errors import RecipeError, SaveError
from colorizer_gui.engine.files import atomic_write
from colorizer_gui.engine.hints import DEFAULT_REACH, ColorHint, Reach
from colorizer_gui.engine.limits import (
    LARGEST_RECIPE,
    LONGEST_NAME,
    MOST_HINTS,
    MOST_REGIONS,
    MOST_SAVED_COLORS,
)
from colorizer_gui.engine.look import Look
from colorizer_gui.engine.messages import Message, system_reason
from colorizer_gui.engine.model.library import DEFAULT_MODEL
from colorizer_gui.engine.preparation import Preparation
from colorizer_gui.engine.regions import Region
from colorizer_gui.engine.session.stored_look import parse_look, stored_look
from colorizer_gui.engine.session.stored_preparation import (
    PREPARE_KEY,
    parse_preparation,
    stored_preparation,
)
from colorizer_gui.engine.session.stored_regions import check_hints, parse_regions, stored_regions

VERSION = 1

_CHECKSUM_KEY = "model_sha256"
_DISMISSED_KEY = "dismissed"  # saved colors
_OWN_COLORS_KEY = "own_colors"
# Of a hint; recipes of version 0.1.0 have neither.
_REACH_KEY, _REGION_KEY = "reach", "region"


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
    regions : tuple of Region
    model_sha256 : str
        Of the model's file; empty where that is not known, as in recipes of version 0.1.0.
    dismissed : tuple of str
        Names of saved colors that are not proposed in this photo; they change no colors.
    preparation : Preparation
        What is done to the scan first; hints, regions and the colors of a version lie in the
        prepared photo.
    own_colors : bool or None
        Of a photo that is in color already: whether it keeps its colors, see `keeps_colors`. None
        where that was not asked.
    """

    model: str = DEFAULT_MODEL
    hints: tuple[ColorHint, ...] = ()
    look: Look = Look()
    photo: str = ""
    regions: tuple[Region, ...] = ()
    model_sha256: str = ""
    dismissed: tuple[str, ...] = ()
    preparation: Preparation = Preparation()
    own_colors: bool | None = None

    @property
    def keeps_colors(self) -> bool:
        """Whether the photo is prepared alone, and not colorized.

        Hints, regions and a look mean that it is, whatever was asked before.
        """
        has_work = bool(self.hints or self.regions) or self.look != Look()
        return self.own_colors is True and not has_work

    @property
    def is_edited(self) -> bool:
        """Whether it does more than a photo starts with."""
        is_prepared = not self.preparation.is_default
        return bool(self.hints or self.regions) or self.look != Look() or is_prepared

    @property
    def changes_colors(self) -> bool:
        """Whether it holds work on colors: without any, a photo in color keeps its own."""
        return bool(self.hints or self.regions or self.dismissed) or self.look != Look()

    @property
    def needs_surfaces(self) -> bool:
        """Whether its colors depend on how the model tells surfaces apart."""
        by_place = bool(self.look.reference and self.look.reference.copy)
        return by_place or any(hint.reach is Reach.SURFACE for hint in self.hints)

    @property
    def is_worth_keeping(self) -> bool:
        """Whether it holds any work on a photo, edits or not."""
        return self.is_edited or bool(self.dismissed) or self.own_colors is False

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
        recipe = dataclasses.replace(self, look=changed)
        return dataclasses.replace(recipe, model=model, model_sha256="") if model else recipe


def stored_hints(hints: Iterable[ColorHint]) -> list[dict[str, object]]:
    """Hints as JSON holds them, in recipes and in the digests of a batch.

    Reach and region are left out where they are the default, as in version 0.1.0, which has no
    others.
    """
    stored: list[dict[str, object]] = []
    for hint in hints:
        values = dataclasses.asdict(hint)
        if hint.reach is DEFAULT_REACH:
            del values[_REACH_KEY]
        if not hint.region:
            del values[_REGION_KEY]
        stored.append(values)
    return stored


_HINT = schema.record(
    {key: schema.number() for key in ("x", "y", "a", "b", "radius")}
    | {
        _REACH_KEY: schema.one_of(map(str, Reach)),
        _REGION_KEY: schema.whole(1, MOST_REGIONS),
    },
    required=("x", "y", "a", "b"),
)


def _hint(value: object, where: schema.Name) -> ColorHint:
    values = _HINT(value, where)
    if _REACH_KEY in values:
        values[_REACH_KEY] = Reach(values[_REACH_KEY])
    return schema.made(ColorHint, where, **values)


_RECIPE: Mapping[str, schema.Check[Any]] = {
    "model": schema.path_text,
    _CHECKSUM_KEY: schema.text(LONGEST_NAME),
    "hints": schema.list_of(
        _hint, MOST_HINTS, lambda number: Message("hint {number}", number=number)
    ),
    "look": parse_look,
    "photo": schema.text(),
    "regions": parse_regions,
    _DISMISSED_KEY: schema.list_of(schema.text(LONGEST_NAME), MOST_SAVED_COLORS),
    PREPARE_KEY: parse_preparation,
    _OWN_COLORS_KEY: schema.flag,
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


def recipe_text(recipe: Recipe) -> str:
    """The content of a recipe file, which `parse_recipe` reads."""
    data = {
        "recipe": VERSION,
        "model": recipe.model,
        **({_CHECKSUM_KEY: recipe.model_sha256} if recipe.model_sha256 else {}),
        "hints": stored_hints(recipe.hints),
        "look": stored_look(recipe.look),
        **({"photo": recipe.photo} if recipe.photo else {}),
        **({"regions": stored_regions(recipe.regions)} if recipe.regions else {}),
        **({_DISMISSED_KEY: recipe.dismissed} if recipe.dismissed else {}),
        **stored_preparation(recipe.preparation),
        **({} if recipe.own_colors is None else {_OWN_COLORS_KEY: recipe.own_colors}),
    }
    return json.dumps(data, indent=2) + "\n"


def recipe_hash(recipe: Recipe) -> str:
    """The checksum of what a recipe does, which the metadata of results name.

    It is that of the recipe's JSON without the photo and the checksum of the model, which results
    name by themselves, without the saved colors that were dismissed, and without `own_colors` where
    the photo does not keep them, with sorted keys, no spaces, and whole numbers without a fraction,
    in UTF-8.

    Parameters
    ----------
    recipe : Recipe

    Returns
    -------
    str
        SHA-256 in hexadecimal digits.
    """
    own_colors = recipe.keeps_colors or None
    plain = dataclasses.replace(
        recipe, photo="", model_sha256="", dismissed=(), own_colors=own_colors
    )
    text = recipe_text(plain)
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
