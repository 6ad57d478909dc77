"""The geometry of a zoomed photo, in device pixels."""

import math
from dataclasses import dataclass, replace

from colorizer_gui.engine.arrays import Area

LARGEST_ZOOM = 32.0
SMALLEST_ZOOM = 0.01
ZOOM_STEPS = (
    0.01, 0.02, 0.03, 0.05, 0.1, 0.17, 0.25, 0.33, 0.5, 0.67, 1.0, 1.5, 2.0, 3.0, 4.0, 6.0,
    8.0, 12.0, 16.0, 24.0, 32.0,
)  # fmt: skip


@dataclass(frozen=True)
class Viewport:
    """Which part of a photo a pane shows.

    Parameters
    ----------
    photo : tuple of int
        Width and height of the photo in its own pixels.
    pane : tuple of float
        Width and height of the pane in device pixels.
    margin : float
        Device pixels left free around a photo that is fitted.
    zoom : float
        Device pixels per photo pixel.
    center : tuple of float
        The place of the photo, in its own pixels, at the middle of the pane.
    """

    photo: tuple[int, int]
    pane: tuple[float, float]
    margin: float = 0.0
    zoom: float = 1.0
    center: tuple[float, float] = (0.0, 0.0)

    @property
    def fit_zoom(self) -> float:
        """The zoom at which the whole photo just fits."""
        room = [max(side - 2 * self.margin, 1.0) for side in self.pane]
        zoom = min(room[0] / self.photo[0], room[1] / self.photo[1])
        return min(max(zoom, SMALLEST_ZOOM), LARGEST_ZOOM)

    @property
    def size(self) -> tuple[int, int]:
        """Width and height of the whole photo at this zoom, in whole device pixels."""
        width, height = (max(1, round(side * self.zoom)) for side in self.photo)
        return width, height

    @property
    def origin(self) -> tuple[int, int]:
        """The position of the photo's upper left corner in the pane, in whole device pixels."""
        x, y = (
            round(pane / 2 - center * self.zoom)
            for pane, center in zip(self.pane, self.center, strict=True)
        )
        return x, y

    @property
    def visible_area(self) -> Area:
        """The visible rows and columns of the photo, as slices."""
        columns, rows = (
            slice(
                max(math.floor(-origin * side / size), 0),
                min(math.ceil((pane - origin) * side / size), side),
            )
            for origin, side, size, pane in zip(
                self.origin, self.photo, self.size, self.pane, strict=True
            )
        )
        return rows, columns

    @property
    def can_pan(self) -> bool:
        """Whether a part of the photo lies outside the pane."""
        return any(size > pane for size, pane in zip(self.size, self.pane, strict=True))

    @property
    def middle(self) -> tuple[float, float]:
        """The place of the photo, 0..1, at the middle of the pane."""
        return self.center[0] / self.photo[0], self.center[1] / self.photo[1]

    def shows(self, x: float, y: float) -> bool:
        """Whether a place of the photo, 0..1, lies in the pane."""
        return all(
            0 <= origin + share * size < pane
            for origin, share, size, pane in zip(
                self.origin, (x, y), self.size, self.pane, strict=True
            )
        )

    def centered_on(self, x: float, y: float) -> "Viewport":
        """With a place of the photo, 0..1, as near to the middle of the pane as possible."""
        return replace(self, center=(x * self.photo[0], y * self.photo[1])).clamped()

    def fitted(self) -> "Viewport":
        """With the whole photo, as large as possible."""
        middle = (self.photo[0] / 2, self.photo[1] / 2)
        return replace(self, zoom=self.fit_zoom, center=middle)

    def zoomed(self, zoom: float, at: tuple[float, float] | None = None) -> "Viewport":
        """With another zoom, keeping what is at a point of the pane, by default its middle."""
        zoom = min(max(zoom, min(SMALLEST_ZOOM, self.fit_zoom)), LARGEST_ZOOM)
        away = (0.0, 0.0)
        if at is not None:
            away = (at[0] - self.pane[0] / 2, at[1] - self.pane[1] / 2)
        x, y = (
            place + distance / self.zoom - distance / zoom
            for place, distance in zip(self.center, away, strict=True)
        )
        return replace(self, zoom=zoom, center=(x, y)).clamped()

    def next_zoom(self, direction: int) -> float:
        """The next round zoom above (1) or below (-1) this one."""
        if direction > 0:
            return next((step for step in ZOOM_STEPS if step > self.zoom * 1.01), LARGEST_ZOOM)
        smaller = [step for step in ZOOM_STEPS if step < self.zoom * 0.99]
        return smaller[-1] if smaller else SMALLEST_ZOOM

    def panned(self, dx: float, dy: float) -> "Viewport":
        """With the photo moved by device pixels."""
        center = (self.center[0] - dx / self.zoom, self.center[1] - dy / self.zoom)
        return replace(self, center=center).clamped()

    def clamped(self) -> "Viewport":
        """Without empty space beside a photo that is larger than the pane; else centered."""
        sides = zip(self.photo, self.pane, self.center, strict=True)
        x, y = (self._clamped_side(photo, pane, center) for photo, pane, center in sides)
        return replace(self, center=(x, y))

    def _clamped_side(self, photo: int, pane: float, center: float) -> float:
        half = pane / (2 * self.zoom)
        is_smaller = photo * self.zoom <= pane
        return photo / 2 if is_smaller else min(max(center, half), photo - half)
