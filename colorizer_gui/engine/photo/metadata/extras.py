"""Metadata beside EXIF, XMP, IPTC and the resolution: a row for each kind, with what it is called.

The rows of the formats say which kinds their files hold; see `FileFormat.holds`.
"""

from collections.abc import Callable, Iterable
from typing import Final

from colorizer_gui.engine.messages import Message
from colorizer_gui.engine.photo.photo import Extra

# Kinds that some format can hold.
TEXT: Final = "text"
TIME: Final = "time"
COMMENT: Final = "comment"
RESOURCE: Final = "resource"
HELD_KINDS: Final = frozenset((TEXT, TIME, COMMENT, RESOURCE))

_Names = tuple[str, ...]

# What the user reads of each kind; the names are those of the extras.
_LABELS: Final[dict[str, Callable[[_Names], Message]]] = {
    TEXT: lambda names: Message("PNG text: {names}", names=names),
    TIME: lambda _: Message("PNG time"),
    COMMENT: lambda _: Message("JPEG comment"),
    RESOURCE: lambda names: Message("Photoshop resources: {names}", names=names),
    "maker notes": lambda _: Message("maker notes"),
    "geotiff": lambda _: Message("GeoTIFF"),
    "layers": lambda _: Message("Photoshop layers"),
    "xml": lambda _: Message("XML box"),
    "boxes": lambda names: Message("JPEG 2000 boxes {names}", names=names),
    "segments": lambda names: Message("JPEG segments {names}", names=names),
    "trailers": lambda names: Message("data behind the end of the JPEG: {names}", names=names),
    "chunks": lambda names: Message("chunks {names}", names=names),
    "pictures": lambda _: Message("further pictures"),
    "channels": lambda _: Message("further channels"),
    "video": lambda _: Message("video"),
    "sound": lambda _: Message("sound"),
    "gain map": lambda _: Message("gain map"),
    "depth map": lambda _: Message("depth map"),
    "content credentials": lambda _: Message("content credentials"),
    "local adjustments": lambda _: Message("local adjustments"),
    "regions": lambda _: Message("regions"),
    "crop": lambda _: Message("crop settings"),
}
# In the order of documents.
EXTRA_KINDS: Final = tuple(_LABELS)
_MOST_NAMES = 20


def labels(extras: Iterable[Extra]) -> tuple[Message, ...]:
    """What the user reads of some extras, one label for each kind.

    Parameters
    ----------
    extras : iterable of Extra

    Returns
    -------
    tuple of Message
    """
    names: dict[str, dict[str, None]] = {}
    for extra in extras:
        shown = "".join(letter for letter in extra.name if letter.isprintable())
        names.setdefault(extra.kind, {})[shown] = None
    return tuple(_LABELS[kind](_first(tuple(names[kind]))) for kind in EXTRA_KINDS if kind in names)


def lost_for_good(extras: Iterable[Extra]) -> tuple[Message, ...]:
    """The labels of what no result can have."""
    return labels(extra for extra in extras if extra.kind not in HELD_KINDS)


def _first(names: _Names) -> _Names:
    return names if len(names) <= _MOST_NAMES else (*names[:_MOST_NAMES], "...")
