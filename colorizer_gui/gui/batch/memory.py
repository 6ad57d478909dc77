"""What the window for batches remembers from one time to the next: a small JSON file."""

import json
import logging

from colorizer_gui.engine.files import written_whole
from colorizer_gui.engine.settings import settings_file

log = logging.getLogger(__name__)

NAME = "batch.json"


def read_memory():
    """What was remembered, as a dict of plain values; empty where that cannot be read."""
    path = settings_file().with_name(NAME)
    try:
        values = json.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as error:
        log.warning("batch: %s is left out: %s", path, error)
        return {}
    return values if isinstance(values, dict) else {}


def write_memory(values):
    """Remember a dict of plain values; where that is not possible, the log says so."""
    path = settings_file().with_name(NAME)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with written_whole(path) as file:
            file.write(json.dumps(values, indent=2).encode())
    except OSError as error:
        log.warning("batch: %s cannot be written: %s", path, error)
