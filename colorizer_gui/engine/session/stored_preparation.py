"""What is done to a scan first, as recipes store it."""

import base64
import dataclasses
from collections.abc import Mapping
from typing import Any

from colorizer_gui.engine import schema
from colorizer_gui.engine.limits import LONGEST_DUST_TEXT, MOST_DUST_PLACES
from colorizer_gui.engine.messages import Message
from colorizer_gui.engine.preparation import Crop, Levels, Preparation
from colorizer_gui.engine.preparation.dust_mask import DustMask
from colorizer_gui.engine.preparation.preparation import MOST_ANGLE
from colorizer_gui.engine.session.stored_regions import mask_data

PREPARE_KEY = "prepare"
AUTO = "auto"  # ends of levels that are measured in the photo

_ROTATE, _STRAIGHTEN, _CROP, _INVERT = "rotate", "straighten", "crop", "invert"
_LEVELS, _DUST = "levels", "dust"


def stored_preparation(preparation: Preparation) -> dict[str, object]:
    """A preparation under its key as JSON holds it, in recipes and in the digests of a batch.

    Without the key where nothing is done, as in versions that know no preparation.
    """
    stored: dict[str, object] = {}
    if preparation.quarter_turns:
        stored[_ROTATE] = 90 * preparation.quarter_turns
    if preparation.angle:
        stored[_STRAIGHTEN] = preparation.angle
    if preparation.crop is not None:
        stored[_CROP] = dataclasses.asdict(preparation.crop)
    if preparation.inverted:
        stored[_INVERT] = True
    if preparation.levels is not None:
        stored[_LEVELS] = _stored_levels(preparation.levels)
    if preparation.dust is not None:
        stored[_DUST] = {
            "width": preparation.dust.width,
            "height": preparation.dust.height,
            "data": base64.b64encode(preparation.dust.data).decode(),
        }
    return {PREPARE_KEY: stored} if stored else {}


def _stored_levels(levels: Levels) -> object:
    if levels == Levels():
        return AUTO
    values = dataclasses.asdict(levels)
    return {name: AUTO if value is None else value for name, value in values.items()}


def _end(value: object, name: schema.Name) -> float | None:
    if value == AUTO:
        return None
    if isinstance(value, str):
        raise schema.InvalidError(
            Message("{name} must be a number or {auto}", name=name, auto=AUTO)
        )
    return schema.number()(value, name)


_EDGES = ("left", "top", "right", "bottom")
_CROP_RECORD = schema.record({edge: schema.number() for edge in _EDGES}, required=_EDGES)
_LEVELS_RECORD = schema.record({"black": _end, "white": _end, "gamma": schema.number()})
_side = schema.whole(1, MOST_DUST_PLACES)
_DUST_KEYS: Mapping[str, schema.Check[Any]] = {
    "width": _side,
    "height": _side,
    "data": mask_data(LONGEST_DUST_TEXT),
}
_DUST_RECORD = schema.record(_DUST_KEYS, required=_DUST_KEYS)


def _crop(value: object, where: schema.Name) -> Crop:
    return schema.made(Crop, where, **_CROP_RECORD(value, where))


def _levels(value: object, where: schema.Name) -> Levels:
    if value == AUTO:
        return Levels()
    return schema.made(Levels, where, **_LEVELS_RECORD(value, where))


def _dust(value: object, where: schema.Name) -> DustMask:
    return schema.made(DustMask, where, **_DUST_RECORD(value, where))


_PREPARATION = schema.record(
    {
        _ROTATE: schema.one_of((0, 90, 180, 270)),
        _STRAIGHTEN: schema.number(-MOST_ANGLE, MOST_ANGLE),
        _CROP: _crop,
        _INVERT: schema.flag,
        _LEVELS: _levels,
        _DUST: _dust,
    }
)


def parse_preparation(value: object, name: schema.Name) -> Preparation:
    """A check for the preparation of a recipe, see `schema`."""
    values = _PREPARATION(value, name)
    return schema.made(
        Preparation,
        name,
        values.get(_ROTATE, 0) // 90,
        values.get(_STRAIGHTEN, 0.0),
        values.get(_CROP),
        values.get(_INVERT, False),
        values.get(_LEVELS),
        values.get(_DUST),
    )
