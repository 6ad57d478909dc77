"""JPEG files: bands of the picture encoded side by side, metadata behind the header.

OpenCV takes half of Pillow's time, and bands can be done at the same time. A JPEG may begin its
sums anew at restart markers, which count from 0 to 7: bands of eight or more rows of blocks, with a
marker after each row, are joined by the marker that comes next, and by no other change.

References
----------
ITU-T T.81 (1992), B.2 (segments) and E.1.4 (restart intervals).
"""

import struct
from dataclasses import replace

import cv2
import numpy as np

from colorizer_gui.engine.parallel import parallel_map
from colorizer_gui.engine.photo.metadata import exif_bytes
from colorizer_gui.engine.photo.opencv_write import encoded
from colorizer_gui.engine.photo.profiles import srgb_profile
from colorizer_gui.engine.photo.provenance import mark_alone

_BLOCK = 8
_BAND_ROWS = 3 * 8 * _BLOCK  # each of the eight markers comes three times
_START, _END, _LAST_RESTART = b"\xff\xd8", b"\xff\xd9", b"\xff\xd7"
_FRAME, _SCAN = b"\xff\xc0", b"\xff\xda"
_HEIGHT_IN_FRAME = 5
_JFIF_END = 20  # the start and JFIF's own segment
_DENSITY, _LARGEST_DENSITY = 13, 2**16 - 1
_LARGEST_BODY = 65533
_EXIF, _XMP = b"Exif\0\0", b"http://ns.adobe.com/xap/1.0/\0"
_PHOTOSHOP = b"Photoshop 3.0\0"


def write_jpeg(file, pixels, alpha, page, metadata, quality):
    """Write a JPEG file, 4:4:4.

    Parameters
    ----------
    file : binary file
    pixels : LazyImage or ndarray of uint8, shape (H, W, 3)
        sRGB.
    alpha : ndarray of uint8, shape (H, W), or None
        JPEG has no transparency: the photo is laid onto white.
    page : Page
        EXIF.
    metadata : Metadata
        What does not fit into segments is left out, see `too_long`; the note that a network
        colorized the photo stays.
    quality : int
        1..100.

    Raises
    ------
    OSError
    """
    begin = None
    for band in _encoded_bands(pixels, alpha, quality):
        if begin is None:
            _, begin = _segment(band, _SCAN)
            file.write(_head(band[:begin], len(pixels), page, metadata))
        else:
            file.write(_LAST_RESTART)
        file.write(band[begin : -len(_END)])
    file.write(_END)


def _head(first, height, page, metadata):
    """All before the picture: that of the first band, with the whole's height and metadata."""
    head = bytearray(first)
    frame, _ = _segment(head, _FRAME)
    struct.pack_into(">H", head, frame + _HEIGHT_IN_FRAME, height)
    if metadata.dpi:
        per_inch = (min(round(value), _LARGEST_DENSITY) for value in metadata.dpi)
        struct.pack_into(">BHH", head, _DENSITY, 1, *per_inch)
    bodies, _ = _metadata_bodies(page, metadata)
    segments = b"".join(marker + struct.pack(">H", len(body) + 2) + body for marker, body in bodies)
    return head[:_JFIF_END] + segments + head[_JFIF_END:]


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
        return encoded(".jpg", cv2.cvtColor(band, cv2.COLOR_RGB2BGR), options).data

    return parallel_map(encode, range(0, len(pixels), _BAND_ROWS))


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


def too_long(page, metadata):
    """Names of the metadata that a JPEG cannot hold all of, a list."""
    return _metadata_bodies(page, metadata)[1]


def _metadata_bodies(page, metadata):
    """Marker and body of each segment that holds metadata, and the names of what was shortened."""
    bodies, shortened = [], []
    if page.tags:
        page_left = _fitting(page)
        bodies.append((b"\xff\xe1", _EXIF + exif_bytes(page_left)))
        if page_left != page:
            shortened.append("EXIF")
    if xmp := metadata.xmp:
        if len(_XMP + xmp) > _LARGEST_BODY:
            xmp = mark_alone(xmp)
            shortened.append("XMP")
        bodies.append((b"\xff\xe1", _XMP + xmp))
    bodies.append((b"\xff\xe2", b"ICC_PROFILE\0\x01\x01" + srgb_profile()))
    if iptc := metadata.iptc:
        size = struct.pack(">I", len(iptc))
        body = _PHOTOSHOP + b"8BIM\x04\x04\0\0" + size + iptc + b"\0" * (len(iptc) % 2)
        if len(body) > _LARGEST_BODY:
            shortened.append("IPTC")
        else:
            bodies.append((b"\xff\xed", body))
    return bodies, shortened


def _fitting(page):
    """A page without its longest entries, as many as make it too long for a segment."""
    tags = {n: dict(tag) if isinstance(tag, dict) else tag for n, tag in page.tags.items()}
    directories = [tags, *(tag for tag in tags.values() if isinstance(tag, dict))]
    while len(_EXIF + exif_bytes(replace(page, tags=tags))) > _LARGEST_BODY:
        sizes = [
            (len(tag.data), number, directory)
            for directory in directories
            for number, tag in directory.items()
            if not isinstance(tag, dict)
        ]
        _, number, directory = max(sizes, key=lambda entry: entry[0])
        del directory[number]
    return replace(page, tags=tags)
