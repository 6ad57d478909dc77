"""Incomplete files: their names tell whose they are, so that those of dead processes can go.

A process holds a lock on each incomplete file while it writes, which the system releases when the
process dies. The name has the process and its machine, for disks that do not support locks, and for
those where locks of other machines are not seen.
"""

import contextlib
import hashlib
import os
import platform
import re
import sys
import time
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import BinaryIO

if sys.platform == "win32":

    def _lock(file: BinaryIO) -> bool | None:
        return None  # an open file cannot be removed there

    def is_running(_process: int) -> bool:
        """Whether a process lives, see below."""
        return False  # the system keeps what a process has open

else:
    import fcntl

    def _lock(file: BinaryIO) -> bool | None:
        """Lock a file; False where another process has, None where the disk has no locks."""
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError:
            return None
        return True

    def is_running(process: int) -> bool:
        """Whether a process of this computer lives."""
        try:
            os.kill(process, 0)
        except ProcessLookupError:
            return False
        except (OSError, OverflowError):
            return True
        return True


_NAME = re.compile(r"\.(?P<process>\d{1,10})-(?P<machine>[0-9a-f]{8})-[0-9a-f]{12}\.part")
# The names of version 0.1.0, which tell nothing.
_OLD_NAME = re.compile(r"\.[0-9a-f]{12}\.part")
# In seconds: what nobody has written to for so long is given up, whoever began it.
_LONG_AGO = 24 * 3600.0
_TRIES = 100


@cache
def machine() -> str:
    """A short name of this computer, for names of files."""
    return hashlib.sha256(platform.node().encode(errors="replace")).hexdigest()[:8]


def partial_path(folder: Path) -> Path:
    """A free name for an incomplete file in a folder."""
    return folder / f".{os.getpid()}-{machine()}-{os.urandom(6).hex()}.part"


def open_partial_file(path: Path) -> BinaryIO:
    """Make an incomplete file, locked until it is closed.

    Parameters
    ----------
    path : Path
        From `partial_path`. Who has it removes the file, also where a signal ends this function.

    Returns
    -------
    file
        Open for writing bytes.

    Raises
    ------
    OSError
    """
    for _ in range(_TRIES):
        file = path.open("xb")
        try:
            # Another process may have seen it without its lock, and removed it.
            if _lock(file) is not False and os.fstat(file.fileno()).st_nlink:
                return file
        except BaseException:
            file.close()
            raise
        file.close()
    raise FileExistsError(f"incomplete files in {path.parent} are removed at once")


def remove_partial_files(folders: Iterable[Path]) -> None:
    """Remove the incomplete files that nobody writes any more.

    Parameters
    ----------
    folders : iterable of Path
        What cannot be looked into or removed stays.
    """
    for folder in folders:
        with contextlib.suppress(OSError), os.scandir(folder) as entries:
            for entry in entries:
                if entry.name.endswith(".part"):
                    with contextlib.suppress(OSError):
                        _remove_if_dead(entry)


def _remove_if_dead(entry: os.DirEntry[str]) -> None:
    named, old = _NAME.fullmatch(entry.name), _OLD_NAME.fullmatch(entry.name)
    if not (named or old) or not entry.is_file(follow_symlinks=False):
        return
    # What the entry itself knows is old on Windows while the file is written.
    is_old = Path(entry.path).lstat().st_mtime < time.time() - _LONG_AGO
    is_of_this_machine = named is not None and named["machine"] == machine()
    if not (is_of_this_machine or is_old):
        return
    # The number of a dead process may be another's by now: of an old file, its lock tells.
    if named and is_of_this_machine and not is_old and is_running(int(named["process"])):
        return
    with Path(entry.path).open("rb+") as file:
        if _lock(file) is not False:
            if sys.platform == "win32":
                file.close()
            Path(entry.path).unlink()
