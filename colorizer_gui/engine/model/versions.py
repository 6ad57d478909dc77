"""Which file a stored model means: another version may have its name by now.

Recipes and journals name a model by its id and the SHA-256 of its file. The file that has the id
may be a newer one, and the one that was meant may be installed under another id.
"""

import hashlib
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import NamedTuple

from colorizer_gui.engine.files import open_file
from colorizer_gui.engine.messages import Message
from colorizer_gui.engine.model.library import find_model, installed_models

# The models of earlier versions of the program, whose journals name none. Oldest first.
RELEASED = {
    "unet": ("58380017c8b9505a4092e4b4b1b03b7f9c0c43256072bc91bc8fbb57912f1a83",),
    "unet-int8": ("566afca9709117eaf1f2ede31fa0dfbbeb5732f0ac19a1452fa16fc09c4a572d",),
}


def checksum(path: Path) -> str:
    """The SHA-256 of a model's file; empty where it cannot be read, which loading it reports."""
    try:
        status = path.stat()
        return _checksum(path, status.st_mtime_ns, status.st_size)
    except (OSError, ValueError):  # a ValueError for names that no system takes
        return ""


@cache
def _checksum(path: Path, _time: int, _size: int) -> str:
    with open_file(path) as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


class MeantModel(NamedTuple):
    """The installed model that comes nearest to the one that a recipe means.

    Parameters
    ----------
    model : str
        What `find_model` finds it by.
    path : Path
        Its file: the one that was meant, or else the one that has the id now.
    is_same : bool
        Whether that is the file that was meant, as far as it is known.
    newer : Path or None
        The file that has the id now, where the one that was meant is installed beside it.
    """

    model: str
    path: Path
    is_same: bool = True
    newer: Path | None = None


def meant_model(model: str, sha256: str, installed: Iterable[Path]) -> MeantModel | None:
    """Find the file that a recipe means; None where nothing installed comes near.

    Parameters
    ----------
    model : str
        The id of a model.
    sha256 : str
        Of its file, which decides; where it is empty, the id does.
    installed : iterable of Path
        As `installed_models` gives them. They are read only as far as the checksum needs it.
    """
    files = {path.stem: path for path in installed}
    named = files.get(model)
    if sha256 and (named is None or checksum(named) != sha256):
        for path in files.values():
            if checksum(path) == sha256:
                return MeantModel(path.stem, path, newer=named)
        return None if named is None else MeantModel(model, named, is_same=False)
    return None if named is None else MeantModel(model, named)


def find_meant_model(model: str, sha256: str = "") -> MeantModel:
    """Find the file that a recipe means among the installed ones, or at the path that it names.

    Parameters
    ----------
    model : str
        The id of a model, or the path of an .onnx file.
    sha256 : str
        See `meant_model`.

    Raises
    ------
    ModelError
        There is none to colorize with.
    """
    meant = meant_model(model, sha256, installed_models())
    if meant is not None:
        return meant
    path = find_model(model)
    return MeantModel(model, path, not sha256 or checksum(path) == sha256)


def missing_model(name: str, model: str) -> Message:
    """What to tell of a photo whose model is not installed."""
    return Message(
        "{name} was colored with the model {model}, which is not installed. "
        "Import that model to get its colors back.",
        name=name,
        model=model,
    )


def earlier_model(name: str, model: str) -> Message:
    """What to tell of a photo whose model is installed beside the one that has its id now."""
    return Message(
        "{name} was colored with an earlier model, {model}, and keeps its colors.",
        name=name,
        model=model,
    )


def changed_colors(name: str, model: str) -> Message:
    """What to tell of a photo that only another version of its model can colorize now."""
    return Message(
        "{name} was colored with another version of the model {model}, so its colors may differ "
        "now. Import that version to get them back.",
        name=name,
        model=model,
    )
