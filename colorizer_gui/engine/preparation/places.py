"""Hints, regions and the colors of a version stay on their things when the preparation changes."""

from collections.abc import Iterable
from dataclasses import replace

import cv2
import numpy as np

from colorizer_gui.engine.arrays import Float32Array
from colorizer_gui.engine.color.version_blend import packed_colors, version_grid
from colorizer_gui.engine.color.version_colors import VersionColors
from colorizer_gui.engine.hints import LARGEST_RADIUS, ColorHint
from colorizer_gui.engine.look import Look
from colorizer_gui.engine.preparation.geometry import Geometry
from colorizer_gui.engine.preparation.preparation import PLACE_DIGITS, Preparation
from colorizer_gui.engine.regions import Mask, Region, mask_size

_EDGE = 1e-9  # by which a hint on the edge may lie beside the photo


class Move:
    """From one preparation of a scan to another.

    Parameters
    ----------
    before, after : Preparation
    width, height : int
        Of the scan.
    """

    def __init__(self, before: Preparation, after: Preparation, width: int, height: int) -> None:
        self.before = Geometry(width, height, before)
        self.after = Geometry(width, height, after)

    @property
    def is_needed(self) -> bool:
        """Whether anything changes its place."""
        places = ((p.quarter_turns, p.angle, p.crop) for p in self._preparations)
        return len(set(places)) > 1

    @property
    def quarter_turns(self) -> int | None:
        """The turns clockwise that it consists of; None where it is more."""
        one, other = self._preparations
        if one.angle or other.angle or one.crop or other.crop:
            return None
        return (other.quarter_turns - one.quarter_turns) % 4

    @property
    def _preparations(self) -> tuple[Preparation, Preparation]:
        return self.before.preparation, self.after.preparation

    def point(self, x: float, y: float) -> tuple[float, float]:
        """A place, 0..1, after the move; outside 0..1 where it is cropped."""
        return self.after.to_prepared(*self.before.to_scan(x, y))

    def grid(self, values: Float32Array, size: tuple[int, int]) -> Float32Array:
        """A grid over the photo, shape (h, w) or (h, w, C), after the move; 0 where it was not.

        Parameters
        ----------
        values : ndarray of float32
        size : tuple of int
            Height and width of the grid after the move; where the photo is only turned, the grid is
            turned as it is.
        """
        turns = self.quarter_turns
        if turns is not None:
            return np.ascontiguousarray(np.rot90(values, -turns))
        before, after = self._preparations
        back = Move(after, before, self.before.width, self.before.height)
        scale = np.array(values.shape[1::-1], np.float64)
        x, y = (
            np.array([back.point(*place) for place in ((0, 0), (1, 0), (0, 1))]).T
            * (scale[:, None])
        )
        height, width = size
        matrix = np.array(
            [
                [(each[1] - each[0]) / width, (each[2] - each[0]) / height, each[0]]
                for each in (x, y)
            ]
        )
        matrix[:, 2] += matrix[:, :2].sum(axis=1) / 2 - 0.5
        flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
        return np.asarray(cv2.warpAffine(values, matrix, (width, height), flags=flags), np.float32)


def moved_hints(
    hints: Iterable[ColorHint], before: Preparation, after: Preparation, size: tuple[int, int]
) -> tuple[ColorHint, ...]:
    """Hints that stay on their things.

    Parameters
    ----------
    hints : iterable of ColorHint
    before, after : Preparation
        What they were made with, and what they are to lie in.
    size : tuple of int
        Width and height of the scan.

    Returns
    -------
    tuple of ColorHint
        Without those whose place is cropped now.
    """
    move = Move(before, after, *size)
    if not move.is_needed:
        return tuple(hints)
    growth = max(move.before.size) / max(move.after.size)
    moved = []
    for hint in hints:
        x, y = move.point(hint.x, hint.y)
        if min(x, y) >= -_EDGE and max(x, y) <= 1 + _EDGE:
            x, y = (round(min(max(value, 0.0), 1.0), PLACE_DIGITS) for value in (x, y))
            radius = min(hint.radius * growth, LARGEST_RADIUS)
            moved.append(replace(hint, x=x, y=y, radius=radius))
    return tuple(moved)


def moved_regions(
    regions: Iterable[Region], before: Preparation, after: Preparation, size: tuple[int, int]
) -> tuple[Region, ...]:
    """Regions that stay on their things, see `moved_hints`; without those that are cropped now."""
    move = Move(before, after, *size)
    if not move.is_needed:
        return tuple(regions)
    moved = []
    for region in regions:
        mask = _moved_mask(region.mask, move)
        if region.mask.is_empty or not mask.is_empty:
            moved.append(replace(region, mask=mask))
    return tuple(moved)


def moved_look(look: Look, before: Preparation, after: Preparation, size: tuple[int, int]) -> Look:
    """A look whose colors of another version stay on their things, see `moved_hints`."""
    move = Move(before, after, *size)
    if look.version is None or not move.is_needed:
        return look
    return replace(look, version=_moved_version(look.version, move))


def _moved_mask(mask: Mask, move: Move) -> Mask:
    width, height = move.after.size
    return Mask.of(move.grid(mask.coverage(), mask_size(height, width)))


def _moved_version(colors: VersionColors, move: Move) -> VersionColors:
    ab, agreement = version_grid(colors)
    width, height = move.after.size
    scale = max(agreement.shape) / max(width, height)
    size = max(1, round(height * scale)), max(1, round(width * scale))
    share = move.grid(agreement, size)
    # Weighted, so that colors do not fade towards what does not agree.
    total = move.grid(np.ascontiguousarray(ab * agreement[..., None]), size)
    mean = np.asarray(total / np.maximum(share, 1e-3)[..., None], np.float32)
    return packed_colors(mean, share, colors.strength)
