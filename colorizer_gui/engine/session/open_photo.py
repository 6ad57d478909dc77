"""Open photos: where they come from, what was done to them, and their pixels while shown."""

from dataclasses import dataclass
from pathlib import Path

from colorizer_gui.engine.colorizer import Colorizer
from colorizer_gui.engine.limits import MOST_SAVED_COLORS
from colorizer_gui.engine.messages import Message
from colorizer_gui.engine.photo import Photo, read_photo, reduced
from colorizer_gui.engine.preparation import Preparation
from colorizer_gui.engine.session.edits import EditState, HintState, History, RegionState
from colorizer_gui.engine.session.in_color import OwnColors, keeps_own_colors
from colorizer_gui.engine.session.known_recipes import KnownRecipes
from colorizer_gui.engine.session.output import Output
from colorizer_gui.engine.session.predictions import Predictions, Rendering
from colorizer_gui.engine.session.preparing import prepared_for
from colorizer_gui.engine.session.recipe import Recipe
from colorizer_gui.engine.session.recipe_fit import empty_regions
from colorizer_gui.engine.session.sidecar import Kept, find_kept

SCREEN_PIXELS = 2_000_000
# About what a window shows of a photo that fits into it; rendered in a third of the time.
DRAFT_PIXELS = 600_000


def screen_copies(photo: Photo) -> tuple[Photo, ...]:
    """One or two reduced copies of a photo for the screen, the smaller first."""
    screen = reduced(photo, SCREEN_PIXELS)
    is_small = screen.width * screen.height <= 1.5 * DRAFT_PIXELS
    return (screen,) if is_small else (reduced(screen, DRAFT_PIXELS), screen)


@dataclass(frozen=True, eq=False)
class LoadedPhoto:
    """A photo that was read to be shown.

    Parameters
    ----------
    scan : Photo
        What its file holds.
    photo : Photo
        The scan as the recipe prepares it; the same object where it does not.
    screens : tuple of Photo
        Copies of the prepared photo for the screen, the largest last.
    kept : Kept
        What was kept of earlier work on it.
    notices : tuple of Message
    own_colors : bool
        Whether it keeps its own colors for now.
    recipe : Recipe or None
        The edits that it opens with, from memory or as they were kept.
    """

    scan: Photo
    photo: Photo
    screens: tuple[Photo, ...]
    kept: Kept
    notices: tuple[Message, ...]
    own_colors: bool = False
    recipe: Recipe | None = None


@dataclass(frozen=True, eq=False)
class Prepared:
    """A scan that was prepared to be shown.

    Parameters
    ----------
    preparation : Preparation
    photo : Photo
    screens : tuple of Photo
        Copies for the screen, the largest last.
    """

    preparation: Preparation
    photo: Photo
    screens: tuple[Photo, ...]


class OpenPhoto:
    """One of the open photos. Only the one that is shown has its pixels in memory.

    Parameters
    ----------
    path : Path or None
        Its file.
    source : Photo or None
        The photo itself where it has no file to be read from again.

    Attributes
    ----------
    history : History
    model : str or None
        The id of the model that colorized it; None before it was first shown.
    model_sha256 : str
        Of that model's file; empty where it is not known.
    scan : Photo or None
        What its file holds, while it is shown.
    photo : Photo or None
        The prepared photo while it is shown, and `screens` the copies for the screen.
    preparation : Preparation
        What `photo` was made with, which the edits may be ahead of; see `prepare`.
    predictions : Predictions or None
        Of the model in use, while it is shown.
    was_edited : bool
        Whether what was kept of earlier work has edits, as far as that is known before it is shown.
    dismissed : tuple of str
        Names of saved colors that are not proposed in it.
    is_in_color : bool
        Whether it has been found in color, so that its recipe says whether it keeps its colors.
    known_recipes : KnownRecipes
        Those beside it; its edits in memory are written over no others.
    """

    def __init__(self, path: Path | None, source: Photo | None = None) -> None:
        self.path = path
        self.source = source
        self.history = History()
        self.model: str | None = None
        self.model_sha256 = ""
        self.scan: Photo | None = None
        self.photo: Photo | None = None
        self.preparation = Preparation()
        self.screens: tuple[Photo, ...] = ()
        self.predictions: Predictions | None = None
        self.was_edited = False
        self.dismissed: tuple[str, ...] = ()
        self.is_in_color = False
        self.known_recipes = KnownRecipes()
        self._fingerprint = ""
        self._saved: tuple[Path, Output] | None = None
        self._saved_state: EditState | None = None
        self._saved_model = ""
        self._colored_by = ""  # the model that its colors are of now; empty until shown or saved

    def load(self) -> LoadedPhoto:
        """Read the photo and what was kept of earlier work on it; changes nothing here.

        Raises
        ------
        PhotoError
        """
        if self.source is not None:
            scan = self.source
        elif self.path is not None:
            scan = read_photo(self.path)
        else:
            raise ValueError("an open photo has a file or pixels")
        kept = find_kept(scan)
        # The edits in memory go before those of a sidecar, so that its problem does not matter.
        is_in_memory = kept.fits(self.recipe)
        is_told = kept.notice is None or is_in_memory
        notices = scan.notices if is_told or kept.notice is None else (*scan.notices, kept.notice)
        if kept.recipe is not None:
            notices += empty_regions(kept.recipe.regions)
        recipe = self.recipe if is_in_memory else kept.recipe
        photo = prepared_for(scan, recipe or Recipe())
        screens = screen_copies(photo)
        own_colors = keeps_own_colors(screens[0], kept.recipe or Recipe())
        return LoadedPhoto(scan, photo, screens, kept, notices, own_colors, recipe)

    def show(self, loaded: LoadedPhoto) -> None:
        """Take the pixels, and the edits that were kept, see `adopt`."""
        self.adopt(loaded.kept, loaded.own_colors)
        self.history = self.history.select(None).select_region(None)
        self.scan = loaded.scan
        preparation = Preparation() if loaded.recipe is None else loaded.recipe.preparation
        self.show_prepared(Prepared(preparation, loaded.photo, loaded.screens))

    @property
    def is_prepared(self) -> bool:
        """Whether the prepared photo, if it is shown, is the one that the edits mean."""
        return self.preparation == self.history.state.preparation

    def prepare(self, preparation: Preparation | None = None) -> Prepared:
        """Prepare the scan, which is shown, for `show_prepared`; changes nothing here.

        Parameters
        ----------
        preparation : Preparation, optional
            That of the edits by default.

        Raises
        ------
        RecipeError, Cancelled
        """
        if self.scan is None:
            raise ValueError("the photo is not shown")
        wanted = self.history.state.preparation if preparation is None else preparation
        photo = prepared_for(self.scan, Recipe(preparation=wanted))
        return Prepared(wanted, photo, screen_copies(photo))

    def show_prepared(self, prepared: Prepared) -> None:
        """Take another prepared photo; it is to be colorized anew, see `use`."""
        self.preparation = prepared.preparation
        self.photo, self.screens = prepared.photo, prepared.screens
        self.predictions = None

    def adopt(self, kept: Kept, own_colors: bool = False) -> None:
        """Take the edits that were kept of the photo where there are none in memory.

        Edits in memory are dropped when another photo lies at the path by now.

        Parameters
        ----------
        kept : Kept
        own_colors : bool
            Whether the photo keeps its own colors.
        """
        if not kept.fits(self.recipe):
            recipe = kept.recipe or Recipe()
            is_saved = self.model is None and self._saved_state is not None
            regions = RegionState(recipe.regions)
            hints = HintState(recipe.hints)
            self.history = History(
                EditState(hints, recipe.look, regions, recipe.preparation, own_colors)
            )
            self._saved_state = self.history.state if is_saved else None
            self.is_in_color = own_colors or recipe.own_colors is not None
            self.model = None if kept.recipe is None else kept.recipe.model
            self.model_sha256 = recipe.model_sha256
            self.dismissed = recipe.dismissed
            self.known_recipes.learn(kept)
        self._fingerprint = kept.fingerprint

    @property
    def was_shown(self) -> bool:
        """Whether it is or was shown, so that its edits are known."""
        return self.model is not None or self.photo is not None

    @property
    def is_edited(self) -> bool:
        """Whether it has hints, a look or a preparation of its own."""
        if not self.was_shown:
            return self.was_edited
        state = self.history.state
        return not state.has_colors_of(EditState(own_colors=state.own_colors))

    @property
    def is_saved(self) -> bool:
        """Whether its result was saved, and neither edits nor model changed since."""
        state = self._saved_state
        if state is None or not state.has_colors_of(self.history.state):
            return False
        return state.own_colors or self._saved_model == self._colored_by

    @property
    def result(self) -> tuple[Path, Output] | None:
        """The file of its result, and how that was saved; None before."""
        return self._saved

    def note_saved(self, path: Path, output: Output, state: EditState, model: str) -> None:
        """Note that its result was saved.

        Parameters
        ----------
        path : Path
        output : Output
        state : EditState
            What it looked like then.
        model : str
            The id of the model that colorized it then; empty where none did.
        """
        self._saved, self._saved_state, self._saved_model = (path, output), state, model
        if not (self.was_shown and self._colored_by):
            self._colored_by = model

    def follow(self, model: str) -> None:
        """Note the id of the model that colorizes all photos from now on that name no other."""
        if self._colored_by and not (self.was_shown or self.was_edited):
            self._colored_by = model

    def dismiss(self, name: str) -> None:
        """Note that a saved color is not to be proposed in it any more."""
        if name not in self.dismissed:
            self.dismissed = (*self.dismissed, name)[-MOST_SAVED_COLORS:]

    def hide(self) -> None:
        """Drop the pixels and all that was made from them."""
        self.scan, self.photo, self.screens, self.predictions = None, None, (), None

    @property
    def recipe(self) -> Recipe | None:
        """Model, edits and what was dismissed; None before the photo was first shown."""
        return None if self.model is None else self.recipe_with(self.model, self.model_sha256)

    def recipe_with(self, model: str, model_sha256: str) -> Recipe:
        """The recipe with another model."""
        state = self.history.state
        return Recipe(
            model,
            state.hints.hints,
            state.look,
            self._fingerprint,
            state.regions.regions,
            model_sha256,
            self.dismissed,
            state.preparation,
            state.own_colors if self.is_in_color else None,
        )

    def use(self, colorizer: Colorizer) -> None:
        """Colorize the photo, which is shown, with another model from now on."""
        if self.photo is None:
            raise ValueError("the photo is not shown")
        self.predictions = Predictions(colorizer, self.photo)
        self._colored_by = colorizer.model.info.path.stem

    @property
    def keeps_colors(self) -> bool:
        """Whether it is not colorized, because it is in color already."""
        return self.history.state.own_colors

    @property
    def in_own_colors(self) -> OwnColors | None:
        """What its file is saved from while it keeps its own colors.

        None where it does not, and while the prepared photo is not the one that the edits mean.
        """
        if self.photo is None or not (self.keeps_colors and self.is_prepared):
            return None
        return OwnColors(self.photo, self.history.state)

    @property
    def rendering(self) -> Rendering | None:
        """What its colors are rendered from.

        None before `use`, and while the prepared photo is not the one that the edits mean.
        """
        if self.predictions is None:
            return None
        if not self.is_prepared:
            return None
        return Rendering.of(self.predictions, self.history.state)
