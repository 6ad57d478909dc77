"""The installed models: the shipped ones and the user's own."""

import contextlib
import mmap
import os
from pathlib import Path

import platformdirs

from colorizer_gui.engine import schema
from colorizer_gui.engine.errors import ModelError
from colorizer_gui.engine.files import open_file
from colorizer_gui.engine.limits import LONGEST_NAME
from colorizer_gui.engine.messages import Message, on_one_line
from colorizer_gui.engine.model.contract import METADATA_KEY
from colorizer_gui.resources import resource

DEFAULT_MODEL = "unet"
SUFFIX = ".onnx"


def user_models_folder() -> Path:
    """The folder for models that the user adds."""
    return Path(platformdirs.user_data_dir("Colorizer", appauthor=False)) / "models"


def installed_models() -> list[Path]:
    """Paths of all models, the shipped ones first.

    A user's model replaces a shipped one of the same name.
    """
    folders = [user_models_folder()]
    # A program that was built without models still serves the user's own.
    with contextlib.suppress(FileNotFoundError):
        folders.insert(0, resource("models"))
    found: dict[str, Path] = {}
    for folder in folders:
        if os.path.isdir(folder):
            found.update({path.stem: path for path in sorted(folder.glob(f"*{SUFFIX}"))})
    return list(found.values())


def is_shipped(path: Path) -> bool:
    """Whether a model's file is one of the program's own."""
    with contextlib.suppress(OSError):
        return path.resolve().parent == resource("models").resolve()
    return False


def model_name(path: Path) -> str:
    """The name that a model gives itself, read without loading it; its file's where it has none."""
    from colorizer_gui.engine.model.file_check import stored_metadata

    try:
        with open_file(path) as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
            text = stored_metadata(data).get(METADATA_KEY, "")
        about = schema.table(schema.parse_json(text), "")
        return on_one_line(schema.text(LONGEST_NAME)(about.get("name"), "")) or path.stem
    except (OSError, ValueError):  # loading the model tells what is wrong with it
        return path.stem


def is_installed(model: str) -> bool:
    """Whether there is an installed model of this name; a path is none."""
    return any(path.stem == model for path in installed_models())


def find_model(id_or_path: str | Path = DEFAULT_MODEL) -> Path:
    """The file of a model.

    Parameters
    ----------
    id_or_path : str or Path
        The name of an installed model, or the path of an .onnx file.

    Returns
    -------
    Path

    Raises
    ------
    ModelError
        There is no such model.
    """
    installed = {model.stem: model for model in installed_models()}
    # Before files: a folder of photos may hold one whose name is that of a model.
    if str(id_or_path) in installed:
        return installed[str(id_or_path)]
    path = Path(id_or_path)
    if path.suffix.lower() == SUFFIX or os.path.isfile(path):
        return path
    if not installed:
        raise ModelError(
            Message("There is no model {name!r}, and none is installed.", name=str(id_or_path))
        )
    raise ModelError(
        Message(
            "There is no model {name!r}. Installed: {installed}.",
            name=str(id_or_path),
            installed=tuple(installed),
        )
    )
