"""PNG: its chunks, and the 16-bit pixels that Pillow would turn into 8 bits without a word.

OpenCV decodes those, from a PNG without its extras: so libpng has nothing to print warnings about,
and no orientation or gamma is applied behind our back.
"""

import struct
import zlib

import cv2
import numpy as np

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_GRAY, _GRAY_ALPHA = 0, 4
_NEEDED = (b"IHDR", b"PLTE", b"IDAT", b"IEND")
_USED = (b"tRNS", b"iCCP", b"pHYs", b"eXIf", b"acTL", b"fcTL", b"fdAT")
_USED_TEXTS = (b"XML:com.adobe.xmp\0", b"Raw profile type exif\0")


def readable_png(data):
    """A PNG without what is damaged beside its pixels and without what nobody reads.

    Parameters
    ----------
    data : bytes
        The file.

    Returns
    -------
    readable : bytes
    lost : set of bytes
        Names of the chunks that are damaged and were left out.
    """
    kept, lost = [_SIGNATURE], set()
    for name, chunk, is_whole in _chunks(data):
        if name in _NEEDED or (is_whole and _is_used(name, chunk)):
            kept.append(chunk)
        elif not is_whole:
            lost.add(name)
    return b"".join(kept), lost


def _is_used(name, chunk):
    return name in _USED or chunk[8:40].tobytes().startswith(_USED_TEXTS)


def _chunks(data):
    """Name and bytes of each chunk up to the last one, and whether its checksum is right."""
    place, name, data = len(_SIGNATURE), b"", memoryview(data)
    while name != b"IEND" and place + 12 <= len(data):
        size, name = struct.unpack_from(">I4s", data, place)
        chunk = data[place : place + size + 12]
        proved = zlib.crc32(chunk[4:-4]) == int.from_bytes(chunk[-4:])
        yield name, chunk, proved and len(chunk) == size + 12
        place += size + 12


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
    kept, clear, name = [_SIGNATURE], None, b""
    for name, chunk, is_whole in _chunks(data):
        if name in (b"IHDR", b"IDAT", b"IEND"):
            if not is_whole:
                raise ValueError("a part of the PNG is damaged")
            kept.append(chunk)
        elif name == b"tRNS":
            clear = chunk[8:-4]
    if name != b"IEND":
        raise ValueError("the PNG ends too early")
    plain = b"".join(kept)
    pixels = cv2.imdecode(np.frombuffer(plain, np.uint8), cv2.IMREAD_UNCHANGED)
    if pixels is None or pixels.dtype != np.uint16:
        raise ValueError("the PNG cannot be decoded")
    kind = plain[25]
    alpha = None
    if pixels.ndim == 3:
        alpha = np.ascontiguousarray(pixels[..., 3]) if pixels.shape[2] == 4 else None
        if kind == _GRAY_ALPHA:
            pixels = np.ascontiguousarray(pixels[..., 0])
        else:
            pixels = np.ascontiguousarray(pixels[..., 2::-1])
    if clear:
        key = struct.unpack_from(">H" if kind == _GRAY else ">3H", clear)
        same = pixels == np.array(key, np.uint16)
        same = same if pixels.ndim == 2 else same.all(axis=2)
        alpha = np.where(same, np.uint16(0), np.uint16(65535))
    return pixels, alpha
