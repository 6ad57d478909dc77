"""Faults of one file, which reading and writing turn into errors that name the file."""

import struct
import traceback
import zlib

import cv2

from colorizer_gui.engine.messages import Message


class UnreadableError(Exception):
    """A file's content cannot be read as a photo.

    Parameters
    ----------
    reason : Message
        Why, and what to do: one or more sentences to follow "Can't open NAME: ".
    """

    def __init__(self, reason: Message) -> None:
        super().__init__(reason)
        self.reason = reason


class EncodingError(Exception):
    """Pixels cannot be encoded in a file format.

    Parameters
    ----------
    reason : Message or str
        Why, as a clause; a str is what an encoder says.
    """

    def __init__(self, reason: Message | str) -> None:
        super().__init__(reason)
        self.reason = reason


def unsupported_pixels(kind: Message | str) -> UnreadableError:
    """The error for a whole file whose pixels are of a kind that is not read.

    A reader looks for such kinds in the file's header, before it decodes: whatever a decoder raises
    afterwards means damage, but see `is_own_fault`.

    Parameters
    ----------
    kind : Message or str
        Such as "JPEG-LS of 2 components"; a str for names that are the same in all languages.
    """
    return UnreadableError(
        Message(
            "its pixels are of a kind that is not supported ({kind}). "
            "Save it as a plain RGB or gray file first.",
            kind=kind,
        )
    )


# What our readers, and the decoders that they call, raise at damaged data.
_OF_DATA = (
    *(ValueError, LookupError, ArithmeticError, OSError, EOFError, RuntimeError),
    *(struct.error, zlib.error, cv2.error),
)
_PROGRAM = __name__.partition(".")[0]


def is_own_fault(error: Exception) -> bool:
    """Whether an error at reading a file is a fault of the program and says nothing of the file.

    Libraries raise nearly anything at damaged data. What the program raises itself, or what a
    function raises that it calls wrongly, is a fault but for the errors that stand for bad data.
    """
    if isinstance(error, _OF_DATA) and not isinstance(error, NotImplementedError):
        return False
    place = None
    for frame, _ in traceback.walk_tb(error.__traceback__):
        place = frame
    return place is not None and place.f_globals.get("__name__", "").startswith(_PROGRAM)
