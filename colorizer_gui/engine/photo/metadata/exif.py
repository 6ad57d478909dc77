"""EXIF: what of it is kept when it is read, and what a result has."""

from collections.abc import Callable
from dataclasses import replace

from colorizer_gui.engine.photo import tiff_tags
from colorizer_gui.engine.photo.directory import (
    ASCII,
    HEADER_BYTES,
    LONG,
    RATIONAL,
    SHORT,
    Page,
    Tag,
    TagTable,
    file_bytes,
    read_page,
)
from colorizer_gui.engine.photo.metadata.orientation import Turn
from colorizer_gui.engine.photo.metadata.regions import turn_exif
from colorizer_gui.engine.photo.photo import Extra, Metadata

_INCH = 2
_NEXT_PROGRAM = b"; "
_SRGB, _UNCALIBRATED = 1, 0xFFFF
_SRGB_RULES = Tag(ASCII, b"R98\0")
_RATIONAL_UNIT = 10000
_DIRECTORY_TYPE = 13  # of tags that point to directories
_BIGTIFF_TYPES = 16  # the first type of tags that EXIF does not have
# Maker notes whose offsets count from their own beginning, so that they may lie anywhere.
_MOVABLE_NOTES = (
    *(b"Nikon\0\x02", b"FUJIFILM", b"OLYMPUS\0", b"OM SYSTEM\0", b"Apple iOS\0", b"PENTAX \0"),
    *(b"Ricoh", b"RICOH"),
)
# Behind it, few formats have room for a maker note in its old place.
_LAST_PLACE = 2**16


def clean_exif(page: Page, turn: Turn) -> tuple[bytes | None, list[Extra]]:
    """The EXIF that is worth keeping, of a photo that is turned upright.

    Parameters
    ----------
    page : Page
        As the file has it.
    turn : Turn
        How the photo is turned.

    Returns
    -------
    bytes or None
        EXIF of orientation 1, without what is about storage.
    list of Extra
        What it cannot hold.
    """
    lost = [Extra("layers")] if tiff_tags.LAYERS in page.tags else []
    page = turn_exif(page, turn)
    tags = _kept_tags(page.tags)
    if turn.is_needed and _remove(tags, tiff_tags.GEOTIFF):
        lost.append(Extra("geotiff"))
    if _settle_notes(tags) or any(number in page.tags for number in tiff_tags.MAKER_DIRECTORIES):
        lost.append(Extra("maker notes"))
    if not tags:
        return None, lost
    if tiff_tags.ORIENTATION in tags:
        tags[tiff_tags.ORIENTATION] = page.packed(SHORT, 1)
    return exif_bytes(replace(page, tags=tags)), lost


def _kept_tags(tags: TagTable) -> TagTable:
    return {
        number: _kept_tags(tag) if isinstance(tag, dict) else tag
        for number, tag in tags.items()
        if number not in tiff_tags.STORAGE
        and number not in tiff_tags.MAKER_DIRECTORIES
        and (isinstance(tag, dict) or tag.type < _BIGTIFF_TYPES)
        and (isinstance(tag, dict) or tag.type != _DIRECTORY_TYPE)
    }


def _settle_notes(tags: TagTable) -> bool:
    """Let maker notes lie where their offsets hold, or remove them; whether they are removed."""
    for number, tag in list(tags.items()):
        if isinstance(tag, dict):
            if _settle_notes(tag):
                return True
        elif tag.place and tag.data.startswith(_MOVABLE_NOTES):
            tags[number] = replace(tag, place=0)
        elif tag.place and not HEADER_BYTES <= tag.place < _LAST_PLACE:
            del tags[number]
            return True
    return False


def _remove(tags: TagTable, numbers: tuple[int, ...]) -> bool:
    """Remove tags; whether there were any."""
    found = [number for number in numbers if number in tags]
    for number in found:
        del tags[number]
    return bool(found)


def exif_without_places(
    exif: bytes, without_places: Callable[[str], str]
) -> tuple[bytes | None, list[Extra]]:
    """EXIF without what tells places, and what else that takes away.

    Maker notes may tell places too, each maker's in its own form.

    Parameters
    ----------
    exif : bytes
    without_places : callable
        Takes a list of keywords and gives it without places.

    Returns
    -------
    bytes or None
    list of Extra
    """
    page = read_page(exif)
    tags = dict(page.tags)
    directories = [tags]
    if isinstance(inside := tags.get(tiff_tags.EXIF), dict):
        tags[tiff_tags.EXIF] = inside = dict(inside)
        directories.append(inside)
    had_notes = False
    for directory in directories:
        _remove(directory, (tiff_tags.GPS, *tiff_tags.GEOTIFF))
        had_notes |= _remove(directory, tiff_tags.MAKER_BLOCKS)
    keywords = tags.get(tiff_tags.WINDOWS_KEYWORDS)
    if isinstance(keywords, Tag):
        kept = without_places(keywords.data.decode("utf-16-le", "replace").rstrip("\0"))
        del tags[tiff_tags.WINDOWS_KEYWORDS]
        if kept:
            tags[tiff_tags.WINDOWS_KEYWORDS] = Tag(keywords.type, f"{kept}\0".encode("utf-16-le"))
    lost = [Extra("maker notes")] if had_notes else []
    return (exif_bytes(replace(page, tags=tags)) if tags else None), lost


def exif_bytes(page: Page) -> bytes:
    """EXIF bytes of a page, without a marker."""
    return file_bytes(page.tags, page.order)


def _software(own: bytes, earlier: "Tag | TagTable | None") -> Tag:
    """The Software tag of a result: this program, then those of the scan."""
    names = earlier.data.strip(b" \0").split(_NEXT_PROGRAM) if isinstance(earlier, Tag) else []
    own_name, _, _ = own.partition(b" ")
    others = [name for name in names if name and not name.startswith(own_name)]
    return Tag(ASCII, _NEXT_PROGRAM.join((own, *others)) + b"\0")


def page_to_write(
    metadata: Metadata, width: int, height: int, software: str | None, is_srgb: bool = True
) -> Page:
    """The EXIF tags of a result.

    Parameters
    ----------
    metadata : Metadata
        Its EXIF and resolution.
    width, height : int
        Of the result.
    software : str or None
        For the Software tag, before what is there, such as the scanner's.
    is_srgb : bool
        Whether the result is sRGB, the only space beside Adobe RGB that EXIF knows.

    Returns
    -------
    Page
        Without tags when there is nothing to say.
    """
    page = read_page(metadata.exif) if metadata.exif else Page({}, "<")
    tags = dict(page.tags)
    if software:
        tags[tiff_tags.SOFTWARE] = _software(software.encode(), tags.get(tiff_tags.SOFTWARE))
    if metadata.dpi:
        across, down = (round(value * _RATIONAL_UNIT) for value in metadata.dpi)
        tags[tiff_tags.X_RESOLUTION] = page.packed(RATIONAL, across, _RATIONAL_UNIT)
        tags[tiff_tags.Y_RESOLUTION] = page.packed(RATIONAL, down, _RATIONAL_UNIT)
        tags[tiff_tags.RESOLUTION_UNIT] = page.packed(SHORT, _INCH)
    if tags:
        tags[tiff_tags.ORIENTATION] = page.packed(SHORT, 1)
    inside = tags.get(tiff_tags.EXIF)
    if isinstance(inside, dict):
        updates = {
            tiff_tags.COLOR_SPACE: page.packed(SHORT, _SRGB if is_srgb else _UNCALIBRATED),
            tiff_tags.PIXEL_WIDTH: page.packed(LONG, width),
            tiff_tags.PIXEL_HEIGHT: page.packed(LONG, height),
        }
        inside = inside | {n: tag for n, tag in updates.items() if n in inside}
        rules = inside.get(tiff_tags.INTEROPERABILITY)
        if isinstance(rules, dict):
            updates = {
                tiff_tags.INTEROPERABILITY_INDEX: _SRGB_RULES,
                tiff_tags.RELATED_WIDTH: page.packed(LONG, width),
                tiff_tags.RELATED_HEIGHT: page.packed(LONG, height),
            }
            rules = {n: updates.get(n, tag) for n, tag in rules.items()}
            if not is_srgb:
                rules.pop(tiff_tags.INTEROPERABILITY_INDEX, None)
            inside = inside | {tiff_tags.INTEROPERABILITY: rules}
        tags[tiff_tags.EXIF] = inside
    return replace(page, tags=tags)
