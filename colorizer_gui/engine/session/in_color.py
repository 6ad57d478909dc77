"""Photos that are in color already: which are, and recipes that keep their colors."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, cast

import numpy as np

from colorizer_gui.engine.arrays import Area, IsCancelled, PixelArray, ReportProgress
from colorizer_gui.engine.color.presence import is_in_color
from colorizer_gui.engine.look import Look
from colorizer_gui.engine.messages import Message
from colorizer_gui.engine.painting.lazy_image import LazyImage
from colorizer_gui.engine.painting.own_colors import own_colors
from colorizer_gui.engine.photo import Photo, reduced
from colorizer_gui.engine.session.recipe import Recipe

if TYPE_CHECKING:
    from colorizer_gui.engine.session.edits import EditState

SAMPLE_PIXELS = 20_000  # that tell whether a photo is in color


def has_colors(photo: Photo) -> bool:
    """Whether a photo is in color already, see `is_in_color`."""
    pixels = reduced(photo, SAMPLE_PIXELS).pixels
    if pixels.ndim == 2:
        return False
    return is_in_color((pixels / np.iinfo(pixels.dtype).max).astype(np.float32))


def keeps_own_colors(photo: Photo, recipe: Recipe) -> bool:
    """Whether a photo keeps its own colors until the user wants others.

    Parameters
    ----------
    photo : Photo
        As the recipe prepares it.
    recipe : Recipe
        What was kept of earlier work. One that changes colors means that they are not kept.
    """
    return recipe.keeps_colors or (not recipe.changes_colors and has_colors(photo))


def colors_kept(name: str) -> Message:
    """What there is to tell of a photo that is not colorized."""
    return Message("{name} is in color already, so its colors are kept.", name=name)


def keeping_colors(
    recipe: Recipe, photo: Photo, is_own: bool, adjusted: Iterable[str] = ()
) -> Recipe:
    """The recipe for a photo that is to keep its own colors, if it is in color.

    Parameters
    ----------
    recipe : Recipe
    photo : Photo
        As the recipe prepares it.
    is_own : bool
        Whether the recipe was made for this photo: then it is followed. Any other only prepares a
        photo in color, and colorizes one that is not.
    adjusted : iterable of str
        Fields of the look that were asked for all photos, which is no work on this one.
    """
    if is_own and recipe.own_colors:
        keeps = True
    elif is_own and recipe.adjusted(look=_neutral(adjusted)).changes_colors:
        keeps = False
    else:
        keeps = has_colors(photo)
    if not keeps:
        return replace(recipe, own_colors=False)
    return replace(recipe, own_colors=True, hints=(), regions=(), look=Look())


def _neutral(names: Iterable[str]) -> list[tuple[str, object]]:
    """Fields of a look, with the values that change nothing."""
    return [(name, getattr(Look(), name)) for name in names]


@dataclass(frozen=True, eq=False)
class OwnColors:
    """A photo that is saved in its own colors, where others have a `Rendering`.

    Parameters
    ----------
    photo : Photo
        The prepared photo, at full resolution.
    state : EditState
        Of the open photo.
    """

    photo: Photo
    state: "EditState"

    model = ""  # none made its colors

    @property
    def recipe(self) -> Recipe:
        """A recipe that prepares the photo alone, of no photo in particular."""
        return Recipe(preparation=self.state.preparation, own_colors=True)

    def lazy_image(
        self,
        is_cancelled: IsCancelled | None = None,
        area: Area | None = None,
        report_progress: ReportProgress | None = None,
    ) -> LazyImage:
        """The pixels at full resolution."""
        return own_colors(self.photo.pixels, is_cancelled, area, report_progress)

    def pixels(self, area: Area | None = None) -> PixelArray:
        """The pixels of an area at full resolution, or of all."""
        return cast(PixelArray, np.asarray(self.lazy_image(area=area)))
