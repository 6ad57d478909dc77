"""Takes away what runs that were killed have left half written."""

import contextlib
import os
import re

# As `files.atomic_write` names what is not yet complete.
_NAME = re.compile(r"\.[0-9a-f]{12}\.part")


def remove_leftovers(folders, moment):
    """Remove files of which it is certain that nobody writes them any more.

    Parameters
    ----------
    folders : iterable of Path
        Of results, in which no other batch is at work.
    moment : float
        In seconds; what was changed after it is left alone, for somebody may be saving there.
    """
    for folder in folders:
        with contextlib.suppress(OSError), os.scandir(folder) as entries:
            for entry in entries:
                if _NAME.fullmatch(entry.name) and entry.stat().st_mtime < moment:
                    os.unlink(entry.path)
