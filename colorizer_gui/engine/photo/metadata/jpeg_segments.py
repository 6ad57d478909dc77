"""The segments of a JPEG that hold metadata.

References
----------
ITU-T T.81 (1992), B.1.1; XMP specification, part 3 (Adobe, 2020), 1.1.3; Multi-picture format
(CIPA DC-007); ISO 21496-1 (gain maps); C2PA specification 2.1 (content credentials).
"""

import re
import struct
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from colorizer_gui.engine.limits import LARGEST_XMP, MOST_PARTS
from colorizer_gui.engine.photo.directory import Page, Tag, read_page
from colorizer_gui.engine.photo.file_content import FileContent
from colorizer_gui.engine.photo.metadata.exif import exif_bytes
from colorizer_gui.engine.photo.metadata.extras import COMMENT
from colorizer_gui.engine.photo.metadata.photoshop import resource_block
from colorizer_gui.engine.photo.metadata.xmp import extension_id, split
from colorizer_gui.engine.photo.photo import Extra, Metadata

_FIRST_APP, _LAST_APP, _COMMENT = 0xE0, 0xEF, 0xFE
_APP1, _APP2, _APP13 = 0xE1, 0xE2, 0xED
_SCAN, _END, _FILL = 0xDA, 0xD9, 0xFF
_WITHOUT_BODY = (0x01, *range(0xD0, 0xD8))
_LARGEST_BODY = 65533

_EXIF, _XMP = b"Exif\0\0", b"http://ns.adobe.com/xap/1.0/\0"
# Some cameras and programs write it in other letters, or with another byte at its end.
_ANY_EXIF = re.compile(rb"exif\0.", re.IGNORECASE | re.DOTALL)
_EXTENSION = b"http://ns.adobe.com/xmp/extension/\0"
_EXTENSION_HEAD = struct.Struct(">32sII")  # checksum, length of all, offset of this part
_PHOTOSHOP, _OLD_PHOTOSHOP = b"Photoshop 3.0\0", b"Adobe_Photoshop2.5:"
_BARE_IPTC = (b"\x1c\1", b"\x1c\2")  # records without Photoshop's resources around them
_PICTURES, _GAIN_MAP, _CREDENTIALS = b"MPF\0", b"urn:iso:std:iso:ts:21496:-1\0", b"c2pa"
# How the old file was stored, or a smaller copy of the old pixels.
_OF_OLD_FILE = (b"JFIF\0", b"JFXX\0", b"SPIFF\0", b"ICC_PROFILE\0", b"Adobe", b"Ducky")
_PICTURE_ENTRIES, _ENTRY_BYTES = 0xB002, 16
_SMALLER_COPY = 0x01  # the first of the three bytes of a picture's type


def take_segments(content: FileContent, data: bytes) -> None:
    """Take EXIF, XMP, IPTC, comments and all else from the segments of a JPEG."""
    exif, photoshop, parts = [], [], []
    for marker, body in islice(_segments(data), MOST_PARTS):
        if marker == _COMMENT:
            if body.strip(b"\0 "):
                content.extras.append(Extra(COMMENT, data=body))
        elif marker == _APP1 and _ANY_EXIF.match(body):
            exif.append(body[len(_EXIF) :])
        elif marker == _APP1 and body.startswith(_XMP):
            content.take_xmp(body[len(_XMP) :])
        elif marker == _APP1 and body.startswith(_EXTENSION):
            parts.append(body[len(_EXTENSION) :])
        elif marker == _APP13 and body.startswith((_PHOTOSHOP, _OLD_PHOTOSHOP)):
            head = _PHOTOSHOP if body.startswith(_PHOTOSHOP) else _OLD_PHOTOSHOP
            photoshop.append(body[len(head) :])
        elif marker == _APP13 and body.startswith(_BARE_IPTC):
            content.iptc_blocks.append(body)
        elif _FIRST_APP <= marker <= _LAST_APP:
            content.extras.extend(_unused(marker, body))
    content.take_exif(b"".join(exif))
    content.photoshop = b"".join(photoshop)
    content.is_exif_dpi_first = True
    _take_extensions(content, parts)


def has_picture_index(data: bytes) -> bool:
    """Whether a JPEG says itself which pictures follow it."""
    return any(
        marker == _APP2 and body.startswith(_PICTURES)
        for marker, body in islice(_segments(data), MOST_PARTS)
    )


def _segments(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Marker and content of each segment before the pixels."""
    place = 2
    while place + 4 <= len(data) and data[place] == _FILL:
        marker = data[place + 1]
        if marker in (_SCAN, _END):
            return
        if marker == _FILL:
            place += 1
        elif marker in _WITHOUT_BODY:
            place += 2
        else:
            end = place + 2 + int.from_bytes(data[place + 2 : place + 4], "big")
            yield marker, data[place + 4 : end]
            place = max(end, place + 4)


def _unused(marker: int, body: bytes) -> list[Extra]:
    """What a segment holds that no result keeps, unless it describes the old file."""
    if body.startswith(_OF_OLD_FILE) or not body:
        return []
    if body.startswith(_PICTURES):
        return [Extra("pictures")] if _has_other_pictures(body[len(_PICTURES) :]) else []
    if body.startswith(_GAIN_MAP):
        return [Extra("gain map")]
    if _CREDENTIALS in body[:128]:
        return [Extra("content credentials")]
    return [Extra("segments", f"APP{marker - _FIRST_APP}")]


def _has_other_pictures(index: bytes) -> bool:
    """Whether the pictures behind the first are more than smaller copies of it."""
    try:
        entries = read_page(index).tags.get(_PICTURE_ENTRIES)
    except ValueError:
        return False
    if not isinstance(entries, Tag):
        return False
    order = "<" if index[:2] == b"II" else ">"
    kinds = [
        struct.unpack_from(order + "I", entries.data, start)[0] >> 16 & 0xFF
        for start in range(_ENTRY_BYTES, len(entries.data) - _ENTRY_BYTES + 1, _ENTRY_BYTES)
    ]
    return any(kind != _SMALLER_COPY for kind in kinds)


def _take_extensions(content: FileContent, parts: list[bytes]) -> None:
    """Put the parts of extended XMP together, those that the main part points to."""
    found: dict[bytes, tuple[int, dict[int, bytes]]] = {}
    for part in parts:
        if len(part) < _EXTENSION_HEAD.size:
            continue
        checksum, length, offset = _EXTENSION_HEAD.unpack_from(part)
        found.setdefault(checksum.upper(), (length, {}))[1][offset] = part[_EXTENSION_HEAD.size :]
    # Without the zeros that UTF-16 has between its letters.
    main = b"".join((content.xmp or b"", *content.more_xmp)).replace(b"\0", b"").upper()
    for checksum, (length, pieces) in found.items():
        whole = b"".join(piece for _, piece in sorted(pieces.items()))
        if checksum not in main:
            continue  # left over from an earlier version of the file
        if len(whole) == length <= LARGEST_XMP:
            content.more_xmp.append(whole)
            content.has_extended_xmp = True
        else:
            content.has_gaps = True


def metadata_segments(page: Page, metadata: Metadata, icc: bytes) -> bytes:
    """All segments of a result's metadata and profile, behind the JFIF segment.

    Parameters
    ----------
    page : Page
        The EXIF tags; those that do not fit are left out, see `cut_exif`.
    metadata : Metadata
    icc : bytes
        The profile, which fits into a segment.

    Returns
    -------
    bytes
    """
    bodies = []
    if page.tags:
        bodies.append((_APP1, _EXIF + exif_bytes(_fitting(page))))
    if metadata.xmp:
        main, extended = split(metadata.xmp, _LARGEST_BODY - len(_XMP))
        bodies.append((_APP1, _XMP + main))
        if extended:
            bodies += [(_APP1, _EXTENSION + part) for part in _extension_parts(extended)]
    bodies.append((_APP2, b"ICC_PROFILE\0\x01\x01" + icc))
    block = resource_block(metadata.iptc, metadata.extras)
    step = _LARGEST_BODY - len(_PHOTOSHOP)
    for start in range(0, len(block), step):
        bodies.append((_APP13, _PHOTOSHOP + block[start : start + step]))
    comments = (extra.data for extra in metadata.extras if extra.kind == COMMENT)
    bodies += [(_COMMENT, comment[:_LARGEST_BODY]) for comment in comments]
    return b"".join(
        bytes((0xFF, marker)) + struct.pack(">H", len(body) + 2) + body for marker, body in bodies
    )


def cut_exif(page: Page) -> bool:
    """Whether a page is too long for a JPEG, so that some of its tags are left out."""
    return bool(page.tags) and _fitting(page) != page


def _extension_parts(extended: bytes) -> Iterator[bytes]:
    checksum = extension_id(extended).encode()
    step = _LARGEST_BODY - len(_EXTENSION) - _EXTENSION_HEAD.size
    for start in range(0, len(extended), step):
        head = _EXTENSION_HEAD.pack(checksum, len(extended), start)
        yield head + extended[start : start + step]


def _fitting(page: Page) -> Page:
    """A page that fits into a segment, without as many of its longest tags as that takes."""
    if len(_EXIF + exif_bytes(page)) <= _LARGEST_BODY:
        return page
    tags = {n: dict(tag) if isinstance(tag, dict) else tag for n, tag in page.tags.items()}
    directories = [tags, *(tag for tag in tags.values() if isinstance(tag, dict))]
    while len(_EXIF + exif_bytes(replace(page, tags=tags))) > _LARGEST_BODY:
        sizes = [
            (tag.place + len(tag.data), number, directory)
            for directory in directories
            for number, tag in directory.items()
            if isinstance(tag, Tag)
        ]
        _, number, directory = max(sizes, key=lambda entry: entry[0])
        del directory[number]
    return replace(page, tags=tags)
