"""Finds the photos of a folder."""

import os
from collections import deque
from fnmatch import fnmatchcase
from pathlib import Path

from colorizer_gui.engine.errors import UsageError
from colorizer_gui.engine.photo import OPEN_SUFFIXES


def find_photos(options):
    """Find the photos that a batch is about.

    Hidden files are left out, and so is the folder of the results. Links to folders are followed,
    each folder once: links that lead in a circle, or twice to one place, do no harm.

    Parameters
    ----------
    options : BatchOptions

    Returns
    -------
    photos : list of Path
        Sorted.
    problems : list of (Path, str)
        Folders that cannot be searched, and why.

    Raises
    ------
    UsageError
        The source itself cannot be searched.
    """
    pattern = options.pattern.lower()
    photos, problems = [], []
    seen = {_identity(options.dest)}
    pending, links = deque([options.source]), deque()
    while pending or links:
        # Links come last, so that a folder is found under its own name first.
        folder = (pending or links).popleft()
        identity = _identity(folder)
        if identity is not None and identity in seen:
            continue
        seen.add(identity)
        try:
            entries = _entries(folder)
        except OSError as error:
            problem = f"Can't look into the folder {folder}: {_reason(error)}."
            if folder == options.source:
                raise UsageError(problem) from error
            problems.append((folder, problem))
            continue
        for entry in entries:
            if entry.name.startswith("."):
                continue
            if _is_folder(entry):
                if options.recursive:
                    (links if entry.is_symlink() else pending).append(Path(entry.path))
            elif _is_wanted(entry.name.lower(), pattern):
                photos.append(Path(entry.path))
    return sorted(photos), problems


def _is_wanted(name, pattern):
    return name.endswith(OPEN_SUFFIXES) and fnmatchcase(name, pattern)


def _is_folder(entry):
    try:
        return entry.is_dir()
    except OSError:  # a link to itself, for one
        return False


def _entries(folder):
    with os.scandir(folder) as entries:
        return sorted(entries, key=lambda entry: entry.name)


def _identity(folder):
    """What two names of one folder have in common; None where there is none."""
    try:
        status = os.stat(folder)
    except OSError:
        return None
    return status.st_dev, status.st_ino


def _reason(error):
    return (error.strerror or str(error)).lower()
