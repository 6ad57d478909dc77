"""Saves the results of an archive's photos, one at a time, each under a name that is free."""

import os
from dataclasses import dataclass
from pathlib import PurePath

from colorizer_gui.engine.arrays import IsCancelled
from colorizer_gui.engine.batch.names import ResultNames
from colorizer_gui.engine.errors import ColorizerError, SaveError
from colorizer_gui.engine.messages import Message
from colorizer_gui.engine.session.output import Output
from colorizer_gui.engine.session.recipe import Recipe
from colorizer_gui.web.archive import Archive, make_folder
from colorizer_gui.web.archive_photos import ArchivePhoto
from colorizer_gui.web.names import renamed, shown
from colorizer_gui.web.results import ResultMaker

_TRIES = 100


@dataclass(frozen=True)
class SavedResult:
    """A result among the photos of the archive, or in the folder for results.

    Parameters
    ----------
    name : str
        Its path from the archive or from that folder, with ``/``.
    notices : tuple of Message
    """

    name: str
    notices: tuple[Message, ...]


def save_result(
    archive: Archive,
    results: ResultMaker,
    photo: ArchivePhoto,
    recipe: Recipe,
    output: Output,
    is_cancelled: IsCancelled,
) -> SavedResult:
    """Colorize a photo into a new file, which never replaces another one.

    Raises
    ------
    PhotoError, RecipeError, ModelError, SaveError, RefusedError, Cancelled
    """
    name = output.name(PurePath(photo.found.name))
    try:
        return _save(archive, results, photo, recipe, output, name, is_cancelled)
    except ColorizerError as error:
        error.message = renamed(error.message, archive.shown_places(photo.folder))
        raise


def _save(
    archive: Archive,
    results: ResultMaker,
    photo: ArchivePhoto,
    recipe: Recipe,
    output: Output,
    plain: str,
    is_cancelled: IsCancelled,
) -> SavedResult:
    folder = archive.results_of(photo.folder)
    make_folder(folder, plain)
    if not archive.may_hold_results(folder):
        raise SaveError(
            Message(
                "The result of {name} would not be in the folder for the results.",
                name=photo.info.name,
            )
        )
    names, name = ResultNames(), plain

    def is_taken(candidate: str) -> bool:
        return os.path.lexists(folder / candidate)

    for _ in range(_TRIES):
        if is_taken(name):
            name = names.numbered(plain, is_taken)
        try:
            notices = results.write(folder / name, photo, recipe, output, is_cancelled)
        except SaveError:
            if not is_taken(name):
                raise
        else:
            place = f"{photo.folder}/{name}" if photo.folder else name
            return SavedResult(shown(place), notices)
    raise SaveError(Message("Can't save {name}: others take each name that is free.", name=plain))
