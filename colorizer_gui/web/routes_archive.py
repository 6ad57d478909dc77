"""The archive: its folders, its photos, and results that are written beside them."""

import asyncio
from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query
from pydantic import BaseModel, Field
from starlette.requests import Request

from colorizer_gui.engine.arrays import IsCancelled
from colorizer_gui.engine.batch.memory import pixels_of
from colorizer_gui.engine.errors import Cancelled
from colorizer_gui.engine.messages import Message
from colorizer_gui.engine.photo.screen_jpeg import screen_jpeg
from colorizer_gui.engine.photo.thumbnails import thumbnail
from colorizer_gui.web.archive import Archive, Listing, folder_id, photo_id
from colorizer_gui.web.archive_photos import ArchivePhoto, ArchivePhotos
from colorizer_gui.web.archive_results import save_result
from colorizer_gui.web.context import Context, OfPhoto, context_of
from colorizer_gui.web.errors import RefusedError
from colorizer_gui.web.folder_job import FolderJob
from colorizer_gui.web.languages import language_for, translate
from colorizer_gui.web.names import shown
from colorizer_gui.web.result_options import ResultOptions
from colorizer_gui.web.routes_jobs import JobAnswer
from colorizer_gui.web.routes_jobs import described as described_job
from colorizer_gui.web.routes_photos import PhotoAnswer, described
from colorizer_gui.web.routes_pictures import JpegResponse
from colorizer_gui.web.work_queue import client_of

router = APIRouter(tags=["archive"])

THUMBNAIL_SIDE = 256
MOST_AT_A_TIME = 500
# The address of a thumbnail names the state of the photo, so that it never changes.
_KEPT = {"Cache-Control": "private, max-age=604800, immutable"}


class FolderName(BaseModel):
    """A folder of the archive."""

    id: str
    name: str


class FoundPhoto(BaseModel):
    """A photo of a folder."""

    id: str
    name: str
    version: str = Field(description="Changes with the photo's file; for thumbnails")
    is_colorized: bool = Field(description="Whether there is a result of it")
    is_edited: bool = Field(description="Whether there is a recipe of it")


class FolderAnswer(BaseModel):
    """What a folder of the archive holds."""

    id: str
    name: str
    parents: list[FolderName] = Field(description="The folders that it is in, the archive first")
    folders: list[FolderName]
    photos: list[FoundPhoto]
    total: int = Field(description="The number of photos of the folder")
    left_out: str | None = Field(None, description="What is not listed, and why")


class SavedAnswer(BaseModel):
    """A result that was written."""

    name: str = Field(description="Its path from the archive, or from the folder for results")
    notices: list[str]


class FolderJobRequest(BaseModel):
    """What to colorize of a folder, and what the results are like."""

    subfolders: bool = False
    options: ResultOptions = ResultOptions()


def _archive_photos(request: Request) -> ArchivePhotos:
    archive = context_of(request).archive
    if archive is None:
        raise RefusedError(404, Message("This server has no folder of photos (--folder)."))
    return archive


OfArchive = Annotated[ArchivePhotos, Depends(_archive_photos)]


def _folder(photos: OfArchive, identifier: Annotated[str, Path(alias="id")]) -> Listing:
    return photos.archive.find(identifier)


OfFolder = Annotated[Listing, Depends(_folder)]


def _parents(archive: Archive, name: str) -> list[FolderName]:
    parts = name.split("/") if name else []
    titles = [archive.title, *map(shown, parts)]
    names = ["/".join(parts[:count]) for count in range(len(parts) + 1)]
    return [
        FolderName(id=folder_id(each), name=title)
        for each, title in zip(names, titles, strict=True)
    ]


@router.get("/api/archive/folders/{id}")
def get_folder(
    request: Request,
    photos: OfArchive,
    folder: OfFolder,
    start: Annotated[int, Query(ge=0)] = 0,
    count: Annotated[int, Query(ge=0, le=MOST_AT_A_TIME)] = MOST_AT_A_TIME,
) -> FolderAnswer:
    """List a folder of the archive, whose own id is `f.`: its folders, and some of its photos."""
    *parents, own = _parents(photos.archive, folder.name)
    prefix = f"{folder.name}/" if folder.name else ""
    found, left_out = list(folder.photos.values())[start : start + count], folder.left_out
    return FolderAnswer(
        id=own.id,
        name=own.name,
        parents=parents,
        folders=[
            FolderName(id=folder_id(prefix + each), name=shown(each)) for each in folder.folders
        ],
        photos=[
            FoundPhoto(
                id=photo_id(folder.name, photo.name),
                name=shown(photo.name),
                version=f"{photo.time:x}-{photo.size:x}",
                is_colorized=folder.is_colorized(photo.name),
                is_edited=photo.name in folder.edited,
            )
            for photo in found
        ],
        total=len(folder.photos),
        left_out=None if left_out is None else translate(left_out, language_for(request)),
    )


def _thumbnail(
    photos: ArchivePhotos, context: Context, identifier: str, is_cancelled: IsCancelled
) -> bytes:
    folder, photo = photos.archive.find_photo(identifier)
    path = photos.archive.path(folder.name) / photo.name
    with context.opened.looking.reserve(pixels_of(path)):
        if is_cancelled():
            raise Cancelled
        return screen_jpeg(thumbnail(path, THUMBNAIL_SIDE))


@router.get("/api/archive/photos/{id}/thumbnail", response_class=JpegResponse)
async def get_thumbnail(
    request: Request, photos: OfArchive, identifier: Annotated[str, Path(alias="id")]
) -> JpegResponse:
    """Get a small picture of a photo of the archive."""
    context = context_of(request)
    picture = await context.queue.run(
        request, lambda is_cancelled: _thumbnail(photos, context, identifier, is_cancelled)
    )
    return JpegResponse(picture, headers=_KEPT)


@router.post("/api/archive/photos/{id}")
async def open_photo(
    request: Request, photos: OfArchive, identifier: Annotated[str, Path(alias="id")]
) -> PhotoAnswer:
    """Open a photo of the archive; its id is that of a photo from now on."""
    context = context_of(request)
    client = client_of(request)

    def read(is_cancelled: IsCancelled) -> tuple[PhotoAnswer, tuple[Message, ...]]:
        photo, notices = photos.open(identifier, client, is_cancelled)
        return described(photo, photos.recipe(photo).preparation), notices

    answer, notices = await context.queue.run(request, read)
    answer.notices = [translate(notice, language_for(request)) for notice in notices]
    return answer


@router.post("/api/archive/photos/{id}/results", status_code=201)
async def save(
    request: Request, photos: OfArchive, photo: OfPhoto, options: ResultOptions
) -> SavedAnswer:
    """Write the result of an opened photo beside it, or into the folder for results."""
    stored, context = photo.stored, photo.context
    if not isinstance(stored, ArchivePhoto):
        raise RefusedError(404, Message("This photo was uploaded. Download its result."))
    # As it is now: while this waits for the photos of others, the photo may be edited further.
    recipe = await asyncio.to_thread(context.recipes.of, stored)
    saved = await context.queue.run(
        request,
        lambda is_cancelled: save_result(
            photos.archive, context.results, stored, recipe, options.output(), is_cancelled
        ),
        is_urgent=False,
    )
    language = language_for(request)
    return SavedAnswer(
        name=saved.name, notices=[translate(notice, language) for notice in saved.notices]
    )


@router.post("/api/archive/folders/{id}/jobs", status_code=202)
async def begin(
    request: Request, photos: OfArchive, folder: OfFolder, wanted: FolderJobRequest
) -> JobAnswer:
    """Begin to colorize the photos of a folder, as a batch that resumes does it."""
    context, client = context_of(request), client_of(request)
    if not context.jobs.may_begin(client):
        raise RefusedError(429, Message("Too much waits to be done. Wait a moment."))
    job = FolderJob(
        client,
        photos.archive,
        folder.name,
        wanted.subfolders,
        wanted.options.output(),
        context.opened.saving,
        context.folder_turn,
    )
    context.jobs.begin(job, context.queue)
    return described_job(job, language_for(request))
