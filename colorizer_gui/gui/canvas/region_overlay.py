"""What the brush and the lasso draw over the photo while they move, and where regions are."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from colorizer_gui.engine.arrays import Area, Float32Array
from colorizer_gui.engine.hint_reach import outlines
from colorizer_gui.engine.regions import Region
from colorizer_gui.gui.base.screen_color import screen_colors
from colorizer_gui.gui.canvas.outlines import draw_outlines
from colorizer_gui.gui.canvas.panes import Shown

_STROKE_OPACITY, _MASK_OPACITY = 0.45, 0.5
_MASK_COLOR = QColor(230, 60, 60)  # of a mask that is shown, as retouchers know it
_FINENESS = 1  # points of an outline for each place of a mask, which is finer than a surface
_MARGIN = 3  # logical pixels around what is drawn anew


class _Tint:
    """An image in one color whose opacity is a coverage, updated in parts."""

    def __init__(self, size: tuple[int, int], color: QColor, opacity: float) -> None:
        self._values = np.zeros((*size, 4), np.uint8)
        scale = np.float32(opacity)
        self._color = np.array((color.blue(), color.green(), color.red(), 255), np.float32) * scale
        height, width = size
        self.image = QImage(
            self._values.data, width, height, 4 * width,
            QImage.Format.Format_ARGB32_Premultiplied,
        )  # fmt: skip

    def show(self, coverage: Float32Array, area: Area) -> None:
        """Show the coverage in an area."""
        self._values[area] = np.rint(coverage[area][..., None] * self._color).astype(np.uint8)


@dataclass(frozen=True)
class Circle:
    """The rim of a brush on the canvas, in logical pixels."""

    center: QPointF
    radius: float

    @property
    def bounds(self) -> QRect:
        """What it covers."""
        side = self.radius + _MARGIN
        corner = self.center - QPointF(side, side)
        return QRectF(corner, self.center + QPointF(side, side)).toAlignedRect()


class RegionOverlay(QWidget):
    """Lies over the canvas and lets all events through.

    Parameters
    ----------
    canvas : QWidget
        A PhotoView.
    photos : callable
        Gives where the photo lies in each pane, see `PhotoView.shown_photos`.
    """

    def __init__(self, canvas: QWidget, photos: Callable[[], Sequence[Shown]]) -> None:
        super().__init__(canvas)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._photos = photos
        self._circle: Circle | None = None
        self._lasso: Sequence[QPointF] = ()
        self._stroke: _Tint | None = None
        self._selected: Region | None = None
        self._outlines: list[Float32Array] | None = None  # until they are drawn
        self._mask: _Tint | None = None
        self._shows_mask = False
        self._is_visible = True

    # what is drawn

    def show_circle(self, circle: Circle | None) -> None:
        """Show the rim of the brush somewhere, or nowhere."""
        for each in (self._circle, circle):
            if each is not None:
                self.update(each.bounds)
        self._circle = circle

    def show_lasso(self, line: Sequence[QPointF]) -> None:
        """Show the line that is being drawn; none without points."""
        self._lasso = tuple(line)
        self.update()

    def begin_stroke(self, size: tuple[int, int], color: QColor) -> None:
        """Show a new stroke in a color; size is the height and width of its grid."""
        self._stroke = _Tint(size, screen_colors.color(color, self), _STROKE_OPACITY)

    def grow_stroke(self, coverage: Float32Array, area: Area) -> None:
        """Show how far the stroke goes by now, changed in an area of its grid."""
        if self._stroke is None:
            return
        self._stroke.show(coverage, area)
        height, width = coverage.shape
        rows, columns = area
        for shown in self._photos():
            sx, sy = shown.photo.width() / width, shown.photo.height() / height
            left, top = shown.photo.x() + columns.start * sx, shown.photo.y() + rows.start * sy
            right, bottom = shown.photo.x() + columns.stop * sx, shown.photo.y() + rows.stop * sy
            changed = QRectF(QPointF(left, top), QPointF(right, bottom)).toAlignedRect()
            self.update(changed.adjusted(-_MARGIN, -_MARGIN, _MARGIN, _MARGIN))

    def end_stroke(self) -> None:
        """Show no stroke any more, since the photo has its color."""
        if self._stroke is not None:
            self._stroke = None
            self.update()

    def show_region(self, region: Region | None, shows_mask: bool) -> None:
        """Show the outline of the selected region, and its mask if wanted."""
        old = self._selected
        if (old and old.mask) != (region and region.mask):
            self._mask = self._outlines = None
        self._selected, self._shows_mask = region, shows_mask
        self.update()

    def set_visible(self, wanted: bool) -> None:
        """Show regions, or hide them as long as the original is shown."""
        if wanted != self._is_visible:
            self._is_visible = wanted
            self.update()

    # painting

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self._is_visible:
            for shown in self._photos():
                painter.setClipRect(shown.pane)
                self._paint_regions(painter, shown.photo)
        painter.setClipping(False)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for pen in (QPen(Qt.GlobalColor.black, 3), QPen(Qt.GlobalColor.white, 1.5)):
            painter.setPen(pen)
            if self._circle is not None:
                painter.drawEllipse(self._circle.center, self._circle.radius, self._circle.radius)
            if len(self._lasso) > 1:
                painter.drawPolyline(QPolygonF(self._lasso))

    def _paint_regions(self, painter: QPainter, photo: QRectF) -> None:
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        if self._selected is not None and self._shows_mask:
            painter.drawImage(photo, self._mask_image(self._selected))
        if self._stroke is not None:
            painter.drawImage(photo, self._stroke.image)
        if self._selected is not None:
            if self._outlines is None:
                self._outlines = outlines(self._selected.mask.coverage(), _FINENESS)
            draw_outlines(painter, self._outlines, photo)

    def _mask_image(self, region: Region) -> QImage:
        if self._mask is None:
            coverage = region.mask.coverage()
            self._mask = _Tint(coverage.shape, _MASK_COLOR, _MASK_OPACITY)
            self._mask.show(coverage, (slice(None), slice(None)))
        return self._mask.image
