"""What a colorized photo says about its origin: that a network colorized it, and which."""

import re
from dataclasses import replace
from html import escape

from colorizer_gui.engine.photo import tiff_tags
from colorizer_gui.engine.photo.directory import read_page
from colorizer_gui.engine.photo.metadata import END_OF_XMP, exif_bytes
from colorizer_gui.engine.photo.photo import Metadata

# IPTC's term for an image that a trained network made a part of.
DIGITAL_SOURCE_TYPE = (
    "http://cv.iptc.org/newscodes/digitalsourcetype/compositeWithTrainedAlgorithmicMedia"
)
_EMPTY_XMP = (
    b'<?xpacket begin="\xef\xbb\xbf" id="W5M0MpCehiHzreSzNTczkc9d"?>'
    b'<x:xmpmeta xmlns:x="adobe:ns:meta/">'
    b'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"></rdf:RDF>'
    b'</x:xmpmeta><?xpacket end="w"?>'
)
_LOCATION = (
    rb"exif:GPS\w+|photoshop:(?:City|State|Country)|Iptc4xmpCore:(?:Location|CountryCode)"
    rb"|Iptc4xmpExt:Location(?:Created|Shown)"
)
_PROVENANCE = re.compile(rb"<rdf:Description [^>]*urn:colorizer:1[^>]*/>")
_IPTC_MARKER = 0x1C
_IPTC_HEAD = 5  # marker, record, dataset, length in two bytes
_IPTC_EXTENDED = 0x8000
# City, sublocation, province, country code and country, in IPTC-IIM's second record.
_IPTC_LOCATION = {(2, dataset) for dataset in (90, 92, 95, 100, 101)}


def marked(metadata: Metadata, model_name: str, model_sha256: str) -> Metadata:
    """Add the note to metadata that a network colorized the photo, and which.

    Parameters
    ----------
    metadata : Metadata
    model_name, model_sha256 : str
        Name and version of the model, and the checksum of its checkpoint.

    Returns
    -------
    Metadata
        With one note, also where there was one before.
    """
    xmp = _PROVENANCE.sub(b"", metadata.xmp or _EMPTY_XMP)
    xmp = _without_properties(xmp, rb"\w+:DigitalSourceType")
    note = (
        '<rdf:Description xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" rdf:about=""'
        ' xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/"'
        ' xmlns:colorizer="urn:colorizer:1"'
        f' Iptc4xmpExt:DigitalSourceType="{DIGITAL_SOURCE_TYPE}"'
        f' colorizer:Model="{escape(model_name)}" colorizer:ModelHash="{escape(model_sha256)}"/>'
    ).encode()
    return replace(metadata, xmp=_with_note(xmp, note))


def provenance_alone(xmp: bytes) -> bytes:
    """An XMP packet with nothing but the note of another that a network colorized the photo.

    Parameters
    ----------
    xmp : bytes
        Without such a note, the result is an empty packet.

    Returns
    -------
    bytes
    """
    found = _PROVENANCE.search(xmp)
    return _with_note(_EMPTY_XMP, found[0] if found else b"")


def without_location(metadata: Metadata) -> Metadata:
    """Metadata without the location: GPS in EXIF, places in XMP and IPTC."""
    exif, xmp, iptc = metadata.exif, metadata.xmp, metadata.iptc
    if exif:
        page = read_page(exif)
        tags = {number: tag for number, tag in page.tags.items() if number != tiff_tags.GPS}
        exif = exif_bytes(replace(page, tags=tags))
    return replace(
        metadata,
        exif=exif,
        xmp=_without_properties(xmp, _LOCATION) if xmp else None,
        iptc=_without_iptc_location(iptc) if iptc else None,
    )


def without_metadata(metadata: Metadata) -> Metadata:
    """Metadata of which only the resolution is left."""
    return Metadata(dpi=metadata.dpi)


def _with_note(xmp: bytes, note: bytes) -> bytes:
    return END_OF_XMP.sub(lambda end: note + end[0], xmp)


def _without_properties(xmp: bytes, names: bytes) -> bytes:
    """XMP without the properties that a pattern names, as attributes or as elements."""
    xmp = re.sub(rb"\s(?:" + names + rb")\s*=\s*(?:\"[^\"]*\"|'[^']*')", b"", xmp)
    return re.sub(rb"<(" + names + rb")(?:\s[^>]*)?(?:/>|>.*?</\1\s*>)", b"", xmp, flags=re.DOTALL)


def _without_iptc_location(iptc: bytes) -> bytes:
    kept, start = b"", 0
    while start + _IPTC_HEAD <= len(iptc) and iptc[start] == _IPTC_MARKER:
        record, dataset = iptc[start + 1], iptc[start + 2]
        length = int.from_bytes(iptc[start + 3 : start + _IPTC_HEAD], "big")
        if length & _IPTC_EXTENDED:
            break  # extended datasets hold images, no text
        end = start + _IPTC_HEAD + length
        if (record, dataset) not in _IPTC_LOCATION:
            kept += iptc[start:end]
        start = end
    return kept + iptc[start:]
