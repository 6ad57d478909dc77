"""The canvas: a photo that is moved, zoomed and given hints with mouse, keys and fingers."""

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QCursor,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QNativeGestureEvent,
    QShortcut,
    QWheelEvent,
)
from PySide6.QtWidgets import QGestureEvent, QPinchGesture, QToolTip, QWidget

from colorizer_gui.gui.canvas.hint_tool import HintTool
from colorizer_gui.gui.canvas.panes import Pane, Side
from colorizer_gui.gui.canvas.photo_view import PhotoView

WHEEL_ZOOM = 1.0015  # per eighth of a degree
TAP_DISTANCE = 8  # logical pixels that a finger moves before it drags


class Canvas(PhotoView):
    """A PhotoView that the user works on. `color_picked` carries a QColor of the photo.

    Parameters
    ----------
    tool : HintTool
        Edits and draws the hints.
    """

    color_picked = Signal(object)

    def __init__(self, tool: HintTool, parent: QWidget | None = None) -> None:
        super().__init__(tool, parent)
        self.setMouseTracking(True)
        self.grabGesture(Qt.GestureType.PinchGesture)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Photo"))
        # Enabled while the pointer is over the canvas, whatever has the focus. Text fields take
        # the key first.
        self._space_key = QShortcut(QKeySequence(Qt.Key.Key_Space), self)
        self._space_key.setEnabled(False)
        self._space_key.activated.connect(self._on_space_key)
        self._holds_space = False
        self._pans_from: QPointF | None = None
        self._pressed_pane: Pane | None = None
        self._tap: QPointF | None = None  # of a finger that may become a pinch
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
            x = (point.x() - photo.x()) / photo.width()
            y = (point.y() - photo.y()) / photo.height()
            self.color_picked.emit(self._pictures.color_at(side, x, y))

    # mouse

    def wheelEvent(self, event: QWheelEvent) -> None:
        angle = event.angleDelta().y()
        if self._view is None or not angle:
            event.ignore()
            return
        event.accept()
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if not (control and self._hints_shown() and self._tool.wheel(angle)):
            self._zoom(self._view.zoom * WHEEL_ZOOM**angle, event.position())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        button, point = event.button(), event.position()
        is_left = button == Qt.MouseButton.LeftButton
        if (self._holds_space and is_left) or button == Qt.MouseButton.MiddleButton:
            self._pans_from = point
        elif self._picks_color and is_left:
            self._pick_at(point)
        elif (pane := self._hint_pane_at(point)) is not None:
            self._pressed_pane = pane
            if event.source() == Qt.MouseEventSource.MouseEventNotSynthesized:
                self._tool.press(point, self._photo_rect(pane.rect), button)
            else:
                self._tap = point
        self._update_cursor()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._space_key.setEnabled(True)
        point = event.position()
        if self._pans_from is not None:
            self._pan(point - self._pans_from)
            self._pans_from = point
        elif self._pressed_pane is not None:
            if self._tap is not None and (point - self._tap).manhattanLength() > TAP_DISTANCE:
                self._press_tap()
            self._tool.drag(point, self._photo_rect(self._pressed_pane.rect))
        self._hover(point)
        self._update_cursor()

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        self._press_tap()
        self._pans_from = self._pressed_pane = None
        self._tool.release()
        self._update_cursor()

    def leaveEvent(self, event: QEvent) -> None:
        self._space_key.setEnabled(False)
        self._hover(None)
        super().leaveEvent(event)

    def _hover(self, point: QPointF | None) -> None:
        """Show what a click at a point would color, while nothing else is done with the mouse."""
        is_busy = (
            self._pans_from is not None
            or self._pressed_pane is not None
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

    def _press_tap(self) -> None:
        """Treat the touch of a finger as a press: it is no pinch."""
        if self._tap is not None and self._pressed_pane is not None:
            photo = self._photo_rect(self._pressed_pane.rect)
            self._tool.press(self._tap, photo, Qt.MouseButton.LeftButton)
        self._tap = None

    # keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        shift = event.modifiers() == Qt.KeyboardModifier.ShiftModifier
        if event.key() == Qt.Key.Key_Space:
            self._hold_space(True)
        elif not (shift and self._hints_shown() and self._nudge(event.key())):
            super().keyPressEvent(event)

    def _nudge(self, key: int) -> bool:
        return self._tool.nudge(key, self._photo_rect(self._panes()[-1].rect))

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self._hold_space(False)
        else:
            super().keyReleaseEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._hold_space(False)
        self._space_key.setEnabled(False)  # Tab moves the focus while the pointer stays here
        super().focusOutEvent(event)

    def _on_space_key(self) -> None:
        self.setFocus()  # to get the release of the key too
        self._hold_space(True)

    def _hold_space(self, held: bool) -> None:
        """While space is held, dragging moves the photo, over the divider too."""
        self._holds_space = held
        self.divider.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, held)
        self._update_cursor()

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

    # tool tips and gestures

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            if self._hints_shown():
                self._show_tool_tip(event)
                return True
        elif isinstance(event, QNativeGestureEvent) and self._view is not None:
            if event.gestureType() == Qt.NativeGestureType.ZoomNativeGesture:
                # Unlike the mouse's, the position of gestures is that in the window.
                point = self.mapFromGlobal(event.globalPosition())
                self._zoom(self._view.zoom * (1 + event.value()), point)
            return True
        elif (
            isinstance(event, QGestureEvent)
            and event.type() == QEvent.Type.Gesture
            and self._view is not None
        ):
            pinch = event.gesture(Qt.GestureType.PinchGesture)
            if isinstance(pinch, QPinchGesture):
                self._on_pinch(pinch, self._view.zoom)
            return True
        return super().event(event)

    def _show_tool_tip(self, event: QHelpEvent) -> None:
        point = QPointF(event.pos())
        words = self._tool.words_at(point, self._photo_rect(self._pane_at(point).rect))
        QToolTip.showText(event.globalPos(), words, self)

    def _on_pinch(self, pinch: QPinchGesture, zoom: float) -> None:
        self._pressed_pane = self._tap = None
        self._tool.release()
        self._zoom(zoom * pinch.scaleFactor(), self.mapFromGlobal(pinch.centerPoint()))
