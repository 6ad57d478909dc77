"""What a colorized photo says about its origin: that a network colorized it, and which."""

import re
from dataclasses import replace
from html import escape

from colorizer_gui.engine.photo import tiff_tags
from colorizer_gui.engine.photo.directory import read_page
from colorizer_gui.engine.photo.metadata import END_OF_XMP, exif_bytes
from colorizer_gui.engine.photo.photo import Metadata

# IPTC's word for a picture of which a trained network made a part.
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
_EARLIER_NOTE = re.compile(rb"<rdf:Description [^>]*urn:colorizer:1[^>]*/>")
# City, sublocation, province, country code and country, in IPTC-IIM's second record.
_IPTC_PLACES = {(2, dataset) for dataset in (90, 92, 95, 100, 101)}
_IPTC_MARK = 0x1C


def _without_properties(xmp, names):
    """XMP without the properties that a pattern names, as attributes or as elements."""
    xmp = re.sub(rb"\s(?:" + names + rb")\s*=\s*(?:\"[^\"]*\"|'[^']*')", b"", xmp)
    return re.sub(rb"<(" + names + rb")(?:\s[^>]*)?(?:/>|>.*?</\1\s*>)", b"", xmp, flags=re.DOTALL)


def marked(metadata, model_name, model_sha256):
    """Metadata that says that a network colorized the photo, and which.

    Parameters
    ----------
    metadata : Metadata
    model_name, model_sha256 : str
        Name and version of the model, and the checksum of what it was made from.

    Returns
    -------
    Metadata
    """
    xmp = _EARLIER_NOTE.sub(b"", metadata.xmp or _EMPTY_XMP)
    xmp = _without_properties(xmp, rb"\w+:DigitalSourceType")
    note = (
        '<rdf:Description xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" rdf:about=""'
        ' xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/"'
        ' xmlns:colorizer="urn:colorizer:1"'
        f' Iptc4xmpExt:DigitalSourceType="{DIGITAL_SOURCE_TYPE}"'
        f' colorizer:Model="{escape(model_name)}" colorizer:ModelHash="{escape(model_sha256)}"/>'
    ).encode()
    return replace(metadata, xmp=_with_note(xmp, note))


def _with_note(xmp, note):
    return END_OF_XMP.sub(lambda end: note + end[0], xmp)


def mark_alone(xmp):
    """An XMP packet with nothing but the mark that another has, if it has one.

    Parameters
    ----------
    xmp : bytes

    Returns
    -------
    bytes
    """
    found = _EARLIER_NOTE.search(xmp)
    return _with_note(_EMPTY_XMP, found[0] if found else b"")


def without_location(metadata):
    """Metadata without the place: GPS in EXIF, places in XMP and IPTC.

    Parameters
    ----------
    metadata : Metadata

    Returns
    -------
    Metadata
    """
    exif, xmp, iptc = metadata.exif, metadata.xmp, metadata.iptc
    if exif:
        page = read_page(exif)
        tags = {number: tag for number, tag in page.tags.items() if number != tiff_tags.GPS}
        exif = exif_bytes(replace(page, tags=tags))
    return replace(
        metadata,
        exif=exif,
        xmp=_without_properties(xmp, _LOCATION) if xmp else None,
        iptc=_without_places(iptc) if iptc else None,
    )


def without_metadata(metadata):
    """Nothing but the resolution, which is part of the picture."""
    return Metadata(dpi=metadata.dpi)


def _without_places(iptc):
    kept, place = b"", 0
    while place + 5 <= len(iptc) and iptc[place] == _IPTC_MARK:
        record, dataset = iptc[place + 1], iptc[place + 2]
        length = int.from_bytes(iptc[place + 3 : place + 5], "big")
        end = place + 5 + length
        if length & 0x8000:
            break  # extended records are for pictures, not for places
        if (record, dataset) not in _IPTC_PLACES:
            kept += iptc[place:end]
        place = end
    return kept + iptc[place:]
