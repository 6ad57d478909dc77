"""Open photos: where they come from, what was done to them, and their pixels while shown."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from colorizer_gui.engine.color.presence import is_in_color
from colorizer_gui.engine.colorizer import Colorizer
from colorizer_gui.engine.messages import Message
from colorizer_gui.engine.photo import Photo, read_photo, reduced
from colorizer_gui.engine.session.edits import EditState, HintState, History, RegionState
from colorizer_gui.engine.session.predictions import Predictions, Rendering
from colorizer_gui.engine.session.recipe import Recipe
from colorizer_gui.engine.session.sidecar import Kept, find_kept
from colorizer_gui.engine.session.stored_regions import empty_regions

SCREEN_PIXELS = 2_000_000
# About what a window shows of a photo that fits into it; rendered in a third of the time.
DRAFT_PIXELS = 600_000
SAMPLE_PIXELS = 20_000  # that tell whether a photo is in color


def has_colors(photo: Photo) -> bool:
    """Whether a photo is in color already, see `is_in_color`."""
    pixels = reduced(photo, SAMPLE_PIXELS).pixels
    if pixels.ndim == 2:
        return False
    return is_in_color((pixels / np.iinfo(pixels.dtype).max).astype(np.float32))


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
    photo : Photo
    screens : tuple of Photo
        Copies for the screen, the largest last.
    kept : Kept
        What was kept of earlier work on it.
    notices : tuple of Message
    is_in_color : bool
        Whether it has colors already and nothing was kept of earlier work on it.
    """

    photo: Photo
    screens: tuple[Photo, ...]
    kept: Kept
    notices: tuple[Message, ...]
    is_in_color: bool = False


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
    photo : Photo or None
        The photo while it is shown, and `screens` the copies for the screen.
    predictions : Predictions or None
        Of the model in use, while it is shown.
    keeps_colors : bool
        Whether it is not colorized, because it is in color already.
    """

    def __init__(self, path: Path | None, source: Photo | None = None) -> None:
        self.path = path
        self.source = source
        self.history = History()
        self.model: str | None = None
        self.photo: Photo | None = None
        self.screens: tuple[Photo, ...] = ()
        self.predictions: Predictions | None = None
        self.keeps_colors = False
        self._fingerprint = ""

    def load(self) -> LoadedPhoto:
        """Read the photo and what was kept of earlier work on it; changes nothing here.

        Raises
        ------
        PhotoError
        """
        if self.source is not None:
            photo = self.source
        elif self.path is not None:
            photo = read_photo(self.path)
        else:
            raise ValueError("an open photo has a file or pixels")
        kept = find_kept(photo)
        # The edits in memory go before those of a sidecar, so that its problem does not matter.
        is_told = kept.notice is None or kept.fits(self.recipe)
        notices = photo.notices if is_told or kept.notice is None else (*photo.notices, kept.notice)
        if kept.recipe is not None:
            notices += empty_regions(kept.recipe.regions)
        screens = screen_copies(photo)
        is_new = self.model is None and kept.recipe is None
        return LoadedPhoto(photo, screens, kept, notices, is_new and has_colors(screens[0]))

    def show(self, loaded: LoadedPhoto) -> None:
        """Take the pixels, and the edits that were kept where there are none in memory.

        Edits in memory are dropped when another photo lies at the path by now.
        """
        if not loaded.kept.fits(self.recipe):
            kept = loaded.kept.recipe
            recipe = kept or Recipe()
            self.history = History(
                EditState(HintState(recipe.hints), recipe.look, RegionState(recipe.regions))
            )
            self.model = None if kept is None else kept.model
            self.keeps_colors = loaded.is_in_color
        self.history = self.history.select(None).select_region(None)
        self.photo, self.screens = loaded.photo, loaded.screens
        self.predictions = None
        self._fingerprint = loaded.kept.fingerprint

    def hide(self) -> None:
        """Drop the pixels and all that was made from them."""
        self.photo, self.screens, self.predictions = None, (), None

    @property
    def recipe(self) -> Recipe | None:
        """Model, hints and look; None before the photo was first shown."""
        return None if self.model is None else self.recipe_with(self.model)

    def recipe_with(self, model: str) -> Recipe:
        """The recipe with the hints and the look, and another model."""
        state = self.history.state
        return Recipe(
            model, state.hints.hints, state.look, self._fingerprint, state.regions.regions
        )

    def use(self, colorizer: Colorizer) -> None:
        """Colorize the photo, which is shown, with another model from now on."""
        if self.photo is None:
            raise ValueError("the photo is not shown")
        self.predictions = Predictions(colorizer, self.photo)

    @property
    def rendering(self) -> Rendering | None:
        """What its colors are rendered from; None before `use`."""
        if self.predictions is None:
            return None
        state = self.history.state
        return Rendering(self.predictions, state.hints.hints, state.look, state.regions.regions)
