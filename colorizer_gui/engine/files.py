"""Opening files whose kind is known, and atomic writing."""

import contextlib
import errno
import io
import os
import re
import stat
import time
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from colorizer_gui.engine.arrays import IsCancelled
from colorizer_gui.engine.errors import Cancelled
from colorizer_gui.engine.messages import Message
from colorizer_gui.engine.partial_files import open_partial_file, partial_path

# Windows takes these names for devices, whatever follows a point.
DEVICE_NAME = re.compile(r"(con|prn|aux|nul|com\d|lpt\d) *(\..*)?", re.IGNORECASE)
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
_ONLY_CLOSED_FILES_MOVE = os.name == "nt"
# What Windows says where another program, such as a virus scanner, has a file open: access denied,
# and a sharing violation. Most let go soon.
_HELD = (5, 32)
_PATIENCE = 2.0  # seconds
_PAUSE = 0.02


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
def atomic_write(
    path: Path, cancelled: IsCancelled | None = None, *, overwrite: bool = True
) -> Iterator[BinaryIO]:
    """Write a temporary file beside a path, then move it there.

    If the process is killed, the path holds the old file or the whole new one; after an error it
    holds the old one. A file that is replaced leaves its permissions, owner and extended attributes
    to the new one.

    Parameters
    ----------
    path : Path
        Its folder must exist.
    cancelled : callable or None
        Asked before the file is moved; if it returns True, the old file stays.
    overwrite : bool
        Whether there may be a file already. If not, one that appears meanwhile is kept, too.

    Yields
    ------
    file
        Open for writing bytes.

    Raises
    ------
    FileExistsError
        There is a file, and `overwrite` is False.
    NotOrdinaryError
        There is a device, a pipe or a socket.
    OSError, Cancelled
    """
    old = _replaceable(path)
    temporary = partial_path(path.parent)
    try:
        with open_partial_file(temporary) as file:
            if old is not None and overwrite:
                _take_attributes(file.fileno(), path, old)
            yield file
            file.flush()
            os.fsync(file.fileno())
            if cancelled is not None and cancelled():
                raise Cancelled
            if not _ONLY_CLOSED_FILES_MOVE:  # locked until it has its place
                _move(temporary, path, overwrite)
        if _ONLY_CLOSED_FILES_MOVE:
            _move(temporary, path, overwrite)
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink()


def _replaceable(path: Path) -> os.stat_result | None:
    """The status of the file at a path; None where there is none, or a link to one."""
    with contextlib.suppress(FileNotFoundError):
        # A link to a device, such as /dev/stdout, stands for the device.
        if not stat.S_ISDIR(mode := path.stat().st_mode):
            _check_ordinary(path, mode)
    try:
        status = path.lstat()
    except FileNotFoundError:
        return None
    return status if stat.S_ISREG(status.st_mode) else None


def _take_attributes(descriptor: int, path: Path, old: os.stat_result) -> None:
    """Give a new file the owner, permissions and extended attributes of the one it replaces."""
    if hasattr(os, "fchown"):
        for owner, group in ((old.st_uid, -1), (-1, old.st_gid)):
            with contextlib.suppress(OSError):  # only an administrator gives files away
                os.fchown(descriptor, owner, group)
    if hasattr(os, "listxattr"):
        with contextlib.suppress(OSError):  # not all disks have them
            for name in os.listxattr(path):
                with contextlib.suppress(OSError):
                    os.setxattr(descriptor, name, os.getxattr(path, name))
    if hasattr(os, "fchmod"):  # last: another owner takes special bits away
        with contextlib.suppress(OSError):
            os.fchmod(descriptor, stat.S_IMODE(old.st_mode))


def _move(temporary: Path, path: Path, overwrite: bool) -> None:
    if overwrite:
        _replace(temporary, path)
    else:
        move_to_free_name(temporary, path)


def _replace(path: Path, target: Path) -> None:
    """Rename a file; on Windows, wait a little where another program has one of them open."""
    end = time.monotonic() + _PATIENCE
    while True:
        try:
            path.replace(target)
        except OSError as error:
            if getattr(error, "winerror", None) not in _HELD or time.monotonic() > end:
                raise
            time.sleep(_PAUSE)
        else:
            return


def move_to_free_name(path: Path, target: Path) -> None:
    """Rename a file; unlike `Path.rename`, it never replaces another, whenever that appeared.

    Parameters
    ----------
    path, target : Path
        In one folder.

    Raises
    ------
    FileExistsError
        The name is taken, be it by a link that leads nowhere.
    OSError
    """
    if os.name == "nt":
        path.rename(target)
        return
    try:
        os.link(path, target, follow_symlinks=False)
    except FileExistsError:
        raise
    except OSError:  # a disk without hard links, such as exFAT
        # The name is taken first; until the next line it is an empty file.
        os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY))
        _replace(path, target)
    else:
        path.unlink()


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
        try:
            move_to_free_name(path, aside)
        except FileExistsError:
            continue
        except OSError:
            return None
        return aside
    return None
