"""Which part of a photo a pane of the canvas shows: pure geometry, in device pixels."""

import math
from dataclasses import dataclass, replace

LARGEST_ZOOM = 32.0
SMALLEST_ZOOM = 0.01
ZOOM_STEPS = (
    0.01, 0.02, 0.03, 0.05, 0.1, 0.17, 0.25, 0.33, 0.5, 0.67, 1.0, 1.5, 2.0, 3.0, 4.0, 6.0,
    8.0, 12.0, 16.0, 24.0, 32.0,
)  # fmt: skip


@dataclass(frozen=True)
class Viewport:
    """A pane's view of a photo.

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
    def fit_zoom(self):
        """The zoom at which the whole photo just fits."""
        room = [max(side - 2 * self.margin, 1.0) for side in self.pane]
        zoom = min(room[0] / self.photo[0], room[1] / self.photo[1])
        return min(max(zoom, SMALLEST_ZOOM), LARGEST_ZOOM)

    @property
    def size(self):
        """Width and height of the whole photo at this zoom, in whole device pixels."""
        return tuple(max(1, round(side * self.zoom)) for side in self.photo)

    @property
    def origin(self):
        """Where the photo's upper left corner lies in the pane, in whole device pixels."""
        return tuple(
            round(pane / 2 - center * self.zoom)
            for pane, center in zip(self.pane, self.center, strict=True)
        )

    @property
    def seen(self):
        """LazyImage and columns of the photo that can be seen, as slices."""
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
    def can_pan(self):
        """Whether some of the photo lies outside the pane."""
        return any(size > pane for size, pane in zip(self.size, self.pane, strict=True))

    @property
    def middle(self):
        """The place of the photo at the middle of the pane, in shares of its width and height."""
        return tuple(place / side for place, side in zip(self.center, self.photo, strict=True))

    def shows(self, x, y):
        """Whether a place of the photo, in shares of its width and height, lies in the pane."""
        return all(
            0 <= origin + share * size < pane
            for origin, share, size, pane in zip(
                self.origin, (x, y), self.size, self.pane, strict=True
            )
        )

    def centerd(self, x, y):
        """With a place of the photo, in shares, as near to the middle as can be."""
        return replace(self, center=(x * self.photo[0], y * self.photo[1])).clamped()

    def fitted(self):
        """The whole photo, as large as it can be."""
        middle = (self.photo[0] / 2, self.photo[1] / 2)
        return replace(self, zoom=self.fit_zoom, center=middle)

    def zoomed(self, zoom, at=None):
        """Another zoom that keeps what is at a place of the pane (default: its middle)."""
        zoom = min(max(zoom, min(SMALLEST_ZOOM, self.fit_zoom)), LARGEST_ZOOM)
        away = (0.0, 0.0)
        if at is not None:
            away = (at[0] - self.pane[0] / 2, at[1] - self.pane[1] / 2)
        center = tuple(
            place + distance / self.zoom - distance / zoom
            for place, distance in zip(self.center, away, strict=True)
        )
        return replace(self, zoom=zoom, center=center).clamped()

    def next_zoom(self, direction):
        """The next round zoom above (1) or below (-1) this one."""
        if direction > 0:
            return next((step for step in ZOOM_STEPS if step > self.zoom * 1.01), LARGEST_ZOOM)
        smaller = [step for step in ZOOM_STEPS if step < self.zoom * 0.99]
        return smaller[-1] if smaller else SMALLEST_ZOOM

    def panned(self, dx, dy):
        """Moved with the hand by so many device pixels."""
        center = (self.center[0] - dx / self.zoom, self.center[1] - dy / self.zoom)
        return replace(self, center=center).clamped()

    def clamped(self):
        """Without empty space beside a photo that is larger than the pane; else centerd."""
        center = []
        for photo, pane, place in zip(self.photo, self.pane, self.center, strict=True):
            half = pane / (2 * self.zoom)
            small = photo * self.zoom <= pane
            center.append(photo / 2 if small else min(max(place, half), photo - half))
        return replace(self, center=tuple(center))
