"""Where the places of a scan lie in the prepared photo."""

import math
from dataclasses import dataclass

from colorizer_gui.engine.preparation.preparation import (
    Preparation,
    crop_box,
    straightened_size,
    turned_size,
)

# Rows of a 2 x 3 matrix: x' = a x + b y + c.
Matrix = tuple[tuple[float, float, float], tuple[float, float, float]]


@dataclass(frozen=True)
class Geometry:
    """Turns, straightening and crop of a scan of one size.

    Parameters
    ----------
    width, height : int
        Of the scan.
    preparation : Preparation
    """

    width: int
    height: int
    preparation: Preparation

    @property
    def box(self) -> tuple[int, int, int, int]:
        """The crop in the straightened photo, see `crop_box`."""
        return crop_box(
            *straightened_size(self.width, self.height, self.preparation), self.preparation
        )

    @property
    def size(self) -> tuple[int, int]:
        """Width and height of the prepared photo."""
        left, top, right, bottom = self.box
        return right - left, bottom - top

    def turned_from_prepared(self) -> Matrix:
        """From places in the prepared photo to those in the turned scan, both in pixels."""
        left, top, _, _ = self.box
        across, down = straightened_size(self.width, self.height, self.preparation)
        width, height = turned_size(self.width, self.height, self.preparation)
        angle = math.radians(self.preparation.angle)
        sine, cosine = math.sin(angle), math.cos(angle)
        x, y = left - across / 2, top - down / 2
        return (
            (cosine, sine, cosine * x + sine * y + width / 2),
            (-sine, cosine, cosine * y - sine * x + height / 2),
        )

    def to_scan(self, x: float, y: float) -> tuple[float, float]:
        """The place in the scan of a place in the prepared photo, both in parts of the sides."""
        across, down = self.size
        width, height = turned_size(self.width, self.height, self.preparation)
        if self.preparation.angle or self.preparation.crop:
            x, y = _moved(self.turned_from_prepared(), x * across, y * down)
            x, y = x / width, y / height
        for _ in range(self.preparation.quarter_turns):
            x, y = y, 1 - x
        return x, y

    def to_prepared(self, x: float, y: float) -> tuple[float, float]:
        """The place in the prepared photo of a place in the scan; outside 0..1 beside the crop."""
        for _ in range(self.preparation.quarter_turns):
            x, y = 1 - y, x
        if not (self.preparation.angle or self.preparation.crop):
            return x, y
        across, down = self.size
        width, height = turned_size(self.width, self.height, self.preparation)
        (a, b, c), (d, e, f) = self.turned_from_prepared()  # turns by an angle: its inverse too
        x, y = x * width - c, y * height - f
        return (a * x + d * y) / across, (b * x + e * y) / down


def _moved(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    (a, b, c), (d, e, f) = matrix
    return a * x + b * y + c, d * x + e * y + f
