"""The size of the largest page of a TIFF, by its directories alone."""

import os
import struct
from typing import IO, Literal

from colorizer_gui.engine.limits import MOST_GLANCED_TAGS, MOST_PAGES
from colorizer_gui.engine.photo import tiff_tags
from colorizer_gui.engine.photo.directory import LONG, SHORT

_ORDERS: dict[bytes, Literal["<", ">"]] = {b"II": "<", b"MM": ">"}
_BIG = 43
_SIZES = {SHORT: "H", LONG: "I", 13: "I", 16: "Q", 18: "Q"}


def size_of(file: IO[bytes]) -> tuple[int, int] | None:
    """Width and height of the largest page, also of pages inside others.

    The photo is not always the first page; how much memory it takes is told before it is read.

    Parameters
    ----------
    file : binary file
        At its beginning.

    Returns
    -------
    tuple of int or None
        None where no page states a size.
    """
    largest, waiting, seen = (0, 0), [0], set[int]()
    try:
        pages = _Pages(file)
        waiting = [pages.first]
        while waiting and len(seen) < MOST_PAGES:
            place = waiting.pop()
            if not place or place in seen:
                continue
            seen.add(place)
            size, further = pages.read(place)
            largest = max(largest, size, key=lambda each: each[0] * each[1])
            waiting += further
    except (struct.error, KeyError):  # the rest is damaged
        pass
    return largest if all(largest) else None


class _Pages:
    """The directories of one file; `struct.error` where they end too early."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        head = file.read(16)
        self._order = _ORDERS[head[:2]]
        (version,) = struct.unpack_from(self._order + "H", head, 2)
        self._is_big = version == _BIG
        self._pointer = struct.Struct(self._order + ("Q" if self._is_big else "I"))
        self._count = struct.Struct(self._order + ("Q" if self._is_big else "H"))
        self._entry = struct.Struct(self._order + ("HHQ8s" if self._is_big else "HHI4s"))
        (self.first,) = self._pointer.unpack_from(head, 8 if self._is_big else 4)

    def read(self, place: int) -> tuple[tuple[int, int], list[int]]:
        """The size of a page, and where the pages inside it and behind it lie."""
        (count,) = self._count.unpack(self._bytes(place, self._count.size))
        place += self._count.size
        used = min(count, MOST_GLANCED_TAGS)
        table = self._bytes(place, used * self._entry.size)
        values = {
            number: (kind, length, field)
            for number, kind, length, field in self._entry.iter_unpack(table)
            if number in (tiff_tags.WIDTH, tiff_tags.HEIGHT, tiff_tags.SUB_PAGES)
        }
        sides = [self._numbers(values.get(tag)) for tag in (tiff_tags.WIDTH, tiff_tags.HEIGHT)]
        width, height = (side[0] if side else 0 for side in sides)
        inside = self._numbers(values.get(tiff_tags.SUB_PAGES))
        behind = self._bytes(place + count * self._entry.size, self._pointer.size)
        following = self._pointer.unpack(behind) if len(behind) == self._pointer.size else ()
        return (width, height), [*following, *inside]

    def _numbers(self, value: tuple[int, int, bytes] | None) -> tuple[int, ...]:
        if value is None or value[0] not in _SIZES:
            return ()
        kind, length, field = value
        code = _SIZES[kind]
        length = min(length, MOST_PAGES)
        size = struct.calcsize(self._order + code) * length
        if size > len(field):
            field = self._bytes(self._pointer.unpack(field)[0], size)
        return struct.unpack_from(f"{self._order}{length}{code}", field)

    def _bytes(self, place: int, size: int) -> bytes:
        try:
            self._file.seek(place, os.SEEK_SET)
        except (OSError, OverflowError, ValueError):
            return b""
        return self._file.read(size)
