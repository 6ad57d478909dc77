"""The compiled `paint.c`, called from Python; other threads run meanwhile."""

import ctypes
from ctypes import POINTER, c_float, c_int32, c_ssize_t, c_void_p
from functools import cache
from pathlib import Path

import cv2
import numpy as np

from colorizer_gui.engine.color import cielab
from colorizer_gui.engine.errors import PaintError
from colorizer_gui.engine.photo.photo import light_of_codes, lightness_of_grays

_FOLDER = Path(__file__).parent
_VERSION = 2  # of paint.c
# Of the light that 8-bit values are told apart by: within 0.54 of a step.
_LEAST_LIGHT, _DROPPED_BITS = 2.0**-13, 13
_AVX2 = 11  # of OpenCV's CpuFeatures, which have no names in Python


class _Space(ctypes.Structure):
    """`Space` of paint.c."""

    _fields_ = (
        ("light_of_code", c_void_p),
        ("lightness_of_code", c_void_p),
        ("code_of_light", c_void_p),
        ("dropped_bits", c_int32),
        ("least_light", c_float),
        ("rgb_of_xyz", c_float * 9),
        ("luminance_of_rgb", c_float * 3),
    )


class _Strip(ctypes.Structure):
    """`Strip` of paint.c."""

    _fields_ = (
        ("pixels", c_void_p),
        ("pixels_step", c_ssize_t),
        ("depth", c_int32),
        ("channels", c_int32),
        ("rows", c_ssize_t),
        ("width", c_ssize_t),
        ("lines", c_void_p),
        ("plane_step", c_ssize_t),
        ("line", c_void_p),
        ("share", c_void_p),
        ("result", c_void_p),
    )


_SHARED = _Space, _Strip


@cache
def _paint_strip():
    """The function, from the library that suits the processor."""
    path = _FOLDER / "libpaint-avx2.so"
    if not (cv2.checkHardwareSupport(_AVX2) and path.exists()):
        path = _FOLDER / "libpaint.so"
    try:
        library = ctypes.CDLL(str(path))
        function = library.paint_strip
        found = (c_int32 * 3).in_dll(library, "version_and_sizes")
        if tuple(found) != (_VERSION, *map(ctypes.sizeof, _SHARED)):
            raise ValueError("it is of another version")
    except (OSError, AttributeError, ValueError) as error:
        raise PaintError(
            f"Can't colorize photos: {path} is missing, or is for another system or version. "
            "Install Colorizer again; in a checkout, run make setup."
        ) from error
    function.argtypes, function.restype = (POINTER(_Space), POINTER(_Strip)), None
    return function


class Painter:
    """Colors strips of photos of one bit depth, 8 or 16."""

    def __init__(self, bit_depth):
        self._bit_depth = bit_depth
        self._tables = (
            light_of_codes(bit_depth),
            lightness_of_grays(bit_depth),
            cielab.codes_of_light(_LEAST_LIGHT, _DROPPED_BITS),
        )
        self._space = _Space(
            *(table.ctypes.data for table in self._tables),
            _DROPPED_BITS,
            _LEAST_LIGHT,
            (c_float * 9)(*cielab.RELATIVE_XYZ_TO_SRGB.flat),
            (c_float * 3)(*cielab.SRGB_TO_RELATIVE_XYZ[1]),
        )

    def paint(self, pixels, lines, line, share, result):
        """Color the pixels of a strip.

        Parameters
        ----------
        pixels : ndarray of uint8 or uint16, shape (H, W) or (H, W, 3)
            Gray or RGB, sRGB-encoded, of the bit depth.
        lines : ndarray of float32, shape (lines, 4, W)
            Slopes of the X and Z curve of CIELAB as functions of L*, and their offsets.
        line : ndarray of int32, shape (H,)
            For each row the line before it; there is a next one.
        share : ndarray of float32, shape (H,)
            How far each row is from there to the next line, 0..1.
        result : ndarray of the same type as the pixels, shape (H, W, 3)
            Takes the colors, sRGB.
        """
        if not pixels[0].flags.c_contiguous:
            pixels = np.ascontiguousarray(pixels)
        strip = _Strip(
            pixels=pixels.ctypes.data,
            pixels_step=pixels.strides[0],
            depth=self._bit_depth,
            channels=1 if pixels.ndim == 2 else 3,
            rows=len(pixels),
            width=pixels.shape[1],
            lines=lines.ctypes.data,
            plane_step=lines.strides[1] // lines.itemsize,
            line=line.ctypes.data,
            share=share.ctypes.data,
            result=result.ctypes.data,
        )
        _paint_strip()(self._space, strip)
