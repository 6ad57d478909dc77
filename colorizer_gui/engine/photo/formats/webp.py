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
_PIXELS = (b"VP8 ", b"VP8L", b"ALPH", b"ANMF")
_KNOWN = (*_PIXELS, b"VP8X", b"ANIM", b"ICCP", b"EXIF")


def _recognizes(start: bytes, suffix: str) -> bool:
    return start[:4] == b"RIFF" and start[8:12] == b"WEBP"


def _read(data: bytes, name: str) -> FileContent:
    content = read_pillow(data, name, ("WEBP",), is_animated=True)
    for kind, body in islice(_chunks(data), MOST_PARTS):
        # Pillow overlooks what the header does not announce.
        if kind == b"EXIF" and content.page is None:
            content.take_exif(body)
        elif kind in (b"XMP ", b"XMP\0"):
            content.xmp = content.xmp or body
        elif kind not in _KNOWN:
            content.extras.append(Extra("chunks", kind.decode("latin-1").strip()))
    return content


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
