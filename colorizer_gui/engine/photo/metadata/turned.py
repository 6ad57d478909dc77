"""Metadata of a photo that the user turns."""

from colorizer_gui.engine.photo.directory import read_page
from colorizer_gui.engine.photo.metadata.exif import clean_exif
from colorizer_gui.engine.photo.metadata.extras import RESOURCE
from colorizer_gui.engine.photo.metadata.iptc import kept_iptc
from colorizer_gui.engine.photo.metadata.orientation import Turn
from colorizer_gui.engine.photo.metadata.photoshop import kept_resources
from colorizer_gui.engine.photo.metadata.regions import turn_xmp
from colorizer_gui.engine.photo.metadata.xmp import Packet
from colorizer_gui.engine.photo.photo import Extra, Metadata


def turned_metadata(metadata: Metadata, turn: Turn) -> Metadata:
    """Metadata whose places are turned with the pixels.

    Parameters
    ----------
    metadata : Metadata
    turn : Turn
        Its width and height are those of the photo in pixels.

    Returns
    -------
    Metadata
        What cannot be turned is removed and named among the extras.
    """
    xmp, exif, dpi = metadata.xmp, metadata.exif, metadata.dpi
    lost: list[Extra] = []
    if exif:
        exif, lost = clean_exif(read_page(exif), turn)
    if xmp:
        packet = Packet(xmp)
        lost += [Extra(kind) for kind in turn_xmp(packet, turn)]
        xmp = packet.written()
    iptc = metadata.iptc
    if iptc:
        iptc, _ = kept_iptc([iptc], turn.is_sideways)
    resources = b"".join(extra.data for extra in metadata.extras if extra.kind == RESOURCE)
    others = [extra for extra in metadata.extras if extra.kind != RESOURCE]
    turned, _, _ = kept_resources(resources, turn)
    return Metadata(
        exif=exif,
        xmp=xmp,
        iptc=iptc,
        dpi=dpi[::-1] if dpi and turn.is_sideways else dpi,
        extras=tuple(dict.fromkeys((*others, *turned, *lost))),
    )
