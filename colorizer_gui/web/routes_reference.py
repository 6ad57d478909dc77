"""The colors of one photo for the look of others."""

from typing import Annotated, Any

from fastapi import APIRouter, Query
from starlette.requests import Request

from colorizer_gui.engine.arrays import IsCancelled
from colorizer_gui.engine.batch.memory import pixels_of
from colorizer_gui.engine.choices import REFERENCE_METHODS
from colorizer_gui.engine.errors import Cancelled, PhotoError
from colorizer_gui.engine.look import Look
from colorizer_gui.engine.session.recipe import REFERENCE_KEY, stored_look
from colorizer_gui.engine.session.reference_photo import read_reference_colors
from colorizer_gui.web.context import OfPhoto, PhotoContext
from colorizer_gui.web.names import renamed

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
