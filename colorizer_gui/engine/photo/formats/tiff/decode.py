"""The pixels of a TIFF page: its blocks are decoded in parallel, each into its place."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from colorizer_gui.engine.arrays import PixelArray
from colorizer_gui.engine.parallel import parallel_map
from colorizer_gui.engine.photo import tiff_tags
from colorizer_gui.engine.photo.directory import Page
from colorizer_gui.engine.photo.file_content import FileContent, check_size
from colorizer_gui.engine.photo.formats.tiff.codecs import BlockDecoder
from colorizer_gui.engine.photo.formats.tiff.colors import Converter
from colorizer_gui.engine.photo.formats.tiff.encoding import Encoding, Photometric
from colorizer_gui.engine.photo.formats.tiff.layout import Block, Layout
from colorizer_gui.engine.photo.photo import Extra
from colorizer_gui.engine.stopping import check_stopped

# Small blocks are decoded in groups of about this many pixels, since starting each costs time.
_GROUP_PIXELS = 2**18
# The values that real numbers use for white, and how far highlights may lie above.
_FLOAT_WHITES = (1.0, 255.0, 65535.0)
_HIGHLIGHTS = 16.0
# The share of values that may lie beyond that, such as those of hot pixels.
_STRAY = 1e-3


def decode(data: bytes, page: Page, content: FileContent) -> None:
    """Decode a page into pixels, as stored, and opacity; a notice says what share is missing.

    Parameters
    ----------
    data : bytes
        The file.
    page : Page
        Its directory.
    content : FileContent

    Raises
    ------
    UnreadableError
        It is too large, or of a kind that is not supported.
    ValueError
        It is damaged.
    """
    encoding = Encoding.of(page)
    width, height = page.required(tiff_tags.WIDTH), page.required(tiff_tags.HEIGHT)
    check_size(width, height, max(1, encoding.samples * encoding.bits // 8))
    layout = Layout.of(page, encoding, len(data))
    decoder = BlockDecoder(data, page, encoding)
    white = _float_white(decoder, layout, encoding) if encoding.is_float else 1.0
    if white > 1:
        content.note_white(white)
    converter = Converter(page, encoding, white)
    shape = (height, width) if converter.channels == 1 else (height, width, converter.channels)
    pixels: PixelArray = np.empty(shape, converter.dtype)
    alpha = None if encoding.alpha is None else np.empty((height, width), converter.dtype)

    def place(blocks: list[Block]) -> int:
        return sum(_place(block, decoder, converter, pixels, alpha) for block in blocks)

    missing = sum(parallel_map(place, _groups(layout)))
    content.note_missing(missing / (width * height))
    if encoding.photometric in (Photometric.CIELAB, Photometric.ICCLAB):
        content.icc = None  # it is none of the pixels, which are sRGB now
    if encoding.samples > encoding.colors + (alpha is not None):
        content.extras.append(Extra("channels"))  # such as the infrared of scanners
    content.pixels, content.alpha = pixels, alpha


def _groups(layout: Layout) -> Iterator[list[Block]]:
    """The blocks of a layout in groups that are worth a thread's start."""
    group: list[Block] = []
    count = 0
    for block in layout.blocks():
        group.append(block)
        count += block.rows * block.columns
        if count >= _GROUP_PIXELS:
            yield group
            group, count = [], 0
    if group:
        yield group


def _place(
    block: Block,
    decoder: BlockDecoder,
    converter: Converter,
    pixels: PixelArray,
    alpha: PixelArray | None,
) -> int:
    """Decode a block into its place in the image; the number of pixels that are missing."""
    bottom: int = min(block.top + block.rows, len(pixels))
    left, right = block.left, min(block.left + block.columns, int(pixels.shape[1]))
    columns, across = slice(left, right), right - left
    top = block.top
    for band in decoder.bands(block):
        check_stopped()
        samples = band[: bottom - top, :across]
        if samples.shape[1] < across:
            break
        end = top + len(samples)
        rows = slice(top, end)
        pixels[rows, columns] = converter.pixels(samples)
        if alpha is not None:
            alpha[rows, columns] = converter.alpha(samples)
        top = end
    missing = slice(top, bottom)
    pixels[missing, columns] = FileContent.missing_value(pixels)
    if alpha is not None:
        alpha[missing, columns] = np.iinfo(alpha.dtype).max
    return (bottom - top) * across


def _float_white(decoder: BlockDecoder, layout: Layout, encoding: Encoding) -> float:
    """The real number for white: the smallest usual one that holds all but stray values."""
    limits = np.multiply(_FLOAT_WHITES, _HIGHLIGHTS)  # float64, where half floats end before them

    def beyond(blocks: list[Block]) -> NDArray[np.int64]:
        """How many finite values there are, and how many reach each limit."""
        counts = np.zeros(1 + len(limits), np.int64)
        for band in (band for block in blocks for band in decoder.bands(block)):
            values = band[..., : encoding.colors]
            finite = np.isfinite(values)
            reached = [np.count_nonzero(finite & (values >= limit)) for limit in limits]
            counts += [np.count_nonzero(finite), *reached]
        return counts

    total, *reached = sum(parallel_map(beyond, _groups(layout)), np.zeros(1 + len(limits), int))
    found = zip(_FLOAT_WHITES, reached, strict=True)
    return next((white for white, count in found if count <= _STRAY * total), _FLOAT_WHITES[-1])
