"""AVIF, by Pillow, at 8 bits."""

from typing import IO

from colorizer_gui.engine.photo.codecs.pillow import encoded_by_pillow, read_pillow
from colorizer_gui.engine.photo.file_content import FileContent
from colorizer_gui.engine.photo.file_format import FileFormat, ImageToWrite, WriteOptions
from colorizer_gui.engine.photo.signatures import media_brands

_BRANDS = {b"avif", b"avis"}


def _recognizes(start: bytes, suffix: str) -> bool:
    return not _BRANDS.isdisjoint(media_brands(start))


def _read(data: bytes, name: str) -> FileContent:
    return read_pillow(data, name, ("AVIF",), is_animated=True)


def _write(file: IO[bytes], image: ImageToWrite, options: WriteOptions) -> None:
    file.write(encoded_by_pillow(image, "AVIF", quality=options.quality, subsampling="4:4:4"))


AVIF = FileFormat(
    id="avif",
    label="AVIF",
    suffixes=(".avif", ".avifs"),
    recognizes=_recognizes,
    read=_read,
    write=_write,
    has_quality=True,
    longest_side=65535,
)
