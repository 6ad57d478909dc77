"""Where a photo was taken is taken away, in whatever form a file says it."""

import struct
from dataclasses import replace

import numpy as np
import pytest

from colorizer_gui.engine.photo import (
    WRITABLE_FORMATS,
    lost_for_good,
    read_photo,
    without_location,
    write_photo,
)
from metadata_files import (
    ascii_tag,
    dataset,
    exif,
    exif_segment,
    jpeg,
    png,
    ratio,
    resource,
    resource_segments,
    tiff,
    title,
    xmp,
    xmp_segment,
)

PLACE = "Anytown"
PLACES = PLACE.encode()
LATITUDE = struct.pack("<6I", 48, 1, 12, 1, 34, 1)
GPS = [(1, 2, b"N\0"), (2, 5, LATITUDE)]

XMP_PLACES = {
    "city": ("", f'photoshop:City="{PLACE}"'),
    "city as element": (f"<photoshop:City>{PLACE}</photoshop:City>", ""),
    "country": ("", f'photoshop:Country="{PLACE}" photoshop:State="{PLACE}"'),
    "location": ("", f'Iptc4xmpCore:Location="{PLACE}" Iptc4xmpCore:CountryCode="{PLACE}"'),
    "shown": (
        "<Iptc4xmpExt:LocationShown><rdf:Bag><rdf:li rdf:parseType='Resource'>"
        f"<Iptc4xmpExt:City>{PLACE}</Iptc4xmpExt:City></rdf:li></rdf:Bag>"
        "</Iptc4xmpExt:LocationShown>",
        "",
    ),
    "created": (
        f'<Iptc4xmpExt:LocationCreated><rdf:Description Iptc4xmpExt:Sublocation="{PLACE}"/>'
        "</Iptc4xmpExt:LocationCreated>",
        "",
    ),
    "coverage": (f"<dc:coverage>{PLACE}</dc:coverage>", ""),
    "gps": ("", f'exif:GPSLatitude="{PLACE}" exif:GPSAreaInformation="{PLACE}"'),
    "maker note": (f"<exif:MakerNote>{PLACE}</exif:MakerNote>", ""),
    "another vocabulary": ("", f'own:GpsLongitude="{PLACE}" own:city="{PLACE}"'),
    "a copy inside": (
        f'<own:ingredient><rdf:Description photoshop:City="{PLACE}"/></own:ingredient>',
        "",
    ),
}
KEPT_IN_XMP = title("The house by the lake")


@pytest.mark.parametrize("form", XMP_PLACES)
def test_places_of_xmp(tmp_path, form):
    inside, attributes = XMP_PLACES[form]
    path = tmp_path / "photo.jpg"
    path.write_bytes(jpeg(xmp_segment(xmp(KEPT_IN_XMP + inside, attributes))))
    metadata = read_photo(path).metadata
    assert PLACES in metadata.xmp
    stripped = without_location(metadata)
    assert PLACES not in stripped.xmp
    assert b"The house by the lake" in stripped.xmp


def test_names_of_regions_and_addresses_of_makers_are_no_places(tmp_path):
    face = (
        "<mwg-rs:Regions rdf:parseType='Resource'><mwg-rs:RegionList><rdf:Bag>"
        "<rdf:li mwg-rs:Name='Anna'/></rdf:Bag></mwg-rs:RegionList></mwg-rs:Regions>"
        "<Iptc4xmpCore:CreatorContactInfo Iptc4xmpCore:CiAdrCity='Studio City'/>"
    )
    path = tmp_path / "photo.jpg"
    path.write_bytes(jpeg(xmp_segment(xmp(face))))
    stripped = without_location(read_photo(path).metadata)
    assert b"Anna" in stripped.xmp
    assert b"Studio City" in stripped.xmp


RECORDS = b"".join(dataset(number, PLACES) for number in (26, 27, 90, 92, 95, 100, 101))
CAPTION = dataset(120, b"The house by the lake")


def swapped(iptc):
    """Records as some programs write them, in words of the other byte order."""
    iptc += b"\0" * (-len(iptc) % 4)
    return b"".join(iptc[start : start + 4][::-1] for start in range(0, len(iptc), 4))


@pytest.mark.parametrize(
    "content",
    [
        tiff(t33723=(7, RECORDS + CAPTION)),
        tiff(t33723=(4, swapped(RECORDS + CAPTION))),
        tiff(t34377=(1, resource(1028, RECORDS + CAPTION))),
        jpeg(resource_segments(resource(1028, RECORDS + CAPTION), step=50)),
        jpeg(resource_segments(resource(1028, swapped(RECORDS + CAPTION)))),
    ],
    ids=["tiff", "swapped", "photoshop", "jpeg in parts", "swapped jpeg"],
)
def test_places_of_iptc(tmp_path, content):
    path = tmp_path / "photo"
    path.write_bytes(content)
    metadata = read_photo(path).metadata
    assert metadata.iptc == RECORDS + CAPTION
    assert without_location(metadata).iptc == CAPTION


def test_places_of_exif_and_of_maker_notes(tmp_path):
    note = b"Maker\0" + PLACES
    data = exif(ascii_tag(270, "a caption"), ratio(282, 300), gps=GPS, note=note)
    path = tmp_path / "photo.jpg"
    path.write_bytes(jpeg(exif_segment(data)))
    metadata = read_photo(path).metadata
    assert LATITUDE in metadata.exif
    assert note in metadata.exif
    stripped = without_location(metadata)
    assert LATITUDE not in stripped.exif
    assert PLACES not in stripped.exif
    assert b"a caption" in stripped.exif
    assert [str(each) for each in lost_for_good(stripped.extras)] == ["maker notes"]


def test_places_of_geotiff(tmp_path):
    tie = struct.pack("<6d", 0, 0, 0, 16.37, 48.21, 0)
    path = tmp_path / "photo.tif"
    path.write_bytes(tiff(t33922=(7, tie), t34737=(2, b"Anytown grid\0"), t270=(2, b"a map\0")))
    metadata = read_photo(path).metadata
    assert tie in metadata.exif
    stripped = without_location(metadata).exif
    assert tie not in stripped
    assert PLACES not in stripped
    assert b"a map" in stripped


def test_places_of_texts(tmp_path):
    texts = [(b"tEXt", b"Location\0Anytown"), (b"iTXt", b"exif:GPSLatitude\0\0\0\0\0Anytown")]
    path = tmp_path / "photo.png"
    path.write_bytes(png(*texts, (b"tEXt", b"Title\0The house by the lake")))
    metadata = read_photo(path).metadata
    assert len(metadata.extras) == 3
    assert [extra.name for extra in without_location(metadata).extras] == ["Title"]


@pytest.mark.parametrize("row", WRITABLE_FORMATS, ids=lambda row: row.id)
def test_no_format_writes_a_place(tmp_path, row):
    inside = "".join(inside for inside, _ in XMP_PLACES.values() if "City>" not in inside)
    attributes = " ".join(XMP_PLACES[form][1] for form in ("city", "country", "location", "gps"))
    path = tmp_path / "photo.jpg"
    path.write_bytes(
        jpeg(
            exif_segment(exif(ascii_tag(270, "a caption"), gps=GPS, note=b"Maker\0" + PLACES)),
            xmp_segment(xmp(KEPT_IN_XMP + inside, attributes)),
            resource_segments(resource(1028, RECORDS + CAPTION)),
        )
    )
    photo = read_photo(path)
    stripped = replace(photo, metadata=without_location(photo.metadata))
    result = write_photo(tmp_path / f"out{row.suffix}", np.dstack([photo.pixels] * 3), stripped)
    data = result.read_bytes()
    assert PLACES not in data
    assert LATITUDE not in data
