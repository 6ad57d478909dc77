"""The names of results: from a template, inside the folder of the results, each only once."""

import string
import unicodedata
from pathlib import PurePath

from colorizer_gui.engine.errors import UsageError
from colorizer_gui.engine.photo import SAVE_FORMATS

FIELDS = ("stem", "ext")


def check_template(template, file_format):
    """Refuse a template that cannot name results.

    Parameters
    ----------
    template : str
    file_format : str or None
        A key of `SAVE_FORMATS`.

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
    formats = SAVE_FORMATS.values() if file_format is None else [SAVE_FORMATS[file_format]]
    if not any(suffix in suffixes for suffixes in formats):
        endings = ", ".join(suffix for suffixes in formats for suffix in suffixes)
        raise UsageError(
            f"The name {template!r} does not say in which format to save. "
            f"End it in {{ext}} or one of {endings}."
        )


def result_path(photo, template, output):
    """Where the result of a photo goes.

    Parameters
    ----------
    photo : PurePath
        From the folder of the photos.
    template : str
    output : Output

    Returns
    -------
    PurePath
        From the folder of the results.
    """
    return photo.parent / output.name(photo, template)


def same_file_key(path):
    """What is equal for two names that some disk takes for one: case and accents do not count."""
    return unicodedata.normalize("NFC", path.as_posix()).casefold()


def numbered(path, is_taken):
    """The path, or the first of path-2, path-3, ... that is not taken."""
    number, candidate = 1, path
    while is_taken(candidate):
        number += 1
        candidate = path.with_name(f"{path.stem}-{number}{path.suffix}")
    return candidate
