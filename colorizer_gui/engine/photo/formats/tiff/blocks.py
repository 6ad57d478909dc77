"""The samples of TIFFs, from strips or tiles.

What is not compressed needs no decoder. The rest is decoded by OpenCV, to which the file is
described as a plain gray image whose rows hold the samples, or the bytes of floating point numbers,
side by side.

References
----------
TIFF 6.0 (Adobe, 1992), sections 3, 14 and 15; TIFF Technical Note 3 (Adobe, 2005) for the
prediction of floating point numbers.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from colorizer_gui.engine.arrays import Uint8Array
from colorizer_gui.engine.messages import Message
from colorizer_gui.engine.photo import tiff_tags
from colorizer_gui.engine.photo.directory import (
    LONG,
    SHORT,
    Page,
    TagTable,
    directory_bytes,
    header,
)
from colorizer_gui.engine.photo.errors import UnreadableError

SampleArray = npt.NDArray[Any]

BAND_BYTES = 2**26
FLOATING = 3  # sample format
_UNCOMPRESSED = 1
COMPRESSIONS = (_UNCOMPRESSED, 5, 8, 32773, 32946)  # LZW, Deflate, PackBits, old Deflate
_PLANAR = 2  # planar configuration
_NO_PREDICTOR, _HORIZONTAL, _FLOATING_POINT = 1, 2, 3
_LARGEST_DECODED = 2**32 - 2**24  # leaves place for the directory within the offsets of TIFF


def unsupported_tiff(feature: Message) -> UnreadableError:
    """The error for a TIFF with a feature that is not read."""
    return UnreadableError(
        Message("it has {feature}. Save it as a plain RGB or gray TIFF first.", feature=feature)
    )


def read_samples(data: bytes, page: Page) -> SampleArray:
    """All samples of a page, whatever their arrangement in the file.

    Parameters
    ----------
    data : bytes
        The file.
    page : Page

    Returns
    -------
    ndarray, shape (H, W, samples)

    Raises
    ------
    UnreadableError
    ValueError
        The file is damaged.
    """
    layout = _Layout.of(page, len(data))
    reader = _BlockReader(data, page, layout)
    result = np.empty(
        (layout.height, layout.width, layout.samples * layout.planes),
        reader.dtype.newbyteorder("="),
    )
    block_bytes = layout.block_width * layout.block_height * layout.samples * reader.dtype.itemsize
    step = max(1, BAND_BYTES // (layout.across * block_bytes))
    for plane in range(layout.planes):
        channels = slice(plane, plane + 1) if layout.planes > 1 else slice(None)
        for first in range(0, layout.down, step):
            last = min(first + step, layout.down)
            rows = slice(
                first * layout.block_height, min(last * layout.block_height, layout.height)
            )
            band = reader.read(layout.blocks(plane, first, last), rows.stop - rows.start)
            whole_rows = band.reshape(len(band), -1, band.shape[3])
            result[rows, :, channels] = whole_rows[:, : layout.width]
    return result


@dataclass(frozen=True)
class _Layout:
    """How the samples of a page are arranged in blocks: strips or tiles.

    Attributes
    ----------
    width, height : int
        Of the image.
    planes : int
        Number of planes that are stored one after the other; 1 where pixels are stored whole.
    samples : int
        Samples of a pixel in a plane.
    is_tiled : bool
    block_width, block_height : int
        Size of a block; the last strip may have fewer rows.
    offsets, sizes : tuple of int
        Where each block lies in the file and its bytes there, plane by plane, row by row.
    """

    width: int
    height: int
    planes: int
    samples: int
    is_tiled: bool
    block_width: int
    block_height: int
    offsets: tuple[int, ...]
    sizes: tuple[int, ...]

    @classmethod
    def of(cls, page: Page, file_size: int) -> "_Layout":
        """The layout that a page states; ValueError where it is contradictory."""
        width, height = page.required(tiff_tags.WIDTH), page.required(tiff_tags.HEIGHT)
        samples = page.number(tiff_tags.SAMPLES, 1)
        planes = samples if page.number(tiff_tags.PLANAR, 1) == _PLANAR else 1
        is_tiled = tiff_tags.TILE_OFFSETS in page.tags
        if is_tiled:
            block_width = page.number(tiff_tags.TILE_WIDTH, 0)
            block_height = page.number(tiff_tags.TILE_HEIGHT, 0)
            offsets = page.numbers(tiff_tags.TILE_OFFSETS)
            sizes = page.numbers(tiff_tags.TILE_SIZES)
        else:
            block_width = width
            block_height = min(page.number(tiff_tags.ROWS_PER_STRIP, height), height)
            offsets = page.numbers(tiff_tags.STRIP_OFFSETS)
            sizes = page.numbers(tiff_tags.STRIP_SIZES)
        if not sizes and len(offsets) == 1:
            sizes = (max(file_size - offsets[0], 0),)
        if not block_width or not block_height:
            raise ValueError("the TIFF has no blocks")
        layout = cls(
            width, height, planes, samples // planes, is_tiled, block_width, block_height,
            offsets, sizes,
        )  # fmt: skip
        if not len(offsets) == len(sizes) == layout.across * layout.down * planes:
            raise ValueError("the TIFF lacks some of its blocks")
        return layout

    @property
    def across(self) -> int:
        """Blocks from left to right."""
        return -(-self.width // self.block_width)

    @property
    def down(self) -> int:
        """Blocks from top to bottom."""
        return -(-self.height // self.block_height)

    def blocks(self, plane: int, first: int, last: int) -> slice:
        """The indices of the blocks of a plane in the rows of blocks from first up to last."""
        start = plane * self.down
        return slice((start + first) * self.across, (start + last) * self.across)


class _BlockReader:
    """Reads rows of blocks.

    Parameters
    ----------
    data : bytes
        The file.
    page : Page
    layout : _Layout
    """

    def __init__(self, data: bytes, page: Page, layout: _Layout) -> None:
        is_floating = page.number(tiff_tags.SAMPLE_FORMAT, 1) == FLOATING
        predictors = (_NO_PREDICTOR, _HORIZONTAL, _FLOATING_POINT)
        self._predictor = page.number(tiff_tags.PREDICTOR, _NO_PREDICTOR)
        if self._predictor not in (predictors if is_floating else predictors[:2]):
            raise unsupported_tiff(Message("an unknown predictor"))
        self._compression = page.number(tiff_tags.COMPRESSION, _UNCOMPRESSED)
        if self._compression not in COMPRESSIONS:
            raise unsupported_tiff(Message("an unknown compression"))
        self._fill_order = page.number(tiff_tags.FILL_ORDER, 1)
        self._is_decoded = (self._compression, self._fill_order) != (_UNCOMPRESSED, 1)
        self._size = len(data) + len(data) % 2
        if self._is_decoded and self._size >= _LARGEST_DECODED:
            raise unsupported_tiff(Message("more than 4 GB"))
        self._file = bytearray(data) if self._is_decoded else data
        self._order, self._layout = page.order, layout
        bits = page.required(tiff_tags.BITS)
        # OpenCV gives floating point numbers as their bytes, and integers in the machine's order.
        self._depth = 8 if is_floating else bits
        order = "=" if self._is_decoded and not is_floating else page.order
        self.dtype = np.dtype(f"{order}{'f' if is_floating else 'u'}{bits // 8}")

    def read(self, blocks: slice, rows: int) -> SampleArray:
        """Read rows of blocks, shape (rows, across, block width, samples)."""
        layout = self._layout
        offsets, sizes = layout.offsets[blocks], layout.sizes[blocks]
        row_bytes = layout.block_width * layout.samples * self.dtype.itemsize
        if self._is_decoded:
            decoded = self._decoded(offsets, sizes, layout.across * row_bytes, rows)
            stored = decoded.view(np.uint8).reshape(rows, layout.across, row_bytes)
        else:
            stored = np.empty((rows, layout.across, row_bytes), np.uint8)
            for index, offset in enumerate(offsets):
                down, right = divmod(index, layout.across)
                top = down * layout.block_height
                block = stored[top : top + layout.block_height, right]
                found = np.frombuffer(self._file, np.uint8, block.size, offset)
                block[:] = found.reshape(block.shape)
        return _unpredicted(stored, self.dtype, self._predictor, layout.samples)

    def _decoded(
        self, offsets: Sequence[int], sizes: Sequence[int], row_bytes: int, rows: int
    ) -> SampleArray:
        """Blocks decoded as those of a gray image, (rows, values)."""
        tags = self._gray_image(offsets, sizes, row_bytes, rows)
        file = self._file
        assert isinstance(file, bytearray)
        del file[self._size :]
        file += b"\0" * (self._size - len(file))
        file += directory_bytes(tags, self._size, self._order)
        file[:8] = header(self._order, self._size)
        band = cv2.imdecode(np.frombuffer(file, np.uint8), cv2.IMREAD_UNCHANGED)
        if band is None or band.dtype.itemsize != self._depth // 8:
            raise ValueError("the pixels cannot be decoded")
        return band

    def _gray_image(
        self, offsets: Sequence[int], sizes: Sequence[int], row_bytes: int, rows: int
    ) -> TagTable:
        """The tags that describe blocks as those of a gray image."""
        layout, pack, unit = self._layout, Page({}, self._order).packed, self._depth // 8
        tags: TagTable = {
            tiff_tags.WIDTH: pack(LONG, row_bytes // unit),
            tiff_tags.HEIGHT: pack(LONG, rows),
            tiff_tags.BITS: pack(SHORT, self._depth),
            tiff_tags.COMPRESSION: pack(SHORT, self._compression),
            tiff_tags.PHOTOMETRIC: pack(SHORT, 1),
            tiff_tags.FILL_ORDER: pack(SHORT, self._fill_order),
            tiff_tags.SAMPLES: pack(SHORT, 1),
            tiff_tags.PLANAR: pack(SHORT, 1),
        }
        if layout.is_tiled:
            tags[tiff_tags.TILE_OFFSETS] = pack(LONG, *offsets)
            tags[tiff_tags.TILE_SIZES] = pack(LONG, *sizes)
            tags[tiff_tags.TILE_WIDTH] = pack(LONG, row_bytes // layout.across // unit)
            tags[tiff_tags.TILE_HEIGHT] = pack(LONG, layout.block_height)
        else:
            tags[tiff_tags.STRIP_OFFSETS] = pack(LONG, *offsets)
            tags[tiff_tags.STRIP_SIZES] = pack(LONG, *sizes)
            tags[tiff_tags.ROWS_PER_STRIP] = pack(LONG, layout.block_height)
        return tags


def _unpredicted(
    stored: Uint8Array, dtype: np.dtype[Any], predictor: int, samples: int
) -> SampleArray:
    """Undo the prediction of rows of blocks.

    Parameters
    ----------
    stored : ndarray of uint8, shape (rows, across, bytes)
        Changed in place.
    dtype : dtype
        Of the samples.
    predictor : int
        As the TIFF tag gives it.
    samples : int
        Samples of a pixel.

    Returns
    -------
    ndarray of `dtype`, shape (rows, across, block width, samples)
    """
    shape = (*stored.shape[:2], -1, samples)
    if predictor == _FLOATING_POINT:
        # Differences of bytes: the highest byte of each number in the row, then the next of each.
        stored = stored.reshape(shape)
        np.cumsum(stored, axis=2, dtype=np.uint8, out=stored)
        numbers = stored.reshape(*shape[:2], dtype.itemsize, -1).swapaxes(2, 3)
        stored, dtype = np.ascontiguousarray(numbers), dtype.newbyteorder(">")
    elif predictor == _HORIZONTAL:
        codes = stored.view(dtype.str.replace("f", "u")).reshape(shape)
        np.cumsum(codes, axis=2, dtype=codes.dtype, out=codes)
    return stored.view(dtype).reshape(shape)
