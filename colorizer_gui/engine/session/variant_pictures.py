"""Pictures of what a surface, or a whole photo, might look like instead."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from colorizer_gui.engine.arrays import Area, PixelArray
from colorizer_gui.engine.color.shown_color import distinct_colors
from colorizer_gui.engine.colorizer import Colorizer
from colorizer_gui.engine.hints import ColorHint
from colorizer_gui.engine.photo import Photo, reduced
from colorizer_gui.engine.session.predictions import Rendering
from colorizer_gui.engine.session.variants import (
    differ,
    surface_area,
    surface_colors,
    vividnesses_of,
    with_color,
)

MOST_COLORS = 6
LEAST_DIFFERENCE = 24  # of two colors, in 255ths of a channel


@dataclass(frozen=True, eq=False)
class Surface:
    """The surface of a hint, with colors that it might have.

    Parameters
    ----------
    rendering : Rendering
    hints : tuple of ColorHint
    place : int
        The index of the hint.
    colors : tuple of (float, float)
        a*, b*, far from each other, the likeliest first.
    lightness : float
        L* of the place of the hint.
    screen : Photo
        What pictures are rendered from.
    area : tuple of slice
        Their rows and columns.
    """

    rendering: Rendering
    hints: tuple[ColorHint, ...]
    place: int
    colors: tuple[tuple[float, float], ...]
    lightness: float
    screen: Photo
    area: Area

    def picture(self, ab: tuple[float, float]) -> PixelArray:
        """The surface in another color, and what lies around it; runs the model.

        Returns
        -------
        ndarray of uint8 or uint16, shape (h, w, 3)
        """
        regions = self.rendering.regions
        prediction = with_color(self.rendering.predictions, self.hints, self.place, ab, regions)
        return self.rendering.colorizer.render(
            self.screen, prediction, self.rendering.look, area=self.area, regions=regions
        )


def surface_of(
    rendering: Rendering, hints: tuple[ColorHint, ...], place: int, pixels: int
) -> Surface:
    """The surface of a hint of a photo; may run the model.

    Parameters
    ----------
    rendering : Rendering
    hints : tuple of ColorHint
        All hints of the photo.
    place : int
        The index of the hint whose surface it is.
    pixels : int
        Of a picture of the whole photo; those of the surface are finer.

    Raises
    ------
    ModelError
    """
    predictions, hint = rendering.predictions, hints[place]
    known = predictions.of(hints[:place] + hints[place + 1 :], rendering.regions)
    lightness = known.lightness_at(hint.x, hint.y)
    found = surface_colors(predictions, hints, place, rendering.regions)
    mask = predictions.colorizer.hint_mask(known, hint, rendering.regions)
    screen = reduced(rendering.photo, 4 * pixels)
    return Surface(
        rendering,
        hints,
        place,
        tuple(distinct_colors(found, lightness, LEAST_DIFFERENCE)[:MOST_COLORS]),
        lightness,
        screen,
        surface_area(mask, screen.height, screen.width),
    )


def vividness_pictures(rendering: Rendering, screen: Photo) -> list[tuple[float, PixelArray]]:
    """A photo from calm to vivid, in as many pictures as differ; may run the model.

    Parameters
    ----------
    rendering : Rendering
    screen : Photo
        The photo in the size of the pictures.

    Returns
    -------
    list of (float, ndarray of uint8 or uint16, shape (h, w, 3))
        Each vividness with its picture, that of the look among them.
    """
    prediction, kept = rendering.prediction(), list[tuple[float, PixelArray]]()
    for vividness in vividnesses_of(rendering.look):
        look = replace(rendering.look, vividness=vividness)
        made = rendering.colorizer.render(screen, prediction, look, regions=rendering.regions)
        if differs_from_all(made, (picture for _, picture in kept)):
            kept.append((vividness, made))
    return sorted(kept, key=lambda one: one[0])


def model_picture(rendering: Rendering, colorizer: Colorizer, screen: Photo) -> PixelArray:
    """A photo as another model colorizes it; runs that.

    Parameters
    ----------
    rendering : Rendering
        Its hints, look and regions are used.
    colorizer : Colorizer
        With the other model.
    screen : Photo
        The photo in the size of the picture.

    Returns
    -------
    ndarray of uint8 or uint16, shape (h, w, 3)

    Raises
    ------
    ModelError
    """
    prediction = colorizer.predict(screen, rendering.hints, regions=rendering.regions)
    return colorizer.render(screen, prediction, rendering.look, regions=rendering.regions)


def differs_from_all(picture: PixelArray, others: Iterable[PixelArray]) -> bool:
    """Whether a picture looks different from each of some others of its size."""
    return all(differ(picture, other) for other in others)
