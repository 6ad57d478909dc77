"""Kinds of JPEG beyond the usual, by imagecodecs: 2 to 16 bits, lossless, JPEG-LS, and cut off.

References
----------
ITU-T T.81 (1992), B.2 (JPEG); ITU-T T.87 (1998), C (JPEG-LS).
"""

import re
import struct
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from colorizer_gui.engine.arrays import PixelArray
from colorizer_gui.engine.messages import Message
from colorizer_gui.engine.photo.codecs.depths import stretched
from colorizer_gui.engine.photo.errors import UnreadableError, unsupported_pixels

_BASELINE, _EXTENDED, _PROGRESSIVE, _LOSSLESS = 0xC0, 0xC1, 0xC2, 0xC3
_ARITHMETIC, _ARITHMETIC_PROGRESSIVE = 0xC9, 0xCA
_JPEG_LS = 0xF7
_HUFFMAN_TABLES, _EXTENSION, _ARITHMETIC_CONDITIONS = 0xC4, 0xC8, 0xCC
_FRAMES = {*range(0xC0, 0xD0), _JPEG_LS} - {_HUFFMAN_TABLES, _EXTENSION, _ARITHMETIC_CONDITIONS}
_USUAL = {_BASELINE, _EXTENDED, _PROGRESSIVE, _ARITHMETIC, _ARITHMETIC_PROGRESSIVE}
_DEPTHS = {
    **dict.fromkeys(_USUAL, (8, 12)), _BASELINE: (8,), _LOSSLESS: range(2, 17),
    _JPEG_LS: range(2, 17),
}  # fmt: skip
_COMPONENTS = (1, 3, 4)
_START, _SCAN, _FILL = 0xD8, 0xDA, 0xFF
_WITHOUT_LENGTH = {0x01, *range(0xD0, 0xD9)}
# Within the pixels, markers without a length are the restarts, and 0 follows a byte of 255.
_MARKER = re.compile(rb"\xff[^\x00\x01\xd0-\xd8\xff]")
_END, _LINES = b"\xff\xd9", b"\xff\xdc\0\4"
_HEIGHT_IN_FRAME = 5
_BLOCK = 8
_FRAME_HEAD = 10  # bytes before those of its components


class Frame(NamedTuple):
    """What the header of a frame says.

    Attributes
    ----------
    place : int
        Where its marker is.
    process : int
        The second byte of its marker.
    bits : int
        Of a sample.
    width, height : int
    components : int
    """

    place: int
    process: int
    bits: int
    width: int
    height: int
    components: int

    @property
    def is_usual(self) -> bool:
        """Whether every decoder reads it: 8 bits, and neither lossless nor JPEG-LS."""
        return self.process in _USUAL and self.bits == 8


def frame_of(data: bytes) -> Frame:
    """The header of the frame in a JPEG.

    Raises
    ------
    UnreadableError
        It is of a kind that is not supported.
    ValueError
        There is none: it is damaged.
    """
    place = 0
    while place + 10 <= len(data):
        if data[place] != _FILL:
            raise ValueError("a marker of the JPEG is missing")
        marker = data[place + 1]
        if marker == _FILL:
            place += 1
        elif marker in _WITHOUT_LENGTH:
            place += 2
        elif marker in _FRAMES:
            bits, height, width, components = struct.unpack_from(">BHHB", data, place + 4)
            frame = Frame(place, marker, bits, width, height, components)
            _check(frame)
            return frame
        elif marker == _SCAN:
            break
        else:
            place += 2 + int.from_bytes(data[place + 2 : place + 4], "big")
    raise ValueError("the JPEG has no frame")


def _check(frame: Frame) -> None:
    depths = _DEPTHS.get(frame.process)
    if depths is None:
        raise unsupported_pixels(Message("JPEG process {number}", number=frame.process - 0xC0))
    if frame.bits not in depths:
        raise unsupported_pixels(Message("JPEG of {bits} bits", bits=frame.bits))
    if frame.components not in _COMPONENTS:
        raise unsupported_pixels(Message("{count} values per pixel", count=frame.components))


def stated_size(head: bytes) -> tuple[int, int] | None:
    """Width and height from the first bytes of a JPEG; None where they lie beyond."""
    try:
        frame = frame_of(head)
    except (UnreadableError, ValueError, struct.error):
        return None
    return frame.width, frame.height


def with_height(data: bytes) -> bytes:
    """A JPEG with its height in the frame, also if it follows the first scan as it may."""
    frame = frame_of(data)
    place = data.find(_LINES) if not frame.height else -1
    if place < 0:
        return data
    height = data[place + len(_LINES) : place + len(_LINES) + 2]
    start = frame.place + _HEIGHT_IN_FRAME
    return data[:start] + height + data[start + 2 :]


def usual_head(data: bytes, frame: Frame) -> bytes:
    """The head of a JPEG as if it were of the usual kind, for readers of its metadata."""
    head = bytearray(data[: frame.place + _FRAME_HEAD + 3 * frame.components])
    struct.pack_into(">BHB", head, frame.place + 1, _BASELINE, len(head) - frame.place - 2, 8)
    return bytes(head) + bytes((_FILL, _SCAN, 0, 2))


def is_jpeg_ls(start: bytes) -> bool:
    """Whether the first bytes of a file are those of JPEG-LS, in a frame or after a header."""
    try:
        return start.startswith(b"\xff\xd8\xff") and frame_of(start).process == _JPEG_LS
    except Exception:  # the frame lies beyond these bytes, or is of another kind
        return False


def decode_jpeg(data: bytes, frame: Frame) -> PixelArray:
    """Decode a JPEG, as far as it goes; what is missing is middle gray.

    Parameters
    ----------
    data : bytes
    frame : Frame
        Its header.

    Returns
    -------
    ndarray of uint8 or uint16, shape (H, W), (H, W, 3), or (H, W, 4) for CMYK with 0 for no ink

    Raises
    ------
    RuntimeError, ValueError
        It is damaged.
    """
    import imagecodecs

    values: npt.NDArray[Any]
    if frame.process == _JPEG_LS:  # CharLS 2.4 never returns where data ends without an end mark
        values = imagecodecs.jpegls_decode(data + _END)
    else:
        values = imagecodecs.jpeg8_decode(data)
    values = values[..., 0] if values.ndim == 3 and values.shape[2] == 1 else values
    if values.shape[:2] != (frame.height, frame.width):
        raise ValueError("the JPEG has another size than it says")
    pixels = stretched(values, frame.bits)
    # By Adobe's convention, which all writers follow, JPEGs store inks inverted.
    return ~pixels if frame.components == 4 else pixels


def end_of(data: bytes, frame: Frame) -> int | None:
    """Where a JPEG ends and what other programs append begins; None where it is cut off.

    Parameters
    ----------
    data : bytes
    frame : Frame
        Its header.
    """
    place = frame.place
    while marker := _MARKER.search(data, place):
        place = marker.end()
        if marker[0] == _END:
            return place
        place += int.from_bytes(data[place : place + 2], "big")
    return len(data) if data.endswith(_END) else None


def missing_share(pixels: PixelArray, frame: Frame) -> float | None:
    """Which share of the pixels of a JPEG that is cut off is missing, 0..1.

    None for a progressive one that lacks detail everywhere in place of rows.

    Parameters
    ----------
    pixels : ndarray
        As `decode_jpeg` gives them.
    frame : Frame
    """
    if frame.process == _JPEG_LS:
        return 0
    fill = 2 ** (frame.bits - 1)
    value = stretched(np.array([[fill]], pixels.dtype), frame.bits)[0, 0]
    is_fill = pixels == (~value if frame.components == 4 else value)
    is_fill = is_fill if is_fill.ndim == 2 else is_fill.all(axis=2)
    rows = _trailing(is_fill.all(axis=1))
    last = is_fill[: frame.height - rows][-_BLOCK:]
    columns = _trailing(last.all(axis=0)) if len(last) else 0
    missing = rows * frame.width + columns * len(last)
    if not missing and frame.process in (_PROGRESSIVE, _ARITHMETIC_PROGRESSIVE):
        return None
    return missing / (frame.width * frame.height)


def _trailing(flags: npt.NDArray[np.bool_]) -> int:
    """How many flags at the end are set."""
    unset = np.flatnonzero(~flags)
    return len(flags) - 1 - int(unset[-1]) if len(unset) else len(flags)
