"""Finds photos in folders, in natural order: "scan 2" before "scan 10"."""

import os
import re
import sys
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from fnmatch import fnmatchcase
from pathlib import Path
from typing import NamedTuple, Protocol

from colorizer_gui.engine.choices import ANY_NAME
from colorizer_gui.engine.errors import ColorizerError, PhotoError, UsageError
from colorizer_gui.engine.messages import Message, system_reason
from colorizer_gui.engine.photo import OPEN_SUFFIXES, is_photo_content
from colorizer_gui.engine.session.export_kind import ExportKind
from colorizer_gui.engine.session.left_out import LeftOut, Reason, folder_reason, is_hidden
from colorizer_gui.engine.session.sidecar import SIDECAR_SUFFIX

_NUMBER = re.compile("([0-9]+)")
_HAS_MARKS = sys.platform in ("win32", "darwin")
_RESULT_ENDINGS = tuple(kind.ending for kind in ExportKind)
_RESULT_STEM = re.compile(rf"(?P<photo>.+)(?:{'|'.join(_RESULT_ENDINGS)})(?:-[0-9]+)?", re.DOTALL)


# A folder with its path from the folder that is searched.
_Folder = tuple[os.DirEntry[str], str]


class Found(NamedTuple):
    """A photo as its folder lists it. It differs when the photo or its recipe has changed.

    Parameters
    ----------
    name : str
        Path from the folder that was searched, with ``/``.
    size, time : int
        Of the photo, in bytes and nanoseconds; 0 where it cannot be reached.
    recipe_time : int
        Of the recipe beside it, in nanoseconds; 0 where there is none.
    """

    name: str
    size: int
    time: int
    recipe_time: int


class FolderProblem(NamedTuple):
    """A subfolder that cannot be searched: its path from the folder, and why."""

    name: str
    message: Message


class Search(NamedTuple):
    """What the search of a folder gives.

    Parameters
    ----------
    photos : list of Found
        In the order of `by_place`.
    problems : list of FolderProblem
    left_out : LeftOut
    """

    photos: list[Found]
    problems: list[FolderProblem]
    left_out: LeftOut


class Contents(NamedTuple):
    """What one folder holds.

    Parameters
    ----------
    folders : list of str
        The names of its folders, in natural order.
    photos : list of Found
        In natural order.
    links : frozenset of str
        The names of those folders and photos that are links.
    left_out : LeftOut
    """

    folders: list[str]
    photos: list[Found]
    links: frozenset[str]
    left_out: LeftOut


class _Named(Protocol):
    @property
    def name(self) -> str: ...


_NaturalKey = tuple[tuple[str | tuple[int, str], ...], str]


def natural_key(name: str) -> _NaturalKey:
    """Sort key for natural order: case does not count, numbers count by their value.

    Names that differ only in case or in leading zeros follow each other, in a fixed order.
    """
    parts = _NUMBER.split(name.casefold())  # text and number alternate, text first
    return tuple(_by_value(part) if place % 2 else part for place, part in enumerate(parts)), name


def _by_value(digits: str) -> tuple[int, str]:
    """Sort key for digits: without leading zeros, a longer number is larger."""
    significant = digits.lstrip("0")
    return len(significant), significant


def by_place(found: _Named) -> list[_NaturalKey]:
    """Sort key for things with a path as `Found.name`: folder by folder, in natural order."""
    return [natural_key(part) for part in found.name.split("/")]


def find_photos(
    folder: Path, *, recursive: bool = False, pattern: str = ANY_NAME, skip: Path | None = None
) -> Search:
    """Find the photos of a folder, which are told by the endings of their names.

    Hidden photos and the folders that have a `folder_reason` are left out and counted. Links to
    folders are followed, each folder once, so that links which lead in a circle or twice to one
    place do no harm.

    Parameters
    ----------
    folder : Path
    recursive : bool
        Whether its folders are searched too.
    pattern : str
        Photos whose name does not match are left out, such as ``*.tif``; case does not count.
    skip : Path or None
        A folder that is not searched.

    Returns
    -------
    Search

    Raises
    ------
    UsageError
        The folder itself cannot be searched.
    """
    photos: list[Found] = []
    problems: list[FolderProblem] = []
    left_out = LeftOut()
    seen = set() if skip is None else {_identity(skip)}
    pending, links = deque([""]), deque[str]()
    while pending or links:
        # Links come last, so that a folder is found under its own name first.
        name = (pending or links).popleft()
        path = os.path.join(folder, name) if name else os.fspath(folder)
        identity = _identity(path)
        if identity is not None and identity in seen:
            continue
        seen.add(identity)
        try:
            entries = _entries(path)
        except (OSError, ValueError) as error:
            problem = _search_problem(path, error)
            if not name:
                raise UsageError(problem) from error
            problems.append(FolderProblem(name, problem))
            continue
        folders, found, hidden = _sorted_out(entries, f"{name}/" if name else "", pattern.lower())
        photos += found
        left_out.add(Reason.HIDDEN_PHOTO, *hidden)
        if recursive:
            for entry, child in _searched(folders, left_out):
                (links if entry.is_symlink() else pending).append(child)
    return Search(sorted(photos, key=by_place), problems, left_out)


def contents_of(folder: Path) -> Contents:
    """The photos and the folders of one folder, by the rules of `find_photos`.

    Raises
    ------
    UsageError
        The folder cannot be searched.
    """
    try:
        entries = _entries(os.fspath(folder))
    except (OSError, ValueError) as error:
        raise UsageError(_search_problem(os.fspath(folder), error)) from error
    left_out = LeftOut()
    folders, photos, hidden = _sorted_out(entries, "", ANY_NAME)
    left_out.add(Reason.HIDDEN_PHOTO, *hidden)
    names = [entry.name for entry, _ in _searched(folders, left_out)]
    links = frozenset(entry.name for entry in entries if entry.is_symlink())
    return Contents(sorted(names, key=natural_key), sorted(photos, key=by_place), links, left_out)


def _searched(folders: Iterable[_Folder], left_out: LeftOut) -> Iterator[_Folder]:
    """The folders that are searched; the others are counted."""
    for entry, name in folders:
        if reason := folder_reason(entry.name, _marks(entry)):
            left_out.add(reason, entry.name)
        else:
            yield entry, name


def stem_of_photo(result: str) -> str | None:
    """The stem of the photo that a result is of, by the result's name; None for other names.

    Parameters
    ----------
    result : str
        The name of a file.
    """
    found = _RESULT_STEM.fullmatch(os.path.splitext(result)[0])
    return None if found is None else found["photo"]


def without_results(names: Iterable[str]) -> tuple[list[str], list[str]]:
    """Separate photos from results of an earlier run, by what their names end in.

    Parameters
    ----------
    names : iterable of str
        Of files.

    Returns
    -------
    photos, results : list of str
    """
    names = list(names)
    results = [name for name in names if os.path.splitext(name)[0].endswith(_RESULT_ENDINGS)]
    left_out = set(results)
    return [name for name in names if name not in left_out], results


def photos_among(paths: Sequence[Path]) -> tuple[list[Path], LeftOut]:
    """The photos that files and folders stand for. Reads folders, and the start of files.

    Parameters
    ----------
    paths : sequence of Path
        At least one. A file that is given alone counts as a photo, so that opening it says what is
        wrong; of several, those do that have the name or the content of one.

    Returns
    -------
    photos : list of Path
        At least one; those of a folder in natural order.
    left_out : LeftOut

    Raises
    ------
    PhotoError
        There is none, or a folder cannot be searched.
    """
    first = paths[0]
    if len(paths) == 1 and not first.is_dir():
        return [first], LeftOut()
    left_out = LeftOut()
    photos = [photo for path in paths for photo in _photos_of(path, left_out)]
    if photos:
        return photos, left_out
    if len(paths) == 1:
        raise PhotoError(Message("There is no photo in the folder {name}.", name=first.name))
    raise PhotoError(Message("None of these is a photo. Drop or open photo files."))


def _photos_of(path: Path, left_out: LeftOut) -> list[Path]:
    if not path.is_dir():
        reason = _file_reason(path)
        if reason is None:
            return [path]
        left_out.add(reason, path.name)
        return []
    try:
        found = find_photos(path)
    except ColorizerError as error:
        raise PhotoError(error.message) from error.__cause__
    left_out.update(found.left_out)
    return [path / photo.name for photo in found.photos if photo.time]


def _file_reason(path: Path) -> Reason | None:
    """Why a file among several that are named is left out; None for a photo."""
    has_name = _is_photo_name(path.name)
    if not os.path.lexists(path):
        return Reason.MISSING
    if is_hidden(path.name, _marks(path)):
        return Reason.HIDDEN_PHOTO if has_name else Reason.NO_PHOTO
    is_photo = path.is_file() and (has_name or is_photo_content(path))
    return None if is_photo else Reason.NO_PHOTO


def _is_photo_name(name: str) -> bool:
    return name.lower().endswith(OPEN_SUFFIXES)


def _marks(entry: os.DirEntry[str] | Path) -> os.stat_result | None:
    """What the system says of an entry itself, where it has marks for hidden ones."""
    if not _HAS_MARKS:
        return None
    try:
        return entry.stat(follow_symlinks=False)
    except OSError:
        return None


def _search_problem(path: str, error: BaseException) -> Message:
    return Message(
        "Can't look into the folder {folder}: {reason}.", folder=path, reason=system_reason(error)
    )


def _entries(path: str) -> list[os.DirEntry[str]]:
    with os.scandir(path) as entries:
        return list(entries)


def _sorted_out(
    entries: list[os.DirEntry[str]], prefix: str, pattern: str
) -> tuple[list[_Folder], list[Found], list[str]]:
    """The folders with their names, the photos, and the names of hidden photos, of a folder."""
    recipes, folders, photos, hidden = {}, [], [], []
    for entry in sorted(entries, key=lambda entry: entry.name):
        if _is_folder(entry):
            folders.append((entry, prefix + entry.name))
        elif entry.name.lower().endswith(SIDECAR_SUFFIX):
            recipes[entry.name.lower()] = entry
        elif _is_photo_name(entry.name) and fnmatchcase(entry.name.lower(), pattern):
            if is_hidden(entry.name, _marks(entry)):
                hidden.append(entry.name)
            else:
                photos.append(entry)
    found = []
    for entry in photos:
        recipe = recipes.get(entry.name.lower() + SIDECAR_SUFFIX)
        recipe_time = 0 if recipe is None else size_and_time(recipe)[1]
        size, time = size_and_time(entry)
        found.append(Found(prefix + entry.name, size, time, recipe_time))
    return folders, found, hidden


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # such as a link to itself
        return False


def size_and_time(path: str | os.PathLike[str]) -> tuple[int, int]:
    """The size of a file in bytes, and its time in nanoseconds; 0 where it cannot be reached."""
    try:
        # What an entry of a folder knows is old on Windows while another program writes the file.
        status = os.stat(os.fspath(path))
    except OSError:
        return 0, 0
    return status.st_size, status.st_mtime_ns


def _identity(folder: str | Path) -> tuple[int, int] | None:
    """What all paths of one folder have in common; None where there is no folder."""
    try:
        status = os.stat(folder)
    except (OSError, ValueError):
        return None
    return status.st_dev, status.st_ino
