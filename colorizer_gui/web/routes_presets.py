"""Presets of looks and sets of colors, the same as those of the window."""

from typing import Annotated

from fastapi import APIRouter, Query, Response
from pydantic import BaseModel, Field
from starlette.requests import Request

from colorizer_gui.engine.hints import AB_LIMIT
from colorizer_gui.engine.look import ADJUSTMENTS, PRESETS, Look
from colorizer_gui.engine.messages import Message
from colorizer_gui.engine.session.recipe import Recipe
from colorizer_gui.web.colors import ColorAnswer, color_answer
from colorizer_gui.web.context import context_of
from colorizer_gui.web.errors import RefusedError
from colorizer_gui.web.languages import language_for, translate
from colorizer_gui.web.names import shown
from colorizer_gui.web.shared_settings import MOST_COLORS

router = APIRouter(tags=["presets"])

Name = Annotated[str, Query(description="Of the preset or the color set")]
Lightness = Annotated[float, Query(ge=0, le=100, description="L* at which colors are shown")]


class PresetAnswer(BaseModel):
    """A preset."""

    name: str
    look: dict[str, float]
    is_own: bool = Field(description="Whether it is the user's, and can be removed")


class PresetRequest(BaseModel):
    """The adjustments of a preset; those that are missing are neutral."""

    look: dict[str, float]


class Ab(BaseModel):
    """A color: a* and b*."""

    a: Annotated[float, Field(ge=-AB_LIMIT, le=AB_LIMIT)]
    b: Annotated[float, Field(ge=-AB_LIMIT, le=AB_LIMIT)]


class ColorSetAnswer(BaseModel):
    """A color set."""

    name: str
    colors: list[ColorAnswer]


class ColorSetRequest(BaseModel):
    """The colors of a set."""

    colors: Annotated[list[Ab], Field(max_length=MOST_COLORS)]


def _stored(look: Look) -> dict[str, float]:
    return {row.name: getattr(look, row.name) for row in ADJUSTMENTS}


@router.get("/api/presets")
def get_presets(request: Request) -> list[PresetAnswer]:
    """Get the presets of the program, then the user's own."""
    language = language_for(request)
    own = context_of(request).settings.read().looks
    answers = [
        PresetAnswer(name=translate(each.name, language), look=_stored(each.look), is_own=False)
        for each in PRESETS
    ]
    return answers + [
        PresetAnswer(name=shown(name), look=_stored(look), is_own=True)
        for name, look in own.items()
    ]


@router.put("/api/presets", status_code=204)
def put_preset(request: Request, name: Name, preset: PresetRequest) -> Response:
    """Keep a look as a preset of the user."""
    known = {row.name for row in ADJUSTMENTS}
    try:
        chosen = [(key, value) for key, value in preset.look.items() if key in known]
        look = Recipe().adjusted(look=chosen).look
    except ValueError as error:
        reason = error.args[0] if isinstance(error.args[0], Message) else str(error)
        raise RefusedError(
            422, Message("The value of {name} can't be used: {reason}.", name="look", reason=reason)
        ) from error
    context_of(request).settings.keep_preset(name, look)
    return Response(status_code=204)


@router.delete("/api/presets", status_code=204)
def delete_preset(request: Request, name: Name) -> Response:
    """Remove a preset of the user."""
    context_of(request).settings.remove_preset(name)
    return Response(status_code=204)


@router.get("/api/color-sets")
def get_color_sets(request: Request, lightness: Lightness = 60) -> list[ColorSetAnswer]:
    """Get the color sets, with what their colors look like at a lightness."""
    language = language_for(request)
    return [
        ColorSetAnswer(
            name=shown(name),
            colors=[color_answer(lightness, a, b, language) for a, b in colors],
        )
        for name, colors in context_of(request).settings.read().color_sets.items()
    ]


@router.put("/api/color-sets", status_code=204)
def put_color_set(request: Request, name: Name, wanted: ColorSetRequest) -> Response:
    """Keep colors as a set."""
    colors = tuple((each.a, each.b) for each in wanted.colors)
    context_of(request).settings.keep_colors(name, colors)
    return Response(status_code=204)


@router.delete("/api/color-sets", status_code=204)
def delete_color_set(request: Request, name: Name) -> Response:
    """Remove a color set."""
    context_of(request).settings.remove_colors(name)
    return Response(status_code=204)
