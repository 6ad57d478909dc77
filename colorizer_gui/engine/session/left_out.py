"""What is left out where photos are looked for, and why; it is counted, so that it can be told."""

import stat
from collections import Counter
from collections.abc import Callable
from enum import Enum, auto
from fnmatch import fnmatchcase
from typing import Protocol

from colorizer_gui.engine.messages import Message

_SHOWN_NAMES = 3


class Reason(Enum):
    """Why something is left out, in the order in which it is told."""

    SYSTEM_FOLDER = auto()  # deleted files, thumbnails and snapshots
    LIBRARY = auto()  # the inside of a program's library of photos
    HIDDEN_FOLDER = auto()
    HIDDEN_PHOTO = auto()
    OUTSIDE = auto()  # links that lead out of what is served
    MISSING = auto()
    NO_PHOTO = auto()


# Patterns of names of folders, in lower case. Deleted files, of Windows, Linux, macOS, Synology and
# QNAP; thumbnails and other files that a disk station makes; snapshots; what archives of a Mac and
# AppleTalk add.
_SYSTEM_FOLDERS = (
    *("$recycle.bin", "recycler", "recycled", "#recycle", "@recycle", ".trash*", "lost+found"),
    *(".recycle", "network trash folder", "found.[0-9][0-9][0-9]"),
    *("@eadir", "@tmp", "@__thumb", ".@__thumb", ".thumbnails", ".appledouble"),
    *("#snapshot", "@snapshot", "~snapshot", ".snapshot", ".snapshots", ".zfs", "@gmt-*"),
    *("@recently-snapshot", "system volume information", "temporary items", "__macosx"),
)
# Apple Photos, iPhoto and Aperture, Lightroom, Capture One, Photo Booth, digiKam, Final Cut Pro.
_LIBRARIES = (
    *("*.photoslibrary", "*.photolibrary", "*.migratedphotolibrary", "iphoto library"),
    *("*.aplibrary", "*.apvault", "*.migratedaplibrary"),
    *("*.lrdata", "*.lrcat-data", "*.lrlibrary", "*.cocatalog", "captureone"),
    *("photo booth library", "*.photoboothlibrary", ".dtrash", "*.fcpbundle", "*.imovielibrary"),
)


class Marked(Protocol):
    """What tells whether the system hides a file, such as the result of `os.stat`."""

    @property
    def st_mode(self) -> int: ...


def is_hidden(name: str, status: Marked | None = None) -> bool:
    """Whether a file or folder is hidden: by its name, or as Windows and macOS mark it.

    Parameters
    ----------
    name : str
    status : os.stat_result or None
        Of the entry itself, not of what a link leads to. Systems without such marks lack the
        fields.

    Returns
    -------
    bool
    """
    attributes = getattr(status, "st_file_attributes", 0)
    flags = getattr(status, "st_flags", 0)
    if name.startswith(".") or attributes & stat.FILE_ATTRIBUTE_HIDDEN or flags & stat.UF_HIDDEN:
        return True
    # Windows gives the other mark to folders with an icon of their own, too.
    is_folder = status is not None and stat.S_ISDIR(status.st_mode)
    return bool(attributes & stat.FILE_ATTRIBUTE_SYSTEM) and not is_folder


def folder_reason(name: str, status: Marked | None = None) -> Reason | None:
    """Why a folder is not searched as a part of another one, by its name and marks; None if it is.

    Parameters
    ----------
    name : str
    status : os.stat_result or None
        See `is_hidden`.

    Returns
    -------
    Reason or None
    """
    written, name = name, name.lower()
    if any(fnmatchcase(name, pattern) for pattern in _SYSTEM_FOLDERS):
        return Reason.SYSTEM_FOLDER
    if any(fnmatchcase(name, pattern) for pattern in _LIBRARIES):
        return Reason.LIBRARY
    return Reason.HIDDEN_FOLDER if is_hidden(written, status) else None


class LeftOut:
    """Names of files and folders that were left out, by the reason; equal ones are counted."""

    def __init__(self) -> None:
        self._names: dict[Reason, Counter[str]] = {}

    def add(self, reason: Reason, *names: str) -> None:
        """Count files or folders."""
        if names:
            self._names.setdefault(reason, Counter()).update(names)

    def update(self, other: "LeftOut") -> None:
        """Count what another has counted."""
        for reason, names in other._names.items():
            self._names.setdefault(reason, Counter()).update(names)

    def count(self, reason: Reason) -> int:
        """How many were left out for a reason."""
        return self._names.get(reason, Counter()).total()

    def message(self) -> Message | None:
        """One sentence that says how many and why; None if nothing was left out."""
        if not self._names:
            return None
        parts = tuple(
            _WORDS[reason](self.count(reason), _shown(self._names[reason]))
            for reason in Reason
            if reason in self._names
        )
        return Message("Left out: {parts}.", parts=parts)


def _shown(names: Counter[str]) -> tuple[str | Message, ...]:
    shown = sorted(names)[:_SHOWN_NAMES]
    more = len(names) - len(shown)
    return (*shown, Message("and {count} more", count=more)) if more else tuple(shown)


_WORDS: dict[Reason, Callable[[int, object], Message]] = {
    Reason.SYSTEM_FOLDER: lambda count, names: Message(
        "folders of the system ({count}: {names})", count=count, names=names
    ),
    Reason.LIBRARY: lambda count, names: Message(
        "libraries of photo programs ({count}: {names})", count=count, names=names
    ),
    Reason.HIDDEN_FOLDER: lambda count, names: Message(
        "hidden folders ({count}: {names})", count=count, names=names
    ),
    Reason.HIDDEN_PHOTO: lambda count, names: Message(
        "hidden photos ({count}: {names})", count=count, names=names
    ),
    Reason.OUTSIDE: lambda count, names: Message(
        "links that lead out of the folder ({count}: {names})", count=count, names=names
    ),
    Reason.MISSING: lambda count, names: Message(
        "missing files ({count}: {names})", count=count, names=names
    ),
    Reason.NO_PHOTO: lambda count, names: Message(
        "files that are no photos ({count}: {names})", count=count, names=names
    ),
}
