"""The code stream of JPEG 2000: its header, and its values by imagecodecs (OpenJPEG).

References
----------
ISO/IEC 15444-1, annexes A (code stream) and I (boxes).
"""

import struct
from dataclasses import dataclass
from typing import Any, cast

import cv2
import numpy as np
import numpy.typing as npt

from colorizer_gui.engine.arrays import PixelArray
from colorizer_gui.engine.messages import Message
from colorizer_gui.engine.photo.codecs.depths import stretched
from colorizer_gui.engine.photo.errors import unsupported_pixels
from colorizer_gui.engine.photo.file_content import check_size
from colorizer_gui.engine.photo.signatures import JPEG2000_STREAM

_STREAM_BOX, _COLOR_BOX, _UNUSED_BOX = b"jp2c", b"colr", b"free"
_PROFILE_METHODS = (b"\2", b"\3")
_SIZES = struct.Struct(">4I")
_SIZES_PLACE, _COUNT_PLACE, _COMPONENTS_PLACE = 8, 40, 42
_SIGNED, _BITS = 0x80, 0x7F
_DECODER_BYTES = 4  # OpenJPEG's for each sample, whatever its depth
_MAX_DEPTH, _MAX_CHANNELS = 16, 4


@dataclass(frozen=True)
class StreamHeader:
    """What the code stream says, or the palette in its place.

    Attributes
    ----------
    width, height : int
    channels : int
        Of a decoded pixel.
    bits : int
        Of a decoded value.
    is_signed : bool
        Whether values lie around 0.
    """

    width: int
    height: int
    channels: int
    bits: int
    is_signed: bool


def stream_header(stream: bytes, palette: bytes | None) -> StreamHeader:
    """The header of a code stream.

    Parameters
    ----------
    stream : bytes
    palette : bytes or None
        The content of the box of a palette.

    Raises
    ------
    UnreadableError
        It is of a kind that is not supported, or too large.
    struct.error, ValueError
        It is damaged.
    """
    if not stream.startswith(JPEG2000_STREAM):
        raise ValueError("no code stream")
    right, bottom, left, top = _SIZES.unpack_from(stream, _SIZES_PLACE)
    (count,) = struct.unpack_from(">H", stream, _COUNT_PLACE)
    components = [
        struct.unpack_from("3B", stream, _COMPONENTS_PLACE + 3 * index) for index in range(count)
    ]
    depths = {depth for depth, _, _ in components}
    if palette:
        count = palette[2]
        depths = set(palette[3 : 3 + count])
    if not depths:
        raise ValueError("the code stream has no components")
    if len({depth & _BITS for depth in depths}) > 1:
        raise unsupported_pixels(Message("channels of different depths"))
    if any((across, down) != (1, 1) for _, across, down in components):
        raise unsupported_pixels(Message("channels of different sizes"))
    depth = depths.pop()
    bits = (depth & _BITS) + 1
    if bits > _MAX_DEPTH:
        raise unsupported_pixels(Message("signed, complex or unusually deep numbers"))
    if count > _MAX_CHANNELS:
        raise unsupported_pixels(Message("{count} values per pixel", count=count))
    header = StreamHeader(right - left, bottom - top, count, bits, bool(depth & _SIGNED))
    check_size(max(0, header.width), max(0, header.height), count * _DECODER_BYTES)
    return header


def decode_stream(data: bytes, header: StreamHeader) -> PixelArray:
    """Decode a file or a bare code stream.

    Parameters
    ----------
    data : bytes
    header : StreamHeader

    Returns
    -------
    ndarray of uint8 or uint16, shape (H, W) or (H, W, channels)
        Through the palette where there is one; YCbCr as RGB.

    Raises
    ------
    RuntimeError, ValueError
        It is damaged.
    """
    import imagecodecs

    values: npt.NDArray[Any] = imagecodecs.jpeg2k_decode(
        _without_profile(data), numthreads=cv2.getNumThreads()
    )
    channels = values.shape[2] if values.ndim == 3 else 1
    if (*values.shape[:2], channels) != (header.height, header.width, header.channels):
        raise ValueError("two sizes in one file")
    dtype = np.dtype("u1" if header.bits <= 8 else "u2")
    if header.is_signed:
        unsigned = values.view(f"u{values.itemsize}")
        unsigned += unsigned.dtype.type(2 ** (header.bits - 1))  # wraps around
        values = unsigned
    pixels = np.ascontiguousarray(values.astype(dtype, copy=False))
    return stretched(cast("PixelArray", pixels), header.bits)


def _without_profile(data: bytes) -> bytes:
    """A file whose profile the decoder does not see: it would apply it, at 8 bits."""
    head, mark, stream = data.partition(_STREAM_BOX)
    for method in _PROFILE_METHODS:
        head = head.replace(_COLOR_BOX + method, _UNUSED_BOX + method)
    return head + mark + stream
