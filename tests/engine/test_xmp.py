"""XMP as XML: what is not understood is kept, what is hostile is refused quickly."""

import hashlib
import struct
import time
import xml.etree.ElementTree as ET

import numpy as np
import pytest

from colorizer_gui.engine.photo import Metadata, marked, read_photo, write_photo
from colorizer_gui.engine.photo.metadata.xmp import Packet
from metadata_files import (
    NAMESPACES,
    RDF,
    jpeg,
    png,
    segment,
    tiff,
    title,
    xmp,
    xmp_segment,
)
from photo_files import notices_of

QUALIFIED = (
    '<own:source rdf:parseType="Resource"><rdf:value>a box</rdf:value>'
    "<own:shelf>3</own:shelf></own:source>"
)
LISTS = (
    "<dc:subject><rdf:Bag><rdf:li>family</rdf:li><rdf:li>lake</rdf:li></rdf:Bag></dc:subject>"
    "<dc:creator><rdf:Seq><rdf:li>Anna</rdf:li></rdf:Seq></dc:creator>"
    '<dc:rights><rdf:Alt><rdf:li xml:lang="x-default">none</rdf:li>'
    '<rdf:li xml:lang="de">keine</rdf:li></rdf:Alt></dc:rights>'
)
NESTED = (
    '<own:page own:number="4" xmlns:deep="urn:deep:1"><rdf:Description deep:word="a&amp;b">'
    "<deep:text>1 &lt; 2 &amp; 3 &gt; 2\n and more</deep:text></rdf:Description></own:page>"
)
RICH = xmp(
    title() + LISTS + QUALIFIED + NESTED + "<!-- a note --><?own instruction?>",
    'xmp:Rating="4" own:quote=\'say "yes"\'',
)


def name(prefixed):
    prefix, _, local = prefixed.partition(":")
    return f"{{{NAMESPACES[prefix]}}}{local}"


def tree(packet):
    """All that a packet says, without the program's own note."""
    root = ET.fromstring(packet)
    rdf = root[0]
    for description in list(rdf):
        if "{urn:colorizer:1}Model" in description.attrib:
            rdf.remove(description)
    return ET.canonicalize(ET.tostring(root, "unicode"))


@pytest.fixture
def reading(tmp_path):
    """Read a TIFF with an XMP packet."""

    def read(packet):
        path = tmp_path / "photo.tif"
        path.write_bytes(tiff(t700=(1, packet)))
        return read_photo(path)

    return read


def test_a_note_is_added_and_all_else_stays(reading):
    kept = reading(RICH).metadata
    assert kept.xmp == RICH
    noted = marked(kept, "Net", "12ab", "34cd").xmp
    assert tree(noted) == tree(RICH)
    text = noted.decode()
    for part in ("<!-- a note -->", "<?own instruction?>", 'xml:lang="de"', "xmlns:deep="):
        assert part in text


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_every_encoding_of_unicode(reading, encoding):
    photo = reading(RICH.decode().encode(encoding))
    assert photo.notices == ()
    assert tree(photo.metadata.xmp) == tree(RICH)


@pytest.mark.parametrize(
    "odd",
    [
        RICH + b"\0" * 100,
        b"\n \n" + RICH + b" " * 2000,
        RICH + b"<end",
        b'<?xml version="1.0" encoding="UTF-8"?>' + RICH,
        RICH.replace(b"1 &lt; 2", b"1 \x01 &lt; 2"),
        RICH.replace(b"Anna", b"Ann\xe4"),
        RICH.replace(b"keine", b"keine & &nbsp; &#228; &more"),
        RICH.replace(b'xmlns:dc="http://purl.org/dc/elements/1.1/"', b""),
    ],
    ids=["nulls", "spaces", "tail", "declaration", "control", "latin", "ampersands", "undeclared"],
)
def test_slips_of_other_programs_cost_nothing(reading, odd):
    photo = reading(odd)
    assert photo.notices == ()
    noted = marked(photo.metadata, "Net", "12ab", "34cd").xmp
    root = ET.fromstring(noted)
    assert root.find(f".//{name('dc:title')}//{{{RDF}}}li").text == "Grandmother & the lake"


def test_both_forms_of_a_property_are_found():
    one = Packet(xmp('<tiff:Orientation>6</tiff:Orientation><exif:City rdf:resource="x"/>'))
    other = Packet(xmp(attributes='tiff:Orientation="6"'))
    name = NAMESPACES["tiff"] + "Orientation"
    assert (one.value(name), other.value(name), one.value("none")) == ("6", "6", None)
    for packet in (one, other):
        packet.replace(name, "1")
        assert packet.value(name) == "1"
        assert packet.remove(lambda each: each == name) == {name}
        assert packet.value(name) is None


HEAD = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="%b">' % RDF.encode()
BOMB = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'


@pytest.mark.parametrize(
    "hostile",
    [
        BOMB + RICH,
        b'<!DOCTYPE x SYSTEM "file:///etc/passwd">' + RICH,
        HEAD + b"<rdf:Description urn:colorizer:1 " * 12000,
        HEAD + b"<a:DigitalSourceType>" * 20000,
        HEAD + b"<rdf:Description>" * 300 + b"</rdf:Description>" * 300 + b"</rdf:RDF></x:xmpmeta>",
        HEAD + b"<a/>" * 220_000 + b"</rdf:RDF></x:xmpmeta>",
    ],
    ids=["entities", "outside", "attributes", "open", "deep", "many"],
)
def test_hostile_xmp_is_refused_quickly(reading, hostile):
    begun = time.process_time()
    photo = reading(hostile)
    assert time.process_time() - begun < 5
    assert photo.metadata.xmp is None
    assert notices_of(photo) == ["The XMP data in photo.tif is damaged and was left out."]


def test_xmp_in_another_text_of_a_png(tmp_path):
    path = tmp_path / "photo.png"
    path.write_bytes(png((b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + RICH)))
    assert read_photo(path).metadata.xmp == RICH


# Extended XMP of JPEG

LONG = "word " * 30000


def extended_segments(packet, guid=None, step=40000, order=1):
    """The segments of an extended part, in any order."""
    guid = guid or hashlib.md5(packet).hexdigest().upper()
    parts = [
        segment(
            0xE1,
            b"http://ns.adobe.com/xmp/extension/\0"
            + guid.encode()
            + struct.pack(">II", len(packet), start)
            + packet[start : start + step],
        )
        for start in range(0, len(packet), step)
    ]
    return guid, b"".join(parts[::order])


def extended_jpeg(tmp_path, **options):
    part = xmp(f"<photoshop:History>{LONG}</photoshop:History>" + title("of the extended part"))
    guid, segments = extended_segments(part, **options)
    main = xmp(LISTS, f'xmpNote:HasExtendedXMP="{guid}" xmp:Rating="4"')
    path = tmp_path / "long.jpg"
    path.write_bytes(jpeg(xmp_segment(main), segments))
    return read_photo(path)


@pytest.mark.parametrize("order", [1, -1])
def test_the_parts_of_xmp_are_put_together(tmp_path, order):
    photo = extended_jpeg(tmp_path, order=order)
    assert photo.notices == ()
    packet = ET.fromstring(photo.metadata.xmp)
    assert packet.find(f".//{name('photoshop:History')}").text.strip() == LONG.strip()
    assert packet.find(f".//{name('dc:title')}") is not None
    assert packet.find(f".//{name('dc:subject')}") is not None
    assert b"HasExtendedXMP" not in photo.metadata.xmp


def test_long_xmp_is_written_in_parts_again(tmp_path):
    photo = extended_jpeg(tmp_path)
    noted = marked(photo.metadata, "Net", "12ab", "34cd")
    pixels = np.dstack([photo.pixels] * 3)
    path = write_photo(tmp_path / "out.jpg", pixels, photo.__class__(pixels, metadata=noted))
    data = path.read_bytes()
    assert data.count(b"http://ns.adobe.com/xmp/extension/\0") == 3
    main = data[data.index(b"http://ns.adobe.com/xap/1.0/\0") :]
    assert main.index(b"colorizer:Model") < main.index(b"</x:xmpmeta>")
    again = read_photo(path)
    assert again.notices == ()
    root = ET.fromstring(again.metadata.xmp)
    assert root.find(f".//{name('photoshop:History')}").text.strip() == LONG.strip()
    for element in (root, ET.fromstring(noted.xmp)):
        assert len(element.findall(f".//{name('dc:title')}")) == 1
        assert len(element.findall(f".//{name('dc:subject')}")) == 1


def test_a_part_that_is_missing_is_said(tmp_path):
    part = xmp(title())
    _, segments = extended_segments(part, guid="A" * 32)
    path = tmp_path / "photo.jpg"
    main = xmp(LISTS, f'xmpNote:HasExtendedXMP="{"B" * 32}"')
    path.write_bytes(jpeg(xmp_segment(main), segments))
    photo = read_photo(path)
    assert notices_of(photo) == ["Some metadata in photo.jpg is damaged and was left out."]
    assert b"HasExtendedXMP" not in photo.metadata.xmp


def test_marking_needs_no_xmp():
    assert b"RecipeHash" in marked(Metadata(), "Net", "12ab", "34cd").xmp
