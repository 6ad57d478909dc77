"""What a photo looks like: previews, tiles, and the colors that a place may have."""

from enum import StrEnum
from typing import Annotated

import numpy as np
from fastapi import APIRouter, Path, Query, Response
from pydantic import BaseModel
from starlette.requests import Request

from colorizer_gui.engine.arrays import IsCancelled
from colorizer_gui.engine.color.cielab import srgb_to_lab
from colorizer_gui.engine.color.color_names import color_name
from colorizer_gui.engine.color.shown_color import distinct_colors
from colorizer_gui.engine.messages import Message
from colorizer_gui.engine.photo import reduced
from colorizer_gui.engine.photo.screen_jpeg import screen_jpeg
from colorizer_gui.engine.session.recipe import Recipe
from colorizer_gui.engine.session.tiles import MOST_HALVINGS, halved, tile_area
from colorizer_gui.web.colors import ColorAnswer, color_answer
from colorizer_gui.web.context import OfPhoto, PhotoContext
from colorizer_gui.web.errors import RefusedError
from colorizer_gui.web.languages import language_for, translate
from colorizer_gui.web.routes_recipes import RECIPE_BODY, recipe_in

router = APIRouter(tags=["pictures"])

SMALL_PIXELS = 20_000


class JpegResponse(Response):
    """A picture for the screen."""

    media_type = "image/jpeg"


class Side(StrEnum):
    """The photo before or after it got its colors."""

    BEFORE = "before"
    AFTER = "after"


class Size(StrEnum):
    """How large a preview is: 20,000 pixels, about 0.6 megapixels, or 2."""

    SMALL = "small"
    DRAFT = "draft"
    SCREEN = "screen"


def _preview(
    photo: PhotoContext, recipe: Recipe, side: Side, size: Size, is_cancelled: IsCancelled
) -> bytes:
    opened = photo.context.opened.prepared(photo.stored, recipe, is_cancelled)
    screen = opened.screens[-1 if size is Size.SCREEN else 0]
    if size is Size.SMALL:
        screen = reduced(screen, SMALL_PIXELS)
    if side is Side.BEFORE or recipe.keeps_colors:
        return screen_jpeg(screen.pixels)
    colorizer = photo.context.models.of(recipe)
    rendering = opened.rendering(colorizer, recipe)
    prediction = rendering.prediction()
    return screen_jpeg(
        colorizer.render(screen, prediction, recipe.look, is_cancelled, regions=recipe.regions)
    )


@router.get("/api/photos/{id}/preview", response_class=JpegResponse)
async def get_preview(
    request: Request, photo: OfPhoto, side: Side = Side.AFTER, size: Size = Size.SCREEN
) -> JpegResponse:
    """Get a photo, scaled for a screen, with its recipe."""
    picture = await photo.context.queue.run(
        request,
        lambda is_cancelled: _preview(
            photo, photo.context.recipes.of(photo.stored), side, size, is_cancelled
        ),
    )
    return JpegResponse(picture)


@router.post("/api/photos/{id}/preview", response_class=JpegResponse, openapi_extra=RECIPE_BODY)
async def try_recipe(request: Request, photo: OfPhoto, size: Size = Size.SCREEN) -> JpegResponse:
    """Get a photo, scaled for a screen, with the recipe in the request, which is not kept."""
    recipe = await recipe_in(request, photo)
    picture = await photo.context.queue.run(
        request, lambda is_cancelled: _preview(photo, recipe, Side.AFTER, size, is_cancelled)
    )
    return JpegResponse(picture)


def _tile(
    photo: PhotoContext, place: tuple[int, int, int], side: Side, is_cancelled: IsCancelled
) -> bytes:
    context, info = photo.context, photo.stored.info
    recipe = context.recipes.of(photo.stored)
    opened = context.opened.prepared(photo.stored, recipe, is_cancelled)
    area = tile_area(opened.photo.width, opened.photo.height, *place)
    if area is None:
        raise RefusedError(404, Message("{name} does not reach that far.", name=info.name))
    rows, columns = area
    halvings, *_ = place
    with context.opened.looking.reserve((rows.stop - rows.start) * (columns.stop - columns.start)):
        if side is Side.BEFORE or recipe.keeps_colors:
            return screen_jpeg(halved(opened.photo.pixels[area], halvings))
        colorizer = context.models.of(recipe)
        image = opened.rendering(colorizer, recipe).lazy_image(is_cancelled, area)
        return screen_jpeg(halved(np.asarray(image), halvings))


@router.get("/api/photos/{id}/tiles/{z}/{x}/{y}", response_class=JpegResponse)
async def get_tile(
    request: Request,
    photo: OfPhoto,
    z: Annotated[int, Path(ge=0, le=MOST_HALVINGS, description="0 for the photo's own pixels")],
    x: Annotated[int, Path(ge=0)],
    y: Annotated[int, Path(ge=0)],
    side: Side = Side.AFTER,
) -> JpegResponse:
    """Get a square of 512 pixels of a photo that is halved `z` times, with its recipe."""
    picture = await photo.context.queue.run(
        request, lambda is_cancelled: _tile(photo, (z, x, y), side, is_cancelled)
    )
    return JpegResponse(picture)


class SuggestionsAnswer(BaseModel):
    """The likely colors of a place, the likeliest first."""

    lightness: float
    colors: list[ColorAnswer]


def _suggestions(
    photo: PhotoContext,
    x: float,
    y: float,
    without: int | None,
    language: str,
    is_cancelled: IsCancelled,
) -> SuggestionsAnswer:
    recipe = photo.context.recipes.of(photo.stored)
    opened = photo.context.opened.prepared(photo.stored, recipe, is_cancelled)
    colorizer = photo.context.models.of(recipe)
    predictions = opened.rendering(colorizer, recipe).predictions
    # With the hint itself, its own color would come first.
    hints = (hint for number, hint in enumerate(recipe.hints) if number != without)
    prediction = predictions.of(hints, recipe.regions)
    lightness = prediction.lightness_at(x, y)
    colors = distinct_colors(colorizer.suggestions(prediction, x, y), lightness)
    return SuggestionsAnswer(
        lightness=lightness,
        colors=[color_answer(lightness, a, b, language) for a, b in colors],
    )


@router.get("/api/photos/{id}/suggestions")
async def get_suggestions(
    request: Request,
    photo: OfPhoto,
    x: Annotated[float, Query(ge=0, le=1, description="From the left edge")],
    y: Annotated[float, Query(ge=0, le=1, description="From the upper edge")],
    without: Annotated[int | None, Query(ge=0, description="A hint to leave out")] = None,
) -> SuggestionsAnswer:
    """Get the likely colors of a place."""
    language = language_for(request)
    return await photo.context.queue.run(
        request, lambda is_cancelled: _suggestions(photo, x, y, without, language, is_cancelled)
    )


@router.get("/api/colors/{rgb}")
async def get_color(
    request: Request, rgb: Annotated[str, Path(pattern="^[0-9a-fA-F]{6}$")]
) -> ColorAnswer:
    """Get a* and b* of a color that is given as six hexadecimal digits."""
    red, green, blue = bytes.fromhex(rgb)
    _, a, b = srgb_to_lab(np.array([red, green, blue], np.float32) / np.float32(255)).tolist()
    name = translate(color_name(red, green, blue), language_for(request))
    return ColorAnswer(a=a, b=b, rgb=f"#{rgb.lower()}", name=name)
