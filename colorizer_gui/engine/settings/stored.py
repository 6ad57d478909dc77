"""The file of the settings: a small TOML file, read once and replaced as a whole."""

import json
import logging
import os
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import Any

import platformdirs

from colorizer_gui.engine import schema
from colorizer_gui.engine.errors import SaveError
from colorizer_gui.engine.files import atomic_write, move_aside
from colorizer_gui.engine.limits import LARGEST_SETTINGS
from colorizer_gui.engine.locks import patient_lock
from colorizer_gui.engine.messages import Message, system_reason
from colorizer_gui.engine.settings.values import SETTINGS, Settings

log = logging.getLogger(__name__)

VERSION = 1
LOCATION_VARIABLE = "COLORIZER_SETTINGS"
LONGEST_WAIT = 2.0  # seconds, for another program that writes them


def settings_file() -> Path:
    """Path of the settings; the environment variable COLORIZER_SETTINGS names another one."""
    if LOCATION_VARIABLE in os.environ:
        return Path(os.environ[LOCATION_VARIABLE])
    return Path(platformdirs.user_config_dir("Colorizer", appauthor=False)) / "settings.toml"


def read_settings(path: Path) -> Settings:
    """Read the settings. A value that cannot be used is left out, with a warning in the log.

    A file that is damaged, or from a newer version, is moved aside.

    Parameters
    ----------
    path : Path

    Returns
    -------
    Settings
    """
    return replace(Settings(), **_stored_values(path))


def _stored_values(path: Path) -> dict[str, Any]:
    """The values that a file holds, of the types that the rows parse."""
    try:
        data = schema.parse_toml(schema.read_text(path, LARGEST_SETTINGS))
        if data.pop("version", VERSION) != VERSION:
            raise schema.InvalidError(Message("it is from another version of the program"))
    except FileNotFoundError:
        return {}
    except schema.InvalidError as error:
        log.warning("settings: %s is set aside: %s", path, error.reason)
        move_aside(path)
        return {}
    except (OSError, ValueError) as error:  # a ValueError for names that no system takes
        log.warning("settings: %s cannot be read: %s", path, error)
        return {}
    values: dict[str, Any] = {}
    for name, row in SETTINGS.items():
        if row.key in data:
            try:
                values[name] = row.parse(data[row.key], row.key)
            except schema.InvalidError as error:
                log.warning("settings: a value in %s is left out: %s", path, error.reason)
    return values


class SettingsFile:
    """The settings' file of a program that runs, beside others that may write it too.

    What the others have written meanwhile stays, but for what was changed here as well.

    Parameters
    ----------
    path : Path

    Attributes
    ----------
    settings : Settings
        As they were last read or written here.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self.settings = read_settings(path)

    def write(self, settings: Settings) -> Settings:
        """Write what was changed since `settings` were last read or written here.

        Other programs are kept off meanwhile, by a lock on a hidden file.

        Parameters
        ----------
        settings : Settings

        Returns
        -------
        Settings
            As they are in the file now.

        Raises
        ------
        SaveError
        """
        with ExitStack() as stack:
            try:
                self._path.parent.mkdir(parents=True, exist_ok=True)
                lock = self._path.with_name(f".{self._path.name}.lock")
                stack.enter_context(patient_lock(lock, LONGEST_WAIT))
            except OSError as error:
                log.info("settings: written without a lock: %s", error)
            merged = self._merged(settings)
            write_settings(self._path, merged)
        self.settings = settings
        return merged

    def _merged(self, settings: Settings) -> Settings:
        base = self.settings
        # What the file lacks, because it is gone or damaged, nobody has removed from it.
        other = replace(base, **_stored_values(self._path))
        values = {
            name: row.merge(getattr(base, name), getattr(settings, name), getattr(other, name))
            for name, row in SETTINGS.items()
        }
        return replace(settings, **values)


def write_settings(path: Path, settings: Settings) -> None:
    """Write the settings, whole or not at all.

    Parameters
    ----------
    path : Path
        Its folder is made when it is missing.
    settings : Settings

    Raises
    ------
    SaveError
    """
    values = {row.key: row.store(getattr(settings, name)) for name, row in SETTINGS.items()}
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with atomic_write(path) as file:
            # Texts of the window may hold halves of characters, which no file can hold.
            file.write(_toml({"version": VERSION, **values}).encode("utf-8", "replace"))
    except OSError as error:
        raise SaveError(
            Message(
                "Can't keep the settings in {folder}: {reason}.",
                folder=path.parent,
                reason=system_reason(error),
            )
        ) from error


def _toml(values: Mapping[str, object]) -> str:
    """TOML of plain values; a dict in them becomes an inline table."""
    return "".join(f"{key} = {_toml_value(value)}\n" for key, value in values.items())


def _toml_value(value: object) -> str:
    if isinstance(value, dict):
        items = (f"{_toml_value(key)} = {_toml_value(item)}" for key, item in value.items())
        return "{" + ", ".join(items) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(_toml_value, value)) + "]"
    if isinstance(value, str):  # a JSON string is a TOML string but for the character DEL
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    return json.dumps(value)
