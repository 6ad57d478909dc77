"""The file formats that photos are read from and results are written in."""

from typing import Final

from colorizer_gui.engine.photo.file_format import FileFormat
from colorizer_gui.engine.photo.formats.avif import AVIF
from colorizer_gui.engine.photo.formats.bmp import BMP
from colorizer_gui.engine.photo.formats.heif import HEIF
from colorizer_gui.engine.photo.formats.jpeg import JPEG
from colorizer_gui.engine.photo.formats.jpeg2000 import JPEG2000
from colorizer_gui.engine.photo.formats.jpegls import JPEGLS
from colorizer_gui.engine.photo.formats.jpegxl import JPEGXL
from colorizer_gui.engine.photo.formats.png import PNG
from colorizer_gui.engine.photo.formats.psd import PSD
from colorizer_gui.engine.photo.formats.raw import RAW
from colorizer_gui.engine.photo.formats.tiff import TIFF
from colorizer_gui.engine.photo.formats.webp import WEBP

# In the order of lists. The ids of the writable ones are in `choices.SAVE_FORMATS` too.
FILE_FORMATS: Final = (
    *(JPEG, PNG, TIFF, WEBP, AVIF, JPEGXL, PSD),
    *(HEIF, JPEG2000, JPEGLS, BMP, RAW),
)
WRITABLE_FORMATS: Final = tuple(row for row in FILE_FORMATS if row.write)
OPEN_SUFFIXES: Final = tuple(
    sorted(suffix for row in FILE_FORMATS for suffix in (*row.suffixes, *row.read_suffixes))
)

_BY_ID = {row.id: row for row in FILE_FORMATS}
# For results whose photo's format, or name, cannot be written.
_FALLBACK = PNG


def format_by_id(format_id: str) -> FileFormat:
    """The format with an id; KeyError if there is none."""
    return _BY_ID[format_id]


def writable_format(format_id: str | None) -> FileFormat:
    """The format with an id, or PNG where there is none that can be written."""
    row = _BY_ID.get(format_id or "")
    return row if row and row.write else _FALLBACK


def format_of_content(start: bytes, suffix: str) -> FileFormat | None:
    """The format of a file.

    Parameters
    ----------
    start : bytes
        Its first `SIGNATURE_BYTES` bytes.
    suffix : str
        Of its name; it only tells raw files from other TIFFs.

    Returns
    -------
    FileFormat or None
    """
    suffix = suffix.lower()
    return next((row for row in FILE_FORMATS if row.recognizes(start, suffix)), None)
