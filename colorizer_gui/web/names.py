"""Names that clients give to files: cleaned, put into messages, and sent with downloads."""

import re
from collections.abc import Mapping
from pathlib import PurePath

from colorizer_gui.engine.files import DEVICE_NAME
from colorizer_gui.engine.limits import LONGEST_NAME
from colorizer_gui.engine.messages import Message
from colorizer_gui.engine.photo import OPEN_SUFFIXES

NAMELESS = "photo"
# What a name in a header may hold as it is: `attr-char` of RFC 8187.
_PLAIN = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789!#$&+-.^_`|~")
_PLACES = re.compile(r"[/\\]")
# Windows refuses these in names, and headers some of them.
_FORBIDDEN = re.compile(r'[<>:"|?*;%]')


def cleaned(name: str) -> str:
    """The last part of the path that a client calls a file, as a name that any system can hold.

    Parameters
    ----------
    name : str

    Returns
    -------
    str
        Of at most `LONGEST_NAME` bytes, so that a disk also takes it with an ending; its suffix
        stays.
    """
    last = _PLACES.split(name)[-1]
    printable = "".join(character for character in last if character.isprintable())
    plain = _FORBIDDEN.sub("_", shown(printable)).strip(" .")
    if not plain:
        return NAMELESS
    if DEVICE_NAME.fullmatch(plain):
        plain = f"_{plain}"
    suffix = PurePath(plain).suffix.encode()
    if len(suffix) >= LONGEST_NAME // 2:
        suffix = b""
    stem = plain.encode().removesuffix(suffix)[: LONGEST_NAME - len(suffix)]
    return (stem + suffix).decode(errors="ignore")


def shown(text: str) -> str:
    """A text as any client can read it: names of files may hold bytes that are none."""
    return text.encode(errors="replace").decode()


def known_suffix(name: str) -> str:
    """The suffix of a name in lower case if it is one of photos, else nothing."""
    suffix = PurePath(name).suffix.lower()
    return suffix if suffix in OPEN_SUFFIXES else ""


def attachment(name: str) -> str:
    """The header Content-Disposition for a download under a name.

    References
    ----------
    RFC 6266, with the name in the encoding of RFC 8187 and, for old programs, in ASCII.
    """
    plain = "".join(c if c.isascii() and c not in '"\\%' else "_" for c in name)
    encoded = "".join(chr(byte) if byte in _PLAIN else f"%{byte:02X}" for byte in name.encode())
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{encoded}"


def renamed(message: Message, names: Mapping[str, str]) -> Message:
    """A message in which files have other names, such as those that clients know.

    Parameters
    ----------
    message : Message
    names : mapping of str to str
        Names or paths as the message has them, with what is shown in their place.
    """
    return message.with_fields(
        {key: _renamed_field(value, names) for key, value in message.fields.items()}
    )


def _renamed_field(value: object, names: Mapping[str, str]) -> object:
    if isinstance(value, Message):
        return renamed(value, names)
    if isinstance(value, tuple):
        return tuple(_renamed_field(each, names) for each in value)
    return names.get(str(value), value) if isinstance(value, str | PurePath) else value
