"""Faults of one file, which reading and writing turn into errors that name the file."""

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
    afterwards means damage.

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
