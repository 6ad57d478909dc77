"""Which keywords tell a place, as far as the metadata themselves show it.

A keyword is a place where it is the same as a city, country or the like that the metadata name,
where it stands under a root such as *Places* in a hierarchy of keywords (``Places|Austria``), or is
a machine's (``geo:lat=48``). Programs write the levels of hierarchies as plain keywords too, so
these are places as well, unless another hierarchy has them. Other words may be anything.

References
----------
Metadata Working Group, guidelines 2.0, 5.7 (hierarchical keywords); the keywords of Lightroom,
digiKam, Media Pro and Windows.
"""

import re
from collections.abc import Callable, Iterable, Iterator

from colorizer_gui.engine.photo.metadata.namespaces import RDF
from colorizer_gui.engine.photo.metadata.xml_tree import Element
from colorizer_gui.engine.photo.metadata.xmp import Packet

# Local names, in lower case, of properties that are lists of keywords.
_LISTS = {
    *("subject", "hierarchicalsubject", "weightedflatsubject", "tagslist", "catalogsets"),
    *("lastkeywordxmp", "lastkeywordiptc", "supplementalcategories", "keywords", "hierarchy"),
}
_WORD, _CHILDREN = "keyword", "children"
_ITEM = RDF + "li"
_SYNTAX = "http://www.w3.org/"  # of RDF and XML
# Roots of places in the languages of many programs and catalogs, as letters in lower case.
_ROOTS = {
    *("place", "places", "location", "locations", "geography", "geo", "where", "country"),
    *("countries", "city", "cities", "ort", "orte", "länder", "staat", "staaten", "stadt"),
    *("städte", "geografie", "geographie", "wo", "lieu", "lieux", "pays", "ville", "villes"),
    *("géographie", "lugar", "lugares", "país", "países", "ciudad", "ciudades", "luogo", "luoghi"),
    *(
        "paese",
        "paesi",
        "cidade",
        "cidades",
        "plaats",
        "plaatsen",
        "landen",
        "地点",
        "地理",
        "位置",
    ),
}
_MACHINE = ("geo:", "gps:", "geotagged")
_LEVELS = re.compile(r"[|/\\]")
_LEAST_LETTERS = 2


class PlaceKeywords:
    """Tells keywords that are places.

    Parameters
    ----------
    places : iterable of str
        What the metadata name as places.
    keywords : iterable of str
        All keywords, with the levels of hierarchies.
    """

    def __init__(self, places: Iterable[str], keywords: Iterable[str]) -> None:
        named = {_plain(part) for text in places for part in (text, *text.split(","))}
        self._words = {word for word in named if sum(map(str.isalpha, word)) >= _LEAST_LETTERS}
        below, others = set[str](), set[str]()
        for keyword in keywords:
            levels = _levels(keyword)
            if len(levels) > 1:
                (below if self.is_in(keyword) else others).update(levels[1:])
        self._words |= below - others

    def is_in(self, keyword: str) -> bool:
        """Whether a keyword is a place, or stands under one."""
        levels = _levels(keyword)
        if not levels:
            return False
        root = "".join(letter for letter in levels[0] if letter.isalpha())
        is_below = len(levels) > 1 and root in _ROOTS
        is_known = _plain(keyword) in self._words or not self._words.isdisjoint(levels)
        return is_below or is_known or levels[0].startswith(_MACHINE)

    def without(self, keywords: str) -> str:
        """A text of keywords, between semicolons or commas, without places."""
        mark = next((mark for mark in ";," if mark in keywords), ";")
        parts = keywords.split(mark)
        kept = [part for part in parts if not self.is_in(part)]
        return keywords if len(kept) == len(parts) else mark.join(kept).strip()


def values_of(packet: Packet, is_wanted: Callable[[str], bool]) -> list[str]:
    """The texts of properties, and of all inside them.

    Parameters
    ----------
    packet : Packet
    is_wanted : callable
        Takes the namespace and the local name in one.

    Returns
    -------
    list of str
    """
    found: list[str] = []
    known = set[int]()
    for element in packet.rdf.walk():
        found += [value for full, _, value in element.named_attributes() if is_wanted(full)]
        if not is_wanted(element.name) or id(element) in known:
            continue
        for inside in element.walk():
            known.add(id(inside))
            found.append(inside.text)
            found += [
                value
                for full, _, value in inside.named_attributes()
                if not full.startswith(_SYNTAX)
            ]
    return found


def xmp_keywords(packet: Packet) -> list[str]:
    """The keywords of all lists in a packet; those of a tree with their levels."""
    found = [_text(item) for item in _items(packet)]
    for description in packet.descriptions():
        for element in description.elements:
            if _local(element.name) == "keywords":
                found += _branches(element, "")
    return found


def remove_keywords(packet: Packet, places: PlaceKeywords) -> None:
    """Remove the keywords that are places from all lists of a packet."""
    wanted = {id(item) for item in _items(packet) if places.is_in(_text(item))}
    for description in packet.descriptions():
        for element in description.elements:
            if _local(element.name) == "keywords":
                wanted |= set(_places_in_tree(element, "", places))
                if text := element.text.strip():
                    _replace_text(packet, element, places.without(text))
        for full, written, value in description.named_attributes():
            if _local(full) == "keywords" and places.without(value) != value:
                description.attributes[written] = places.without(value)
                packet.changed()
    packet.remove_elements(lambda element: id(element) in wanted)


def _replace_text(packet: Packet, element: Element, text: str) -> None:
    if not element.elements and element.text.strip() != text:
        element.children = [text]
        packet.changed()


def _items(packet: Packet) -> Iterator[Element]:
    """The items of the lists of keywords."""
    for element in packet.rdf.walk():
        if _local(element.name) in _LISTS:
            for array in element.elements:
                yield from (item for item in array.elements if item.name == _ITEM)


def _branches(element: Element, above: str) -> Iterator[str]:
    """The keywords of a tree of them, each with those above it."""
    for item in _children(element):
        path = f"{above}|{_text(item)}" if above else _text(item)
        yield path
        yield from _branches(item, path)


def _places_in_tree(element: Element, above: str, places: PlaceKeywords) -> Iterator[int]:
    for item in _children(element):
        path = f"{above}|{_text(item)}" if above else _text(item)
        if places.is_in(path):
            yield id(item)
        else:
            yield from _places_in_tree(item, path, places)


def _children(element: Element) -> Iterator[Element]:
    """The items directly below a keyword of a tree, or below the tree itself."""
    waiting = element.elements[::-1]
    while waiting:
        inside = waiting.pop()
        if inside.name == _ITEM:
            yield inside
        else:
            waiting += inside.elements[::-1]


def _text(item: Element) -> str:
    """The keyword that an item of a list or a tree is."""
    if text := item.text.strip():
        return text
    structures = [item, *(each for each in item.elements if each.name == RDF + "Description")]
    for structure in structures:
        for full, _, value in structure.named_attributes():
            if _local(full) == _WORD:
                return value
        for element in structure.elements:
            if _local(element.name) == _WORD:
                return element.text.strip()
    return ""


def _local(name: str) -> str:
    """What follows the namespace, in lower case."""
    cut = max(name.rfind(mark) for mark in "/#:")
    return name[cut + 1 :].lower()


def _levels(keyword: str) -> list[str]:
    return [level for part in _LEVELS.split(keyword) if (level := _plain(part))]


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())
