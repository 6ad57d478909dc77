"""The crop of a photo as a frame that is moved and resized, in parts of the photo's sides."""

from dataclasses import dataclass

from colorizer_gui.engine.preparation import Crop
from colorizer_gui.engine.preparation.preparation import LEAST_CROP, PLACE_DIGITS

WHOLE = Crop()


@dataclass(frozen=True)
class Grip:
    """What of a frame is held: -1, 0 or 1 for its left edge, none and right edge, and likewise.

    With 0 and 0, the whole frame.
    """

    across: int
    down: int

    def place(self, crop: Crop) -> tuple[float, float]:
        """Where it is on the frame; in the middle of an edge, or of the frame."""
        x = (crop.left + crop.right) / 2 + self.across * (crop.right - crop.left) / 2
        y = (crop.top + crop.bottom) / 2 + self.down * (crop.bottom - crop.top) / 2
        return x, y


INSIDE = Grip(0, 0)
GRIPS = tuple(Grip(x, y) for y in (-1, 0, 1) for x in (-1, 0, 1) if x or y)


@dataclass(frozen=True)
class CropFrame:
    """A crop in a photo of a size, whose sides may have a fixed ratio.

    Parameters
    ----------
    crop : Crop
    width, height : int
        Of the photo before it is cropped, in pixels.
    ratio : float or None
        Width by height of what is kept, in pixels; None where any is allowed.
    """

    crop: Crop
    width: int
    height: int
    ratio: float | None = None

    @property
    def size(self) -> tuple[int, int]:
        """Width and height of what is kept, in pixels."""
        crop = self.crop
        return (
            round(crop.right * self.width) - round(crop.left * self.width),
            round(crop.bottom * self.height) - round(crop.top * self.height),
        )

    @property
    def _slope(self) -> float | None:
        """The width by the height of the frame in parts of the sides, if it is fixed."""
        return None if self.ratio is None else self.ratio * self.height / self.width

    def moved(self, dx: float, dy: float) -> Crop:
        """The crop moved, as far as the photo reaches."""
        crop = self.crop
        dx = min(max(dx, -crop.left), 1 - crop.right)
        dy = min(max(dy, -crop.top), 1 - crop.bottom)
        return self._crop(crop.left + dx, crop.top + dy, crop.right + dx, crop.bottom + dy)

    def dragged(self, grip: Grip, x: float, y: float) -> Crop:
        """The crop after one of its edges or corners was dragged to a place."""
        if self._slope is not None:
            return self._with_ratio(grip, x, y, self._slope)
        crop = self.crop
        left, right = _edges(crop.left, crop.right, grip.across, x)
        top, bottom = _edges(crop.top, crop.bottom, grip.down, y)
        return self._crop(left, top, right, bottom)

    def fitted(self) -> Crop:
        """A crop of the ratio around the middle of this one, as large, or as the photo allows."""
        slope, crop = self._slope, self.crop
        if slope is None:
            return crop
        area = (crop.right - crop.left) * (crop.bottom - crop.top)
        width = min((area * slope) ** 0.5, 1.0, slope)
        return self._around(*INSIDE.place(crop), width, width / slope)

    def _with_ratio(self, grip: Grip, x: float, y: float, slope: float) -> Crop:
        """A crop of the ratio, the corner or edge opposite to the grip kept in its place."""
        fixed_x, fixed_y = Grip(-grip.across, -grip.down).place(self.crop)
        room_x = {-1: fixed_x, 0: 1.0, 1: 1 - fixed_x}[grip.across]
        room_y = {-1: fixed_y, 0: 1.0, 1: 1 - fixed_y}[grip.down]
        widths = []
        if grip.across:
            widths.append((x - fixed_x) * grip.across)
        if grip.down:
            widths.append((y - fixed_y) * grip.down * slope)
        least = LEAST_CROP * max(1.0, slope)
        width = min(max(*widths, least), room_x, room_y * slope)
        height = width / slope
        return self._around(
            fixed_x + grip.across * width / 2, fixed_y + grip.down * height / 2, width, height
        )

    def _around(self, x: float, y: float, width: float, height: float) -> Crop:
        """A crop of a size around a place, moved into the photo."""
        x = min(max(x, width / 2), 1 - width / 2)
        y = min(max(y, height / 2), 1 - height / 2)
        return self._crop(x - width / 2, y - height / 2, x + width / 2, y + height / 2)

    def _crop(self, left: float, top: float, right: float, bottom: float) -> Crop:
        """A crop with its edges between pixels."""
        left, right = (_between_pixels(each, self.width) for each in (left, right))
        top, bottom = (_between_pixels(each, self.height) for each in (top, bottom))
        left, right = _apart(min(max(left, 0.0), 1.0), min(max(right, 0.0), 1.0))
        top, bottom = _apart(min(max(top, 0.0), 1.0), min(max(bottom, 0.0), 1.0))
        return Crop(left, top, right, bottom)


def _between_pixels(place: float, side: int) -> float:
    return round(round(place * side) / side, PLACE_DIGITS)


def _edges(low: float, high: float, grip: int, place: float) -> tuple[float, float]:
    """Two edges after one of them, or none, was moved to a place."""
    if grip < 0:
        return min(place, high - LEAST_CROP), high
    return low, max(place, low + LEAST_CROP) if grip else high


def _apart(low: float, high: float) -> tuple[float, float]:
    """Two edges, 0..1, at least as far apart as a crop needs."""
    if high - low < LEAST_CROP:
        low = min(low, 1 - LEAST_CROP)
        high = low + LEAST_CROP
    return low, high
