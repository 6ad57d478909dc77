"""JPEG XLs with an ICC profile, by libjxl itself: the libraries of the program write none."""

import ctypes
from ctypes import POINTER, byref, c_char_p, c_int, c_size_t, c_uint8, c_uint32, c_void_p

import numpy as np

# Numbers in the struct of basic information.
_INFO_FIELDS = 64
_WIDTH, _HEIGHT, _BITS, _OWN_PROFILE, _CHANNELS = 1, 2, 3, 9, 13
_TYPES = {1: 2, 2: 3}  # of pixels, by the bytes of a sample
_LARGEST = 2**20


class _PixelFormat(ctypes.Structure):
    _fields_ = [("channels", c_uint32), ("type", c_int), ("order", c_int), ("align", c_size_t)]


def with_profile(pixels, icc, is_lossless=True):
    """A code stream of gray or RGB pixels, uint8 or uint16, with a profile."""
    from imagecodecs import _jpegxl

    library = ctypes.CDLL(_jpegxl.__file__)
    library.JxlEncoderCreate.restype = c_void_p
    library.JxlEncoderFrameSettingsCreate.restype = c_void_p
    library.JxlEncoderFrameSettingsCreate.argtypes = [c_void_p, c_void_p]
    library.JxlEncoderSetBasicInfo.argtypes = [c_void_p, c_void_p]
    library.JxlEncoderSetICCProfile.argtypes = [c_void_p, c_char_p, c_size_t]
    library.JxlEncoderSetFrameLossless.argtypes = [c_void_p, c_int]
    library.JxlEncoderAddImageFrame.argtypes = [c_void_p, c_void_p, c_char_p, c_size_t]
    library.JxlEncoderCloseInput.argtypes = [c_void_p]
    library.JxlEncoderDestroy.argtypes = [c_void_p]
    library.JxlEncoderProcessOutput.argtypes = [
        c_void_p, POINTER(POINTER(c_uint8)), POINTER(c_size_t),
    ]  # fmt: skip
    height, width = pixels.shape[:2]
    channels = pixels.shape[2] if pixels.ndim == 3 else 1
    encoder = library.JxlEncoderCreate(None)
    info = (c_uint32 * _INFO_FIELDS)()
    library.JxlEncoderInitBasicInfo(info)
    info[_WIDTH], info[_HEIGHT], info[_BITS] = width, height, 8 * pixels.itemsize
    info[_OWN_PROFILE], info[_CHANNELS] = is_lossless, channels
    assert library.JxlEncoderSetBasicInfo(encoder, info) == 0
    assert library.JxlEncoderSetICCProfile(encoder, icc, len(icc)) == 0
    frame = library.JxlEncoderFrameSettingsCreate(encoder, None)
    assert library.JxlEncoderSetFrameLossless(frame, is_lossless) == 0
    form = _PixelFormat(channels, _TYPES[pixels.itemsize], 0, 0)
    data = np.ascontiguousarray(pixels).tobytes()
    assert library.JxlEncoderAddImageFrame(frame, byref(form), data, len(data)) == 0
    library.JxlEncoderCloseInput(encoder)
    result = (c_uint8 * _LARGEST)()
    place, left = ctypes.cast(result, POINTER(c_uint8)), c_size_t(_LARGEST)
    assert library.JxlEncoderProcessOutput(encoder, byref(place), byref(left)) == 0
    library.JxlEncoderDestroy(encoder)
    return bytes(result[: _LARGEST - left.value])
