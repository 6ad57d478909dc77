"""Tag directories, the building block of TIFF files and of EXIF, kept byte for byte.

Pillow's own reader and writer of them turns text beyond ASCII into question marks and loses the
types of tags it does not know, so captions and scanner tags would not survive it.

References
----------
TIFF 6.0 (Adobe, 1992); BigTIFF (Aware Systems, 2007); Exif 2.32 (CIPA DC-008).
"""

import struct
from dataclasses import dataclass, field
from typing import Literal, TypeAlias, overload

from colorizer_gui.engine.limits import (
    LARGEST_GLANCE,
    LARGEST_TAGS,
    MOST_GLANCED_TAGS,
    SHARED_TAGS,
)
from colorizer_gui.engine.photo import tiff_tags

# The first bytes of TIFF and BigTIFF files in both byte orders.
SIGNATURES = (b"II*\0", b"MM\0*", b"II+\0", b"MM\0+")

# Types of tags
BYTE, ASCII, SHORT, LONG, RATIONAL, UNDEFINED = 1, 2, 3, 4, 5, 7

_UNIT_SIZES = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8, 13: 4}
_BIG_UNIT_SIZES = _UNIT_SIZES | {16: 8, 17: 8, 18: 8}
_INTEGERS = {
    1: "B",
    3: "H",
    4: "I",
    13: "I",
    16: "Q",
    18: "Q",
    6: "b",
    8: "h",
    9: "i",
    17: "q",  # signed
}
# Numbers that need not be whole; those of two letters are a numerator and a denominator.
_FRACTIONS = {5: "II", 10: "ii", 11: "f", 12: "d"} | _INTEGERS
_VERSION, _BIG_VERSION = 42, 43
_RAW_VERSIONS = (0x4F52, 0x5352, 0x55)  # of raw files of Olympus and Panasonic
HEADER_BYTES = 8
_MAX_ENTRIES = 65535
_MAX_DEPTH = 2


@dataclass(frozen=True)
class Tag:
    """A tag's type number and its bytes, in the byte order of the file.

    Attributes
    ----------
    type : int
    data : bytes
    place : int
        Where the bytes must lie in a file, because they say of themselves where they lie; 0 for
        anywhere.
    """

    type: int
    data: bytes
    place: int = field(default=0, compare=False)


# As `struct` and numpy name it.
ByteOrder: TypeAlias = Literal["<", ">"]
_ORDERS: dict[bytes, ByteOrder] = {b"II": "<", b"MM": ">"}

# A Tag, or a table for a directory inside, by the number of the tag.
TagTable: TypeAlias = "dict[int, Tag | TagTable]"


@dataclass(frozen=True)
class Page:
    """One directory with the directories inside it.

    Attributes
    ----------
    tags : dict
        A Tag, or a dict of tags for a directory inside, by number.
    order : {'<', '>'}
        The byte order.
    following : int
        Where the next page's directory lies in the file; 0 for none.
    is_damaged : bool
        Whether some tags could not be read and were left out.
    place : int
        Where the directory lies in the file it was read from.
    """

    tags: TagTable
    order: ByteOrder
    following: int = 0
    is_damaged: bool = False
    place: int = field(default=0, compare=False)

    def numbers(self, tag: int, default: tuple[int, ...] = ()) -> tuple[int, ...]:
        """The integers of a tag, of whatever type; none of the program's tags are negative."""
        found = self.tags.get(tag)
        if not isinstance(found, Tag) or found.type not in _FRACTIONS:
            return default
        if found.type not in _INTEGERS:
            ratios = self.ratios(tag)
            is_whole = all(value is not None and float(value).is_integer() for value in ratios)
            whole = tuple(int(value or 0) for value in ratios) if is_whole else default
            return whole if min(whole, default=0) >= 0 else default
        code = _INTEGERS[found.type]
        count = len(found.data) // struct.calcsize("=" + code)
        values = struct.unpack(f"{self.order}{count}{code}", found.data)
        return values if min(values, default=0) >= 0 else default

    @overload
    def number(self, tag: int) -> int | None: ...

    @overload
    def number(self, tag: int, default: int) -> int: ...

    def number(self, tag: int, default: int | None = None) -> int | None:
        """The first integer of a tag."""
        found = self.numbers(tag)
        return found[0] if found else default

    def required(self, tag: int) -> int:
        """The first integer of a tag; ValueError if there is none."""
        number = self.number(tag)
        if number is None:
            raise ValueError(f"tag {tag} is missing")
        return number

    def ratios(self, tag: int) -> tuple[float | None, ...]:
        """The numbers of a tag, whole or not; None for a fraction without a denominator."""
        found = self.tags.get(tag)
        if not isinstance(found, Tag) or found.type not in _FRACTIONS:
            return ()
        code = _FRACTIONS[found.type]
        return tuple(
            number[0] if len(number) == 1 else number[0] / number[1] if number[1] else None
            for number in struct.iter_unpack(self.order + code, found.data)
        )

    def ratio(self, tag: int) -> float | None:
        """The first number of a tag that holds a fraction, a real number or an integer."""
        found = self.ratios(tag)
        return found[0] if found else None

    def bytes_of(self, tag: int) -> bytes | None:
        """The bytes of a tag."""
        found = self.tags.get(tag)
        return found.data if isinstance(found, Tag) else None

    def packed(self, type_number: int, *values: int) -> Tag:
        """A Tag of integers, in pairs of numerator and denominator for RATIONAL."""
        code = {SHORT: "H", LONG: "I", RATIONAL: "I"}[type_number]
        return Tag(type_number, struct.pack(f"{self.order}{len(values)}{code}", *values))


def read_page(data: bytes, start: int | None = None, *, is_glance: bool = False) -> Page:
    """Read a directory of a TIFF file or of EXIF, with the directories of EXIF inside it.

    Parameters
    ----------
    data : bytes
        The whole file, or EXIF without its marker.
    start : int or None
        Where the directory lies; None for the first one.
    is_glance : bool
        Whether long values and very many tags are left out, see `limits`.

    Returns
    -------
    Page

    Raises
    ------
    ValueError
        It does not begin like TIFF, or the directory cannot be read.
    """
    order = _ORDERS.get(bytes(data[:2]))
    if order is None:
        raise ValueError("not TIFF")
    try:
        (version,) = struct.unpack_from(order + "H", data, 2)
        if version not in (_VERSION, _BIG_VERSION, *_RAW_VERSIONS):
            raise ValueError("not TIFF")
        is_big = version == _BIG_VERSION
        if start is None:
            pointer = "Q" if is_big else "I"
            (start,) = struct.unpack_from(order + pointer, data, 8 if is_big else 4)
        return _DirectoryReader(data, order, is_big, is_glance).read(start)
    except struct.error as error:
        raise ValueError("the tags end too early") from error


class _DirectoryReader:
    """Reads directories of one file."""

    def __init__(self, data: bytes, order: ByteOrder, is_big: bool, is_glance: bool) -> None:
        self._data, self._order, self._is_big = data, order, is_big
        self._is_glance = is_glance
        self._entry = struct.Struct(order + ("HHQ8s" if is_big else "HHI4s"))
        self._count = struct.Struct(order + ("Q" if is_big else "H"))
        self._offset = struct.Struct(order + ("Q" if is_big else "I"))
        # Tags of honest files hardly share bytes, so together they take no more than the file.
        most = LARGEST_GLANCE if is_glance else LARGEST_TAGS
        self._bytes_left = min(len(data) + SHARED_TAGS, most)

    def read(self, start: int, depth: int = 0) -> Page:
        """Read the directory at an offset; `struct.error` where it ends too early."""
        (count,) = self._count.unpack_from(self._data, start)
        place = start + self._count.size
        # Only the first level has BigTIFF's own types: EXIF does not know them.
        sizes = _BIG_UNIT_SIZES if self._is_big and not depth else _UNIT_SIZES
        tags: TagTable = {}
        is_damaged = False
        for _ in range(min(count, MOST_GLANCED_TAGS if self._is_glance else _MAX_ENTRIES)):
            number, kind, values, field = self._entry.unpack_from(self._data, place)
            place += self._entry.size
            if number in tiff_tags.UNREAD:
                tags[number] = Tag(kind, b"")
                continue
            size = sizes.get(kind, 0) * values
            where = 0
            if size > len(field):
                (where,) = self._offset.unpack(field)
                field = self._data[where : where + size] if size <= self._bytes_left else b""
            if not size or len(field) < size:
                is_damaged = is_damaged or bool(values)
                continue
            self._bytes_left -= size
            fixed = where if number == tiff_tags.MAKER_NOTE else 0
            tags[number] = Tag(kind, bytes(field[:size]), fixed)
        page = Page(tags, self._order)
        if self._is_glance:
            place = start + self._count.size + count * self._entry.size
        for number in (tiff_tags.EXIF, tiff_tags.GPS, tiff_tags.INTEROPERABILITY):
            if number in tags and not self._is_glance:
                is_damaged |= not self._open_inside(page, number, depth)
        try:
            (following,) = self._offset.unpack_from(self._data, place)
        except struct.error:
            following = 0  # EXIF has one directory, so some programs end it here
        return Page(tags, self._order, following, is_damaged, start)

    def _open_inside(self, page: Page, number: int, depth: int) -> bool:
        """Replace the tag that points to a directory by its tags; False when that fails."""
        start = page.number(number)
        del page.tags[number]
        if start is None or depth == _MAX_DEPTH:
            return False
        try:
            inside = self.read(start, depth + 1)
        except struct.error:
            return False
        page.tags[number] = inside.tags
        return not inside.is_damaged


def directory_bytes(tags: TagTable, offset: int, order: ByteOrder) -> bytes:
    """Encode a directory, followed by all that it refers to.

    Parameters
    ----------
    tags : dict
        A Tag, or a dict of tags for a directory inside, by number. Of those that have a place,
        which lies before the directory, only the place is written.
    offset : int
        Where it will lie in the file.
    order : {'<', '>'}

    Returns
    -------
    bytes
    """
    encoder = _DirectoryEncoder(offset, order)
    encoder.encode(tags)
    return bytes(encoder.data)


def file_bytes(tags: TagTable, order: ByteOrder) -> bytes:
    """Encode a file of one directory and no pixels, such as EXIF, with its tags at their places.

    Parameters
    ----------
    tags : dict
        A Tag, or a dict of tags for a directory inside, by number. One may have a place.
    order : {'<', '>'}

    Returns
    -------
    bytes
    """
    placed = placed_tag(tags)
    gap = (placed.place, placed.place + len(placed.data)) if placed else (0, 0)
    encoder = _DirectoryEncoder(HEADER_BYTES, order, gap)
    start = encoder.encode(tags)
    result = bytearray(header(order, start)) + encoder.data
    if placed:
        result.extend(b"\0" * (gap[1] - len(result)))
        result[gap[0] : gap[1]] = placed.data
    return bytes(result)


def placed_tag(tags: TagTable) -> Tag | None:
    """The tag that must lie at a place of its own, if there is one."""
    for tag in tags.values():
        found = placed_tag(tag) if isinstance(tag, dict) else tag
        if found and found.place:
            return found
    return None


class _DirectoryEncoder:
    """Lays out directories and values one after the other, leaving out a part of the file.

    Parameters
    ----------
    offset : int
        Where the first lies.
    order : {'<', '>'}
    gap : tuple of int
        Begin and end of the part that is left out.

    Attributes
    ----------
    data : bytearray
        From `offset` on.
    """

    def __init__(self, offset: int, order: ByteOrder, gap: tuple[int, int] = (0, 0)) -> None:
        self._offset, self._order, self._gap = offset, order, gap
        self.data = bytearray()

    def encode(self, tags: TagTable) -> int:
        """Add a directory, followed by all that it refers to; where it lies."""
        start = place = self._room(2 + 12 * len(tags) + 4)
        struct.pack_into(self._order + "H", self.data, place - self._offset, len(tags))
        place += 2
        for number, tag in sorted(tags.items()):
            if isinstance(tag, dict):
                kind, count, field = LONG, 1, self._pointer(self.encode(tag))
            else:
                kind, count = tag.type, len(tag.data) // _UNIT_SIZES[tag.type]
                field = tag.data.ljust(4, b"\0")
                if len(field) > 4:
                    field = self._pointer(tag.place or self._put(field))
            entry = struct.pack(self._order + "HHI4s", number, kind, count, field)
            self.data[place - self._offset : place - self._offset + 12] = entry
            place += 12
        return start

    def _pointer(self, place: int) -> bytes:
        return struct.pack(self._order + "I", place)

    def _put(self, values: bytes) -> int:
        place = self._room(len(values))
        self.data[place - self._offset : place - self._offset + len(values)] = values
        return place

    def _room(self, size: int) -> int:
        """Make room for some bytes, and an even number of them; where it begins."""
        place = self._offset + len(self.data)
        begin, end = self._gap
        if place < end and place + size > begin:
            place = end + end % 2
        self.data.extend(b"\0" * (place - self._offset + size + size % 2 - len(self.data)))
        return place


def header(order: ByteOrder, offset: int) -> bytes:
    """The first eight bytes of a TIFF file whose directory lies at an offset."""
    return struct.pack(order + "2sHI", b"II" if order == "<" else b"MM", _VERSION, offset)
