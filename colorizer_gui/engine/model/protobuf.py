"""The encoding of Protocol Buffers: the fields of a message, and where they lie.

References
----------
Protocol Buffers, "Encoding".
"""

import mmap
from collections.abc import Iterator
from typing import NamedTuple

Content = bytes | mmap.mmap

VARINT, EIGHT_BYTES, LENGTH, FOUR_BYTES = 0, 1, 2, 5  # kinds of values
_LONGEST_VARINT = 10


class Field(NamedTuple):
    """A field of a message.

    Attributes
    ----------
    number : int
    kind : int
        Of its value: `VARINT`, `EIGHT_BYTES`, `LENGTH` or `FOUR_BYTES`.
    begin, start, end : int
        Where the field, and its value, begin, and where both end.
    """

    number: int
    kind: int
    begin: int
    start: int
    end: int


def fields(content: Content, start: int, end: int) -> Iterator[Field]:
    """The fields of the message between two places.

    Raises
    ------
    ValueError
        It is no message.
    """
    position = start
    while position < end:
        field = field_at(content, position, end)
        yield field
        position = field.end


def field_at(content: Content, begin: int, end: int) -> Field:
    """The field that begins at a place of a message that ends at another.

    Raises
    ------
    ValueError
        There is none.
    """
    key, start = varint(content, begin, end)
    kind = key & 7
    if kind == VARINT:
        return Field(key >> 3, kind, begin, start, varint(content, start, end)[1])
    length = {EIGHT_BYTES: 8, FOUR_BYTES: 4}.get(kind)
    if kind == LENGTH:
        length, start = varint(content, start, end)
    if length is None or start + length > end:
        raise ValueError("no protobuf")
    return Field(key >> 3, kind, begin, start, start + length)


def varint(content: Content, position: int, end: int) -> tuple[int, int]:
    """A number of seven bits a byte, and where it ends.

    Raises
    ------
    ValueError
        It has no end.
    """
    # Nearly all have one byte, and each start of the program reads some ten thousand of them.
    if position < end and content[position] < 0x80:
        return content[position], position + 1
    value = 0
    for place in range(_LONGEST_VARINT):
        if position >= end:
            break
        byte = content[position]
        position += 1
        value |= (byte & 0x7F) << (7 * place)
        if byte < 0x80:
            return value, position
    raise ValueError("no protobuf")


def varint_of(value: int) -> bytes:
    """A number as `varint` reads it."""
    written = bytearray()
    while value > 0x7F:
        written.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes([*written, value])
