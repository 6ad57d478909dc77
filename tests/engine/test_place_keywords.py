"""Keywords that tell a place are taken away with the places, as far as the metadata show it."""

import struct

import pytest

from colorizer_gui.engine.photo import Metadata, read_photo, without_location
from colorizer_gui.engine.photo.metadata.xmp import Packet
from metadata_files import (
    dataset,
    exif,
    exif_segment,
    jpeg,
    png,
    resource,
    resource_segments,
    title,
    xmp,
    xmp_segment,
)

LR = "http://ns.adobe.com/lightroom/1.0/"
DIGIKAM = "http://www.digikam.org/ns/1.0/"
MWG = "http://www.metadataworkinggroup.com/schemas/keywords/"


def bag(name, *words, uri=""):
    declared = f' xmlns:{name.partition(":")[0]}="{uri}"' if uri else ""
    items = "".join(f"<rdf:li>{word}</rdf:li>" for word in words)
    return f"<{name}{declared}><rdf:Bag>{items}</rdf:Bag></{name}>"


def stripped(inside="", attributes="", **more):
    metadata = Metadata(xmp=xmp(title() + inside, attributes), **more)
    return without_location(metadata)


def test_keywords_that_are_a_named_place_go():
    flat = bag("dc:subject", "family", "KÖLN", "Nordrhein-Westfalen", "Kölner Dom", "1931")
    kept = stripped(
        flat, 'photoshop:City="Köln" photoshop:State="Nordrhein-Westfalen"'
    ).xmp.decode()
    for word in ("KÖLN", "Nordrhein"):
        assert word not in kept
    for word in ("family", "Kölner Dom", "1931", "lake"):
        assert f">{word}<" in kept or word in kept


def test_keywords_stay_where_nothing_says_that_they_are_places():
    flat = bag("dc:subject", "Paris", "family") + bag(
        "lr:hierarchicalSubject", "People|Paris", uri=LR
    )
    packet = xmp(title() + flat)
    assert without_location(Metadata(xmp=packet)).xmp == packet


@pytest.mark.parametrize(
    ("name", "uri", "mark"),
    [
        ("lr:hierarchicalSubject", LR, "|"),
        ("digiKam:TagsList", DIGIKAM, "/"),
        ("mediapro:CatalogSets", "http://ns.iview-multimedia.com/mediapro/1.0/", "|"),
    ],
)
@pytest.mark.parametrize("root", ["Places", "01 Orte", "PAYS", "地点"])
def test_keywords_under_a_root_of_places_go_with_their_plain_forms(name, uri, mark, root):
    tree = bag(name, mark.join((root, "Austria", "Vienna")), mark.join(("People", "Anna")), uri=uri)
    flat = bag("dc:subject", "Austria", "Vienna", "Anna", "People")
    kept = stripped(tree + flat).xmp.decode()
    assert "Austria" not in kept
    assert "Vienna" not in kept
    assert kept.count("Anna") == 2


def test_a_word_that_another_hierarchy_has_too_stays():
    words = "Places|Georgia", "People|Georgia"
    kept = stripped(bag("lr:hierarchicalSubject", *words, uri=LR) + bag("dc:subject", "Georgia"))
    assert kept.xmp.count(b"Georgia") == 2
    assert b"Places" not in kept.xmp


def test_keywords_of_a_tree_of_structures():
    leaf = '<rdf:li rdf:parseType="Resource"><mwg-kw:Keyword>{}</mwg-kw:Keyword>{}</rdf:li>'
    inner = "<mwg-kw:Children><rdf:Bag>{}</rdf:Bag></mwg-kw:Children>"
    tree = "".join(
        leaf.format(root, inner.format(leaf.format(word, "")))
        for root, word in (("Places", "Vienna"), ("People", "Anna"))
    )
    kept = stripped(
        f'<mwg-kw:Keywords xmlns:mwg-kw="{MWG}" rdf:parseType="Resource"><mwg-kw:Hierarchy>'
        f"<rdf:Bag>{tree}</rdf:Bag></mwg-kw:Hierarchy></mwg-kw:Keywords>"
        + bag("dc:subject", "Vienna", "Anna")
    ).xmp
    assert b"Vienna" not in kept
    assert kept.count(b"Anna") == 2
    Packet(kept)


def test_keywords_of_iptc_exif_and_texts(tmp_path):
    iptc = dataset(90, "Köln".encode()) + dataset(25, b"family") + dataset(25, "köln".encode())
    words = (40094, 1, "family;Köln\0".encode("utf-16-le"))
    path = tmp_path / "photo.jpg"
    path.write_bytes(
        jpeg(exif_segment(exif(words)), xmp_segment(), resource_segments(resource(1028, iptc)))
    )
    kept = without_location(read_photo(path).metadata)
    assert kept.iptc == dataset(25, b"family")
    assert "family\0".encode("utf-16-le") in kept.exif
    assert "Köln".encode("utf-16-le") not in kept.exif
    path.write_bytes(
        png(
            (b"iTXt", "Keywords\0\0\0\0\0family, geo:lat=50.9, Places/Köln".encode()),
            (b"tEXt", b"City\0K"),
        )
    )
    (extra,) = without_location(read_photo(path).metadata).extras
    assert extra.data == b"iTXtKeywords\0\0\0\0\0family"


@pytest.mark.parametrize("word", ["geo:lat=50.94", "geotagged", "gps:alt=50"])
def test_keywords_of_machines(word):
    assert word.encode() not in stripped(bag("dc:subject", word, "family")).xmp


def test_numbers_and_single_letters_are_no_words():
    latitude = 'exif:GPSLatitude="48,12.5N" exif:GPSLatitudeRef="N" exif:GPSAltitude="1931"'
    kept = stripped(bag("dc:subject", "1931", "N", "48"), latitude).xmp
    for word in (b">1931<", b">N<", b">48<"):
        assert word in kept


def test_names_of_parts_of_xmp_are_no_places():
    shown = (
        "<Iptc4xmpExt:LocationShown><rdf:Bag><rdf:li rdf:parseType='Resource'>"
        "<Iptc4xmpExt:City>Vienna, Austria</Iptc4xmpExt:City></rdf:li></rdf:Bag>"
        "</Iptc4xmpExt:LocationShown>"
    )
    kept = stripped(shown + bag("dc:subject", "Resource", "x-default", "Austria", "vienna")).xmp
    assert b">Resource<" in kept
    assert b">x-default<" in kept
    assert b"ustria" not in kept
    assert b"ienna" not in kept


def test_damaged_keywords_do_no_harm():
    words = (40094, 1, struct.pack("<3H", 0xD800, 65, 59) + b"x")
    metadata = Metadata(exif=exif(words), iptc=dataset(25, b"\xff\xfe|") + dataset(25, b""))
    assert without_location(metadata).iptc == metadata.iptc
