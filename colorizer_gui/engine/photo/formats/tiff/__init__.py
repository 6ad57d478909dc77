"""TIFF and BigTIFF: read in every usual kind, written with 8 and 16 bits.

The modules that do it are imported with the first TIFF.
"""

from typing import IO

from colorizer_gui.engine.photo.directory import SIGNATURES
from colorizer_gui.engine.photo.file_content import FileContent
from colorizer_gui.engine.photo.file_format import FileFormat, ImageToWrite, WriteOptions
from colorizer_gui.engine.photo.formats.raw import RAW
from colorizer_gui.engine.photo.metadata.extras import RESOURCE


def _recognizes(start: bytes, suffix: str) -> bool:
    return start.startswith(SIGNATURES) and not RAW.recognizes(start, suffix)


def _read(data: bytes, name: str) -> FileContent:
    from colorizer_gui.engine.photo.formats.tiff.read import read

    return read(data, name)


def _write(file: IO[bytes], image: ImageToWrite, options: WriteOptions) -> None:
    from colorizer_gui.engine.photo.formats.tiff.write import write

    write(file, image, options)


def _size_of(file: IO[bytes]) -> tuple[int, int] | None:
    from colorizer_gui.engine.photo.codecs.tiff_size import size_of

    return size_of(file)


TIFF = FileFormat(
    id="tiff",
    label="TIFF",
    suffixes=(".tif", ".tiff"),
    recognizes=_recognizes,
    read=_read,
    write=_write,
    depths=(8, 16),
    has_compression=True,
    has_iptc=True,
    extras=frozenset((RESOURCE,)),
    longest_side=1_000_000,
    is_banded=True,
    size_of=_size_of,
)
