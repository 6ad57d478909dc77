"""The a*b* plane at one lightness, to choose a color from."""

from functools import lru_cache

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QColor,
    QFocusEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QTextOption,
)
from PySide6.QtWidgets import QWidget

from colorizer_gui.engine.color.gamut import PLANE_EXTENT, fit_to_gamut, gamut_plane
from colorizer_gui.gui.base import theme
from colorizer_gui.gui.base.accessible import tell_value
from colorizer_gui.gui.base.color_words import color_words
from colorizer_gui.gui.base.colors import ColorPick, shown_color
from colorizer_gui.gui.base.screen_color import screen_colors
from colorizer_gui.gui.widgets.swatches import draw_ring

SIDE = 21 * theme.GRID
DRAWN_SIDE = 300  # larger than it is shown, for smooth edges
RING = 8.0
STEP, LARGE_STEP = 2.0, 10.0  # in CIELAB units
# Directions in a* and b*.
KEYS: dict[int, tuple[int, int]] = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, 1),
    Qt.Key.Key_Down: (0, -1),
}


@lru_cache(maxsize=16)
def _plane(lightness: int) -> QImage:
    """The colors that sRGB has at an L*; transparent elsewhere."""
    pixels = np.ascontiguousarray(gamut_plane(lightness, DRAWN_SIDE))
    image = QImage(
        pixels.data, DRAWN_SIDE, DRAWN_SIDE, pixels.strides[0], QImage.Format.Format_RGBA8888
    )
    return image.copy()


class ColorPlane(QWidget):
    """Shows the colors that sRGB has at one lightness. `picked` carries a ColorPick.

    Without a color it shows an invitation to place a hint.
    """

    picked = Signal(object)
    accessible_role = QAccessible.Role.ColorChooser

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lightness = 50.0
        self._ab: tuple[float, float] | None = None
        self._gesture = 0
        self.invitation = self.tr("Click in the photo where you know the color.")
        self.setFixedSize(SIDE, SIDE)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Color of the hint"))
        self.setToolTip(self.tr("Drag to change the color (arrow keys; faster with Shift)"))

    def sizeHint(self) -> QSize:
        return QSize(SIDE, SIDE)

    def show_color(self, lightness: float, ab: tuple[float, float] | None) -> None:
        """Show the plane at an L* and a ring at (a*, b*); neither without a color."""
        self._lightness, self._ab = lightness, ab
        words = self.invitation if ab is None else f"a* {ab[0]:.0f}, b* {ab[1]:.0f}"
        self.setAccessibleDescription(words)
        tell_value(self, self.accessible_value())
        self.update()

    def accessible_value(self) -> str:
        """The color in words; empty without one."""
        return "" if self._ab is None else color_words(shown_color(self._lightness, *self._ab))

    # conversion between colors and positions

    def place_of(self, a: float, b: float) -> QPointF:
        """The position of a color."""
        scale = self.width() / (2 * PLANE_EXTENT)
        return QPointF((a + PLANE_EXTENT) * scale, (PLANE_EXTENT - b) * scale)

    def _pick(self, a: float, b: float) -> None:
        light = np.full((1, 1), self._lightness, np.float32)
        a, b = fit_to_gamut(light, np.array([[[a, b]]], np.float32))[0, 0].tolist()
        self.picked.emit(ColorPick(a, b, self._gesture))

    def _pick_at(self, place: QPointF) -> None:
        scale = 2 * PLANE_EXTENT / self.width()
        self._pick(place.x() * scale - PLANE_EXTENT, PLANE_EXTENT - place.y() * scale)

    # events

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._gesture += 1
            self._pick_at(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._pick_at(event.position())

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        self._gesture += 1

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._gesture += 1
        super().focusInEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() not in KEYS or self._ab is None:
            super().keyPressEvent(event)
            return
        shift = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        step = LARGE_STEP if shift else STEP
        da, db = KEYS[event.key()]
        self._pick(self._ab[0] + da * step, self._ab[1] + db * step)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        colors = theme.current()
        area = QRectF(self.rect())
        painter.fillRect(area, QColor(colors.canvas))
        if self._ab is None:
            painter.setPen(QColor(colors.text))
            room = area.adjusted(theme.GRID, theme.GRID, -theme.GRID, -theme.GRID)
            centered = QTextOption(Qt.AlignmentFlag.AlignCenter)
            centered.setWrapMode(QTextOption.WrapMode.WordWrap)
            painter.drawText(room, self.invitation, centered)
            return
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(area, screen_colors.image(_plane(round(self._lightness)), self))
        painter.setPen(QPen(QColor(0, 0, 0, 60), 1))
        middle = self.place_of(0, 0)
        painter.drawLine(QPointF(0, middle.y()), QPointF(area.right(), middle.y()))
        painter.drawLine(QPointF(middle.x(), 0), QPointF(middle.x(), area.bottom()))
        fill = screen_colors.color(shown_color(self._lightness, *self._ab), self)
        draw_ring(painter, self._ring_center(self._ab), RING, fill)

    def _ring_center(self, ab: tuple[float, float]) -> QPointF:
        """The position of a color; at the edge if the plane does not reach it."""
        place, edge = self.place_of(*ab), RING + 1
        return QPointF(
            min(max(place.x(), edge), self.width() - edge),
            min(max(place.y(), edge), self.height() - edge),
        )
