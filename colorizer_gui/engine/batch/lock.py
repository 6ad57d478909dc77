"""One run at a time in one folder of results."""

import os
from contextlib import contextmanager

from colorizer_gui.engine.errors import SaveError, UsageError

if os.name == "nt":
    import msvcrt

    def _take(file):
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _take(file):
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


@contextmanager
def folder_lock(path):
    """A lock on a file, as a context; the system gives it back itself when its owner dies.

    Parameters
    ----------
    path : Path
        The file; it stays there.

    Raises
    ------
    UsageError
        Another run has it.
    SaveError
        The folder cannot be written.
    """
    try:
        file = open(path, "ab")  # noqa: SIM115 - closed below
    except OSError as error:
        raise SaveError(
            f"Can't write in {path.parent}: {error.strerror.lower()}. Choose another folder."
        ) from error
    with file:
        try:
            _take(file)
        except OSError as error:
            raise UsageError(
                f"Another run is writing into {path.parent}. "
                "Wait for its end or choose another folder."
            ) from error
        yield
