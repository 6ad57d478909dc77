"""Looks as recipes hold them, with the colors of a reference photo and of another version."""

import dataclasses
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from colorizer_gui.engine import schema
from colorizer_gui.engine.limits import LARGEST_PLANE_SIDE, LONGEST_PLANES
from colorizer_gui.engine.look import ADJUSTMENTS, Look
from colorizer_gui.engine.messages import Message

if TYPE_CHECKING:  # most looks have neither
    from colorizer_gui.engine.color.reference_colors import ReferenceColors
    from colorizer_gui.engine.color.version_colors import VersionColors

REFERENCE_KEY = "palette"  # of a look's reference colors
# Fields of dataclasses that recipes call otherwise.
_STORED_NAMES = {"reference": REFERENCE_KEY}
REFERENCE_KEYS = ("a", "b", "method")
_COPY_KEY = "copy"  # of a reference photo
_VERSION_KEY = "version"  # of a look's colors of another version of the photo


def stored_look(look: Look) -> dict[str, object]:
    """A look as JSON holds it, in recipes and in the digests of a batch.

    The colors of another version, and the copy of a reference photo, are left out where there are
    none, as in version 0.1.0.
    """
    values = dataclasses.asdict(look)
    if look.version is None:
        del values[_VERSION_KEY]
    if look.reference is not None and look.reference.copy is None:
        del values["reference"][_COPY_KEY]
    return {_STORED_NAMES.get(name, name): value for name, value in values.items()}


_NUMBERS = schema.list_of(schema.number())


def _quantiles(value: object, name: schema.Name) -> tuple[float, ...]:
    try:
        return _NUMBERS(value, name)
    except schema.InvalidError as error:
        raise schema.InvalidError(Message("{name} must be a list of numbers", name=name)) from error


_LOOK = schema.record(
    {row.name: schema.number() for row in ADJUSTMENTS}
    | {REFERENCE_KEY: lambda value, _: value, _VERSION_KEY: lambda value, _: value}
)
_REFERENCE = schema.record(
    {
        "a": _quantiles,
        "b": _quantiles,
        "method": schema.text(),
        _COPY_KEY: lambda value, _: value,
    },
    required=REFERENCE_KEYS,
)
_PLANES: Mapping[str, schema.Check[Any]] = {
    "width": schema.whole(1, LARGEST_PLANE_SIDE),
    "height": schema.whole(1, LARGEST_PLANE_SIDE),
    "data": schema.text(LONGEST_PLANES),
}
_COPY = schema.record(_PLANES, required=tuple(_PLANES))
_VERSION = schema.record({**_PLANES, "strength": schema.number()}, required=tuple(_PLANES))


def parse_look(value: object, where: schema.Name) -> Look:
    """A look as a recipe holds it; raises InvalidError, which names the value that is wrong."""
    values = _LOOK(value, where)
    reference = values.pop(REFERENCE_KEY, None)
    if reference is not None:
        values["reference"] = _reference_colors(reference)
    version = values.pop(_VERSION_KEY, None)
    if version is not None:
        values["version"] = _version_colors(version)
    return schema.made(Look, where, **values)


def _reference_colors(value: object) -> "ReferenceColors":
    from colorizer_gui.engine.color.reference_colors import ReferenceColors, ReferenceCopy

    where = REFERENCE_KEY
    values = _REFERENCE(value, where)
    if values.get(_COPY_KEY) is not None:
        values[_COPY_KEY] = schema.made(
            ReferenceCopy, _COPY_KEY, **_COPY(values[_COPY_KEY], _COPY_KEY)
        )
    return schema.made(ReferenceColors, where, **values)


def _version_colors(value: object) -> "VersionColors":
    from colorizer_gui.engine.color.version_colors import VersionColors

    where = _VERSION_KEY
    return schema.made(VersionColors, where, **_VERSION(value, where))
