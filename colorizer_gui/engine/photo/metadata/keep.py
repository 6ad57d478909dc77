"""What is kept of all that a file says, before it becomes the metadata of a photo."""

import math
import re
from fractions import Fraction

from colorizer_gui.engine.limits import MOST_EXTRAS
from colorizer_gui.engine.messages import Message
from colorizer_gui.engine.photo import tiff_tags
from colorizer_gui.engine.photo.directory import Page
from colorizer_gui.engine.photo.file_content import FileContent
from colorizer_gui.engine.photo.metadata.exif import clean_exif
from colorizer_gui.engine.photo.metadata.iptc import kept_iptc
from colorizer_gui.engine.photo.metadata.namespaces import TIFF
from colorizer_gui.engine.photo.metadata.old_file import remove_old_file
from colorizer_gui.engine.photo.metadata.orientation import Turn
from colorizer_gui.engine.photo.metadata.photoshop import kept_resources, stated_resolution
from colorizer_gui.engine.photo.metadata.regions import turn_xmp
from colorizer_gui.engine.photo.metadata.xmp import Packet
from colorizer_gui.engine.photo.photo import Extra, Metadata

# Inches of the units that EXIF names: inch and centimeter.
_UNITS_PER_INCH = {2: 1.0, 3: 2.54}
# A packet without properties, which has nothing but room for them.
_NOTHING = re.compile(rb"(?:[\s\0]|\xef\xbb\xbf|<\?[^>]*>|</?x:x[am]pmeta[^>]*>)*+")
_LARGEST_DPI = 65535
# Headers round to whole dots a meter, or a centimeter.
_ROUNDING = 0.005


def packet_of(content: FileContent) -> Packet | None:
    """The XMP packet of a file, its parts put together; a notice says where it is damaged."""
    if content.page and (inside := content.page.bytes_of(tiff_tags.XMP)):
        content.take_xmp(inside)
    try:
        is_empty = not content.xmp or _NOTHING.fullmatch(content.xmp)
        packet = None if is_empty else Packet(content.xmp)
    except ValueError:
        content.notices.append(
            Message("The XMP data in {name} is damaged and was left out.", name=content.name)
        )
        packet = None
    for part in content.more_xmp:
        try:
            further = Packet(part)
        except ValueError:
            content.has_gaps = True
        else:
            if packet is None:
                packet = further
            else:
                packet.merge(further)
    if packet and packet.remove_pointer_to_extension() and not content.has_extended_xmp:
        content.has_gaps = True
    return packet


def orientation_of(page: Page | None, packet: Packet | None) -> int:
    """EXIF orientation 1..8, from EXIF or else from XMP."""
    value = page.number(tiff_tags.ORIENTATION) if page else None
    if value is None and packet:
        text = (packet.value(TIFF + "Orientation") or "").strip()
        value = int(text) if text in tuple("12345678") else None
    return value if value is not None and value in range(1, 9) else 1


def kept_metadata(content: FileContent, packet: Packet | None, turn: Turn) -> Metadata:
    """The metadata of a photo that is turned upright.

    Parameters
    ----------
    content : FileContent
        What the file says; `has_gaps` is set where some of it is damaged.
    packet : Packet or None
        Its XMP, which is changed.
    turn : Turn
        How the photo is turned, with its width and height in pixels before.

    Returns
    -------
    Metadata
    """
    dpi = _resolution(content, packet)
    exif, lost = clean_exif(content.page, turn) if content.page else (None, [])
    extras = content.extras + lost
    if packet:
        kinds = remove_old_file(packet) + turn_xmp(packet, turn)
        extras += [Extra(kind) for kind in kinds]
    _take_from_tags(content)
    iptc_blocks = list(content.iptc_blocks)
    if content.photoshop:
        resources, iptc_inside, is_damaged = kept_resources(content.photoshop, turn)
        content.has_gaps |= is_damaged
        extras += resources
        iptc_blocks += iptc_inside
    iptc, is_damaged = kept_iptc(iptc_blocks, turn.is_sideways)
    content.has_gaps |= is_damaged
    extras = list(dict.fromkeys(extras))
    content.has_gaps |= len(extras) > MOST_EXTRAS
    return Metadata(
        exif=exif,
        xmp=packet.written() if packet else None,
        iptc=iptc,
        dpi=dpi[::-1] if dpi and turn.is_sideways else dpi,
        extras=tuple(extras[:MOST_EXTRAS]),
    )


def _take_from_tags(content: FileContent) -> None:
    """Take IPTC and Photoshop's resources that EXIF has among its tags, as TIFF has them."""
    if content.page is None:
        return
    iptc = content.page.bytes_of(tiff_tags.IPTC)
    if iptc and iptc not in content.iptc_blocks:
        content.iptc_blocks.append(iptc)
    content.photoshop = content.photoshop or content.page.bytes_of(tiff_tags.PHOTOSHOP)


def _resolution(content: FileContent, packet: Packet | None) -> tuple[float, float] | None:
    """Pixels per inch: what EXIF says counts more than what some headers say, or is more exact."""
    stated, in_exif = _valid_dpi(content.dpi), _valid_dpi(_exif_dpi(content.page))
    if stated and in_exif and not content.is_exif_dpi_first:
        pairs = zip(stated, in_exif, strict=True)
        return in_exif if all(abs(a - b) < _ROUNDING * b for a, b in pairs) else stated
    return in_exif or stated or _other_dpi(content, packet)


def _other_dpi(content: FileContent, packet: Packet | None) -> tuple[float, float] | None:
    """Pixels per inch as Photoshop's resources or XMP give them, where nothing else does."""
    if dpi := _valid_dpi(stated_resolution(content.photoshop or b"")):
        return dpi
    if packet is None:
        return None
    across, down = (packet.value(f"{TIFF}{axis}Resolution") for axis in "XY")
    try:
        unit = _UNITS_PER_INCH.get(int(packet.value(TIFF + "ResolutionUnit") or 2), 0.0)
        return _valid_dpi([float(Fraction(text or "")) * unit for text in (across, down or across)])
    except (ValueError, OverflowError, ZeroDivisionError):
        return None


def _exif_dpi(page: Page | None) -> tuple[float, float] | None:
    """Pixels per inch as TIFF and EXIF tags give them."""
    if page is None or tiff_tags.X_RESOLUTION not in page.tags:
        return None
    across = page.ratio(tiff_tags.X_RESOLUTION)
    down = page.ratio(tiff_tags.Y_RESOLUTION) if tiff_tags.Y_RESOLUTION in page.tags else across
    unit = _UNITS_PER_INCH.get(page.number(tiff_tags.RESOLUTION_UNIT, 2))
    return (across * unit, down * unit) if across and down and unit else None


def _valid_dpi(dpi: object) -> tuple[float, float] | None:
    """A resolution that every format can store, or None."""
    try:
        across, down = (float(value) for value in dpi)  # type: ignore[attr-defined]  # may be any
    except (TypeError, ValueError, ZeroDivisionError):
        return None
    is_valid = all(math.isfinite(value) and 1 <= value < _LARGEST_DPI for value in (across, down))
    return (across, down) if is_valid else None
