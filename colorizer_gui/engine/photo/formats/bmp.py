"""BMP, by Pillow, and with bit fields of any kind; only read."""

from colorizer_gui.engine.photo.codecs.bmp import bmp_header, decode_bit_fields
from colorizer_gui.engine.photo.codecs.pillow import read_pillow
from colorizer_gui.engine.photo.file_content import FileContent, check_size
from colorizer_gui.engine.photo.file_format import FileFormat
from colorizer_gui.engine.photo.signatures import starts_with


def _read(data: bytes, name: str) -> FileContent:
    header = bmp_header(data)
    if header.masks:
        check_size(header.width, header.height, 2 * len(header.masks))
        content = FileContent(name, dpi=header.dpi)
        content.pixels, content.alpha = decode_bit_fields(data, header)
    else:
        content = read_pillow(data, name, ("BMP",))
    if content.alpha is not None and not content.alpha.any():
        content.alpha = None  # programs leave the fourth byte at 0 where it means nothing
    return content


BMP = FileFormat(
    id="bmp", label="BMP", suffixes=(".bmp", ".dib"), recognizes=starts_with(b"BM"), read=_read
)
