"""The tools of the canvas, and the brush."""

import math
from dataclasses import dataclass
from enum import Enum

_STEP = 1.25  # by which a key makes a brush larger


@dataclass(frozen=True)
class Sizes:
    """The radii that a brush may have, of the photo's longer side."""

    smallest: float
    largest: float

    def within(self, radius: float) -> float:
        """The nearest radius that is allowed."""
        return min(max(radius, self.smallest), self.largest)

    def resized(self, radius: float, steps: float) -> float:
        """A radius some steps larger (above 0) or smaller."""
        return self.within(radius * _STEP**steps)

    def share_of(self, radius: float) -> float:
        """Where a radius lies on a slider, 0..1, on which equal ways are equal factors."""
        return math.log(radius / self.smallest) / math.log(self.largest / self.smallest)

    def radius_at(self, share: float) -> float:
        """The radius at a place of such a slider."""
        return self.smallest * (self.largest / self.smallest) ** share


BRUSH_SIZES = Sizes(0.002, 0.25)  # and of hints
DUST_SIZES = Sizes(0.0003, 0.05)


class Tool(Enum):
    """What the left button does on the photo; the value names the icon."""

    HINT = "hint"
    BRUSH = "brush"
    ERASER = "eraser"
    PROTECT = "protect"
    SELECT = "select"

    @property
    def has_brush(self) -> bool:
        """Whether it paints strokes."""
        return self in (Tool.BRUSH, Tool.ERASER, Tool.PROTECT)


@dataclass(frozen=True)
class Brush:
    """The brush that the brush, eraser and protect tools share.

    Parameters
    ----------
    radius : float
        Of the photo's longer side.
    softness : float
        Share of the radius over which a stroke fades out, 0..1.
    ab : tuple of float
        a*, b* of what is painted.
    """

    radius: float = 0.02
    softness: float = 0.3
    ab: tuple[float, float] = (20.0, 20.0)
