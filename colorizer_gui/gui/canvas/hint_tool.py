"""Hints on the canvas: rings to see, to place, to drag and to remove."""

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QApplication

from colorizer_gui.gui.base import theme
from colorizer_gui.gui.base.colors import shown_color
from colorizer_gui.gui.widgets.swatches import draw_ring

RING, SELECTED_RING = 7.0, 10.0
REACH = theme.HIT_SIZE / 2
NOTCH = 120
NUDGES = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
NUDGE = 4.0  # logical pixels


class HintTool:
    """Turns mouse and keys on the canvas into edits of the hints.

    Places are logical pixels of the canvas; `whole` is the rectangle of the whole photo in the
    pane that is meant.

    Parameters
    ----------
    editor : HintEditor
    lightness_at : callable
        L* for x and y of the photo, 0..1, or None while that is not known.
    """

    def __init__(self, editor, lightness_at):
        self._editor = editor
        self._lightness_at = lightness_at
        self._drag = None  # where it began, and from there to the hint

    def hint_at(self, place, whole):
        """The index of the hint at a place, or None; of several the nearest."""
        if self._lightness_at(0, 0) is None:
            return None  # not shown yet
        near = [
            (distance, index)
            for index, hint in enumerate(self._editor.state.hints)
            if (distance := _distance(place, _place_of(hint, whole))) <= REACH
        ]
        return min(near)[1] if near else None

    def cursor_at(self, place, whole):
        """A hand where a click takes up a hint, a cross where it places one."""
        if self.hint_at(place, whole) is not None:
            return Qt.CursorShape.PointingHandCursor
        on_photo = whole.contains(place)
        return Qt.CursorShape.CrossCursor if on_photo else Qt.CursorShape.ArrowCursor

    def words_at(self, place, whole):
        """What the hint at a place is, in words; empty without one."""
        index = self.hint_at(place, whole)
        if index is None:
            return ""
        hint = self._editor.state.hints[index]
        color = shown_color(self._lightness_at(hint.x, hint.y), hint.a, hint.b)
        return QCoreApplication.translate(
            "HintTool", "Hint {0}, {1}. Drag to move, right-click to remove"
        ).format(index + 1, color.name())

    # mouse

    def press(self, place, whole, button):
        """Place or take up a hint with the left button, remove one with the right."""
        index = self.hint_at(place, whole)
        if button == Qt.MouseButton.RightButton:
            if index is not None:
                self._editor.select(index)
                self._editor.remove()
            return
        if button != Qt.MouseButton.LeftButton:
            return
        if index is not None:
            self._editor.select(index)
        elif not whole.contains(place) or not self._editor.add(*_share(place, whole)):
            return
        grip = _place_of(self._editor.state.current, whole) - place
        self._drag = (place, grip, False)

    def drag(self, place, whole):
        """Take the hint along; a hand that trembles while it clicks moves nothing."""
        if self._drag is None or self._editor.state.current is None:
            return
        start, grip, moving = self._drag
        if not moving and _distance(place, start) < QApplication.startDragDistance() / 2:
            return
        self._drag = (start, grip, True)
        self._editor.move(*_share(place + grip, whole))

    def release(self):
        """Let go of the hint."""
        self._drag = None

    def wheel(self, angle):
        """Resize the selected hint by the angle of a wheel; False without a selected hint."""
        if self._editor.state.current is None:
            return False
        self._editor.resize(angle / NOTCH)
        return True

    def nudge(self, key, whole):
        """Move the selected hint by an arrow key; False if there is nothing to move."""
        if self._editor.state.current is None or key not in NUDGES:
            return False
        dx, dy = NUDGES[key]
        self._editor.nudge(dx * NUDGE / whole.width(), dy * NUDGE / whole.height())
        return True

    # painting

    def paint(self, painter, whole, only_selected=False):
        """Draw the rings over the photo, the selected one last and with the area it covers."""
        state = self._editor.state
        if self._lightness_at(0, 0) is None:
            return
        if not only_selected:
            for index, hint in enumerate(state.hints):
                if index != state.selected:
                    self._ring(painter, hint, whole, RING)
        if state.current is not None:
            _draw_area(painter, state.current, whole)
            self._ring(painter, state.current, whole, SELECTED_RING)

    def _ring(self, painter, hint, whole, radius):
        color = shown_color(self._lightness_at(hint.x, hint.y), hint.a, hint.b)
        draw_ring(painter, _place_of(hint, whole), radius, color)


def _place_of(hint, whole):
    return QPointF(whole.x() + hint.x * whole.width(), whole.y() + hint.y * whole.height())


def _share(place, whole):
    return (place.x() - whole.x()) / whole.width(), (place.y() - whole.y()) / whole.height()


def _distance(one, other):
    away = one - other
    return (away.x() ** 2 + away.y() ** 2) ** 0.5


def _draw_area(painter, hint, whole):
    half = hint.radius * max(whole.width(), whole.height())
    if half <= SELECTED_RING + 2:
        return  # the ring hides it
    middle = _place_of(hint, whole)
    area = QRectF(middle.x() - half, middle.y() - half, 2 * half, 2 * half)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.setPen(QPen(Qt.GlobalColor.black, 1))
    painter.drawRect(area)
    pen = QPen(Qt.GlobalColor.white, 1)
    pen.setDashPattern([4, 4])
    painter.setPen(pen)
    painter.drawRect(area)
