"""Files that appear whole or not at all."""

import contextlib
import os

from colorizer_gui.engine.errors import Cancelled


@contextlib.contextmanager
def written_whole(path, cancelled=None):
    """Write a file beside its place and move it there once it is complete.

    A kill at any moment leaves the old file or the new one; an error leaves the old one.

    Parameters
    ----------
    path : Path
        Its folder must be there.
    cancelled : callable or None
        Asked before the file is moved; when it returns True, it is not.

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
        with open(temporary, "xb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        if cancelled is not None and cancelled():
            raise Cancelled
        os.replace(temporary, path)
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink()


def set_aside(path):
    """Move a file out of the way, to a name beside it that is free.

    Parameters
    ----------
    path : Path

    Returns
    -------
    Path or None
        Where it is now; None where that could not be done, and it stays.
    """
    for number in range(1, 1000):
        aside = path.with_name(f"{path.name}.{number}.bak")
        if not aside.exists():
            try:
                return path.rename(aside)
            except OSError:
                return None
    return None
