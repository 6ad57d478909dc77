"""Small photos of many kinds, whole, which the attack damages: no foreign bytes."""

import struct
import tempfile
from functools import cache
from pathlib import Path

import imagecodecs
import numpy as np
from PIL import Image

from colorizer_gui.engine.photo import WRITABLE_FORMATS, Photo, write_photo
from photo_files import encoded, heic, jpeg2000, page_tags, raw, tiff, tiff_by_hand

TIFF_COMPRESSIONS = ("lzw", "zlib", "packbits", "zstd", "jpeg")


def run_length_bmp(gray):
    """A BMP of 8 bits whose rows are runs of equal pixels."""
    rows = bytearray()
    for row in gray[::-1]:
        for value in row[::4]:
            rows += bytes((4, int(value)))
        rows += b"\0\0"
    rows += b"\0\1"
    height, width = gray.shape
    palette = b"".join(bytes((value, value, value, 0)) for value in range(256))
    info = struct.pack("<IiiHHIIiiII", 40, width, height, 1, 8, 1, len(rows), 2835, 2835, 256, 0)
    start = 14 + len(info) + len(palette)
    head = struct.pack("<2sIHHI", b"BM", start + len(rows), 0, 0, start)
    return head + info + palette + rows


def compressed_raw(gray):
    """A DNG of a gray sensor whose samples are a lossless JPEG, which LibRaw decodes itself."""
    strip = imagecodecs.ljpeg_encode(gray.astype(np.uint16) << 4, bitspersample=12)
    numbers = (1, 0, 0, 0, 1, 0, 0, 0, 1)
    tags = page_tags(gray, 34892, 12, _259=(3, 7), _278=(3, len(gray)))
    tags |= {
        50706: (1, (1, 4, 0, 0)),
        50707: (1, (1, 1, 0, 0)),
        50708: (1, list(b"Test Camera\0")),
        50721: (5, [part for number in numbers for part in (number, 1)]),
        50778: (3, 21),
        50728: (5, (1, 1)),
    }
    return tiff_by_hand(tags, [strip])


@cache
def whole_photos():
    """Bytes of a photo of each kind, by a name that ends in its suffix."""
    y, x = np.mgrid[:90, :120]
    gray = ((np.sin(x / 9) + np.cos(y / 7) + 2) * 60).astype(np.uint8)
    color = np.stack([gray, gray[::-1], gray.T[:90].repeat(2, axis=1)[:, :120]], axis=-1)
    deep = color.astype(np.uint16) * 257
    photos = {}
    with tempfile.TemporaryDirectory() as folder:
        for row in WRITABLE_FORMATS:
            for depth, pixels in ((8, color), (16, deep)):
                if depth in row.depths:
                    path = Path(folder, f"a{depth}{row.suffix}")
                    write_photo(path, pixels, Photo(gray))
                    photos[f"{depth}{row.suffix}"] = path.read_bytes()
    for name in TIFF_COMPRESSIONS:
        photos[f"{name}.tif"] = tiff(color, photometric="rgb", compression=name, tile=(32, 48))
    photos["fax.tif"] = encoded("TIFF", Image.fromarray(gray > 99), compression="group4")
    photos["planes.tif"] = tiff(
        np.moveaxis(deep, 2, 0), photometric="rgb", planarconfig="separate", rowsperstrip=27
    )
    return photos | {
        ".bmp": encoded("BMP", gray),
        "runs.bmp": run_length_bmp(gray),
        ".jp2": jpeg2000(gray),
        "deep.jp2": jpeg2000(deep),
        ".jls": imagecodecs.jpegls_encode(gray),
        "deep.jpg": imagecodecs.jpeg8_encode(deep[..., 0] >> 4, bitspersample=12),
        ".heic": heic(color, "RGB"),
        "deep.heic": heic(deep, "RGB;16"),
        "alpha.heic": heic(np.dstack((color, gray)), "RGBA"),
        ".dng": raw(color),
        "packed.dng": compressed_raw(gray),
    }
