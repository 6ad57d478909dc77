"""XML for XMP: a small tree that keeps prefixes, order, comments and instructions as they are.

The trees of Python's library forget the prefixes, which some readers of XMP rely on, and take long
to import. Document types and entities are refused: XMP has none, and they can make a short text
grow without end.

References
----------
Extensible Markup Language 1.0 (W3C, fifth edition); Namespaces in XML 1.0 (W3C, third edition).
"""

import re
from collections.abc import Iterator
from typing import TypeAlias
from xml.parsers import expat

from colorizer_gui.engine.limits import DEEPEST_XMP, LARGEST_XMP, MOST_XMP_ELEMENTS

_UTF_16 = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16", b"<\0": "utf-16-le", b"\0<": "utf-16-be"}
_UTF_32 = {b"\xff\xfe\0\0": "utf-32", b"\0\0\xfe\xff": "utf-32", b"<\0\0\0": "utf-32-le"}
_BYTE_ORDER_MARK = "\ufeff"
_DECLARES = "xmlns"
_BUILT_IN = {"xml": "http://www.w3.org/XML/1998/namespace", "": ""}
# Bytes that are not UTF-8 are taken for Latin-1, and what XML does not allow is left out.
_LATIN_1 = {0xDC00 + byte: byte for byte in range(0x80, 0x100)}
# It names the encoding of the file, which a text has no more.
_DECLARATION = re.compile(r"\s*<\?xml\s[^>]*\?>\s*")
_NOT_XML = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF))

_ENTITIES = ("amp", "lt", "gt", "quot", "apos")
_LONGEST_REFERENCE = 10

# A comment or an instruction, as it is written.
Markup = tuple[str]
Child: TypeAlias = "Element | str | Markup"


class Element:
    """An element.

    Parameters
    ----------
    tag : str
        Its name as it is written, with its prefix.
    attributes : dict
        Values by their names as they are written, declarations of namespaces among them.
    scope : dict
        The namespaces by prefix that hold inside it.

    Attributes
    ----------
    name : str
        The namespace and the local name in one.
    children : list of Child
    """

    __slots__ = ("attributes", "children", "name", "scope", "tag")

    def __init__(self, tag: str, attributes: dict[str, str], scope: dict[str, str]) -> None:
        self.tag, self.attributes, self.scope = tag, attributes, scope
        prefix, _, local = tag.rpartition(":")
        self.name = scope.get(prefix, "") + local
        self.children: list[Child] = []

    @property
    def elements(self) -> "list[Element]":
        """The children that are elements."""
        return [child for child in self.children if isinstance(child, Element)]

    @property
    def text(self) -> str:
        """The text directly inside."""
        return "".join(child for child in self.children if isinstance(child, str))

    def expanded(self, attribute: str) -> str:
        """The namespace and the local name of an attribute in one."""
        prefix, colon, local = attribute.rpartition(":")
        return self.scope.get(prefix, "") + local if colon else local

    def named_attributes(self) -> list[tuple[str, str, str]]:
        """The attributes: each one's full name, name as written, and value."""
        if not self.attributes:
            return []
        return [
            (self.expanded(written), written, value)
            for written, value in self.attributes.items()
            if not is_declaration(written)
        ]

    def walk(self) -> "Iterator[Element]":
        """The element itself and all inside it."""
        waiting = [self]
        while waiting:
            element = waiting.pop()
            yield element
            if element.children:
                waiting.extend(reversed(element.elements))


class Document:
    """A root element with the instructions before and behind it."""

    def __init__(self, root: Element, before: list[Markup], behind: list[Markup]) -> None:
        self.root, self.before, self.behind = root, before, behind

    def written(self) -> str:
        """The document as text."""
        parts = [part[0] for part in self.before]
        _write(self.root, parts)
        parts += [part[0] for part in self.behind]
        return "".join(parts)


def is_declaration(attribute: str) -> bool:
    """Whether an attribute, as it is written, declares a namespace."""
    return attribute == _DECLARES or attribute.startswith(_DECLARES + ":")


def decoded(data: bytes) -> str:
    """The text of an XML document in any of Unicode's encodings, without its declaration."""
    data = data.rstrip(b"\0")
    encoding = _UTF_32.get(data[:4]) or _UTF_16.get(data[:2])
    if encoding:
        unit = 4 if "32" in encoding else 2
        text = data.ljust(-(-len(data) // unit) * unit, b"\0").decode(encoding, "replace")
    else:
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError:
            text = data.decode("utf-8", "surrogateescape").translate(_LATIN_1)
    text = text.removeprefix(_BYTE_ORDER_MARK)
    text = text[max(text.find("<"), 0) :].rstrip("\0")
    declaration = _DECLARATION.match(text)
    return text[declaration.end() :] if declaration else text


def parse(text: str, namespaces: dict[str, str]) -> Document:
    """Parse a document.

    Parameters
    ----------
    text : str
        What follows the root element may be damaged.
    namespaces : dict
        Those that hold for prefixes that the text uses without declaring them, by prefix; they are
        declared in the result.

    Returns
    -------
    Document

    Raises
    ------
    ValueError
        It is no XML, or beyond the limits.
    """
    if len(text) > LARGEST_XMP:
        raise ValueError("too long")
    try:
        return _Builder(namespaces).build(text)
    except expat.ExpatError:
        cleaned = _with_escaped_ampersands(text.translate(_NOT_XML))
        if cleaned == text:
            raise ValueError("no XML") from None
    try:
        return _Builder(namespaces).build(cleaned)
    except expat.ExpatError as error:
        raise ValueError("no XML") from error


def _with_escaped_ampersands(text: str) -> str:
    """A text whose ampersands that begin no reference are escaped, as some programs forget."""
    first, *others = text.split("&")
    return first + "".join(
        ("&" if _is_reference(other[:_LONGEST_REFERENCE]) else "&amp;") + other for other in others
    )


def _is_reference(text: str) -> bool:
    """Whether what follows an ampersand makes it a reference."""
    name, semicolon, _ = text.partition(";")
    if name.startswith("#x"):
        digits, letters = name[2:], "0123456789abcdefABCDEF"
    else:
        digits, letters = name.removeprefix("#"), "0123456789"
    is_number = name.startswith("#") and digits != "" and set(digits) <= set(letters)
    return bool(semicolon) and (is_number or name in _ENTITIES)


class _Builder:
    """Builds the tree of one document."""

    def __init__(self, namespaces: dict[str, str]) -> None:
        self._namespaces = namespaces
        self._root: Element | None = None
        self._open: list[Element] = []
        self._before: list[Markup] = []
        self._behind: list[Markup] = []
        self._count = 0
        self._undeclared: dict[str, str] = {}

    def build(self, text: str) -> Document:
        parser = expat.ParserCreate()
        parser.buffer_text = parser.ordered_attributes = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.CommentHandler = lambda comment: self._markup(f"<!--{comment}-->")
        parser.ProcessingInstructionHandler = lambda target, data: self._markup(
            f"<?{target} {data}?>"
        )
        parser.StartDoctypeDeclHandler = self._refuse
        parser.EntityDeclHandler = self._refuse
        try:
            parser.Parse(text, True)
        except expat.ExpatError:
            if self._root is None or self._open:
                raise
        if self._root is None:
            raise ValueError("no element")
        for prefix, uri in self._undeclared.items():
            self._root.attributes[f"{_DECLARES}:{prefix}"] = uri
        return Document(self._root, self._before, self._behind)

    def _start(self, tag: str, flat: list[str]) -> None:
        self._count += 1
        if self._count > MOST_XMP_ELEMENTS or len(self._open) >= DEEPEST_XMP:
            raise ValueError("too many elements")
        attributes = dict(zip(flat[::2], flat[1::2], strict=True)) if flat else {}
        scope = self._open[-1].scope if self._open else _BUILT_IN | self._undeclared
        declared = [key for key in attributes if is_declaration(key)]
        if declared:
            scope = scope | {key.partition(":")[2]: attributes[key] for key in declared}
        for written in (tag, *attributes):
            prefix, colon, _ = written.rpartition(":")
            if colon and prefix not in scope and prefix != _DECLARES:
                self._declare(prefix)
                scope = scope | self._undeclared
        element = Element(tag, attributes, scope)
        if self._open:
            self._open[-1].children.append(element)
        elif self._root is None:
            self._root = element
        self._open.append(element)

    def _declare(self, prefix: str) -> None:
        uri = self._namespaces.get(prefix, f"urn:undeclared:{prefix}:")
        self._undeclared[prefix] = uri
        for element in self._open:
            element.scope.setdefault(prefix, uri)

    def _end(self, _tag: str) -> None:
        self._open.pop()

    def _text(self, text: str) -> None:
        if self._open:
            self._open[-1].children.append(text)

    def _markup(self, written: str) -> None:
        if self._open:
            self._open[-1].children.append((written,))
        else:
            (self._before if self._root is None else self._behind).append((written,))

    def _refuse(self, *_: object) -> None:
        raise ValueError("a document type")


def element_text(element: Element) -> str:
    """An element as text; the namespaces that hold around it are not declared in it."""
    parts: list[str] = []
    _write(element, parts)
    return "".join(parts)


def _write(element: Element, parts: list[str]) -> None:
    parts.append(f"<{element.tag}")
    parts.extend(f' {name}="{_attribute(value)}"' for name, value in element.attributes.items())
    if not element.children:
        parts.append("/>")
        return
    parts.append(">")
    for child in element.children:
        if isinstance(child, Element):
            _write(child, parts)
        else:
            parts.append(_escaped(child) if isinstance(child, str) else child[0])
    parts.append(f"</{element.tag}>")


def _escaped(text: str) -> str:
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text.replace("\r", "&#13;")


def _attribute(value: str) -> str:
    value = _escaped(value).replace('"', "&quot;")
    return value.replace("\n", "&#10;").replace("\t", "&#9;")
