"""Regions as recipes store them."""

import base64
import binascii
import re
from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np

from colorizer_gui.engine import schema
from colorizer_gui.engine.color.cielab import srgb_to_lab
from colorizer_gui.engine.hints import ColorHint
from colorizer_gui.engine.limits import (
    LARGEST_MASK_SIDE,
    LONGEST_MASK_TEXT,
    LONGEST_NAME,
    MOST_REGIONS,
)
from colorizer_gui.engine.look import ADJUSTMENTS
from colorizer_gui.engine.messages import Message
from colorizer_gui.engine.regions import Mask, Region, RegionKind

_HEX = re.compile("#[0-9a-fA-F]{6}")


def stored_regions(regions: Iterable[Region]) -> list[dict[str, object]]:
    """Regions as JSON holds them, in recipes and in the digests of a batch."""
    return [_stored(region) for region in regions]


def _stored(region: Region) -> dict[str, object]:
    mask = region.mask
    stored: dict[str, object] = {"id": region.id, "name": region.name, "kind": region.kind.value}
    if region.ab is not None:
        stored["a"], stored["b"] = region.ab
    if region.look:
        stored["look"] = dict(region.look)
    data = base64.b64encode(mask.data).decode()
    return stored | {"mask": {"width": mask.width, "height": mask.height, "data": data}}


def mask_data(longest: int) -> schema.Check[bytes]:
    """A check for the data of a mask in base64, of at most so many characters."""
    check_text = schema.text(longest)

    def check(value: object, name: schema.Name) -> bytes:
        try:
            return base64.b64decode(check_text(value, name), validate=True)
        except (binascii.Error, ValueError) as error:
            raise schema.InvalidError(Message("{name} must be base64", name=name)) from error

    return check


def _hex_color(value: object, name: schema.Name) -> tuple[float, float]:
    text = schema.text()(value, name)
    if not _HEX.fullmatch(text):
        raise schema.InvalidError(Message("{name} must be a color such as #8a6d4b", name=name))
    rgb = np.frombuffer(bytes.fromhex(text[1:]), np.uint8).astype(np.float32) / np.float32(255)
    _, a, b = srgb_to_lab(rgb).tolist()
    return a, b


_side = schema.whole(1, LARGEST_MASK_SIDE)
_MASK_KEYS: Mapping[str, schema.Check[Any]] = {
    "width": _side,
    "height": _side,
    "data": mask_data(LONGEST_MASK_TEXT),
}
_MASK = schema.record(_MASK_KEYS, required=_MASK_KEYS)
_REGION = schema.record(
    {
        "id": schema.whole(1, MOST_REGIONS),
        "name": schema.text(LONGEST_NAME),
        "kind": schema.one_of(map(str, RegionKind)),
        "a": schema.number(),
        "b": schema.number(),
        "color": _hex_color,
        "look": schema.record({row.name: schema.number() for row in ADJUSTMENTS}),
        "mask": _MASK,
    },
    required=("id", "name", "kind", "mask"),
)


def _region(value: object, where: schema.Name) -> Region:
    values = _REGION(value, where)
    color = values.get("color")
    if color is None and "a" in values and "b" in values:
        color = values["a"], values["b"]
    look = values.get("look", {})
    changes = ((row.name, look.get(row.name, 0.0)) for row in ADJUSTMENTS)
    return schema.made(
        Region,
        where,
        values["id"],
        values["name"],
        RegionKind(values["kind"]),
        schema.made(Mask, where, **values["mask"]),
        color,
        tuple((name, change) for name, change in changes if change),
    )


_REGIONS = schema.list_of(
    _region, MOST_REGIONS, lambda number: Message("region {number}", number=number)
)


def parse_regions(value: object, name: schema.Name) -> tuple[Region, ...]:
    """A check for the regions of a recipe, see `schema`."""
    regions = _REGIONS(value, name)
    ids = [region.id for region in regions]
    for number, region in enumerate(ids, 1):
        if ids.index(region) != number - 1:
            raise schema.InvalidError(
                Message("region {number} has the id {id} of another one", number=number, id=region)
            )
    return regions


def check_hints(hints: Iterable[ColorHint], regions: Iterable[Region]) -> None:
    """Refuse hints that name a region which is not there, or which limits nothing.

    Raises
    ------
    InvalidError
    """
    known = {region.id for region in regions if region.kind is RegionKind.REGION}
    for number, hint in enumerate(hints, 1):
        if hint.region and hint.region not in known:
            raise schema.InvalidError(
                Message(
                    "hint {number} names the region {id}, which is none that limits hints",
                    number=number,
                    id=hint.region,
                )
            )
