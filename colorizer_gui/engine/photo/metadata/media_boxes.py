"""EXIF, XMP and orientation in the boxes of HEIC and AVIF.

Decoders turn EXIF into text and back, or leave the orientation out.

References
----------
ISO/IEC 14496-12, 8.11 (metadata); ISO/IEC 23008-12 (HEIF), 6.5 (properties) and annex A (EXIF).
"""

import struct
from collections.abc import Iterator

import numpy as np

from colorizer_gui.engine.limits import MOST_PARTS
from colorizer_gui.engine.photo.file_content import FileContent
from colorizer_gui.engine.photo.metadata.orientation import upright
from colorizer_gui.engine.photo.photo import Extra

_EXIF, _MIME, _XMP = b"Exif", b"mime", b"application/rdf+xml"
_MOST_ITEMS = 10_000
_FULL = 4  # version and flags in front of a body
# What auxiliary images are, by a part of their type; opacity is read with the pixels.
_AUXILIARY = ((b"hdrgainmap", "gain map"), (b"auxid:2", "depth map"), (b"depth", "depth map"))
_TONE_MAP = b"tmap"

_Boxes = dict[bytes, bytes]


def take_boxes(content: FileContent, data: bytes) -> None:
    """Take EXIF, XMP, orientation and the kinds of further images of a file.

    Parameters
    ----------
    content : FileContent
        Unchanged where the boxes cannot be read.
    data : bytes
    """
    try:
        meta = _parts(dict(boxes(data)).get(b"meta", b"")[_FULL:])
        primary = _primary(meta[b"pitm"])
        properties = _parts(meta[b"iprp"])
        kinds = dict(_items(meta[b"iinf"]))
        places = dict(_places(meta[b"iloc"]))
        content.orientation = _orientation(properties, primary)
    except (KeyError, struct.error, IndexError):
        return
    inside = meta.get(b"idat", b"")
    taken = set()
    for number, (kind, content_type) in kinds.items():
        if kind == _TONE_MAP:
            content.extras.append(Extra("gain map"))
        elif kind == _MIME and content_type != _XMP:
            content.extras.append(Extra("chunks", content_type.decode("latin-1")))
        elif kind in (_EXIF, _MIME) and number in places and kind not in taken:
            taken.add(kind)
            item = _content(data, inside, places[number])
            if kind == _MIME:
                content.xmp = item
            elif len(item) > 4:
                content.take_exif(item[4 + int.from_bytes(item[:4], "big") :])
    found = [body for kind, body in boxes(properties[b"ipco"]) if kind == b"auxC"]
    content.extras.extend(
        Extra(kind) for body in found for word, kind in _AUXILIARY if word in body
    )


def boxes(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Type and content of each box of an ISO base media file, up to where it is damaged.

    Of the pixels, which are large, the content is left out.

    Parameters
    ----------
    data : bytes
        A file, or the content of a box of boxes.

    Yields
    ------
    (bytes, bytes)
    """
    place, left = 0, MOST_PARTS
    while place + 8 <= len(data) and left:
        left -= 1
        size, kind = struct.unpack_from(">I4s", data, place)
        head = 8
        if size == 1:
            (size,) = struct.unpack_from(">Q", data, place + 8)
            head = 16
        end = place + size if size else len(data)
        if end < place + head:
            return
        yield kind, b"" if kind == b"mdat" else data[place + head : end]
        place = end


def _parts(data: bytes) -> _Boxes:
    return dict(boxes(data))


def _number(data: bytes, place: int, size: int) -> int:
    if place + size > len(data):
        raise IndexError
    return int.from_bytes(data[place : place + size], "big")


def _primary(body: bytes) -> int:
    return _number(body, _FULL, 2 if body[0] == 0 else 4)


def _items(body: bytes) -> Iterator[tuple[int, tuple[bytes, bytes]]]:
    """The number of each item, with its type and the type of its content."""
    head = 2 if body[0] == 0 else 4
    for kind, entry in boxes(body[_FULL + head :]):
        if kind != b"infe" or entry[0] not in (2, 3):
            continue
        size = 2 if entry[0] == 2 else 4
        name = entry[_FULL + size + 6 :].split(b"\0")
        content_type = name[1] if len(name) > 1 else b""
        start = _FULL + size + 2
        yield _number(entry, _FULL, size), (entry[start : start + 4], content_type)


def _places(body: bytes) -> Iterator[tuple[int, tuple[int, list[tuple[int, int]]]]]:
    """The number of each item, with its way of storage, and the offset and length of its pieces."""
    version = body[0]
    offset_size, length_size = body[4] >> 4, body[4] & 15
    base_size, index_size = body[5] >> 4, body[5] & 15 if version else 0
    wide = 2 if version < 2 else 4
    count, place, left = _number(body, 6, wide), 6 + wide, _MOST_ITEMS
    for _ in range(min(count, _MOST_ITEMS)):
        number, place = _number(body, place, wide), place + wide
        way = 0
        if version:
            way, place = _number(body, place, 2) & 15, place + 2
        base = _number(body, place + 2, base_size)
        place += 2 + base_size
        pieces = []
        extents, place = _number(body, place, 2), place + 2
        left -= extents
        if left < 0:
            return
        for _ in range(extents):
            place += index_size
            offset = _number(body, place, offset_size)
            length = _number(body, place + offset_size, length_size)
            pieces.append((base + offset, length))
            place += offset_size + length_size
        yield number, (way, pieces)


def _content(data: bytes, inside: bytes, place: tuple[int, list[tuple[int, int]]]) -> bytes:
    way, pieces = place
    source = inside if way == 1 else data
    # Pieces that share bytes could add up to more than the file.
    kept, left = [], len(data)
    for offset, length in pieces:
        kept.append(source[offset : offset + min(length or len(source), left)])
        left -= len(kept[-1])
    return b"".join(kept)


def _orientation(properties: _Boxes, primary: int) -> int:
    """The EXIF orientation that an image's turning and mirroring stand for."""
    known = list(boxes(properties[b"ipco"]))
    sample = np.arange(6, dtype=np.uint8).reshape(2, 3)
    turned = sample
    for index in _linked(properties[b"ipma"], primary):
        kind, body = known[index - 1] if 0 < index <= len(known) else (b"", b"")
        if kind == b"irot" and body:
            turned = np.rot90(turned, body[0] & 3)
        elif kind == b"imir" and body:
            turned = turned[:, ::-1] if body[0] & 1 else turned[::-1]
    return next(n for n in range(1, 9) if np.array_equal(upright(sample, n), turned))


def _linked(body: bytes, item: int) -> list[int]:
    """The numbers of an item's properties, in the order in which they apply."""
    wide = 2 if body[0] == 0 else 4
    size = 2 if body[3] & 1 else 1
    mask = 0x7FFF if size == 2 else 0x7F
    place = 8
    for _ in range(min(_number(body, 4, 4), _MOST_ITEMS)):
        number, count = _number(body, place, wide), _number(body, place + wide, 1)
        place += wide + 1
        if number == item:
            return [_number(body, place + n * size, size) & mask for n in range(count)]
        place += count * size
    return []
