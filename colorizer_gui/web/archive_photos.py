"""The opened photos of an archive: read where they lie, with recipes and results beside them."""

import threading
from collections.abc import Collection
from dataclasses import dataclass, replace
from pathlib import Path

from colorizer_gui.engine.arrays import IsCancelled
from colorizer_gui.engine.errors import RecipeError, SaveError
from colorizer_gui.engine.files import move_aside
from colorizer_gui.engine.messages import Message
from colorizer_gui.engine.photo.fingerprint import is_same_photo
from colorizer_gui.engine.session.recipe import Recipe
from colorizer_gui.engine.session.recipe_file import read_recipe, write_recipe
from colorizer_gui.engine.session.search import Found, size_and_time
from colorizer_gui.engine.session.sidecar import (
    SIDECAR_SUFFIX,
    find_kept,
    kept_path,
    sidecar_path,
    write_sidecar,
)
from colorizer_gui.web.archive import Archive, make_folder
from colorizer_gui.web.models import Models
from colorizer_gui.web.names import known_suffix, renamed, shown
from colorizer_gui.web.opened import OpenedPhotos
from colorizer_gui.web.store import PhotoInfo, StoredPhoto


@dataclass(frozen=True)
class ArchivePhoto(StoredPhoto):
    """A photo of the archive that was opened.

    Parameters
    ----------
    folder : str
        See `Listing.name`.
    found : Found
        The photo as its folder listed it.
    """

    folder: str
    found: Found

    @property
    def name(self) -> str:
        """Its path from the archive, with ``/``."""
        return f"{self.folder}/{self.found.name}" if self.folder else self.found.name


class ArchivePhotos:
    """The photos of an archive that clients have opened. Thread-safe.

    Parameters
    ----------
    archive : Archive
    opened : OpenedPhotos
    models : Models
    """

    def __init__(self, archive: Archive, opened: OpenedPhotos, models: Models) -> None:
        self.archive = archive
        self._opened, self._models = opened, models
        self._known: dict[str, ArchivePhoto] = {}
        self._lock = threading.Lock()

    def find(self, identifier: str) -> ArchivePhoto | None:
        """The photo with an id; None where it was not opened since the server began.

        Nor where its place leads out of the archive by now.
        """
        with self._lock:
            photo = self._known.get(identifier)
        return photo if photo and self.archive.is_inside(photo.path) else None

    def open(
        self, identifier: str, client: str, is_cancelled: IsCancelled
    ) -> tuple[ArchivePhoto, tuple[Message, ...]]:
        """Open a photo; with notices about its file and its recipe.

        Raises
        ------
        RefusedError, PhotoError, Cancelled
        """
        listing, found = self.archive.find_photo(identifier)
        path = self.archive.path(listing.name) / found.name
        # As it is now; its folder may have been listed before it changed.
        found = Found(found.name, *size_and_time(path), recipe_time=0)
        known = self.find(identifier)
        if known is not None and known.found != found:
            self._opened.drop(identifier)
        info = PhotoInfo(shown(found.name), known_suffix(found.name), client, size=found.size)
        photo = ArchivePhoto(identifier, path, info, listing.name, found)
        scan = self._opened.open(photo, is_cancelled).scan
        kept = find_kept(scan, self.archive.mirror(photo.name))
        info = replace(info, width=scan.width, height=scan.height, fingerprint=kept.fingerprint)
        photo = replace(photo, info=info)
        with self._lock:
            self._known[identifier] = photo
        return photo, (*scan.notices, *((kept.notice,) if kept.notice else ()))

    def recipe(self, photo: ArchivePhoto) -> Recipe:
        """The recipe that lies beside a photo; that of a new photo where none can be used."""
        recipe = self._usable(self._recipe_path(photo), photo)
        return self._models.new_recipe(photo.info.fingerprint) if recipe is None else recipe

    def keep_recipe(self, photo: ArchivePhoto, recipe: Recipe) -> Recipe:
        """Keep a recipe beside a photo, or in the folder for results, as the window does.

        A photo without edits gets no file, and a file that cannot be used is renamed or, where that
        fails, left as it is.

        Raises
        ------
        SaveError
        """
        recipe = replace(recipe, photo=photo.info.fingerprint)
        path = self._recipe_path(photo)
        if path is None and recipe == self._models.new_recipe(recipe.photo):
            return recipe
        in_the_way: tuple[Path, ...] = ()
        if path is not None and self._is_ours(path, photo) and not self._usable(path, photo):
            in_the_way = () if move_aside(path) else (path,)
        try:
            self._write(photo, recipe, in_the_way)
        except SaveError as error:
            error.message = renamed(error.message, self.archive.shown_places(photo.folder))
            raise
        return recipe

    def _write(self, photo: ArchivePhoto, recipe: Recipe, in_the_way: Collection[Path]) -> None:
        mirror = self.archive.mirror(photo.name)
        if mirror is None:
            write_sidecar(photo.path, recipe, in_the_way)
            return
        make_folder(mirror.parent, photo.info.name + SIDECAR_SUFFIX)
        path = sidecar_path(mirror)
        write_recipe(path, recipe, overwrite=path not in in_the_way)

    def _recipe_path(self, photo: ArchivePhoto) -> Path | None:
        return kept_path(photo.path, self.archive.mirror(photo.name))

    def _is_ours(self, path: Path, photo: ArchivePhoto) -> bool:
        """Whether recipes are written to a path; with a folder for them, others are only read."""
        mirror = self.archive.mirror(photo.name)
        return mirror is None or path == sidecar_path(mirror)

    def _usable(self, path: Path | None, photo: ArchivePhoto) -> Recipe | None:
        try:
            recipe = None if path is None else read_recipe(path)
        except RecipeError:
            return None
        if recipe and recipe.photo and not is_same_photo(recipe.photo, photo.info.fingerprint):
            return None
        return recipe
