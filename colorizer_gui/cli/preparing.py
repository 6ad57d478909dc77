"""Arguments for what is done to scans before they are colorized."""

import argparse
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from colorizer_gui.engine.preparation import Crop, Levels

_QUARTER = 90
_TURNS = tuple(range(0, 360, _QUARTER))
_AUTO = "auto"
_T = TypeVar("_T")


def _made(make: Callable[..., _T], *args: object) -> _T:
    """A value of the engine, whose refusal becomes one of an argument."""
    try:
        return make(*args)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from error


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text!r} is no number") from error


def _levels(text: str) -> "Levels":
    from colorizer_gui.engine.preparation import Levels

    parts = text.split(",")
    if parts == [_AUTO]:
        return Levels()
    if len(parts) not in (2, 3):
        raise argparse.ArgumentTypeError(f"must be auto or BLACK,WHITE[,GAMMA], not {text!r}")
    ends = (None if part.strip() == _AUTO else _number(part) for part in parts[:2])
    return _made(Levels, *ends, *map(_number, parts[2:]))


def _crop(text: str) -> "Crop":
    from colorizer_gui.engine.preparation import Crop

    edges = [_number(part) for part in text.split(",")]
    if len(edges) != 4:
        raise argparse.ArgumentTypeError(f"must be LEFT,TOP,RIGHT,BOTTOM, not {text!r}")
    return _made(Crop, *edges)


def _angle(text: str) -> float:
    from colorizer_gui.engine.preparation import Preparation

    angle = _number(text)
    _made(Preparation, 0, angle)
    return angle


def add_preparation(parser: argparse.ArgumentParser, *, is_for_one: bool) -> None:
    """Add the arguments for preparing scans.

    Parameters
    ----------
    parser : ArgumentParser
    is_for_one : bool
        Whether photos are named one by one, so that they can be straightened and cropped.
    """
    group = parser.add_argument_group(
        "preparation of scans", "before anything else; instead of what a recipe says"
    )
    group.add_argument(
        "--rotate", type=int, choices=_TURNS, help="turn by so many degrees, clockwise"
    )
    if is_for_one:
        group.add_argument(
            "--straighten",
            type=_angle,
            metavar="DEGREES",
            help="turn further, clockwise, -45 to 45; the largest upright part is kept",
        )
        group.add_argument(
            "--crop",
            type=_crop,
            metavar="LEFT,TOP,RIGHT,BOTTOM",
            help="keep a part; edges from 0 to 1 in the turned and straightened photo",
        )
    group.add_argument("--invert", action="store_true", help="invert a negative")
    group.add_argument(
        "--levels",
        type=_levels,
        metavar="auto|BLACK,WHITE[,GAMMA]",
        help="tones that become black and white, 0 to 1, each may be auto; a gamma above 1 "
        "brightens the tones between",
    )


def preparation_from(options: argparse.Namespace) -> dict[str, object]:
    """The fields of a preparation, by name, that the arguments of `add_preparation` ask for."""
    turns = None if options.rotate is None else options.rotate // _QUARTER
    given = {
        "quarter_turns": turns,
        "angle": getattr(options, "straighten", None),
        "crop": getattr(options, "crop", None),
        "inverted": True if options.invert else None,
        "levels": options.levels,
    }
    return {name: value for name, value in given.items() if value is not None}
