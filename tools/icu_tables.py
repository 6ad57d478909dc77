"""Writes the tables of ICU anew with those alone that Qt reads in the program.

The library `libicudata` is one file of 4,000 tables: names of countries, units and currencies in
all languages, spelled numbers, words of Thai, legacy encodings. Qt has its own of these. It asks
ICU to sort texts, which needs the tables in `coll`, and to change their case, whose tables are
inside ICU itself. All languages stay.
"""

import re
import struct
from pathlib import Path

from tools.stand_ins import compile_library

# The header of a package of tables, little-endian.
START = re.compile(rb"..\xda\x27\x14\0\0\0\0\0\x02\0CmnD", re.DOTALL)
HEADER_SIZE = struct.Struct("<H")
COUNT = struct.Struct("<I")
ROW = struct.Struct("<II")
# Tables for sorting; ones about languages as such, which ICU opens for them.
NEEDED = re.compile(
    r"coll/.*|[^/]*\.nrm|"
    r"(root|res_index|pool|likelySubtags|supplementalData|metadata|keyTypeData|icuver|icustd)\.res"
)
ALIGNMENT = 16


def write_smaller(library: Path, target: Path) -> None:
    """Write a library of tables with those that are needed.

    Parameters
    ----------
    library : Path
        ``libicudata.so.N``.
    target : Path

    Raises
    ------
    SystemExit
        There is no C compiler, or the library has another form.
    """
    data = library.read_bytes()
    start = START.search(data)
    if start is None:
        raise SystemExit(f"{library} has no tables of ICU in the form that is known.")
    name, tables = f"icudt{library.suffix[1:]}_dat", packed(data[start.start() :], NEEDED)
    target.parent.mkdir(parents=True, exist_ok=True)
    content, source = target.with_suffix(".dat"), target.with_suffix(".s")
    content.write_bytes(tables)
    lines = (
        '.section .rodata, "a"',
        f".globl {name}",
        f".type {name}, %object",
        f".balign {ALIGNMENT}",
        f"{name}:",
        f'.incbin "{content}"',
        f".size {name}, {len(tables)}",
        '.section .note.GNU-stack, "", %progbits',
    )
    source.write_text("\n".join(lines) + "\n", encoding="ascii")
    compile_library(source, target, {}, "-nostdlib")


def packed(data: bytes, needed: re.Pattern[str]) -> bytes:
    """Choose tables of a package of ICU's common data.

    Parameters
    ----------
    data : bytes
        It begins with the package; more may follow.
    needed : re.Pattern
        Matches the names of tables that stay, without the name of the package.

    Returns
    -------
    bytes
        A package in the same format
        (https://unicode-org.github.io/icu/userguide/icu_data/: the common data format).
    """
    start = HEADER_SIZE.unpack_from(data)[0]
    count = COUNT.unpack_from(data, start)[0]
    rows = [ROW.unpack_from(data, start + 4 + 8 * index) for index in range(count)]
    names = [_text(data, start + place) for place, _ in rows]
    # A table ends where the next one begins. The last is no needed one: they are sorted by name.
    ends = [place for _, place in rows[1:]] + [rows[-1][1]]
    kept = [
        (name, data[start + place : start + end])
        for name, (_, place), end in zip(names, rows, ends, strict=True)
        if needed.fullmatch(name.partition("/")[2])
    ]
    return data[:start] + _joined(kept)


def _joined(tables: list[tuple[str, bytes]]) -> bytes:
    """The list of tables, their names, and the tables."""
    texts = [name.encode("ascii") + b"\0" for name, _ in tables]
    text_place = COUNT.size + ROW.size * len(tables)
    rows, contents = COUNT.pack(len(tables)), _padded(b"".join(texts), text_place)
    for text, (_, content) in zip(texts, tables, strict=True):
        rows += ROW.pack(text_place, COUNT.size + ROW.size * len(tables) + len(contents))
        contents += _padded(content, 0)
        text_place += len(text)
    return rows + contents


def _padded(content: bytes, place: int) -> bytes:
    return content + bytes(-(place + len(content)) % ALIGNMENT)


def _text(data: bytes, place: int) -> str:
    return data[place : data.index(b"\0", place)].decode("ascii")
