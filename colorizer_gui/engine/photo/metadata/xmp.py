"""An XMP packet: properties found, changed and removed by their meaning, and all else kept.

References
----------
XMP specification, part 1 (ISO 16684-1): a property is an attribute or an element of a description
in the RDF; its value a text, a structure, an array or a text with qualifiers.
"""

import hashlib
from collections.abc import Callable, Iterator

from colorizer_gui.engine.photo.metadata.namespaces import (
    META,
    RDF,
    USUAL_PREFIXES,
    XMP_NOTE,
)
from colorizer_gui.engine.photo.metadata.xml_tree import (
    Child,
    Document,
    Element,
    decoded,
    element_text,
    parse,
)

_EMPTY = (
    '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
    f'<x:xmpmeta xmlns:x="{META}"><rdf:RDF xmlns:rdf="{RDF}"></rdf:RDF></x:xmpmeta>'
    '<?xpacket end="w"?>'
)
# What descriptions and properties have of RDF itself.
_SYNTAX = RDF
# Those of the statement that further properties lie elsewhere.
_POINTER_BYTES = 300


class Packet:
    """An XMP packet.

    Parameters
    ----------
    data : bytes or None
        In any encoding of Unicode; None for an empty packet.

    Raises
    ------
    ValueError
        It is no XMP, or beyond the limits.
    """

    def __init__(self, data: bytes | None = None) -> None:
        text = _EMPTY if data is None else decoded(data)
        self._document: Document = parse(text, USUAL_PREFIXES)
        self._unchanged: bytes | None = data and text.rstrip().encode()
        root = self.root = self._document.root
        found = next((each for each in root.walk() if each.name == RDF + "RDF"), None)
        if found is None:
            raise ValueError("no RDF")
        self.rdf = found

    def written(self) -> bytes | None:
        """The packet in UTF-8, as it was where nothing was changed; None where all is removed."""
        if self._unchanged is not None:
            return self._unchanged
        return self._document.written().encode() if self.rdf.elements else None

    def descriptions(self) -> Iterator[Element]:
        """The descriptions, in order."""
        yield from self.rdf.elements

    def value(self, name: str) -> str | None:
        """The text of a simple property, by its namespace and local name in one."""
        for description in self.descriptions():
            for full, _, value in description.named_attributes():
                if full == name:
                    return value
            for element in description.elements:
                if element.name == name:
                    return text_of(element)
        return None

    def replace(self, name: str, value: str) -> None:
        """Give the simple properties of a name another text."""
        for description in self.descriptions():
            for full, written, old in description.named_attributes():
                if full == name and old != value:
                    description.attributes[written] = value
                    self.changed()
            for element in description.elements:
                if element.name == name and text_of(element) != value:
                    _set_text(element, value)
                    self.changed()

    def remove(self, is_unwanted: Callable[[str], bool], *, is_inside: bool = True) -> set[str]:
        """Remove properties and fields of structures.

        Parameters
        ----------
        is_unwanted : callable
            Takes the namespace and the local name in one.
        is_inside : bool
            Whether those inside other properties are removed too, wherever they stand.

        Returns
        -------
        set of str
            The names that were found.
        """
        found: set[str] = set()
        for element in self.rdf.walk() if is_inside else self.descriptions():
            for full, written, _ in element.named_attributes():
                if not full.startswith(_SYNTAX) and is_unwanted(full):
                    found.add(full)
                    del element.attributes[written]
            if not element.children:
                continue
            unwanted = [
                child
                for child in element.elements
                if not child.name.startswith(_SYNTAX) and is_unwanted(child.name)
            ]
            if unwanted:
                found.update(child.name for child in unwanted)
                element.children = _without(element.children, unwanted)
        if found:
            self._remove_empty_descriptions()
            self.changed()
        return found

    def remove_elements(self, is_unwanted: Callable[[Element], bool]) -> None:
        """Remove elements, wherever they stand, such as items of arrays."""
        for element in self.rdf.walk():
            if unwanted := [child for child in element.elements if is_unwanted(child)]:
                element.children = _without(element.children, unwanted)
                self.changed()

    def add(
        self,
        namespaces: dict[str, str],
        properties: dict[str, str],
        structures: dict[str, dict[str, str]] | None = None,
    ) -> None:
        """Add a description with simple properties and structures of them.

        Parameters
        ----------
        namespaces : dict
            By prefix.
        properties : dict
            Texts by name with its prefix.
        structures : dict or None
            The properties of each, by its name with the prefix.
        """
        scope = self.rdf.scope | {"rdf": RDF} | namespaces
        declared = {f"xmlns:{prefix}": uri for prefix, uri in namespaces.items()}
        attributes = {"xmlns:rdf": RDF, "rdf:about": self._about(), **declared, **properties}
        description = Element("rdf:Description", attributes, scope)
        for name, fields in (structures or {}).items():
            description.children.append(Element(name, dict(fields), scope))
        self.rdf.children.append(description)
        self.changed()

    def merge(self, other: "Packet") -> None:
        """Take over the properties of another packet that this one does not have."""
        known = {name for description in self.descriptions() for name in _names_in(description)}
        scope = self.rdf.scope
        for description in other.descriptions():
            for full, written, _ in description.named_attributes():
                if full in known:
                    del description.attributes[written]
            description.children = [
                child
                for child in description.children
                if not (isinstance(child, Element) and child.name in known)
            ]
            for prefix, uri in other.rdf.scope.items():
                if prefix and scope.get(prefix) != uri:
                    description.attributes.setdefault(f"xmlns:{prefix}", uri)
            self.rdf.children.append(description)
        self._remove_empty_descriptions()
        self.changed()

    def remove_pointer_to_extension(self) -> bool:
        """Remove the statement that further properties lie elsewhere; whether there was one."""
        return bool(self.remove(lambda name: name == XMP_NOTE + "HasExtendedXMP"))

    def changed(self) -> None:
        """Say that the tree was changed, so that it is written anew."""
        self._unchanged = None

    def _about(self) -> str:
        """What the descriptions are about, which is the same for all of a packet."""
        for description in self.descriptions():
            for full, _, value in description.named_attributes():
                if full == RDF + "about":
                    return value
        return ""

    def _remove_empty_descriptions(self) -> None:
        empty = [each for each in self.rdf.elements if not any(_names_in(each))]
        self.rdf.children = _without(self.rdf.children, empty)


def text_of(element: Element) -> str:
    """The text of a simple property, also where it has qualifiers."""
    for inside in element.walk():
        if inside.name == RDF + "value":
            return inside.text.strip()
        for full, _, value in inside.named_attributes():
            if full == RDF + "value":
                return value
    return element.text.strip()


def _set_text(element: Element, value: str) -> None:
    for inside in element.walk():
        if inside.name == RDF + "value":
            inside.children = [value]
            return
    element.children = [value]


def _without(children: list[Child], elements: list[Element]) -> list[Child]:
    gone = {id(element) for element in elements}
    return [child for child in children if id(child) not in gone]


def _names_in(description: Element) -> Iterator[str]:
    """The names of a description's properties."""
    for full, _, _ in description.named_attributes():
        if full not in (RDF + "about", RDF + "ID", RDF + "nodeID", "about", "ID"):
            yield full
    for element in description.elements:
        yield element.name


def split(xmp: bytes, most: int) -> tuple[bytes, bytes | None]:
    """A packet in two parts where it is long, the largest properties in the second.

    Parameters
    ----------
    xmp : bytes
    most : int
        The bytes that the first part may have.

    Returns
    -------
    main : bytes
        Names the checksum of the second part.
    extended : bytes or None
        Without the instructions around a packet, as `extension_id` takes it.
    """
    if len(xmp) <= most:
        return xmp, None
    packet, rest = Packet(xmp), Packet()
    _remove_spaces(packet.rdf)
    packet.changed()
    too_much = len(packet.written() or b"") - most + _POINTER_BYTES
    parts: list[tuple[int, Element, Element | str]] = [
        (len(element_text(child).encode()), description, child)
        for description in packet.descriptions()
        for child in description.elements
    ]
    parts += [
        (len(value.encode()) + len(written), description, written)
        for description in packet.descriptions()
        for full, written, value in description.named_attributes()
        if not full.startswith(_SYNTAX)
    ]
    moved: dict[int, Element] = {}
    for size, description, part in sorted(parts, key=lambda each: -each[0]):
        if too_much <= 0:
            break
        target = moved.get(id(description)) or _like(description)
        moved[id(description)] = target
        if isinstance(part, Element):
            target.children.append(part)
            description.children = _without(description.children, [part])
        else:
            target.attributes[part] = description.attributes.pop(part)
        too_much -= size
    if not moved:
        return packet.written() or b"", None
    rest.rdf.children.extend(moved.values())
    extended = element_text(rest.root).encode()
    packet.add({"xmpNote": XMP_NOTE}, {"xmpNote:HasExtendedXMP": extension_id(extended)})
    return packet.written() or b"", extended


def extension_id(extended: bytes) -> str:
    """The name by which a packet points to its second part: its checksum."""
    return hashlib.md5(extended, usedforsecurity=False).hexdigest().upper()


def _like(description: Element) -> Element:
    """A description of the same thing, without properties."""
    declared = {
        f"xmlns:{prefix}": uri
        for prefix, uri in description.scope.items()
        if prefix not in ("", "xml")
    }
    about = {
        written: value
        for full, written, value in description.named_attributes()
        if full.startswith(_SYNTAX)
    }
    return Element(description.tag, declared | about, description.scope)


def _remove_spaces(element: Element) -> None:
    for inside in element.walk():
        if inside.elements:
            inside.children = [
                child
                for child in inside.children
                if not (isinstance(child, str) and not child.strip())
            ]
