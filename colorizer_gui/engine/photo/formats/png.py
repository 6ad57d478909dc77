"""PNG: 8 bits are read by Pillow, 16 bits are read and all are written by OpenCV.

Pillow turns 16-bit colors into 8 bits silently. OpenCV gets a PNG without its extra chunks, so that
libpng prints no warnings about them and no orientation or gamma is applied.

References
----------
Portable Network Graphics (W3C, third edition), 11.
"""

import struct
import zlib
from collections.abc import Set
from typing import IO

import cv2
import numpy as np

from colorizer_gui.engine.arrays import Uint16Array
from colorizer_gui.engine.photo.codecs.opencv import encoded
from colorizer_gui.engine.photo.codecs.pillow import (
    note_animation,
    open_pillow,
    take_pixels,
    take_profile,
)
from colorizer_gui.engine.photo.codecs.png import (
    GRAY,
    SIGNATURE,
    Header,
    chunk_bytes,
    completed,
    header_of,
)
from colorizer_gui.engine.photo.codecs.png import chunks as chunks_of
from colorizer_gui.engine.photo.codecs.png_colors import take_colors
from colorizer_gui.engine.photo.codecs.png_passes import fill_from_passes, pass_sizes
from colorizer_gui.engine.photo.file_content import FileContent, check_size
from colorizer_gui.engine.photo.file_format import FileFormat, ImageToWrite, WriteOptions
from colorizer_gui.engine.photo.metadata import exif_bytes
from colorizer_gui.engine.photo.metadata.extras import COMMENT, RESOURCE, TEXT, TIME
from colorizer_gui.engine.photo.metadata.png_chunks import take_chunks, text_chunks
from colorizer_gui.engine.photo.signatures import by_head, starts_with

# Name and bytes of a chunk, and whether its checksum is right.
Chunk = tuple[bytes, memoryview, bool]
_DEPTH_PLACE, _COLOR_TYPE_PLACE = 24, 25
_GRAY_ALPHA = 4  # a color type
_NEEDED = (b"IHDR", b"PLTE", b"IDAT", b"IEND")
_USED = {b"tRNS", b"iCCP", b"pHYs", b"eXIf", b"acTL", b"fcTL", b"fdAT"}
_COMPRESSION_LEVEL = 3
# Pillow allows unpacked metadata 1 MB, which profiles of scanners and long edit histories pass.
_LONGEST_TEXT = 2**26
_HEADER_END = 33  # signature and IHDR
_METERS_PER_INCH = 0.0254


def _read(data: bytes, name: str) -> FileContent:
    content = FileContent(name)
    data, missing, passes = completed(data)
    if missing:
        content.note_missing(missing)
    elif passes and passes != [rows for _, rows in pass_sizes(*header_of(data)[:2])]:
        content.note_missing_detail()
    elif missing is not None:
        content.note_missing_end()
    found = list(chunks_of(data))
    chunks = [
        (kind, bytes(chunk[8:-4]))
        for kind, chunk, is_whole in found
        if is_whole and kind not in _NEEDED
    ]
    level = _clear_level(header_of(data), chunks)
    data, damaged = _readable(found, _USED if level is None else _USED - {b"tRNS"})
    content.has_gaps = bool(damaged - {b"iCCP"})
    if b"iCCP" in damaged:
        content.reject_profile()
    from PIL import PngImagePlugin  # which takes 4 ms

    PngImagePlugin.MAX_TEXT_CHUNK = _LONGEST_TEXT
    with open_pillow(data, PngImagePlugin.PngImageFile) as image:
        is_deep = data[_DEPTH_PLACE] == 16
        check_size(*image.size, len(image.getbands()) * (2 if is_deep else 1))
        take_profile(content, image)
        content.take_exif(next((body for kind, body in chunks if kind == b"eXIf"), None))
        take_chunks(content, chunks)
        is_gray = header_of(data).color_type in (GRAY, _GRAY_ALPHA)
        take_colors(content, chunks, is_gray=is_gray)
        if aspect := image.info.get("aspect"):
            content.take_aspect(*aspect)
        note_animation(content, image)
        if is_deep:
            content.pixels, content.alpha = _read_16_bits(data)
        else:
            take_pixels(content, image)
    if passes:
        content.pixels = np.array(content.pixels)
        fill_from_passes(content.pixels, passes)
        if content.alpha is not None:
            content.alpha = np.array(content.alpha)
            fill_from_passes(content.alpha, passes)
    if not is_deep and level is not None:
        content.alpha = np.where(content.pixels == level, np.uint8(0), np.uint8(255))
    return content


def _size_of(head: bytes) -> tuple[int, int] | None:
    if len(head) < _HEADER_END:
        return None
    header = header_of(head)
    return header.width, header.height


def _clear_level(header: Header, chunks: list[tuple[bytes, bytes]]) -> int | None:
    """The gray of 8 bits that stands for full transparency, in a PNG of grays of at most 8."""
    if header.color_type != GRAY or header.bits > 8:
        return None
    largest = 2**header.bits - 1
    bodies = (body for kind, body in chunks if kind == b"tRNS")
    return next(((body[1] & largest) * 255 // largest for body in bodies if len(body) > 1), None)


def _readable(found: list[Chunk], used: Set[bytes]) -> tuple[bytes, set[bytes]]:
    """A PNG without its unused and damaged extra chunks, and the names of the damaged ones."""
    kept: list[bytes | memoryview] = [SIGNATURE]
    damaged = set()
    for name, chunk, is_whole in found:
        if name in _NEEDED or (is_whole and name in used):
            kept.append(chunk)
        elif not is_whole:
            damaged.add(name)
    return b"".join(kept), damaged


def _read_16_bits(data: bytes) -> tuple[Uint16Array, Uint16Array | None]:
    """Decode the pixels, (H, W) or (H, W, 3), and the opacity, (H, W), of a 16-bit PNG.

    Raises
    ------
    ValueError
        It is damaged.
    """
    plain, clear_color = _plain(data)
    values = cv2.imdecode(np.frombuffer(plain, np.uint8), cv2.IMREAD_UNCHANGED)
    if values is None or values.dtype != np.uint16:
        raise ValueError("the PNG cannot be decoded")
    pixels: Uint16Array = values.astype(np.uint16, copy=False)
    color_type = plain[_COLOR_TYPE_PLACE]
    alpha = None
    if pixels.ndim == 3:
        alpha = np.ascontiguousarray(pixels[..., 3]) if pixels.shape[2] == 4 else None
        if color_type == _GRAY_ALPHA:
            pixels = np.ascontiguousarray(pixels[..., 0])
        else:
            pixels = np.ascontiguousarray(pixels[..., 2::-1])
    if clear_color:
        color = struct.unpack_from(">H" if color_type == GRAY else ">3H", clear_color)
        is_clear = pixels == np.array(color, np.uint16)
        is_clear = is_clear if pixels.ndim == 2 else is_clear.all(axis=2)
        alpha = np.where(is_clear, np.uint16(0), np.uint16(65535))
    return pixels, alpha


def _plain(data: bytes) -> tuple[bytes, bytes | None]:
    """A PNG of its header and pixels alone, and the content of the chunk of its clear color."""
    kept: list[bytes | memoryview] = [SIGNATURE]
    clear_color, name = None, b""
    for name, chunk, is_whole in chunks_of(data):
        if name in (b"IHDR", b"IDAT", b"IEND"):
            if not is_whole:
                raise ValueError("a part of the PNG is damaged")
            kept.append(chunk)
        elif name == b"tRNS":
            clear_color = bytes(chunk[8:-4])
    if name != b"IEND":
        raise ValueError("the PNG ends too early")
    return b"".join(kept), clear_color


def _write(file: IO[bytes], image: ImageToWrite, options: WriteOptions) -> None:
    """Encode by OpenCV, which writes no metadata: that is inserted after the header."""
    pixels = np.asarray(image.pixels)
    if image.alpha is None:
        values = cv2.cvtColor(pixels, cv2.COLOR_RGB2BGR)
    else:
        values = np.dstack((pixels[..., ::-1], image.alpha))
    data = encoded(".png", values, (cv2.IMWRITE_PNG_COMPRESSION, _COMPRESSION_LEVEL))
    file.write(data[:_HEADER_END].data)
    file.write(_metadata_chunks(image))
    file.write(data[_HEADER_END:].data)


def _metadata_chunks(image: ImageToWrite) -> bytes:
    chunks = [(b"iCCP", image.profile_name.encode("latin-1") + b"\0\0" + zlib.compress(image.icc))]
    if image.metadata.dpi:
        per_meter = (round(value / _METERS_PER_INCH) for value in image.metadata.dpi)
        chunks.append((b"pHYs", struct.pack(">IIB", *per_meter, 1)))
    if image.page.tags:
        chunks.append((b"eXIf", exif_bytes(image.page)))
    if image.metadata.xmp:
        chunks.append((b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + image.metadata.xmp))
    chunks += text_chunks(image.metadata)
    return b"".join(chunk_bytes(name, body) for name, body in chunks)


PNG = FileFormat(
    id="png",
    label="PNG",
    suffixes=(".png", ".apng"),
    recognizes=starts_with(SIGNATURE),
    read=_read,
    write=_write,
    depths=(8, 16),
    has_iptc=True,
    extras=frozenset((TEXT, TIME, COMMENT, RESOURCE)),
    longest_side=1_000_000,
    largest_image=2**31 - 2**20,  # OpenCV encodes into one buffer
    size_of=by_head(_size_of),
)
