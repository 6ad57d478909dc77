"""The canvas: a photo that is moved, zoomed and given hints with mouse, keys and fingers."""

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QCursor,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QToolTip, QWidget

from colorizer_gui.gui.base.keys import modifiers_of
from colorizer_gui.gui.canvas.hint_tool import HintTool, is_drag, place_of
from colorizer_gui.gui.canvas.panes import Pane, Side
from colorizer_gui.gui.canvas.photo_view import PhotoView

TAP_DISTANCE = 8  # logical pixels that a finger moves before it drags


@dataclass(frozen=True)
class MenuPlace:
    """Where a menu is wanted: on the screen, whether for a hint, and where in the photo, 0..1."""

    at: QPoint
    is_hint: bool
    place: tuple[float, float] | None = None


class Canvas(PhotoView):
    """A PhotoView that the user works on.

    `color_picked` carries a QColor of the photo. `pointed` carries the place of the photo under the
    pointer, x and y from 0 to 1, or None. `menu_wanted` carries a MenuPlace; if a hint is
    there, it is selected.

    Parameters
    ----------
    tool : HintTool
        Edits and draws the hints.
    """

    color_picked = Signal(object)
    menu_wanted = Signal(object)
    pointed = Signal(object)

    def __init__(self, tool: HintTool, parent: QWidget | None = None) -> None:
        super().__init__(tool, parent)
        self.setAccessibleName(self.tr("Photo"))
        self._pressed_at: QPointF | None = None  # where a click would begin a hint
        self._pressed_pane: Pane | None = None
        self._drag_distance = 0  # logical pixels; fingers are less steady than a mouse
        self._picks_color = False

    def pick_color(self, wanted: bool) -> None:
        """Let the next click pick a color of the photo instead of placing a hint."""
        self._picks_color = wanted
        self._update_cursor()

    @property
    def is_taken(self) -> bool:
        """Whether the left button moves the photo or picks a color, whatever the tool."""
        return self._holds_space or self._picks_color or self._pans_from is not None

    def forget_hover(self) -> None:
        """Propose no hint under the pointer any more."""
        self._hover(None)

    def _pick_at(self, point: QPointF) -> None:
        pane = self._pane_at(point)
        photo = self._photo_rect(pane.rect)
        if photo.contains(point):
            over_before = self.divider.isVisible() and point.x() < self.divider.line_x()
            side: Side = "before" if over_before or self._original else pane.side
            self.color_picked.emit(self._pictures.color_at(side, *place_of(point, photo)))

    # mouse

    def wheelEvent(self, event: QWheelEvent) -> None:
        angle, control = event.angleDelta().y(), Qt.KeyboardModifier.ControlModifier
        resizes = angle and event.modifiers() & control and self._hints_shown()
        if resizes and self._tool.wheel(angle):
            event.accept()
        else:
            super().wheelEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        button, point = event.button(), event.position()
        is_left = button == Qt.MouseButton.LeftButton
        if (self._holds_space and is_left) or button == Qt.MouseButton.MiddleButton:
            self._pans_from = point
        elif self._picks_color and is_left:
            self._pick_at(point)
        elif is_left:
            self._press(point, event.source() == Qt.MouseEventSource.MouseEventNotSynthesized)
        self._update_cursor()

    def _press(self, point: QPointF, is_mouse: bool) -> None:
        """Take a hint, or wait whether the photo is clicked or dragged."""
        pane = self._hint_pane_at(point)
        if pane is not None and self._tool.press(point, self._photo_rect(pane.rect)):
            self._pressed_pane = pane
        else:
            self._pressed_at = point
            self._drag_distance = 0 if is_mouse else TAP_DISTANCE

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._space_key.setEnabled(True)
        point = event.position()
        if self._pans_from is not None:
            self._pan(point - self._pans_from)
            self._pans_from = point
        elif self._pressed_pane is not None:
            self._tool.drag(point, self._photo_rect(self._pressed_pane.rect))
        elif self._pressed_at is not None and self._is_drag(self._pressed_at, point):
            self._pan(point - self._pressed_at)
            self._pans_from, self._pressed_at = point, None
        self._hover(point)
        self.pointed.emit(self._place_at(point))
        self._update_cursor()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        start, pane = self._pressed_at, self._hint_pane_at(event.position())
        self._let_go()
        if start is not None and pane is not None:
            self._tool.click(start, self._photo_rect(pane.rect))
        self._update_cursor()

    def _let_go(self) -> None:
        super()._let_go()
        self._pressed_pane = self._pressed_at = None
        self._tool.release()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu of a hint or of the photo; by the keyboard, of the selected hint."""
        if self._view is None:
            return
        self._let_go()
        point = QPointF(event.pos())
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            self.menu_wanted.emit(MenuPlace(event.globalPos(), self._tool.has_selection))
            return
        pane = self._hint_pane_at(point)
        photo = QRectF() if pane is None else self._photo_rect(pane.rect)
        is_hint = pane is not None and self._tool.select_at(point, photo)
        place = None if pane is None else self._place_at(point)
        self.menu_wanted.emit(MenuPlace(event.globalPos(), is_hint, place))

    def leaveEvent(self, event: QEvent) -> None:
        self._hover(None)
        self.pointed.emit(None)
        super().leaveEvent(event)

    def _place_at(self, point: QPointF) -> tuple[float, float] | None:
        """The place of the photo at a point, 0..1; None beside it."""
        photo = self._photo_rect(self._pane_at(point).rect)
        return place_of(point, photo) if photo.contains(point) else None

    def _hover(self, point: QPointF | None) -> None:
        """Show what a click at a point would color, while nothing else is done with the mouse."""
        is_busy = (
            self._pans_from is not None
            or self._pressed_pane is not None
            or self._pressed_at is not None
            or self._holds_space
            or self._picks_color
        )
        pane = None if point is None or is_busy else self._hint_pane_at(point)
        photo = QRectF() if pane is None else self._photo_rect(pane.rect)
        if self._tool.hover(None if pane is None else point, photo):
            self.update()

    def _hint_pane_at(self, point: QPointF) -> Pane | None:
        """The pane at a point, if hints are edited there."""
        pane = self._pane_at(point)
        return pane if self._hints_shown() and QRectF(pane.rect).contains(point) else None

    def _is_drag(self, start: QPointF, end: QPointF) -> bool:
        distance = (end - start).manhattanLength()
        return is_drag(start, end) and distance > self._drag_distance

    # keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        shift = modifiers_of(event) == Qt.KeyboardModifier.ShiftModifier
        if not (shift and self._hints_shown() and self._nudge(event.key())):
            super().keyPressEvent(event)

    def _nudge(self, key: int) -> bool:
        return self._tool.nudge(key, self._photo_rect(self._panes()[-1].rect))

    def _hold_space(self, held: bool) -> None:
        """While space is held, dragging moves the photo, over the divider too."""
        self.divider.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, held)
        super()._hold_space(held)

    def _update_cursor(self) -> None:
        point = QPointF(self.mapFromGlobal(QCursor.pos()))
        shape = Qt.CursorShape.ArrowCursor
        if self._pans_from is not None:
            shape = Qt.CursorShape.ClosedHandCursor
        elif self._holds_space and self._view is not None:
            shape = Qt.CursorShape.OpenHandCursor
        elif self._picks_color:
            shape = Qt.CursorShape.UpArrowCursor
        elif (pane := self._hint_pane_at(point)) is not None:
            shape = self._tool.cursor_at(point, self._photo_rect(pane.rect))
        self.setCursor(shape)

    # tool tips

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and self._hints_shown():
            self._show_tool_tip(event)
            return True
        return super().event(event)

    def _show_tool_tip(self, event: QHelpEvent) -> None:
        point = QPointF(event.pos())
        words = self._tool.words_at(point, self._photo_rect(self._pane_at(point).rect))
        QToolTip.showText(event.globalPos(), words, self)
