"""Atomic writing of files."""

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from colorizer_gui.engine.arrays import IsCancelled
from colorizer_gui.engine.errors import Cancelled


@contextlib.contextmanager
def atomic_write(path: Path, cancelled: IsCancelled | None = None) -> Iterator[BinaryIO]:
    """Write a temporary file beside a path, then move it there.

    If the process is killed, the path holds the old file or the whole new one; after an error it
    holds the old one.

    Parameters
    ----------
    path : Path
        Its folder must exist.
    cancelled : callable or None
        Asked before the file is moved; if it returns True, the old file stays.

    Yields
    ------
    file
        Open for writing bytes.

    Raises
    ------
    OSError, Cancelled
    """
    temporary = path.with_name(f".{os.urandom(6).hex()}.part")
    try:
        with temporary.open("xb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        if cancelled is not None and cancelled():
            raise Cancelled
        temporary.replace(path)
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink()


def move_aside(path: Path) -> Path | None:
    """Rename a file to a free name beside it, ``NAME.1.bak`` or a higher number.

    Parameters
    ----------
    path : Path

    Returns
    -------
    Path or None
        The new path; None if the file could not be renamed.
    """
    for number in range(1, 1000):
        aside = path.with_name(f"{path.name}.{number}.bak")
        if not aside.exists():
            try:
                return path.rename(aside)
            except OSError:
                return None
    return None
