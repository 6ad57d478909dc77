"""Uploaded photos and their recipes, in a private folder that outlives the server.

A photo is a file ``ID.SUFFIX`` with ``ID.json``, which says what is known of it and is written
last, and ``ID.recipe.json`` once it has a recipe. Whatever else lies there was left by a server
that was killed, and goes at the next start.
"""

import contextlib
import json
import os
import re
import secrets
import shutil
import threading
import time
from collections.abc import Collection, Iterator
from dataclasses import asdict, dataclass, replace
from functools import partial
from pathlib import Path

from colorizer_gui.engine import schema
from colorizer_gui.engine.errors import RecipeError, SaveError
from colorizer_gui.engine.files import atomic_write, move_to_free_name
from colorizer_gui.engine.limits import LARGEST_SETTINGS
from colorizer_gui.engine.messages import Message, system_reason
from colorizer_gui.engine.partial_files import (
    open_partial_file,
    partial_path,
    remove_partial_files,
)
from colorizer_gui.engine.session.recipe import Recipe
from colorizer_gui.engine.session.recipe_file import read_recipe
from colorizer_gui.engine.session.recipe_text import recipe_text
from colorizer_gui.web.arriving import Upload
from colorizer_gui.web.errors import RefusedError
from colorizer_gui.web.names import known_suffix
from colorizer_gui.web.store_folder import unusable

MOST_PHOTOS = 2_000
MOST_PHOTOS_OF_ONE = 500  # of one client
MOST_BYTES = 50 * 2**30
# What stays free on the disk for everything else.
LEAST_FREE = 2**29
# Bytes of a recipe that is kept also where the disk is nearly full: all such ones together are few.
LARGEST_SMALL_RECIPE = 2**16
# How often the use of a photo is noted, and how often unused ones are looked for, in seconds.
NOTE_INTERVAL = 60.0

_ID = re.compile(r"[A-Za-z0-9_-]{22}")
_ABOUT, _RECIPE = ".json", ".recipe.json"
_INFO = schema.record(
    {
        "name": schema.text(),
        "suffix": schema.text(),
        "client": schema.text(),
        "fingerprint": schema.text(),
        **{key: schema.whole(0) for key in ("width", "height", "size")},
    },
    required=("name", "suffix", "client", "fingerprint", "width", "height", "size"),
    others=True,
)


@dataclass(frozen=True)
class PhotoInfo:
    """What is known of a stored photo.

    Parameters
    ----------
    name : str
        What its client called it, cleaned.
    suffix : str
        Of its file here.
    client : str
        Who uploaded it, see `client_of`.
    fingerprint : str
    width, height : int
        Upright.
    size : int
        Bytes of its file.
    """

    name: str
    suffix: str
    client: str
    fingerprint: str = ""
    width: int = 0
    height: int = 0
    size: int = 0


@dataclass(frozen=True)
class StoredPhoto:
    """A photo in the store.

    Parameters
    ----------
    id : str
        128 random bits.
    path : Path
        Its file.
    info : PhotoInfo
    """

    id: str
    path: Path
    info: PhotoInfo


class Store:
    """The stored photos. Thread-safe.

    Parameters
    ----------
    folder : Path
    largest : int
        Bytes of one photo's file.
    keep : float
        Seconds for which an unused photo is kept.

    Raises
    ------
    SaveError
        The folder cannot be used.
    """

    def __init__(self, folder: Path, largest: int, keep: float) -> None:
        self.folder, self._largest, self._keep_seconds = folder, largest, keep
        self._photos: dict[str, StoredPhoto] = {}
        self._noted: dict[str, float] = {}
        self._arriving: list[str] = []
        self._lock = threading.Lock()
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            folder.chmod(0o700)
            remove_partial_files([folder])
            self._find_photos()
        except OSError as error:
            raise unusable(folder, error) from error
        self.remove_unused()

    def _find_photos(self) -> None:
        for about in self.folder.glob("*" + _ABOUT):
            photo_id = about.name.removesuffix(_ABOUT)
            if not _ID.fullmatch(photo_id):
                continue
            with contextlib.suppress(OSError, schema.InvalidError):
                text = schema.read_text(about, LARGEST_SETTINGS)
                info = PhotoInfo(**_INFO(schema.parse_json(text), about.name))
                path = self.folder / (photo_id + info.suffix)
                if known_suffix(path.name) == info.suffix and path.is_file():
                    self._photos[photo_id] = StoredPhoto(photo_id, path, info)
                    self._noted[photo_id] = about.stat().st_mtime
        kept = {path for stored in self._photos.values() for path in self._files(stored)}
        for path in self.folder.iterdir():
            if path not in kept and path.is_file():
                path.unlink(missing_ok=True)

    def _files(self, stored: StoredPhoto) -> tuple[Path, Path, Path]:
        """What may lie in the folder for a photo, what makes it known first."""
        about = self.folder / (stored.id + _ABOUT)
        return about, stored.path, self.folder / (stored.id + _RECIPE)

    @contextlib.contextmanager
    def receive(self, name: str, client: str) -> Iterator[tuple[Upload, Path]]:
        """Make room for an upload; what does not get its place by `place` goes at the end.

        Parameters
        ----------
        name : str
            Cleaned.
        client : str

        Yields
        ------
        Upload, Path
            The path is that of the file.

        Raises
        ------
        RefusedError
            There is no room.
        OSError
        """
        with self._lock:
            self._check_room(name, client)
            self._arriving.append(client)
        path = partial_path(self.folder)
        try:
            with open_partial_file(path) as file:
                yield Upload(file, self._largest, name, partial(self.check_disk, name)), path
        finally:
            with self._lock:
                self._arriving.remove(client)
            with contextlib.suppress(OSError):
                path.unlink()

    def _check_room(self, name: str, client: str) -> None:
        clients = [photo.info.client for photo in self._photos.values()] + self._arriving
        if clients.count(client) >= MOST_PHOTOS_OF_ONE:
            raise RefusedError(
                429,
                Message(
                    "Can't upload {name}: you have {count} photos here, and that is the most. "
                    "Remove some.",
                    name=name,
                    count=MOST_PHOTOS_OF_ONE,
                ),
            )
        taken = sum(photo.info.size for photo in self._photos.values())
        arriving = len(self._arriving) * self._largest
        if len(clients) >= MOST_PHOTOS or taken + arriving + self._largest > MOST_BYTES:
            raise RefusedError(
                507,
                Message(
                    "Can't upload {name}: there is no more room for photos here. "
                    "Remove some, or try later.",
                    name=name,
                ),
            )
        self.check_disk(name)

    def check_disk(self, name: str) -> None:
        """Leave the disk some room for everything else.

        Parameters
        ----------
        name : str
            Of the file that is about to be written.

        Raises
        ------
        RefusedError
        """
        if shutil.disk_usage(self.folder).free < LEAST_FREE:
            raise RefusedError(
                507, Message("Can't keep {name}: the server's disk is nearly full.", name=name)
            )

    def place(self, arrived: Path, info: PhotoInfo) -> StoredPhoto:
        """Give a file that has arrived its name; `add` or `discard` has to follow.

        Parameters
        ----------
        arrived : Path
        info : PhotoInfo

        Raises
        ------
        OSError
        """
        photo_id = secrets.token_urlsafe(16)
        path = self.folder / (photo_id + info.suffix)
        move_to_free_name(arrived, path)
        return StoredPhoto(photo_id, path, info)

    def discard(self, stored: StoredPhoto) -> None:
        """Remove a placed file that is not a photo."""
        with contextlib.suppress(OSError):
            stored.path.unlink()

    def add(self, stored: StoredPhoto) -> None:
        """Take over a placed photo.

        Raises
        ------
        OSError
        """
        with atomic_write(self._files(stored)[0]) as file:
            file.write(json.dumps(asdict(stored.info)).encode())
        with self._lock:
            self._photos[stored.id] = stored
            self._noted[stored.id] = time.time()

    def find(self, photo_id: str) -> StoredPhoto | None:
        """The photo with an id, whose use is noted; None where there is none."""
        with self._lock:
            stored = self._photos.get(photo_id)
            if stored is None or self._noted[photo_id] > time.time() - NOTE_INTERVAL:
                return stored
            self._noted[photo_id] = time.time()
        with contextlib.suppress(OSError):
            os.utime(self.folder / (photo_id + _ABOUT))
        return stored

    def remove(self, photo_id: str) -> None:
        """Remove a photo with its recipe."""
        with self._lock:
            stored = self._photos.pop(photo_id, None)
            self._noted.pop(photo_id, None)
        if stored is not None:
            for path in self._files(stored):
                with contextlib.suppress(OSError):
                    path.unlink()

    def remove_unused(self, in_work: Collection[str] = ()) -> list[str]:
        """Remove the photos that nobody has used for as long as they are kept; their ids.

        Parameters
        ----------
        in_work : collection of str
            The ids of photos that are used now.
        """
        for photo_id in in_work:
            self.find(photo_id)
        oldest = time.time() - self._keep_seconds
        with self._lock:
            unused = [
                photo_id
                for photo_id, noted in self._noted.items()
                if noted < oldest and photo_id not in in_work
            ]
        for photo_id in unused:
            self.remove(photo_id)
        return unused

    def recipe(self, stored: StoredPhoto) -> Recipe | None:
        """The recipe of a photo; None where there is none.

        Raises
        ------
        RecipeError
            It cannot be read.
        """
        path = self._files(stored)[2]
        if not path.exists():
            return None
        try:
            return read_recipe(path)
        except RecipeError as error:
            reason = Message("Can't read the recipe of {name}.", name=stored.info.name)
            raise RecipeError(reason) from error

    def keep_recipe(self, stored: StoredPhoto, recipe: Recipe) -> Recipe:
        """Keep the recipe of a photo, as one of that photo.

        Raises
        ------
        SaveError, RefusedError
            The recipe that was there before is untouched.
        """
        recipe = replace(recipe, photo=stored.info.fingerprint)
        content = recipe_text(recipe).encode()
        if len(content) > LARGEST_SMALL_RECIPE:
            self.check_disk(stored.info.name)
        try:
            with atomic_write(self._files(stored)[2]) as file:
                file.write(content)
        except OSError as error:
            raise SaveError(
                Message(
                    "Can't keep the recipe of {name}: {reason}.",
                    name=stored.info.name,
                    reason=system_reason(error),
                )
            ) from error
        return recipe

    def free_path(self, suffix: str) -> Path:
        """A free path for a result or a ZIP that is about to be downloaded.

        It does not hold the photo's id, which may be as long as a file name can be.
        """
        return self.folder / f"{secrets.token_hex(16)}{suffix}"
