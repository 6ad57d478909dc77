"""A widget that shows a photo at any zoom, moved and zoomed with wheel, fingers and keys."""

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QKeySequence,
    QNativeGestureEvent,
    QResizeEvent,
    QShortcut,
    QWheelEvent,
)
from PySide6.QtWidgets import QGestureEvent, QPinchGesture, QWidget

from colorizer_gui.engine.arrays import Area
from colorizer_gui.gui.base import theme
from colorizer_gui.gui.canvas.viewport import Viewport

MARGIN = 2 * theme.GRID
WHEEL_ZOOM = 1.0015  # per eighth of a degree


@dataclass(frozen=True)
class Zoom:
    """Device pixels per photo pixel."""

    value: float


class ZoomedView(QWidget):
    """Keeps which part of a photo is visible; subclasses draw it.

    The geometry is that of the full photo, in device pixels. `zoom_changed` carries a Zoom.
    """

    zoom_changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMinimumSize(160, 120)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.grabGesture(Qt.GestureType.PinchGesture)
        self._view: Viewport | None = None
        self._fitted = True
        self._pans_from: QPointF | None = None  # while the photo is moved
        self._holds_space = False
        # Enabled while the pointer is over the view, whatever has the focus. Text fields take
        # the key first.
        self._space_key = QShortcut(QKeySequence(Qt.Key.Key_Space), self)
        self._space_key.setEnabled(False)
        self._space_key.activated.connect(self._on_space_key)

    # for subclasses

    def _pane_rect(self, _point: QPointF | None = None) -> QRect:
        """The part of the widget that shows the photo, at a point if there are several."""
        return self.rect()

    def _update_cursor(self) -> None:
        """Show what a click would do."""

    def _let_go(self) -> None:
        """End what is being done with the mouse."""
        self._pans_from = None

    # what is visible

    @property
    def zoom(self) -> Zoom | None:
        """How large the photo is shown; None without one."""
        return None if self._view is None else Zoom(self._view.zoom)

    def fit(self) -> None:
        """Show the whole photo."""
        self._fitted = True
        self._update_view()

    def zoom_to(self, zoom: float) -> None:
        """Show `zoom` device pixels for each photo pixel."""
        self._zoom(zoom)

    def zoom_step(self, direction: int) -> None:
        """Zoom to the next larger (1) or smaller (-1) round value."""
        if self._view is not None:
            self._zoom(self._view.next_zoom(direction))

    def reveal(self, x: float, y: float) -> None:
        """Scroll to a place of the photo, 0..1, if it is not visible."""
        if self._view is None or self._view.shows(x, y):
            return
        self._fitted = False
        self._view = self._view.centered_on(x, y)
        self._refresh()

    def middle(self) -> tuple[float, float]:
        """The place of the photo, 0..1, in the middle of the view."""
        return (0.5, 0.5) if self._view is None else self._view.middle

    @property
    def visible_area(self) -> Area | None:
        """The visible rows and columns of the photo, as slices; None without a photo."""
        return None if self._view is None else self._view.visible_area

    def _zoom(self, zoom: float, at: QPointF | None = None) -> None:
        """Zoom, keeping what is at a point of the widget, by default the middle."""
        if self._view is None:
            return
        place = None
        if at is not None:
            rect, ratio = self._pane_rect(at), self.devicePixelRatioF()
            place = ((at.x() - rect.x()) * ratio, (at.y() - rect.y()) * ratio)
        self._fitted = False
        self._view = self._view.zoomed(zoom, place)
        self._refresh()

    def _pan(self, moved: QPointF) -> None:
        """Move the photo by logical pixels."""
        if self._view is not None:
            ratio = self.devicePixelRatioF()
            self._view = self._view.panned(moved.x() * ratio, moved.y() * ratio)
            self._refresh()

    def _update_view(self) -> None:
        """Adapt to another size of the widget or its panes."""
        if self._view is None:
            return
        rect, ratio = self._pane_rect(), self.devicePixelRatioF()
        view = Viewport(
            self._view.photo,
            (rect.width() * ratio, rect.height() * ratio),
            MARGIN * ratio,
            self._view.zoom,
            self._view.center,
        )
        self._view = view.fitted() if self._fitted else view.clamped()
        self._refresh()

    def _refresh(self) -> None:
        """Draw another part of the photo."""
        self._update_cursor()
        self.update()
        if self._view is not None:
            self.zoom_changed.emit(Zoom(self._view.zoom))

    def _photo_rect(self, pane: QRect) -> QRectF:
        """Where the whole photo lies, visible or not, when a pane shows it; in logical pixels."""
        if self._view is None:
            return QRectF()
        ratio = self.devicePixelRatioF()
        x, y = self._view.origin
        width, height = self._view.size
        return QRectF(pane.x() + x / ratio, pane.y() + y / ratio, width / ratio, height / ratio)

    # events

    def resizeEvent(self, _event: QResizeEvent) -> None:
        self._update_view()

    def wheelEvent(self, event: QWheelEvent) -> None:
        angle, moved = event.angleDelta().y(), event.pixelDelta()
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        has_fingers = event.phase() != Qt.ScrollPhase.NoScrollPhase and not moved.isNull()
        if self._view is not None and has_fingers and not control:
            event.accept()
            self._pan(QPointF(moved))  # two fingers on a touch pad
        elif self._view is None or not angle:
            event.ignore()
        else:
            event.accept()
            self._zoom(self._view.zoom * WHEEL_ZOOM**angle, event.position())

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self._update_view()
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

    def _on_pinch(self, pinch: QPinchGesture, zoom: float) -> None:
        self._let_go()
        self._pan(pinch.centerPoint() - pinch.lastCenterPoint())
        self._zoom(zoom * pinch.scaleFactor(), self.mapFromGlobal(pinch.centerPoint()))

    # the space key, with which dragging moves the photo

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space:
            self._hold_space(True)
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self._hold_space(False)
        else:
            super().keyReleaseEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._space_key.setEnabled(False)
        super().leaveEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._hold_space(False)
        self._space_key.setEnabled(False)  # Tab moves the focus while the pointer stays here
        super().focusOutEvent(event)

    def _on_space_key(self) -> None:
        self.setFocus()  # to get the release of the key too
        self._hold_space(True)

    def _hold_space(self, held: bool) -> None:
        self._holds_space = held
        self._update_cursor()
