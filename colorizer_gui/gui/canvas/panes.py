"""The panes of the canvas: which side of a photo is shown where."""

from dataclasses import dataclass
from enum import Enum
from typing import Literal

from PySide6.QtCore import QPointF, QRect, QRectF

from colorizer_gui.gui.base import theme

Side = Literal["before", "after"]


class Mode(Enum):
    """How before and after are compared."""

    DIVIDER = "divider"
    SIDE_BY_SIDE = "side-by-side"
    BEFORE = "before"
    AFTER = "after"


@dataclass(frozen=True)
class Pane:
    """A part of the canvas that shows one side of the photo.

    Parameters
    ----------
    rect : QRect
        Logical pixels of the canvas.
    side : {'before', 'after'}
    """

    rect: QRect
    side: Side


@dataclass(frozen=True)
class Shown:
    """Where a pane shows the photo, in logical pixels of the canvas.

    Parameters
    ----------
    pane : QRect
    photo : QRectF
        The whole photo, visible or not.
    """

    pane: QRect
    photo: QRectF

    def place_of(self, point: QPointF) -> tuple[float, float]:
        """The place of the photo at a point of the canvas, 0..1; beyond that beside the photo."""
        photo = self.photo
        return (point.x() - photo.x()) / photo.width(), (point.y() - photo.y()) / photo.height()

    def point_of(self, x: float, y: float) -> QPointF:
        """The point of the canvas where a place of the photo is shown."""
        photo = self.photo
        return QPointF(photo.x() + x * photo.width(), photo.y() + y * photo.height())


def panes_of(rect: QRect, mode: Mode) -> tuple[Pane, ...]:
    """The panes of a canvas; all have the same size.

    With the divider there is one pane, over a part of which the side before is drawn.
    """
    if mode is not Mode.SIDE_BY_SIDE:
        return (Pane(rect, "before" if mode is Mode.BEFORE else "after"),)
    width = (rect.width() - theme.GRID) // 2
    left = QRect(0, 0, width, rect.height())
    return Pane(left, "before"), Pane(left.translated(width + theme.GRID, 0), "after")
