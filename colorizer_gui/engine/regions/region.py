"""A region of a photo: what it is called, where it lies, and what happens there."""

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from colorizer_gui.engine.hints import AB_LIMIT
from colorizer_gui.engine.limits import LONGEST_NAME, MOST_REGIONS
from colorizer_gui.engine.look import ADJUSTMENTS, Look
from colorizer_gui.engine.messages import Message, out_of_range
from colorizer_gui.engine.regions.mask import Mask


class RegionKind(StrEnum):
    """What happens in a region; the value is what recipes store."""

    PAINT = "paint"  # it has one color
    KEEP = "keep"  # it stays gray
    REGION = "region"  # it limits hints, and may have a look of its own


@dataclass(frozen=True)
class Region:
    """Places of a photo that are treated alike.

    Parameters
    ----------
    id : int
        From 1; no other region of the photo has it. Hints name regions by it.
    name : str
        For the user, not empty.
    kind : RegionKind
    mask : Mask
    ab : tuple of float, optional
        a* and b* in CIELAB units, -128..128, of what is painted; only for that kind.
    look : tuple of (str, float)
        What is added to adjustments of the photo's look, by their names, in the order of
        `ADJUSTMENTS` and without zeros; only for the kind `REGION`.

    Raises
    ------
    ValueError
        Its argument is a Message that says what is wrong.
    """

    id: int
    name: str
    kind: RegionKind
    mask: Mask
    ab: tuple[float, float] | None = None
    look: tuple[tuple[str, float], ...] = ()

    def __post_init__(self) -> None:
        if not 1 <= self.id <= MOST_REGIONS:
            raise ValueError(out_of_range("id", 1, MOST_REGIONS, self.id))
        if not 0 < len(self.name.strip()) <= LONGEST_NAME:
            raise ValueError(
                Message("its name must have 1 to {limit} characters", limit=LONGEST_NAME)
            )
        if (self.ab is not None) is not (self.kind is RegionKind.PAINT):
            raise ValueError(Message("only what is painted has a color, and it needs one"))
        if self.look and self.kind is not RegionKind.REGION:
            raise ValueError(Message("what is painted or protected has no look of its own"))
        for name, value in zip(("a", "b"), self.ab or (), strict=False):
            if not (math.isfinite(value) and abs(value) <= AB_LIMIT):
                raise ValueError(out_of_range(name, -AB_LIMIT, AB_LIMIT, value))
        ranges = {row.name: row.high - row.low for row in ADJUSTMENTS}
        for name, value in self.look:
            if not (math.isfinite(value) and abs(value) <= ranges[name]):
                raise ValueError(out_of_range(name, -ranges[name], ranges[name], value))

    def look_in(self, look: Look) -> Look:
        """The look of the region, from that of the whole photo."""
        rows = {row.name: row for row in ADJUSTMENTS}
        changed = {
            name: min(max(getattr(look, name) + value, rows[name].low), rows[name].high)
            for name, value in self.look
        }
        return replace(look, **changed) if changed else look

    def with_look(self, look: Look, wanted: Look) -> "Region":
        """A copy whose look is `wanted` where that of the whole photo is `look`."""
        changes = (
            (row.name, round(getattr(wanted, row.name) - getattr(look, row.name), 6))
            for row in ADJUSTMENTS
        )
        return replace(self, look=tuple((name, value) for name, value in changes if value))


def unused_id(regions: Iterable[Region]) -> int | None:
    """The smallest id that no region has; None where there are as many as there may be."""
    used = {region.id for region in regions}
    return next((number for number in range(1, MOST_REGIONS + 1) if number not in used), None)
