"""BMPs whose pixels are bit fields, of which Pillow reads the usual ones only.

References
----------
Windows GDI reference (Microsoft), BITMAPINFOHEADER and BITMAPV5HEADER.
"""

import struct
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from colorizer_gui.engine.arrays import PixelArray
from colorizer_gui.engine.messages import Message
from colorizer_gui.engine.photo.errors import unsupported_pixels

_PIXELS_PLACE, _HEADER_PLACE = 10, 14
_OLD_HEADER = 12
_HEADERS = {_OLD_HEADER, 40, 52, 56, 64, 108, 124}
_RESOLUTION_PLACE, _METERS_PER_INCH = 38, 0.0254
_MASKS_PLACE, _MASKS_WITH_ALPHA = 54, 56
_LARGEST = 65535  # value of a field
_RGB, _RLE_8, _RLE_4, _BIT_FIELDS, _BIT_FIELDS_AND_ALPHA = 0, 1, 2, 3, 6
_DEPTHS = {
    _RGB: {1, 4, 8, 16, 24, 32}, _RLE_8: {8}, _RLE_4: {4}, _BIT_FIELDS: {16, 32},
    _BIT_FIELDS_AND_ALPHA: {16, 32},
}  # fmt: skip


@dataclass(frozen=True)
class BmpHeader:
    """What the header says.

    Attributes
    ----------
    width, height : int
    is_top_down : bool
        Whether the first row is the upper one.
    bits : int
        Of a pixel.
    start : int
        Where the pixels begin.
    dpi : tuple of float or None
        Pixels per inch, horizontal and vertical.
    masks : tuple of int
        The bits of red, green, blue and opacity; empty where pixels are no bit fields.
    is_packed : bool
        Whether pixels are stored by the lengths of their runs.
    """

    width: int
    height: int
    is_top_down: bool
    bits: int
    start: int
    dpi: tuple[float, float] | None
    masks: tuple[int, ...]
    is_packed: bool


def bmp_header(data: bytes) -> BmpHeader:
    """The header of a BMP.

    Raises
    ------
    UnreadableError
        It is of a kind that is not supported.
    struct.error
        It ends too early.
    """
    start, size = struct.unpack_from("<II", data, _PIXELS_PLACE)
    if size not in _HEADERS:
        raise unsupported_pixels(Message("BMP header of {size} bytes", size=size))
    compression, dpi = _RGB, None
    if size == _OLD_HEADER:
        width, height, _, bits = struct.unpack_from("<4H", data, _HEADER_PLACE + 4)
    else:
        width, height, _, bits, compression = struct.unpack_from("<iiHHI", data, _HEADER_PLACE + 4)
        across, down = struct.unpack_from("<2I", data, _RESOLUTION_PLACE)
        dpi = across * _METERS_PER_INCH, down * _METERS_PER_INCH
    if bits not in _DEPTHS.get(compression, ()):
        raise unsupported_pixels(
            Message("BMP compression {number} of {bits} bits", number=compression, bits=bits)
        )
    masks: tuple[int, ...] = ()
    if compression in (_BIT_FIELDS, _BIT_FIELDS_AND_ALPHA):
        has_alpha = compression == _BIT_FIELDS_AND_ALPHA or size >= _MASKS_WITH_ALPHA
        masks = struct.unpack_from("<4I" if has_alpha else "<3I", data, _MASKS_PLACE)
        largest = [_place(mask)[1] for mask in masks]
        if any(value & (value + 1) or value > _LARGEST for value in largest):
            raise unsupported_pixels(Message("unusual bit fields"))
        masks = masks if any(masks) else ()  # without fields, they are the usual ones
    is_packed = compression in (_RLE_8, _RLE_4)
    return BmpHeader(width, abs(height), height < 0, bits, start, dpi, masks, is_packed)


def completed(data: bytes, header: BmpHeader) -> tuple[bytes, int]:
    """Complete a BMP that ends too early, but for those of run lengths.

    Parameters
    ----------
    data : bytes
    header : BmpHeader

    Returns
    -------
    data : bytes
    rows : int
        How many rows, the last in the file, are missing.

    Raises
    ------
    ValueError
        All are.
    """
    row = -(-header.width * header.bits // 32) * 4  # whole groups of 4 bytes
    whole = header.start + row * header.height
    if header.is_packed or len(data) >= whole or not row:
        return data, 0
    there = (len(data) - header.start) // row
    if 2 * there < header.height:
        raise ValueError("most of the rows are missing")
    return data + bytes(whole - len(data)), header.height - there


def decode_bit_fields(data: bytes, header: BmpHeader) -> tuple[PixelArray, PixelArray | None]:
    """Decode pixels that are bit fields; fields of more than 8 bits become 16.

    Parameters
    ----------
    data : bytes
    header : BmpHeader
        With masks.

    Returns
    -------
    pixels : ndarray of uint8 or uint16, shape (H, W, 3)
    alpha : ndarray of the same type, shape (H, W), or None

    Raises
    ------
    ValueError
        It ends too early.
    """
    dtype = np.dtype(f"<u{header.bits // 8}")
    row = -(-header.width * dtype.itemsize // 4) * 4 // dtype.itemsize  # whole groups of 4 bytes
    values = np.frombuffer(data, dtype, row * header.height, header.start)
    values = values.reshape(header.height, row)[:, : header.width]
    values = values if header.is_top_down else values[::-1]
    deepest = max(mask.bit_count() for mask in header.masks)
    channel = np.dtype("u1" if deepest <= 8 else "u2")
    fields = [_field(values, mask, channel) for mask in header.masks]
    has_alpha = len(fields) > 3 and header.masks[3]
    return np.stack(fields[:3], axis=-1), fields[3] if has_alpha else None


def _field(values: npt.NDArray[Any], mask: int, dtype: np.dtype[Any]) -> PixelArray:
    """The bits of a mask as values from 0 to the largest of a type."""
    shift, largest = _place(mask)
    field = (values & values.dtype.type(mask)) >> shift
    table = np.rint(np.linspace(0, np.iinfo(dtype).max, largest + 1)).astype(dtype)
    return np.asarray(table[field])


def _place(mask: int) -> tuple[int, int]:
    """How far up the bits of a mask stand, and the largest value that they hold."""
    shift = (mask & -mask).bit_length() - 1 if mask else 0
    return shift, mask >> shift
