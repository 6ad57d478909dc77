"""JPEG: read by Pillow, written by OpenCV in bands that are encoded in parallel.

imagecodecs reads the kinds that Pillow refuses.

OpenCV takes half of Pillow's time. A JPEG may restart its prediction at restart markers, which
count from 0 to 7: bands of eight rows of blocks, or a multiple, with a marker after each row are
joined by the next marker, and by no other change.

References
----------
ITU-T T.81 (1992), B.2 (segments) and E.1.4 (restart intervals).
"""

import struct
from collections.abc import Iterator
from typing import IO

import cv2
import numpy as np
from PIL import Image
from PIL.JpegImagePlugin import JpegImageFile

from colorizer_gui.engine.arrays import PixelArray, Uint8Array
from colorizer_gui.engine.parallel import parallel_map
from colorizer_gui.engine.photo.codecs.jpeg import (
    decode_jpeg,
    end_of,
    frame_of,
    is_jpeg_ls,
    missing_share,
    stated_size,
    usual_head,
    with_height,
)
from colorizer_gui.engine.photo.codecs.opencv import encoded
from colorizer_gui.engine.photo.codecs.pillow import open_pillow, take_pixels, take_profile
from colorizer_gui.engine.photo.file_content import FileContent, check_size
from colorizer_gui.engine.photo.file_format import FileFormat, ImageToWrite, Pixels, WriteOptions
from colorizer_gui.engine.photo.metadata import page_to_write
from colorizer_gui.engine.photo.metadata.extras import COMMENT, RESOURCE
from colorizer_gui.engine.photo.metadata.jpeg_segments import (
    cut_exif,
    metadata_segments,
    take_segments,
)
from colorizer_gui.engine.photo.metadata.jpeg_trailers import take_trailers
from colorizer_gui.engine.photo.photo import Metadata
from colorizer_gui.engine.photo.signatures import by_head

# An upper bound: each block of 64 pixels takes a bit at least, and where two of the three channels
# are subsampled, each in another direction, 1024 pixels have 9 blocks: 910 pixels a byte.
_PIXELS_A_BYTE = 1024

_BLOCK = 8
_BAND_ROWS = 3 * 8 * _BLOCK  # each of the eight markers comes three times
_START, _END, _LAST_RESTART = b"\xff\xd8", b"\xff\xd9", b"\xff\xd7"
_FRAME, _SCAN = b"\xff\xc0", b"\xff\xda"
_HEIGHT_IN_FRAME = 5
_JFIF_END = 20  # the start marker and the JFIF segment
_DENSITY, _LARGEST_DENSITY = 13, 2**16 - 1
_PIXELS_PER_INCH = 1
# With these, 99.95 % of the pixels of a JPEG stay within 1.0 of their L*: docs/benchmarks/speed.md.
_FINE_LIGHTNESS, _FINE_COLOR = 99, 98


def read(data: bytes, name: str) -> FileContent:
    """Read a JPEG of any kind, as far as it goes; a notice says what is missing.

    Parameters
    ----------
    data : bytes
    name : str
        The file's name, for notices.

    Returns
    -------
    FileContent

    Raises
    ------
    UnreadableError
        It is too large, or of a kind that is not supported.
    RuntimeError, ValueError, OSError
        It is damaged.
    """
    content = FileContent(name)
    data = with_height(data)
    frame = frame_of(data)
    end = end_of(data, frame)
    is_cut = end is None
    if is_cut:
        data = data.rstrip(b"\0")  # room that was kept for what did not arrive
    check_size(frame.width, frame.height, frame.components * (1 if frame.bits <= 8 else 2))
    if frame.width * frame.height > _PIXELS_A_BYTE * len(data):
        raise ValueError("the JPEG is too short for so many pixels")
    head = data if frame.is_usual else usual_head(data, frame)
    with open_pillow(head, JpegImageFile) as image:
        take_profile(content, image)
        if not image.info.get("jfif_unit"):
            content.dpi = None  # Pillow takes EXIF's numbers, whatever their unit
        take_segments(content, data)
        if image.info.get("jfif_unit") == 0:
            content.take_aspect(*image.info["jfif_density"])
        take_trailers(content, data, len(data) if end is None else end)
        if not (frame.is_usual and _is_decoded_by_pillow(content, image, is_cut)):
            content.pixels, content.depth = decode_jpeg(data, frame), frame.bits
    if is_cut:
        _note_end(content, missing_share(content.pixels, frame))
    return content


def _recognizes(start: bytes, suffix: str) -> bool:
    return start.startswith(b"\xff\xd8\xff") and not is_jpeg_ls(start)


def _is_decoded_by_pillow(content: FileContent, image: Image.Image, is_cut: bool) -> bool:
    """Let Pillow decode, which refuses what is cut off."""
    try:
        take_pixels(content, image)
    except OSError:
        if not is_cut:
            raise
        return False
    return True


def _note_end(content: FileContent, share: float | None) -> None:
    """Add a notice of what a JPEG lacks that is cut off."""
    if share is None:
        content.note_missing_detail()
    elif share:
        content.note_missing(share)
    else:
        content.note_missing_end()


def _write(file: IO[bytes], image: ImageToWrite, options: WriteOptions) -> None:
    """Write with all chroma samples (4:4:4); transparent photos are laid onto white."""
    begin = None
    for band in _encoded_bands(image.pixels, image.alpha, _qualities(image, options)):
        if begin is None:
            _, begin = _segment(band, _SCAN)
            file.write(_head(band[:begin], image))
        else:
            file.write(_LAST_RESTART)
        file.write(band[begin : -len(_END)])
    file.write(_END)


def _qualities(image: ImageToWrite, options: WriteOptions) -> tuple[int, int]:
    """The qualities of lightness and of color.

    A photo that was a JPEG has lost detail once. Its lightness is quantized so finely that it does
    not lose again, whatever the tables of the photo, as that of colored places lies between their
    steps; color is quantized finely, because an error of it moves the lightness too.
    """
    if options.quality is None and image.source_format == JPEG.id:
        return _FINE_LIGHTNESS, _FINE_COLOR
    return options.known_quality, options.known_quality


def _head(first: memoryview, image: ImageToWrite) -> bytearray:
    """All before the pixels: the head of the first band with the whole's height and metadata."""
    head = bytearray(first)
    frame, _ = _segment(head, _FRAME)
    struct.pack_into(">H", head, frame + _HEIGHT_IN_FRAME, len(image.pixels))
    if image.metadata.dpi:
        per_inch = (min(round(value), _LARGEST_DENSITY) for value in image.metadata.dpi)
        struct.pack_into(">BHH", head, _DENSITY, _PIXELS_PER_INCH, *per_inch)
    segments = metadata_segments(image.page, image.metadata, image.icc)
    return head[:_JFIF_END] + segments + head[_JFIF_END:]


def _encoded_bands(
    pixels: Pixels, alpha: PixelArray | None, qualities: tuple[int, int]
) -> Iterator[memoryview]:
    """Bands from top to bottom, each a JPEG of its own; they differ in height at most."""
    blocks_across = -(-pixels.shape[1] // _BLOCK)
    lightness, color = qualities
    options = (
        *(cv2.IMWRITE_JPEG_QUALITY, lightness, cv2.IMWRITE_JPEG_RST_INTERVAL, blocks_across),
        *(cv2.IMWRITE_JPEG_LUMA_QUALITY, lightness, cv2.IMWRITE_JPEG_CHROMA_QUALITY, color),
        *(cv2.IMWRITE_JPEG_SAMPLING_FACTOR, cv2.IMWRITE_JPEG_SAMPLING_FACTOR_444),
    )

    def encode(top: int) -> memoryview:
        rows = slice(top, top + _BAND_ROWS)
        band = pixels[rows] if alpha is None else _on_white(pixels[rows], alpha[rows])
        return encoded(".jpg", cv2.cvtColor(band, cv2.COLOR_RGB2BGR), options).data

    return parallel_map(encode, range(0, len(pixels), _BAND_ROWS))


def _on_white(pixels: PixelArray, alpha: PixelArray) -> Uint8Array:
    weight = alpha[..., None] / np.float32(255)
    return np.rint(pixels * weight + 255 * (1 - weight)).astype(np.uint8)


def _segment(data: memoryview | bytearray, marker: bytes) -> tuple[int, int]:
    """Where the segment with a marker begins and ends."""
    begin = len(_START)
    while True:
        end = begin + 2 + int.from_bytes(data[begin + 2 : begin + 4], "big")
        if bytes(data[begin : begin + 2]) == marker:
            return begin, end
        begin = end


def _cut_metadata(metadata: Metadata) -> tuple[str, ...]:
    """Names of the metadata that do not fit into a segment of 64 KB."""
    return ("EXIF",) if cut_exif(page_to_write(metadata, 1, 1, None)) else ()


JPEG = FileFormat(
    id="jpeg",
    label="JPEG",
    suffixes=(".jpg", ".jpeg", ".jpe", ".jfif", ".jfi", ".jif", ".pjpeg", ".pjpg", ".pjp", ".mpo"),
    recognizes=_recognizes,
    read=read,
    write=_write,
    has_quality=True,
    has_iptc=True,
    extras=frozenset((COMMENT, RESOURCE)),
    has_alpha=False,
    longest_side=65500,
    is_banded=True,
    cut_metadata=_cut_metadata,
    size_of=by_head(stated_size),
)
