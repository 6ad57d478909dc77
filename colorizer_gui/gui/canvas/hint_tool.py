"""Hints on the canvas: drawn as rings, begun, selected and dragged with the mouse."""

import math
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QApplication, QWidget

from colorizer_gui.engine.arrays import Float32Array
from colorizer_gui.engine.hints import ColorHint
from colorizer_gui.gui.base import theme
from colorizer_gui.gui.base.color_words import color_words
from colorizer_gui.gui.base.colors import shown_color
from colorizer_gui.gui.base.screen_color import screen_colors
from colorizer_gui.gui.canvas.outlines import draw_outlines
from colorizer_gui.gui.session.hint_editor import HintEditor
from colorizer_gui.gui.widgets.swatches import draw_ring

# Logical pixels.
RING, SELECTED_RING = 7.0, 10.0
HIT_RADIUS = theme.HIT_SIZE / 2
NUDGE = 4.0
NOTCH = 120  # eighths of a degree that a wheel turns at a time
NUDGES: dict[int, tuple[int, int]] = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


@dataclass(frozen=True)
class _Drag:
    """A hint that is being dragged: where the drag began, and from there to the hint's center."""

    start: QPointF
    grip: QPointF
    is_moving: bool = False


class HintTool:
    """Turns mouse and keys on the canvas into edits of the hints.

    Points are logical pixels of the canvas; `photo` is the rectangle of the whole photo in the
    pane at that point.

    Parameters
    ----------
    editor : HintEditor
    lightness_at : callable
        L* for x and y of the photo, 0..1, or None while that is not known.
    outlines : callable
        The outlines of where a hint acts, see `hint_reach.outlines`.
    """

    def __init__(
        self,
        editor: HintEditor,
        lightness_at: Callable[[float, float], float | None],
        outlines: Callable[[ColorHint], list[Float32Array]],
    ) -> None:
        self._editor = editor
        self._lightness_at = lightness_at
        self._outlines = outlines
        self._dragging: _Drag | None = None
        self._proposed: ColorHint | None = None

    @property
    def has_selection(self) -> bool:
        """Whether a hint is selected."""
        return self._editor.state.current is not None

    @property
    def _hints_shown(self) -> bool:
        return self._lightness_at(0, 0) is not None

    def hint_at(self, point: QPointF, photo: QRectF) -> int | None:
        """The index of the nearest hint within reach of a point, or None."""
        if not self._hints_shown:
            return None
        near = [
            (distance, index)
            for index, hint in enumerate(self._editor.state.shown)
            if (distance := _distance(point, _center_of(hint, photo))) <= HIT_RADIUS
        ]
        return min(near)[1] if near else None

    def cursor_at(self, point: QPointF, photo: QRectF) -> Qt.CursorShape:
        """A hand where a click selects a hint, a cross where it begins one."""
        if self.hint_at(point, photo) is not None:
            return Qt.CursorShape.PointingHandCursor
        on_photo = photo.contains(point)
        return Qt.CursorShape.CrossCursor if on_photo else Qt.CursorShape.ArrowCursor

    def words_at(self, point: QPointF, photo: QRectF) -> str:
        """A description of the hint at a point; empty without one."""
        index = self.hint_at(point, photo)
        if index is None:
            return ""
        hint = self._editor.state.shown[index]
        color = shown_color(self._lightness_of(hint), hint.a, hint.b)
        return QCoreApplication.translate(
            "HintTool", "Hint {0}, {1}. Drag to move, right-click for more"
        ).format(index + 1, color_words(color))

    def _lightness_of(self, hint: ColorHint) -> float:
        return self._lightness_at(hint.x, hint.y) or 0.0

    # mouse and keys

    def hover(self, point: QPointF | None, photo: QRectF) -> bool:
        """Show the outline of what a click at a point would color; True where that changes it.

        Without a point, over a hint, and beside the photo nothing is proposed.
        """
        before = self._proposed
        self._proposed = None
        if (
            point is not None
            and self._hints_shown
            and photo.contains(point)
            and self.hint_at(point, photo) is None
        ):
            self._proposed = self._editor.proposed(*place_of(point, photo))
        return self._proposed != before

    def select_at(self, point: QPointF, photo: QRectF) -> bool:
        """Select the hint at a point; False where there is none."""
        index = self.hint_at(point, photo)
        if index is not None:
            self._editor.select(index)
        return index is not None

    def press(self, point: QPointF, photo: QRectF) -> bool:
        """Select the hint at a point, which can be dragged from now on; False without one."""
        is_hint = self.select_at(point, photo)
        hint = self._editor.state.current
        if is_hint and hint is not None:
            self._dragging = _Drag(point, _center_of(hint, photo) - point)
        return is_hint

    def click(self, point: QPointF, photo: QRectF) -> None:
        """Begin a hint at a point of the photo where there is none."""
        if photo.contains(point) and self.hint_at(point, photo) is None:
            self._editor.add(*place_of(point, photo))

    def drag(self, point: QPointF, photo: QRectF) -> None:
        """Move the hint, once the mouse has moved far enough to be no unsteady click."""
        drag = self._dragging
        if drag is None or self._editor.state.current is None:
            return
        if not drag.is_moving:
            if not is_drag(drag.start, point):
                return
            self._dragging = _Drag(drag.start, drag.grip, is_moving=True)
        self._editor.move(*place_of(point + drag.grip, photo))

    def release(self) -> None:
        """Finish a drag."""
        self._dragging = None

    def wheel(self, angle: int) -> bool:
        """Resize the selected hint by the angle of a wheel; False without a selected hint."""
        if self._editor.state.current is None:
            return False
        self._editor.resize(angle / NOTCH)
        return True

    def nudge(self, key: int, photo: QRectF) -> bool:
        """Move the selected hint by an arrow key; False without one, and for other keys."""
        if self._editor.state.current is None or key not in NUDGES:
            return False
        dx, dy = NUDGES[key]
        self._editor.nudge(dx * NUDGE / photo.width(), dy * NUDGE / photo.height())
        return True

    # painting

    def paint(self, painter: QPainter, widget: QWidget, photo: QRectF) -> None:
        """Draw the hints, the selected one last and with the outline of what it colors."""
        state = self._editor.state
        if not self._hints_shown:
            return
        if self._proposed is not None:
            draw_outlines(painter, self._outlines(self._proposed), photo, is_faint=True)
        for index, hint in enumerate(state.hints):
            if index != state.selected:
                self._draw(painter, widget, hint, photo, RING)
        if state.current is not None:
            draw_outlines(painter, self._outlines(state.current), photo)
        if state.draft is not None:  # empty: what lies below is its color
            center = _center_of(state.draft, photo)
            draw_ring(painter, center, SELECTED_RING, QColor(Qt.GlobalColor.transparent))
        elif state.current is not None:
            self._draw(painter, widget, state.current, photo, SELECTED_RING)

    def _draw(
        self, painter: QPainter, widget: QWidget, hint: ColorHint, photo: QRectF, radius: float
    ) -> None:
        color = shown_color(self._lightness_of(hint), hint.a, hint.b)
        fill = screen_colors.color(color, widget)
        draw_ring(painter, _center_of(hint, photo), radius, fill)


def _center_of(hint: ColorHint, photo: QRectF) -> QPointF:
    """The point of a hint on the canvas."""
    return QPointF(photo.x() + hint.x * photo.width(), photo.y() + hint.y * photo.height())


def place_of(point: QPointF, photo: QRectF) -> tuple[float, float]:
    """The place in the photo, 0..1, at a point of the canvas."""
    return (point.x() - photo.x()) / photo.width(), (point.y() - photo.y()) / photo.height()


def is_drag(start: QPointF, end: QPointF) -> bool:
    """Whether the mouse has moved far enough to be no unsteady click."""
    return _distance(start, end) >= QApplication.startDragDistance() / 2


def _distance(one: QPointF, other: QPointF) -> float:
    return math.hypot(one.x() - other.x(), one.y() - other.y())
