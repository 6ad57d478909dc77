"""BMP, by Pillow, and with bit fields of any kind; only read."""

import numpy as np

from colorizer_gui.engine.photo.codecs.bmp import bmp_header, completed, decode_bit_fields
from colorizer_gui.engine.photo.codecs.pillow import read_pillow
from colorizer_gui.engine.photo.file_content import FileContent, check_size
from colorizer_gui.engine.photo.file_format import FileFormat
from colorizer_gui.engine.photo.signatures import starts_with


def _read(data: bytes, name: str) -> FileContent:
    header = bmp_header(data)
    check_size(header.width, header.height, 2 * max(1, len(header.masks)))
    data, missing = completed(data, header)
    if header.masks:
        content = FileContent(name, dpi=header.dpi)
        content.pixels, content.alpha = decode_bit_fields(data, header)
    else:
        content = read_pillow(data, name, ("BMP",))
    if missing:
        rows = slice(-missing, None) if header.is_top_down else slice(missing)
        content.pixels = np.array(content.pixels)
        content.pixels[rows] = FileContent.missing_value(content.pixels)
        content.note_missing(missing / header.height)
    if content.alpha is not None and missing and content.alpha.any():
        content.alpha = np.array(content.alpha)
        content.alpha[rows] = np.iinfo(content.alpha.dtype).max
    if content.alpha is not None and not content.alpha.any():
        content.alpha = None  # programs leave the fourth byte at 0 where it means nothing
    return content


BMP = FileFormat(
    id="bmp", label="BMP", suffixes=(".bmp", ".dib"), recognizes=starts_with(b"BM"), read=_read
)
