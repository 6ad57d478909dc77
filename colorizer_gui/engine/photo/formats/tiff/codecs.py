"""Decoding of one strip or tile of a TIFF: its bytes become samples.

imagecodecs decompresses; its functions let other threads run. What ends too early gives as many
rows as there are.

References
----------
TIFF 6.0 (Adobe, 1992), sections 9 to 14, 21 and 22; TIFF Technical Notes 2 (JPEG) and 3 (prediction
of real numbers).
"""

import zlib
from collections.abc import Callable, Iterator
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from colorizer_gui.engine.messages import Message
from colorizer_gui.engine.photo import tiff_tags
from colorizer_gui.engine.photo.codecs.jpeg import frame_of
from colorizer_gui.engine.photo.codecs.jpeg2000 import stream_header
from colorizer_gui.engine.photo.directory import Page, Tag
from colorizer_gui.engine.photo.errors import unsupported_pixels
from colorizer_gui.engine.photo.formats.tiff.encoding import (
    FLOATING_POINT,
    HORIZONTAL,
    IMAGES,
    JPEGS,
    Compression,
    Encoding,
    Photometric,
)
from colorizer_gui.engine.photo.formats.tiff.layout import Block
from colorizer_gui.engine.photo.formats.tiff.old_jpeg import old_jpeg_stream
from colorizer_gui.engine.photo.formats.tiff.thunderscan import unpacked_thunderscan

SampleArray: TypeAlias = npt.NDArray[Any]
_Bytes: TypeAlias = bytes | bytearray | memoryview

# Samples of a block that are unpacked at once: memory stays low where a block is a whole scan.
_BAND_SAMPLES = 2**21
_CHUNK = 2**12
_MOST_IMAGE = 4  # pixels for each of a block
# No compression makes useful blocks longer than this, in bytes for each that is decoded.
_MOST_STORED, _MOST_OVERHEAD = 8, 2**16
_LONGEST_RUN = 129  # of PackBits, as stored
# What the codecs raise at damaged data; the errors of imagecodecs are RuntimeErrors.
_CODEC_ERRORS = (RuntimeError, ValueError, zlib.error)
_GRAY_JPEG, _RGB_JPEG, _YCBCR_JPEG, _CMYK_JPEG = 1, 2, 3, 4  # color spaces
_JFIF = slice(6, 10), b"JFIF"


class BlockDecoder:
    """Decodes the blocks of a page.

    Parameters
    ----------
    data : bytes
        The file.
    page : Page
    encoding : Encoding
    """

    def __init__(self, data: bytes, page: Page, encoding: Encoding) -> None:
        is_old_jpeg = encoding.compression == Compression.OLD_JPEG
        self._data = memoryview(old_jpeg_stream(data, page) if is_old_jpeg else data)
        self._encoding = encoding
        self._fax_options = page.number(tiff_tags.FAX_OPTIONS, 0)
        tables = page.tags.get(tiff_tags.JPEG_TABLES)
        self._jpeg_tables = tables.data if isinstance(tables, Tag) else None

    def bands(self, block: Block) -> Iterator[SampleArray]:
        """The samples of a block, a few rows at a time from the top; none where it is missing.

        Yields
        ------
        ndarray, shape (rows, columns, samples)
            In the machine's byte order. A block may have more columns, or end earlier.
        """
        planes = [self._plane_bands(place, block) for place in block.places]
        if len(planes) == 1:
            yield from planes[0]
            return
        for parts in zip(*planes, strict=False):
            rows = min(len(part) for part in parts)
            yield np.concatenate([part[:rows] for part in parts], axis=2)

    def _plane_bands(self, place: tuple[int, int], block: Block) -> Iterator[SampleArray]:
        offset, size = place
        stored: _Bytes = self._data[offset : offset + min(size, self._most_stored(block))]
        if not stored:
            return
        encoding = self._encoding
        if encoding.has_reversed_bits and encoding.compression not in JPEGS:
            stored = _codec("bitorder_decode")(stored)
        if encoding.compression in IMAGES:
            samples = self._image(stored, block)
            # A decoder fills what is missing; the share of bytes tells about how many rows.
            if encoding.compression != Compression.OLD_JPEG:
                samples = samples[: round(block.rows * min(1, len(stored) / size))]
            yield samples
            return
        yield from self._unpacked(self._decompressed(stored, block), block)

    def _image(self, stored: _Bytes, block: Block) -> SampleArray:
        """The image that a block is, (rows, columns, samples)."""
        compression = self._encoding.compression
        try:
            if compression in JPEGS:
                image = self._jpeg(stored, block)
            elif compression == Compression.WEBP:
                image = _codec("webp_decode")(stored)
            else:
                image = self._jpeg2000(stored, block)
        except _CODEC_ERRORS:
            return np.empty((0, 0, 0), self._encoding.dtype)
        image = image if image.ndim == 3 else image[..., None]
        if image.dtype != self._encoding.dtype or image.shape[2] < self._encoding.samples_in_plane:
            raise unsupported_pixels(Message("an image inside that differs from its tags"))
        return np.asarray(image)

    def _jpeg2000(self, stored: _Bytes, block: Block) -> SampleArray:
        header = stream_header(bytes(stored), None)
        _check_image(header.width, header.height, block)
        decoded: SampleArray = _codec("jpeg2k_decode")(stored)
        return decoded

    def _jpeg(self, stored: _Bytes, block: Block) -> SampleArray:
        frame = frame_of(bytes(stored))
        _check_image(frame.width, frame.height, block)
        encoding = self._encoding
        stored_as = decoded_as = None
        if encoding.samples_in_plane == 1:
            decoded_as = _GRAY_JPEG
        elif encoding.photometric == Photometric.YCBCR:
            stored_as, decoded_as = _YCBCR_JPEG, _RGB_JPEG
        elif encoding.samples == 3:
            # Without a JFIF header that says otherwise, the samples are as the page says.
            place, mark = _JFIF
            is_rgb = encoding.photometric == Photometric.RGB
            stored_as = None if is_rgb and stored[place] == mark else _RGB_JPEG
            decoded_as = _RGB_JPEG
        elif encoding.photometric == Photometric.CMYK:
            decoded_as = _CMYK_JPEG
        decoded: SampleArray = _codec("jpeg8_decode")(
            stored, tables=self._jpeg_tables, colorspace=stored_as, outcolorspace=decoded_as
        )
        return decoded

    def _decompressed(self, stored: _Bytes, block: Block) -> _Bytes:
        """The bytes of a block; fewer than there should be where it is damaged."""
        compression = self._encoding.compression
        size = self._unit_bytes(block.columns) * -(-block.rows // self._encoding.subsampling[1])
        try:
            if compression == Compression.NONE:
                return stored
            if compression in (Compression.DEFLATE, Compression.OLD_DEFLATE):
                return _inflated(stored, size)
            if compression == Compression.PACKBITS:
                return _unpacked_runs(stored, size)
            if compression == Compression.THUNDERSCAN:
                decoded: _Bytes = unpacked_thunderscan(stored, block.columns, block.rows)
            elif compression in _FAX_DECODERS:
                decoded = self._fax(stored, block)
            else:
                decoded = _codec(_BYTE_DECODERS[compression])(stored, out=size)
        except _CODEC_ERRORS:
            return b""
        return decoded

    def _fax(self, stored: _Bytes, block: Block) -> bytes:
        compression = self._encoding.compression
        options = {"t4options": self._fax_options} if compression == Compression.FAX_3 else {}
        decode = _codec(_FAX_DECODERS[compression])
        return np.packbits(decode(stored, block.rows, block.columns, **options), axis=1).tobytes()

    def _most_stored(self, block: Block) -> int:
        if self._encoding.compression == Compression.OLD_JPEG:
            return len(self._data)
        decoded = block.rows * self._unit_bytes(block.columns)
        return _MOST_STORED * decoded + _MOST_OVERHEAD

    def _unit_bytes(self, columns: int) -> int:
        """The bytes of a row, or of the rows that share samples of color."""
        encoding = self._encoding
        across, down = encoding.subsampling
        if encoding.is_subsampled:
            return -(-columns // across) * (across * down + 2)
        return -(-columns * encoding.samples_in_plane * encoding.bits // 8)

    def _unpacked(self, decoded: _Bytes, block: Block) -> Iterator[SampleArray]:
        unit_bytes = self._unit_bytes(block.columns)
        units = len(decoded) // unit_bytes
        step = max(1, _BAND_SAMPLES // (block.columns * self._encoding.samples_in_plane))
        view = memoryview(decoded)
        for first in range(0, units, step):
            last = min(first + step, units)
            band = view[first * unit_bytes : last * unit_bytes]
            if self._encoding.is_subsampled:
                yield self._spread(band, last - first, block.columns)
            else:
                yield self._samples(band, last - first, block.columns)

    def _samples(self, band: memoryview, rows: int, columns: int) -> SampleArray:
        """Samples of rows, (rows, columns, samples)."""
        encoding = self._encoding
        shape = rows, columns, encoding.samples_in_plane
        if encoding.predictor == FLOATING_POINT:
            return _integrated_floats(
                np.frombuffer(band, np.uint8).reshape(rows, -1), shape, encoding
            )
        if encoding.bits % 8 == 0:
            kind = "f" if encoding.is_float else "u"
            stored = np.dtype(f"{encoding.order}{kind}{encoding.bits // 8}")
            values = np.frombuffer(band, stored).reshape(shape)
            if encoding.predictor == HORIZONTAL:
                differences = values.view(stored.str.replace("f", "u"))
                values = _codec("delta_decode")(differences, axis=-2).view(stored)
            return values.astype(encoding.dtype, copy=False)
        runs = columns * encoding.samples_in_plane
        values = _codec("packints_decode")(band, encoding.dtype, encoding.bits, runlen=runs)
        values = values.reshape(shape)
        if encoding.predictor == HORIZONTAL:
            largest = encoding.dtype.type(2**encoding.bits - 1)
            values = np.cumsum(values, axis=1, dtype=encoding.dtype) & largest
        return np.asarray(values)

    def _spread(self, band: memoryview, units: int, columns: int) -> SampleArray:
        """Samples of rows of YCbCr whose pixels share samples of color."""
        across, down = self._encoding.subsampling
        groups = -(-columns // across)
        stored = np.frombuffer(band, np.uint8).reshape(units, groups, across * down + 2)
        result = np.empty((units * down, groups * across, 3), np.uint8)
        luma = stored[..., :-2].reshape(units, groups, down, across)
        result[..., 0] = luma.swapaxes(1, 2).reshape(units * down, -1)
        colors = stored[..., -2:].repeat(across, axis=1)
        result[..., 1:] = colors.repeat(down, axis=0)
        return result[:, :columns]


_FAX_DECODERS = {
    Compression.FAX_RLE: "ccittrle_decode",
    Compression.FAX_3: "ccittfax3_decode",
    Compression.FAX_4: "ccittfax4_decode",
}
_BYTE_DECODERS = {
    Compression.LZW: "lzw_decode",
    Compression.LZMA: "lzma_decode",
    Compression.ZSTD: "zstd_decode",
}


def _codec(name: str) -> Callable[..., Any]:
    """A function of imagecodecs, which loads each codec when it is asked for."""
    import imagecodecs

    function: Callable[..., Any] = getattr(imagecodecs, name)
    return function


def _check_image(width: int, height: int, block: Block) -> None:
    """Raise a ValueError for an image much larger than the block that it is."""
    if width * height > _MOST_IMAGE * (block.rows * block.columns + _BAND_SAMPLES):
        raise ValueError("an image in the TIFF is larger than its block")


def _inflated(stored: _Bytes, size: int) -> _Bytes:
    """Bytes compressed by Deflate, at most `size`; as many as there are before a damaged place."""
    try:
        whole: bytes = _codec("deflate_decode")(stored, out=size)
    except _CODEC_ERRORS:
        decoder, parts = zlib.decompressobj(), bytearray()
        try:
            for place in range(0, len(stored), _CHUNK):
                parts += decoder.decompress(stored[place : place + _CHUNK])
                if len(parts) >= size:
                    break
        except zlib.error:
            pass
        return parts[:size]
    return whole


def _unpacked_runs(stored: _Bytes, size: int) -> _Bytes:
    """Bytes compressed by PackBits, without those of a run that the end cuts off."""
    for lost in range(_LONGEST_RUN):
        try:
            decoded: bytes = _codec("packbits_decode")(stored[: len(stored) - lost], out=size)
        except _CODEC_ERRORS:
            continue
        return decoded
    return b""


def _integrated_floats(
    stored: npt.NDArray[np.uint8], shape: tuple[int, int, int], encoding: Encoding
) -> SampleArray:
    """Real numbers from the differences of their bytes.

    A row has the highest byte of each number first, then the next of each, and so on.
    """
    rows, columns, samples = shape
    differences = stored.reshape(rows, -1, samples)
    codes = _codec("delta_decode")(differences, axis=-2).reshape(rows, -1, columns * samples)
    numbers = np.ascontiguousarray(codes.swapaxes(1, 2)).view(f">f{encoding.bits // 8}")
    return numbers.reshape(shape).astype(encoding.dtype)
