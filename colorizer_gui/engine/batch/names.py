"""Names of results: made from a template, inside the folder of the results, each used once."""

import os
import string
import unicodedata
from collections.abc import Callable
from pathlib import PurePath, PurePosixPath

from colorizer_gui.engine.errors import UsageError
from colorizer_gui.engine.messages import Message
from colorizer_gui.engine.photo import WRITABLE_FORMATS, format_by_id
from colorizer_gui.engine.session.output import Output

FIELDS = ("stem", "ext")


def check_template(template: str, file_format: str | None) -> None:
    """Refuse a template that cannot name results.

    Parameters
    ----------
    template : str
    file_format : str or None
        One of `choices.SAVE_FORMATS`; None for that of each photo.

    Raises
    ------
    UsageError
    """
    _check_fields(template)
    path = PurePath(template)
    if path.is_absolute() or path.drive or ".." in path.parts or not path.name:
        raise UsageError(
            Message(
                'The name "{template}" leads out of the folder for the results. '
                "Name a place inside it.",
                template=template,
            )
        )
    if not template.endswith("{ext}"):
        _check_suffix(template, path.suffix.lower(), file_format)


def _check_fields(template: str) -> None:
    if "\0" in template:
        raise UsageError(Message("The name can't be used: it holds a null character."))
    try:
        parts = list(string.Formatter().parse(template))
    except ValueError as error:
        raise UsageError(
            Message(
                'The name "{template}" can\'t be used: its braces are not in pairs.',
                template=template,
            )
        ) from error
    for _, name, spec, conversion in parts:
        if name is not None and (name not in FIELDS or spec or conversion):
            raise UsageError(
                Message(
                    'The name "{template}" can\'t be used: it may hold {{stem}} and {{ext}} in '
                    "braces, and nothing else. It has {{{field}}}.",
                    template=template,
                    field=name,
                )
            )


def _check_suffix(template: str, suffix: str, file_format: str | None) -> None:
    formats = WRITABLE_FORMATS if file_format is None else (format_by_id(file_format),)
    suffixes = tuple(suffix for row in formats for suffix in row.suffixes)
    if suffix not in suffixes:
        raise UsageError(
            Message(
                'The name "{template}" does not say in which format to save. '
                "End it in {{ext}} or one of {suffixes}.",
                template=template,
                suffixes=suffixes,
            )
        )


def result_name(photo: str, template: str, output: Output) -> str:
    """The path of a photo's result.

    Parameters
    ----------
    photo : str
        The photo's path from the folder of the photos, with ``/``.
    template : str
        With ``/``.
    output : Output

    Returns
    -------
    str
        From the folder of the results, with ``/``.
    """
    folder, slash, name = photo.rpartition("/")
    return folder + slash + output.name(PurePosixPath(name), template)


def same_file_key(name: str) -> str:
    """A key that is equal for names that some disk takes for the same file.

    Case and the way accents are written do not count: a canonical caseless match (Unicode
    Standard, D145), as APFS and HFS+ do it.
    """
    return unicodedata.normalize("NFD", unicodedata.normalize("NFD", name).casefold())


def _never(_name: str) -> bool:
    return False


class ResultNames:
    """The names given to results, each to one photo."""

    def __init__(self) -> None:
        self._photos: dict[str, str] = {}
        self._last_numbers: dict[str, int] = {}

    def photo_of(self, result: str) -> str | None:
        """The photo that has this name for its result; None while the name is free."""
        return self._photos.get(same_file_key(result))

    def assign(self, result: str, photo: str) -> None:
        """Give a name to a photo's result."""
        self._photos[same_file_key(result)] = photo

    def numbered(self, result: str, exists: Callable[[str], bool] = _never) -> str:
        """The first of name-2, name-3, ... that no photo has and for which `exists` is false."""
        stem, suffix = os.path.splitext(result)
        # Start at the last number, so that many photos of one name do not take quadratic time.
        number = self._last_numbers.get(result, 1)
        while True:
            number += 1
            candidate = f"{stem}-{number}{suffix}"
            if self.photo_of(candidate) is None and not exists(candidate):
                self._last_numbers[result] = number
                return candidate
