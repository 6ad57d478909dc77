"""What programs append behind the end of a JPEG: captions are taken, all else is named.

References
----------
ExifTool 12.57 (Phil Harvey), its documents of the trailers; AXS file concatenation protocol (1998).
"""

import struct
from collections.abc import Callable, Iterator
from itertools import islice
from typing import NamedTuple

from colorizer_gui.engine.limits import MOST_PARTS
from colorizer_gui.engine.photo.file_content import FileContent
from colorizer_gui.engine.photo.metadata.jpeg_segments import has_picture_index
from colorizer_gui.engine.photo.metadata.photoshop import resource_block
from colorizer_gui.engine.photo.photo import Extra

_KIND = "trailers"
_IPTC = "IPTC"
_JPEG_START, _VIDEO_BOX = b"\xff\xd8\xff", b"ftyp"
_LONGEST_NAME = 64
# Ends and starts of lines and files mean nothing.
_PADDING = b"\0\r\n\t \x1a\xff"

_AFCP_ORDERS = {b"AXS!": ">", b"AXS*": "<"}
_AFCP_BYTES = 12  # of the header, of each entry and of the footer
_FOTOSTATION, _FOTOSTATION_FOOTER = 0xA1B2C3D4, struct.Struct(">HII")  # kind, size, mark
_FOTOSTATION_KINDS = {1: _IPTC, 2: "soft edit"}
_SAMSUNG, _SAMSUNG_HEAD, _SAMSUNG_ENTRY = b"SEFT", b"SEFH", struct.Struct("<HHII")
_SAMSUNG_VIDEO = "MotionPhoto"
_PHOTO_MECHANIC = b"cbipcbbl"
_CANON, _CANON_FOOTER = b"CANON OPTIONAL DATA\0", 64
# Of the others, only their last bytes are told.
_OTHERS = (
    (b"QDIOBS", "Samsung sound"),
    (b"/NIKON APP", "Nikon"),
    (b"8db42d694ccc418790edff439fe026bf", "Insta360"),
)
_MIE, _MIE_FOOTER = b"~\0\x04\0zmie", 32
# Smaller copies of the old pixels.
_COPIES = ("Nail", "PrVw", "3", "4")


class _Trailer(NamedTuple):
    """Where it begins, and its parts by name."""

    start: int
    program: str
    parts: list[tuple[str, bytes]]


_Reader = Callable[[bytes, int, int], _Trailer | None]


def take_trailers(content: FileContent, data: bytes, end: int) -> None:
    """Take IPTC from what stands behind the end of a JPEG, and name all else.

    Parameters
    ----------
    content : FileContent
        With what its segments hold, which counts more.
    data : bytes
    end : int
        Where the JPEG ends.
    """
    stop = len(data)
    for trailer in islice(_trailers(data, end), MOST_PARTS):
        stop = trailer.start
        for name, body in trailer.parts:
            if name == _IPTC:
                content.photoshop = (content.photoshop or b"") + resource_block(body, ())
            elif name not in _COPIES:
                is_video = name.startswith(_SAMSUNG_VIDEO)
                shown = f"{trailer.program} {name}".strip()
                content.extras.append(Extra("video") if is_video else Extra(_KIND, shown))
    rest = data[end:stop].strip(_PADDING) if stop > end else b""
    if not rest:
        return
    if data[end:stop].lstrip(b"\0").startswith(_JPEG_START):
        if not has_picture_index(data):
            content.extras.append(Extra("pictures"))
    elif rest[1:5] == _VIDEO_BOX or _VIDEO_BOX in rest[:8]:
        content.extras.append(Extra("video"))
    else:
        content.extras.append(Extra(_KIND, f"{len(rest):,} bytes"))


def _trailers(data: bytes, end: int) -> Iterator[_Trailer]:
    """The trailers that are known, from the last one."""
    stop = len(data)
    while stop > end:
        trailer = next((found for read in _READERS if (found := read(data, end, stop))), None)
        if trailer is None:
            return
        yield trailer
        stop = trailer.start


def _afcp(data: bytes, begin: int, end: int) -> _Trailer | None:
    """The directory of the AXS file concatenation protocol, of AXS and Tocarte."""
    footer = end - _AFCP_BYTES
    mark = data[footer : footer + 4]
    order = _AFCP_ORDERS.get(mark)
    if order is None or footer < begin:
        return None
    (stated,) = struct.unpack_from(order + "I", data, footer + 4)
    is_there = begin <= stated < footer and data.startswith(mark, stated)
    # A program that changed the JPEG left the old places.
    start = stated if is_there else data.find(mark, begin, footer)
    if start < 0:
        return None
    parts = []
    (count,) = struct.unpack_from(order + "H", data, start + 6)
    for place in range(start + _AFCP_BYTES, footer, _AFCP_BYTES)[: min(count, MOST_PARTS)]:
        name, size, at = struct.unpack_from(order + "4sII", data, place)
        at += start - stated
        parts.append((_name(name), data[at : min(at + size, end)] if at >= begin else b""))
    return _Trailer(start, "AFCP", parts)


def _fotostation(data: bytes, begin: int, end: int) -> _Trailer | None:
    """One record of FotoWare's program."""
    footer = end - _FOTOSTATION_FOOTER.size
    if footer < begin:
        return None
    kind, size, mark = _FOTOSTATION_FOOTER.unpack_from(data, footer)
    start = end - size
    if mark != _FOTOSTATION or not begin <= start <= footer:
        return None
    name = _FOTOSTATION_KINDS.get(kind, str(kind))
    return _Trailer(start, "FotoStation", [(name, data[start:footer])])


def _photo_mechanic(data: bytes, begin: int, end: int) -> _Trailer | None:
    footer = end - len(_PHOTO_MECHANIC) - 4
    if footer < begin or not data.startswith(_PHOTO_MECHANIC, footer + 4):
        return None
    start = footer - int.from_bytes(data[footer : footer + 4], "big")
    return _Trailer(max(start, begin), "Photo Mechanic", [("", b"")])


def _samsung(data: bytes, begin: int, end: int) -> _Trailer | None:
    """Data of Samsung's phones; a directory at their end says how far each lies before it."""
    footer = end - 8
    if footer < begin or not data.startswith(_SAMSUNG, footer + 4):
        return None
    head = footer - int.from_bytes(data[footer : footer + 4], "little")
    if head < begin or not data.startswith(_SAMSUNG_HEAD, head) or head + 12 > footer:
        return None
    (count,) = struct.unpack_from("<I", data, head + 8)
    start, parts = head, []
    step = _SAMSUNG_ENTRY.size
    for place in range(head + 12, footer - step + 1, step)[: min(count, MOST_PARTS)]:
        _, _, before, _ = _SAMSUNG_ENTRY.unpack_from(data, place)
        block = head - before
        if not begin <= block <= head - 8:
            continue
        size = min(int.from_bytes(data[block + 4 : block + 8], "little"), _LONGEST_NAME)
        start = min(start, block)
        parts.append((_name(data[block + 8 : block + 8 + size]), b""))
    return _Trailer(start, "Samsung", parts)


def _canon(data: bytes, begin: int, end: int) -> _Trailer | None:
    """The settings of Canon's program, which stand between two marks."""
    footer = end - _CANON_FOOTER
    if footer < begin or not data.startswith(_CANON, footer):
        return None
    start = data.find(_CANON, begin, footer)
    return _Trailer(footer if start < 0 else start, "Canon", [("", b"")])


def _others(data: bytes, begin: int, end: int) -> _Trailer | None:
    """Those of which only the end is known: they take all before it."""
    last = data[max(begin, end - _MIE_FOOTER) : end]
    program = next((program for mark, program in _OTHERS if last.endswith(mark)), None)
    program = "MIE" if _MIE in last else program
    return _Trailer(begin, program, [("", b"")]) if program else None


_READERS: tuple[_Reader, ...] = (
    *(_afcp, _fotostation, _photo_mechanic, _samsung, _canon, _others),
)


def _name(written: bytes) -> str:
    return written.decode("latin-1").strip("\0 ")
