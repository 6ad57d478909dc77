"""JPEG files: bands of the picture encoded side by side, metadata behind the header.

OpenCV takes half of Pillow's time, and bands can be done at the same time. A JPEG may begin its
sums anew at restart markers, which count from 0 to 7: bands of eight or more rows of blocks, with a
marker after each row, are joined by the marker that comes next, and by no other change.

References
----------
ITU-T T.81 (1992), B.2 (segments) and E.1.4 (restart intervals).
"""

import struct
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import cv2
import numpy as np

from colorizer_gui.engine.photo import tiff_tags
from colorizer_gui.engine.photo.metadata import exif_bytes
from colorizer_gui.engine.photo.profiles import srgb_profile

_BLOCK = 8
_BAND_ROWS = 8 * _BLOCK * _BLOCK  # as often as all eight markers need
_START, _END, _LAST_RESTART = b"\xff\xd8", b"\xff\xd9", b"\xff\xd7"
_FRAME, _SCAN = b"\xff\xc0", b"\xff\xda"
_HEIGHT_IN_FRAME = 5
_JFIF_END = 20  # the start and JFIF's own segment
_DENSITY, _LARGEST_DENSITY = 13, 2**16 - 1
_LARGEST_BODY = 65533
_EXIF = b"Exif\0\0"


def jpeg_bytes(pixels, alpha, page, metadata, quality):
    """A whole JPEG file, 4:4:4.

    Parameters
    ----------
    pixels : ndarray of uint8, shape (H, W, 3)
        sRGB.
    alpha : ndarray of uint8, shape (H, W), or None
        JPEG has no transparency: the photo is laid onto white.
    page : Page
        EXIF. What does not fit into a segment is left out, the camera maker's private notes first.
    metadata : Metadata
    quality : int
        1..100.

    Returns
    -------
    bytes

    Raises
    ------
    ValueError
        OpenCV refuses the pixels.
    """
    bands = _encoded_bands(pixels, alpha, quality)
    frame, _ = _segment(bands[0], _FRAME)
    _, begin = _segment(bands[0], _SCAN)
    head = bytearray(bands[0][:begin])
    struct.pack_into(">H", head, frame + _HEIGHT_IN_FRAME, len(pixels))
    if metadata.dpi:
        per_inch = (min(round(value), _LARGEST_DENSITY) for value in metadata.dpi)
        struct.pack_into(">BHH", head, _DENSITY, 1, *per_inch)
    segments = b"".join(_metadata_segments(page, metadata))
    picture = _LAST_RESTART.join(band[begin : -len(_END)] for band in bands)
    return b"".join((head[:_JFIF_END], segments, head[_JFIF_END:], picture, _END))


def _encoded_bands(pixels, alpha, quality):
    """Bands from top to bottom, each a JPEG of its own; they differ in height at most."""
    blocks_across = -(-pixels.shape[1] // _BLOCK)
    options = (
        *(cv2.IMWRITE_JPEG_QUALITY, quality, cv2.IMWRITE_JPEG_RST_INTERVAL, blocks_across),
        *(cv2.IMWRITE_JPEG_SAMPLING_FACTOR, cv2.IMWRITE_JPEG_SAMPLING_FACTOR_444),
    )

    def encode(top):
        rows = slice(top, top + _BAND_ROWS)
        band = pixels[rows] if alpha is None else _on_white(pixels[rows], alpha[rows])
        written, encoded = cv2.imencode(".jpg", cv2.cvtColor(band, cv2.COLOR_RGB2BGR), options)
        if not written:
            raise ValueError("the encoder failed")
        return encoded.data

    # A batch, which keeps all cores busy with photos, lets OpenCV have one.
    with ThreadPoolExecutor(cv2.getNumThreads()) as pool:
        return list(pool.map(encode, range(0, len(pixels), _BAND_ROWS)))


def _on_white(pixels, alpha):
    weight = alpha[..., None] / np.float32(255)
    return np.rint(pixels * weight + 255 * (1 - weight)).astype(np.uint8)


def _segment(data, marker):
    """Where the segment with a marker begins and ends."""
    begin = len(_START)
    while True:
        end = begin + 2 + int.from_bytes(data[begin + 2 : begin + 4], "big")
        if data[begin : begin + 2] == marker:
            return begin, end
        begin = end


def _metadata_segments(page, metadata):
    """The segments that hold metadata, without those that are too long for one."""
    bodies = []
    if exif := _exif(page):
        bodies.append((b"\xff\xe1", _EXIF + exif))
    if metadata.xmp:
        bodies.append((b"\xff\xe1", b"http://ns.adobe.com/xap/1.0/\0" + metadata.xmp))
    bodies.append((b"\xff\xe2", b"ICC_PROFILE\0\x01\x01" + srgb_profile()))
    if iptc := metadata.iptc:
        block = b"8BIM\x04\x04\0\0" + struct.pack(">I", len(iptc)) + iptc + b"\0" * (len(iptc) % 2)
        bodies.append((b"\xff\xed", b"Photoshop 3.0\0" + block))
    for marker, body in bodies:
        if len(body) <= _LARGEST_BODY:
            yield marker + struct.pack(">H", len(body) + 2) + body


def _exif(page):
    """EXIF, without the camera maker's private notes where it would not fit into a segment."""
    if not page.tags:
        return None
    exif = exif_bytes(page)
    if len(_EXIF + exif) > _LARGEST_BODY and tiff_tags.EXIF in page.tags:
        inner = {
            n: tag for n, tag in page.tags[tiff_tags.EXIF].items() if n != tiff_tags.MAKER_NOTE
        }
        exif = exif_bytes(replace(page, tags=page.tags | {tiff_tags.EXIF: inner}))
    return exif
