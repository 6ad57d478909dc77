"""Which models there are: the shipped ones and the user's own."""

import contextlib
import os
from pathlib import Path

import platformdirs

from colorizer_gui.engine.errors import ModelError
from colorizer_gui.resources import resource

DEFAULT_MODEL = "unet"
SUFFIX = ".onnx"


def user_models_folder():
    """The folder for models that the user adds."""
    return Path(platformdirs.user_data_dir("Colorizer", appauthor=False)) / "models"


def installed_models():
    """Paths of all models, the shipped ones first; a user's file hides a shipped one of its name.

    Returns
    -------
    list of Path
    """
    folders = [user_models_folder()]
    # A program that was built without models still serves the user's own.
    with contextlib.suppress(FileNotFoundError):
        folders.insert(0, resource("models"))
    found = {}
    for folder in folders:
        if os.path.isdir(folder):
            found.update({path.stem: path for path in sorted(folder.glob(f"*{SUFFIX}"))})
    return list(found.values())


def find_model(id_or_path=DEFAULT_MODEL):
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
    path = Path(id_or_path)
    if path.suffix.lower() == SUFFIX or os.path.isfile(path):
        return path
    installed = {model.stem: model for model in installed_models()}
    if str(id_or_path) in installed:
        return installed[str(id_or_path)]
    known = ", ".join(installed) or "none"
    raise ModelError(f"There is no model {str(id_or_path)!r}. Installed: {known}.")
