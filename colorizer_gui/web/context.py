"""What all routes share."""

import asyncio
import threading
from dataclasses import dataclass
from pathlib import Path as FilePath
from typing import Annotated

from fastapi import Depends, Path
from starlette.requests import Request

from colorizer_gui.engine.batch.workers import usable_cores
from colorizer_gui.web.archive import Archive
from colorizer_gui.web.archive_photos import ArchivePhotos
from colorizer_gui.web.cluster import ClusterWork
from colorizer_gui.web.errors import no_such_photo
from colorizer_gui.web.jobs import Jobs
from colorizer_gui.web.models import Models
from colorizer_gui.web.opened import OpenedPhotos
from colorizer_gui.web.options import ServeOptions
from colorizer_gui.web.recipes import Recipes
from colorizer_gui.web.results import ResultMaker
from colorizer_gui.web.shared_settings import SharedSettings
from colorizer_gui.web.store import NOTE_INTERVAL, Store, StoredPhoto
from colorizer_gui.web.work_queue import WorkQueue

_MEGABYTE = 1_000_000
_HOUR = 3600.0


class Context:
    """The parts of a running server.

    Parameters
    ----------
    options : ServeOptions
    folder : Path
        For the photos of clients.

    Raises
    ------
    ModelError, SaveError
    UsageError
        The folder of photos, that for the results, or the cluster cannot be used.
    """

    def __init__(self, options: ServeOptions, folder: FilePath) -> None:
        self.options = options
        self.models = Models(options.models, options.device)
        self.store = Store(folder, options.max_upload * _MEGABYTE, options.keep * _HOUR)
        self.opened = OpenedPhotos()
        self.archive = None
        if options.folder is not None:
            archive = Archive(
                options.folder, options.dest, options.device, self.models.default_name
            )
            self.archive = ArchivePhotos(archive, self.opened, self.models)
        self.recipes = Recipes(self.store, self.archive, self.models)
        self.cluster = ClusterWork(options.scheduler) if options.scheduler else None
        self.results = ResultMaker(self.store, self.models, self.opened, self.cluster)
        self.settings = SharedSettings()
        self.jobs = Jobs()
        self.queue = WorkQueue(
            options.workers or (self.cluster.threads if self.cluster else usable_cores())
        )
        self.editing = threading.Lock()  # of recipes
        self.folder_turn = asyncio.Lock()  # of jobs that write into the folder for results

    def find(self, photo_id: str) -> StoredPhoto:
        """The photo with an id.

        Raises
        ------
        RefusedError
        """
        stored = self.store.find(photo_id)
        if stored is None and self.archive is not None:
            stored = self.archive.find(photo_id)
        if stored is None:
            raise no_such_photo()
        return stored

    async def clean_regularly(self) -> None:
        """Remove what nobody uses any more, again and again until this is cancelled."""
        while True:
            await asyncio.sleep(NOTE_INTERVAL)
            await self.clean()

    async def clean(self) -> None:
        """Remove what nobody uses any more."""
        self.jobs.remove_unused(self.options.keep * _HOUR)
        in_work = self.jobs.photos_in_work()
        for photo_id in await asyncio.to_thread(self.store.remove_unused, in_work):
            self.opened.drop(photo_id)

    def close(self) -> None:
        """Stop all work."""
        self.jobs.close()
        self.queue.close()
        if self.cluster is not None:
            self.cluster.close()


def context_of(request: Request) -> Context:
    """The context of the application that a request is for."""
    context = request.app.state.context
    assert isinstance(context, Context)
    return context


@dataclass(frozen=True)
class PhotoContext:
    """The photo that a request is about, and the context."""

    stored: StoredPhoto
    context: Context


def _photo_context(
    request: Request,
    photo_id: Annotated[str, Path(alias="id", description="What the upload answered.")],
) -> PhotoContext:
    context = context_of(request)
    return PhotoContext(context.find(photo_id), context)


OfPhoto = Annotated[PhotoContext, Depends(_photo_context)]
