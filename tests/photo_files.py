"""Photos of kinds that few programs write, as bytes, and what tests ask of photos."""

import io
import struct
import zlib

import cv2
import numpy as np
import pillow_heif
import tifffile
from PIL import Image
from psd_tools import PSDImage
from skimage import data

LINEAR_XYZ = np.array(
    [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750],
     [0.0193339, 0.1191920, 0.9503041]]
)  # fmt: skip


def notices_of(photo):
    """The English texts of a photo's notices."""
    return [str(notice) for notice in photo.notices]


def jpeg2000(pixels):
    """A lossless JPEG 2000 file, gray or RGB, of 8 or 16 bits."""
    bgr = pixels if pixels.ndim == 2 else pixels[..., ::-1]
    lossless = [cv2.IMWRITE_JPEG2000_COMPRESSION_X1000, 1000]
    return cv2.imencode(".jp2", bgr, lossless)[1].tobytes()


def heic(pixels, mode):
    """An HEIC file of pixels that have a mode of Pillow's."""
    file = pillow_heif.from_bytes(mode, pixels.shape[1::-1], pixels.tobytes())
    buffer = io.BytesIO()
    file.save(buffer, quality=-1, chroma=444)
    return buffer.getvalue()


def psd(rgb):
    """A PSD file of 8 bits without layers."""
    buffer = io.BytesIO()
    PSDImage.frompil(Image.fromarray(rgb)).save(buffer)
    return buffer.getvalue()


def raw(rgb):
    """A DNG of a camera whose sensor sees linear sRGB."""
    value = rgb / 255
    linear = np.where(value <= 0.04045, value / 12.92, ((value + 0.055) / 1.055) ** 2.4)
    mosaic = linear[..., 1].copy()
    mosaic[::2, ::2], mosaic[1::2, 1::2] = linear[::2, ::2, 0], linear[1::2, 1::2, 2]
    matrix = np.rint(np.linalg.inv(LINEAR_XYZ) * 10000).astype(int).ravel()
    tags = [
        (50706, "B", 4, bytes([1, 4, 0, 0]), True), (50707, "B", 4, bytes([1, 1, 0, 0]), True),
        (50708, "s", 0, "Test Camera", True), (271, "s", 0, "Maker", True),
        (33421, "H", 2, (2, 2), True), (33422, "B", 4, bytes([0, 1, 1, 2]), True),
        (50721, "2i", 9, [n for entry in matrix for n in (int(entry), 10000)], True),
        (50778, "H", 1, 21, True), (50728, "2I", 3, [1] * 6, True),
        (50714, "H", 1, 1000, True), (50717, "I", 1, 61000, True),
    ]  # fmt: skip
    buffer = io.BytesIO()
    tifffile.imwrite(
        buffer, np.rint(mosaic * 60000 + 1000).astype(np.uint16), photometric=32803,
        planarconfig=1, extratags=tags, software=False,
    )  # fmt: skip
    return buffer.getvalue()


def png_chunk(name, body):
    """A chunk of a PNG file with its checksum."""
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def png(pixels, color_type, *extras):
    """A PNG file of 8 or 16 bits with chunks of its own before the pixels."""
    height, width = pixels.shape[:2]
    depth = 8 * pixels.itemsize
    header = struct.pack(">IIBBBBB", width, height, depth, color_type, 0, 0, 0)
    rows = b"".join(b"\0" + row.astype(row.dtype.newbyteorder(">")).tobytes() for row in pixels)
    return b"".join(
        (
            b"\x89PNG\r\n\x1a\n",
            png_chunk(b"IHDR", header),
            *extras,
            png_chunk(b"IDAT", zlib.compress(rows)),
            png_chunk(b"IEND", b""),
        )
    )


def small(gray=False):
    """A piece of a photograph, uint8 of shape (24, 31, 3) or (24, 31)."""
    pixels = np.ascontiguousarray(data.astronaut()[100:124, 200:231])
    return pixels[..., 0] if gray else pixels


def encoded(kind, pixels, **options):
    """A file as Pillow writes it of pixels or of an image, by Pillow's name of the format."""
    buffer = io.BytesIO()
    image = pixels if isinstance(pixels, Image.Image) else Image.fromarray(pixels)
    image.save(buffer, kind, **options)
    return buffer.getvalue()


def tiff(pixels, **options):
    """A TIFF as tifffile writes it."""
    buffer = io.BytesIO()
    tifffile.imwrite(buffer, pixels, **options)
    return buffer.getvalue()


TAG_CODES = {1: "B", 3: "H", 4: "I", 5: "I", 9: "i", 11: "f", 12: "d", 13: "I", 16: "Q"}


def tiff_by_hand(tags, blocks, order="<", big=False, following=None):
    """A TIFF of tags as given, {number: (type, values)}, with the offsets and sizes of its blocks.

    `following` is another (tags, blocks) for a second page.
    """
    kind, unit = ("Q", "HHQ8s") if big else ("I", "HHI4s")
    signature = b"II" if order == "<" else b"MM"
    start = struct.pack(order + "HHHQ", 43, 8, 0, 0) if big else struct.pack(order + "HI", 42, 0)
    content = bytearray(signature + start)
    link = len(content) - struct.calcsize(kind)

    def stored(data):
        content.extend(b"\0" * (len(content) % 2))
        content.extend(data)
        return len(content) - len(data)

    for page_tags, page_blocks in filter(None, ((tags, blocks), following)):
        places = [stored(block) for block in page_blocks]
        whole = {273: (4, places), 279: (4, [len(block) for block in page_blocks])} | page_tags
        if 324 in whole:
            del whole[273], whole[279]
            whole |= {324: (whole[324][0], places), 325: (4, [len(block) for block in page_blocks])}
        entries = b""
        for number, (tag_type, value) in sorted(whole.items()):
            values = np.atleast_1d(places if value is PLACES else value).tolist()
            code = TAG_CODES[tag_type]
            data = struct.pack(f"{order}{len(values)}{code}", *values)
            count = len(values) // (2 if tag_type == 5 else 1)
            room = struct.calcsize(kind)
            field = data if len(data) <= room else struct.pack(order + kind, stored(data))
            entries += struct.pack(order + unit, number, tag_type, count, field)
        head = struct.pack(order + ("Q" if big else "H"), len(whole))
        place = stored(head + entries + bytes(struct.calcsize(kind)))
        struct.pack_into(order + kind, content, link, place)
        link = place + len(head) + len(entries)
    return bytes(content)


PLACES = object()  # stands for the offsets of the blocks among the tags of `tiff_by_hand`


def page_tags(pixels, photometric, bits=None, **more):
    """The tags of a page whose pixels have shape (H, W) or (H, W, samples), in strips."""
    samples = 1 if pixels.ndim == 2 else pixels.shape[2]
    depths = [bits or pixels.itemsize * 8] * samples
    tags = {256: (3, pixels.shape[1]), 257: (3, pixels.shape[0]), 258: (3, depths)}
    tags |= {259: (3, 1), 262: (3, photometric), 277: (3, samples)}
    return tags | {int(name[1:]): value for name, value in more.items()}


def packed_bits(values, bits):
    """Rows of samples as bytes, the highest bit first, each row from a whole byte on."""
    rows = values.reshape(len(values), -1)
    places = np.arange(bits - 1, -1, -1)
    return np.packbits((rows[..., None] >> places & 1).reshape(len(rows), -1).astype(np.uint8), 1)
