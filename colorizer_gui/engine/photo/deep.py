"""16-bit PNG and TIFF: the pixels that Pillow would turn into 8 bits without a word.

OpenCV decodes them, but it reads some TIFFs wrongly and in silence (planar ones, grey with
transparency, white-is-zero) and turns some photos upright and others not. So it is only given what
cannot be misread: a PNG without its extras, and a TIFF described anew as one plain grey picture
whose rows hold the samples side by side.
"""

import struct
import zlib

import cv2
import numpy as np

from colorizer_gui.engine.photo.directory import LONG, SHORT, Page, directory_bytes, header

_PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_PNG_GREY, _PNG_GREY_ALPHA = 0, 4
_MOST_SAMPLES = 2**26

WIDTH, HEIGHT, BITS, COMPRESSION, PHOTOMETRIC = 256, 257, 258, 259, 262
FILL_ORDER, STRIP_OFFSETS, SAMPLES, ROWS_PER_STRIP, STRIP_SIZES = 266, 273, 277, 278, 279
PLANAR, PREDICTOR, TILE_WIDTH, TILE_HEIGHT, TILE_OFFSETS, TILE_SIZES = 284, 317, 322, 323, 324, 325
EXTRA_SAMPLES, SAMPLE_FORMAT = 338, 339


class Undecodable(ValueError):
    """The pixels are damaged or end too early."""


class Unsupported(ValueError):
    """The pixels are whole but of a kind that is not read; the message says which."""


def _decode(data):
    pixels = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_UNCHANGED)
    if pixels is None or pixels.dtype != np.uint16:
        raise Undecodable("the pixels cannot be decoded")
    return pixels


def png_pixels(data):
    """The pixels of a 16-bit PNG.

    Parameters
    ----------
    data : bytes
        The file.

    Returns
    -------
    pixels : ndarray of uint16, shape (H, W) or (H, W, 3)
    alpha : ndarray of uint16, shape (H, W), or None

    Raises
    ------
    Undecodable
    """
    plain, clear = _png_without_extras(data)
    pixels = _decode(plain)
    kind = plain[25]
    alpha = None
    if pixels.ndim == 3:
        alpha = np.ascontiguousarray(pixels[..., 3]) if pixels.shape[2] == 4 else None
        if kind == _PNG_GREY_ALPHA:
            pixels = np.ascontiguousarray(pixels[..., 0])
        else:
            pixels = np.ascontiguousarray(pixels[..., 2::-1])
    if clear:
        key = struct.unpack_from(">H" if kind == _PNG_GREY else ">3H", clear)
        same = pixels == np.array(key, np.uint16)
        same = same if pixels.ndim == 2 else same.all(axis=2)
        alpha = np.where(same, np.uint16(0), np.uint16(65535))
    return pixels, alpha


def _png_without_extras(data):
    """The PNG with IHDR and IDAT alone, every checksum proved, and the clear colour's bytes."""
    place, kept, clear = len(_PNG_SIGNATURE), [_PNG_SIGNATURE], None
    while True:
        if place + 12 > len(data):
            raise Undecodable("the PNG ends too early")
        size, name = struct.unpack_from(">I4s", data, place)
        chunk = data[place : place + size + 12]
        if name in (b"IHDR", b"IDAT", b"IEND"):
            if len(chunk) < size + 12 or zlib.crc32(chunk[4:-4]) != int.from_bytes(chunk[-4:]):
                raise Undecodable("a part of the PNG is damaged")
            kept.append(chunk)
        elif name == b"tRNS":
            clear = chunk[8:-4]
        if name == b"IEND":
            return b"".join(kept), clear
        place += size + 12


def tiff_pixels(data, page):
    """The pixels of the first page of a 16-bit TIFF.

    Parameters
    ----------
    data : bytes
        The file.
    page : Page
        Its first directory.

    Returns
    -------
    pixels : ndarray of uint16, shape (H, W) or (H, W, 3)
        As stored: not turned upright.
    alpha : ndarray of uint16, shape (H, W), or None

    Raises
    ------
    Undecodable, Unsupported
    """
    photometric = page.number(PHOTOMETRIC)
    colours = {0: 1, 1: 1, 2: 3}.get(photometric)
    if colours is None:
        raise Unsupported("16-bit colours that are neither grey nor RGB")
    if page.number(SAMPLES, 1) not in range(colours, 7):
        raise Unsupported(f"{page.number(SAMPLES, 1)} values per pixel")
    samples = _tiff_samples(data, page)
    extra = page.number(EXTRA_SAMPLES, 0) if samples.shape[2] > colours else 0
    alpha = np.ascontiguousarray(samples[..., colours]) if extra in (1, 2) else None
    pixels = np.ascontiguousarray(samples[..., 0] if colours == 1 else samples[..., :3])
    if photometric == 0:
        pixels = 65535 - pixels
    if extra == 1:
        pixels = _unmultiplied(pixels, alpha)
    return pixels, alpha


def _unmultiplied(pixels, alpha):
    """Colours as they are without the transparency that was multiplied into them."""
    weight = np.maximum(alpha, 1) / np.float32(65535)
    weight = weight if pixels.ndim == 2 else weight[..., None]
    return np.rint(np.minimum(pixels / weight, 65535)).astype(np.uint16)


def _tiff_samples(data, page):
    """All samples, (H, W, samples) uint16, whatever their arrangement in the file."""
    width, height, samples = page.number(WIDTH), page.number(HEIGHT), page.number(SAMPLES, 1)
    separate = page.number(PLANAR, 1) == 2
    planes = samples if separate else 1
    tiled = TILE_OFFSETS in page.tags
    block_width = page.number(TILE_WIDTH, 0) if tiled else width
    block_height = page.number(TILE_HEIGHT, 0) if tiled else page.number(ROWS_PER_STRIP, height)
    block_height = block_height if tiled else min(block_height, height)
    offsets = page.numbers(TILE_OFFSETS if tiled else STRIP_OFFSETS)
    sizes = page.numbers(TILE_SIZES if tiled else STRIP_SIZES)
    if not block_width or not block_height:
        raise Undecodable("the TIFF has no blocks")
    across, down = -(-width // block_width), -(-height // block_height)
    if not len(offsets) == len(sizes) == across * down * planes:
        raise Undecodable("the TIFF lacks some of its blocks")
    predictor = page.number(PREDICTOR, 1)
    if predictor not in (1, 2):
        raise Unsupported("an unknown way of predicting pixels")

    reader = _BlockReader(data, page, tiled, block_width, block_height, samples // planes)
    result = np.empty((height, width, samples), np.uint16)
    step = max(1, _MOST_SAMPLES // (across * block_width * block_height * samples))
    for plane in range(planes):
        channels = slice(plane, plane + 1) if separate else slice(None)
        for first in range(0, down, step):
            last = min(first + step, down)
            blocks = slice((plane * down + first) * across, (plane * down + last) * across)
            rows = slice(first * block_height, min(last * block_height, height))
            band = reader.read(offsets[blocks], sizes[blocks], across, rows.stop - rows.start)
            if predictor == 2:
                np.cumsum(band, axis=2, dtype=np.uint16, out=band)
            result[rows, :, channels] = band.reshape(len(band), -1, band.shape[3])[:, :width]
    return result


class _BlockReader:
    """Reads strips or tiles as if each were a plain grey picture, by a directory of our own."""

    def __init__(self, data, page, tiled, block_width, block_height, samples):
        self._file = bytearray(data) + b"\0" * (len(data) % 2)
        self._size = len(self._file)
        if self._size >= 2**32 - 2**24:
            raise Unsupported("more than 4 GB")
        self._page, self._tiled = page, tiled
        self._block = block_height, block_width, samples

    def read(self, offsets, sizes, across, rows):
        """Rows of blocks as (rows, across, block width, samples) uint16."""
        block_height, block_width, samples = self._block
        pack = Page({}, self._page.order).packed
        tags = {
            WIDTH: pack(LONG, across * block_width * samples),
            HEIGHT: pack(LONG, rows),
            BITS: pack(SHORT, 16),
            COMPRESSION: pack(SHORT, self._page.number(COMPRESSION, 1)),
            PHOTOMETRIC: pack(SHORT, 1),
            FILL_ORDER: pack(SHORT, self._page.number(FILL_ORDER, 1)),
            SAMPLES: pack(SHORT, 1),
            PLANAR: pack(SHORT, 1),
            TILE_OFFSETS if self._tiled else STRIP_OFFSETS: pack(LONG, *offsets),
            TILE_SIZES if self._tiled else STRIP_SIZES: pack(LONG, *sizes),
        }
        if self._tiled:
            tags[TILE_WIDTH] = pack(LONG, block_width * samples)
            tags[TILE_HEIGHT] = pack(LONG, block_height)
        else:
            tags[ROWS_PER_STRIP] = pack(LONG, block_height)
        order = self._page.order
        self._file[self._size :] = directory_bytes(tags, self._size, order)
        self._file[:8] = header(order, self._size)
        return _decode(self._file).reshape(rows, across, block_width, samples)
