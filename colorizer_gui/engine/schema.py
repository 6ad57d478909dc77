"""Reads texts that others wrote: JSON and TOML, within bounds, and with one kind of error.

`read_text` reads a file, `parse_json` and `parse_toml` give plain values, and checks turn those
into values of ours. A check takes a value and what to call it, and raises an `InvalidError` for
everything that it does not expect: other types, numbers that are not finite, texts that cannot be
encoded, too much of anything.
"""

import json
import math
import os
import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, NoReturn, TypeVar

from colorizer_gui.engine.files import open_file
from colorizer_gui.engine.limits import (
    DEEPEST_NESTING,
    LONGEST_PATH,
    LONGEST_TEXT,
    MOST_DIGITS,
    MOST_ENTRIES,
)
from colorizer_gui.engine.messages import Message, out_of_range

T = TypeVar("T")
Name = Message | str
Check = Callable[[object, Name], T]

LARGEST_WHOLE = 2**63 - 1
# A string that does not end takes the rest of its line, so that each character is seen once.
_TOML_STRING = re.compile(r"""\"(?:\\.|[^"\\\n])*"?|'[^'\n]*'?""")
_TOML_SEPARATOR = re.compile(r"[=,\[\]{}\n]")


class InvalidError(ValueError):
    """What is wrong with a text, as a clause; its argument is a Message.

    Attributes
    ----------
    reason : Message
    """

    def __init__(self, reason: Message) -> None:
        super().__init__(reason)
        self.reason = reason


class SyntaxInvalidError(InvalidError):
    """The text is not of its format at all.

    Attributes
    ----------
    line : int
        Where; 0 if that is not known.
    """

    def __init__(self, reason: Message, line: int = 0) -> None:
        super().__init__(reason)
        self.line = line


def read_text(path: Path, largest: int) -> str:
    """The text of a file.

    Parameters
    ----------
    path : Path
    largest : int
        Bytes that the file may have.

    Raises
    ------
    OSError
        It cannot be read, or is no ordinary file.
    InvalidError
        It is too large or no UTF-8.
    """
    with open_file(path) as file:
        data = file.read(largest + 1)
    if len(data) > largest:
        raise InvalidError(
            Message("it is larger than {limit:g} MB", limit=round(largest / 2**20, 3))
        )
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise InvalidError(Message("it is not a text file")) from error


def parse_json(text: str | bytes) -> object:
    """The plain values of a JSON text; whole numbers of many digits become infinite floats.

    Raises
    ------
    InvalidError
    """
    try:
        value = json.loads(text, parse_int=_whole_number, parse_constant=_refuse_constant)
    except InvalidError:
        raise
    except json.JSONDecodeError as error:
        reason = Message("it is not valid JSON in line {line}", line=error.lineno)
        raise SyntaxInvalidError(reason, error.lineno) from error
    except UnicodeDecodeError as error:
        raise InvalidError(Message("it is not a text file")) from error
    except RecursionError as error:
        raise InvalidError(Message("it is nested too deeply")) from error
    _check_depth(value)
    return value


def parse_toml(text: str) -> dict[str, object]:
    """The plain values of a TOML text.

    Raises
    ------
    InvalidError
    """
    import tomllib  # of the settings alone, which the command does not read

    keys = _TOML_SEPARATOR.split(_TOML_STRING.sub('""', text))
    if any(key.count(".") > DEEPEST_NESTING for key in keys):
        # tomllib keeps every beginning of such a key: a megabyte of it would take terabytes.
        raise InvalidError(Message("it is nested too deeply"))
    try:
        values: dict[str, object] = tomllib.loads(text)
    except RecursionError as error:
        raise InvalidError(Message("it is nested too deeply")) from error
    except ValueError as error:  # a whole number of more digits than Python reads is one, too
        raise SyntaxInvalidError(
            Message("it is not valid TOML ({reason})", reason=str(error))
        ) from error
    _check_depth(values)
    return values


def _whole_number(digits: str) -> int | float:
    return int(digits) if len(digits) <= MOST_DIGITS else float(digits)


def _refuse_constant(name: str) -> NoReturn:
    raise InvalidError(Message("it holds {value}, which is no number", value=name))


def _check_depth(value: object) -> None:
    """Refuse what is nested deeply enough to stop Python's own functions, without recursion."""
    level: list[Any] = [value]
    for _ in range(DEEPEST_NESTING):
        level = [
            inner
            for outer in level
            if isinstance(outer, dict | list)
            for inner in (outer.values() if isinstance(outer, dict) else outer)
            if isinstance(inner, dict | list)
        ]
        if not level:
            return
    raise InvalidError(Message("it is nested too deeply"))


# Checks, and functions that make them.


def flag(value: object, name: Name) -> bool:
    """True or false."""
    if not isinstance(value, bool):
        raise InvalidError(Message("{name} must be true or false", name=name))
    return value


def number(low: float = -math.inf, high: float = math.inf) -> Check[float]:
    """A check for finite numbers of a range; whole numbers become floats."""

    def check(value: object, name: Name) -> float:
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise InvalidError(Message("{name} must be a number", name=name))
        try:
            found = float(value)
        except OverflowError:
            found = math.inf
        if not math.isfinite(found) or not low <= found <= high:
            bounded = max(low, -1e300), min(high, 1e300)
            raise InvalidError(out_of_range(name, *bounded, found))
        return found

    return check


def whole(low: int = -LARGEST_WHOLE, high: int = LARGEST_WHOLE) -> Check[int]:
    """A check for whole numbers of a range."""

    def check(value: object, name: Name) -> int:
        if type(value) is not int or not low <= value <= high:
            raise InvalidError(
                Message(
                    "{name} must be a whole number from {low} to {high}",
                    name=name,
                    low=low,
                    high=high,
                )
            )
        return value

    return check


def text(longest: int = LONGEST_TEXT) -> Check[str]:
    """A check for texts that can be encoded, of at most so many characters."""

    def check(value: object, name: Name) -> str:
        found = _any_text(value, name, longest)
        if not found.isascii():
            try:
                found.encode()
            except UnicodeEncodeError as error:
                raise _unusable_text(name) from error
        return found

    return check


def path_text(value: object, name: Name) -> str:
    """A path; bytes of a file name that are no text may stand for themselves."""
    found = _any_text(value, name, LONGEST_PATH)
    try:
        os.fsencode(found)
    except UnicodeEncodeError as error:
        raise _unusable_text(name) from error
    return found


def _any_text(value: object, name: Name, longest: int) -> str:
    if not isinstance(value, str):
        raise InvalidError(Message("{name} must be a text", name=name))
    if len(value) > longest:
        raise InvalidError(
            Message(
                "{name} is longer than {limit} characters, which is too long",
                name=name,
                limit=longest,
            )
        )
    return value


def _unusable_text(name: Name) -> InvalidError:
    return InvalidError(Message("{name} holds characters that no text can hold", name=name))


def one_of(choices: Iterable[T]) -> Check[T]:
    """A check for one of some values, of the same type."""
    known = tuple(choices)

    def check(value: object, name: Name) -> T:
        for choice in known:
            if type(choice) is type(value) and choice == value:
                return choice
        raise InvalidError(
            Message("{name} must be one of {choices}", name=name, choices=tuple(map(str, known)))
        )

    return check


def list_of(
    item: Check[T], most: int = MOST_ENTRIES, name_item: Callable[[int], Name] | None = None
) -> Check[tuple[T, ...]]:
    """A check for lists of at most so many items.

    Parameters
    ----------
    item : Check
    most : int
    name_item : callable, optional
        Gives what to call an item by its number, from 1; the name of the list by default.
    """

    def check(value: object, name: Name) -> tuple[T, ...]:
        if not isinstance(value, list):
            raise InvalidError(Message("{name} must be a list", name=name))
        if len(value) > most:
            raise _too_many(name, len(value), most)
        return tuple(
            item(entry, name if name_item is None else name_item(number))
            for number, entry in enumerate(value, 1)
        )

    return check


def table(value: object, name: Name) -> dict[str, object]:
    """An object of JSON or a table of TOML, of anything."""
    if not isinstance(value, dict):
        raise InvalidError(Message("{name} must be an object", name=name))
    if len(value) > MOST_ENTRIES:
        raise _too_many(name, len(value), MOST_ENTRIES)
    return value


def table_of(item: Check[T]) -> Check[dict[str, T]]:
    """A check for objects with any keys, whose values are all of one kind."""
    check_key = text()

    def check(value: object, name: Name) -> dict[str, T]:
        return {
            check_key(key, name): item(entry, _joined(name, key))
            for key, entry in table(value, name).items()
        }

    return check


def record(
    checks: Mapping[str, Check[Any]], required: Iterable[str] = (), *, others: bool = False
) -> Check[dict[str, Any]]:
    """A check for objects with known keys; gives the values of those that are there.

    Parameters
    ----------
    checks : mapping of str to Check
        By key.
    required : iterable of str
        Keys that must be there.
    others : bool
        Whether there may be other keys, which are left out.
    """
    required = tuple(required)

    def check(value: object, name: Name) -> dict[str, Any]:
        given = table(value, name)
        unknown = None if others else min(set(given) - set(checks), default=None)
        if unknown is not None:
            raise unknown_key(name, unknown, tuple(checks))
        for key in required:
            if key not in given:
                raise InvalidError(Message("{where} has no {key}", where=name, key=key))
        return {
            key: item(given[key], _joined(name, key))
            for key, item in checks.items()
            if key in given
        }

    return check


def made(make: Callable[..., T], where: Name, *args: object, **values: object) -> T:
    """What a dataclass of the engine makes of values; its refusal of one is an `InvalidError`."""
    try:
        return make(*args, **values)
    except ValueError as error:
        is_message = bool(error.args) and isinstance(error.args[0], Message)
        reason = error.args[0] if is_message else str(error)
        message = Message("{where}: {reason}", where=where, reason=reason)
        raise InvalidError(message) from error


def unknown_key(where: Name, key: str, known: tuple[str, ...]) -> InvalidError:
    """The error for a key that an object may not have."""
    return InvalidError(
        Message(
            "{where} has an unknown key {key} (known: {known})",
            where=where,
            key=repr(key),
            known=known,
        )
    )


def _joined(name: Name, key: str) -> Name:
    return Message("{where}: {key}", where=name, key=key) if name else key


def _too_many(name: Name, count: int, most: int) -> InvalidError:
    return InvalidError(
        Message(
            "{name} has {count} entries, and the most is {limit}",
            name=name,
            count=count,
            limit=most,
        )
    )
