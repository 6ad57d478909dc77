"""Prints messages, progress and tables."""

import errno
import io
import logging
import os
import select
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TextIO

from colorizer_gui.engine.errors import ColorizerError
from colorizer_gui.engine.messages import Message, on_one_line, quoted, system_reason

log = logging.getLogger(__name__)

# How long a reader of standard error may take for a line, in milliseconds.
PATIENCE = 2_000


def print_any_name() -> None:
    """Escape characters in file names that the terminal, or a file on Windows, cannot encode."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")


def discard_output() -> None:
    """Send standard output nowhere, so that flushing it at exit does not fail again."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def say(message: Message) -> None:
    """Print a message on standard error, in English.

    A message that cannot be printed goes to the log: telling never stops the work.
    """
    _print_error(f"colorizer: {on_one_line(str(message))}")


def show_progress(number: int, total: int | None, result: str | Path, seconds: float) -> None:
    """Print that a photo is done, if standard error is a terminal."""
    if sys.stderr is not None and sys.stderr.isatty():
        place = f"{number}/{total}" if total else number
        _print_error(on_one_line(f"colorizer: [{place}] {result}  {seconds:.1f} s"))


def show_share(done: float) -> None:
    """Print how much of one long work is done, 0..1, if standard error is a terminal."""
    if sys.stderr is not None and sys.stderr.isatty():
        _print_error(f"colorizer: {done:.0%}")


def print_line(text: str) -> None:
    """Print a line that was asked for on standard output.

    Raises
    ------
    ColorizerError
        It cannot be printed, as where the disk is full.
    """
    try:
        print(on_one_line(text))
    except BrokenPipeError:
        raise
    except OSError as error:
        raise cannot_print(error) from error


def cannot_print(error: OSError) -> ColorizerError:
    """The error where standard output cannot be written."""
    discard_output()
    return ColorizerError(Message("Can't print: {reason}.", reason=system_reason(error)))


def print_table(rows: Sequence[tuple[str, object]]) -> None:
    """Print pairs of a name and a value."""
    width = max(len(name) for name, _ in rows) + 2
    for name, value in rows:
        print_line(f"{name:<{width}}{quoted(str(value))}")


def print_usage(text: str) -> None:
    """Print what is wrong with arguments on standard error; the text has lines of its own."""
    for line in text.splitlines():
        _print_error(line)


def _print_error(line: str) -> None:
    try:
        if sys.stderr is None:  # closed by the program that started this one
            raise OSError(errno.EBADF, "closed")
        _write(sys.stderr, line + "\n")
    except (OSError, ValueError) as error:
        log.warning("this could not be printed (%s): %s", error, line)


def _write(stream: TextIO, text: str) -> None:
    """Write a text, but do not wait for long where nobody reads it."""
    try:
        descriptor = stream.fileno()
    except (OSError, ValueError):  # a stream of Python's own
        stream.write(text)
        stream.flush()
        return
    stream.flush()
    content = text.encode(stream.encoding or "utf-8", "backslashreplace")
    if sys.platform == "win32":  # where only sockets can be asked
        os.write(descriptor, content)
        return
    while content:
        _wait_until_writable(descriptor)
        # What a pipe surely takes once it takes anything.
        written = os.write(descriptor, content[: select.PIPE_BUF])
        content = content[written:]


_patience = PATIENCE


def _wait_until_writable(descriptor: int) -> None:
    """Wait for a reader; one that let us wait once is not waited for again."""
    global _patience  # noqa: PLW0603 - of the process, as standard error is
    writable = select.poll()
    writable.register(descriptor, select.POLLOUT)
    if not writable.poll(_patience):
        _patience = 0
        raise BlockingIOError(errno.EAGAIN, "nobody reads it")
