"""The containers of metadata: all their parts are read, and what is odd or hostile does no harm."""

import struct
import time
import zlib

import numpy as np
import pytest
from PIL import Image

from colorizer_gui.engine.errors import PhotoError
from colorizer_gui.engine.photo import lost_for_good, read_photo, write_photo
from colorizer_gui.engine.photo.directory import read_page
from colorizer_gui.engine.photo.file_content import FileContent
from colorizer_gui.engine.photo.metadata.media_boxes import take_boxes
from metadata_files import (
    COMMENT,
    EXIF_CAPTION,
    FULL_EXIF,
    FULL_IPTC,
    FULL_RESOURCES,
    FULL_XMP,
    TEXTS,
    URL,
    ascii_tag,
    box,
    dataset,
    exif,
    exif_segment,
    jpeg,
    jpeg2000,
    pillow,
    pixels,
    png,
    ratio,
    raw_profile,
    resource,
    resource_segments,
    segment,
    shorts,
    tiff,
    xmp_segment,
)
from photo_files import notices_of, png_chunk


def saved(photo, path):
    """The photo's metadata in a file, read again."""
    return read_photo(write_photo(path, np.dstack([photo.pixels] * 3), photo))


# JPEG


def test_resources_over_several_segments(reading, tmp_path):
    long = FULL_IPTC + b"".join(dataset(25, b"%05d" % n * 200) for n in range(150))
    photo = reading(jpeg(resource_segments(resource(1028, long) + resource(1035, URL))))
    assert photo.metadata.iptc == long
    assert photo.notices == ()
    again = saved(photo, tmp_path / "out.jpg")
    assert again.metadata.iptc == long
    assert again.metadata.extras == photo.metadata.extras


def test_comments_are_kept_byte_for_byte(reading, tmp_path):
    comments = [COMMENT, "Köln".encode("latin-1"), b"\0\0"]
    photo = reading(jpeg(*(segment(0xFE, comment) for comment in comments)))
    assert [extra.data for extra in saved(photo, tmp_path / "a.jpg").metadata.extras] == comments[
        :2
    ]
    texts = saved(photo, tmp_path / "b.png").metadata.extras
    assert [extra.data for extra in texts] == [
        b"tEXtComment\0" + COMMENT,
        b"tEXtComment\0" + "Köln".encode("latin-1"),
    ]


def test_what_no_result_keeps_is_named(reading):
    photo = reading(
        jpeg(
            segment(0xE4, b"of a maker"),
            segment(0xEB, b"JP\0\0c2pa manifest"),
            segment(0xE2, b"urn:iso:std:iso:ts:21496:-1\0\0\0"),
            segment(0xEE, b"Adobe\0d\0\0\0\0\0"),
            segment(0xEC, b"Ducky\0\1\0\4\0\0\0\x3c"),
        )
    )
    assert [str(each) for each in lost_for_good(photo.metadata.extras)] == [
        "JPEG segments APP4",
        "gain map",
        "content credentials",
    ]


@pytest.mark.parametrize(
    ("jfif", "tags", "dpi"),
    [
        ((72, 72), (ratio(282, 600), ratio(283, 300), shorts(296, 2)), (600, 300)),
        ((72, 72), (), (72, 72)),
        (None, (ratio(282, 600), ratio(283, 600), shorts(296, 3)), (1524, 1524)),
        (None, (ratio(282, 600), ratio(283, 300), shorts(296, 1)), None),
        ((96, 96), (ratio(282, 600), ratio(283, 300), shorts(296, 1)), (96, 96)),
    ],
    ids=["exif wins", "jfif alone", "centimeters", "no unit", "exif without unit"],
)
def test_the_resolution_of_exif_counts_more_than_that_of_jfif(reading, tmp_path, jfif, tags, dpi):
    segments = [exif_segment(exif(ascii_tag(270, "a caption"), *tags))]
    photo = reading(jpeg(*segments, **({"dpi": jfif} if jfif else {})))
    assert photo.metadata.dpi == (pytest.approx(dpi) if dpi else None)
    for name in ("out.jpg", "out.tif"):
        assert saved(photo, tmp_path / name).metadata.dpi == photo.metadata.dpi


# Maker notes


def note_place(metadata):
    return read_page(metadata.exif).tags[34665][37500].place


@pytest.mark.parametrize("suffix", [".jpg", ".png", ".tif", ".webp"])
@pytest.mark.parametrize("where", [None, 1000, 40000])
def test_maker_notes_stay_in_their_place(reading, tmp_path, suffix, where):
    note = b"offsets of my own" * 50
    tags = [ascii_tag(270, EXIF_CAPTION * 20), ascii_tag(315, "Anna")]
    data = exif(*tags, note=note, note_place=where)
    place = data.index(note)
    photo = reading(jpeg(exif_segment(data)))
    assert note_place(photo.metadata) == place
    assert photo.metadata.exif[place:].startswith(note)
    colored = np.dstack([photo.pixels] * 3)
    path = write_photo(tmp_path / ("out" + suffix), colored, photo, software="Colorizer" * 20)
    if suffix == ".tif":
        assert path.read_bytes()[place:].startswith(note)
    again = read_photo(path)
    assert again.notices == ()
    assert note_place(again.metadata) == place
    assert again.metadata.exif.count(EXIF_CAPTION.encode() * 20) == 1
    np.testing.assert_allclose(again.pixels[..., 0].astype(int), photo.pixels, atol=40)


def test_maker_notes_that_may_lie_anywhere(reading):
    note = b"Nikon\0\x02\x10\0\0II*\0" + b"of a camera" * 5
    photo = reading(jpeg(exif_segment(exif(ascii_tag(270, "c"), note=note, note_place=50000))))
    assert note in photo.metadata.exif
    assert len(photo.metadata.exif) < 1000


def test_maker_notes_that_cannot_stay_are_named(reading):
    data = exif(ascii_tag(270, "c"), note=b"far away" * 10, note_place=200_000)
    photo = reading(png((b"eXIf", data)), "photo.png")
    assert b"far away" not in photo.metadata.exif
    assert [str(each) for each in lost_for_good(photo.metadata.extras)] == ["maker notes"]


# PNG


def test_texts_are_kept_byte_for_byte(reading, tmp_path):
    time_chunk = (b"tIME", struct.pack(">H5B", 1999, 5, 1, 12, 0, 0))
    photo = reading(png(*TEXTS, time_chunk), "photo.png")
    path = write_photo(tmp_path / "out.png", np.dstack([photo.pixels] * 3), photo)
    for name, body in (*TEXTS, time_chunk):
        assert name + body in path.read_bytes()


@pytest.mark.parametrize(
    ("chunk", "item"),
    [
        (raw_profile(b"exif", b"Exif\0\0" + FULL_EXIF), "exif"),
        (raw_profile(b"APP1", b"Exif\0\0" + FULL_EXIF), "exif"),
        (raw_profile(b"APP1", b"http://ns.adobe.com/xap/1.0/\0" + FULL_XMP), "xmp"),
        (raw_profile(b"xmp", FULL_XMP), "xmp"),
        (raw_profile(b"iptc", FULL_IPTC), "iptc"),
        (raw_profile(b"iptc", FULL_RESOURCES), "iptc"),
        (raw_profile(b"8bim", FULL_RESOURCES), "iptc"),
        ((b"eXIf", FULL_EXIF), "exif"),
        ((b"iTXt", b"XML:com.adobe.xmp\0\1\0\0\0" + zlib.compress(FULL_XMP)), "xmp"),
    ],
)
def test_profiles_in_texts(reading, tmp_path, chunk, item):
    photo = reading(png(chunk), "photo.png")
    assert photo.notices == ()
    expected = {"xmp": FULL_XMP, "iptc": FULL_IPTC, "exif": EXIF_CAPTION.encode()}[item]
    assert expected in getattr(photo.metadata, item)
    assert expected in getattr(saved(photo, tmp_path / "out.jpg").metadata, item)


@pytest.mark.parametrize(
    "chunk",
    [
        (b"zTXt", b"Title\0\0not packed"),
        (b"zTXt", b"Title\0\0" + zlib.compress(b"a title")[:-6]),
        (b"zTXt", b"Raw profile type exif\0\0" + zlib.compress(b"\nexif\n 5\nno digits\n")),
        (b"zTXt", b"Raw profile type xmp\0\0" + zlib.compress(bytes(2**27))),
    ],
    ids=["not packed", "cut", "no digits", "bomb"],
)
def test_damaged_texts_are_a_notice(reading, chunk):
    photo = reading(png(chunk, (b"tEXt", b"Author\0Anna")), "photo.png")
    assert "Some metadata in photo.png is damaged and was left out." in notices_of(photo) or (
        chunk[1].startswith(b"Title")
    )
    assert "Author" in [extra.name for extra in photo.metadata.extras]


def test_chunks_of_others_are_named(reading):
    photo = reading(png((b"oFFs", bytes(9)), (b"caBX", b"jumb"), (b"bKGD", b"\0\0")), "photo.png")
    assert [str(each) for each in lost_for_good(photo.metadata.extras)] == [
        "chunks oFFs",
        "content credentials",
    ]


# TIFF, JPEG 2000, WebP


def test_iptc_of_both_tags_of_tiff(reading):
    charset = dataset(90, b"\x1b%G", record=1)
    both = tiff(
        t33723=(7, dataset(25, b"family") + dataset(120, b"caption")),
        t34377=(1, resource(1028, charset + dataset(25, b"other") + dataset(80, b"Anna"))),
    )
    assert reading(both, "photo.tif").metadata.iptc == (
        charset + dataset(25, b"family") + dataset(120, b"caption") + dataset(80, b"Anna")
    )


def test_layers_are_named(reading):
    photo = reading(tiff(t37724=(7, b"Adobe Photoshop Document Data Block\0" * 100)), "photo.tif")
    assert [str(each) for each in lost_for_good(photo.metadata.extras)] == ["Photoshop layers"]


def test_boxes_of_jpeg_2000(reading):
    for_display = box(b"resd", struct.pack(">4H2b", 2835, 1, 2835, 1, 0, 0))
    for_capture = box(b"resc", struct.pack(">4H2b", 1181, 100, 2362, 100, 3, 3))
    photo = reading(
        jpeg2000(
            box(b"uuid", bytes.fromhex("b14bf8bd083d4b43a5ae8cd7d5a6ce03") + b"II*\0"),
            box(b"asoc", b"labels"),
            header=box(b"res ", for_display + for_capture),
        ),
        "photo.jp2",
    )
    assert photo.metadata.dpi == pytest.approx((600, 300), abs=0.1)
    assert [str(each) for each in lost_for_good(photo.metadata.extras)] == [
        "GeoTIFF",
        "JPEG 2000 boxes asoc",
    ]


def test_comments_of_jpeg_2000(reading):
    data = jpeg2000()
    stream = data[data.index(b"\xff\x4f\xff\x51") :]
    place = stream.index(b"\xff\x64")
    for kind, kept in ((1, [COMMENT]), (0, [])):
        comment = b"\xff\x64" + struct.pack(">HH", len(COMMENT) + 4, kind) + COMMENT
        photo = reading(stream[:place] + comment + stream[place:], "photo.j2k")
        assert [extra.data for extra in photo.metadata.extras] == kept


def test_chunks_that_webp_does_not_announce(reading):
    data = pillow("WEBP")
    for name, body in ((b"EXIF", FULL_EXIF), (b"XMP ", FULL_XMP)):
        data += name + struct.pack("<I", len(body)) + body + b"\0" * (len(body) % 2)
    photo = reading(data[:4] + struct.pack("<I", len(data) - 8) + data[8:], "photo.webp")
    assert EXIF_CAPTION.encode() in photo.metadata.exif
    assert photo.metadata.xmp == FULL_XMP


def test_chunks_behind_the_pixels_of_a_png(reading):
    data = png()
    extra = [(b"eXIf", FULL_EXIF), (b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + FULL_XMP), *TEXTS]
    behind = b"".join(png_chunk(*chunk) for chunk in extra)
    photo = reading(data[:-12] + behind + data[-12:], "photo.png")
    assert EXIF_CAPTION.encode() in photo.metadata.exif
    assert photo.metadata.xmp == FULL_XMP
    assert [extra.name for extra in photo.metadata.extras] == ["Author", "Source", "Description"]


def test_chunks_of_webp_are_named(reading):
    data = pillow("WEBP", exif=FULL_EXIF)
    data += b"ABCD" + struct.pack("<I", 4) + b"more"
    photo = reading(data[:4] + struct.pack("<I", len(data) - 8) + data[8:], "photo.webp")
    assert [str(each) for each in lost_for_good(photo.metadata.extras)] == ["chunks ABCD"]


# Hostile files


def sharing(count, size):
    """EXIF of many tags that all take the whole of it."""
    entries = b"".join(struct.pack("<HHII", 1000 + n, 7, size - 8, 8) for n in range(count))
    data = b"II*\0\x08\0\0\0" + struct.pack("<H", count) + entries + b"\0\0\0\0"
    return data.ljust(size, b"x")


def test_tags_that_share_bytes_are_read_quickly(reading):
    begun = time.process_time()
    photo = reading(png((b"eXIf", sharing(8000, 400_000))), "photo.png")
    assert time.process_time() - begun < 3
    assert len(photo.metadata.exif) < 1_000_000
    assert notices_of(photo) == ["Some metadata in photo.png is damaged and was left out."]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("photo.jpg", jpeg(*[segment(0xFE, b"%d" % n) for n in range(40_000)])),
        ("photo.jpg", jpeg(resource_segments(resource(9000, b"") * 60_000))),
        ("photo.tif", tiff(t33723=(7, dataset(25, b"") * 500_000))),
        ("photo.tif", tiff(t34377=(1, resource(9000, b"") * 60_000))),
        ("photo.png", png(*[(b"tEXt", b"%d\0" % n) for n in range(15_000)])),
    ],
    ids=["comments", "resources", "records", "resources of TIFF", "texts"],
)
def test_very_many_parts_are_read_quickly(reading, tmp_path, name, content):
    begun = time.process_time()
    photo = reading(content, name)
    assert time.process_time() - begun < 6
    assert photo.pixels.shape == pixels().shape
    assert len(photo.metadata.extras) <= 10_000


def test_many_tags_are_written_quickly(reading, tmp_path):
    tags = [(1000 + n, 7, b"%08d" % n) for n in range(10_000)]
    photo = reading(png((b"eXIf", exif(*tags))), "photo.png")
    begun = time.process_time()
    again = saved(photo, tmp_path / "out.png")
    assert time.process_time() - begun < 3
    assert len(read_page(again.metadata.exif).tags) >= 10_000


@pytest.mark.parametrize("seed", range(8))
def test_damaged_metadata_never_stops_a_photo(reading, seed):
    rng = np.random.default_rng(seed)
    parts = [exif_segment(), xmp_segment(), resource_segments(), segment(0xFE, COMMENT)]
    spoiled = []
    for part in parts:
        changed = bytearray(part)
        for place in rng.integers(20, len(part), 6):
            changed[place] = rng.integers(256)
        spoiled.append(bytes(changed))
    photo = reading(jpeg(*spoiled))
    assert photo.pixels.shape == pixels().shape


@pytest.mark.parametrize("seed", range(40))
def test_damaged_boxes_of_heic_are_left(seed):
    rng = np.random.default_rng(seed)
    data = bytearray(pillow("AVIF", exif=FULL_EXIF, xmp=FULL_XMP))
    for place in rng.integers(30, data.index(b"mdat"), 4):
        data[place] = rng.integers(256)
    begun = time.process_time()
    content = FileContent("photo.avif")
    take_boxes(content, bytes(data))
    assert content.orientation in (None, *range(1, 9))
    assert time.process_time() - begun < 2


def test_a_photo_without_metadata_has_none(reading):
    photo = reading(jpeg())
    metadata = photo.metadata
    assert (metadata.exif, metadata.xmp, metadata.iptc, metadata.dpi) == (None,) * 4
    assert metadata.extras == ()
    assert Image.fromarray(photo.pixels).size == (64, 48)


@pytest.mark.parametrize("is_chain", [True, False])
def test_pages_that_share_bytes_are_passed_over_quickly(reading, is_chain):
    """A thousand smaller versions that each take the whole file, or are all the same page."""
    tags = [(254, 4, 1, 1), (256, 4, 1, 8), (257, 4, 1, 8)]
    many = [(1000 + n, 7, 300_000, 8) for n in range(2000)]
    pages = []
    for number in range(1000 if is_chain else 1):
        start = 8 + number * (2 + 12 * (len(tags) + 1) + 4)
        last = (330, 4, 60_000, 8) if not is_chain else (1000, 7, 300_000, 8)
        entries = sorted([*tags, last] + ([] if is_chain else many))
        table = b"".join(struct.pack("<HHII", *entry) for entry in entries)
        following = start + 2 + len(table) + 4 if is_chain and number < 999 else 0
        pages.append(struct.pack("<H", len(entries)) + table + struct.pack("<I", following))
    data = (b"II*\0\x08\0\0\0" + b"".join(pages)) + struct.pack("<I", 8) * 75_000
    begun = time.process_time()
    with pytest.raises(PhotoError):
        reading(data.ljust(400_000, b"\0"), "photo.tif")
    assert time.process_time() - begun < 5
