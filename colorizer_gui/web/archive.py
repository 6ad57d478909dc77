"""The folder of photos that a server offers, an archive: what may be seen of it.

Clients name its folders and photos by ids. An id stands for a path inside the archive, but no path
that a client names is ever opened: each of its parts is looked for among what the folder before it
lists, by the rules of the engine, and links that lead out of the archive are not listed.
"""

import base64
import binascii
import os
import threading
import time
from collections import OrderedDict
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Final

from colorizer_gui.engine.batch import BatchOptions
from colorizer_gui.engine.errors import SaveError, UsageError
from colorizer_gui.engine.messages import Message, system_reason
from colorizer_gui.engine.session.left_out import Reason
from colorizer_gui.engine.session.recipe import Recipe
from colorizer_gui.engine.session.search import Found, contents_of, stem_of_photo
from colorizer_gui.engine.session.sidecar import SIDECAR_SUFFIX
from colorizer_gui.web.errors import RefusedError, no_such_photo
from colorizer_gui.web.names import shown

# Where the results of whole folders go if no other place is named.
RESULTS_FOLDER: Final = "colorized"
FOLDER, PHOTO = "f.", "p."  # beginnings of ids; those of uploads have no point
_MOST_LISTED = 500
# In seconds: a folder that was changed just before it was listed may have changed since, within
# what the clock of a disk can tell.
_UNSURE = 3.0


@dataclass(frozen=True)
class Listing:
    """What a folder of the archive holds.

    Parameters
    ----------
    name : str
        Its path from the folder of the archive, with ``/``; empty for that itself.
    folders : tuple of str
        Names in it.
    photos : dict of str to Found
        By their names in it, in natural order.
    colorized : frozenset of str
        The stems of the photos that have results.
    edited : frozenset of str
        The names of the photos that have recipes.
    left_out : Message or None
    """

    name: str
    folders: tuple[str, ...]
    photos: dict[str, Found]
    colorized: frozenset[str]
    edited: frozenset[str]
    left_out: Message | None

    def is_colorized(self, photo: str) -> bool:
        """Whether a photo of the folder has a result."""
        return PurePath(photo).stem in self.colorized


class Archive:
    """The folder of photos that a server offers. Thread-safe.

    Parameters
    ----------
    folder : Path
    dest : Path or None
        The folder for results and recipes, which mirrors the folders of the archive; None to write
        them beside the photos, and the results of whole folders into a folder of their own.
    device, model : str
        For the results of whole folders: one of `choices.DEVICES`, and the id or the file of the
        model for photos without a recipe.

    Raises
    ------
    UsageError
        A folder is missing, of the wrong kind, or cannot be searched.
    """

    def __init__(self, folder: Path, dest: Path | None, device: str, model: str) -> None:
        self.folder = Path(os.path.abspath(folder))
        self.dest = None if dest is None else Path(os.path.abspath(dest))
        self.batch = BatchOptions(
            self.folder,
            self.dest or self.folder / RESULTS_FOLDER,
            recursive=True,
            resume=True,
            recipe=Recipe(model),
            device=device,
            recipes=self.dest,
        )
        self._root = Path(os.path.realpath(folder))
        self._listed: OrderedDict[str, tuple[tuple[int, int], Listing]] = OrderedDict()
        self._lock = threading.Lock()
        contents_of(self.folder)

    @property
    def title(self) -> str:
        """What the archive is called."""
        return shown(self.folder.name or str(self.folder))

    def path(self, name: str) -> Path:
        """The path of a folder or a photo by its name in the archive, from `find`."""
        return self.folder / name if name else self.folder

    def results_of(self, folder: str) -> Path:
        """Where the result of a single photo of a folder goes."""
        return (self.dest or self.folder) / folder

    def mirror(self, photo: str) -> Path | None:
        """What a photo is called in the folder for recipes, if there is one."""
        return None if self.dest is None else self.dest / photo

    def may_hold_results(self, folder: Path) -> bool:
        """Whether a folder for results, which exists, is one where it really lies."""
        if self.dest is None:
            return self.is_inside(folder)
        return Path(os.path.realpath(folder)).is_relative_to(os.path.realpath(self.dest))

    def shown_places(self, folder: str) -> dict[str, str]:
        """What clients are told instead of the paths of a folder and of its results."""
        places = self.path(folder), self.batch.dest / folder, self.results_of(folder)
        return {str(path): shown(folder) or self.title for path in places}

    def find(self, identifier: str) -> Listing:
        """The folder with an id.

        Raises
        ------
        RefusedError
            There is none, or it cannot be searched.
        """
        name = _name_in(identifier, FOLDER)
        if name is None:
            raise _no_such_folder()
        return self.listing(name)

    def find_photo(self, identifier: str) -> tuple[Listing, Found]:
        """The photo with an id, and the folder that it is in.

        Raises
        ------
        RefusedError
            There is none, or its folder cannot be searched.
        """
        name = _name_in(identifier, PHOTO)
        if name is None:
            raise no_such_photo()
        folder, _, last = name.rpartition("/")
        listing = self.listing(folder)
        # What a folder on the way leads to may have changed since it was listed.
        if last not in listing.photos or not self.is_inside(self.path(name)):
            raise no_such_photo()
        return listing, listing.photos[last]

    def listing(self, name: str) -> Listing:
        """What a folder holds, by its path from the archive.

        Raises
        ------
        RefusedError
            There is no such folder, or it cannot be searched.
        """
        listing = self._listing("")
        so_far = ""
        for part in name.split("/") if name else ():
            if part not in listing.folders:
                raise _no_such_folder()
            so_far = f"{so_far}/{part}" if so_far else part
            listing = self._listing(so_far)
        return listing

    def _listing(self, name: str) -> Listing:
        """What a folder holds that its own folder lists; read again where it has changed."""
        state = self._state(name)
        with self._lock:
            known = self._listed.get(name)
            if known is not None and known[0] == state:
                self._listed.move_to_end(name)
                return known[1]
        listing = self._read(name)
        is_sure = all(each < (time.time() - _UNSURE) * 1e9 for each in state)
        with self._lock:
            self._listed.pop(name, None)
            if is_sure:
                self._listed[name] = state, listing
            while len(self._listed) > _MOST_LISTED:
                self._listed.popitem(last=False)
        return listing

    def _state(self, name: str) -> tuple[int, int]:
        """The times of the last change of a folder, and of that with its results."""
        return _time(self.path(name)), _time(self.batch.dest / name)

    def _read(self, name: str) -> Listing:
        path = self.path(name)
        try:
            contents = contents_of(path)
        except UsageError as error:
            raise _unreadable(name or self.title, error) from error
        left_out = contents.left_out
        real, results = os.path.realpath(path), os.path.realpath(self.batch.dest)
        outside = {link for link in contents.links if not self._may_lead(real, path / link)}
        left_out.add(Reason.OUTSIDE, *outside)
        folders = [
            folder
            for folder in contents.folders
            if folder not in outside and os.path.realpath(path / folder) != results
        ]
        photos = {photo.name: photo for photo in contents.photos if photo.name not in outside}
        stems = {PurePath(photo).stem for photo in photos}
        beside = {photo for photo in photos if stem_of_photo(photo) in stems}
        made = set(_names_in(self.batch.dest / name))
        colorized = {stem_of_photo(result) for result in (*beside, *made)}
        edited = {photo for photo, found in photos.items() if found.recipe_time}
        if self.dest is not None:
            edited |= {photo for photo in photos if photo + SIDECAR_SUFFIX in made}
        return Listing(
            name,
            tuple(folders),
            {photo: found for photo, found in photos.items() if photo not in beside},
            frozenset(stem for stem in colorized if stem in stems),
            frozenset(edited),
            left_out.message(),
        )

    def _may_lead(self, folder: str, link: Path) -> bool:
        """Whether a link in a folder leads to another place of the archive, and not in a circle."""
        target = os.path.realpath(link)
        return self.is_inside(link) and not Path(folder).is_relative_to(target)

    def is_inside(self, path: Path) -> bool:
        """Whether a path leads to a place in the archive; nothing need be there."""
        return Path(os.path.realpath(path)).is_relative_to(self._root)


def make_folder(folder: Path, name: str) -> None:
    """Make a folder for a file that is to be written.

    Parameters
    ----------
    folder : Path
    name : str
        Of the file, for the error.

    Raises
    ------
    SaveError
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SaveError(
            Message(
                "Can't save {name} in {folder}: {reason}. Choose another folder.",
                name=name,
                folder=folder,
                reason=system_reason(error),
            )
        ) from error


def folder_id(name: str) -> str:
    """The id of a folder by its path from the archive."""
    return FOLDER + _encoded(name)


def photo_id(folder: str, name: str) -> str:
    """The id of a photo by its folder and its name."""
    return PHOTO + _encoded(f"{folder}/{name}" if folder else name)


def _encoded(name: str) -> str:
    return base64.urlsafe_b64encode(os.fsencode(name)).decode().rstrip("=")


def _name_in(identifier: str, kind: str) -> str | None:
    """The name that an id of a kind stands for; None for what is no such id."""
    if not identifier.startswith(kind):
        return None
    encoded = identifier.removeprefix(kind)
    try:
        data = base64.urlsafe_b64decode(encoded + "=" * (-len(encoded) % 4))
        name = os.fsdecode(data)
    except (binascii.Error, ValueError):
        return None
    # The decoder passes over what it does not know, so that one name would have many ids.
    return name if _encoded(name) == encoded else None


def _names_in(folder: Path) -> list[str]:
    try:
        return [path.name for path in folder.iterdir()]
    except OSError:  # there is none yet
        return []


def _time(path: Path) -> int:
    """When a folder was changed last, in nanoseconds; 0 where there is none."""
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return 0


def _no_such_folder() -> RefusedError:
    return RefusedError(404, Message("There is no such folder here."))


def _unreadable(name: str, error: UsageError) -> RefusedError:
    """The error for a folder that cannot be searched, without where it lies on the server."""
    cause = error.__cause__
    is_gone = isinstance(cause, FileNotFoundError)
    reason = system_reason(cause) if isinstance(cause, OSError | ValueError) else error.message
    return RefusedError(
        404 if is_gone else 403,
        Message("Can't look into the folder {folder}: {reason}.", folder=name, reason=reason),
    )
