"""JPEG-LS, lossless or nearly so, by imagecodecs; only read."""

from colorizer_gui.engine.photo.codecs.jpeg import is_jpeg_ls, stated_size
from colorizer_gui.engine.photo.file_format import FileFormat
from colorizer_gui.engine.photo.formats.jpeg import read
from colorizer_gui.engine.photo.signatures import by_head


def _recognizes(start: bytes, suffix: str) -> bool:
    return is_jpeg_ls(start)


JPEGLS = FileFormat(
    id="jpegls",
    label="JPEG-LS",
    suffixes=(".jls",),
    recognizes=_recognizes,
    read=read,
    size_of=by_head(stated_size),
)
