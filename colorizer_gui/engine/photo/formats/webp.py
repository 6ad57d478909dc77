"""WebP, by Pillow."""

from typing import IO

from colorizer_gui.engine.photo.codecs.pillow import encoded_by_pillow, read_pillow
from colorizer_gui.engine.photo.file_content import FileContent
from colorizer_gui.engine.photo.file_format import FileFormat, ImageToWrite, WriteOptions

_EFFORT = 4  # 0..6


def _recognizes(start: bytes, suffix: str) -> bool:
    return start[:4] == b"RIFF" and start[8:12] == b"WEBP"


def _read(data: bytes, name: str) -> FileContent:
    return read_pillow(data, name, ("WEBP",), is_animated=True)


def _write(file: IO[bytes], image: ImageToWrite, options: WriteOptions) -> None:
    file.write(encoded_by_pillow(image, "WEBP", quality=options.quality, method=_EFFORT))


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
