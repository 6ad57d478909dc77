"""Imports of packages that only some file formats need."""

import importlib
from types import ModuleType

from colorizer_gui.engine.installing import how_to_install
from colorizer_gui.engine.messages import Message
from colorizer_gui.engine.photo.errors import UnreadableError
from colorizer_gui.engine.photo.file_format import Package


def imported(package: Package, files: Message) -> ModuleType:
    """Import a package that a file format needs.

    Parameters
    ----------
    package : Package
    files : Message
        What needs it, in the plural, to begin a sentence with.

    Returns
    -------
    module

    Raises
    ------
    UnreadableError
        It is not installed; the sentence says how to install it.
    """
    try:
        return importlib.import_module(package.module)
    except ImportError as error:
        raise UnreadableError(
            Message(
                "{files} need the package {package}. {how}",
                files=files,
                package=package.name,
                how=how_to_install(package.name),
            )
        ) from error
