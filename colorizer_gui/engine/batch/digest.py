"""Digests of the settings that a result depends on.

The journal keeps one for each result, and a photo is colorized again when its digest changes. So
the keys written here are those of version 0.1.0 whatever the attributes are called: digests of the
same settings stay the same, and archives of earlier versions can be resumed.
"""

import hashlib
import json
import os
from functools import cache
from pathlib import Path

from colorizer_gui.engine.color.reference_colors import Palette
from colorizer_gui.engine.hints import ColorHint
from colorizer_gui.engine.look import LOOK_FIELDS, Look
from colorizer_gui.engine.model.library import find_model
from colorizer_gui.engine.session.recipe import Recipe
from colorizer_gui.engine.session.saving import Output

# The adjustments of version 0.1.0. Later ones count only where they are not neutral.
_FIRST_ADJUSTMENTS = (
    "vividness",
    "saturation",
    "warmth",
    "strength",
    "tint",
    "edges",
    "smoothing",
    "sepia_guard",
)


def settings_digest(model_checksum: str, recipe: Recipe, output: Output) -> str:
    """The digest of the settings, without the name of a result.

    Parameters
    ----------
    model_checksum : str
    recipe : Recipe
        Its model is left out in favor of the checksum.
    output : Output

    Returns
    -------
    str
        SHA-256 in hexadecimal.
    """
    settings = {
        "model": model_checksum,
        "hints": [_hint(hint) for hint in recipe.hints],
        "look": _look(recipe.look),
        "output": _output(output),
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


def model_checksum(id_or_path: str) -> str:
    """The SHA-256 of a model's file; empty where it cannot be read, which loading it reports.

    Raises
    ------
    ModelError
        There is no such model.
    """
    path = find_model(id_or_path)
    try:
        return _file_checksum(path, os.stat(path).st_mtime_ns)
    except (OSError, ValueError):  # a ValueError for names that no system takes
        return ""


@cache
def _file_checksum(path: Path, _time: int) -> str:
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _hint(hint: ColorHint) -> dict[str, object]:
    return {"x": hint.x, "y": hint.y, "a": hint.a, "b": hint.b, "radius": hint.radius}


def _look(look: Look) -> dict[str, object]:
    values: dict[str, object] = {
        field.name: getattr(look, field.name)
        for field in LOOK_FIELDS
        if field.name in _FIRST_ADJUSTMENTS or getattr(look, field.name) != field.neutral
    }
    return values | {"palette": None if look.palette is None else _reference(look.palette)}


def _reference(colors: Palette) -> dict[str, object]:
    return {"a": colors.a, "b": colors.b, "method": colors.method}


def _output(output: Output) -> dict[str, object]:
    return {
        "format": output.format,
        "quality": output.quality,
        "depth": output.depth,
        "compression": output.compression,
        "keep": output.keep,
        "tagged": output.tagged,
        "content": output.content,
    }
