"""The log file: what a user is spared, and what a report needs."""

import logging
from logging.handlers import RotatingFileHandler
from pathlib import Path

import platformdirs

LARGEST = 1_000_000


def log_file():
    """Path of the log file; its folder may not exist yet."""
    return Path(platformdirs.user_log_dir("Colorizer", appauthor=False)) / "colorizer.log"


def start_logging():
    """Write log records of this program to the log file; without a writable folder, nowhere.

    Returns
    -------
    Path or None
        The log file, or None where there is none.
    """
    root = logging.getLogger()
    root.setLevel(logging.INFO)
    path = log_file()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(path, maxBytes=LARGEST, backupCount=2, encoding="utf-8")
    except OSError:
        root.addHandler(logging.NullHandler())
        return None
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    root.addHandler(handler)
    return path
