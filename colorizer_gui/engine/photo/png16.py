"""16-bit PNG: the pixels that Pillow would turn into 8 bits without a word.

OpenCV decodes them, from a PNG without its extras: so libpng has nothing to print warnings about,
and no orientation or gamma is applied behind our back.
"""

import struct
import zlib

import cv2
import numpy as np

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_GREY, _GREY_ALPHA = 0, 4


def read_png16(data):
    """The pixels of a 16-bit PNG.

    Parameters
    ----------
    data : bytes
        The file.

    Returns
    -------
    pixels : ndarray of uint16, shape (H, W) or (H, W, 3)
    alpha : ndarray of uint16, shape (H, W), or None

    Raises
    ------
    ValueError
        It is damaged.
    """
    plain, clear = _without_extras(data)
    pixels = cv2.imdecode(np.frombuffer(plain, np.uint8), cv2.IMREAD_UNCHANGED)
    if pixels is None or pixels.dtype != np.uint16:
        raise ValueError("the PNG cannot be decoded")
    kind = plain[25]
    alpha = None
    if pixels.ndim == 3:
        alpha = np.ascontiguousarray(pixels[..., 3]) if pixels.shape[2] == 4 else None
        if kind == _GREY_ALPHA:
            pixels = np.ascontiguousarray(pixels[..., 0])
        else:
            pixels = np.ascontiguousarray(pixels[..., 2::-1])
    if clear:
        key = struct.unpack_from(">H" if kind == _GREY else ">3H", clear)
        same = pixels == np.array(key, np.uint16)
        same = same if pixels.ndim == 2 else same.all(axis=2)
        alpha = np.where(same, np.uint16(0), np.uint16(65535))
    return pixels, alpha


def _without_extras(data):
    """The PNG with IHDR and IDAT alone, every checksum proved, and the clear colour's bytes."""
    place, kept, clear = len(_SIGNATURE), [_SIGNATURE], None
    while True:
        if place + 12 > len(data):
            raise ValueError("the PNG ends too early")
        size, name = struct.unpack_from(">I4s", data, place)
        chunk = data[place : place + size + 12]
        if name in (b"IHDR", b"IDAT", b"IEND"):
            if len(chunk) < size + 12 or zlib.crc32(chunk[4:-4]) != int.from_bytes(chunk[-4:]):
                raise ValueError("a part of the PNG is damaged")
            kept.append(chunk)
        elif name == b"tRNS":
            clear = chunk[8:-4]
        if name == b"IEND":
            return b"".join(kept), clear
        place += size + 12
