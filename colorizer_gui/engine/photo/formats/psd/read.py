"""The merged picture of a PSD or PSB, which programs store beside the layers."""

import struct

import numpy as np

from colorizer_gui.engine.arrays import PixelArray
from colorizer_gui.engine.messages import Message
from colorizer_gui.engine.photo.errors import UnreadableError, unsupported_pixels
from colorizer_gui.engine.photo.file_content import FileContent, check_size
from colorizer_gui.engine.photo.formats.psd.structure import (
    CMYK,
    DUOTONE,
    EXIF,
    GRAY,
    HEADER_BYTES,
    ICC_PROFILE,
    PREDICTED_ZIP,
    RAW,
    RGB,
    RLE,
    VERSION_INFO,
    XMP,
    ZIP,
    Header,
)
from colorizer_gui.engine.photo.metadata.photoshop import resources
from colorizer_gui.engine.photo.photo import Extra
from colorizer_gui.engine.stopping import check_stopped

_COLORS = {GRAY: 1, DUOTONE: 1, RGB: 3, CMYK: 4}
_DEPTHS = (8, 16)
_HAS_MERGED = 4  # place in the version info


def read(data: bytes, name: str) -> FileContent:
    """Read the merged picture and the metadata of a PSD or PSB.

    Parameters
    ----------
    data : bytes
    name : str
        Of the file, for notices.

    Returns
    -------
    FileContent

    Raises
    ------
    UnreadableError
    ValueError, struct.error
        The file is damaged.
    """
    header = Header.read(data)
    content = FileContent(name)
    _check(header)
    _, place = _section(data, HEADER_BYTES)  # the color mode
    block, place = _section(data, place)
    _take_resources(content, block)
    layers, place = _section(data, place, header.version)
    if any(layers):
        content.extras.append(Extra("layers"))
    planes = _planes(data, place, header)
    colors = _COLORS[header.mode]
    if header.mode == CMYK:
        planes[:4] = np.iinfo(planes.dtype).max - planes[:4]
    if len(planes) > colors + 1 or (len(planes) > colors and not _has_opacity(layers, header)):
        content.extras.append(Extra("channels"))
        planes = planes[:colors]
    values = np.ascontiguousarray(np.moveaxis(planes, 0, -1))
    if len(planes) == colors + 1:
        content.alpha = np.ascontiguousarray(values[..., colors])
        values = _without_white(values, content.alpha)
    values = values[..., :colors] if colors > 1 else values[..., 0]
    content.pixels = np.ascontiguousarray(values)
    return content


def size_of(head: bytes) -> tuple[int, int] | None:
    """Width and height by the beginning of a file."""
    if len(head) < HEADER_BYTES:
        return None
    header = Header.read(head)
    return header.width, header.height


def _check(header: Header) -> None:
    if header.mode not in _COLORS:
        raise unsupported_pixels(Message("PSD of color mode {mode}", mode=header.mode))
    if header.depth not in _DEPTHS:
        raise unsupported_pixels(Message("PSD of {bits} bits", bits=header.depth))
    if header.channels < _COLORS[header.mode]:
        raise ValueError("the PSD lacks channels")
    check_size(header.width, header.height, header.channels * header.depth // 8)


def _section(data: bytes, place: int, version: int = 1) -> tuple[bytes, int]:
    """A section after its length, and the place behind it."""
    form = ">Q" if version == 2 else ">I"
    (size,) = struct.unpack_from(form, data, place)
    begin = place + struct.calcsize(form)
    if begin + size > len(data):
        raise ValueError("a section ends too early")
    return data[begin : begin + size], begin + size


def _take_resources(content: FileContent, block: bytes) -> None:
    content.photoshop = block  # the resolution among them
    for found in resources(block):
        if found.number == ICC_PROFILE:
            content.icc = found.content
        elif found.number == EXIF:
            content.take_exif(found.content)
        elif found.number == XMP:
            content.xmp = found.content
        elif found.number == VERSION_INFO and found.content[_HAS_MERGED : _HAS_MERGED + 1] == b"\0":
            raise UnreadableError(
                Message(
                    "it was saved without its merged picture. Save it with "
                    "maximized compatibility, or as TIFF, first."
                )
            )


def _has_opacity(layers: bytes, header: Header) -> bool:
    """Whether the channel after the colors is the opacity: the number of layers is negative."""
    place = 8 if header.version == 2 else 4
    if len(layers) >= place + 2 and any(layers[:place]):
        return int(struct.unpack_from(">h", layers, place)[0]) < 0
    for key in (b"Lr16", b"Lr32", b"Layr"):
        found = layers.find(b"8BIM" + key)
        if found >= 0:
            start = found + 8 + place
            return int(struct.unpack_from(">h", layers, start)[0]) < 0
    return False


def _without_white(values: PixelArray, alpha: PixelArray) -> PixelArray:
    """The colors of a merged picture, which programs put on white by its opacity."""
    white = np.iinfo(values.dtype).max
    opacity = np.maximum(alpha, 1)[..., None] / np.float32(white)
    colors = white - (white - values) / opacity
    return np.rint(np.clip(colors, 0, white)).astype(values.dtype)


def _planes(data: bytes, place: int, header: Header) -> PixelArray:
    """The channels of the merged picture, (channels, H, W)."""
    (compression,) = struct.unpack_from(">H", data, place)
    place += 2
    dtype = np.dtype(f">u{header.depth // 8}")
    shape = (header.channels, header.height, header.width)
    count = header.channels * header.height
    size = count * header.width * dtype.itemsize
    if compression == RAW:
        stored = np.frombuffer(data, dtype, size // dtype.itemsize, place)
    elif compression == RLE:
        stored = _unpacked_rows(data, place, header, count).view(dtype)
    elif compression in (ZIP, PREDICTED_ZIP):
        from imagecodecs import zlib_decode

        stored = np.frombuffer(zlib_decode(data[place:], out=size), dtype, size // dtype.itemsize)
    else:
        raise unsupported_pixels(Message("PSD of compression {number}", number=compression))
    planes = stored.reshape(shape).astype(dtype.newbyteorder("="))
    if compression == PREDICTED_ZIP:
        np.cumsum(planes, axis=2, dtype=planes.dtype, out=planes)
    return planes


def _unpacked_rows(data: bytes, place: int, header: Header, count: int) -> np.ndarray:
    """Rows that are packed one by one, after the list of their lengths."""
    from imagecodecs import packbits_decode

    lengths = np.frombuffer(data, ">u4" if header.version == 2 else ">u2", count, place)
    begin = place + lengths.nbytes
    ends = begin + np.cumsum(lengths, dtype=np.int64)
    if ends[-1] > len(data):
        raise ValueError("the rows end too early")
    row_bytes = header.width * header.depth // 8
    rows = np.empty((count, row_bytes), np.uint8)
    for index, end in enumerate(ends.tolist()):
        check_stopped()
        row = packbits_decode(data[begin:end], out=row_bytes)
        if len(row) != row_bytes:
            raise ValueError("a row has another length")
        rows[index] = np.frombuffer(row, np.uint8)
        begin = end
    return rows
