"""What stands behind the end of a JPEG: captions are taken, all else is named."""

import struct

import numpy as np
import pytest

from colorizer_gui.engine.photo import lost_for_good, read_photo, write_photo
from metadata_files import (
    FULL_IPTC,
    dataset,
    exif_segment,
    jpeg,
    pixels,
    resource,
    resource_segments,
    xmp_segment,
)

CAPTION = dataset(120, b"By the lake")
VIDEO = struct.pack(">I4s", 24, b"ftyp") + b"mp42" + bytes(12) + b"a film"


def afcp(base, *entries, order=">", wrong_by=0):
    """A trailer of the AXS file concatenation protocol behind so many bytes."""
    mark = b"AXS!" if order == ">" else b"AXS*"
    start = base + wrong_by
    place = start + 12 + 12 * len(entries)
    head, table, bodies = mark + struct.pack(order + "HHI", 1, len(entries), 0), b"", b""
    for name, body in entries:
        table += struct.pack(order + "4sII", name, len(body), place + len(bodies))
        bodies += body
    return head + table + bodies + mark + struct.pack(order + "II", start, 0)


def fotostation(kind, body):
    return body + struct.pack(">HII", kind, len(body) + 10, 0xA1B2C3D4)


def samsung(*entries):
    """The trailer of a phone: blocks, and a directory of how far each lies before it."""
    blocks = [struct.pack("<HHI", 0, 2608, len(name)) + name + body for name, body in entries]
    before, table = sum(map(len, blocks)), b""
    for block in blocks:
        table += struct.pack("<HHII", 0, 2608, before, len(block))
        before -= len(block)
    head = b"SEFH" + struct.pack("<II", 107, len(blocks)) + table
    return b"".join(blocks) + head + struct.pack("<I", len(head)) + b"SEFT"


def named(photo):
    return [str(each) for each in lost_for_good(photo.metadata.extras)]


@pytest.mark.parametrize("order", [">", "<"])
@pytest.mark.parametrize("wrong_by", [0, -100, 5000])
def test_captions_of_afcp_are_kept(reading, tmp_path, order, wrong_by):
    plain = jpeg()
    parts = (b"IPTC", FULL_IPTC), (b"TEXT", b"a note"), (b"Nail", b"\xff\xd8\xff a thumbnail")
    photo = reading(plain + afcp(len(plain), *parts, order=order, wrong_by=wrong_by))
    assert photo.metadata.iptc == FULL_IPTC
    assert named(photo) == ["data behind the end of the JPEG: AFCP TEXT"]
    path = write_photo(tmp_path / "out.jpg", np.dstack([photo.pixels] * 3), photo)
    assert read_photo(path).metadata.iptc == FULL_IPTC


def test_captions_of_the_segments_count_more(reading):
    plain = jpeg(resource_segments(resource(1028, CAPTION)))
    other = dataset(120, b"An older caption") + dataset(25, b"family")
    photo = reading(plain + afcp(len(plain), (b"IPTC", other)))
    assert photo.metadata.iptc == CAPTION + dataset(25, b"family")


def test_records_of_fotostation(reading):
    tail = fotostation(1, CAPTION) + fotostation(3, b"\xff\xd8\xff small") + fotostation(2, b"x")
    photo = reading(jpeg() + tail)
    assert photo.metadata.iptc == CAPTION
    assert named(photo) == ["data behind the end of the JPEG: FotoStation soft edit"]


MIE = b"~\x10\x04\xfe0MIE0" + bytes(9) + b"~\0\x04\0zmie~\0\0\x06\0\0\0\x20\x10\x04"
TAILS = {
    "Samsung Image_UTC_Data": samsung((b"Image_UTC_Data", b"1")),
    "Photo Mechanic": b"soft edit" * 3 + struct.pack(">I", 27) + b"cbipcbbl",
    "Canon": b"CANON OPTIONAL DATA\0" + bytes(200) + b"CANON OPTIONAL DATA\0".ljust(64, b"\0"),
    "Nikon": bytes(36) + b"/NIKON APP",
    "MIE": MIE,
    "15 bytes": b"a program's own",
}


@pytest.mark.parametrize(
    ("tail", "names"),
    [
        *((tail, [f"data behind the end of the JPEG: {name}"]) for name, tail in TAILS.items()),
        (samsung((b"MotionPhoto_Data", VIDEO)), ["video"]),
        (VIDEO, ["video"]),
        (jpeg(), ["further pictures"]),
        (bytes(5000) + b"\r\n", []),
    ],
    ids=[*TAILS, "film", "bare film", "picture", "padding"],
)
def test_what_no_result_keeps_is_named_by_what_it_is(reading, tail, names):
    photo = reading(jpeg(exif_segment(), xmp_segment()) + tail)
    assert named(photo) == names
    assert photo.notices == ()
    np.testing.assert_array_equal(photo.pixels, reading(jpeg()).pixels)


def test_several_trailers_are_told_one_by_one(reading):
    start = jpeg() + samsung((b"Image_UTC_Data", b"1"))
    data = start + afcp(len(start), (b"IPTC", CAPTION)) + fotostation(2, b"crop")
    photo = reading(data)
    assert photo.metadata.iptc == CAPTION
    assert named(photo) == [
        "data behind the end of the JPEG: FotoStation soft edit, Samsung Image_UTC_Data"
    ]


@pytest.mark.parametrize("seed", range(30))
def test_damaged_trailers_do_no_harm(reading, seed):
    rng = np.random.default_rng(seed)
    plain = jpeg()
    parts = [
        afcp(len(plain), (b"IPTC", FULL_IPTC), (b"TEXT", b"a note")),
        fotostation(1, CAPTION),
        samsung((b"Image_UTC_Data", b"1")),
    ]
    tail = bytearray(parts[seed % len(parts)])
    for place in rng.integers(0, len(tail), 5):
        tail[place] = rng.choice([0, 255, rng.integers(256)])
    assert reading(plain + bytes(tail)).pixels.shape == pixels().shape


@pytest.mark.parametrize("spoiled", [False, True])
def test_resources_that_cannot_be_read_are_told(reading, spoiled):
    damaged = resource(1035, b"https://example.org").replace(b"8BIM", b"9BIM")
    block = resource(1028, CAPTION) + (damaged if spoiled else bytes(9))
    photo = reading(jpeg(resource_segments(block)))
    assert photo.metadata.iptc == CAPTION
    notices = ["Some metadata in photo.jpg is damaged and was left out."] if spoiled else []
    assert [str(notice) for notice in photo.notices] == notices
