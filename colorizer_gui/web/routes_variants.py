"""Variants: large pictures of what a surface, or the whole photo, might look like instead."""

import base64
from enum import StrEnum
from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field
from starlette.requests import Request

from colorizer_gui.engine.arrays import IsCancelled, PixelArray
from colorizer_gui.engine.errors import Cancelled, ModelError
from colorizer_gui.engine.messages import Message
from colorizer_gui.engine.photo import reduced
from colorizer_gui.engine.photo.screen_jpeg import screen_jpeg
from colorizer_gui.engine.session.predictions import Rendering
from colorizer_gui.engine.session.recipe import Recipe
from colorizer_gui.engine.session.variant_pictures import (
    differs_from_all,
    model_picture,
    surface_of,
    vividness_pictures,
)
from colorizer_gui.web.colors import color_answer
from colorizer_gui.web.context import OfPhoto, PhotoContext
from colorizer_gui.web.errors import RefusedError
from colorizer_gui.web.languages import language_for, translate
from colorizer_gui.web.routes_recipes import RECIPE_BODY, recipe_in

router = APIRouter(tags=["pictures"])

PIXELS = 4 * 288 * 216  # of a picture, for fine screens


class Group(StrEnum):
    """What varies: the color of a hint's surface, the vividness of all colors, or the model."""

    SURFACE = "surface"
    VIVIDNESS = "vividness"
    MODELS = "models"


class VariantAnswer(BaseModel):
    """A variant: what it changes of the recipe, and a picture."""

    label: str
    vividness: float | None = None
    model: str | None = None
    a: float | None = Field(default=None, description="Of the hint, with b")
    b: float | None = None
    rgb: str | None = Field(default=None, description="What that color looks like there")
    picture: str = Field(description="A JPEG in base 64")


class VariantsAnswer(BaseModel):
    """The variants of a group that look different, and notices about those that do not."""

    variants: list[VariantAnswer]
    notices: list[str] = []


class _Maker:
    """Makes the variants of a photo with a recipe."""

    def __init__(
        self, photo: PhotoContext, recipe: Recipe, language: str, is_cancelled: IsCancelled
    ) -> None:
        self._models, self._recipe = photo.context.models, recipe
        self._language, self._is_cancelled = language, is_cancelled
        opened = photo.context.opened.prepared(photo.stored, recipe, is_cancelled)
        self._rendering: Rendering = opened.rendering(self._models.of(recipe), recipe)
        self._screen = reduced(opened.screens[-1], PIXELS)

    def surface(self, place: int) -> VariantsAnswer:
        """Other colors of the surface of a hint."""
        surface = surface_of(self._rendering, self._recipe.hints, place, PIXELS)
        variants = []
        for a, b in surface.colors:
            self._go_on()
            color = color_answer(surface.lightness, a, b, self._language)
            label = f"{color.name}, {color.rgb}"
            picture = _encoded(surface.picture((a, b)))
            variants.append(VariantAnswer(label=label, a=a, b=b, rgb=color.rgb, picture=picture))
        return VariantsAnswer(variants=variants)

    def vividness(self) -> VariantsAnswer:
        """The photo from calm to vivid."""
        return VariantsAnswer(
            variants=[
                VariantAnswer(
                    label=self._say(Message("Vividness {value}", value=round(vividness * 100))),
                    vividness=vividness,
                    picture=_encoded(pixels),
                )
                for vividness, pixels in vividness_pictures(self._rendering, self._screen)
            ]
        )

    def models(self) -> VariantsAnswer:
        """The photo by all other models."""
        answer = VariantsAnswer(variants=[])
        kept = [pixels for _, pixels in vividness_pictures(self._rendering, self._screen)]
        for model in self._models.others(self._models.meant(self._recipe).model):
            self._go_on()
            try:
                colorizer = self._models.colorizer(model)
                pixels = model_picture(self._rendering, colorizer, self._screen)
            except ModelError as error:
                answer.notices.append(self._say(error.message))
                continue
            name = colorizer.model.info.name
            if differs_from_all(pixels, kept):
                kept.append(pixels)
                answer.variants.append(
                    VariantAnswer(label=name, model=model, picture=_encoded(pixels))
                )
            else:
                same = Message("{name} gives the same colors here.", name=name)
                answer.notices.append(self._say(same))
        return answer

    def _say(self, message: Message) -> str:
        return translate(message, self._language)

    def _go_on(self) -> None:
        if self._is_cancelled():
            raise Cancelled


def _encoded(pixels: PixelArray) -> str:
    return base64.b64encode(screen_jpeg(pixels)).decode()


@router.post("/api/photos/{id}/variants", openapi_extra=RECIPE_BODY)
async def make_variants(
    request: Request,
    photo: OfPhoto,
    group: Group,
    hint: Annotated[int, Query(ge=0, description="The hint whose surface it is")] = 0,
) -> VariantsAnswer:
    """Get variants of the photo with the recipe in the request, as pictures to choose from."""
    recipe = await recipe_in(request, photo)
    if group is Group.SURFACE and hint >= len(recipe.hints):
        raise RefusedError(422, Message("The recipe has no such hint."))

    def make(is_cancelled: IsCancelled) -> VariantsAnswer:
        maker = _Maker(photo, recipe, language_for(request), is_cancelled)
        if group is Group.SURFACE:
            return maker.surface(hint)
        return maker.vividness() if group is Group.VIVIDNESS else maker.models()

    return await photo.context.queue.run(request, make)
