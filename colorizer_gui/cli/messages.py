"""Prints messages, progress and tables."""

import io
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from colorizer_gui.engine.messages import Message, on_one_line


def print_any_name() -> None:
    """Escape characters in file names that the terminal, or a file on Windows, cannot encode."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")


def discard_output() -> None:
    """Send standard output nowhere, so that flushing it at exit does not fail again."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def say(message: Message) -> None:
    """Print a message on standard error, in English."""
    print(f"colorizer: {on_one_line(str(message))}", file=sys.stderr)


def show_progress(number: int, total: int | None, result: str | Path, seconds: float) -> None:
    """Print that a photo is done, if standard error is a terminal."""
    if sys.stderr.isatty():
        place = f"{number}/{total}" if total else number
        line = on_one_line(f"[{place}] {result}  {seconds:.1f} s")
        print(f"colorizer: {line}", file=sys.stderr)


def print_table(rows: Sequence[tuple[str, object]]) -> None:
    """Print pairs of a name and a value."""
    width = max(len(name) for name, _ in rows) + 2
    for name, value in rows:
        print(on_one_line(f"{name:<{width}}{value}"))
