"""Whether a compiled library is whole, before it is loaded.

The system maps a library into memory without looking: a truncated one ends the program with a bus
error, which no Python code can catch.

References
----------
System V Application Binary Interface, chapter 4 (ELF header).
"""

import hashlib
import struct
from pathlib import Path

_ELF, _ELF_64, _LITTLE_ENDIAN = b"\x7fELF", 2, 1
# Of a 64-bit file: the offset of the section headers, their size and number.
_HEADER_BYTES, _SECTIONS_AT, _SIZE_AND_NUMBER_AT = 64, 40, 58


def check_library(path: Path) -> None:
    """Refuse a library that is not the one that was compiled.

    Parameters
    ----------
    path : Path
        The file beside it with its SHA-256 is missing where the library was compiled or signed by
        other means; then its end is looked for.

    Raises
    ------
    OSError
        It cannot be read.
    ValueError
        It is damaged.
    """
    content = path.read_bytes()
    try:
        wanted = path.with_name(f"{path.name}.sha256").read_text("ascii").strip()
    except FileNotFoundError:
        if content.startswith(_ELF):
            _check_end(content)
        return
    if hashlib.sha256(content).hexdigest() != wanted:
        raise ValueError("its checksum is another one")


def _check_end(content: bytes) -> None:
    """Refuse an ELF file that ends before its section headers, which linkers write last."""
    if len(content) < _HEADER_BYTES:
        raise ValueError("it ends too early")
    if (content[4], content[5]) != (_ELF_64, _LITTLE_ENDIAN):
        return
    (start,) = struct.unpack_from("<Q", content, _SECTIONS_AT)
    size, number = struct.unpack_from("<HH", content, _SIZE_AND_NUMBER_AT)
    if start + size * number > len(content):
        raise ValueError("it ends too early")
