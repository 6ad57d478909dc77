"""Photoshop's PSD: results with layers, and the merged picture of any.

References
----------
Adobe Photoshop file formats specification (2019).

Notes
-----
The modules that read and write are imported with the first PSD.
"""

from typing import IO

from colorizer_gui.engine.photo.file_content import FileContent
from colorizer_gui.engine.photo.file_format import FileFormat, ImageToWrite, WriteOptions
from colorizer_gui.engine.photo.metadata.extras import RESOURCE
from colorizer_gui.engine.photo.signatures import by_head, starts_with

SIGNATURE = b"8BPS"
LONGEST_SIDE = 30_000  # of PSD; PSB, for larger ones, is only read


def _read(data: bytes, name: str) -> FileContent:
    from colorizer_gui.engine.photo.formats.psd.read import read

    return read(data, name)


def _write(file: IO[bytes], image: ImageToWrite, options: WriteOptions) -> None:
    from colorizer_gui.engine.photo.formats.psd.write import write

    write(file, image, options)


def _size_of(head: bytes) -> tuple[int, int] | None:
    from colorizer_gui.engine.photo.formats.psd.read import size_of

    return size_of(head)


PSD = FileFormat(
    id="psd",
    label="PSD",
    suffixes=(".psd",),
    recognizes=starts_with(SIGNATURE),
    read=_read,
    write=_write,
    depths=(8, 16),
    has_iptc=True,
    has_layers=True,
    has_profiles=False,
    extras=frozenset((RESOURCE,)),
    longest_side=LONGEST_SIDE,
    size_of=by_head(_size_of),
    read_suffixes=(".psb",),
)
