"""WebP, by Pillow."""

from collections.abc import Iterator
from itertools import islice
from typing import IO

from colorizer_gui.engine.limits import MOST_PARTS
from colorizer_gui.engine.photo.codecs.pillow import encoded_by_pillow, read_pillow
from colorizer_gui.engine.photo.file_content import FileContent
from colorizer_gui.engine.photo.file_format import FileFormat, ImageToWrite, WriteOptions
from colorizer_gui.engine.photo.photo import Extra

_EFFORT = 4  # 0..6
_KNOWN = (b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP", b"EXIF", b"XMP ")


def _recognizes(start: bytes, suffix: str) -> bool:
    return start[:4] == b"RIFF" and start[8:12] == b"WEBP"


def _read(data: bytes, name: str) -> FileContent:
    content = read_pillow(data, name, ("WEBP",), is_animated=True)
    names = (
        kind.decode("latin-1").strip()
        for kind in islice(_chunks(data), MOST_PARTS)
        if kind not in _KNOWN
    )
    content.extras.extend(Extra("chunks", kind) for kind in names)
    return content


def _chunks(data: bytes) -> Iterator[bytes]:
    """The names of the chunks."""
    place = 12
    while place + 8 <= len(data):
        yield data[place : place + 4]
        size = int.from_bytes(data[place + 4 : place + 8], "little")
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
