"""EXIF, XMP and IPTC of raw files that are no TIFFs: Fujifilm's RAF and Canon's CR3.

References
----------
ExifTool 12.57 (Phil Harvey), its documents of RAF; canon_cr3 (Laurent Clévy, 2018), the boxes of
CR3; ISO/IEC 14496-12, 4.2.
"""

import struct
from dataclasses import replace

from colorizer_gui.engine.photo import tiff_tags
from colorizer_gui.engine.photo.directory import Page, TagTable, read_page
from colorizer_gui.engine.photo.file_content import FileContent
from colorizer_gui.engine.photo.metadata.jpeg_segments import take_segments
from colorizer_gui.engine.photo.metadata.media_boxes import boxes
from colorizer_gui.engine.photo.photo import Extra

RAF_SIGNATURE = b"FUJIFILMCCD-RAW"
_PREVIEW = struct.Struct(">II")  # place and size
_PREVIEW_PLACE = 84
_JPEG_START = b"\xff\xd8\xff"

_CANON_BOX = bytes.fromhex("85c0b687820f11e08111f4ce462b6a48")
_XMP_BOX = bytes.fromhex("be7acfcb97a942e89c71999491e3afac")
_ID_BYTES = 16
_FIRST, _EXIF, _MAKER_NOTE, _GPS = b"CMT1", b"CMT2", b"CMT3", b"CMT4"


def take_raf(content: FileContent, data: bytes) -> None:
    """Take the metadata of the JPEG in a RAF, which is the camera's own preview.

    Parameters
    ----------
    content : FileContent
        Unchanged where there is none.
    data : bytes
    """
    if len(data) < _PREVIEW_PLACE + _PREVIEW.size:
        return
    place, size = _PREVIEW.unpack_from(data, _PREVIEW_PLACE)
    preview = data[place : place + size]
    if not preview.startswith(_JPEG_START):
        return
    found = FileContent(content.name)
    take_segments(found, preview)
    # Comments and pictures beside it are those of the preview.
    content.page, content.photoshop = found.page, found.photoshop
    content.xmp, content.more_xmp = found.xmp, found.more_xmp
    content.has_extended_xmp = found.has_extended_xmp
    content.has_gaps |= found.has_gaps
    content.notices += found.notices


def take_cr3(content: FileContent, data: bytes) -> None:
    """Take EXIF and XMP of the boxes of a CR3; each directory of EXIF is in a box of its own.

    Parameters
    ----------
    content : FileContent
        Unchanged where there are none.
    data : bytes
    """
    outer = list(boxes(data))
    movie = next((body for kind, body in outer if kind == b"moov"), b"")
    for kind, body in outer:
        if kind == b"uuid" and body.startswith(_XMP_BOX):
            content.xmp = content.xmp or body[_ID_BYTES:]
    inside = [body for kind, body in boxes(movie) if kind == b"uuid"]
    canon = next((body for body in inside if body.startswith(_CANON_BOX)), b"")
    parts = dict(boxes(canon[_ID_BYTES:]))
    pages = {kind: _page(content, parts[kind]) for kind in (_FIRST, _EXIF, _GPS) if kind in parts}
    first = pages.get(_FIRST) or Page({}, "<")
    further: TagTable = {}
    for kind, number in ((_EXIF, tiff_tags.EXIF), (_GPS, tiff_tags.GPS)):
        page = pages.get(kind)
        if page and page.order == first.order:
            further[number] = page.tags
        elif page:
            content.has_gaps = True
    if first.tags or further:
        content.page = replace(first, tags=first.tags | further)
    if _MAKER_NOTE in parts:
        content.extras.append(Extra("maker notes"))  # its offsets hold in a box of its own only


def _page(content: FileContent, data: bytes) -> Page | None:
    try:
        page = read_page(data)
    except ValueError:
        content.has_gaps = True
        return None
    content.has_gaps |= page.is_damaged
    return page
