"""What compiled libraries print goes to the log, not among the messages for the user."""

import contextlib
import io
import logging
import os
import sys
import threading
from collections.abc import Iterator

log = logging.getLogger("libraries")

_STANDARD_ERROR = 2
# Of one run; a damaged photo can make a library print without end.
_MOST_LINES = 200
_LONGEST_LINE = 500
_TIME_TO_DRAIN = 1.0  # seconds


def occupy_standard_streams() -> None:
    """Open what the starting program closed of standard input, output and error.

    The next file that is opened would get its number otherwise, perhaps a result, and what a
    library prints would go into it.
    """
    with contextlib.suppress(OSError):
        while (number := os.open(os.devnull, os.O_RDWR)) <= _STANDARD_ERROR:
            pass
        os.close(number)


@contextlib.contextmanager
def library_output_logged() -> Iterator[None]:
    """Send what libraries print to standard error to the log, as a context.

    Python's own standard error stays where it was. Warnings of Python go to the log, too.
    """
    logging.captureWarnings(True)
    try:
        kept = os.dup(_STANDARD_ERROR)
        reading, writing = os.pipe()
    except OSError:  # no more files can be opened
        yield
        return
    # A library that prints more than is read must not wait: it may keep Python from reading.
    os.set_blocking(writing, False)
    os.dup2(writing, _STANDARD_ERROR)
    os.close(writing)
    before = sys.stderr
    if before is not None:
        sys.stderr = io.TextIOWrapper(
            os.fdopen(kept, "wb", 0, closefd=False),
            encoding=before.encoding,
            errors="backslashreplace",
            write_through=True,
        )
    reader = threading.Thread(target=_log_lines, args=(reading,), daemon=True)
    reader.start()
    try:
        yield
    finally:
        os.dup2(kept, _STANDARD_ERROR)  # closes the pipe
        sys.stderr = before
        reader.join(_TIME_TO_DRAIN)
        os.close(kept)


def _log_lines(descriptor: int) -> None:
    with os.fdopen(descriptor, "rb") as lines:
        number = 0
        while line := lines.readline(_LONGEST_LINE):
            number += 1
            if number <= _MOST_LINES:
                log.info("%s", line.decode(errors="backslashreplace").rstrip())
