"""IPTC-IIM: the records of captions, as TIFF and Photoshop's resources hold them.

References
----------
IPTC-NAA information interchange model 4.2 (IPTC, 2014), chapters 1, 6 to 10.
"""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from colorizer_gui.engine.limits import LARGEST_IPTC

_MARKER = 0x1C
_HEAD = 5  # marker, record, dataset, length in two bytes
_EXTENDED = 0x8000
_WORD = 4
# Content location code and name, city, sublocation, province, country code and country.
PLACES = {(2, dataset) for dataset in (26, 27, 90, 92, 95, 100, 101)}
KEYWORD = (2, 25)
# The type of image, which says how many colors; and a preview.
_OLD_PIXELS = {(2, dataset) for dataset in (130, 200, 201, 202)}
_ORIENTATION = (2, 131)
_TURNED = {b"P": b"L", b"L": b"P"}  # portrait, landscape
# The size and colors of newspaper photos; a whole picture inside.
_RECORDS_OF_OLD_PIXELS = {3, 7, 8, 9}


class Dataset(NamedTuple):
    """One entry: record and number, its text, and all its bytes."""

    key: tuple[int, int]
    text: bytes
    written: bytes


def kept_iptc(blocks: list[bytes], is_turned: bool) -> tuple[bytes | None, bool]:
    """One block of records, from those that a file has.

    Parameters
    ----------
    blocks : list of bytes
        Words of four bytes may be swapped. What the first lacks is taken from the others.
    is_turned : bool
        Whether width and height are swapped.

    Returns
    -------
    bytes or None
    bool
        Whether some of it was damaged and is left out.
    """
    kept: list[tuple[int, bytes]] = []
    is_damaged = False
    known: set[tuple[int, int]] = set()
    for block in map(_in_order, blocks):
        if len(block) > LARGEST_IPTC:
            is_damaged = True
            continue
        datasets = list(_datasets(block))
        size = sum(len(dataset.written) for dataset in datasets)
        is_damaged |= bool(block[size:].strip(b"\0"))
        for dataset in datasets:
            if dataset.key not in known and not _is_of_old_pixels(dataset.key):
                turns = is_turned and dataset.key == _ORIENTATION
                kept.append((dataset.key[0], _turned(dataset) if turns else dataset.written))
        known |= {dataset.key for dataset in datasets}
    if len(blocks) > 1:
        kept.sort(key=lambda entry: entry[0])  # records stand in the order of their numbers
    return b"".join(written for _, written in kept) or None, is_damaged


def iptc_texts(iptc: bytes) -> Iterator[tuple[tuple[int, int], str]]:
    """Record and number of each entry, with its text in either of the usual encodings."""
    for each in _datasets(iptc):
        yield each.key, _decoded(each.text)


def iptc_without_places(iptc: bytes, is_place: Callable[[str], bool]) -> bytes | None:
    """Records without those that name places; None where none is left.

    Parameters
    ----------
    iptc : bytes
    is_place : callable
        Whether a keyword is a place.

    Returns
    -------
    bytes or None
    """
    kept = b"".join(
        each.written
        for each in _datasets(iptc)
        if each.key not in PLACES and not (each.key == KEYWORD and is_place(_decoded(each.text)))
    )
    return kept or None


def _decoded(text: bytes) -> str:
    try:
        return text.decode("utf-8")
    except UnicodeDecodeError:
        return text.decode("latin-1")


def _in_order(iptc: bytes) -> bytes:
    """Records in their right order: some programs write them as numbers of four bytes.

    Others put zeros before them.
    """
    if iptc.lstrip(b"\0")[:1] == bytes((_MARKER,)):
        return iptc.lstrip(b"\0")
    if iptc[:1] == bytes((_MARKER,)) or iptc[_WORD - 1 : _WORD] != bytes((_MARKER,)):
        return iptc
    padded = iptc.ljust(-(-len(iptc) // _WORD) * _WORD, b"\0")
    result = bytearray(len(padded))
    for place in range(_WORD):
        result[place::_WORD] = padded[_WORD - 1 - place :: _WORD]
    return bytes(result)


def _datasets(iptc: bytes) -> Iterator[Dataset]:
    start = 0
    while start + _HEAD <= len(iptc) and iptc[start] == _MARKER:
        begin = start + _HEAD
        length = int.from_bytes(iptc[start + 3 : begin], "big")
        if length & _EXTENDED:
            size = length & ~_EXTENDED
            length = int.from_bytes(iptc[begin : begin + size], "big")
            begin += size
        end = begin + length
        if end > len(iptc):
            return
        yield Dataset((iptc[start + 1], iptc[start + 2]), iptc[begin:end], iptc[start:end])
        start = end


def _is_of_old_pixels(key: tuple[int, int]) -> bool:
    return key in _OLD_PIXELS or key[0] in _RECORDS_OF_OLD_PIXELS


def _turned(dataset: Dataset) -> bytes:
    text = _TURNED.get(dataset.text, dataset.text)
    return dataset.written[: len(dataset.written) - len(dataset.text)] + text
