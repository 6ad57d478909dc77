"""BMP, by Pillow, and with bit fields of any kind; only read."""

import struct

import numpy as np

from colorizer_gui.engine.color.rgb_spaces import D65, SRGB_PRIMARIES, ColorSpace, gamma
from colorizer_gui.engine.photo.codecs.pillow import read_pillow
from colorizer_gui.engine.photo.file_content import FileContent, check_size
from colorizer_gui.engine.photo.file_format import FileFormat
from colorizer_gui.engine.photo.profiles.build import icc_profile
from colorizer_gui.engine.photo.signatures import starts_with

_HEADER_PLACE = 14
_HEADER_OF_SPACES, _HEADER_OF_PROFILES = 108, 124  # bytes
_SPACE_PLACE, _GAMMA_PLACE, _PROFILE_PLACE = 70, 110, 126
_CALIBRATED, _EMBEDDED, _LINKED = b"\0\0\0\0", b"DEBM", b"KNIL"
_GAMMA_UNIT = 65536
_SRGB_GAMMA, _NEAR = 2.2, 0.1
_GAMMAS = 0.2, 5.0


def _read(data: bytes, name: str) -> FileContent:
    from colorizer_gui.engine.photo.codecs.bmp import bmp_header, completed, decode_bit_fields

    header = bmp_header(data)
    check_size(header.width, header.height, 2 * max(1, len(header.masks)))
    data, missing = completed(data, header)
    if header.masks:
        content = FileContent(name, dpi=header.dpi)
        content.pixels, content.alpha = decode_bit_fields(data, header)
    else:
        content = read_pillow(data, name, ("BMP",))
    _take_space(content, data)
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


def _take_space(content: FileContent, data: bytes) -> None:
    """Take the profile that a BMP has inside, or the gamma that it states."""
    size = int.from_bytes(data[_HEADER_PLACE : _HEADER_PLACE + 4], "little")
    kind = data[_SPACE_PLACE : _SPACE_PLACE + 4]
    if size >= _HEADER_OF_PROFILES and kind == _EMBEDDED:
        place, length = struct.unpack_from("<2I", data, _PROFILE_PLACE)
        content.icc = data[_HEADER_PLACE + place : _HEADER_PLACE + place + length]
    elif size >= _HEADER_OF_PROFILES and kind == _LINKED:
        content.reject_profile()  # it is on another computer
    elif size >= _HEADER_OF_SPACES and kind == _CALIBRATED:
        stated = {value / _GAMMA_UNIT for value in struct.unpack_from("<3I", data, _GAMMA_PLACE)}
        exponent = stated.pop()
        # Some programs state the exponent of encoding.
        exponent = 1 / exponent if 0 < exponent < 1 else exponent
        least, most = _GAMMAS
        if not stated and least < exponent < most and abs(exponent - _SRGB_GAMMA) > _NEAR:
            content.icc = icc_profile(ColorSpace("BMP", gamma(exponent), SRGB_PRIMARIES, D65))
            content.note_gamma(exponent)


BMP = FileFormat(
    id="bmp", label="BMP", suffixes=(".bmp", ".dib"), recognizes=starts_with(b"BM"), read=_read
)
