"""Regions and other places among the pixels that XMP and EXIF name, turned with the pixels.

References
----------
Guidelines for handling image metadata (Metadata Working Group, 2010), 5.9; IPTC photo metadata
standard 2021.1, image region; Exif 2.32 (CIPA DC-008), subject area; Microsoft's people tagging.
"""

from collections.abc import Iterable
from dataclasses import replace
from typing import TypeVar

from colorizer_gui.engine.photo import tiff_tags
from colorizer_gui.engine.photo.directory import (
    LONG,
    SHORT,
    Page,
    Tag,
    TagTable,
    file_bytes,
    read_page,
)
from colorizer_gui.engine.photo.metadata.namespaces import (
    ACDSEE_AREA,
    ACDSEE_DIMENSIONS,
    ACDSEE_REGIONS,
    APPLE_FACES,
    AREA,
    CAMERA_RAW,
    DIMENSIONS,
    EXIF,
    IPTC_EXT,
    MICROSOFT_PHOTO,
    MICROSOFT_REGION,
    PANORAMAS,
    RDF,
    REGIONS,
)
from colorizer_gui.engine.photo.metadata.orientation import Turn
from colorizer_gui.engine.photo.metadata.photoshop import is_placed
from colorizer_gui.engine.photo.metadata.xml_tree import Element
from colorizer_gui.engine.photo.metadata.xmp import Packet, text_of
from colorizer_gui.engine.photo.photo import Extra, Metadata

_CROP = ("CropLeft", "CropTop", "CropRight", "CropBottom")
_SUBJECTS = ("SubjectArea", "SubjectLocation")
_PIXELS = "pixel"
# Brushes and masks of Camera Raw, whose many forms of places are not turned.
_LOCAL_ADJUSTMENTS = {
    CAMERA_RAW + name
    for name in (
        *("GradientBasedCorrections", "CircularGradientBasedCorrections", "PaintBasedCorrections"),
        *("MaskGroupBasedCorrections", "RetouchAreas", "RetouchInfo", "RedEyeInfo"),
    )
}
_POINTERS = {
    *(REGIONS + "Regions", ACDSEE_REGIONS + "Regions", MICROSOFT_PHOTO + "RegionInfo"),
    *(IPTC_EXT + "ImageRegion", *(EXIF + name for name in _SUBJECTS)),
    *(CAMERA_RAW + name for name in (*_CROP, "CropAngle", "HasCrop")),
}
# Elements that are lists of numbers, and the fields of structures that hold a place.
_PLACES = {EXIF + name for name in _SUBJECTS}
_PLACE_FIELDS = {
    *(AREA + "x", ACDSEE_AREA + "x", DIMENSIONS + "w", ACDSEE_DIMENSIONS + "w", IPTC_EXT + "rbX"),
    *(MICROSOFT_REGION + "Rectangle", REGIONS + "Rotation", EXIF + "FocalPlaneXResolution"),
    APPLE_FACES + "AngleInfoRoll",
}
# Degrees by which an orientation turns to the right, after it mirrors.
_ANGLES = {3: 180, 4: 180, 5: 270, 6: 90, 7: 90, 8: 270}
_SUBJECT_TAGS = (tiff_tags.SUBJECT_AREA, tiff_tags.SUBJECT_LOCATION)
_Tags = TypeVar("_Tags", TagTable, "Tag | TagTable")
# Of the sensor, and of pixels whose size is known in no unit.
_SWAPPED_TAGS = (
    (tiff_tags.FOCAL_PLANE_X, tiff_tags.FOCAL_PLANE_Y),
    (tiff_tags.X_RESOLUTION, tiff_tags.Y_RESOLUTION),
)


def turn_xmp(packet: Packet, turn: Turn) -> list[str]:
    """Turn the places that a packet names.

    Parameters
    ----------
    packet : Packet
        Is changed.
    turn : Turn
        Its width and height are those of the photo in pixels.

    Returns
    -------
    list of str
        The kinds of extras, see `extras`, that are removed because they cannot be turned.
    """
    if not turn.is_needed:
        return []
    lost = []
    if packet.remove(lambda name: name in _LOCAL_ADJUSTMENTS):
        lost.append("local adjustments")
    if packet.remove(lambda name: name.startswith(PANORAMAS)):
        lost.append("regions")
    if _turn_crop(packet, turn):
        lost.append("crop")
    units: dict[int, str] = {}
    for element in packet.rdf.walk():
        fields = _Fields(element)
        unit = fields.text(IPTC_EXT + "rbUnit") or units.get(id(element), "")
        if unit:
            units.update((id(child), unit) for child in element.elements)
        if element.name not in _PLACES and fields.names.isdisjoint(_PLACES | _PLACE_FIELDS):
            continue
        _turn_fields(element, fields, turn, unit)
        if fields.is_changed:
            packet.changed()
    return lost


def _turn_fields(element: Element, fields: "_Fields", turn: Turn, unit: str) -> None:
    """Turn the places that an element names itself."""
    for name, _, value in element.named_attributes():
        if name in _PLACES and (turned := _turned_subject(value, turn)):
            fields.set(name, " ".join(turned))
    _turn_area(fields, AREA, turn)
    _turn_area(fields, ACDSEE_AREA, turn)
    for namespace in (DIMENSIONS, ACDSEE_DIMENSIONS):
        if turn.is_sideways and element.name.endswith("AppliedToDimensions"):
            fields.swap(namespace + "w", namespace + "h")
    _turn_microsoft(fields, turn)
    _turn_boundary(fields, turn if unit == _PIXELS else turn.relative, turn)
    if turn.is_mirrored and (angle := fields.number(REGIONS + "Rotation")):
        fields.set(REGIONS + "Rotation", -angle)
    if (roll := fields.number(APPLE_FACES + "AngleInfoRoll")) is not None:
        roll = (-roll if turn.is_mirrored else roll) + _ANGLES.get(turn.orientation, 0)
        fields.set(APPLE_FACES + "AngleInfoRoll", roll % 360)
    if turn.is_sideways:
        fields.swap(EXIF + "FocalPlaneXResolution", EXIF + "FocalPlaneYResolution")
    if element.name in _PLACES:
        fields.is_changed |= _turn_subject(element, turn)


def without_regions(metadata: Metadata) -> Metadata:
    """Metadata for a result in which the photo lies elsewhere, such as beside another.

    Parameters
    ----------
    metadata : Metadata

    Returns
    -------
    Metadata
        Without what points to places among the pixels.
    """
    xmp, exif, found = metadata.xmp, metadata.exif, False
    if xmp:
        packet = Packet(xmp)
        found = bool(packet.remove(_is_pointer))
        xmp = packet.written()
    is_map = False
    if exif:
        page = read_page(exif)
        kept = {n: tag for n, tag in page.tags.items() if n not in tiff_tags.GEOTIFF}
        is_map = kept != page.tags
        tags = {n: _without_subject(tag) for n, tag in _without_subject(kept).items()}
        found |= tags != kept
        if tags != page.tags:
            exif = file_bytes(tags, page.order) if tags else None
    extras = tuple(extra for extra in metadata.extras if not is_placed(extra))
    if found or extras != metadata.extras:
        extras += (Extra("regions"),)
    if is_map:
        extras += (Extra("geotiff"),)
    return replace(metadata, xmp=xmp, exif=exif, extras=extras)


def _is_pointer(name: str) -> bool:
    """Whether a property points to places among the pixels."""
    return name in _POINTERS or name in _LOCAL_ADJUSTMENTS or name.startswith(PANORAMAS)


def _without_subject(tags: _Tags) -> _Tags:
    if not isinstance(tags, dict):
        return tags
    return {n: tag for n, tag in tags.items() if n not in _SUBJECT_TAGS}


class _Fields:
    """The fields of a structure, which are attributes or elements."""

    def __init__(self, element: Element) -> None:
        self._element = element
        self._attributes = {full: written for full, written, _ in element.named_attributes()}
        self._elements = {child.name: child for child in element.elements}
        self.names = self._attributes.keys() | self._elements.keys()
        self.is_changed = False

    def text(self, name: str) -> str | None:
        if name in self._attributes:
            return self._element.attributes[self._attributes[name]]
        return text_of(self._elements[name]) if name in self._elements else None

    def number(self, name: str) -> float | None:
        return _number(self.text(name))

    def numbers(self, *names: str) -> list[float] | None:
        """The numbers of all the fields, or None."""
        found = [self.number(name) for name in names]
        return [value for value in found if value is not None] if None not in found else None

    def set(self, name: str, value: float | str) -> None:
        text = value if isinstance(value, str) else _written(value)
        if name in self._attributes:
            self._element.attributes[self._attributes[name]] = text
        elif name in self._elements:
            self._elements[name].children = [text]
        self.is_changed = True

    def swap(self, one: str, other: str) -> None:
        first, second = self.text(one), self.text(other)
        if first is not None and second is not None:
            self.set(one, second)
            self.set(other, first)


def _turn_area(fields: _Fields, namespace: str, turn: Turn) -> None:
    """Turn a rectangle, circle or point around its center."""
    x, y, across, down = (namespace + name for name in "xywh")
    center = fields.numbers(x, y)
    if center is None:
        return
    turn = turn if fields.text(namespace + "unit") == _PIXELS else turn.relative
    for name, value in zip((x, y), turn.point(*center), strict=True):
        fields.set(name, value)
    if turn.is_sideways:
        fields.swap(across, down)


def _turn_microsoft(fields: _Fields, turn: Turn) -> None:
    name = MICROSOFT_REGION + "Rectangle"
    values = [_number(part) for part in (fields.text(name) or "").split(",")]
    if len(values) == 4 and None not in values:
        left, top, across, down = (value or 0.0 for value in values)
        turned = turn.relative.rectangle(left, top, across, down)
        fields.set(name, ", ".join(map(_written, turned)))


def _turn_boundary(fields: _Fields, turn: Turn, whole: Turn) -> None:
    """Turn the boundary of an IPTC region, or a corner of one."""
    names = [IPTC_EXT + name for name in ("rbX", "rbY", "rbW", "rbH")]
    if rectangle := fields.numbers(*names):
        left, top, across, down = rectangle
        values: Iterable[float] = turn.rectangle(left, top, across, down)
    elif place := fields.numbers(*names[:2]):
        values = turn.point(*place)
    else:
        return
    for name, value in zip(names, values, strict=False):
        fields.set(name, value)
    radius = fields.number(IPTC_EXT + "rbRx")
    if radius is not None and turn.is_sideways and turn.width == turn.height == 1:
        # In parts of the width, which is the height now.
        fields.set(IPTC_EXT + "rbRx", radius * whole.width / whole.height)


def _turn_subject(element: Element, turn: Turn) -> bool:
    """Turn a list of numbers: a place, a circle or a rectangle around its center, in pixels."""
    items = [inside for inside in element.walk() if inside.name == RDF + "li"]
    turned = _turned_subject(" ".join(item.text for item in items) or element.text, turn)
    for item, text in zip(items, turned, strict=False):
        item.children = [text]
    if turned and not items:
        element.children = [" ".join(turned)]
    return bool(turned)


def _turned_subject(text: str, turn: Turn) -> list[str]:
    """The numbers of a subject in a text after turning; none where it has others."""
    numbers = [_number(part) for part in text.replace(",", " ").split()]
    if None in numbers:
        return []
    return [_written(value) for value in _subject([n or 0.0 for n in numbers], turn)]


def _subject(numbers: list[float], turn: Turn) -> list[float]:
    """A subject's place, radius or size after turning; anything else as it is."""
    if len(numbers) not in (2, 3, 4):
        return numbers
    rest = numbers[2:]
    return [
        *turn.point(numbers[0], numbers[1]),
        *(turn.size(rest[0], rest[1]) if len(rest) == 2 else rest),
    ]


def _turn_crop(packet: Packet, turn: Turn) -> bool:
    """Turn the crop of Camera Raw; True where it is removed, because it is turned itself."""
    left, top, right, bottom = (_number(packet.value(CAMERA_RAW + name)) for name in _CROP)
    if left is None or top is None or right is None or bottom is None:
        return False
    if _number(packet.value(CAMERA_RAW + "CropAngle")):
        names = {CAMERA_RAW + name for name in (*_CROP, "CropAngle", "HasCrop")}
        packet.remove(lambda name: name in names)
        return True
    x, y, across, down = turn.relative.rectangle(left, top, right - left, bottom - top)
    for name, value in zip(_CROP, (x, y, x + across, y + down), strict=True):
        packet.replace(CAMERA_RAW + name, _written(value))
    return False


def turn_exif(page: Page, turn: Turn) -> Page:
    """A page whose subject area and location lie where they are after turning.

    Parameters
    ----------
    page : Page
    turn : Turn
        Its width and height are those of the photo in pixels.

    Returns
    -------
    Page
    """
    if not turn.is_needed:
        return page
    tags = _turned_tags(page, page.tags, turn)
    inside = tags.get(tiff_tags.EXIF)
    if isinstance(inside, dict):
        tags[tiff_tags.EXIF] = _turned_tags(page, inside, turn)
    return replace(page, tags=tags)


def _turned_tags(page: Page, tags: TagTable, turn: Turn) -> TagTable:
    tags = dict(tags)
    here = replace(page, tags=tags)
    for number in _SUBJECT_TAGS:
        if values := here.numbers(number):
            turned = [max(0, round(v)) for v in _subject(list(map(float, values)), turn)]
            kind = SHORT if max(turned) < 2**16 else LONG
            tags[number] = page.packed(kind, *turned)
    for one, other in _SWAPPED_TAGS:
        if turn.is_sideways and one in tags and other in tags:
            tags[one], tags[other] = tags[other], tags[one]
    return tags


def _number(text: str | None) -> float | None:
    try:
        return float(text) if text else None
    except ValueError:
        return None


def _written(value: float) -> str:
    return f"{value:.10g}"
