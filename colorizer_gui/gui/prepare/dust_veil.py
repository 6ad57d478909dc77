"""Dust of a scan as a colored veil, drawn at any zoom while a brush changes it."""

import numpy as np
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from colorizer_gui.engine.arrays import Area, BoolArray
from colorizer_gui.gui.prepare.placement import Placement

_COLOR = QColor(230, 60, 60, 150)  # as that of the masks of regions
_COARSE_PIXELS = 1_500_000
_FINE_FROM = 0.5  # device pixels for each pixel of the scan, below which specks would be lost


class DustVeil:
    """Draws which pixels of a scan are dust.

    Parameters
    ----------
    places : ndarray of bool, shape (H, W)
        May be changed as long as `update` is called then; it is kept.
    """

    def __init__(self, places: BoolArray) -> None:
        self._places = places
        self._step = max(1, int(np.ceil((places.size / _COARSE_PIXELS) ** 0.5)))
        self._coarse = _any_of(places, self._step)
        self._images = _image(places), _image(self._coarse)

    def update(self, area: Area) -> None:
        """Show what has changed in some rows and columns."""
        step = self._step
        rows, columns = (slice(part.start // step, -(-part.stop // step)) for part in area)
        cells = slice(rows.start * step, rows.stop * step)
        across = slice(columns.start * step, columns.stop * step)
        self._coarse[rows, columns] = _any_of(self._places[cells, across], step)

    def draw(self, painter: QPainter, placement: Placement, zoom: float, seen: QRectF) -> None:
        """Draw it over a part of the view, at device pixels for each pixel of the scan."""
        fine, coarse = self._images
        image, shape = (fine, self._places.shape) if zoom >= _FINE_FROM else (
            coarse, tuple(side * self._step for side in self._coarse.shape),
        )  # fmt: skip
        painter.save()
        painter.setClipRect(placement.photo, Qt.ClipOperation.IntersectClip)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, zoom < _FINE_FROM)
        placement.draw(painter, image, (slice(0, shape[0]), slice(0, shape[1])), seen)
        painter.restore()


def _any_of(places: BoolArray, step: int) -> BoolArray:
    """Whether any pixel of each square is dust; those at the right and lower edge are smaller."""
    rows = places[::step].copy()
    for start in range(1, step):
        part = places[start::step]
        rows[: len(part)] |= part
    found = rows[:, ::step].copy()
    for start in range(1, step):
        part = rows[:, start::step]
        found[:, : part.shape[1]] |= part
    return found


def _image(places: BoolArray) -> QImage:
    """An image that shows an array as it is now and as it will be."""
    height, width = places.shape
    values = places.view(np.uint8)
    image = QImage(values.data, width, height, width, QImage.Format.Format_Indexed8)
    image.setColorTable([0, _COLOR.rgba()])
    return image
