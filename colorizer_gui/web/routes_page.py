"""The page itself, and what it has to know of this server."""

from dataclasses import asdict
from functools import cache
from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field
from starlette.requests import Request
from starlette.responses import Response

from colorizer_gui import __version__
from colorizer_gui.engine.choices import LANGUAGES, SAVE_FORMATS
from colorizer_gui.engine.look import ADJUSTMENTS
from colorizer_gui.engine.messages import Message
from colorizer_gui.engine.photo import OPEN_SUFFIXES, format_by_id
from colorizer_gui.resources import resource
from colorizer_gui.web.context import context_of
from colorizer_gui.web.errors import RefusedError
from colorizer_gui.web.languages import language_of, translate
from colorizer_gui.web.option_rows import OPTION_ROWS, OptionRow
from colorizer_gui.web.page_texts import PAGE_TEXTS

router = APIRouter()

_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
}
_FRONT = "index.html"
_ICON = "colorizer.svg"


@cache
def _files() -> dict[str, tuple[bytes, str]]:
    """The content and the type of each file of the page, so that no request names a path."""
    paths = [*resource("web/page").iterdir(), resource(f"assets/icons/{_ICON}")]
    return {
        path.name: (path.read_bytes(), _TYPES[path.suffix])
        for path in paths
        if path.suffix in _TYPES
    }


def _file(name: str) -> Response:
    if name not in _files():
        raise RefusedError(404, Message("There is nothing here."))
    content, kind = _files()[name]
    return Response(content, media_type=kind, headers={"Cache-Control": "no-cache"})


@router.get("/", include_in_schema=False)
async def front() -> Response:
    """The page."""
    return _file(_FRONT)


@router.get("/page/{name}", include_in_schema=False)
async def page_file(name: str) -> Response:
    """A file of the page."""
    return _file(name)


class AdjustmentAnswer(BaseModel):
    """A slider of the look."""

    name: str
    low: float
    high: float
    neutral: float
    zero: float
    label: str
    help: str
    is_common: bool


class FormatAnswer(BaseModel):
    """A format of results."""

    id: str
    label: str
    depths: list[int]


class ChoiceAnswer(BaseModel):
    """A value of an option."""

    value: str | int
    label: str


class OptionAnswer(BaseModel):
    """An option of results: one of several choices, a number, or yes or no."""

    name: str
    label: str
    help: str | None
    choices: list[ChoiceAnswer] | None
    limits: tuple[int, int] | None
    default: int | None
    formats: list[str]
    of_result: bool
    needs: str | None


def _option(row: OptionRow, language: str) -> OptionAnswer:
    def say(text: Message | str) -> str:
        return translate(text, language) if isinstance(text, Message) else text

    choices = None
    if row.choices is not None:
        choices = [
            ChoiceAnswer(value=value, label=say(label)) for value, label in row.choices.items()
        ]
    return OptionAnswer(
        name=row.name,
        label=say(row.label),
        help=None if row.help is None else say(row.help),
        choices=choices,
        limits=row.limits,
        default=row.default,
        formats=list(row.formats),
        of_result=row.of_result,
        needs=row.needs,
    )


def _format(name: str) -> FormatAnswer:
    row = format_by_id(name)
    return FormatAnswer(id=name, label=row.label, depths=list(row.depths))


class AboutAnswer(BaseModel):
    """What this server can do, in the language that is asked for."""

    version: str
    language: str
    languages: dict[str, str]
    texts: dict[str, str]
    adjustments: list[AdjustmentAnswer]
    formats: list[FormatAnswer]
    options: list[OptionAnswer]
    suffixes: list[str]
    max_upload: int
    archive: str | None = Field(description="What the folder of photos is called, if there is one")


@router.get("/api/about", tags=["server"])
async def about(request: Request, language: Annotated[str | None, Query()] = None) -> AboutAnswer:
    """Get the texts of the page, the adjustments of a look, and the formats and options."""
    if language not in LANGUAGES:
        language = language_of(request.headers.get("accept-language", ""))
    context = context_of(request)
    return AboutAnswer(
        version=__version__,
        language=language,
        languages=dict(LANGUAGES),
        texts={name: translate(text, language) for name, text in PAGE_TEXTS.items()},
        adjustments=[
            AdjustmentAnswer(
                name=row.name,
                low=row.low,
                high=row.high,
                neutral=row.neutral,
                zero=row.zero,
                label=translate(row.label, language),
                help=translate(row.help, language),
                is_common=row.is_common,
            )
            for row in ADJUSTMENTS
        ],
        formats=[_format(name) for name in SAVE_FORMATS],
        options=[_option(row, language) for row in OPTION_ROWS],
        suffixes=list(OPEN_SUFFIXES),
        max_upload=context.options.max_upload,
        archive=None if context.archive is None else context.archive.archive.title,
    )


class ModelAnswer(BaseModel):
    """A model that recipes may name."""

    id: str
    name: str
    version: str
    sha256: str = Field(description="Of its file; recipes name it as `model_sha256`")
    has_hints: bool


@router.get("/api/models", tags=["server"])
async def models(request: Request) -> list[ModelAnswer]:
    """Get the models, the default one first."""
    context = context_of(request)
    offered = await context.queue.run(request, lambda _: context.models.offered())
    return [ModelAnswer(**asdict(each)) for each in offered]
