"""What is done to a scan before it is colorized."""

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from colorizer_gui.engine.messages import Message, out_of_range

if TYPE_CHECKING:  # most scans have none
    from colorizer_gui.engine.preparation.dust_mask import DustMask

LEAST_CROP = 0.01  # of a side of the photo
MOST_ANGLE = 45.0  # degrees
LEAST_GAMMA, MOST_GAMMA = 0.1, 10.0
# Of new places in a photo, 0..1, so that turning there and back leaves them as they were.
PLACE_DIGITS = 12


@dataclass(frozen=True)
class Crop:
    """The part of a photo that is kept.

    Parameters
    ----------
    left, top, right, bottom : float
        Edges in the turned and straightened photo, 0..1 from its left and upper edge; at least
        `LEAST_CROP` apart.

    Raises
    ------
    ValueError
        Its argument is a Message that says what is wrong.
    """

    left: float = 0.0
    top: float = 0.0
    right: float = 1.0
    bottom: float = 1.0

    def __post_init__(self) -> None:
        for name in ("left", "top", "right", "bottom"):
            _check(name, getattr(self, name), 0, 1)
        for low, high in (("left", "right"), ("top", "bottom")):
            # Of two numbers with few digits, the difference may be a little less.
            if getattr(self, high) - getattr(self, low) < LEAST_CROP - 1e-9:
                raise ValueError(
                    Message(
                        "{high} must be above {low} by at least {least:g}",
                        high=high,
                        low=low,
                        least=LEAST_CROP,
                    )
                )


@dataclass(frozen=True)
class Levels:
    """Where black and white lie among the tones of a photo, and how bright the tones between are.

    Parameters
    ----------
    black, white : float or None
        The tones that become black and white, 0..1 of the sRGB-encoded range; black is below
        white. None measures them in the photo, see `prepare.level_ends`.
    gamma : float
        0.1..10; above 1 brightens the tones between.

    Raises
    ------
    ValueError
        Its argument is a Message that says what is wrong.
    """

    black: float | None = None
    white: float | None = None
    gamma: float = 1.0

    def __post_init__(self) -> None:
        if self.black is not None:
            _check("black", self.black, 0, 1)
        if self.white is not None:
            _check("white", self.white, 0, 1)
        _check("gamma", self.gamma, LEAST_GAMMA, MOST_GAMMA)
        if self.black is not None and self.white is not None and self.black >= self.white:
            raise ValueError(Message("{low} must be below {high}", low="black", high="white"))
        if self.black == 1 or self.white == 0:
            raise ValueError(Message("{low} must be below {high}", low="black", high="white"))


@dataclass(frozen=True)
class Preparation:
    """What is done to a scan before it is colorized.

    Dust is filled first, then tones are corrected; then the photo is turned, straightened and
    cropped.

    Parameters
    ----------
    quarter_turns : int
        Turns by 90 degrees clockwise, 0..3.
    angle : float
        Degrees, -45..45, by which the turned photo is straightened, clockwise. It keeps the largest
        upright rectangle inside, so that no empty corners appear.
    crop : Crop or None
        One that keeps the whole photo becomes None.
    inverted : bool
        Whether it is a negative, whose tones are inverted.
    levels : Levels or None
    dust : DustMask or None
        What is filled from its surroundings, in the scan's own pixels.

    Raises
    ------
    ValueError
        Its argument is a Message that says what is wrong.
    """

    quarter_turns: int = 0
    angle: float = 0.0
    crop: Crop | None = None
    inverted: bool = False
    levels: Levels | None = None
    dust: "DustMask | None" = None

    def __post_init__(self) -> None:
        if self.quarter_turns not in range(4):
            raise ValueError(out_of_range("quarter_turns", 0, 3, self.quarter_turns))
        _check("angle", self.angle, -MOST_ANGLE, MOST_ANGLE)
        if self.crop == Crop():
            object.__setattr__(self, "crop", None)

    @property
    def moves_places(self) -> bool:
        """Whether things lie elsewhere in the prepared photo than in the scan."""
        return bool(self.quarter_turns or self.angle or self.crop)

    def changed(self, **changes: object) -> "Preparation":
        """A copy with other values; a crop that is not among them turns with the photo.

        Parameters
        ----------
        **changes
            By the names of fields.

        Raises
        ------
        ValueError
            See `Preparation`.
        """
        preparation = replace(self, **changes)  # type: ignore[arg-type]  # by name
        crop = preparation.crop
        if crop is None or "crop" in changes:
            return preparation
        for _ in range((preparation.quarter_turns - self.quarter_turns) % 4):
            left, right = (round(1 - each, PLACE_DIGITS) for each in (crop.bottom, crop.top))
            crop = Crop(left, crop.left, right, crop.right)
        return replace(preparation, crop=crop)

    def turned(self, by: int) -> "Preparation":
        """The preparation of the same part of a scan, turned by quarters clockwise."""
        return self.changed(quarter_turns=(self.quarter_turns + by) % 4)

    @property
    def is_default(self) -> bool:
        """Whether it leaves the scan as it is."""
        return self == Preparation()


def prepared_size(width: int, height: int, preparation: Preparation) -> tuple[int, int]:
    """Width and height of the prepared photo.

    Parameters
    ----------
    width, height : int
        Of the scan.
    preparation : Preparation

    Returns
    -------
    tuple of int
    """
    left, top, right, bottom = crop_box(*straightened_size(width, height, preparation), preparation)
    return right - left, bottom - top


def turned_size(width: int, height: int, preparation: Preparation) -> tuple[int, int]:
    """Width and height of a scan after its quarter turns."""
    return (height, width) if preparation.quarter_turns % 2 else (width, height)


def straightened_size(width: int, height: int, preparation: Preparation) -> tuple[int, int]:
    """Width and height of a scan after turning and straightening, before it is cropped."""
    width, height = turned_size(width, height, preparation)
    if not preparation.angle:
        return width, height
    angle = math.radians(abs(preparation.angle))
    sine, cosine = math.sin(angle), math.cos(angle)
    longer, shorter = max(width, height), min(width, height)
    if shorter <= 2 * sine * cosine * longer:  # two corners lie on one of the longer sides
        across, down = shorter / 2 / sine, shorter / 2 / cosine
        across, down = (across, down) if width >= height else (down, across)
    else:
        across = (width * cosine - height * sine) / math.cos(2 * angle)
        down = (height * cosine - width * sine) / math.cos(2 * angle)
    return max(1, math.floor(across + 1e-6)), max(1, math.floor(down + 1e-6))


def crop_box(width: int, height: int, preparation: Preparation) -> tuple[int, int, int, int]:
    """Left, top, right and bottom of the crop in a straightened photo, in whole pixels."""
    crop = preparation.crop or Crop()
    left, top = (
        min(_pixels(crop.left, width), width - 1),
        min(_pixels(crop.top, height), height - 1),
    )
    # From the other side, so that half pixels are rounded alike however the photo is turned.
    right, bottom = (
        width - _pixels(1 - crop.right, width),
        height - _pixels(1 - crop.bottom, height),
    )
    return left, top, max(right, left + 1), max(bottom, top + 1)


def _pixels(share: float, side: int) -> int:
    return math.floor(share * side + 0.5 + 1e-6)


def _check(name: str, value: float, low: float, high: float) -> None:
    if not (math.isfinite(value) and low <= value <= high):
        raise ValueError(out_of_range(name, low, high, value))
