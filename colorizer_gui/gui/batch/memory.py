"""The settings of the last batch, stored as a small JSON file."""

import json
import logging
from collections.abc import Mapping
from pathlib import Path

from colorizer_gui.engine.files import atomic_write
from colorizer_gui.engine.settings import settings_file

log = logging.getLogger(__name__)

NAME = "batch.json"


def _memory_file() -> Path:
    return settings_file().with_name(NAME)


def read_memory() -> dict[str, object]:
    """What was stored, as plain values; empty if it cannot be read."""
    path = _memory_file()
    try:
        values = json.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as error:
        log.warning("batch: %s is ignored: %s", path, error)
        return {}
    return values if isinstance(values, dict) else {}


def write_memory(values: Mapping[str, object]) -> None:
    """Store plain values; if that fails, only the log says so."""
    path = _memory_file()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with atomic_write(path) as file:
            file.write(json.dumps(values, indent=2).encode())
    except OSError as error:
        log.warning("batch: %s cannot be written: %s", path, error)
