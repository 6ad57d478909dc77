"""The note that a network colorized a photo, and the removal of metadata."""

import struct
import xml.etree.ElementTree as ET
from dataclasses import replace

import numpy as np
import pytest
from PIL import Image

from colorizer_gui.engine.photo import (
    Metadata,
    derived,
    marked,
    read_photo,
    without_location,
    without_metadata,
    write_photo,
)
from photo_files import notices_of

SOURCE_TYPE = "{http://iptc.org/std/Iptc4xmpExt/2008-02-29/}DigitalSourceType"
MODEL = "{urn:colorizer:1}Model"
RECIPE = "{urn:colorizer:1}RecipeHash"
ABOUT = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about"
XMP = (
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf='
    '"http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:exif="http://ns.adobe.com/exif/1.0/"'
    ' xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"'
    ' xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/"'
    ' exif:GPSLatitude="52,31N" Iptc4xmpExt:DigitalSourceType="negativeFilm">'
    "<photoshop:City>Berlin</photoshop:City>"
    '<dc:title><rdf:Alt><rdf:li xml:lang="x-default">Großmutter</rdf:li></rdf:Alt></dc:title>'
    "</rdf:Description></rdf:RDF></x:xmpmeta>"
).encode()


def properties(xmp):
    """All attributes of all descriptions of an XMP packet, which must be well-formed."""
    found = {}
    for description in ET.fromstring(xmp)[0]:
        attributes = {key: value for key, value in description.items() if key != ABOUT}
        assert not found.keys() & attributes.keys(), "a property stands twice"
        found |= attributes
    return found


@pytest.mark.parametrize("xmp", [None, XMP])
def test_a_colorized_photo_is_marked_once(xmp):
    once = marked(Metadata(xmp=xmp), 'Net "A" & B', "12ab", "34cd")
    twice = marked(once, 'Net "A" & B', "12ab", "34cd")
    assert twice == once
    found = properties(once.xmp)
    assert found[SOURCE_TYPE].endswith("/compositeWithTrainedAlgorithmicMedia")
    assert found[MODEL] == 'Net "A" & B'
    assert found[RECIPE] == "34cd"


def test_the_mark_of_version_0_1_0_is_replaced():
    """It names no recipe."""
    old = (
        b'<rdf:Description xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" rdf:about=""'
        b' xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/"'
        b' xmlns:colorizer="urn:colorizer:1" Iptc4xmpExt:DigitalSourceType="composite"'
        b' colorizer:Model="Old 1" colorizer:ModelHash="00"/></rdf:RDF>'
    )
    plain = XMP.replace(b'Iptc4xmpExt:DigitalSourceType="negativeFilm"', b"")
    marked_once = marked(Metadata(xmp=plain.replace(b"</rdf:RDF>", old)), "Net", "12ab", "34cd").xmp
    found = properties(marked_once)
    assert (found[MODEL], found[RECIPE]) == ("Net", "34cd")
    assert b"Old 1" not in marked_once
    assert marked_once.count(b"<rdf:Description") == 2


def test_the_mark_keeps_the_other_xmp():
    assert "Großmutter".encode() in marked(Metadata(xmp=XMP), "Net", "12ab", "34cd").xmp


@pytest.mark.parametrize(
    "odd",
    [
        XMP.decode().encode("utf-16"),
        XMP.decode().encode("utf-16-be"),
        b'<x:xmpmeta xmlns:x="adobe:ns:meta/">'
        b'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/></x:xmpmeta>',
    ],
)
def test_xmp_of_unusual_form_is_marked_too(tmp_path, odd):
    photo = tiff_with(odd, tmp_path)
    assert photo.notices == ()
    assert properties(marked(photo.metadata, "Net", "12ab", "34cd").xmp)[MODEL] == "Net"


@pytest.mark.parametrize("odd", [b"no XMP at all", XMP[:300]])
def test_damaged_xmp_gives_way_to_the_mark_with_a_notice(tmp_path, odd):
    photo = tiff_with(odd, tmp_path)
    assert notices_of(photo) == ["The XMP data in photo.tif is damaged and was left out."]
    assert properties(marked(photo.metadata, "Net", "12ab", "34cd").xmp)[MODEL] == "Net"


def tiff_with(xmp, tmp_path):
    path = tmp_path / "photo.tif"
    Image.new("L", (4, 4)).save(path, tiffinfo={700: xmp})
    return read_photo(path)


def test_only_the_location_is_removed(tmp_path):
    exif = Image.Exif()
    exif[0x010E] = "a caption"
    exif.get_ifd(0x8825).update({1: "N", 2: (52.0, 31.0, 0.0)})
    path = tmp_path / "photo.png"
    Image.fromarray(np.zeros((4, 4), np.uint8)).save(path, exif=exif)
    photo = read_photo(path)
    city, caption = (
        struct.pack(">BBBH", 0x1C, 2, dataset, len(text)) + text
        for dataset, text in ((90, b"Berlin"), (120, b"a caption"))
    )
    stripped = without_location(
        Metadata(exif=photo.metadata.exif, xmp=XMP, iptc=city + caption, dpi=(300, 300))
    )
    tags = Image.Exif()
    tags.load(b"Exif\0\0" + stripped.exif)
    assert tags[0x010E] == "a caption"
    assert not tags.get_ifd(0x8825)
    assert b"GPS" not in stripped.xmp
    assert b"Berlin" not in stripped.xmp
    assert "Großmutter".encode() in stripped.xmp
    assert properties(stripped.xmp)[SOURCE_TYPE] == "negativeFilm"
    assert stripped.iptc == caption
    assert stripped.dpi == (300, 300)


def test_only_the_resolution_survives_stripping():
    full = Metadata(exif=b"x", xmp=XMP, iptc=b"y", dpi=(600, 600))
    assert without_metadata(full) == Metadata(dpi=(600, 600))


@pytest.mark.parametrize("suffix", [".jpg", ".png", ".tif", ".webp"])
def test_the_mark_reaches_every_format(tmp_path, gray_file, suffix):
    photo = read_photo(gray_file)
    rgb = np.repeat(photo.pixels[..., None], 3, axis=-1)
    source = replace(photo, metadata=marked(photo.metadata, "Net", "12ab", "34cd"))
    path = write_photo(tmp_path / f"result{suffix}", rgb, source)
    assert properties(read_photo(path).metadata.xmp)[MODEL] == "Net"


# Ids of media management

MEDIA = "{http://ns.adobe.com/xap/1.0/mm/}"
REF = "{http://ns.adobe.com/xap/1.0/sType/ResourceRef#}"
OLD_SOURCE = '<xmpMM:DerivedFrom stRef:instanceID="xmp.iid:0"/>'
IDS = {
    "attributes": ('xmpMM:InstanceID="xmp.iid:1" xmpMM:DocumentID="xmp.did:2"', OLD_SOURCE),
    "elements": (
        "",
        "<xmpMM:InstanceID>xmp.iid:1</xmpMM:InstanceID>"
        f"<xmpMM:DocumentID>xmp.did:2</xmpMM:DocumentID>{OLD_SOURCE}",
    ),
}
HISTORY = (
    '<xmpMM:Ingredients><rdf:Bag><rdf:li stRef:instanceID="xmp.iid:7" xmpMM:InstanceID="xmp.iid:8">'
    "</rdf:li></rdf:Bag></xmpMM:Ingredients>"
)


def with_ids(form):
    """The packet with ids of a photo that was made of another."""
    attributes, inside = IDS[form]
    head = (
        f'<rdf:Description rdf:about="" xmlns:xmpMM="{MEDIA[1:-1]}" xmlns:stRef="{REF[1:-1]}" '
        f"{attributes}>{inside}{HISTORY}</rdf:Description></rdf:RDF>"
    )
    return Metadata(xmp=XMP.replace(b"</rdf:RDF>", head.encode()))


def media(xmp):
    """The ids of a packet: of the instance, of the document, and of what it was made of."""
    instances, documents, sources = [], [], []
    for description in ET.fromstring(xmp)[0]:
        for name, found in (("InstanceID", instances), ("DocumentID", documents)):
            found.extend(value for key, value in description.items() if key == MEDIA + name)
            found.extend(element.text for element in description.findall(MEDIA + name))
        sources += [
            {key.removeprefix(REF): value for key, value in element.items()}
            for element in description.findall(MEDIA + "DerivedFrom")
        ]
    return instances, documents, sources


@pytest.mark.parametrize("form", IDS)
def test_a_result_is_a_new_instance_of_the_document(form):
    (instance,), documents, sources = media(derived(with_ids(form), "recipe 1").xmp)
    assert instance.startswith("xmp.iid:")
    assert instance != "xmp.iid:1"
    assert documents == ["xmp.did:2"]
    assert sources == [{"instanceID": "xmp.iid:1", "documentID": "xmp.did:2"}]


def test_the_same_work_gives_the_same_instance():
    metadata = with_ids("attributes")
    first, again, other = (derived(metadata, work).xmp for work in ("1", "1", "2"))
    assert first == again
    assert media(first)[0] != media(other)[0]
    assert b'stRef:instanceID="xmp.iid:7" xmpMM:InstanceID="xmp.iid:8"' in first


def test_xmp_without_ids_gets_none():
    assert derived(Metadata(xmp=XMP), "1") == Metadata(xmp=XMP)
    assert derived(Metadata(), "1") == Metadata()
