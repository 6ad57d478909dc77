"""JPEG-LS, lossless or nearly so, by imagecodecs; only read."""

from colorizer_gui.engine.photo.codecs.jpeg import is_jpeg_ls, stated_size
from colorizer_gui.engine.photo.file_format import FileFormat
from colorizer_gui.engine.photo.formats.jpeg import read


def _recognizes(start: bytes, suffix: str) -> bool:
    return is_jpeg_ls(start)


JPEGLS = FileFormat(
    id="jpegls",
    label="JPEG-LS",
    suffixes=(".jls",),
    recognizes=_recognizes,
    read=read,
    size_of=stated_size,
)
