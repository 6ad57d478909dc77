"""Recipes of a photo that others write, too: none of theirs is written over."""

import logging
import threading
from pathlib import Path

from colorizer_gui.engine.errors import SaveError
from colorizer_gui.engine.files import move_aside
from colorizer_gui.engine.messages import Message, joined
from colorizer_gui.engine.session.recipe import Recipe
from colorizer_gui.engine.session.recipe_text import recipe_text
from colorizer_gui.engine.session.sidecar import (
    Kept,
    content_digest,
    file_digest,
    recipe_files,
    write_sidecar,
)

log = logging.getLogger(__name__)

_Status = tuple[int, int, int]  # file number, size and time


class KnownRecipes:
    """The recipes of one photo that were read or written here. Thread-safe.

    A visitor of the web page or another computer may write one, too. Such a file is not known here,
    and is moved aside before it is written over.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._known: set[str] = set()  # digests
        self._told: set[str] = set()  # digests of the files of others that the user knows of
        self._seen: dict[Path, tuple[_Status, str]] = {}  # so that no file is read twice

    def learn(self, kept: Kept) -> None:
        """Note what was found beside the photo and is shown; a file of no use is moved aside."""
        with self._lock:
            for path, digest in kept.files:
                if path == kept.unusable:
                    self._known.discard(digest)
                    self._told.add(digest)
                elif digest:
                    self._known.add(digest)

    def write(self, photo: Path, recipe: Recipe) -> Message | None:
        """Write a recipe beside its photo, see `write_sidecar`.

        Returns
        -------
        Message or None
            Where the recipe is that somebody else wrote meanwhile.

        Raises
        ------
        SaveError
        """
        digest = content_digest(recipe_text(recipe).encode())
        with self._lock:
            # Before it is written: even if that is cut short, it is a recipe of ours.
            self._known.add(digest)
            others, in_the_way = self._make_way(photo)
            notice = None
            if others:
                notice = Message(
                    "The recipe of {name} was changed by another program meanwhile; that recipe is "
                    "kept as {files}.",
                    name=photo.name,
                    files=others,
                )
                log.info("%s", notice)
            try:
                path = write_sidecar(photo, recipe, in_the_way)
            except SaveError as error:
                if notice is not None:
                    error.message = joined((error.message, notice))
                raise
            self._note(path, _status(path), digest)
            return notice

    def _make_way(self, photo: Path) -> tuple[tuple[Path, ...], set[Path]]:
        """Move the files of others aside.

        Returns
        -------
        others : tuple of Path
            Where those lie now that are to be told.
        in_the_way : set of Path
            Those that cannot be moved.
        """
        others: list[Path] = []
        in_the_way: set[Path] = set()
        for path in recipe_files(photo):
            digest = self._digest(path)
            if digest in self._known:
                continue
            aside = move_aside(path)
            if aside is None:
                in_the_way.add(path)
            if digest not in self._told:
                self._told.add(digest)
                others.append(aside or path)
        return tuple(others), in_the_way

    def _digest(self, path: Path) -> str:
        """The digest of a file, which is read where it is not the one that was seen last."""
        status = _status(path)
        seen, digest = self._seen.get(path, (None, ""))
        if status is None or status != seen:
            digest = file_digest(path)
            self._note(path, status, digest)
        return digest

    def _note(self, path: Path, status: _Status | None, digest: str) -> None:
        if status is not None:
            self._seen[path] = status, digest


def _status(path: Path) -> _Status | None:
    """What tells one state of a file from the next; None where there is no file."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_ino, status.st_size, status.st_mtime_ns
