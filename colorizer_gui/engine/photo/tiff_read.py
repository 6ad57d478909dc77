"""The pixels of TIFFs: 8 and 16 bits, and floating point of 16, 32 and 64.

Pillow turns 16-bit colors into 8 bits without a word. OpenCV keeps them, but reads some TIFFs
wrongly and in silence (planar ones, gray with transparency, white-is-zero). So OpenCV is only given
what cannot be misread: the file described anew as one plain gray picture whose rows hold the
samples, or the bytes of real numbers, side by side. What they mean is worked out here. What is not
compressed needs no decoder. Rarer kinds of 8-bit TIFF (JPEG or fax inside, palettes, CMYK) are left
to Pillow.

References
----------
TIFF 6.0, section 14; TIFF Technical Note 3 (Adobe, 2005) for the prediction of real numbers.
"""

import cv2
import numpy as np

from colorizer_gui.engine.photo import tiff_tags
from colorizer_gui.engine.photo.directory import LONG, SHORT, Page, directory_bytes, header
from colorizer_gui.engine.photo.file_content import check_size

_GRAYS, _RGB = (0, 1), 2
_UNCOMPRESSED = 1
_LOSSLESS = (5, 8, 32773, 32946)  # LZW, Deflate, PackBits, old Deflate
_BAND_BYTES = 2**26


class UnsupportedTiff(ValueError):
    """The pixels are whole but of a kind that is not read; the message says which."""


_WHOLE, _REAL = {1, 4}, 3  # numbers of the tag for the kind of values; 4 is for "undefined"
# Largest values that floating point photos use for white; what is brighter is clipped.
_FLOAT_WHITES = (1.0, 255.0, 65535.0)
_HIGHLIGHTS = 16.0


def is_plain(page):
    """Whether `read_tiff` takes on a page; Pillow has the rest.

    Raises
    ------
    UnsupportedTiff
        Neither reads it.
    """
    bits, kinds = page.numbers(tiff_tags.BITS, (1,)), page.numbers(tiff_tags.SAMPLE_FORMAT, (1,))
    if set(kinds) == {_REAL} and set(bits) in ({16}, {32}, {64}):
        return True
    if set(kinds) - _WHOLE or max(bits) not in (1, 2, 4, 8, 16) or len(set(bits)) > 1:
        raise UnsupportedTiff("pixels that are neither 8- or 16-bit whole numbers nor reals")
    return bits[0] == 16 or _is_plain_8_bit(page)


def _is_plain_8_bit(page):
    return (
        page.number(tiff_tags.BITS) == 8
        and page.number(tiff_tags.PHOTOMETRIC) in (*_GRAYS, _RGB)
        and page.number(tiff_tags.COMPRESSION, 1) in (_UNCOMPRESSED, *_LOSSLESS)
    )


def read_tiff(data, page):
    """The pixels of a TIFF page that `is_plain`.

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
    Refused, UnsupportedTiff
    ValueError
        It is damaged.
    """
    photometric = page.number(tiff_tags.PHOTOMETRIC)
    if photometric not in (*_GRAYS, _RGB):
        raise UnsupportedTiff("colors that are neither gray nor RGB")
    colors = 3 if photometric == _RGB else 1
    if page.number(tiff_tags.SAMPLES, 1) not in range(colors, 7):
        raise UnsupportedTiff(f"{page.number(tiff_tags.SAMPLES, 1)} values per pixel")
    check_size(
        page.number(tiff_tags.WIDTH),
        page.number(tiff_tags.HEIGHT),
        page.number(tiff_tags.SAMPLES, 1) * page.number(tiff_tags.BITS) // 8,
    )
    samples = _samples(data, page)
    extra = page.number(tiff_tags.EXTRA_SAMPLES, 0) if samples.shape[2] > colors else 0
    alpha = np.ascontiguousarray(samples[..., colors]) if extra in (1, 2) else None
    pixels = np.ascontiguousarray(samples[..., 0] if colors == 1 else samples[..., :3])
    if pixels.dtype.kind == "f":
        pixels, alpha = _sixteen_bits(pixels), None if alpha is None else _sixteen_bits(alpha)
    if photometric == 0:
        pixels = np.iinfo(pixels.dtype).max - pixels
    if extra == 1:
        pixels = _unmultiplied(pixels, alpha)
    return pixels, alpha


def _sixteen_bits(values):
    """Floating point values, whose white is the least usual one that holds them, as uint16."""
    np.nan_to_num(values, copy=False, nan=0.0, posinf=0.0, neginf=0.0)
    largest = values.max() / _HIGHLIGHTS
    white = next((white for white in _FLOAT_WHITES if largest < white), _FLOAT_WHITES[-1])
    result = np.empty(values.shape, np.uint16)
    rows = max(1, _BAND_BYTES // values[0].nbytes)  # a large scan has no room for copies
    for top in range(0, len(values), rows):
        shares = np.clip(values[top : top + rows] / np.float32(white), 0, 1)
        result[top : top + rows] = np.rint(shares * 65535)
    return result


def _unmultiplied(pixels, alpha):
    """Colors as they are without the transparency that was multiplied into them."""
    largest = np.iinfo(pixels.dtype).max
    weight = np.maximum(alpha, 1) / np.float32(largest)
    weight = weight if pixels.ndim == 2 else weight[..., None]
    return np.rint(np.minimum(pixels / weight, largest)).astype(pixels.dtype)


def _samples(data, page):
    """All samples, (H, W, samples), whatever their arrangement in the file."""
    width, height, samples = (
        page.number(tiff_tags.WIDTH),
        page.number(tiff_tags.HEIGHT),
        page.number(tiff_tags.SAMPLES, 1),
    )
    separate = page.number(tiff_tags.PLANAR, 1) == 2
    planes = samples if separate else 1
    tiled = tiff_tags.TILE_OFFSETS in page.tags
    block_width = page.number(tiff_tags.TILE_WIDTH, 0) if tiled else width
    block_height = (
        page.number(tiff_tags.TILE_HEIGHT, 0)
        if tiled
        else page.number(tiff_tags.ROWS_PER_STRIP, height)
    )
    block_height = block_height if tiled else min(block_height, height)
    offsets = page.numbers(tiff_tags.TILE_OFFSETS if tiled else tiff_tags.STRIP_OFFSETS)
    sizes = page.numbers(tiff_tags.TILE_SIZES if tiled else tiff_tags.STRIP_SIZES)
    if not sizes and len(offsets) == 1:
        sizes = (max(len(data) - offsets[0], 0),)
    if not block_width or not block_height:
        raise ValueError("the TIFF has no blocks")
    across, down = -(-width // block_width), -(-height // block_height)
    if not len(offsets) == len(sizes) == across * down * planes:
        raise ValueError("the TIFF lacks some of its blocks")

    reader = _BlockReader(data, page, tiled, block_width, block_height, samples // planes)
    result = np.empty((height, width, samples), reader.dtype.newbyteorder("="))
    block_bytes = block_width * block_height * (samples // planes) * reader.dtype.itemsize
    step = max(1, _BAND_BYTES // (across * block_bytes))
    for plane in range(planes):
        channels = slice(plane, plane + 1) if separate else slice(None)
        for first in range(0, down, step):
            last = min(first + step, down)
            blocks = slice((plane * down + first) * across, (plane * down + last) * across)
            rows = slice(first * block_height, min(last * block_height, height))
            band = reader.read(offsets[blocks], sizes[blocks], across, rows.stop - rows.start)
            result[rows, :, channels] = band.reshape(len(band), -1, band.shape[3])[:, :width]
    return result


class _BlockReader:
    """Reads strips or tiles.

    Those that are compressed are decoded as if each were a plain gray picture, by a directory of
    our own.
    """

    def __init__(self, data, page, tiled, block_width, block_height, samples):
        is_real = page.number(tiff_tags.SAMPLE_FORMAT, 1) == _REAL
        self._predictor = page.number(tiff_tags.PREDICTOR, 1)
        if self._predictor not in ((1, 2, 3) if is_real else (1, 2)):
            raise UnsupportedTiff("an unknown way of predicting pixels")
        self._compression = page.number(tiff_tags.COMPRESSION, 1)
        if self._compression not in (_UNCOMPRESSED, *_LOSSLESS):
            raise UnsupportedTiff("an unknown compression")
        self._fill_order = page.number(tiff_tags.FILL_ORDER, 1)
        self._is_decoded = (self._compression, self._fill_order) != (_UNCOMPRESSED, 1)
        self._size = len(data) + len(data) % 2
        if self._is_decoded and self._size >= 2**32 - 2**24:
            raise UnsupportedTiff("more than 4 GB")
        self._file = bytearray(data) if self._is_decoded else data
        self._order, self._tiled = page.order, tiled
        bits = page.number(tiff_tags.BITS)
        # OpenCV gives real numbers as their bytes, and whole ones in the machine's byte order.
        self._depth = 8 if is_real else bits
        order = "=" if self._is_decoded and not is_real else page.order
        self.dtype = np.dtype(f"{order}{'f' if is_real else 'u'}{bits // 8}")
        self._block = block_height, block_width, samples

    def read(self, offsets, sizes, across, rows):
        """LazyImage of blocks as (rows, across, block width, samples)."""
        block_height, block_width, samples = self._block
        row_bytes = block_width * samples * self.dtype.itemsize
        if self._is_decoded:
            stored = self._decoded(offsets, sizes, across * row_bytes, rows)
            stored = stored.view(np.uint8).reshape(rows, across, row_bytes)
        else:
            stored = np.empty((rows, across, row_bytes), np.uint8)
            for index, offset in enumerate(offsets):
                down, right = divmod(index, across)
                block = stored[down * block_height : (down + 1) * block_height, right]
                found = np.frombuffer(self._file, np.uint8, block.size, offset)
                block[:] = found.reshape(block.shape)
        return _unpredicted(stored, self.dtype, self._predictor, samples)

    def _decoded(self, offsets, sizes, row_bytes, rows):
        block_height, block_width, samples = self._block
        pack = Page({}, self._order).packed
        unit = self._depth // 8
        tags = {
            tiff_tags.WIDTH: pack(LONG, row_bytes // unit),
            tiff_tags.HEIGHT: pack(LONG, rows),
            tiff_tags.BITS: pack(SHORT, self._depth),
            tiff_tags.COMPRESSION: pack(SHORT, self._compression),
            tiff_tags.PHOTOMETRIC: pack(SHORT, 1),
            tiff_tags.FILL_ORDER: pack(SHORT, self._fill_order),
            tiff_tags.SAMPLES: pack(SHORT, 1),
            tiff_tags.PLANAR: pack(SHORT, 1),
            tiff_tags.TILE_OFFSETS if self._tiled else tiff_tags.STRIP_OFFSETS: pack(
                LONG, *offsets
            ),
            tiff_tags.TILE_SIZES if self._tiled else tiff_tags.STRIP_SIZES: pack(LONG, *sizes),
        }
        if self._tiled:
            block_row = block_width * samples * self.dtype.itemsize
            tags[tiff_tags.TILE_WIDTH] = pack(LONG, block_row // unit)
            tags[tiff_tags.TILE_HEIGHT] = pack(LONG, block_height)
        else:
            tags[tiff_tags.ROWS_PER_STRIP] = pack(LONG, block_height)
        del self._file[self._size :]
        self._file += b"\0" * (self._size - len(self._file))
        self._file += directory_bytes(tags, self._size, self._order)
        self._file[:8] = header(self._order, self._size)
        band = cv2.imdecode(np.frombuffer(self._file, np.uint8), cv2.IMREAD_UNCHANGED)
        if band is None or band.dtype.itemsize != unit:
            raise ValueError("the pixels cannot be decoded")
        return band


def _unpredicted(stored, dtype, predictor, samples):
    """Samples, (rows, across, block width, samples), of the bytes of rows of blocks."""
    shape = (*stored.shape[:2], -1, samples)
    if predictor == 3:
        # Differences of bytes: the highest byte of each number in the row, then the next of each.
        stored = stored.reshape(shape)
        np.cumsum(stored, axis=2, dtype=np.uint8, out=stored)
        numbers = stored.reshape(*shape[:2], dtype.itemsize, -1).swapaxes(2, 3)
        stored, dtype = np.ascontiguousarray(numbers), dtype.newbyteorder(">")
    elif predictor == 2:
        codes = stored.view(dtype.str.replace("f", "u")).reshape(shape)
        np.cumsum(codes, axis=2, dtype=codes.dtype, out=codes)
    return stored.view(dtype).reshape(shape)
