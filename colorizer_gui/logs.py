"""The log file: details for a report that the user need not see.

Imports are delayed until there is something to log, since most commands end without.
"""

import logging
from pathlib import Path

LARGEST_SIZE = 1_000_000  # bytes; an older file is kept under another name


def log_file() -> Path:
    """Path of the log file; its folder may not exist yet."""
    import platformdirs

    return Path(platformdirs.user_log_dir("Colorizer", appauthor=False)) / "colorizer.log"


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

    class _SharedFileHandler(RotatingFileHandler):
        """A log of several processes, which no one may rename on Windows while others have it."""

        def doRollover(self) -> None:
            try:
                super().doRollover()
            except OSError:  # it grows until this process, or the next, has it alone
                if self.stream is None:
                    self.stream = self._open()

    path = log_file()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists() and not path.is_file():  # opening a pipe would wait for its reader
            return None
        handler = _SharedFileHandler(path, maxBytes=LARGEST_SIZE, backupCount=2, encoding="utf-8")
    except OSError:
        return None
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    return handler


def _add_handler(handler: logging.Handler) -> None:
    # A log that cannot be written, as on a full disk, is no matter for the terminal.
    logging.raiseExceptions = False
    root = logging.getLogger()
    root.setLevel(logging.INFO)
    root.addHandler(handler)
