"""Puts EXIF, XMP and a color profile into an AVIF file that an encoder wrote without them.

References
----------
ISO/IEC 14496-12, 8.11 (metadata); ISO/IEC 23008-12 (HEIF), 6.5 (properties) and annex A (EXIF).
"""

import struct
from collections.abc import Iterator

from colorizer_gui.engine.photo.errors import EncodingError

_IMAGE, _EXIF, _XMP = 1, 101, 102  # numbers of items; the encoder's are small
_HIDDEN = 1  # a flag of items that are no images to show
_CONTENT_TYPE = b"application/rdf+xml"

Box = tuple[bytes, bytes]  # type and body


def with_items(data: bytes, exif: bytes | None, xmp: bytes | None, icc: bytes) -> bytes:
    """An AVIF file with metadata.

    Parameters
    ----------
    data : bytes
        As libavif writes it: an image as item 1, one extent for each item, at places of the file.
    exif : bytes or None
        Without a marker.
    xmp : bytes or None
    icc : bytes
        The profile of the image.

    Returns
    -------
    bytes

    Raises
    ------
    EncodingError
        The file is laid out in another way.
    """
    try:
        return _with_items(data, exif, xmp, icc)
    except (ValueError, KeyError, struct.error, IndexError) as error:
        raise EncodingError(f"unexpected boxes: {error}") from error


def _with_items(data: bytes, exif: bytes | None, xmp: bytes | None, icc: bytes) -> bytes:
    boxes = dict(_boxes(data))
    if list(boxes) != [b"ftyp", b"meta", b"mdat"]:
        raise ValueError(list(boxes))
    version, parts = boxes[b"meta"][:4], dict(_boxes(boxes[b"meta"][4:]))
    contents, items = [], []
    if exif:
        items.append((_EXIF, _item(_EXIF, b"Exif")))
        contents.append(bytes(4) + exif)  # the place of the TIFF header in what follows
    if xmp:
        items.append((_XMP, _item(_XMP, b"mime", _CONTENT_TYPE + b"\0")))
        contents.append(xmp)
    parts[b"iprp"] = _with_profile(parts[b"iprp"], icc)
    if items:
        parts[b"iinf"] = _with_entries(parts[b"iinf"], [item for _, item in items])
        about = b"".join(
            _box(b"cdsc", struct.pack(">3H", number, 1, _IMAGE)) for number, _ in items
        )
        parts[b"iref"] = parts.get(b"iref", bytes(4)) + about
    places = _Places(parts[b"iloc"])
    entries = [(number, len(content)) for (number, _), content in zip(items, contents, strict=True)]
    # The length of the places does not depend on their values, so they are written twice.
    parts[b"iloc"] = places.written(0, 0, entries)
    start = _box(b"ftyp", boxes[b"ftyp"])
    size = len(start) + len(_meta(version, parts)) + 8
    old = data.index(b"mdat") + 4
    parts[b"iloc"] = places.written(size - old, size + len(boxes[b"mdat"]), entries)
    return start + _meta(version, parts) + _box(b"mdat", boxes[b"mdat"] + b"".join(contents))


def _boxes(data: bytes) -> Iterator[Box]:
    place = 0
    while place < len(data):
        size, kind = struct.unpack_from(">I4s", data, place)
        if not 8 <= size <= len(data) - place:
            raise ValueError(f"a box of {size} bytes")
        yield kind, data[place + 8 : place + size]
        place += size


def _box(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I4s", len(body) + 8, kind) + body


def _meta(version: bytes, parts: dict[bytes, bytes]) -> bytes:
    return _box(b"meta", version + b"".join(_box(kind, body) for kind, body in parts.items()))


def _item(number: int, kind: bytes, rest: bytes = b"") -> bytes:
    head = struct.pack(">BxBBHH4s", 2, 0, _HIDDEN, number, 0, kind)
    return _box(b"infe", head + b"\0" + rest)


def _with_entries(body: bytes, entries: list[bytes]) -> bytes:
    """The list of items with more of them."""
    (count,) = struct.unpack_from(">H", body, 4)
    if body[0] != 0:
        raise ValueError(f"items of version {body[0]}")
    return body[:4] + struct.pack(">H", count + len(entries)) + body[6:] + b"".join(entries)


def _with_profile(body: bytes, icc: bytes) -> bytes:
    """The properties with a color profile for the image, in front of the others."""
    parts = dict(_boxes(body))
    number = len(list(_boxes(parts[b"ipco"]))) + 1
    parts[b"ipco"] += _box(b"colr", b"prof" + icc)
    links = parts[b"ipma"]
    flags, count = struct.unpack_from(">II", links)
    if flags or number > 127 or not count:
        raise ValueError("properties of another kind")
    item, used = struct.unpack_from(">HB", links, 8)
    if item != _IMAGE:
        raise ValueError("no image first")
    place = 11 + used
    parts[b"ipma"] = links[:10] + bytes((used + 1,)) + links[11:place] + bytes((number,))
    parts[b"ipma"] += links[place:]
    return b"".join(_box(kind, part) for kind, part in parts.items())


class _Places:
    """Where items lie in the file: the box `iloc` of version 0, with offsets of four bytes."""

    def __init__(self, body: bytes) -> None:
        flags, sizes, count = struct.unpack_from(">IHH", body)
        if flags or sizes != 0x4400:
            raise ValueError("places of another kind")
        self._items = [struct.unpack_from(">HHHII", body, 8 + 14 * n) for n in range(count)]
        if len(body) != 8 + 14 * count or any(item[2] != 1 for item in self._items):
            raise ValueError("items in several pieces")

    def written(self, moved: int, place: int, entries: list[tuple[int, int]]) -> bytes:
        """The box with items moved by some bytes and others from a place on, by their lengths."""
        items = [(number, 0, 1, at + moved, size) for number, _, _, at, size in self._items]
        for number, size in entries:
            items.append((number, 0, 1, place, size))
            place += size
        head = struct.pack(">IHH", 0, 0x4400, len(items))
        return head + b"".join(struct.pack(">HHHII", *item) for item in items)
