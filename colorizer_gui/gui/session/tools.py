"""The tools of the canvas, and the brush."""

from dataclasses import dataclass
from enum import Enum

SMALLEST, LARGEST = 0.002, 0.25  # radius of a brush, of the photo's longer side


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
