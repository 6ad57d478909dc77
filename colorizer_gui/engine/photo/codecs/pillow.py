"""Decoding and encoding by Pillow, which several formats share."""

import io
import logging
import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np
from PIL import Image, ImageFile

from colorizer_gui.engine.arrays import Uint8Array
from colorizer_gui.engine.messages import Message
from colorizer_gui.engine.photo.errors import EncodingError, unsupported_pixels
from colorizer_gui.engine.photo.file_content import FileContent, check_size
from colorizer_gui.engine.photo.file_format import ImageToWrite
from colorizer_gui.engine.photo.metadata import exif_bytes

# Pillow's own limit warns at 90 megapixels, which large scans pass; `check_size` limits instead.
Image.MAX_IMAGE_PIXELS = None
# What Pillow logs about damaged files is for programmers; the user gets a sentence.
logging.getLogger("PIL").addHandler(logging.NullHandler())

_STRIP_ROWS = 64
_GRAY_MODES = ("1", "L", "LA", "La")
_COLOR_MODES = ("P", "PA", "RGB", "RGBA", "RGBa", "RGBX", "YCbCr")


def read_pillow(
    data: bytes, name: str, formats: tuple[str, ...], is_animated: bool = False
) -> FileContent:
    """Read a file of 8 bits.

    Parameters
    ----------
    data : bytes
    name : str
        The file's name, for notices.
    formats : tuple of str
        Pillow's names of the formats to take it for.
    is_animated : bool
        Whether the format has animations.

    Returns
    -------
    FileContent

    Raises
    ------
    UnreadableError
        Pillow's own errors come through too.
    """
    content = FileContent(name)
    with open_pillow(data, formats) as image:
        check_size(*image.size, len(image.getbands()))
        take_metadata(content, image)
        if is_animated:
            note_animation(content, image)
        take_pixels(content, image)
    return content


@contextmanager
def open_pillow(
    data: bytes, formats: tuple[str, ...] | type[ImageFile.ImageFile]
) -> Iterator[Image.Image]:
    """An image that is not decoded yet; Pillow's warnings about its metadata are switched off.

    Parameters
    ----------
    data : bytes
    formats : tuple of str or type of ImageFile
        Pillow's names of the formats to take it for, or the class for one format. For names Pillow
        imports its code for five formats, which takes 5 ms.
    """
    with _no_warnings, _opened(io.BytesIO(data), formats) as image:
        # One block: the decoder waits for other threads after each one, 64 KB by default.
        image.decodermaxblock = len(data)
        yield image


def _opened(
    file: io.BytesIO, formats: tuple[str, ...] | type[ImageFile.ImageFile]
) -> ImageFile.ImageFile:
    return Image.open(file, formats=formats) if isinstance(formats, tuple) else formats(file)


class _NoWarnings:
    """Switches warnings off while any thread is inside.

    They are switched for the whole process: the first thread to enter switches them off, and the
    last to leave restores them.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._inside = 0
        self._before: warnings.catch_warnings[None] | None = None

    def __enter__(self) -> None:
        with self._lock:
            if self._inside == 0:
                self._before = warnings.catch_warnings(action="ignore")
                self._before.__enter__()
            self._inside += 1

    def __exit__(self, *error: object) -> None:
        with self._lock:
            self._inside -= 1
            if self._inside == 0 and self._before is not None:
                self._before.__exit__(None, None, None)


_no_warnings = _NoWarnings()


def take_profile(content: FileContent, image: Image.Image) -> None:
    """Take the profile and the resolution of an opened image."""
    info = image.info
    content.icc, content.dpi = info.get("icc_profile"), info.get("dpi")
    if "icc_profile" in info and not content.icc:
        content.reject_profile()  # it cannot be unpacked, or parts of it are missing


def take_metadata(content: FileContent, image: Image.Image) -> None:
    """Take the profile, the resolution, XMP and EXIF of an opened image."""
    take_profile(content, image)
    info = image.info
    xmp = info.get("xmp")
    content.xmp = xmp.encode() if isinstance(xmp, str) else xmp
    content.take_exif(info.get("exif"))


def note_animation(content: FileContent, image: Image.Image) -> None:
    """Add a notice where an opened image has several frames."""
    if getattr(image, "n_frames", 1) > 1:
        content.notices.append(
            Message("{name} is an animation; only its first frame is used.", name=content.name)
        )


def take_pixels(content: FileContent, image: Image.Image) -> None:
    """Decode at 8 bits into gray, RGB or CMYK, with transparency apart."""
    image.load()
    if image.mode == "CMYK":
        content.pixels = np.asarray(image)
        return
    if image.mode not in (*_GRAY_MODES, *_COLOR_MODES):
        raise unsupported_pixels(image.mode)
    mode = "L" if image.mode in _GRAY_MODES else "RGB"
    has_alpha = image.has_transparency_data
    values = _values(image, mode + "A" if has_alpha else mode)
    if has_alpha:
        content.alpha = np.ascontiguousarray(values[..., -1])
        values = np.ascontiguousarray(values[..., 0] if mode == "L" else values[..., :3])
    content.pixels = values


def _values(image: Image.Image, mode: str) -> Uint8Array:
    """The values of a decoded image in a mode, converted in strips to spare memory."""
    bands = Image.getmodebands(mode)
    shape = (image.height, image.width, bands) if bands > 1 else (image.height, image.width)
    values = np.empty(shape, np.uint8)
    for top in range(0, image.height, _STRIP_ROWS):
        strip = image.crop((0, top, image.width, min(top + _STRIP_ROWS, image.height)))
        converted = strip if strip.mode == mode else strip.convert(mode)
        values[top : top + _STRIP_ROWS] = np.asarray(converted)
    return values


def encoded_by_pillow(image: ImageToWrite, format_name: str, **options: object) -> memoryview:
    """Encode an image of 8 bits with its EXIF, XMP and transparency.

    Parameters
    ----------
    image : ImageToWrite
    format_name : str
        Pillow's name of the format.
    **options
        As the format's plug-in of Pillow takes them.

    Returns
    -------
    memoryview
        The bytes of the file.

    Raises
    ------
    OSError, EncodingError
    """
    values = np.asarray(image.pixels)
    if image.alpha is not None:
        values = np.dstack((values, image.alpha))
    if image.metadata.xmp:
        options["xmp"] = image.metadata.xmp
    if image.page.tags:
        options["exif"] = exif_bytes(image.page)
    buffer = io.BytesIO()
    try:
        Image.fromarray(values).save(buffer, format_name, icc_profile=image.icc, **options)
    except ValueError as error:
        raise EncodingError(str(error)) from error
    return buffer.getbuffer()
