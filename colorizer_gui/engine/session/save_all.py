"""Saves several open photos, each with its own hints, look and model."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from colorizer_gui.engine.arrays import IsCancelled, ReportProgress
from colorizer_gui.engine.colorizer import Colorizer
from colorizer_gui.engine.errors import Cancelled, ColorizerError, SaveError
from colorizer_gui.engine.messages import Message
from colorizer_gui.engine.model.runtime import Model
from colorizer_gui.engine.model.versions import meant_model
from colorizer_gui.engine.photo import Photo, check_destination, read_photo
from colorizer_gui.engine.session.edits import EditState
from colorizer_gui.engine.session.in_color import keeps_own_colors
from colorizer_gui.engine.session.open_photo import OpenPhoto
from colorizer_gui.engine.session.output import Output
from colorizer_gui.engine.session.preparing import prepared_for
from colorizer_gui.engine.session.recipe import Recipe
from colorizer_gui.engine.session.saving import save_colorized
from colorizer_gui.engine.session.sidecar import find_kept


class Colorizers:
    """Models by their id, each loaded when it is first used.

    Parameters
    ----------
    in_use : Colorizer
        Stands in for models that are not installed any more.
    wanted : str
        The id of the model for photos that name none; it may not be in use yet.
    installed : dict of str to Path
        Files of models by id.
    device : str
    """

    def __init__(
        self, in_use: Colorizer, wanted: str, installed: Mapping[str, Path], device: str
    ) -> None:
        self.wanted = wanted
        self._in_use = in_use
        self._loaded = {in_use.model.info.path.stem: in_use}
        self._installed = installed
        self._device = device

    def of(self, recipe: Recipe) -> Colorizer:
        """The colorizer with the model that a recipe means.

        Raises
        ------
        ModelError
        """
        meant = meant_model(recipe.model, recipe.model_sha256, self._installed.values())
        model = self.wanted if meant is None else meant.model
        if model not in self._loaded and model in self._installed:
            self._loaded[model] = Colorizer(Model(self._installed[model], self._device))
        return self._loaded.get(model, self._in_use)


@dataclass(frozen=True, eq=False)
class SaveJob:
    """A photo to be saved; a snapshot, since the open photo may change meanwhile.

    Parameters
    ----------
    target : Path
        Of the result.
    path : Path or None
        Of the photo.
    scan : Photo or None
        What its file holds, where it is in memory.
    recipe : Recipe or None
        None for the one that was kept beside the photo.
    entry : OpenPhoto
    state : EditState
        Of the open photo.
    model : str
        The id of the model that colorized it, once it is saved.
    """

    target: Path
    path: Path | None
    scan: Photo | None
    recipe: Recipe | None
    entry: OpenPhoto
    state: EditState
    model: str = ""

    @classmethod
    def of(cls, entry: OpenPhoto, target: Path) -> "SaveJob":
        """The job of saving an open photo as it is now."""
        scan = entry.source if entry.scan is None else entry.scan
        return cls(
            target,
            entry.path,
            scan,
            entry.recipe,
            entry,
            entry.history.state,
        )


@dataclass(frozen=True)
class SavedAll:
    """What became of the photos.

    Parameters
    ----------
    folder : Path
    total : int
        How many there were.
    saved : tuple of SaveJob
        Those that were saved.
    problems : tuple of Message
        One for each photo that could not be.
    stopped : bool
        Whether the user stopped before the last one.
    """

    folder: Path
    total: int
    saved: tuple[SaveJob, ...]
    problems: tuple[Message, ...]
    stopped: bool = False


def save_all(
    jobs: Sequence[SaveJob],
    folder: Path,
    colorizers: Colorizers,
    output: Output,
    is_cancelled: IsCancelled,
    report_progress: ReportProgress,
) -> SavedAll:
    """Save photos one after the other; existing files stay as they are.

    Parameters
    ----------
    jobs : sequence of SaveJob
    folder : Path
        The folder of the targets, for the report.
    colorizers : Colorizers
    output : Output
    is_cancelled, report_progress : callable

    Returns
    -------
    SavedAll
    """
    saved: list[SaveJob] = []
    problems: list[Message] = []
    for number, job in enumerate(jobs):
        report_progress(number / len(jobs))
        try:
            model = _save(job, colorizers, output, is_cancelled)
            saved.append(replace(job, model=model))
        except Cancelled:
            return SavedAll(folder, len(jobs), tuple(saved), tuple(problems), stopped=True)
        except ColorizerError as error:
            problems.append(error.message)
    return SavedAll(folder, len(jobs), tuple(saved), tuple(problems))


def _save(job: SaveJob, colorizers: Colorizers, output: Output, is_cancelled: IsCancelled) -> str:
    """Save one photo; gives the id of the model that colorized it."""
    scan = job.scan
    if scan is None:
        if job.path is None:
            raise ValueError("a job has a file or a photo")
        scan = read_photo(job.path)
    check_destination(job.target, scan, overwrite=True)  # for the problems that come first
    if job.target.exists():
        raise SaveError(
            Message(
                "Can't save {name}: the file exists. Choose another folder.",
                name=job.target.name,
            )
        )
    kept = find_kept(scan)
    is_known = job.recipe is not None and kept.fits(job.recipe)
    if not is_known:
        kept.check(scan)
    recipe = job.recipe if is_known else kept.recipe
    recipe = recipe or Recipe(colorizers.wanted)
    photo = prepared_for(scan, recipe)
    if not is_known:
        recipe = replace(recipe, own_colors=keeps_own_colors(photo, recipe))
    if recipe.keeps_colors and recipe.preparation.is_default:
        raise SaveError(
            Message(
                "{name} is left out: it is in color already. Open it to recolor it.",
                name=job.target.name if job.path is None else job.path.name,
            )
        )
    colorizer = colorizers.of(recipe)
    save_colorized(job.target, photo, colorizer, recipe, output, is_cancelled=is_cancelled)
    if is_cancelled():
        raise Cancelled
    return colorizer.model.info.path.stem
