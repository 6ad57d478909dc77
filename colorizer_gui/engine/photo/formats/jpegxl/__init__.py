"""JPEG XL, by imagecodecs (libjxl): 8 and 16 bits, with EXIF and XMP in boxes of their own.

References
----------
ISO/IEC 18181-2:2024 (boxes).

Notes
-----
The modules that read and write are imported with the first JPEG XL.
"""

from typing import IO

from colorizer_gui.engine.photo.file_content import FileContent
from colorizer_gui.engine.photo.file_format import FileFormat, ImageToWrite, WriteOptions
from colorizer_gui.engine.photo.formats.jpegxl.boxes import BOXES_SIGNATURE
from colorizer_gui.engine.photo.signatures import JPEGXL_STREAM, by_head, starts_with


def _read(data: bytes, name: str) -> FileContent:
    from colorizer_gui.engine.photo.formats.jpegxl.read import read

    return read(data, name)


def _write(file: IO[bytes], image: ImageToWrite, options: WriteOptions) -> None:
    from colorizer_gui.engine.photo.formats.jpegxl.write import write

    write(file, image, options)


def _size_of(head: bytes) -> tuple[int, int] | None:
    from colorizer_gui.engine.photo.formats.jpegxl.read import size_of

    return size_of(head)


JPEGXL = FileFormat(
    id="jpegxl",
    label="JPEG XL",
    suffixes=(".jxl",),
    recognizes=starts_with(BOXES_SIGNATURE, JPEGXL_STREAM),
    read=_read,
    write=_write,
    depths=(8, 16),
    has_quality=True,
    has_profiles=False,
    longest_side=2**30,
    size_of=by_head(_size_of),
)
