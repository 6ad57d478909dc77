"""A look: how a prediction is turned into a picture, by a few adjustments."""

import math
from dataclasses import dataclass

from colorizer_gui.engine.color.reference_colors import Palette


@dataclass(frozen=True)
class LookField:
    """One adjustment, as sliders, recipes and the command know it.

    Parameters
    ----------
    name : str
    low, high : float
        Range of the values.
    neutral : float
        The value that a photo starts with.
    """

    name: str
    low: float
    high: float
    neutral: float


LOOK_FIELDS = (
    LookField("vividness", 0.0, 1.0, 0.5),
    LookField("saturation", 0.0, 2.0, 1.0),
    LookField("warmth", -1.0, 1.0, 0.0),
    LookField("strength", 0.0, 1.0, 1.0),
    LookField("tint", -1.0, 1.0, 0.0),
    LookField("edges", 0.0, 1.0, 0.5),
    LookField("smoothing", 0.0, 1.0, 0.0),
    LookField("sepia_guard", 0.0, 1.0, 0.0),
)
_NEUTRAL = {field.name: field.neutral for field in LOOK_FIELDS}


@dataclass(frozen=True)
class Look:
    """Adjustments of a colorized photo.

    Parameters
    ----------
    vividness : float
        From the mean of what the color could be (0, calm) to its likeliest values (1, bold).
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
        How far colors are blurred into one another, 0..1; edges stay.
    sepia_guard : float
        How much of the color that the whole photo has in common is taken away, 0..1.
    palette : Palette or None
        Colors of another photo to take over.

    Raises
    ------
    ValueError
        A value is out of range; the message names it.
    """

    vividness: float = _NEUTRAL["vividness"]
    saturation: float = _NEUTRAL["saturation"]
    warmth: float = _NEUTRAL["warmth"]
    strength: float = _NEUTRAL["strength"]
    tint: float = _NEUTRAL["tint"]
    edges: float = _NEUTRAL["edges"]
    smoothing: float = _NEUTRAL["smoothing"]
    sepia_guard: float = _NEUTRAL["sepia_guard"]
    palette: Palette | None = None

    def __post_init__(self):
        for field in LOOK_FIELDS:
            value = getattr(self, field.name)
            if not (math.isfinite(value) and field.low <= value <= field.high):
                raise ValueError(
                    f"{field.name} must be between {field.low:g} and {field.high:g}, not {value:g}"
                )
