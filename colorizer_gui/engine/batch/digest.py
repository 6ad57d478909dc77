"""Digests of the settings that a result depends on.

The journal keeps one for each result, and a photo is colorized again when its digest changes. The
same settings have the same digest in all versions, so that archives of earlier ones can be resumed:
the keys are those of version 0.1.0, as stored in recipes, not the names of attributes.
"""

import hashlib
import json
from collections.abc import Iterable

from colorizer_gui.engine.look import ADJUSTMENTS, Look
from colorizer_gui.engine.session.output import Output
from colorizer_gui.engine.session.recipe import Recipe
from colorizer_gui.engine.session.recipe_text import stored_hints
from colorizer_gui.engine.session.stored_look import stored_look
from colorizer_gui.engine.session.stored_preparation import stored_preparation
from colorizer_gui.engine.session.stored_regions import stored_regions

# The keys of a look in version 0.1.0. Later adjustments count only where they are not neutral.
_FIRST_KEYS = (
    "vividness",
    "saturation",
    "warmth",
    "strength",
    "tint",
    "edges",
    "smoothing",
    "sepia_guard",
    "palette",
)


def settings_digest(
    model_checksum: str,
    recipe: Recipe,
    output: Output,
    prepare: Iterable[tuple[str, object]] = (),
    keep_colors: bool = False,
) -> str:
    """The digest of the settings, without the name of a result.

    Parameters
    ----------
    model_checksum : str
    recipe : Recipe
        Its model is left out in favor of the checksum.
    output : Output
    prepare : iterable of (str, value)
        Fields of the recipe's preparation that are overridden.
    keep_colors : bool
        Whether photos that are in color already are only prepared.

    Returns
    -------
    str
        SHA-256 in hexadecimal.
    """
    prepared = recipe.preparation.changed(**dict(prepare))
    is_overridden = prepared != recipe.preparation
    settings = {
        # What keeps its colors for certain is the same with any model.
        "model": "" if recipe.photo and recipe.keeps_colors else model_checksum,
        "hints": stored_hints(recipe.hints),
        "look": _look(recipe.look),
        "output": output.stored(),
        **({"regions": stored_regions(recipe.regions)} if recipe.regions else {}),
        **stored_preparation(recipe.preparation),
        **({"own_colors": True} if recipe.keeps_colors else {}),
        **({"keep_colors": True} if keep_colors else {}),
        # The places of the recipe lie in its own preparation, so both count.
        **({"overridden": stored_preparation(prepared)} if is_overridden else {}),
    }
    # Whole numbers become floats: 1 and 1.0 are the same adjustment.
    settings = json.loads(json.dumps(settings), parse_int=float)
    return hashlib.sha256(json.dumps(settings, sort_keys=True).encode()).hexdigest()


def result_digest(settings: str, result: str) -> str:
    """The digest of one result.

    Parameters
    ----------
    settings : str
        From `settings_digest`.
    result : str
        The name of the result before a number is added, with ``/``.

    Returns
    -------
    str
        SHA-256 in hexadecimal.
    """
    text = f"{settings} {result}"
    return hashlib.sha256(text.encode("utf-8", "surrogateescape")).hexdigest()


def _look(look: Look) -> dict[str, object]:
    neutral = {field.name: field.neutral for field in ADJUSTMENTS}
    return {
        name: value
        for name, value in stored_look(look).items()
        if name in _FIRST_KEYS or value != neutral.get(name)
    }
