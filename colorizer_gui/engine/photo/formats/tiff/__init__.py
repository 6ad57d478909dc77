"""TIFF and BigTIFF: read in every usual kind, written with 8 and 16 bits."""

from colorizer_gui.engine.photo.codecs.tiff_size import size_of
from colorizer_gui.engine.photo.directory import SIGNATURES
from colorizer_gui.engine.photo.file_format import FileFormat
from colorizer_gui.engine.photo.formats.raw import RAW
from colorizer_gui.engine.photo.formats.tiff.read import read
from colorizer_gui.engine.photo.formats.tiff.write import write
from colorizer_gui.engine.photo.metadata.extras import RESOURCE


def _recognizes(start: bytes, suffix: str) -> bool:
    return start.startswith(SIGNATURES) and not RAW.recognizes(start, suffix)


TIFF = FileFormat(
    id="tiff",
    label="TIFF",
    suffixes=(".tif", ".tiff"),
    recognizes=_recognizes,
    read=read,
    write=write,
    depths=(8, 16),
    has_compression=True,
    has_iptc=True,
    extras=frozenset((RESOURCE,)),
    longest_side=1_000_000,
    is_banded=True,
    size_of=size_of,
)
