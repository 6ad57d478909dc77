"""The a*b* plane at one lightness, to choose a color from."""

from functools import lru_cache

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPen
from PySide6.QtWidgets import QWidget

from colorizer_gui.engine.color.cielab import PLANE_EXTENT, fit_to_gamut, gamut_plane
from colorizer_gui.gui.base import theme
from colorizer_gui.gui.session.signals import ColorPick
from colorizer_gui.gui.widgets.swatches import draw_ring, shown_color

SIDE = 25 * theme.GRID
DRAWN_SIDE = 300  # finer than it is shown, for smooth edges
RING = 8.0
STEP, LARGE_STEP = 2.0, 10.0
KEYS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, 1),
    Qt.Key.Key_Down: (0, -1),
}


@lru_cache(maxsize=16)
def _plane(lightness):
    pixels = np.ascontiguousarray(gamut_plane(lightness, DRAWN_SIDE))
    image = QImage(
        pixels.data, DRAWN_SIDE, DRAWN_SIDE, pixels.strides[0], QImage.Format.Format_RGBA8888
    )
    return image.copy()


class ColorPlane(QWidget):
    """Shows only colors that are possible at the lightness. `picked` carries a ColorPick.

    Without a color it says, in the empty place, how to come by one.
    """

    picked = Signal(object)

    def __init__(self, parent=None):
        super().__init__(parent)
        self._lightness = 50.0
        self._ab = None
        self._gesture = 0
        self.invitation = self.tr("Click in the photo where you know the color.")
        self.setFixedSize(SIDE, SIDE)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Color of the hint"))
        self.setToolTip(self.tr("Drag to change the color (arrow keys; with Shift faster)"))

    def sizeHint(self):
        return QSize(SIDE, SIDE)

    def show_color(self, lightness, ab):
        """Show the plane at an L*, and a ring at (a*, b*); neither with None."""
        self._lightness, self._ab = lightness, ab
        words = self.invitation if ab is None else f"a* {ab[0]:.0f}, b* {ab[1]:.0f}"
        self.setAccessibleDescription(words)
        self.update()

    # between colors and places

    def place_of(self, a, b):
        """Where a color lies, a QPointF."""
        scale = self.width() / (2 * PLANE_EXTENT)
        return QPointF((a + PLANE_EXTENT) * scale, (PLANE_EXTENT - b) * scale)

    def _pick(self, a, b):
        light = np.full((1, 1), self._lightness, np.float32)
        a, b = fit_to_gamut(light, np.array([[[a, b]]], np.float32))[0, 0].tolist()
        self.picked.emit(ColorPick(a, b, self._gesture))

    def _pick_at(self, place):
        scale = 2 * PLANE_EXTENT / self.width()
        self._pick(place.x() * scale - PLANE_EXTENT, PLANE_EXTENT - place.y() * scale)

    # events

    def mousePressEvent(self, event):
        if event.button() == Qt.MouseButton.LeftButton:
            self._gesture += 1
            self._pick_at(event.position())

    def mouseMoveEvent(self, event):
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._pick_at(event.position())

    def mouseReleaseEvent(self, _event):
        self._gesture += 1

    def focusInEvent(self, event):
        self._gesture += 1
        super().focusInEvent(event)

    def keyPressEvent(self, event):
        if event.key() not in KEYS or self._ab is None:
            super().keyPressEvent(event)
            return
        shift = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        step = LARGE_STEP if shift else STEP
        da, db = KEYS[event.key()]
        self._pick(self._ab[0] + da * step, self._ab[1] + db * step)

    def paintEvent(self, _event):
        painter = QPainter(self)
        colors = theme.current()
        area = QRectF(self.rect())
        painter.fillRect(area, QColor(colors.canvas))
        if self._ab is None:
            painter.setPen(QColor(colors.text))
            room = area.adjusted(theme.GRID, theme.GRID, -theme.GRID, -theme.GRID)
            way = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(room, way, self.invitation)
            return
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(area, _plane(round(self._lightness)))
        painter.setPen(QPen(QColor(0, 0, 0, 60), 1))
        middle = self.place_of(0, 0)
        painter.drawLine(QPointF(0, middle.y()), QPointF(area.right(), middle.y()))
        painter.drawLine(QPointF(middle.x(), 0), QPointF(middle.x(), area.bottom()))
        draw_ring(painter, self._ring_place(), RING, shown_color(self._lightness, *self._ab))

    def _ring_place(self):
        """The color's place; at the edge for a color that is not in the plane."""
        place, edge = self.place_of(*self._ab), RING + 1
        return QPointF(
            min(max(place.x(), edge), self.width() - edge),
            min(max(place.y(), edge), self.height() - edge),
        )
