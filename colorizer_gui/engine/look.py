"""A look: the adjustments of a rendering, each declared in one row.

An adjustment is a field of `Look` whose default is its row. Sliders, ``--look``, recipes and
settings read the rows from `ADJUSTMENTS`; what an adjustment does to colors is in
`engine/color/adjustments.py`. Imports no numpy, for a quick start of the command.
"""

import math
from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, NamedTuple

from colorizer_gui.engine.messages import Message, out_of_range

if TYPE_CHECKING:  # most looks have neither
    from colorizer_gui.engine.color.reference_colors import ReferenceColors
    from colorizer_gui.engine.color.version_colors import VersionColors


class Adjustment(NamedTuple):
    """Everything about one adjustment but its mathematics.

    Parameters
    ----------
    name : str
        The field of `Look`, and the key in recipes and settings.
    low, high : float
        Range of the values.
    neutral : float
        The value that a photo starts with.
    zero : float
        The value that a slider shows as 0.
    label : Message
        Name of the slider.
    help : Message
        What the value does, for a tooltip.
    is_common : bool
        Whether the slider is shown at once rather than under More.
    """

    name: str
    low: float
    high: float
    neutral: float
    zero: float
    label: Message
    help: Message
    is_common: bool


_ROW = "adjustment"


def _adjustment(
    low: float,
    high: float,
    neutral: float,
    *,
    label: Message,
    help: Message,
    is_common: bool = False,
    zero: float = 0.0,
) -> float:
    """A field of `Look` that carries its row; typed as the float that it holds."""
    row = Adjustment("", low, high, neutral, zero, label, help, is_common)
    return field(default=neutral, metadata={_ROW: row})


@dataclass(frozen=True)
class Look:
    """Adjustments of a rendering.

    Parameters
    ----------
    vividness : float
        Blend from the ab head of the network (0) to the annealed mean of its bins (1).
    saturation : float
        Factor on chroma, 0..2.
    warmth : float
        From cold (-1) to warm (1).
    strength : float
        From the untouched gray (0) to the full color (1).
    tint : float
        From green (-1) to magenta (1).
    edges : float
        How closely colors follow the edges of the photo, from softly (0) to crisply (1).
    smoothing : float
        How far colors are blurred on the small grid, 0..1; edges stay.
    sepia_guard : float
        How much of the median color of the photo is subtracted, 0..1.
    reference : ReferenceColors or None
        Colors of a reference photo to take over.
    version : VersionColors or None
        Colors of another version of the photo to take over.

    Raises
    ------
    ValueError
        A value is out of range. Its argument is a Message that names it.
    """

    vividness: float = _adjustment(
        0.0,
        1.0,
        neutral=0.5,
        label=Message("Vividness"),
        help=Message("From likely, muted colors to vivid ones"),
        is_common=True,
    )
    saturation: float = _adjustment(
        0.0,
        2.0,
        neutral=1.0,
        zero=1.0,
        label=Message("Saturation"),
        help=Message("How strong the colors are"),
        is_common=True,
    )
    warmth: float = _adjustment(
        -1.0,
        1.0,
        neutral=0.0,
        label=Message("Warmth"),
        help=Message("From cool to warm"),
        is_common=True,
    )
    strength: float = _adjustment(
        0.0,
        1.0,
        neutral=1.0,
        label=Message("Strength"),
        help=Message("From the gray original to full color"),
        is_common=True,
    )
    tint: float = _adjustment(
        -1.0,
        1.0,
        neutral=0.0,
        label=Message("Tint"),
        help=Message("From green to magenta"),
    )
    edges: float = _adjustment(
        0.0,
        1.0,
        neutral=0.5,
        label=Message("Edges"),
        help=Message("How closely colors follow the edges of the photo"),
    )
    smoothing: float = _adjustment(
        0.0,
        1.0,
        neutral=0.0,
        label=Message("Smoothing"),
        help=Message("Evens out color blotches and keeps edges"),
    )
    sepia_guard: float = _adjustment(
        0.0,
        1.0,
        neutral=0.0,
        label=Message("Sepia guard"),
        help=Message("Removes the color cast of the whole photo"),
    )
    reference: "ReferenceColors | None" = None
    version: "VersionColors | None" = None

    def __post_init__(self) -> None:
        for row in ADJUSTMENTS:
            value = getattr(self, row.name)
            if not (math.isfinite(value) and row.low <= value <= row.high):
                raise ValueError(out_of_range(row.name, row.low, row.high, value))


def _rows() -> tuple[Adjustment, ...]:
    """The rows that the fields of `Look` carry, with their names."""
    found = ((entry.name, entry.metadata.get(_ROW)) for entry in fields(Look))
    return tuple(row._replace(name=name) for name, row in found if row is not None)


ADJUSTMENTS = _rows()


class Preset(NamedTuple):
    """A look with a name.

    Parameters
    ----------
    name : Message
    look : Look
    """

    name: Message
    look: Look


# Those that come with the program; the user's own are in the settings.
PRESETS = (
    Preset(Message("Calm"), Look(vividness=0.2, saturation=0.85)),
    Preset(Message("Vivid"), Look(vividness=0.8, saturation=1.25)),
    Preset(Message("Warm Evening"), Look(warmth=0.45, saturation=1.05)),
    Preset(Message("Faded Print"), Look(vividness=0.3, saturation=0.6, warmth=0.25)),
    Preset(Message("Hand-Colored"), Look(vividness=0.7, strength=0.55)),
)
