"""Removes the incomplete files of runs that were killed."""

import contextlib
import os
import re
from collections.abc import Iterable
from pathlib import Path

# The names that `files.atomic_write` gives to incomplete files.
_NAME = re.compile(r"\.[0-9a-f]{12}\.part")


def remove_partial_files(folders: Iterable[Path], before: float) -> None:
    """Remove incomplete files that nobody writes any more.

    Parameters
    ----------
    folders : iterable of Path
        Of results, locked against other batches.
    before : float
        In seconds; files changed later are kept, as another program may be saving there.
    """
    for folder in folders:
        with contextlib.suppress(OSError), os.scandir(folder) as entries:
            for entry in entries:
                if _NAME.fullmatch(entry.name) and entry.stat().st_mtime < before:
                    os.unlink(entry.path)
