"""Writing PSD of 8 and 16 bits with layers.

Layers of 8 bits are run-length encoded, those of 16 bits packed by Deflate after prediction, as
Photoshop does; the merged picture, which other programs show, likewise or as it is.
"""

import struct
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import IO

import cv2
import numpy as np

from colorizer_gui.engine.arrays import PixelArray
from colorizer_gui.engine.messages import Message
from colorizer_gui.engine.parallel import parallel_map
from colorizer_gui.engine.photo.errors import EncodingError
from colorizer_gui.engine.photo.file_format import Blend, ImageToWrite, Layer, WriteOptions
from colorizer_gui.engine.photo.formats.psd.structure import (
    EXIF,
    ICC_PROFILE,
    PREDICTED_ZIP,
    RAW,
    RESOLUTION,
    RGB,
    RLE,
    VERSION_INFO,
    XMP,
    Header,
)
from colorizer_gui.engine.photo.metadata import exif_bytes
from colorizer_gui.engine.photo.metadata.photoshop import Resource, resource_block
from colorizer_gui.engine.photo.profiles import srgb_profile

_BLENDS = {Blend.NORMAL: b"norm", Blend.COLOR: b"colr"}
_OPACITY, _MASK = -1, -2  # channels beside 0, 1, 2
_FLAGS = 8  # that no old program need be minded
_DEFLATE_LEVEL = 4
_LARGEST_FILE = 2**31
_FIXED_POINT, _PER_INCH, _INCHES = 65536, 1, 1


@dataclass(frozen=True)
class _Channel:
    """A channel of a layer, encoded with its compression before it."""

    number: int
    data: bytes


def write(file: IO[bytes], image: ImageToWrite, options: WriteOptions) -> None:
    """Write the merged picture and the layers of an image.

    Parameters
    ----------
    file : binary file, empty
    image : ImageToWrite
    options : WriteOptions
        None applies.

    Raises
    ------
    OSError, EncodingError
    """
    pixels = np.asarray(image.pixels)
    height, width = pixels.shape[:2]
    planes = [np.ascontiguousarray(pixels[..., number]) for number in range(3)]
    if image.alpha is not None:
        planes = [*(_on_white(plane, image.alpha) for plane in planes), image.alpha]
    layers = _layer_info(image)
    merged = _encoded(planes, RLE if image.depth == 8 else RAW)
    resources = _resources(image)
    if len(layers) + len(merged) + len(resources) > _LARGEST_FILE:
        raise EncodingError(Message("a PSD file holds at most 2 GB"))
    file.write(Header(1, len(planes), height, width, image.depth, RGB).written)
    file.write(bytes(4))  # no color mode data
    file.write(_sized(resources))
    file.write(_sized(layers))
    file.write(merged)


def _on_white(plane: PixelArray, alpha: PixelArray) -> PixelArray:
    """A channel as the merged picture has it, put on white by its opacity."""
    white = np.iinfo(plane.dtype).max
    opacity = alpha / np.float32(white)
    return np.rint(white - (white - plane) * opacity).astype(plane.dtype)


def _sized(content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + content


def _resources(image: ImageToWrite) -> bytes:
    version = struct.pack(">IB", 1, 1) + _unicode("Colorizer") * 2 + struct.pack(">I", 1)
    found = {ICC_PROFILE: srgb_profile(), VERSION_INFO: version}
    if image.metadata.dpi:
        across, down = (round(value * _FIXED_POINT) for value in image.metadata.dpi)
        found[RESOLUTION] = struct.pack(
            ">IHHIHH", across, _PER_INCH, _INCHES, down, _PER_INCH, _INCHES
        )
    if image.page.tags:
        found[EXIF] = exif_bytes(image.page)
    if image.metadata.xmp:
        found[XMP] = image.metadata.xmp
    own = (
        Resource(number, b"8BIM" + struct.pack(">HH", number, 0), found[number]).written
        for number in sorted(found)
    )
    return b"".join(own) + resource_block(image.metadata.iptc, image.metadata.extras)


def _unicode(text: str) -> bytes:
    return struct.pack(">I", len(text)) + text.encode("utf-16-be")


def _layer_info(image: ImageToWrite) -> bytes:
    """The section of layers and masks; empty without layers."""
    if not image.layers:
        return b""
    channels = [_channels(layer, image) for layer in image.layers]
    # Negative where the fourth channel of the merged picture is its opacity.
    count = len(image.layers) if image.alpha is None else -len(image.layers)
    records = [
        _record(layer, image, encoded)
        for layer, encoded in zip(image.layers, channels, strict=True)
    ]
    data = [each.data for encoded in channels for each in encoded]
    info = struct.pack(">h", count) + b"".join(records) + b"".join(data)
    info += bytes(-len(info) % 4)
    no_masks = bytes(4)
    if image.depth == 8:
        return _sized(info) + no_masks
    # Layers of 16 bits lie in a block of their own.
    return bytes(4) + no_masks + b"8BIMLr16" + _sized(info)


def _channels(layer: Layer, image: ImageToWrite) -> list[_Channel]:
    values = np.asarray(layer.pixels)
    if values.ndim == 2:
        values = values[..., None]
    planes = [np.ascontiguousarray(values[..., min(n, values.shape[2] - 1)]) for n in range(3)]
    numbers = [0, 1, 2]
    if image.alpha is not None:
        planes.append(image.alpha)
        numbers.append(_OPACITY)
    if layer.mask is not None:
        planes.append(_full_mask(layer.mask, planes[0]))
        numbers.append(_MASK)
    compression = RLE if image.depth == 8 else PREDICTED_ZIP
    encoded = parallel_map(lambda plane: _encoded([plane], compression), planes)
    return [_Channel(number, data) for number, data in zip(numbers, encoded, strict=True)]


def _full_mask(mask: np.ndarray, like: PixelArray) -> PixelArray:
    """A mask at the size and the depth of a channel."""
    height, width = like.shape
    resized = cv2.resize(mask, (width, height), interpolation=cv2.INTER_LINEAR)
    white = np.iinfo(like.dtype).max
    return np.rint(np.clip(resized, 0, 1) * white).astype(like.dtype)


def _record(layer: Layer, image: ImageToWrite, channels: Sequence[_Channel]) -> bytes:
    height, width = image.pixels.shape[:2]
    area = struct.pack(">4i", 0, 0, height, width)
    listed = b"".join(struct.pack(">hI", each.number, len(each.data)) for each in channels)
    has_mask = layer.mask is not None
    mask = struct.pack(">4iBBH", 0, 0, height, width, 0, 0, 0) if has_mask else b""
    name = layer.name.encode("ascii", "replace")[:255]
    pascal = bytes([len(name)]) + name
    extra = _sized(mask) + bytes(4) + pascal + bytes(-len(pascal) % 4)
    unicode = _unicode(layer.name)
    extra += b"8BIMluni" + _sized(unicode + bytes(-len(unicode) % 4))
    return (
        area + struct.pack(">H", len(channels)) + listed + b"8BIM" + _BLENDS[layer.blend]
        + struct.pack(">4B", 255, 0, _FLAGS, 0) + _sized(extra)
    )  # fmt: skip


def _encoded(planes: Sequence[PixelArray], compression: int) -> bytes:
    """Channels of one size, with their compression before them."""
    rows = np.concatenate(planes)
    stored = rows.astype(rows.dtype.newbyteorder(">"), copy=False)
    start = struct.pack(">H", compression)
    if compression == RAW:
        return start + stored.tobytes()
    if compression == RLE:
        from imagecodecs import packbits_encode

        packed = [bytes(packbits_encode(row.tobytes())) for row in stored]
        return start + struct.pack(f">{len(packed)}H", *map(len, packed)) + b"".join(packed)
    differences = rows.copy()
    differences[:, 1:] -= rows[:, :-1]
    stored = differences.astype(rows.dtype.newbyteorder(">"), copy=False)
    return start + zlib.compress(stored.tobytes(), _DEFLATE_LEVEL)
