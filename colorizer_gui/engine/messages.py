"""What a user may read, as data: a template with named fields, filled in when it is shown.

The command and the log file show English by ``str(message)``. The window and the web page translate
the template first and fill it in afterwards, so that file names and other user data are never
translated.
"""

import errno
from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType

from colorizer_gui.engine.limits import LONGEST_QUOTE


class Message:
    """A template and the values of its fields. Immutable, comparable and picklable.

    Parameters
    ----------
    template : str
        English, with fields in braces as `str.format` takes them, such as ``"Can't open {name}."``;
        a literal brace is doubled.
    **fields : Message, str, int, float, path, or tuple of these
        The values by name. A message among them is translated too; everything else is shown as it
        is.

    Examples
    --------
    >>> str(Message("Can't open {name}: {reason}", name="a.tif", reason=Message("it is empty")))
    "Can't open a.tif: it is empty"
    """

    __slots__ = ("_fields", "_template")

    def __init__(self, template: str, /, **fields: object) -> None:
        self._template = template
        self._fields = fields

    @property
    def template(self) -> str:
        """The English template."""
        return self._template

    @property
    def fields(self) -> Mapping[str, object]:
        """The values by the names of the fields."""
        return MappingProxyType(self._fields)

    def with_fields(self, fields: Mapping[str, object]) -> "Message":
        """The same template with other values, by the same names."""
        return _message(self._template, dict(fields))

    def to_json(self) -> dict[str, object]:
        """The message as JSON holds it, for other processes."""
        fields = {name: _plain(value) for name, value in self._fields.items()}
        return {"template": self._template, "fields": fields}

    @classmethod
    def from_json(cls, value: object) -> "Message":
        """The message that `to_json` gave.

        Raises
        ------
        ValueError
            It is none, or cannot be shown.
        """
        if not isinstance(value, dict) or not isinstance(value.get("template"), str):
            raise ValueError("it is no message")
        fields = value.get("fields")
        if not isinstance(fields, dict):
            raise ValueError("it is no message")
        message = _message(value["template"], {str(k): _from_plain(v) for k, v in fields.items()})
        try:
            str(message)
        except (AttributeError, LookupError, TypeError) as error:
            raise ValueError("it is no message") from error
        return message

    def render(self, translate: Callable[[str], str]) -> str:
        """Translate the template and the messages among its fields, then fill it in.

        Parameters
        ----------
        translate : callable
            Gives the translation of a template, or the template itself where there is none.

        Returns
        -------
        str
        """
        values = {name: _shown(value, translate) for name, value in self._fields.items()}
        return translate(self._template).format_map(values)

    def __str__(self) -> str:
        return self.render(lambda template: template)

    def __repr__(self) -> str:
        fields = "".join(f", {name}={value!r}" for name, value in self._fields.items())
        return f"Message({self._template!r}{fields})"

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Message):
            return NotImplemented
        return (self._template, self._fields) == (other._template, other._fields)

    def __hash__(self) -> int:
        return hash((self._template, tuple(sorted(self._fields))))

    def __reduce__(self) -> tuple[object, ...]:
        return _message, (self._template, self._fields)


def _message(template: str, fields: dict[str, object]) -> Message:
    return Message(template, **fields)


def _plain(value: object) -> object:
    if isinstance(value, Message):
        return value.to_json()
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value if isinstance(value, str | int | float) else str(value)


def _from_plain(value: object) -> object:
    if isinstance(value, dict):
        return Message.from_json(value)
    if isinstance(value, list):
        return tuple(_from_plain(item) for item in value)
    return value if isinstance(value, str | int | float) else str(value)


def _shown(value: object, translate: Callable[[str], str]) -> object:
    """A field's value as it goes into the text; numbers stay numbers, for their format."""
    if isinstance(value, Message):
        return value.render(translate)
    if isinstance(value, tuple):
        return ", ".join(str(_shown(item, translate)) for item in value)
    if isinstance(value, str):
        return quoted(value)
    return value if isinstance(value, int | float) else str(value)


def quoted(text: str) -> str:
    """A text as sentences quote it: what files say about themselves may have any length."""
    if len(text) <= LONGEST_QUOTE:
        return text
    end = LONGEST_QUOTE // 3
    return f"{text[: LONGEST_QUOTE - 1 - end]}…{text[-end:]}"


def on_one_line(text: str) -> str:
    """Escape what would not print on one line; names and metadata may hold anything."""
    if text.isprintable():
        return text
    return "".join(
        character if character.isprintable() else ascii(character)[1:-1] for character in text
    )


def joined(messages: Iterable[Message]) -> Message:
    """Several sentences as one message, with a space between them."""
    parts = tuple(messages)
    if len(parts) == 1:
        return parts[0]
    names = [f"part_{number}" for number in range(len(parts))]
    template = " ".join(f"{{{name}}}" for name in names)
    return Message(template, **dict(zip(names, parts, strict=True)))


_REASONS = {
    errno.EACCES: Message("permission is denied"),
    errno.EPERM: Message("the system does not permit it"),
    errno.ENOENT: Message("there is no such file or folder"),
    errno.EEXIST: Message("the file exists"),
    errno.EISDIR: Message("it is a folder"),
    errno.ENOTDIR: Message("a part of its path is not a folder"),
    errno.ENOSPC: Message("the disk is full"),
    errno.EDQUOT: Message("the disk quota is used up"),
    errno.EFBIG: Message("the file would be too large for this disk"),
    errno.EROFS: Message("the disk is read-only"),
    errno.ENAMETOOLONG: Message("the name is too long"),
    errno.ELOOP: Message("its links lead in a circle"),
    errno.EIO: Message("the disk reports an input/output error"),
    errno.EBUSY: Message("another program is using it"),
    errno.ETXTBSY: Message("another program is using it"),
    errno.EMFILE: Message("too many files are open"),
    errno.ENFILE: Message("too many files are open"),
    errno.ENOLCK: Message("the disk does not support locks"),
    errno.ESTALE: Message("the connection to its disk was lost"),
    errno.ENODEV: Message("its disk is gone"),
    errno.ENXIO: Message("its disk is gone"),
    errno.ENOMEM: Message("there is not enough memory"),
    errno.EINVAL: Message("the system does not accept the name"),
    errno.ENOTSUP: Message("the disk does not support it"),
}


def out_of_range(name: Message | str, low: float, high: float, value: float) -> Message:
    """A clause that says that a number is outside the range of its name."""
    return Message(
        "{name} must be between {low:g} and {high:g}, not {value:g}",
        name=name,
        low=low,
        high=high,
        value=value,
    )


def system_reason(error: BaseException) -> Message:
    """Why the system refused something, in our own words and not in the system's language.

    Parameters
    ----------
    error : BaseException
        An `OSError`; or a `ValueError`, which Python raises for names that no system takes. One of
        ours says itself why, in its attribute ``reason``.

    Returns
    -------
    Message
        A clause, such as "the disk is full", to follow a colon or stand in parentheses.
    """
    if isinstance(reason := getattr(error, "reason", None), Message):
        return reason
    if not isinstance(error, OSError):
        return Message("the name cannot be used")
    if error.errno in _REASONS:
        return _REASONS[error.errno]
    if error.errno is None:
        return Message("the system gives no reason")
    return Message("the system reports error {number}", number=error.errno)
