"""Binding of the compiled `paint.c` by ctypes; the GIL is released while it runs."""

import ctypes
import logging
from collections.abc import Callable
from ctypes import POINTER, c_float, c_int32, c_ssize_t, c_void_p
from functools import cache
from pathlib import Path
from typing import cast

import cv2
import numpy as np
import numpy.typing as npt

from colorizer_gui.engine.arrays import Float32Array, PixelArray, Uint8Array
from colorizer_gui.engine.color import cielab
from colorizer_gui.engine.color.output_spaces import SRGB, OutputSpace
from colorizer_gui.engine.color.tables import (
    code_table,
    lightness_table,
    linear_light_table,
)
from colorizer_gui.engine.errors import PaintError
from colorizer_gui.engine.messages import Message
from colorizer_gui.engine.painting.integrity import check_library

log = logging.getLogger(__name__)

LIBRARY_FOLDER = Path(__file__).parent
VERSION = 2  # of paint.c
# The table of 8-bit codes, see `code_table`: codes are within 0.54 of the exact value. Power
# functions are steep where sRGB is a line.
_LEAST_LIGHT, _LEAST_LIGHT_OF_POWERS, _DROPPED_BITS = 2.0**-13, 2.0**-20, 13
AVX2_FEATURE = 11  # OpenCV's CPU_AVX2, which has no name in Python


class Space(ctypes.Structure):
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


class Strip(ctypes.Structure):
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


STRUCTURES = Space, Strip


@cache
def load_paint_strip() -> Callable[[Space, Strip], None]:
    """Load ``paint_strip`` from the library compiled for this processor.

    Where the faster one of two cannot be used, the other is; both give the same results.

    Raises
    ------
    PaintError
        There is none, or it is damaged, or for another system or version.
    """
    path = LIBRARY_FOLDER / "libpaint.so"
    faster = LIBRARY_FOLDER / "libpaint-avx2.so"
    if cv2.checkHardwareSupport(AVX2_FEATURE) and faster.exists():
        try:
            return _load(faster)
        except PaintError as error:
            log.warning("%s", error)
    return _load(path)


def _load(path: Path) -> Callable[[Space, Strip], None]:
    try:
        check_library(path)
        library = ctypes.CDLL(str(path))
        function = library.paint_strip
        found = (c_int32 * 3).in_dll(library, "version_and_sizes")
        if tuple(found) != (VERSION, *map(ctypes.sizeof, STRUCTURES)):
            raise ValueError("it is of another version")
    except (OSError, AttributeError, ValueError) as error:
        message = Message(
            "Can't colorize photos: {path} is missing, damaged, or for another system or version. "
            "Install Colorizer again; in a checkout, run make setup.",
            path=path,
        )
        raise PaintError(message) from error
    function.argtypes, function.restype = (POINTER(Space), POINTER(Strip)), None
    return function


def _least_light(space: OutputSpace) -> float:
    return _LEAST_LIGHT if space.has_srgb_curve else _LEAST_LIGHT_OF_POWERS


@cache
def _code_table(space: OutputSpace) -> Uint8Array:
    return code_table(space.encoded, _least_light(space), _DROPPED_BITS)


class Painter:
    """Computes the colors of strips of photos of one bit depth, 8 or 16.

    Parameters
    ----------
    bit_depth : {8, 16}
    space : OutputSpace
        That of the results. 16 bits have its primaries, and the curve of sRGB.
    """

    def __init__(self, bit_depth: int, space: OutputSpace = SRGB) -> None:
        self._bit_depth = bit_depth
        # Kept, since the structure holds their addresses alone.
        self._tables = (
            linear_light_table(bit_depth),
            lightness_table(bit_depth),
            _code_table(space),
        )
        self._space = Space(
            *(table.ctypes.data for table in self._tables),
            _DROPPED_BITS,
            _least_light(space),
            (c_float * 9)(*space.rgb_of_xyz().flat),
            (c_float * 3)(*cielab.SRGB_TO_RELATIVE_XYZ[1]),
        )

    def paint(
        self,
        pixels: PixelArray,
        lines: Float32Array,
        line: npt.NDArray[np.int32],
        share: Float32Array,
        result: PixelArray,
    ) -> None:
        """Write the colors of a strip.

        Parameters
        ----------
        pixels : ndarray of uint8 or uint16, shape (H, W) or (H, W, 3)
            Gray or RGB, sRGB-encoded, of the bit depth.
        lines : ndarray of float32, shape (lines, 4, W)
            On lines of the grid: slopes of the X and Z curve of CIELAB as functions of L*, and
            their offsets.
        line : ndarray of int32, shape (H,)
            For each row the line above it; there is a line after it.
        share : ndarray of float32, shape (H,)
            Position of each row between that line and the next, 0..1.
        result : ndarray of the same type as the pixels, shape (H, W, 3)
            Written: the colors, sRGB.
        """
        if not pixels[0].flags.c_contiguous:
            pixels = cast(PixelArray, np.ascontiguousarray(pixels))
        strip = Strip(
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
        load_paint_strip()(self._space, strip)
