"""The names of results: from a template, inside the folder of the results, each only once."""

import os
import string
import unicodedata
from pathlib import PurePath, PurePosixPath

from colorizer_gui.engine.errors import UsageError
from colorizer_gui.engine.photo import WRITABLE_FORMATS, format_by_id

FIELDS = ("stem", "ext")


def check_template(template, file_format):
    """Refuse a template that cannot name results.

    Parameters
    ----------
    template : str
    file_format : str or None
        One of `choices.SAVE_FORMATS`.

    Raises
    ------
    UsageError
        The sentence says what is wrong with it.
    """
    try:
        fields = [(name, spec, conversion) for _, name, spec, conversion
                  in string.Formatter().parse(template) if name is not None]  # fmt: skip
    except ValueError as error:
        raise UsageError(f"The name {template!r} can't be used: {error}.") from error
    for name, spec, conversion in fields:
        if name not in FIELDS or spec or conversion:
            raise UsageError(
                f"The name {template!r} can't be used: it may hold {{stem}} and {{ext}} in braces, "
                f"and nothing else. It has {{{name}}}."
            )
    path = PurePath(template)
    if path.is_absolute() or path.drive or ".." in path.parts or not path.name:
        raise UsageError(
            f"The name {template!r} leads out of the folder for the results. "
            "Name a place inside it."
        )
    if not template.endswith("{ext}"):
        _check_ending(template, path.suffix.lower(), file_format)


def _check_ending(template, suffix, file_format):
    formats = WRITABLE_FORMATS if file_format is None else (format_by_id(file_format),)
    endings = [ending for row in formats for ending in row.suffixes]
    if suffix not in endings:
        raise UsageError(
            f"The name {template!r} does not say in which format to save. "
            f"End it in {{ext}} or one of {', '.join(endings)}."
        )


def result_name(photo, template, output):
    """Where the result of a photo goes.

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


def same_file_key(name):
    """What is equal for two names that some disk takes for one: case and accents do not count."""
    return unicodedata.normalize("NFC", name).casefold()


class Names:
    """The names that are given to results, each to one photo."""

    def __init__(self):
        self._owners = {}
        self._numbers = {}

    def owner(self, name):
        """The photo that has a name; None while it is free."""
        return self._owners.get(same_file_key(name))

    def give(self, name, photo):
        """Give a name to a photo."""
        self._owners[same_file_key(name)] = photo

    def numbered(self, name, is_there=lambda _: False):
        """The first of name-2, name-3, ... that no photo has, and of which `is_there` is false."""
        stem, ending = os.path.splitext(name)
        # Counting goes on where it ended, so that many photos of one name take no longer each.
        number = self._numbers.get(name, 1)
        while True:
            number += 1
            candidate = f"{stem}-{number}{ending}"
            if self.owner(candidate) is None and not is_there(candidate):
                self._numbers[name] = number
                return candidate
