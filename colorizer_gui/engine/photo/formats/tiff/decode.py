"""The pixels of TIFFs of 8 and 16 bits, and of floating point.

Pillow turns 16-bit colors into 8 bits silently. OpenCV keeps them, but misreads some TIFFs (planar
ones, gray with transparency, white-is-zero). So it only gets what it reads right, see `blocks`, and
what the samples mean is worked out here. Rarer kinds of 8-bit TIFF (JPEG or fax inside, palettes,
CMYK) are left to Pillow.

References
----------
TIFF 6.0 (Adobe, 1992), sections 8 and 18.
"""

import numpy as np

from colorizer_gui.engine.arrays import PixelArray, Uint16Array
from colorizer_gui.engine.messages import Message
from colorizer_gui.engine.photo import tiff_tags
from colorizer_gui.engine.photo.directory import Page
from colorizer_gui.engine.photo.file_content import check_size
from colorizer_gui.engine.photo.formats.tiff.blocks import (
    BAND_BYTES,
    COMPRESSIONS,
    FLOATING,
    SampleArray,
    read_samples,
    unsupported_tiff,
)

_WHITE_IS_ZERO, _BLACK_IS_ZERO, _RGB = 0, 1, 2
_GRAYS = (_WHITE_IS_ZERO, _BLACK_IS_ZERO)
_INTEGERS = {1, 4}  # sample formats: unsigned, and undefined
_PREMULTIPLIED, _UNASSOCIATED = 1, 2  # kinds of transparency
_MOST_SAMPLES = 6
# The values that floating point photos use for white, and how far highlights may lie above; what
# is brighter than white is clipped.
_FLOAT_WHITES = (1.0, 255.0, 65535.0)
_HIGHLIGHTS = 16.0


def is_decodable(page: Page) -> bool:
    """Whether `decode` takes a page; Pillow takes the others.

    Raises
    ------
    UnreadableError
        Neither reads it.
    """
    bits = page.numbers(tiff_tags.BITS, (1,))
    kinds = set(page.numbers(tiff_tags.SAMPLE_FORMAT, (1,)))
    if kinds == {FLOATING} and set(bits) in ({16}, {32}, {64}):
        return True
    if kinds - _INTEGERS or max(bits) not in (1, 2, 4, 8, 16) or len(set(bits)) > 1:
        raise unsupported_tiff(
            Message("pixels that are neither 8- or 16-bit integers nor floating-point numbers")
        )
    return bits[0] == 16 or _is_plain_8_bit(page)


def _is_plain_8_bit(page: Page) -> bool:
    return (
        page.number(tiff_tags.BITS) == 8
        and page.number(tiff_tags.PHOTOMETRIC) in (*_GRAYS, _RGB)
        and page.number(tiff_tags.COMPRESSION, 1) in COMPRESSIONS
    )


def decode(data: bytes, page: Page) -> tuple[PixelArray, PixelArray | None]:
    """Decode a page that `is_decodable`.

    Parameters
    ----------
    data : bytes
        The file.
    page : Page
        Its directory.

    Returns
    -------
    pixels : ndarray of uint8 or uint16, shape (H, W) or (H, W, 3)
        As stored: not turned upright.
    alpha : ndarray of the same type, shape (H, W), or None

    Raises
    ------
    UnreadableError
    ValueError
        It is damaged.
    """
    photometric = page.number(tiff_tags.PHOTOMETRIC)
    if photometric not in (*_GRAYS, _RGB):
        raise unsupported_tiff(Message("colors that are neither gray nor RGB"))
    colors = 3 if photometric == _RGB else 1
    count = page.number(tiff_tags.SAMPLES, 1)
    if not colors <= count <= _MOST_SAMPLES:
        raise unsupported_tiff(Message("{count} values per pixel", count=count))
    check_size(
        page.number(tiff_tags.WIDTH),
        page.number(tiff_tags.HEIGHT),
        count * page.required(tiff_tags.BITS) // 8,
    )
    samples = read_samples(data, page)
    kind = page.number(tiff_tags.EXTRA_SAMPLES, 0) if samples.shape[2] > colors else 0
    has_alpha = kind in (_PREMULTIPLIED, _UNASSOCIATED)
    alpha = _as_pixels(samples[..., colors]) if has_alpha else None
    pixels = _as_pixels(samples[..., 0] if colors == 1 else samples[..., :3])
    if photometric == _WHITE_IS_ZERO:
        pixels = np.iinfo(pixels.dtype).max - pixels
    if alpha is not None and kind == _PREMULTIPLIED:
        pixels = _unmultiplied(pixels, alpha)
    return pixels, alpha


def _as_pixels(samples: SampleArray) -> PixelArray:
    """Integers as they are; floating point as uint16."""
    samples = np.ascontiguousarray(samples)
    return _sixteen_bits(samples) if samples.dtype.kind == "f" else samples


def _sixteen_bits(values: SampleArray) -> Uint16Array:
    """Floating point values as uint16; white is the smallest usual one that holds them."""
    np.nan_to_num(values, copy=False, nan=0.0, posinf=0.0, neginf=0.0)
    largest = values.max() / _HIGHLIGHTS
    white = next((white for white in _FLOAT_WHITES if largest < white), _FLOAT_WHITES[-1])
    result = np.empty(values.shape, np.uint16)
    rows = max(1, BAND_BYTES // values[0].nbytes)  # a large scan leaves no memory for copies
    for top in range(0, len(values), rows):
        shares = np.clip(values[top : top + rows] / np.float32(white), 0, 1)
        result[top : top + rows] = np.rint(shares * 65535)
    return result


def _unmultiplied(pixels: PixelArray, alpha: PixelArray) -> PixelArray:
    """Colors without the opacity that was multiplied into them."""
    largest = np.iinfo(pixels.dtype).max
    weight = np.maximum(alpha, 1) / np.float32(largest)
    weight = weight if pixels.ndim == 2 else weight[..., None]
    result: PixelArray = np.rint(np.minimum(pixels / weight, largest)).astype(pixels.dtype)
    return result
