"""Hints and looks carried over from one photo to others, all frames of a roll for example."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from colorizer_gui.engine.arrays import IsCancelled, ReportProgress
from colorizer_gui.engine.errors import ColorizerError
from colorizer_gui.engine.hints import ColorHint
from colorizer_gui.engine.look import Look
from colorizer_gui.engine.messages import Message
from colorizer_gui.engine.photo import Photo, read_photo
from colorizer_gui.engine.preparation import Preparation
from colorizer_gui.engine.preparation.places import moved_hints
from colorizer_gui.engine.session.edits import EditState, HintState
from colorizer_gui.engine.session.in_color import keeps_own_colors
from colorizer_gui.engine.session.known_recipes import KnownRecipes
from colorizer_gui.engine.session.open_photo import OpenPhoto
from colorizer_gui.engine.session.recipe import Recipe
from colorizer_gui.engine.session.sidecar import Kept, find_kept

# Parts by which the shapes of two photos may differ; scans of one roll are cropped a little.
_SAME_SHAPE = 0.02


@dataclass(frozen=True)
class CopiedEdits:
    """What was copied from a photo.

    Parameters
    ----------
    hints : tuple of ColorHint or None
        None to leave the hints of other photos as they are.
    look : Look or None
    size : tuple of int
        Width and height of the scan.
    preparation : Preparation
        Of the photo in which the hints lie.
    """

    hints: tuple[ColorHint, ...] | None
    look: Look | None
    size: tuple[int, int]
    preparation: Preparation = Preparation()

    def applied(self, state: EditState) -> EditState:
        """The state of another photo with what was copied; it is colorized, as was asked for."""
        hints = self.hints_for(state.preparation)
        if hints is not None:
            state = replace(state, hints=HintState(hints))
        return replace(state, look=self.look_for(state.look), own_colors=False)

    def hints_for(self, preparation: Preparation) -> tuple[ColorHint, ...] | None:
        """The hints for another photo: at the same places of its scan, however it is prepared."""
        if self.hints is None:
            return None
        return moved_hints(self.hints, self.preparation, preparation, self.size)

    def loses_hints(self, preparation: Preparation) -> bool:
        """Whether some hints lie outside the crop of another photo, which gets the others."""
        return len(self.hints_for(preparation) or ()) < len(self.hints or ())

    def look_for(self, own: Look) -> Look:
        """The look of another photo, which keeps the colors of its own version."""
        return own if self.look is None else replace(self.look, version=own.version)

    def fits(self, scan: Photo) -> bool:
        """Whether hints lie at the same things: the shape of a scan is about the same."""
        growth = scan.width / scan.height * self.size[1] / self.size[0]
        return self.hints is None or abs(growth - 1) <= _SAME_SHAPE


@dataclass(frozen=True, eq=False)
class CarryJob:
    """A photo that is to get edits; a snapshot, since the open photo may change meanwhile."""

    entry: OpenPhoto
    path: Path | None
    source: Photo | None
    recipe: Recipe | None
    known_recipes: KnownRecipes

    @classmethod
    def of(cls, entry: OpenPhoto) -> "CarryJob":
        """The job for an open photo that is not on the screen."""
        return cls(entry, entry.path, entry.source, entry.recipe, entry.known_recipes)


@dataclass(frozen=True)
class CarriedOver:
    """What became of the photos.

    Parameters
    ----------
    done : tuple of (OpenPhoto, Kept, bool)
        Those that got the edits, with what was kept of them before, and whether they kept their own
        colors.
    of_other_shape : tuple of str
        Names of those where the hints may lie at other things.
    cropped : tuple of str
        Names of those without the hints that lie outside their crop.
    problems : tuple of Message
        One for each photo that got none.
    notices : tuple of Message
        Where recipes are that somebody else wrote meanwhile.
    """

    done: tuple[tuple[OpenPhoto, Kept, bool], ...]
    of_other_shape: tuple[str, ...]
    cropped: tuple[str, ...]
    problems: tuple[Message, ...]
    notices: tuple[Message, ...]


def carry_over(
    jobs: Sequence[CarryJob],
    edits: CopiedEdits,
    model: str,
    is_cancelled: IsCancelled,
    report_progress: ReportProgress,
) -> CarriedOver:
    """Write edits into the recipes beside photos; what else is kept there stays.

    Parameters
    ----------
    jobs : sequence of CarryJob
    edits : CopiedEdits
    model : str
        The id of the model for photos of which nothing was kept.
    is_cancelled, report_progress : callable

    Returns
    -------
    CarriedOver
        When cancelled, of the photos before that.
    """
    done: list[tuple[OpenPhoto, Kept, bool]] = []
    others: list[str] = []
    cropped: list[str] = []
    problems: list[Message] = []
    notices: list[Message] = []
    for number, job in enumerate(jobs):
        if is_cancelled():
            break
        report_progress(number / len(jobs))
        try:
            carried = _carry(job, edits, model)
        except ColorizerError as error:
            problems.append(error.message)
            continue
        done.append((job.entry, carried.kept, carried.own_colors))
        if carried.notice is not None:
            notices.append(carried.notice)
        if not edits.fits(carried.scan) and job.path is not None:
            others.append(job.path.name)
        if edits.loses_hints(carried.preparation) and job.path is not None:
            cropped.append(job.path.name)
    return CarriedOver(tuple(done), tuple(others), tuple(cropped), tuple(problems), tuple(notices))


@dataclass(frozen=True, eq=False)
class _Carried:
    """A photo that got the edits, and what was kept of it before; see `CarriedOver`."""

    scan: Photo
    kept: Kept
    preparation: Preparation
    own_colors: bool
    notice: Message | None


def _carry(job: CarryJob, edits: CopiedEdits, model: str) -> _Carried:
    """Write the edits for one photo."""
    scan = job.source
    if scan is None:
        if job.path is None:
            raise ValueError("a job has a file or a photo")
        scan = read_photo(job.path)
    kept = find_kept(scan)
    is_in_memory = job.recipe is not None and kept.fits(job.recipe)
    if not is_in_memory:
        kept.check(scan)
        job.known_recipes.learn(kept)
    recipe = (job.recipe if is_in_memory else kept.recipe) or Recipe(model)
    # Turned, cropped and leveled, a photo is as much in color as its scan.
    is_own = keeps_own_colors(scan, recipe)
    if is_own:
        recipe = replace(recipe, own_colors=False)
    hints = edits.hints_for(recipe.preparation)
    if hints is not None:
        recipe = replace(recipe, hints=hints)
    recipe = replace(recipe, look=edits.look_for(recipe.look), photo=kept.fingerprint)
    notice = None if job.path is None else job.known_recipes.write(job.path, recipe)
    return _Carried(scan, kept, recipe.preparation, is_own, notice)
