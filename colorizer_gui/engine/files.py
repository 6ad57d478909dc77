"""Files that appear whole or not at all."""

import contextlib
import os
import secrets


@contextlib.contextmanager
def written_whole(path):
    """Write a file beside its place and move it there once it is complete.

    A kill at any moment leaves the old file or the new one; an error leaves the old one.

    Parameters
    ----------
    path : Path
        Its folder must be there.

    Yields
    ------
    file
        Open for writing bytes.

    Raises
    ------
    OSError
    """
    temporary = path.with_name(f".{secrets.token_hex(6)}.part")
    try:
        with open(temporary, "xb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, path)
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink()
