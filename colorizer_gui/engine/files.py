"""Opening files whose kind is known, and atomic writing."""

import contextlib
import errno
import io
import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from colorizer_gui.engine.arrays import IsCancelled
from colorizer_gui.engine.errors import Cancelled
from colorizer_gui.engine.messages import Message

# A pipe or a device that takes the place of a file meanwhile does not block the opening.
_READING = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
# What is written is our own: a link under its name would lead into the file of another program.
_APPENDING = (
    os.O_WRONLY
    | os.O_APPEND
    | os.O_CREAT
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_BINARY", 0)
    | getattr(os, "O_NOFOLLOW", 0)
)


class NotOrdinaryError(OSError):
    """A path leads to a pipe, a device or a socket, which are not opened."""

    reason = Message("it is not an ordinary file")

    def __init__(self, path: Path) -> None:
        super().__init__(errno.EINVAL, "not an ordinary file", str(path))


def open_file(path: str | os.PathLike[str]) -> io.BufferedReader:
    """Open an ordinary file for reading.

    Opening a pipe waits for its other end, and opening a device may act; so what a path leads to is
    looked at before, and again once it is open.

    Raises
    ------
    NotOrdinaryError
        It is neither a file nor a folder.
    OSError
    """
    path = Path(path)
    _check_ordinary(path, path.stat().st_mode)
    return os.fdopen(_opened(path, _READING), "rb")


def append_to_file(path: str | os.PathLike[str]) -> io.FileIO:
    """Open one of the program's own files for appending, unbuffered; it is made where missing.

    Raises
    ------
    NotOrdinaryError
        There is something else under its name; also a link.
    OSError
    """
    path = Path(path)
    with contextlib.suppress(FileNotFoundError):
        _check_ordinary(path, path.lstat().st_mode)
    return os.fdopen(_opened(path, _APPENDING), "ab", buffering=0)


def _opened(path: Path, flags: int) -> int:
    descriptor = os.open(path, flags, 0o666)
    try:
        _check_ordinary(path, os.fstat(descriptor).st_mode)
    except OSError:
        os.close(descriptor)
        raise
    return descriptor


def _check_ordinary(path: Path, mode: int) -> None:
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    if not stat.S_ISREG(mode):
        raise NotOrdinaryError(path)


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
