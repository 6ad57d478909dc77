"""What the samples of a TIFF mean: gray, RGB or ink values of 8 or 16 bits, and opacity.

References
----------
TIFF 6.0 (Adobe, 1992), sections 3, 5, 16, 18, 20, 21 and 23; Adobe Photoshop TIFF Technical Notes
(2002) for ICCLAB.
"""

from collections.abc import Callable
from typing import Any

import numpy as np
import numpy.typing as npt

from colorizer_gui.engine.arrays import FloatArray, PixelArray, Uint16Array
from colorizer_gui.engine.color import cielab
from colorizer_gui.engine.photo import tiff_tags
from colorizer_gui.engine.photo.directory import Page
from colorizer_gui.engine.photo.formats.tiff.encoding import Encoding, Photometric

_RGB, _INKS = 3, 4
# Of YCbCr, after ITU-R BT.601, and what its samples say for black and white.
_LUMA = (0.299, 0.587, 0.114)
_BLACK_AND_WHITE = (0.0, 255.0, 128.0, 255.0, 128.0, 255.0)
_LAB_ZERO = 128  # of a* and b* in ICCLAB of 8 bits
_ICC_WHITE = 0xFF00  # L* of 100 in ICCLAB of 16 bits
_SMALL_MAP = 256


class Converter:
    """Gives samples of a page their meaning.

    Parameters
    ----------
    page : Page
    encoding : Encoding
    float_white : float
        Which real number is white.
    """

    def __init__(self, page: Page, encoding: Encoding, float_white: float = 1.0) -> None:
        self._encoding, self._float_white = encoding, float_white
        photometric = encoding.decoded_photometric
        colors: dict[Photometric, Callable[[npt.NDArray[Any]], PixelArray]] = {
            Photometric.WHITE_IS_ZERO: lambda samples: ~self._scaled(samples[..., 0]),
            Photometric.BLACK_IS_ZERO: lambda samples: self._scaled(samples[..., 0]),
            Photometric.RGB: lambda samples: self._scaled(samples[..., :_RGB]),
            Photometric.CMYK: lambda samples: self._scaled(samples[..., :_INKS]),
            Photometric.PALETTE: self._from_palette,
            Photometric.YCBCR: self._from_ycbcr,
            Photometric.CIELAB: self._from_lab,
            Photometric.ICCLAB: self._from_lab,
        }
        self._colors = colors[photometric]
        self.channels = {
            Photometric.WHITE_IS_ZERO: 1, Photometric.BLACK_IS_ZERO: 1, Photometric.CMYK: _INKS,
        }.get(photometric, _RGB)  # fmt: skip
        self.dtype = np.dtype("u1" if encoding.bits <= 8 else "u2")
        self._table = _scaling_table(encoding, self.dtype)
        if photometric == Photometric.PALETTE:
            self._palette = _palette(page, encoding.bits)
            self.dtype = self._palette.dtype
        if photometric == Photometric.YCBCR:
            self._luma = _known(page.ratios(tiff_tags.LUMA), _LUMA)
            stated = _known(page.ratios(tiff_tags.BLACK_AND_WHITE), _BLACK_AND_WHITE)
            self._black_and_white = np.array(stated, np.float32).reshape(3, 2)

    def pixels(self, samples: npt.NDArray[Any]) -> PixelArray:
        """The colors of samples.

        Parameters
        ----------
        samples : ndarray, shape (rows, columns, samples)

        Returns
        -------
        ndarray of `dtype`, shape (rows, columns) or (rows, columns, `channels`)
        """
        pixels = self._colors(samples)
        if self._encoding.is_premultiplied and self._encoding.alpha is not None:
            return _unmultiplied(pixels, self._scaled(samples[..., self._encoding.alpha]))
        return pixels

    def alpha(self, samples: npt.NDArray[Any]) -> PixelArray:
        """The opacity of samples, (rows, columns), where the page has one."""
        assert self._encoding.alpha is not None
        values = self._scaled(samples[..., self._encoding.alpha])
        return values if values.dtype == self.dtype else (values // 257).astype(self.dtype)

    def _scaled(self, values: npt.NDArray[Any]) -> PixelArray:
        """Values of 8 or 16 bits."""
        if values.dtype.kind == "f":
            return _sixteen_bits(values, self._float_white)
        if values.itemsize == 4:
            return (values >> 16).astype(np.uint16)
        if self._table is None:
            return values
        scaled: PixelArray = self._table[np.minimum(values, len(self._table) - 1)]
        return scaled

    def _from_palette(self, samples: npt.NDArray[Any]) -> PixelArray:
        colors: PixelArray = self._palette[np.minimum(samples[..., 0], len(self._palette) - 1)]
        return colors

    def _from_ycbcr(self, samples: npt.NDArray[Any]) -> PixelArray:
        black, white = self._black_and_white.T
        scale = 2 ** (self._encoding.bits - 8)
        full = samples[..., :3] / np.float32(scale) - black
        y, cb, cr = np.moveaxis(full * ((255, 127, 127) / np.maximum(white - black, 1)), -1, 0)
        red_share, green_share, blue_share = self._luma
        red = y + cr * (2 - 2 * red_share)
        blue = y + cb * (2 - 2 * blue_share)
        green = (y - red_share * red - blue_share * blue) / green_share
        values = np.stack((red, green, blue), axis=-1) * (np.iinfo(self.dtype).max / 255)
        return _rounded(values, self.dtype)

    def _from_lab(self, samples: npt.NDArray[Any]) -> PixelArray:
        bits = self._encoding.bits
        is_icc = self._encoding.photometric == Photometric.ICCLAB
        white = _ICC_WHITE if is_icc and bits == 16 else 2**bits - 1
        lightness = samples[..., 0] * np.float32(100 / white)
        chroma = samples[..., 1:3]
        if is_icc:
            chroma = chroma.astype(np.float32) - (_LAB_ZERO << (bits - 8))
        else:
            chroma = chroma.astype(f"i{bits // 8}")
        lab = np.dstack((lightness, chroma / np.float32(2 ** (bits - 8))))
        return _rounded(cielab.lab_to_srgb(lab) * np.iinfo(self.dtype).max, self.dtype)


def _rounded(values: FloatArray, dtype: np.dtype[Any]) -> PixelArray:
    rounded: PixelArray = np.rint(np.clip(values, 0, np.iinfo(dtype).max)).astype(dtype)
    return rounded


def _scaling_table(encoding: Encoding, dtype: np.dtype[Any]) -> PixelArray | None:
    """The values of 8 or 16 bits for those of other depths; None where they stay."""
    if encoding.bits in (8, 16, 32, 64):
        return None
    return _rounded(np.linspace(0, np.iinfo(dtype).max, 2**encoding.bits), dtype)


def _palette(page: Page, bits: int) -> npt.NDArray[np.uint8]:
    """The colors of a palette, (entries, 3).

    Some programs write values of 8 bits where TIFF has 16; as for libtiff, those are maps without
    any larger value.
    """
    values = np.array(page.numbers(tiff_tags.COLOR_MAP), np.uint16)
    entries = min(len(values) // 3, 2**bits)
    colors = values[: len(values) // 3 * 3].reshape(3, -1)[:, :entries].T
    return (colors if values.max() < _SMALL_MAP else colors >> 8).astype(np.uint8)


def _known(stated: tuple[float | None, ...], default: tuple[float, ...]) -> tuple[float, ...]:
    """What a page states, or a default where that is not all numbers."""
    numbers = tuple(value for value in stated if value is not None)
    return numbers if len(numbers) == len(default) else default


def _sixteen_bits(values: npt.NDArray[Any], white: float) -> Uint16Array:
    """Real numbers as uint16; what is brighter than white is clipped, and what is none is black."""
    finite = np.nan_to_num(values, nan=0.0, posinf=0.0, neginf=0.0)
    scaled: Uint16Array = np.rint(np.clip(finite / np.float32(white), 0, 1) * 65535)
    return scaled.astype(np.uint16)


def _unmultiplied(pixels: PixelArray, alpha: PixelArray) -> PixelArray:
    """Colors without the opacity that was multiplied into them."""
    largest = np.iinfo(pixels.dtype).max
    weight = np.maximum(alpha, 1) / np.float32(largest)
    weight = weight if pixels.ndim == 2 else weight[..., None]
    result: PixelArray = np.rint(np.minimum(pixels / weight, largest)).astype(pixels.dtype)
    return result
