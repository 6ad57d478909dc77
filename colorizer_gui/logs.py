"""The log file: details for a report that the user need not see.

Each process has its own, since Windows lets no one rename a full log that another process has open.

Imports are delayed until there is something to log, since most commands end without.
"""

import contextlib
import logging
import os
from pathlib import Path

LARGEST_SIZE = 1_000_000  # bytes; an older file is kept under another name
MOST_FILES = 20  # of processes that have ended


def log_folder() -> Path:
    """The folder of all log files; it may not exist yet."""
    import platformdirs

    return Path(platformdirs.user_log_dir("Colorizer", appauthor=False))


def log_file() -> Path:
    """Path of the log file of this process, which its first record makes."""
    return log_folder() / f"colorizer-{os.getpid()}.log"


def start_logging() -> Path | None:
    """Open the log file and write log records of this program to it.

    Returns
    -------
    Path or None
        The log file, or None where none can be written.
    """
    handler = _file_handler()
    _add_handler(handler or logging.NullHandler())
    return log_file() if handler else None


def log_on_demand() -> None:
    """Write log records of this program to the log file, which the first one opens."""
    _add_handler(_OnDemandHandler())


class _OnDemandHandler(logging.Handler):
    """Opens the log file for the first record; without a writable folder it drops them all."""

    def __init__(self) -> None:
        super().__init__()
        self._file: logging.Handler | None = None

    def emit(self, record: logging.LogRecord) -> None:
        if self._file is None:
            self._file = _file_handler() or logging.NullHandler()
        self._file.handle(record)


def _file_handler() -> logging.Handler | None:
    """The handler that writes the log file; None where it cannot be written."""
    from logging.handlers import RotatingFileHandler

    path = log_file()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists() and not path.is_file():  # opening a pipe would wait for its reader
            return None
        _remove_old(path.parent)
        handler = RotatingFileHandler(path, maxBytes=LARGEST_SIZE, backupCount=2, encoding="utf-8")
    except OSError:
        return None
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    return handler


def _remove_old(folder: Path) -> None:
    """Remove log files of processes that have ended, but for the newest."""
    from colorizer_gui.engine.partial_files import is_running

    found = {}
    for path in folder.glob("colorizer*.log*"):
        with contextlib.suppress(OSError):  # another process removes them at the same time
            found[path] = path.stat().st_mtime
    for path in sorted(found, key=found.__getitem__, reverse=True)[MOST_FILES:]:
        process = path.name.partition(".")[0].removeprefix("colorizer").removeprefix("-")
        if not (process.isdecimal() and is_running(int(process))):
            with contextlib.suppress(OSError):  # Windows keeps those that are open
                path.unlink()


def _add_handler(handler: logging.Handler) -> None:
    # A log that cannot be written, as on a full disk, is no matter for the terminal.
    logging.raiseExceptions = False
    root = logging.getLogger()
    root.setLevel(logging.INFO)
    root.addHandler(handler)
