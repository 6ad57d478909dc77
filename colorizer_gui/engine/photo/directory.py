"""Tag directories, the building block of TIFF files and of EXIF, kept byte for byte.

Pillow's own reader and writer of them turns other than ASCII text into question marks and loses
the types of tags it does not know, so captions and scanner tags would not survive it.

References
----------
TIFF 6.0 (Adobe, 1992); BigTIFF (Aware Systems, 2007); Exif 2.32 (CIPA DC-008).
"""

import struct
from dataclasses import dataclass

from colorizer_gui.engine.photo import tiff_tags

BYTE, ASCII, SHORT, LONG, RATIONAL, UNDEFINED = 1, 2, 3, 4, 5, 7

_UNIT_SIZES = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8, 13: 4}
_BIG_UNIT_SIZES = _UNIT_SIZES | {16: 8, 17: 8, 18: 8}
_INTEGERS = {1: "B", 3: "H", 4: "I", 13: "I", 16: "Q", 18: "Q"}


@dataclass(frozen=True)
class Tag:
    """A tag's type number and its bytes, in the byte order of the file."""

    type: int
    data: bytes


@dataclass(frozen=True)
class Page:
    """One directory: `tags` maps a number to a Tag, or to a dict of tags for a directory inside.

    `order` is "<" or ">"; `following` is where the next page's directory lies, 0 for none;
    `damaged` says that some tags could not be read and were left out.
    """

    tags: dict
    order: str
    following: int = 0
    damaged: bool = False

    def numbers(self, tag, default=()):
        """The whole numbers of a tag, as a tuple."""
        found = self.tags.get(tag)
        if not isinstance(found, Tag) or found.type not in _INTEGERS:
            return default
        code = _INTEGERS[found.type]
        count = len(found.data) // struct.calcsize("=" + code)
        return struct.unpack(f"{self.order}{count}{code}", found.data)

    def number(self, tag, default=None):
        """The first whole number of a tag."""
        return (self.numbers(tag) or (default,))[0]

    def ratio(self, tag):
        """The value of a tag that holds one fraction, or None."""
        found = self.tags.get(tag)
        if not isinstance(found, Tag) or found.type != RATIONAL:
            return None
        above, below = struct.unpack(self.order + "II", found.data[:8])
        return above / below if below else None

    def packed(self, type_number, *values):
        """A Tag of these whole numbers (RATIONAL: numerator, denominator) in this byte order."""
        code = {SHORT: "H", LONG: "I", RATIONAL: "I"}[type_number]
        return Tag(type_number, struct.pack(f"{self.order}{len(values)}{code}", *values))


def read_page(data):
    """Read the first directory of a TIFF file or of EXIF, with the directories inside it.

    Parameters
    ----------
    data : bytes
        The whole file, or EXIF without its marker.

    Returns
    -------
    Page

    Raises
    ------
    ValueError
        It does not begin like TIFF, or the directory cannot be read.
    """
    order = {b"II": "<", b"MM": ">"}.get(bytes(data[:2]))
    if order is None:
        raise ValueError("not TIFF")
    try:
        version = struct.unpack_from(order + "H", data, 2)[0]
        big = version == 43
        start = struct.unpack_from(order + "Q", data, 8) if big else _long(data, 4, order)
        if version not in (42, 43):
            raise ValueError("not TIFF")
        return _read_directory(data, start[0], order, big)
    except struct.error as error:
        raise ValueError("the tags end too early") from error


def _long(data, offset, order):
    return struct.unpack_from(order + "I", data, offset)


def _read_directory(data, start, order, big, depth=0):
    layout, count_code = ("HHQ8s", "Q") if big else ("HHI4s", "H")
    offset_code = "Q" if big else "I"
    sizes = _BIG_UNIT_SIZES if big and not depth else _UNIT_SIZES
    entry_size = struct.calcsize("=" + layout)
    (count,) = struct.unpack_from(order + count_code, data, start)
    place = start + struct.calcsize("=" + count_code)
    tags, damaged = {}, False
    for _ in range(min(count, 65535)):
        number, kind, values, field = struct.unpack_from(order + layout, data, place)
        place += entry_size
        size = sizes.get(kind, 0) * values
        if size > len(field):
            (where,) = struct.unpack(order + offset_code, field)
            field = data[where : where + size]
        if not size or len(field) < size:
            damaged = damaged or bool(values)
            continue
        tags[number] = Tag(kind, bytes(field[:size]))
    page = Page(tags, order)
    for number in (tiff_tags.EXIF, tiff_tags.GPS, tiff_tags.INTEROPERABILITY):
        if number in tags:
            damaged |= not _open_inner(data, page, number, big, depth)
    try:
        (following,) = struct.unpack_from(order + offset_code, data, place)
    except struct.error:
        following, damaged = 0, True
    return Page(tags, order, following, damaged)


def _open_inner(data, page, number, big, depth):
    """Put a directory in the place of the tag that points to it; False when that fails."""
    start = page.number(number)
    del page.tags[number]
    if start is None or depth == 2:
        return False
    try:
        inner = _read_directory(data, start, page.order, big, depth + 1)
    except struct.error:
        return False
    page.tags[number] = inner.tags
    return not inner.damaged


def directory_bytes(tags, offset, order):
    """The bytes of a directory that will lie at `offset`, with all it refers to behind it.

    Parameters
    ----------
    tags : dict
        Tag, or a dict of tags for a directory inside, by number.
    offset : int
        Where it will lie.
    order : str
        "<" or ">".

    Returns
    -------
    bytes
    """
    entries, behind = struct.pack(order + "H", len(tags)), b""
    start = offset + 2 + 12 * len(tags) + 4
    for number, tag in sorted(tags.items()):
        where = start + len(behind)
        pointer = struct.pack(order + "I", where)
        if isinstance(tag, dict):
            kind, count, field = LONG, 1, pointer
            behind += directory_bytes(tag, where, order)
        else:
            kind, count = tag.type, len(tag.data) // _UNIT_SIZES[tag.type]
            field = tag.data.ljust(4, b"\0")
            if len(field) > 4:
                behind += field
                field = pointer
        behind += b"\0" * (len(behind) % 2)
        entries += struct.pack(order + "HHI4s", number, kind, count, field)
    return entries + b"\0\0\0\0" + behind


def header(order, offset):
    """The first eight bytes of a TIFF file whose directory lies at `offset`."""
    return struct.pack(order + "2sHI", b"II" if order == "<" else b"MM", 42, offset)
