"""A row for each setting: how it is read, written, joined and shown."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from colorizer_gui.engine import schema
from colorizer_gui.engine.messages import Message
from colorizer_gui.engine.settings.merging import Merge, the_changed

_T = TypeVar("_T")


def _unchanged(value: _T) -> _T:
    return value


@dataclass(frozen=True)
class Setting:
    """Everything about one setting.

    Parameters
    ----------
    name : str
        The field of `Settings`.
    key : str
        In the file; never changes.
    parse : Check
        Gives the value of a TOML value, see `schema`.
    store : callable
        Gives the TOML value of a value.
    choices : dict
        The values that it can have, each with its label; empty for other kinds of values. A label
        that is text, such as the name of a language, is not translated.
    label, help : Message or None
        Name, and what it does. The settings dialog shows those with a label.
    suffixes : tuple of str
        Of the files that the value may name; empty for other kinds of values.
    merge : callable
        Joins what two programs have changed, see `merging`.
    """

    name: str
    key: str
    parse: schema.Check[Any]
    store: Callable[..., object] = _unchanged
    choices: Mapping[Any, Message | str] = field(default_factory=dict)  # by str or int
    label: Message | None = None
    help: Message | None = None
    suffixes: tuple[str, ...] = ()
    merge: Merge = the_changed


ROW = "setting"  # in the metadata of the field that carries one


def setting(
    default: _T,
    parse: schema.Check[_T],
    *,
    key: str = "",
    store: Callable[[_T], object] = _unchanged,
    label: Message | None = None,
    help: Message | None = None,
    suffixes: tuple[str, ...] = (),
    merge: Merge = the_changed,
) -> _T:
    """A field of `Settings` that carries its row; typed as the value that it holds."""
    row = Setting("", key, parse, store, {}, label, help, suffixes, merge)
    if isinstance(default, dict):
        return field(default_factory=dict, metadata={ROW: row})  # type: ignore[return-value]
    return field(default=default, metadata={ROW: row})


def choice(
    choices: Mapping[_T, Message | str],
    *,
    label: Message | None = None,
    help: Message | None = None,
) -> _T:
    """A field of `Settings` for one of several values, the first of them by default."""
    row = Setting("", "", schema.one_of(choices), choices=choices, label=label, help=help)
    return field(default=next(iter(choices)), metadata={ROW: row})


def labeled(choices: Iterable[_T], *labels: Message | str) -> dict[_T, Message | str]:
    """Choices with their labels, for `choice`."""
    return dict(zip(choices, labels, strict=True))
