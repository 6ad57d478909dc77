"""Recipes as JSON, and the checksum of what they do."""

import dataclasses
import hashlib
import json
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from colorizer_gui.engine.hints import DEFAULT_REACH, ColorHint
from colorizer_gui.engine.preparation import Preparation
from colorizer_gui.engine.session.recipe import Recipe
from colorizer_gui.engine.session.stored_look import stored_look

if TYPE_CHECKING:
    from colorizer_gui.engine.regions import Region

VERSION = 1

CHECKSUM_KEY = "model_sha256"
DISMISSED_KEY = "dismissed"  # saved colors
OWN_COLORS_KEY = "own_colors"
# Of a hint; recipes of version 0.1.0 have neither.
REACH_KEY, REGION_KEY = "reach", "region"


def stored_hints(hints: Iterable[ColorHint]) -> list[dict[str, object]]:
    """Hints as JSON holds them, in recipes and in the digests of a batch.

    Reach and region are left out where they are the default, as in version 0.1.0, which has no
    others.
    """
    stored: list[dict[str, object]] = []
    for hint in hints:
        values = dataclasses.asdict(hint)
        if hint.reach is DEFAULT_REACH:
            del values[REACH_KEY]
        if not hint.region:
            del values[REGION_KEY]
        stored.append(values)
    return stored


# Most recipes have neither regions nor a preparation, so the modules for them are imported late.


def _stored_regions(regions: "Sequence[Region]") -> dict[str, object]:
    if not regions:
        return {}
    from colorizer_gui.engine.session.stored_regions import stored_regions

    return {"regions": stored_regions(regions)}


def _stored_preparation(preparation: Preparation) -> dict[str, object]:
    if preparation.is_default:
        return {}
    from colorizer_gui.engine.session.stored_preparation import stored_preparation

    return stored_preparation(preparation)


def recipe_text(recipe: Recipe) -> str:
    """The content of a recipe file, which `parse_recipe` reads."""
    data = {
        "recipe": VERSION,
        "model": recipe.model,
        **({CHECKSUM_KEY: recipe.model_sha256} if recipe.model_sha256 else {}),
        "hints": stored_hints(recipe.hints),
        "look": stored_look(recipe.look),
        **({"photo": recipe.photo} if recipe.photo else {}),
        **_stored_regions(recipe.regions),
        **({DISMISSED_KEY: recipe.dismissed} if recipe.dismissed else {}),
        **_stored_preparation(recipe.preparation),
        **({} if recipe.own_colors is None else {OWN_COLORS_KEY: recipe.own_colors}),
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
    plain = dataclasses.replace(
        recipe, photo="", model_sha256="", dismissed=(), own_colors=recipe.keeps_colors or None
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
