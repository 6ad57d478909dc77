"""Locks on files, which the system releases when their owner dies."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from colorizer_gui.engine.files import append_to_file

if sys.platform == "win32":
    import msvcrt

    def acquire(file: BinaryIO, shared: bool = False) -> None:
        """Lock a file, see below."""
        # Windows has no shared lock for files: there, one who shares keeps off nobody.
        if not shared:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def acquire(file: BinaryIO, shared: bool = False) -> None:
        """Lock a file until it is closed, without waiting.

        Parameters
        ----------
        file : file
        shared : bool
            Whether others may share the lock.

        Raises
        ------
        BlockingIOError, PermissionError
            Another one has it.
        OSError
            The disk has no locks.
        """
        fcntl.flock(file, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)


_PAUSE = 0.02  # seconds between two tries


@contextmanager
def patient_lock(path: Path, seconds: float) -> Iterator[bool]:
    """Lock a file that may be made for it, as a context; wait while another one has it.

    Parameters
    ----------
    path : Path
        The file remains.
    seconds : float
        After so long the context begins without the lock.

    Yields
    ------
    bool
        Whether it is locked.

    Raises
    ------
    OSError
        The file cannot be made.
    """
    until = time.monotonic() + seconds
    with append_to_file(path) as file:
        yield _acquired(file, until)


def _acquired(file: BinaryIO, until: float) -> bool:
    while True:
        try:
            acquire(file)
        except (BlockingIOError, PermissionError):
            if time.monotonic() > until:
                return False
            time.sleep(_PAUSE)
        except OSError:  # a disk without locks
            return False
        else:
            return True
