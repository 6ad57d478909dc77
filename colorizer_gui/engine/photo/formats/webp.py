"""WebP, by Pillow."""

import contextlib
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import IO

import numpy as np

from colorizer_gui.engine.limits import MOST_PARTS
from colorizer_gui.engine.photo.codecs.pillow import encoded_by_pillow, read_pillow
from colorizer_gui.engine.photo.file_content import FileContent
from colorizer_gui.engine.photo.file_format import FileFormat, ImageToWrite, WriteOptions
from colorizer_gui.engine.photo.photo import Extra

_EFFORT = 4  # 0..6
_MOST_MISSING = 0.75  # of the bytes of a chunk
_OTHER_VALUES = (0xA5, 0x5A)
_PROBE = 64  # bytes
_PIXELS = (b"VP8 ", b"VP8L", b"ALPH", b"ANMF")
_KNOWN = (*_PIXELS, b"VP8X", b"ANIM", b"ICCP", b"EXIF")


def _recognizes(start: bytes, suffix: str) -> bool:
    return start[:4] == b"RIFF" and start[8:12] == b"WEBP"


def _read(data: bytes, name: str) -> FileContent:
    whole, cut = _completed(data)
    content = read_pillow(whole, name, ("WEBP",), is_animated=True)
    if cut:
        _note_end(content, whole, cut)
    for kind, body in islice(_chunks(data), MOST_PARTS):
        # Pillow overlooks what the header does not announce.
        if kind == b"EXIF" and content.page is None:
            content.take_exif(body)
        elif kind in (b"XMP ", b"XMP\0"):
            content.take_xmp(body)
        elif kind not in _KNOWN:
            content.extras.append(Extra("chunks", kind.decode("latin-1").strip()))
    return content


def _completed(data: bytes) -> tuple[bytes, int]:
    """A file with its end, and how many bytes of the pixels are new; 0 for a file that has it.

    Raises
    ------
    ValueError
        Most is missing, or all.
    """
    if len(data) >= 8 + int.from_bytes(data[4:8], "little"):
        return data, 0
    last = size = place = 12
    while place + 8 <= len(data):
        size = int.from_bytes(data[place + 4 : place + 8], "little")
        last, place = place, place + 8 + size + size % 2
    cut = max(0, place - len(data))
    kind = data[last : last + 4]
    if cut > _MOST_MISSING * size or (cut and kind not in _PIXELS):
        whole, cut = data[:last], 0  # a chunk beside the pixels, or one of which nothing is left
    else:
        whole = data[:place] + bytes(cut)
    return whole[:4] + (len(whole) - 8).to_bytes(4, "little") + whole[8:], cut


def _note_end(content: FileContent, whole: bytes, cut: int) -> None:
    """Let rows that are missing be gray, with a notice of them.

    What stands for the missing bytes shows where: another value gives other pixels there.
    """
    found = _differing(content, (whole[:-cut] + bytes((value,)) * cut for value in _OTHER_VALUES))
    if not found:  # neither can be decoded
        more = min(cut + _PROBE, len(whole))
        found = _differing(content, (whole[:-more] + bytes(more),))
    missing = max(found, default=len(content.pixels))
    if not missing:
        content.note_missing_end()
        return
    content.note_missing(missing / len(content.pixels))
    content.pixels = np.array(content.pixels)
    content.pixels[-missing:] = FileContent.missing_value(content.pixels)
    if content.alpha is not None:
        content.alpha = np.array(content.alpha)
        content.alpha[-missing:] = np.iinfo(content.alpha.dtype).max


def _differing(content: FileContent, others: Iterable[bytes]) -> list[int]:
    """How many rows there are from the first on that differs, for each file that can be decoded."""
    found = []
    for other in others:
        with contextlib.suppress(OSError, ValueError):
            pixels = read_pillow(other, content.name, ("WEBP",)).pixels
            differs = np.any(content.pixels != pixels, axis=tuple(range(1, pixels.ndim)))
            found.append(len(differs) - int(differs.argmax()) if differs.any() else 0)
    return found


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Name and content of each chunk; pixels are left out."""
    place = 12
    while place + 8 <= len(data):
        kind = data[place : place + 4]
        size = int.from_bytes(data[place + 4 : place + 8], "little")
        yield kind, b"" if kind in _PIXELS else data[place + 8 : place + 8 + size]
        place += 8 + size + size % 2


def _write(file: IO[bytes], image: ImageToWrite, options: WriteOptions) -> None:
    file.write(encoded_by_pillow(image, "WEBP", quality=options.known_quality, method=_EFFORT))


WEBP = FileFormat(
    id="webp",
    label="WebP",
    suffixes=(".webp",),
    recognizes=_recognizes,
    read=_read,
    write=_write,
    has_quality=True,
    longest_side=16383,
)
