"""The ICC profile of a JPEG XL, by libjxl itself, which imagecodecs brings but does not ask.

libjxl is found through the module that uses it; where the system does not look so far (Windows),
there is no profile to be had.

References
----------
libjxl 0.11, decode.h.
"""

import ctypes
import logging
from ctypes import POINTER, byref, c_char_p, c_int, c_size_t, c_uint32, c_void_p
from functools import cache

log = logging.getLogger(__name__)

_COLORS_KNOWN, _SUCCESS = 0x100, 0
_OF_PIXELS = 1  # the profile of the pixels as they are decoded
_LEAST_VERSION = 9_000  # 0.9: before, the functions had another argument
_LARGEST = 2**24  # bytes


def profile_of(data: bytes) -> bytes | None:
    """The profile of the pixels that the decoder gives.

    Parameters
    ----------
    data : bytes
        A file or a code stream; the beginning is enough.

    Returns
    -------
    bytes or None
        None where there is none, or it cannot be had.
    """
    library = _library()
    if library is None:
        return None
    decoder = library.JxlDecoderCreate(None)
    try:
        library.JxlDecoderSubscribeEvents(decoder, _COLORS_KNOWN)
        library.JxlDecoderSetInput(decoder, data, len(data))
        if library.JxlDecoderProcessInput(decoder) != _COLORS_KNOWN:
            return None
        size = c_size_t()
        result = library.JxlDecoderGetICCProfileSize(decoder, _OF_PIXELS, byref(size))
        if result != _SUCCESS or not 0 < size.value <= _LARGEST:
            return None
        profile = ctypes.create_string_buffer(size.value)
        result = library.JxlDecoderGetColorAsICCProfile(decoder, _OF_PIXELS, profile, size)
        return profile.raw if result == _SUCCESS else None
    finally:
        library.JxlDecoderDestroy(decoder)


@cache
def _library() -> ctypes.CDLL | None:
    """libjxl with the types of what is called."""
    from imagecodecs import _jpegxl

    try:
        library = ctypes.CDLL(_jpegxl.__file__)
        library.JxlDecoderCreate.restype = c_void_p
        library.JxlDecoderCreate.argtypes = [c_void_p]
        library.JxlDecoderDestroy.restype = None
        library.JxlDecoderDestroy.argtypes = [c_void_p]
        library.JxlDecoderSubscribeEvents.argtypes = [c_void_p, c_int]
        library.JxlDecoderSetInput.argtypes = [c_void_p, c_char_p, c_size_t]
        library.JxlDecoderProcessInput.argtypes = [c_void_p]
        library.JxlDecoderGetICCProfileSize.argtypes = [c_void_p, c_int, POINTER(c_size_t)]
        library.JxlDecoderGetColorAsICCProfile.argtypes = [c_void_p, c_int, c_char_p, c_size_t]
        library.JxlDecoderVersion.restype = c_uint32
        if library.JxlDecoderVersion() < _LEAST_VERSION:
            return None
    except (OSError, AttributeError) as error:
        log.info("libjxl can't be asked for profiles: %s", error)
        return None
    return library
