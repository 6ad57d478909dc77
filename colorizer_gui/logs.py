"""The log file: what a user is spared, and what a report needs.

What it takes to write one is imported when there is something to write: most commands end without.
"""

import logging
from pathlib import Path

LARGEST = 1_000_000


def log_file():
    """Path of the log file; its folder may not exist yet."""
    import platformdirs

    return Path(platformdirs.user_log_dir("Colorizer", appauthor=False)) / "colorizer.log"


def _file_handler():
    """What writes into the log file; None where it cannot be written."""
    from logging.handlers import RotatingFileHandler

    path = log_file()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(path, maxBytes=LARGEST, backupCount=2, encoding="utf-8")
    except OSError:
        return None
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    return handler


class _OnDemand(logging.Handler):
    """Opens the log file for the first record."""

    def __init__(self):
        super().__init__()
        self._file = None

    def emit(self, record):
        if self._file is None:
            self._file = _file_handler() or logging.NullHandler()
        self._file.handle(record)


def log_on_demand():
    """Write log records of this program to the log file; without a writable folder, nowhere."""
    _start(_OnDemand())


def start_logging():
    """Open the log file and write log records of this program to it.

    Returns
    -------
    Path or None
        The log file, or None where none can be written.
    """
    handler = _file_handler()
    _start(handler or logging.NullHandler())
    return log_file() if handler else None


def _start(handler):
    root = logging.getLogger()
    root.setLevel(logging.INFO)
    root.addHandler(handler)
