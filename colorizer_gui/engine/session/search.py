"""Finds the photos of a folder."""

import os
from collections import deque
from fnmatch import fnmatchcase
from typing import NamedTuple

from colorizer_gui.engine.errors import UsageError
from colorizer_gui.engine.photo import OPEN_SUFFIXES
from colorizer_gui.engine.session.sidecar import SIDECAR_SUFFIX


class Found(NamedTuple):
    """A photo as its folder lists it; when it or its recipe changes, this does.

    Parameters
    ----------
    name : str
        Its path from the folder of the photos, with ``/``.
    size, time : int
        Of the photo, in bytes and nanoseconds; 0 where it cannot be reached.
    recipe_time : int
        Of the recipe beside it; 0 where there is none.
    """

    name: str
    size: int
    time: int
    recipe_time: int


def find_photos(options):
    """Find the photos that a batch is about.

    Hidden files are left out, and so is the folder of the results. Links to folders are followed,
    each folder once: links that lead in a circle, or twice to one place, do no harm.

    Parameters
    ----------
    options : BatchOptions

    Returns
    -------
    photos : list of Found
        Sorted by place.
    problems : list of (str, str)
        Folders that cannot be searched, and why.

    Raises
    ------
    UsageError
        The source itself cannot be searched.
    """
    pattern = options.pattern.lower()
    photos, problems = [], []
    seen = {_identity(options.dest)}
    pending, links = deque([""]), deque()
    while pending or links:
        # Links come last, so that a folder is found under its own name first.
        folder = (pending or links).popleft()
        place = os.path.join(options.source, folder)
        identity = _identity(place)
        if identity is not None and identity in seen:
            continue
        seen.add(identity)
        try:
            with os.scandir(place) as entries:
                entries = [entry for entry in entries if not entry.name.startswith(".")]
        except OSError as error:
            problem = f"Can't look into the folder {place}: {_reason(error)}."
            if not folder:
                raise UsageError(problem) from error
            problems.append((folder, problem))
            continue
        folders, found = _sorted_out(entries, f"{folder}/" if folder else "", pattern)
        photos += found
        if options.recursive:
            for entry, name in folders:
                (links if entry.is_symlink() else pending).append(name)
    return sorted(photos, key=by_place), problems


def is_photo_name(name):
    """Whether a file with this name counts as a photo of its folder; a hidden one does not."""
    return not name.startswith(".") and name.lower().endswith(OPEN_SUFFIXES)


def by_place(photo):
    """What sorts whatever has a name, each folder's together."""
    return photo.name.split("/")


def _sorted_out(entries, prefix, pattern):
    """The folders, with their names, and the photos among the entries of a folder."""
    recipes, folders, photos = {}, [], []
    for entry in sorted(entries, key=lambda entry: entry.name):
        if _is_folder(entry):
            folders.append((entry, prefix + entry.name))
        elif entry.name.lower().endswith(SIDECAR_SUFFIX):
            recipes[entry.name.lower()] = entry
        elif is_photo_name(entry.name) and fnmatchcase(entry.name.lower(), pattern):
            photos.append(entry)
    found = []
    for entry in photos:
        recipe = recipes.get(entry.name.lower() + SIDECAR_SUFFIX)
        recipe_time = 0 if recipe is None else _size_and_time(recipe)[1]
        found.append(Found(prefix + entry.name, *_size_and_time(entry), recipe_time))
    return folders, found


def _is_folder(entry):
    try:
        return entry.is_dir()
    except OSError:  # a link to itself, for one
        return False


def _size_and_time(entry):
    try:
        status = entry.stat()
    except OSError:
        return 0, 0
    return status.st_size, status.st_mtime_ns


def _identity(folder):
    """What two names of one folder have in common; None where there is none."""
    try:
        status = os.stat(folder)
    except OSError:
        return None
    return status.st_dev, status.st_ino


def _reason(error):
    return (error.strerror or str(error)).lower()
