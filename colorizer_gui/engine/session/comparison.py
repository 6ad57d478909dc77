"""Before and after in motion: a web page with a slider, or an animation, each one file."""

import base64
import html
import io
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from PIL import Image

from colorizer_gui.engine.arrays import IsCancelled, PixelArray
from colorizer_gui.engine.errors import Cancelled, SaveError
from colorizer_gui.engine.files import atomic_write
from colorizer_gui.engine.messages import Message, system_reason
from colorizer_gui.engine.photo import Photo
from colorizer_gui.resources import resource

# Most pixels of a picture: such files are sent to others and shown on screens.
MOST_PIXELS = {".html": 3_000_000, ".webp": 800_000}
QUALITY = 88
# Milliseconds: how long each picture stays, and each step from one to the other.
_STAY, _STEP = 1500, 60
_STEPS = 10
_PAGE = "assets/slider.html"


def write_comparison(
    path: Path,
    suffix: str,
    before: Photo,
    after: PixelArray,
    cancelled: IsCancelled | None = None,
    overwrite: bool = False,
) -> None:
    """Write before and after into one file.

    Parameters
    ----------
    path : Path
    suffix : {'.html', '.webp'}
        A web page with a divider between the pictures, which loads nothing from elsewhere and can
        be used with the keyboard; or an animation from one to the other and back, without end.
    before : Photo
        Its XMP goes into the file.
    after : ndarray of uint8 or uint16, shape (H, W, 3)
        sRGB.
    cancelled : callable or None
    overwrite : bool

    Raises
    ------
    SaveError, Cancelled
    """
    if path.suffix.lower() != suffix:
        raise SaveError(
            Message(
                "Can't save {name}: the name of such a file ends in {suffix}.",
                name=path.name,
                suffix=suffix,
            )
        )
    pictures = _colors(before.pixels), _colors(after)
    xmp = before.metadata.xmp
    if suffix == ".html":
        content = _page(*pictures, before.path.stem if before.path else "Colorizer", xmp)
    else:
        content = _animation(*pictures, xmp, cancelled)
    try:
        with atomic_write(path, cancelled, overwrite=overwrite) as file:
            file.write(content)
    except OSError as error:
        raise SaveError(
            Message("Can't save {name}: {reason}.", name=path.name, reason=system_reason(error))
        ) from error


def _page(before: PixelArray, after: PixelArray, title: str, xmp: bytes | None) -> bytes:
    page = resource(_PAGE).read_text(encoding="utf-8")
    values = {
        "@TITLE@": html.escape(title),
        "@WIDTH@": str(before.shape[1]),
        "@HEIGHT@": str(before.shape[0]),
        "@BEFORE@": _data_url(before, None),
        "@AFTER@": _data_url(after, xmp),
    }
    for mark, value in values.items():
        page = page.replace(mark, value)
    return page.encode("utf-8", "replace")  # a name may be no text


def _animation(
    before: PixelArray, after: PixelArray, xmp: bytes | None, cancelled: IsCancelled | None
) -> bytes:
    first, *others = _frames(before, after, cancelled)
    stays = [_STEP] * (len(others) + 1)
    stays[0] = stays[_STEPS] = _STAY
    file = io.BytesIO()
    first.save(
        file,
        "WEBP",
        save_all=True,
        append_images=others,
        duration=stays,
        loop=0,
        quality=QUALITY,
        method=3,
        xmp=xmp or b"",
    )
    return file.getvalue()


def _frames(
    before: PixelArray, after: PixelArray, cancelled: IsCancelled | None
) -> Iterator[Image.Image]:
    """The way there and back; it ends one step before it would begin again."""
    steps = [*range(_STEPS + 1), *range(_STEPS - 1, 0, -1)]
    for step in steps:
        if cancelled is not None and cancelled():
            raise Cancelled
        share = np.float32((1 - np.cos(np.pi * step / _STEPS)) / 2)
        mixed = before + (after.astype(np.float32) - before) * share
        yield Image.fromarray(np.rint(mixed).astype(np.uint8))


def _colors(pixels: PixelArray) -> PixelArray:
    """Pixels of 8 bits and three channels."""
    if pixels.dtype != np.uint8:
        pixels = ((pixels.astype(np.uint32) + 128) // 257).astype(np.uint8)
    return np.dstack([pixels] * 3) if pixels.ndim == 2 else pixels


def _data_url(pixels: PixelArray, xmp: bytes | None) -> str:
    file = io.BytesIO()
    options: dict[str, bytes] = {} if xmp is None else {"xmp": xmp}
    Image.fromarray(pixels).save(file, "JPEG", quality=QUALITY, subsampling=0, **options)
    return "data:image/jpeg;base64," + base64.b64encode(file.getvalue()).decode()
