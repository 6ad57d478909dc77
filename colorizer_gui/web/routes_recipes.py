"""The recipe of a photo: its model, hints and look."""

import asyncio
import hashlib
from typing import Annotated

from fastapi import APIRouter, Header, Response
from starlette.requests import Request

from colorizer_gui.engine.errors import RecipeError
from colorizer_gui.engine.messages import Message
from colorizer_gui.engine.session.recipe import Recipe
from colorizer_gui.engine.session.recipe_file import parse_recipe
from colorizer_gui.engine.session.recipe_fit import check_scan
from colorizer_gui.engine.session.recipe_text import recipe_text
from colorizer_gui.engine.session.sidecar import SIDECAR_SUFFIX
from colorizer_gui.web.context import OfPhoto, PhotoContext
from colorizer_gui.web.errors import RefusedError
from colorizer_gui.web.languages import notice_header
from colorizer_gui.web.names import attachment

router = APIRouter(tags=["recipes"])

RECIPE_BODY = {
    "requestBody": {
        "required": True,
        "content": {"application/json": {"schema": {"type": "object"}}},
    }
}


async def recipe_in(request: Request, photo: PhotoContext) -> Recipe:
    """The recipe in the body of a request.

    Raises
    ------
    RecipeError, ModelError
        It cannot be used.
    """
    body = await request.body()
    # A large one takes a second, for which all others would wait.
    return await asyncio.to_thread(_parsed, body, photo)


def _parsed(body: bytes, photo: PhotoContext) -> Recipe:
    info = photo.stored.info
    name = info.name
    try:
        text = body.decode()
    except UnicodeDecodeError as error:
        raise RecipeError(
            Message("Can't use the recipe of {name}: it is not a text.", name=name)
        ) from error
    recipe = parse_recipe(text, name + SIDECAR_SUFFIX)
    check_scan(recipe, info.width, info.height)
    photo.context.models.meant(recipe)
    return recipe


def _tag(recipe: Recipe) -> str:
    """What tells two states of a recipe apart, for the header ETag."""
    return f'"{hashlib.sha256(recipe_text(recipe).encode()).hexdigest()[:32]}"'


def _answer(request: Request, photo: PhotoContext, kept: Recipe) -> Response:
    """A recipe as it is used here, and what there is to know of its model."""
    models, name = photo.context.models, photo.stored.info.name
    recipe, notice = models.usable(kept), models.notice(name, kept)
    headers = {
        "ETag": _tag(recipe),
        "Content-Disposition": attachment(name + SIDECAR_SUFFIX),
        **notice_header(request, [] if notice is None else [notice]),
    }
    return Response(recipe_text(recipe), media_type="application/json", headers=headers)


@router.get("/api/photos/{id}/recipe")
def get_recipe(request: Request, photo: OfPhoto) -> Response:
    """Get the recipe of a photo, as the window and the command read it.

    Where its model is another one than that which colorized the photo, `X-Notice` says so.
    """
    return _answer(request, photo, photo.context.recipes.kept(photo.stored))


@router.put("/api/photos/{id}/recipe", openapi_extra=RECIPE_BODY)
async def put_recipe(
    request: Request, photo: OfPhoto, if_match: Annotated[str | None, Header()] = None
) -> Response:
    """Give a photo a recipe; with `If-Match`, only where nobody else has changed it meanwhile.

    The answer is that of the recipe. Without `model_sha256`, it gets that of its model.
    """
    recipe = await recipe_in(request, photo)

    def keep() -> Response:
        return _answer(request, photo, _keep(photo, recipe, if_match))

    return await asyncio.to_thread(keep)


def _keep(photo: PhotoContext, recipe: Recipe, expected: str | None) -> Recipe:
    with photo.context.editing:
        if expected is not None and expected != _tag(photo.context.recipes.of(photo.stored)):
            raise RefusedError(
                412,
                Message(
                    "{name} was changed elsewhere, such as in another tab.",
                    name=photo.stored.info.name,
                ),
            )
        return photo.context.recipes.keep(photo.stored, recipe)
