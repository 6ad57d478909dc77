"""Tells file formats by the first bytes of a file."""

from collections.abc import Callable

# The longest signature: a list of brands in an ISO base media file.
SIGNATURE_BYTES = 64

_BOX_TYPE = b"ftyp"


def starts_with(*signatures: bytes) -> Callable[[bytes, str], bool]:
    """A test for `FileFormat.recognizes`: whether a file starts with one of some signatures."""

    def recognizes(start: bytes, suffix: str) -> bool:
        return start.startswith(signatures)

    return recognizes


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
