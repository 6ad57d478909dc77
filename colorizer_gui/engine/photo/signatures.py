"""Tells file formats by the first bytes of a file."""

import struct
from collections.abc import Callable
from typing import IO

# The longest signature: a list of brands in an ISO base media file.
SIGNATURE_BYTES = 64

# The code streams of JPEG 2000 (the markers SOC and SIZ) and of JPEG XL, without boxes.
JPEG2000_STREAM = b"\xff\x4f\xff\x51"
JPEGXL_STREAM = b"\xff\x0a"

# Of the start of a file, in which formats of boxes state the size.
HEAD_BYTES = 2**16

_BOX_TYPE, _EXTENT = b"ftyp", b"ispe"


def starts_with(*signatures: bytes) -> Callable[[bytes, str], bool]:
    """A test for `FileFormat.recognizes`: whether a file starts with one of some signatures."""

    def recognizes(start: bytes, suffix: str) -> bool:
        return start.startswith(signatures)

    return recognizes


def by_head(
    size_of: Callable[[bytes], tuple[int, int] | None],
) -> Callable[[IO[bytes]], tuple[int, int] | None]:
    """A function for `FileFormat.size_of`, of one that takes the first `HEAD_BYTES` bytes."""
    return lambda file: size_of(file.read(HEAD_BYTES))


def media_brands(start: bytes) -> tuple[bytes, ...]:
    """The brands of an ISO base media file, the major one first.

    Parameters
    ----------
    start : bytes
        The first bytes of the file.

    Returns
    -------
    tuple of bytes
        Four-letter brands; empty for any other file.

    References
    ----------
    ISO/IEC 14496-12, 4.3.
    """
    if start[4:8] != _BOX_TYPE:
        return ()
    end = min(start[3], SIGNATURE_BYTES)
    return start[8:12], *(start[place : place + 4] for place in range(16, end, 4))


def media_size(head: bytes) -> tuple[int, int] | None:
    """Width and height of the largest image of an ISO base media file, such as HEIC.

    Parameters
    ----------
    head : bytes
        The first `HEAD_BYTES` bytes of the file.

    Returns
    -------
    tuple of int or None
        None where they state none. Parts of an image and thumbnails are smaller.
    """
    sizes, place = [], head.find(_EXTENT)
    while 0 <= place <= len(head) - 16:
        sizes.append(struct.unpack_from(">II", head, place + 8))
        place = head.find(_EXTENT, place + 4)
    return max(sizes, key=lambda size: size[0] * size[1], default=None)
