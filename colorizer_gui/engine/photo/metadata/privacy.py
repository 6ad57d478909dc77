"""Taking metadata away: all of it, or whatever tells where a photo was taken.

Places are found by what properties mean, in whichever namespace, and not by a list of forms.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from colorizer_gui.engine.photo.metadata.exif import exif_without_places
from colorizer_gui.engine.photo.metadata.extras import TEXT
from colorizer_gui.engine.photo.metadata.iptc import (
    KEYWORD,
    PLACES,
    iptc_texts,
    iptc_without_places,
)
from colorizer_gui.engine.photo.metadata.namespaces import EXIF
from colorizer_gui.engine.photo.metadata.place_keywords import (
    PlaceKeywords,
    remove_keywords,
    values_of,
    xmp_keywords,
)
from colorizer_gui.engine.photo.metadata.png_chunks import with_text
from colorizer_gui.engine.photo.metadata.xmp import Packet
from colorizer_gui.engine.photo.photo import Extra, Metadata

# Local names, in lower case and without marks, that tell a place in whichever namespace.
_PLACES = {
    *("city", "country", "countrycode", "countryname", "state", "province", "provincestate"),
    *("location", "locationcreated", "locationshown", "locationname", "locationid", "sublocation"),
    *("worldregion", "latitude", "longitude", "altitude", "lat", "long", "lon"),
    *("coverage", "spatial", "shotlocation", "geotag", "geohash", "geotile", "landmark"),
    *("absolutealtitude", "relativealtitude", "county", "village", "place"),
    *("municipality", "stateprovince", "locality", "verbatimlocality"),
    *("contentlocation", "contentlocationname", "contentlocationcode", "spatialcoverage"),
    *("coordinates", "geocoordinates", "verbatimcoordinates", "footprintwkt", "mapdatum", "icbm"),
    *("town", "district", "neighborhood", "suburb", "street", "address", "venue"),
    *("postalcode", "pluscode", "what3words", "isocountry", "countryprimarylocationname"),
    *("continent", "island", "waterbody", "dccoverage", "dctermsspatial"),
}
_BEGINNINGS = ("gps", "location")
# Wherever they stand in a name.
_PARTS = (
    *("latitude", "longitude", "geolocation", "geograph", "geoname", "geoposition", "georegion"),
    "placename",
)
# Regions of a photo, and the maker's own block, which may hold anything.
_NO_PLACES = ("http://www.metadataworkinggroup.com/", "http://ns.microsoft.com/photo/1.2/t/Region")
_MAKER_NOTE = EXIF + "MakerNote"


def without_location(metadata: Metadata) -> Metadata:
    """Metadata without places: those of EXIF, XMP, IPTC and texts; and without maker notes.

    Keywords are places where the metadata show it, see `place_keywords`.
    """
    packet = Packet(metadata.xmp) if metadata.xmp else None
    places = _places_in(packet, metadata)
    exif, lost = exif_without_places(metadata.exif, places.without) if metadata.exif else (None, [])
    known = [extra for extra in lost if extra not in metadata.extras]
    return replace(
        metadata,
        exif=exif,
        xmp=_xmp_without_places(packet, places) if packet else None,
        iptc=iptc_without_places(metadata.iptc, places.is_in) if metadata.iptc else None,
        extras=(*_extras_without_places(metadata.extras, places), *known),
    )


def without_metadata(metadata: Metadata) -> Metadata:
    """Metadata of which only the resolution is left."""
    return Metadata(dpi=metadata.dpi)


def _places_in(packet: Packet | None, metadata: Metadata) -> PlaceKeywords:
    """What the metadata say of places, by which keywords are known as places."""
    texts = [text for key, text in iptc_texts(metadata.iptc or b"") if key in PLACES]
    keywords = [text for key, text in iptc_texts(metadata.iptc or b"") if key == KEYWORD]
    if packet:
        texts += values_of(packet, _names_place)
        keywords += xmp_keywords(packet)
    return PlaceKeywords(texts, keywords)


def _xmp_without_places(packet: Packet, places: PlaceKeywords) -> bytes | None:
    packet.remove(_names_place)
    remove_keywords(packet, places)
    return packet.written()


def _extras_without_places(extras: Iterable[Extra], places: PlaceKeywords) -> Iterator[Extra]:
    for extra in extras:
        if extra.kind == TEXT and _local(extra.name).lower() == "keywords":
            yield with_text(extra, places.without)
        elif not _is_place(extra):
            yield extra


def _names_place(name: str) -> bool:
    """Whether a property, by its namespace and local name in one, tells a place."""
    if name == _MAKER_NOTE:
        return True
    return not name.startswith(_NO_PLACES) and _is_place_word(_local(name))


def _local(name: str) -> str:
    """What follows the namespace."""
    cut = max(name.rfind(mark) for mark in "/#:")
    return name[cut + 1 :]


def _is_place(extra: Extra) -> bool:
    return extra.kind == TEXT and _is_place_word(_local(extra.name))


def _is_place_word(local: str) -> bool:
    word = "".join(letter for letter in local.lower() if letter.isalnum())
    is_known = word in _PLACES or word.startswith(_BEGINNINGS)
    return is_known or any(part in word for part in _PARTS)
