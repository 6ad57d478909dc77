"""The metadata of raw files that are no TIFFs: RAF of Fujifilm and CR3 of Canon."""

import struct

import numpy as np
import pytest

from colorizer_gui.engine.photo.directory import read_page
from colorizer_gui.engine.photo.file_content import FileContent
from colorizer_gui.engine.photo.formats.raw import take_raw_metadata
from metadata_files import (
    EXIF_CAPTION,
    FULL_IPTC,
    FULL_RESOURCES,
    FULL_XMP,
    XMP_BOX,
    ascii_tag,
    box,
    exif,
    exif_segment,
    jpeg,
    resource_segments,
    segment,
    shorts,
    xmp_segment,
)

CANON_BOX = bytes.fromhex("85c0b687820f11e08111f4ce462b6a48")
LATITUDE = struct.pack("<6I", 48, 1, 12, 1, 34, 1)
PARTS = {
    b"CMT1": exif(ascii_tag(270, EXIF_CAPTION), shorts(256, 6000)),
    b"CMT2": exif(ascii_tag(36867, "1999:05:01 12:00:00")),
    b"CMT3": exif(ascii_tag(6, "of the camera")),
    b"CMT4": exif((2, 5, LATITUDE)),
}


def raf(preview):
    """A raw file of Fujifilm without its sensor values."""
    head = b"FUJIFILMCCD-RAW 0201FF393101X100".ljust(84, b"\0")
    return (head + struct.pack(">II", 160, len(preview))).ljust(160, b"\0") + preview + bytes(100)


def cr3(parts=PARTS, xmp=FULL_XMP):
    """A raw file of Canon without its sensor values."""
    inside = b"".join(box(kind, body) for kind, body in parts.items())
    movie = box(b"moov", box(b"uuid", CANON_BOX + inside) + box(b"trak", bytes(50)))
    head = box(b"ftyp", b"crx \0\0\0\1crx isom")
    return head + movie + box(b"uuid", XMP_BOX + xmp) + box(b"mdat", bytes(500))


def taken(data):
    content = FileContent("photo")
    take_raw_metadata(content, data)
    return content


def test_raf_has_the_metadata_of_its_preview():
    parts = exif_segment(), xmp_segment(), resource_segments(), segment(0xFE, b"of the preview")
    content = taken(raf(jpeg(*parts)))
    assert content.page.bytes_of(270).startswith(EXIF_CAPTION.encode())
    assert content.xmp == FULL_XMP
    assert FULL_IPTC in content.photoshop
    assert content.photoshop == FULL_RESOURCES
    assert content.extras == []


def test_cr3_has_the_metadata_of_its_boxes():
    content = taken(cr3())
    assert content.page.bytes_of(270).startswith(EXIF_CAPTION.encode())
    assert 256 not in content.page.tags
    assert content.page.tags[34665][36867].data.startswith(b"1999:05:01")
    assert content.page.tags[34853][2].data == LATITUDE
    assert content.xmp == FULL_XMP
    assert [extra.kind for extra in content.extras] == ["maker notes"]
    assert not content.has_gaps


@pytest.mark.parametrize("lost", list(PARTS))
def test_boxes_that_are_missing_or_damaged_do_not_hide_the_others(lost):
    assert taken(cr3({kind: body for kind, body in PARTS.items() if kind != lost})).page
    content = taken(cr3(PARTS | {lost: b"nonsense"}))
    assert content.page
    assert content.has_gaps or lost == b"CMT3"
    assert content.xmp == FULL_XMP


@pytest.mark.parametrize("seed", range(40))
def test_damaged_raw_files_do_no_harm(seed):
    rng = np.random.default_rng(seed)
    data = bytearray(cr3() if seed % 2 else raf(jpeg(exif_segment(), xmp_segment())))
    for place in rng.integers(32, 700, 6):
        data[place] = rng.choice([0, 255, rng.integers(256)])
    content = taken(bytes(data[: rng.integers(100, len(data))]))
    assert content.page is None or read_page(PARTS[b"CMT1"])


@pytest.mark.parametrize("size", [0, 2**31, 2**32 - 1])
def test_places_beyond_the_file_are_left(size):
    head = b"FUJIFILMCCD-RAW 0201".ljust(84, b"\0")
    content = taken(head + struct.pack(">II", size, size))
    assert (content.page, content.xmp) == (None, None)
