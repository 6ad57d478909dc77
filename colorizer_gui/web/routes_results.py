"""Downloads of results."""

import asyncio
from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import FileResponse
from starlette.types import Receive, Scope, Send

from colorizer_gui.web.context import OfPhoto
from colorizer_gui.web.languages import notice_header
from colorizer_gui.web.names import attachment
from colorizer_gui.web.result_options import ResultOptions
from colorizer_gui.web.results import remove_file

router = APIRouter(tags=["results"])

# Only what our own writers make is sent.
MEDIA_TYPES = {
    "jpeg": "image/jpeg",
    "png": "image/png",
    "tiff": "image/tiff",
    "webp": "image/webp",
    "avif": "image/avif",
    "jpegxl": "image/jxl",
    "psd": "image/vnd.adobe.photoshop",
}


class ResultResponse(FileResponse):
    """A result, which is sent whole and then removed, however the sending ends."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send it; a part that is asked for would be one of another file the next time."""
        headers = [header for header in scope["headers"] if header[0] != b"range"]
        try:
            await super().__call__({**scope, "headers": headers}, receive, send)
        finally:
            remove_file(Path(self.path))


@router.get("/api/photos/{id}/result", response_class=FileResponse)
async def get_result(
    request: Request, photo: OfPhoto, options: Annotated[ResultOptions, Query()]
) -> FileResponse:
    """Get the colorized photo at full resolution, with its metadata.

    The header `X-Notice` tells what the file lacks because its format cannot hold it, and whether
    another version of the model made it than that which the recipe means.
    """
    output, context, stored = options.output(), photo.context, photo.stored
    # As it is now: while this waits for the photos of others, the photo may be edited further.
    recipe = await asyncio.to_thread(context.recipes.of, stored)
    result = await context.queue.run(
        request,
        lambda is_cancelled: context.results.make(stored, recipe, output, is_cancelled),
        is_urgent=False,
        discard=lambda made: remove_file(made.path),
    )
    headers = {
        "Content-Disposition": attachment(result.name),
        "Accept-Ranges": "none",
        **notice_header(request, result.notices),
    }
    return ResultResponse(result.path, media_type=MEDIA_TYPES[result.format], headers=headers)
