"""Adds models to the user's folder, and removes them."""

import os
import re
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from colorizer_gui.engine.errors import ModelError, UsageError
from colorizer_gui.engine.files import DEVICE_NAME, open_file
from colorizer_gui.engine.limits import LARGEST_MODEL_FILE
from colorizer_gui.engine.messages import Message, system_reason
from colorizer_gui.engine.model.contract import refused
from colorizer_gui.engine.model.description import Description, describe
from colorizer_gui.engine.model.library import (
    SUFFIX,
    installed_models,
    is_shipped,
    user_models_folder,
)
from colorizer_gui.engine.model.trial import try_model
from colorizer_gui.engine.model.versions import checksum

# Ids that are names of files on every system.
_SAFE_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
_SHOWN_DIGITS = 8  # of a checksum in an id
_OWN_FOLDER = ".import-"  # of an import that runs, or that was killed
_LONGEST_IMPORT = 86_400.0  # seconds


@dataclass(frozen=True)
class Imported:
    """A model that was imported.

    Parameters
    ----------
    description : Description
    is_new : bool
        Whether it was not installed before.
    """

    description: Description
    is_new: bool

    @property
    def model(self) -> str:
        """Its id among the installed models."""
        return self.description.path.stem


def import_model(path: Path) -> Imported:
    """Copy a model into the user's folder, once it has shown that it works.

    A model of another content keeps its place: the new one gets an id with a part of its checksum.

    Parameters
    ----------
    path : Path
        An .onnx file.

    Raises
    ------
    ModelError
        It cannot be used, or not be copied.
    Cancelled
        What `stopped_by` names asked for it.
    """
    with _copy_of(path) as copy:
        found = checksum(copy)
        for installed in installed_models():
            if checksum(installed) == found:
                return Imported(describe(installed), is_new=False)
        try_model(copy)
        target = user_models_folder() / (_free_id(_id_of(copy), found) + SUFFIX)
        try:
            copy.replace(target)
        except OSError as error:
            raise _not_copied(path, error) from error
    return Imported(describe(target), is_new=True)


def remove_model(model: str) -> None:
    """Remove one of the user's own models.

    Parameters
    ----------
    model : str
        Its id.

    Raises
    ------
    UsageError
        There is no such model, or it came with the program.
    ModelError
        It cannot be removed.
    """
    files = {path.stem: path for path in installed_models()}
    path = files.get(model)
    if path is None:
        raise UsageError(
            Message(
                "There is no model {name!r}. Installed: {installed}.",
                name=model,
                installed=tuple(files),
            )
        )
    if is_shipped(path):
        raise UsageError(
            Message("The model {name} came with the program and stays.", name=describe(path).name)
        )
    try:
        path.unlink()
    except OSError as error:
        raise ModelError(
            Message(
                "Can't remove the model {name}: {reason}.", name=model, reason=system_reason(error)
            )
        ) from error


@contextmanager
def _copy_of(path: Path) -> Iterator[Path]:
    """A copy of a file, of its name, in a folder of its own beside the user's models."""
    folder = user_models_folder()
    try:
        with open_file(path) as file:
            if os.fstat(file.fileno()).st_size > LARGEST_MODEL_FILE:
                limit = LARGEST_MODEL_FILE / 2**30
                raise refused(path, Message("it is larger than {limit:g} GB", limit=limit))
            folder.mkdir(parents=True, exist_ok=True)
            _remove_abandoned(folder)
            own = tempfile.mkdtemp(prefix=_OWN_FOLDER, dir=folder)
            try:
                copy = Path(own, path.name)
                with copy.open("xb") as target:
                    shutil.copyfileobj(file, target)
                    target.flush()
                    os.fsync(target.fileno())
                yield copy
            finally:
                shutil.rmtree(own, ignore_errors=True)
    except (OSError, ValueError) as error:
        raise _not_copied(path, error) from error


def _remove_abandoned(folder: Path) -> None:
    """Remove what imports left that were killed."""
    for own in folder.glob(f"{_OWN_FOLDER}*"):
        with suppress(OSError):
            if time.time() - own.stat().st_mtime > _LONGEST_IMPORT:
                shutil.rmtree(own, ignore_errors=True)


def _not_copied(path: Path, error: Exception) -> ModelError:
    return ModelError(
        Message(
            "Can't import the model {name}: {reason}.", name=path.name, reason=system_reason(error)
        )
    )


def _id_of(path: Path) -> str:
    """The id that a model gives itself, where that is a name for files."""
    for found in (describe(path).id, path.stem):
        if _SAFE_ID.fullmatch(found) and not DEVICE_NAME.fullmatch(found):
            return found
    return "model"


def _free_id(wanted: str, sha256: str) -> str:
    taken = {path.stem.casefold() for path in installed_models()}
    return f"{wanted}-{sha256[:_SHOWN_DIGITS]}" if wanted.casefold() in taken else wanted
