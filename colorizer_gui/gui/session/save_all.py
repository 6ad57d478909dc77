"""All open photos saved at once."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from colorizer_gui.engine.batch.names import Names
from colorizer_gui.engine.colorizer import Colorizer
from colorizer_gui.engine.errors import Cancelled, ColorizerError, SaveError
from colorizer_gui.engine.model.runtime import Model
from colorizer_gui.engine.photo import check_destination, read_photo
from colorizer_gui.engine.session.recipe import Recipe
from colorizer_gui.engine.session.saving import save_colorized
from colorizer_gui.engine.session.sidecar import find_kept
from colorizer_gui.gui.base.translation import translated


@dataclass(frozen=True)
class SavedAll:
    """So many photos were saved in a folder; the sentences say what went wrong with others."""

    folder: Path
    count: int
    problems: tuple[str, ...]


class SaveAll:
    """Saves photos one after the other, each with its hints, its look and its model.

    Parameters
    ----------
    entries : list of OpenPhoto
    document : Document
        Its photo is at hand, though its file may be gone.
    folder : Path
    output : Output
    names : callable
        The file name for the path of a photo, which may be None.
    """

    def __init__(self, entries, document, folder, output, names):
        # What the main thread may change meanwhile is read here, once.
        targets, at_hand = _targets(entries, folder, names), {document.entry: document.photo}
        self._jobs = [
            (target, entry.path, at_hand.get(entry, entry.photo), entry.recipe)
            for target, entry in zip(targets, entries, strict=True)
        ]
        loader = document.loader
        self._installed = {path.stem: path for path in loader.state.installed}
        self._colorizers = {loader.wanted: loader.colorizer}
        self._default = loader.wanted
        self._device = loader.device
        self._folder = folder
        self._output = output

    def run(self, work):
        """Save them all; on a worker, with a Work."""
        problems = []
        for number, job in enumerate(self._jobs):
            work.progress(number / len(self._jobs))
            try:
                self._save(work, *job)
            except Cancelled:
                raise
            except ColorizerError as error:
                problems.append(translated(error))
        return SavedAll(self._folder, len(self._jobs) - len(problems), tuple(problems))

    def _save(self, work, target, path, photo, recipe):
        photo = photo or read_photo(path)
        check_destination(target, photo, overwrite=True)  # before any work is done for it
        if target.exists():
            there = QCoreApplication.translate(
                "SaveAll", "Can't save {0}: the file is there already. Choose another folder."
            )
            raise SaveError(there.format(target.name))
        kept = find_kept(photo)
        recipe = (recipe if kept.fits(recipe) else kept.recipe) or Recipe(self._default)
        save_colorized(
            target,
            photo,
            self._colorizer(recipe.model),
            recipe,
            self._output,
            is_cancelled=work.is_stopped,
        )
        work.check()

    def _colorizer(self, name):
        """The one that a recipe names, if that model is still there; else the one in use."""
        if name not in self._colorizers and name in self._installed:
            self._colorizers[name] = Colorizer(Model(self._installed[name], self._device))
        return self._colorizers.get(name) or self._colorizers[self._default]


def _targets(entries, folder, names):
    """Where each photo goes; photos of one name get results with numbers."""
    taken, targets = Names(), []
    for entry in entries:
        name = names(entry.path)
        if taken.owner(name) is not None:
            name = taken.numbered(name)
        taken.give(name, name)
        targets.append(folder / name)
    return targets
