"""Recipes kept beside photos: where they lie, whether they fit, and how they are written.

Where the folder of a photo cannot be written, its recipe lies in the user's data folder.
"""

import hashlib
import logging
import os
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

import platformdirs

from colorizer_gui.engine.errors import RecipeError, SaveError
from colorizer_gui.engine.files import open_file
from colorizer_gui.engine.limits import LARGEST_RECIPE
from colorizer_gui.engine.messages import Message, joined
from colorizer_gui.engine.photo import Photo
from colorizer_gui.engine.photo.fingerprint import fingerprint, is_same_photo
from colorizer_gui.engine.session.recipe import Recipe
from colorizer_gui.engine.session.recipe_file import read_recipe, write_recipe
from colorizer_gui.engine.session.recipe_fit import check_scan

log = logging.getLogger(__name__)

SIDECAR_SUFFIX = ".colorizer.json"


def sidecar_path(photo: Path) -> Path:
    """Path of a photo's sidecar: PHOTO.EXT.colorizer.json beside it."""
    return photo.with_name(photo.name + SIDECAR_SUFFIX)


def spare_path(photo: Path) -> Path:
    """Path of a photo's recipe where the photo's own folder cannot be written."""
    place = photo.absolute()
    digest = hashlib.sha256(str(place).encode(errors="surrogateescape")).hexdigest()[:16]
    folder = Path(platformdirs.user_data_dir("Colorizer", appauthor=False)) / "recipes"
    return folder / f"{place.stem[:64]}-{digest}{SIDECAR_SUFFIX}"


def recipe_files(photo: Path, mirror: Path | None = None) -> list[Path]:
    """Paths of all recipes of a photo, wherever they lie.

    Parameters
    ----------
    photo : Path
    mirror : Path or None
        What the photo is called in a folder that mirrors its own, and whose recipes count too.
    """
    places = [sidecar_path(photo), spare_path(photo)]
    if mirror is not None:
        places.append(sidecar_path(mirror))
    return list(filter(os.path.isfile, places))


def kept_path(photo: Path, mirror: Path | None = None) -> Path | None:
    """Path of the newest of a photo's `recipe_files`; None if there is none."""
    return max(recipe_files(photo, mirror), key=os.path.getmtime, default=None)


def content_digest(content: bytes) -> str:
    """What tells the content of one recipe file from that of another."""
    return hashlib.sha256(content).hexdigest()


def file_digest(path: Path) -> str:
    """The `content_digest` of a recipe file; empty where it cannot be read."""
    try:
        with open_file(path) as file:
            return content_digest(file.read(LARGEST_RECIPE + 1))
    except OSError:
        return ""


@dataclass(frozen=True)
class Kept:
    """What was kept of earlier work on a photo.

    Parameters
    ----------
    fingerprint : str
        Of the photo, for recipes to be kept.
    recipe : Recipe or None
    problem : Message or None
        Why the recipe file that exists cannot be used.
    unusable : Path or None
        That file.
    files : tuple of (Path, str)
        All recipe files of the photo, with the digests of their content.
    """

    fingerprint: str
    recipe: Recipe | None = None
    problem: Message | None = None
    unusable: Path | None = None
    files: tuple[tuple[Path, str], ...] = ()

    def fits(self, recipe: Recipe | None) -> bool:
        """Whether a recipe is of this photo, and not of another one that had its path before."""
        return recipe is not None and is_same_photo(recipe.photo, self.fingerprint)

    @property
    def notice(self) -> Message | None:
        """What to tell where the photo is opened: that its recipe cannot be used."""
        if self.problem is None:
            return None
        stays = Message("The photo opens without it; the file is renamed, not lost, when you edit.")
        return joined((self.problem, stays))

    def check(self, photo: Photo) -> None:
        """Refuse a recipe that cannot be used, where the user has not been told of it.

        Parameters
        ----------
        photo : Photo
            For which this was found.

        Raises
        ------
        RecipeError
        """
        if self.problem is not None and photo.path is not None:
            raise RecipeError(
                Message(
                    "{name} is left out. {reason} Open the photo to go on without the recipe, or "
                    "move that away.",
                    name=photo.path.name,
                    reason=self.problem,
                )
            )


def find_kept(photo: Photo, mirror: Path | None = None) -> Kept:
    """Find the recipe that was kept of a photo, see `kept_path`. Reads every pixel and a file.

    The photo is the scan, before it is prepared.
    """
    found = fingerprint(photo)
    paths = [] if photo.path is None else recipe_files(photo.path, mirror)
    path = max(paths, key=os.path.getmtime, default=None)
    # Before the recipe is read: one that takes its place meanwhile is not taken for known.
    files = tuple((each, file_digest(each)) for each in paths)
    if path is None:
        return Kept(found)
    try:
        recipe = read_recipe(path)
        if recipe.photo and not is_same_photo(recipe.photo, found):
            raise RecipeError(
                Message("The recipe {name} belongs to another photo.", name=path.name)
            )
        check_scan(recipe, photo.width, photo.height)
    except RecipeError as error:
        return Kept(found, None, error.message, path, files)
    return Kept(found, recipe, files=files)


def write_sidecar(photo: Path, recipe: Recipe, in_the_way: Collection[Path] = ()) -> Path:
    """Write a recipe beside its photo or, where that fails, in the data folder.

    Parameters
    ----------
    photo : Path
    recipe : Recipe
    in_the_way : collection of Path
        Files that are not to be written over.

    Returns
    -------
    Path
        Of the file.

    Raises
    ------
    SaveError
        Neither place can be written; the message is about the place beside the photo.
    """
    beside, spare = sidecar_path(photo), spare_path(photo)
    try:
        write_recipe(beside, recipe, overwrite=beside not in in_the_way)
    except SaveError as refused:
        try:
            spare.parent.mkdir(parents=True, exist_ok=True)
            write_recipe(spare, recipe, overwrite=spare not in in_the_way)
        except (OSError, SaveError) as error:
            raise refused from error
        log.info("%s It is kept in %s.", refused, spare)
        return spare
    return beside
