"""The colors of one photo for the look of others, and what these take from it."""

import base64
from typing import Annotated, Any

import numpy as np
from fastapi import APIRouter, Query
from pydantic import BaseModel, Field
from starlette.requests import Request

from colorizer_gui.engine.arrays import IsCancelled
from colorizer_gui.engine.batch.memory import pixels_of
from colorizer_gui.engine.choices import REFERENCE_METHODS
from colorizer_gui.engine.errors import Cancelled, PhotoError
from colorizer_gui.engine.look import Look
from colorizer_gui.engine.messages import Message
from colorizer_gui.engine.session.recipe import Recipe
from colorizer_gui.engine.session.reference_photo import read_reference_colors
from colorizer_gui.engine.session.stored_look import REFERENCE_KEY, stored_look
from colorizer_gui.web.context import OfPhoto, PhotoContext
from colorizer_gui.web.errors import RefusedError
from colorizer_gui.web.names import renamed
from colorizer_gui.web.routes_recipes import RECIPE_BODY, recipe_in

router = APIRouter(tags=["recipes"])

Method = Annotated[str, Query(pattern=f"^(?:{'|'.join(REFERENCE_METHODS)})$")]


def _measured(photo: PhotoContext, method: str, keeps_copy: bool, is_cancelled: IsCancelled) -> Any:
    path = photo.stored.path
    with photo.context.opened.looking.reserve(pixels_of(path)):
        if is_cancelled():
            raise Cancelled
        try:
            reference = read_reference_colors(path, method, keeps_copy=keeps_copy)
        except PhotoError as error:
            error.message = renamed(error.message, {path.name: photo.stored.info.name})
            raise
    return stored_look(Look(reference=reference))[REFERENCE_KEY]


@router.get("/api/photos/{id}/reference-colors")
async def get_reference_colors(
    request: Request,
    photo: OfPhoto,
    method: Method = REFERENCE_METHODS[0],
    keep_copy: Annotated[bool, Query(description="What `place` needs, with any method")] = False,
) -> dict[str, Any]:
    """Get the colors of a color photo, for `palette` in the look of other recipes."""
    found: dict[str, Any] = await photo.context.queue.run(
        request, lambda is_cancelled: _measured(photo, method, keep_copy, is_cancelled)
    )
    return found


class MatchAnswer(BaseModel):
    """How far places of a photo take the colors of a reference photo, on a grid over the photo."""

    width: int
    height: int
    share: str = Field(
        description="A byte for each place, row by row, in base 64: 0 for the colors of the model "
        "to 255 for those of the reference photo"
    )


def _match(photo: PhotoContext, recipe: Recipe, is_cancelled: IsCancelled) -> MatchAnswer:
    opened = photo.context.opened.prepared(photo.stored, recipe, is_cancelled)
    colorizer = photo.context.models.of(recipe)
    prediction = opened.rendering(colorizer, recipe).prediction()
    match = colorizer.reference_match(prediction, recipe.look)
    if match is None:
        raise RefusedError(
            422, Message("The recipe takes no colors from a reference photo by place.")
        )
    share = np.rint(match.share * 255).astype(np.uint8)
    height, width = share.shape
    text = base64.b64encode(share.tobytes()).decode()
    return MatchAnswer(width=width, height=height, share=text)


@router.post("/api/photos/{id}/matches", openapi_extra=RECIPE_BODY)
async def get_matches(request: Request, photo: OfPhoto) -> MatchAnswer:
    """Get which places take the colors of the reference photo, with the recipe in the request."""
    recipe = await recipe_in(request, photo)
    return await photo.context.queue.run(
        request, lambda is_cancelled: _match(photo, recipe, is_cancelled)
    )
