"""Habits of unusual writers: their metadata count as those of the usual ones."""

import hashlib
import io
import struct

import numpy as np
import pillow_heif
import pytest
from PIL import Image

from colorizer_gui.engine.photo import lost_for_good, read_photo, without_regions, write_photo
from colorizer_gui.engine.photo.directory import read_page
from colorizer_gui.engine.photo.metadata.privacy import without_location
from metadata_files import (
    DPI,
    EXIF_CAPTION,
    FULL_IPTC,
    IPTC_BOX,
    URL,
    XMP_BOX,
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
    raw_profile,
    resource,
    resource_segments,
    segment,
    shorts,
    tiff,
    title,
    xmp,
    xmp_segment,
)

CREDIT = 'photoshop:Credit="Archive"'
SIDEWAYS = exif_segment(exif(shorts(274, 6)))


def extension(digest, body):
    """The segment of a part of extended XMP."""
    head = b"http://ns.adobe.com/xmp/extension/\0" + digest + struct.pack(">II", len(body), 0)
    return segment(0xE1, head + body)


# EXIF


@pytest.mark.parametrize("head", [b"Exif\0\xff", b"exif\0\0", b"EXIF\0\0", b"Exif\0\1"])
def test_other_marks_of_exif(reading, head):
    tags = exif(shorts(274, 6), ascii_tag(270, EXIF_CAPTION))
    photo = reading(jpeg(segment(0xE1, head + tags)))
    assert photo.pixels.shape == (64, 48)
    assert EXIF_CAPTION.encode() in photo.metadata.exif


@pytest.mark.parametrize("order", "<>")
@pytest.mark.parametrize(("kind", "code", "values"), [(5, "2I", (12, 2)), (11, "f", (6,))])
@pytest.mark.parametrize("suffix", [".jpg", ".png", ".webp"])
def test_an_orientation_that_is_no_integer_turns(reading, order, kind, code, values, suffix):
    value = struct.pack(order + code, *values)
    start = {"<": b"II*\0", ">": b"MM\0*"}[order] + struct.pack(order + "IH", 8, 1)
    field = value if len(value) == 4 else struct.pack(order + "I", 26)
    tags = start + struct.pack(order + "HHI", 274, kind, 1) + field + bytes(4) + value
    content = {
        ".jpg": lambda: jpeg(exif_segment(tags)),
        ".png": lambda: png((b"eXIf", tags)),
        ".webp": lambda: pillow("WEBP", exif=tags),
    }[suffix]()
    assert reading(content, "photo" + suffix).pixels.shape[:2] == (64, 48)


@pytest.mark.parametrize("where", ["EXIF", "JFIF", "PNG"])
@pytest.mark.parametrize("suffix", [".jpg", ".png", ".tif", ".webp"])
def test_pixels_that_are_not_square_and_of_no_size_stay_so(reading, tmp_path, where, suffix):
    sizes = [(282, 5, struct.pack("<II", 1, 1)), (283, 5, struct.pack("<II", 2, 1))]
    content = jpeg(exif_segment(exif(shorts(274, 6), shorts(296, 1), *sizes)))
    if where == "JFIF":
        content = jpeg(SIDEWAYS)
        content = content[:13] + struct.pack(">BHH", 0, 1, 2) + content[18:]
    elif where == "PNG":
        content = png((b"pHYs", struct.pack(">IIB", 1, 2, 0)), (b"eXIf", exif(shorts(274, 6))))
    photo = reading(content, "photo.png" if where == "PNG" else "photo.jpg")
    result = read_photo(write_photo(tmp_path / f"a{suffix}", np.dstack([photo.pixels] * 3), photo))
    page = read_page(result.metadata.exif)
    assert (page.ratio(282), page.ratio(283), page.number(296)) == (2, 1, 1)


RESOLUTION = resource(1005, struct.pack(">IHHIHH", 300 << 16, 1, 1, 600 << 16, 1, 1))
IN_XMP = (
    'tiff:XResolution="{}" tiff:YResolution="{}" tiff:ResolutionUnit="{}"'.format(*each)
    for each in (("300/1", "600", 2), ("11811/100", "23622/100", 3))
)


@pytest.mark.parametrize(
    "part",
    [resource_segments(RESOLUTION), *(xmp_segment(xmp("", stated)) for stated in IN_XMP)],
    ids=["Photoshop", "inches in XMP", "centimeters in XMP"],
)
def test_a_resolution_that_only_one_part_states(reading, part):
    assert reading(jpeg(part)).metadata.dpi == pytest.approx(DPI, rel=1e-4)
    assert reading(jpeg(SIDEWAYS, part)).metadata.dpi == pytest.approx(DPI[::-1], rel=1e-4)


# XMP


@pytest.mark.parametrize("name", ["photo.jpg", "photo.png", "photo.jp2"])
def test_a_second_packet_adds_what_the_first_lacks(reading, name):
    first, second = xmp(title("First")), xmp(title("Second"), CREDIT)
    content = {
        "photo.jpg": lambda: jpeg(xmp_segment(first), xmp_segment(second)),
        "photo.png": lambda: png(
            (b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + first), raw_profile(b"xmp", second)
        ),
        "photo.jp2": lambda: jpeg2000(
            box(b"uuid", XMP_BOX + first), box(b"uuid", XMP_BOX + second)
        ),
    }[name]()
    kept = reading(content, name).metadata.xmp
    assert b"First" in kept
    assert b"Second" not in kept
    assert b"Archive" in kept


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("letters", [bytes.lower, bytes.upper])
def test_the_name_of_extended_xmp_in_any_letters(reading, encoding, letters):
    body = xmp("", CREDIT)
    digest = hashlib.md5(body).hexdigest().upper()
    main = xmp(title(), f'xmpNote:HasExtendedXMP="{digest}"').decode().encode(encoding)
    photo = reading(jpeg(xmp_segment(main), extension(letters(digest.encode()), body)))
    assert b"Archive" in photo.metadata.xmp
    assert not photo.notices


@pytest.mark.parametrize("encoding", ["utf-16", "iso-8859-1"])
def test_a_declared_encoding_is_that_of_the_result(reading, encoding):
    packet = xmp(title("Ä")).decode().replace("\ufeff", "")
    written = f'<?xml version="1.0" encoding="{encoding}"?>{packet}'.encode(encoding)
    kept = reading(jpeg(xmp_segment(written))).metadata.xmp
    assert encoding.encode() not in kept
    assert "Ä".encode() in kept


def test_further_names_of_what_describes_the_old_file(reading):
    old = (
        'xmlns:e="http://cipa.jp/exif/1.0/" e:InteroperabilityIndex="R03" e:Gamma="2.2" '
        'e:LensModel="kept" xmlns:d="http://purl.org/dc/terms/" d:format="image/tiff"'
    )
    kept = reading(jpeg(xmp_segment(xmp(title(), old)))).metadata.xmp
    assert b"kept" in kept
    assert not [word for word in (b"R03", b"2.2", b"image/tiff") if word in kept]


# IPTC and resources


def test_iptc_without_resources_around_it(reading):
    photo = reading(jpeg(segment(0xED, FULL_IPTC)))
    assert photo.metadata.iptc == FULL_IPTC
    assert not photo.metadata.extras


def test_resources_in_the_box_of_iptc(reading):
    block = resource(1028, FULL_IPTC) + resource(1035, URL)
    photo = reading(jpeg2000(box(b"uuid", IPTC_BOX + block)), "photo.jp2")
    assert photo.metadata.iptc == FULL_IPTC
    assert [extra.name for extra in photo.metadata.extras] == ["URL"]


def test_further_pictures_of_an_heic_are_named(reading):
    file = pillow_heif.from_bytes("RGB", (64, 48), np.dstack([pixels()] * 3).tobytes())
    buffer = io.BytesIO()
    file.save(buffer)
    assert not reading(buffer.getvalue(), "photo.heic").metadata.extras
    file.add_from_pillow(Image.fromarray(255 - pixels()))
    buffer = io.BytesIO()
    file.save(buffer, save_all=True)
    names = lost_for_good(reading(buffer.getvalue(), "photo.heic").metadata.extras)
    assert [str(name) for name in names] == ["further pictures"]


def guides(*places, grid=(576, 288)):
    """The resource of guides: in pixels, and whether they lie level."""
    body = struct.pack(">4I", 1, *grid, len(places))
    return body + b"".join(struct.pack(">iB", 32 * place, level) for place, level in places)


@pytest.mark.parametrize(
    ("orientation", "turned"),
    [
        (1, guides((10, 0), (8, 1))),
        (2, guides((54, 0), (8, 1))),
        (3, guides((54, 0), (40, 1))),
        (6, guides((10, 1), (40, 0), grid=(288, 576))),
        (8, guides((54, 1), (8, 0), grid=(288, 576))),
    ],
)
def test_guides_turn_with_the_pixels(reading, orientation, turned):
    written = resource_segments(resource(1032, guides((10, 0), (8, 1))))
    photo = reading(jpeg(exif_segment(exif(shorts(274, orientation))), written))
    assert [extra.data for extra in photo.metadata.extras] == [resource(1032, turned)]


@pytest.mark.parametrize(("count", "names"), [(1, []), (2, ["regions"])])
def test_slices_that_cannot_be_turned_are_named(reading, count, names):
    slices = struct.pack(">5II2HI", 6, 0, 0, 48, 64, 2, 65, 0, count)
    photo = reading(jpeg(SIDEWAYS, resource_segments(resource(1050, slices))))
    assert [str(label) for label in lost_for_good(photo.metadata.extras)] == names


# Places


@pytest.mark.parametrize(
    "name",
    [
        *("contentLocation", "spatialCoverage", "verbatimCoordinates", "GeolocationCity"),
        *("PlaceName", "Town", "geonameId", "footprintWKT", "targetLatitude"),
    ],
)
def test_places_of_other_vocabularies(reading, name):
    packet = xmp(f'<n:{name} xmlns:n="http://example.org/">Salzburg</n:{name}>{title()}')
    kept = without_location(reading(jpeg(xmp_segment(packet))).metadata).xmp
    assert b"Salzburg" not in kept
    assert b"Grandmother" in kept


def test_the_address_of_a_photographer_is_no_place(reading):
    packet = xmp("", 'Iptc4xmpCore:CiAdrCity="Linz" own:Replacement="kept" own:Capacity="kept"')
    kept = without_location(reading(jpeg(xmp_segment(packet))).metadata).xmp
    assert kept.count(b"kept") == 2
    assert b"Linz" in kept


@pytest.mark.parametrize("key", [b"geo.position", b"ICBM", b"DC.coverage", b"geo.placename"])
def test_places_of_texts_as_pages_have_them(reading, key):
    photo = reading(png((b"tEXt", key + b"\0Salzburg"), (b"tEXt", b"Title\0kept")), "photo.png")
    assert [extra.name for extra in without_location(photo.metadata).extras] == ["Title"]


@pytest.mark.parametrize("number", [33920, 50844, 50909])
def test_places_in_further_tags(reading, number):
    tags = exif(ascii_tag(270, EXIF_CAPTION), (number, 7, b"47.8 N, 13.0 E"))
    kept = without_location(reading(jpeg(exif_segment(tags))).metadata).exif
    assert list(read_page(kept).tags) == [270]


def test_a_keyword_of_bare_iptc_is_kept_without_its_place(reading):
    records = dataset(90, b"Wien") + dataset(25, b"family")
    photo = reading(jpeg(segment(0xED, records)))
    assert without_location(photo.metadata).iptc == dataset(25, b"family")


# Containers that few read


def test_metadata_of_a_tiff_in_exif(reading):
    tags = exif((700, 1, xmp(title())), (33723, 7, FULL_IPTC), (34377, 1, resource(1035, URL)))
    photo = reading(jpeg(exif_segment(tags)))
    assert b"Grandmother" in photo.metadata.xmp
    assert photo.metadata.iptc == FULL_IPTC
    assert [extra.name for extra in photo.metadata.extras] == ["URL"]


@pytest.mark.parametrize(
    "empty",
    [
        b"  \n",
        b'<?xpacket begin="" id=""?>' + b" " * 99 + b'<?xpacket end="w"?>',
        b'<x:xmpmeta xmlns:x="adobe:ns:meta/"/>',
        b'<x:xmpmeta xmlns:x="adobe:ns:meta/"> </x:xmpmeta>\0',
    ],
)
def test_an_empty_packet_is_no_damage(reading, empty):
    assert not reading(jpeg(xmp_segment(empty))).notices


def test_exif_that_ends_with_its_last_tag_is_no_damage(reading):
    tags = b"II*\0\x08\0\0\0\1\0" + struct.pack("<HHI4s", 270, 2, 4, b"abc\0")
    photo = reading(jpeg(exif_segment(tags)))
    assert b"abc" in photo.metadata.exif
    assert not photo.notices


def test_iptc_behind_zeros_and_resources_without_their_last_zero(reading):
    keyword = dataset(25, b"ab")
    unpadded = b"8BIM\4\4\0\0" + struct.pack(">I", len(keyword)) + bytes(0) + keyword
    photo = reading(jpeg(resource_segments(unpadded + resource(1035, URL))))
    assert photo.metadata.iptc == keyword
    assert [extra.name for extra in photo.metadata.extras] == ["URL"]
    assert reading(tiff(t33723=(7, bytes(2) + keyword)), "photo.tif").metadata.iptc == keyword


@pytest.mark.parametrize("stated", ["10 20 4 6", "10, 20, 4, 6"])
def test_a_subject_in_one_text_turns(reading, stated):
    packet = xmp(
        f"<exif:SubjectLocation>{stated}</exif:SubjectLocation>", f'exif:SubjectArea="{stated}"'
    )
    kept = reading(jpeg(SIDEWAYS, xmp_segment(packet))).metadata.xmp
    assert kept.count(b"28 10 6 4") == 2


def test_the_size_that_interoperability_states_is_that_of_the_result(reading, tmp_path):
    start = 8 + 2 + 12 + 4
    tags = b"II*\0" + struct.pack("<IHHHIII", 8, 1, 34665, 4, 1, start, 0)
    tags += struct.pack("<HHHIII", 1, 40965, 4, 1, start + 18, 0)
    tags += struct.pack("<HHHIIHHIII", 2, 4097, 4, 1, 9, 4098, 4, 1, 9, 0)
    photo = reading(jpeg(exif_segment(tags)))
    result = write_photo(tmp_path / "a.jpg", np.dstack([photo.pixels] * 3), photo)
    inside = read_page(read_photo(result).metadata.exif).tags[34665][40965]
    assert [struct.unpack("<I", inside[number].data)[0] for number in (4097, 4098)] == [64, 48]


PANORAMA = 'xmlns:p="http://ns.google.com/photos/1.0/panorama/" p:FullPanoWidthPixels="9999"'


def test_a_panorama_that_is_turned_is_none(reading):
    packet = xmp(title(), PANORAMA)
    assert b"9999" in reading(jpeg(xmp_segment(packet))).metadata.xmp
    turned = reading(jpeg(SIDEWAYS, xmp_segment(packet))).metadata
    assert b"9999" not in turned.xmp
    assert [str(label) for label in lost_for_good(turned.extras)] == ["regions"]


@pytest.mark.parametrize(
    ("orientation", "degrees"),
    [(1, 270), (2, 90), (3, 90), (4, 270), (5, 0), (6, 0), (7, 180), (8, 180)],
)
def test_the_angle_of_a_face_turns(reading, orientation, degrees):
    head = 'xmlns:f="http://ns.apple.com/faceinfo/1.0/"'
    face = f'<rdf:Description {head} f:AngleInfoRoll="270"/>'
    packet = xmp(f"<mwg-rs:Extensions>{face}</mwg-rs:Extensions>")
    photo = reading(jpeg(exif_segment(exif(shorts(274, orientation))), xmp_segment(packet)))
    assert f'AngleInfoRoll="{degrees}"'.encode() in photo.metadata.xmp


def test_a_map_beside_another_picture_is_none(reading):
    tags = exif(ascii_tag(270, EXIF_CAPTION), (34735, 3, bytes(8)))
    photo = reading(jpeg(exif_segment(tags), xmp_segment(xmp("", PANORAMA))))
    kept = without_regions(photo.metadata)
    assert list(read_page(kept.exif).tags) == [270]
    assert [str(label) for label in lost_for_good(kept.extras)] == ["GeoTIFF", "regions"]
