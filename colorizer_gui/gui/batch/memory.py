"""The settings of the last batch, stored as a small JSON file."""

import json
import logging
from collections.abc import Mapping
from pathlib import Path

from colorizer_gui.engine import schema
from colorizer_gui.engine.files import atomic_write
from colorizer_gui.engine.limits import LARGEST_SETTINGS
from colorizer_gui.engine.messages import system_reason
from colorizer_gui.engine.settings import settings_file

log = logging.getLogger(__name__)

NAME = "batch.json"
LARGEST_NUMBER = 2**31 - 1  # of Qt's fields


def _memory_file() -> Path:
    return settings_file().with_name(NAME)


def read_memory() -> dict[str, object]:
    """What was stored, as plain values; empty if it cannot be read."""
    path = _memory_file()
    try:
        values = schema.parse_json(schema.read_text(path, LARGEST_SETTINGS))
        given = schema.table(values, NAME)
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as error:
        log.warning("batch: %s is ignored: %s", path, system_reason(error))
        return {}
    kept: dict[str, object] = {}
    for key, value in given.items():
        try:
            kept[key] = _value(value, key)
        except schema.InvalidError as error:
            log.warning("batch: a value in %s is left out: %s", path, error.reason)
    return kept


def _value(value: object, key: str) -> object:
    """A value that a field of the window can show."""
    if value is None or isinstance(value, bool):  # None where there was nothing to choose
        return value
    if isinstance(value, str):
        return schema.path_text(value, key)
    return schema.whole(0, LARGEST_NUMBER)(value, key)


def write_memory(values: Mapping[str, object]) -> None:
    """Store plain values; if that fails, only the log says so."""
    path = _memory_file()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with atomic_write(path) as file:
            file.write(json.dumps(values, indent=2).encode())
    except OSError as error:
        log.warning("batch: %s cannot be written: %s", path, error)
