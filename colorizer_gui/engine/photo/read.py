"""Reading photos: the file's content decides on the format, and every failure is one message."""

import logging
import os
from pathlib import Path
from typing import IO

import numpy as np

from colorizer_gui.engine.arrays import PixelArray
from colorizer_gui.engine.errors import Cancelled, PhotoError, is_out_of_memory
from colorizer_gui.engine.files import NotOrdinaryError, open_file
from colorizer_gui.engine.limits import LARGEST_PHOTO_FILE
from colorizer_gui.engine.messages import Message, system_reason
from colorizer_gui.engine.photo import profiles, registry
from colorizer_gui.engine.photo.errors import UnreadableError, is_own_fault
from colorizer_gui.engine.photo.file_content import FileContent
from colorizer_gui.engine.photo.file_format import FileFormat
from colorizer_gui.engine.photo.metadata.keep import kept_metadata, orientation_of, packet_of
from colorizer_gui.engine.photo.metadata.orientation import Turn, upright
from colorizer_gui.engine.photo.photo import Photo
from colorizer_gui.engine.photo.signatures import SIGNATURE_BYTES
from colorizer_gui.logs import log_file

log = logging.getLogger(__name__)

_INKS = 4


def read_photo(path: str | Path) -> Photo:
    """Read a photo of 8 or 16 bits, gray or color, in any format of the registry.

    The pixels come upright and in sRGB, at the file's own bit depth; gray values without a profile
    are the file's own.

    Parameters
    ----------
    path : str or Path

    Returns
    -------
    Photo

    Raises
    ------
    PhotoError
        There is no photo there, or it is damaged, too large or of a kind that is not supported.
    Cancelled
        What `stopping.stopped_by` names asked for it, between two parts of the pixels.
    """
    path = Path(path)
    try:
        file_format, data = _read_file(path)
        return _photo(file_format, data, path)
    except UnreadableError as error:
        raise PhotoError(
            Message("Can't open {name}: {reason}", name=path.name or path, reason=error.reason)
        ) from error.__cause__
    except Cancelled:
        raise
    except Exception as error:  # Decoders raise nearly anything at damaged files.
        if is_out_of_memory(error):
            raise PhotoError(
                Message(
                    "Can't open {name}: there is not enough memory for it. "
                    "Close other programs or try a smaller copy.",
                    name=path.name,
                )
            ) from error
        if is_own_fault(error):
            log.exception("reading %s failed", path.name)
            raise PhotoError(
                Message(
                    "Can't open {name}: an internal error, which says nothing of the file. "
                    "Details are in {log_file}.",
                    name=path.name,
                    log_file=log_file(),
                )
            ) from error
        raise PhotoError(
            Message(
                "Can't open {name}: the file is damaged or ends too early. Try another copy of it.",
                name=path.name,
            )
        ) from error


def is_photo_content(path: Path) -> bool:
    """Whether a file begins like a photo of a format of the registry; reads a few bytes."""
    try:
        with open_file(path) as file:
            return _format_of(file, path.suffix) is not None
    except (OSError, ValueError, UnreadableError):
        return False


def stated_size(path: Path) -> tuple[int, int] | None:
    """Width and height as a photo's file states them, where its format can tell."""
    with open_file(path) as file:
        size_of = _format_of(file, path.suffix).size_of
        return size_of(file) if size_of else None


def _read_file(path: Path) -> tuple[FileFormat, bytes]:
    """The format and the bytes of a file; one of an unknown format is not read to its end."""
    try:
        with open_file(path) as file:
            if os.fstat(file.fileno()).st_size > LARGEST_PHOTO_FILE:
                raise UnreadableError(Message("the file is larger than 8 GB."))
            return _format_of(file, path.suffix), file.read()
    except IsADirectoryError as error:
        raise UnreadableError(Message("it is a folder, not a photo.")) from error
    except NotOrdinaryError as error:
        raise UnreadableError(Message("it is not an ordinary file.")) from error
    except FileNotFoundError as error:
        raise UnreadableError(
            Message("there is no such file. Check the name and the folder.")
        ) from error
    except (OSError, ValueError) as error:
        raise UnreadableError(
            Message("it cannot be read ({reason}).", reason=system_reason(error))
        ) from error


def _format_of(file: IO[bytes], suffix: str) -> FileFormat:
    """The format of a file by its first bytes; the file is at its beginning again."""
    start = file.read(SIGNATURE_BYTES)
    file.seek(0)
    if not start:
        raise UnreadableError(Message("the file is empty. Try another copy of it."))
    file_format = registry.format_of_content(start, suffix)
    if file_format is None:
        raise UnreadableError(
            Message(
                "it is not a photo of a known kind. Choose a file of one of these: {kinds}.",
                kinds=tuple(row.label for row in registry.FILE_FORMATS),
            )
        )
    return file_format


def _photo(file_format: FileFormat, data: bytes, path: Path) -> Photo:
    content = file_format.read(data, path.name)
    _apply_profile(content)
    content.note_narrowing()
    packet = packet_of(content)
    orientation = content.orientation or orientation_of(content.page, packet)
    turn = 1 if content.is_upright else orientation
    pixels = upright(content.pixels, turn)
    metadata = kept_metadata(content, packet, _turn(orientation, pixels.shape))
    if content.has_gaps or (content.page and content.page.is_damaged):
        content.notices.append(
            Message("Some metadata in {name} is damaged and was left out.", name=path.name)
        )
    return Photo(
        pixels=pixels,
        alpha=None if content.alpha is None else upright(content.alpha, turn),
        format=file_format.id,
        metadata=metadata,
        path=path,
        notices=tuple(content.notices),
        file_depth=content.depth,
    )


def _apply_profile(content: FileContent) -> None:
    """Bring the pixels to sRGB, by the file's profile if there is one that can be used."""
    if content.icc:
        if content.icc[16:20] == b"GRAY":
            content.pixels = _grays(content.pixels)
        try:
            content.pixels = profiles.to_srgb(content.pixels, content.icc)
        except profiles.ProfileError:
            content.reject_profile()
    if content.pixels.shape[2:] == (_INKS,):
        content.pixels = profiles.inks_to_srgb(content.pixels)


def _grays(pixels: PixelArray) -> PixelArray:
    """Grays that are stored in three channels as one; other pixels as they are."""
    if pixels.ndim == 3 and pixels.shape[2] == 3:
        first, *others = (pixels[..., channel] for channel in range(3))
        if all(np.array_equal(first, other) for other in others):
            return np.ascontiguousarray(first)
    return pixels


def _turn(orientation: int, shape: tuple[int, ...]) -> Turn:
    """How pixels of a shape were turned."""
    height, width = shape[:2]
    before = Turn(orientation).size(width, height)
    return Turn(orientation, *before)
