"""Uploading photos, and what is known of them."""

import asyncio
from dataclasses import replace
from pathlib import Path, PurePath

from fastapi import APIRouter
from pydantic import BaseModel, Field
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from colorizer_gui.engine.arrays import IsCancelled
from colorizer_gui.engine.batch.memory import pixels_of
from colorizer_gui.engine.errors import Cancelled, ColorizerError, RecipeError
from colorizer_gui.engine.messages import Message
from colorizer_gui.engine.photo import read_photo
from colorizer_gui.engine.photo.fingerprint import fingerprint
from colorizer_gui.engine.preparation import Preparation, prepared_size
from colorizer_gui.engine.session.output import Output
from colorizer_gui.web.context import Context, OfPhoto, context_of
from colorizer_gui.web.errors import RefusedError
from colorizer_gui.web.languages import language_of, translate
from colorizer_gui.web.names import known_suffix, renamed
from colorizer_gui.web.opened import OpenedPhoto
from colorizer_gui.web.problems import status_of
from colorizer_gui.web.store import PhotoInfo, StoredPhoto
from colorizer_gui.web.uploads import FIELD, Arrived, cannot_store, receive_files
from colorizer_gui.web.work_queue import client_of

router = APIRouter(tags=["photos"])

UPLOADS = "/api/photos"
# Files of one form that may be refused before all of it is.
MOST_PROBLEMS = 1_000


class PhotoAnswer(BaseModel):
    """A photo that is kept here."""

    id: str = Field(description="Names the photo in all other requests; it can't be guessed.")
    name: str
    width: int = Field(description="Pixels, upright, as the recipe of the photo prepares it")
    height: int
    format: str = Field(description="Of its result, where no other one is asked for")
    notices: list[str] = Field(default=[], description="What there is to know about its file")


class ProblemAnswer(BaseModel):
    """A file that was not taken."""

    name: str
    status: int
    detail: str


class UploadAnswer(BaseModel):
    """What became of the files of an upload."""

    photos: list[PhotoAnswer]
    problems: list[ProblemAnswer] = []


_FORM = {
    "requestBody": {
        "required": True,
        "content": {
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "required": [FIELD],
                    "properties": {
                        FIELD: {"type": "array", "items": {"type": "string", "format": "binary"}}
                    },
                }
            }
        },
    }
}


class _Intake:
    """Takes over the files of one upload."""

    def __init__(self, request: Request, context: Context) -> None:
        self._request, self._context = request, context
        self._language = language_of(request.headers.get("accept-language", ""))
        self.answer = UploadAnswer(photos=[])

    async def take(self, arrived: Arrived) -> None:
        """Read a file as a photo and keep it; tell where it is none."""
        try:
            stored, opened = await self._stored(arrived)
        except Cancelled:
            raise
        except ColorizerError as error:
            self.refuse(arrived.name, error)
        else:
            answer = described(stored, Preparation())
            answer.notices = [
                translate(renamed(notice, {stored.path.name: arrived.name}), self._language)
                for notice in opened.scan.notices
            ]
            self.answer.photos.append(answer)

    def refuse(self, name: str, error: ColorizerError) -> None:
        """Tell why a file is not kept.

        Raises
        ------
        RefusedError
            There are too many such files.
        """
        if len(self.answer.problems) >= MOST_PROBLEMS:
            raise RefusedError(
                413,
                Message(
                    "{count} files of the upload can't be used. Upload fewer at a time.",
                    count=MOST_PROBLEMS,
                ),
            )
        detail = translate(error.message, self._language)
        problem = ProblemAnswer(name=name, status=status_of(error), detail=detail)
        self.answer.problems.append(problem)

    def give_up(self) -> None:
        """Remove what was taken: its ids are told to nobody."""
        for photo in self.answer.photos:
            self._context.opened.drop(photo.id)
            self._context.store.remove(photo.id)

    async def _stored(self, arrived: Arrived) -> tuple[StoredPhoto, OpenedPhoto]:
        store = self._context.store
        info = PhotoInfo(
            arrived.name, known_suffix(arrived.name), client_of(self._request), size=arrived.size
        )
        try:
            placed = await asyncio.to_thread(store.place, arrived.path, info)
        except OSError as error:
            raise cannot_store(arrived.name, error) from error
        try:
            opened, info = await self._context.queue.run(
                self._request,
                lambda is_cancelled: self._read(placed, is_cancelled),
                is_read=False,
            )
            stored = replace(placed, info=info)
            await asyncio.to_thread(store.add, stored)
        except ColorizerError as error:
            store.discard(placed)
            error.message = renamed(error.message, {placed.path.name: arrived.name})
            raise
        except OSError as error:
            store.discard(placed)
            raise cannot_store(arrived.name, error) from error
        except BaseException:
            store.discard(placed)
            raise
        self._context.opened.keep(stored.id, opened)
        return stored, opened

    def _read(
        self, placed: StoredPhoto, is_cancelled: IsCancelled
    ) -> tuple[OpenedPhoto, PhotoInfo]:
        with self._context.opened.looking.reserve(pixels_of(placed.path)):
            if is_cancelled():
                raise Cancelled
            scan = read_photo(placed.path)
            info = replace(
                placed.info,
                width=scan.width,
                height=scan.height,
                fingerprint=fingerprint(scan),
            )
            return OpenedPhoto(scan), info


@router.post(UPLOADS, status_code=201, response_model=UploadAnswer, openapi_extra=_FORM)
async def upload(request: Request) -> UploadAnswer | JSONResponse:
    """Upload one photo or several, each as a field `file` of a form.

    Files that can't be opened or kept are named in `problems`; where all are, the first problem is
    the answer.
    """
    context = context_of(request)
    intake = _Intake(request, context)
    try:
        await receive_files(request, context.store, intake)
    except BaseException:
        intake.give_up()
        raise
    answer = intake.answer
    if not answer.photos and not answer.problems:
        raise RefusedError(422, Message('The form has no file in the field "{name}".', name=FIELD))
    if not answer.photos:
        first = answer.problems[0]
        content = {"type": "about:blank", **first.model_dump()}
        return JSONResponse(content, first.status, media_type="application/problem+json")
    return answer


def described(stored: StoredPhoto, preparation: Preparation) -> PhotoAnswer:
    """What a client is told of a photo, with the preparation of its recipe."""
    info, output = stored.info, Output()
    file_format = output.format_of(Path(output.name(PurePath(info.name)))).id
    width, height = prepared_size(info.width, info.height, preparation)
    return PhotoAnswer(id=stored.id, name=info.name, width=width, height=height, format=file_format)


@router.get("/api/photos/{id}")
def tell(photo: OfPhoto) -> PhotoAnswer:
    """Tell a photo's name and size."""
    try:
        preparation = photo.context.recipes.kept(photo.stored).preparation
    except RecipeError:  # which is told where the recipe is asked for
        preparation = Preparation()
    return described(photo.stored, preparation)


@router.delete("/api/photos/{id}", status_code=204)
async def remove(photo: OfPhoto) -> Response:
    """Remove a photo with its recipe from this server."""
    photo.context.opened.drop(photo.stored.id)
    await asyncio.to_thread(photo.context.store.remove, photo.stored.id)
    return Response(status_code=204)
