"""The photo, before and after, at any zoom."""

from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QCursor, QKeySequence, QPainter, QShortcut
from PySide6.QtWidgets import QToolTip, QWidget

from colorizer_gui.gui.base import theme
from colorizer_gui.gui.canvas.divider import Divider
from colorizer_gui.gui.canvas.pictures import Pictures
from colorizer_gui.gui.canvas.viewport import Viewport

MARGIN = 2 * theme.GRID
WHEEL_ZOOM = 1.0015
TREMBLE = 8  # logical pixels that a finger moves before it drags


class Mode(Enum):
    """How before and after are compared."""

    DIVIDER = "divider"
    SIDE_BY_SIDE = "side-by-side"
    BEFORE = "before"
    AFTER = "after"


@dataclass(frozen=True)
class Zoom:
    """Device pixels per photo pixel."""

    value: float


class Canvas(QWidget):
    """Shows one photo. All geometry is that of the full photo, in device pixels.

    Parameters
    ----------
    tool : HintTool
        What the mouse does to the photo where it does not move it.

    `area_changed` carries the rows and columns of the photo, as slices, that are shown larger than
    the pictures are; None when there are none. `color_picked` carries a QColor of the photo.
    """

    zoom_changed = Signal(object)
    area_changed = Signal(object)
    color_picked = Signal(object)

    def __init__(self, tool, parent=None):
        super().__init__(parent)
        self._tool = tool
        self.setMouseTracking(True)
        self.grabGesture(Qt.GestureType.PinchGesture)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Photo"))
        self.setMinimumSize(160, 120)
        self.divider = Divider(self)
        self.divider.valueChanged.connect(self._divider_moved)
        self._pictures = Pictures()
        self._view = None
        self._fitted = True
        self._mode = Mode.DIVIDER
        self._original = False
        self._space = False
        # For as long as the pointer is here, whatever has the focus; in a text it stays a space.
        self._space_key = QShortcut(QKeySequence(Qt.Key.Key_Space), self, enabled=False)
        self._space_key.activated.connect(self._take_space)
        self._pan_from = None
        self._pressed_pane = None
        self._tap = None
        self._picking = False
        self._uncertainty = None

    # what is shown

    def set_photo(self, width, height, before):
        """Show another photo, so many pixels large; its picture may be smaller."""
        self._pictures.set_before(before)
        self._view = Viewport((width, height), (1.0, 1.0))
        self.fit()

    def set_after(self, after):
        """Show the colorized picture of the photo."""
        self._pictures.set_after(after)
        self._refresh()

    def set_detail(self, detail):
        """Show a Detail of the photo, where the pictures have less."""
        self._pictures.set_detail(detail)
        self.update()

    def set_uncertainty(self, doubt):
        """Show a Doubt over the colorized photo, or none with None."""
        self._uncertainty = doubt
        self.update()

    def pick_color(self, wanted):
        """Let the next click pick a color of the photo instead of placing a hint."""
        self._picking = wanted
        self._update_cursor()

    def set_mode(self, mode):
        """Compare in another way."""
        self._mode = mode
        self._update_view()

    def show_original(self, wanted):
        """Show nothing but the original, for as long as it is wanted."""
        if wanted != self._original:
            self._original = wanted
            self._refresh()

    def reveal(self, x, y):
        """Bring a place of the photo, 0..1, into view if it lies outside."""
        if self._view is None or self._view.shows(x, y):
            return
        self._fitted = False
        self._view = self._view.centerd(x, y)
        self._refresh()

    def middle(self):
        """The place of the photo, 0..1, in the middle of the view."""
        return self._view.middle

    # zoom

    def fit(self):
        """Show the whole photo."""
        self._fitted = True
        self._update_view()

    def zoom_to(self, zoom):
        """So many device pixels for one photo pixel."""
        self._zoom(zoom)

    def zoom_step(self, direction):
        """To the next larger (1) or smaller (-1) round zoom."""
        if self._view is not None:
            self._zoom(self._view.next_zoom(direction))

    def _zoom(self, zoom, at=None):
        if self._view is None:
            return
        if at is not None:
            pane = self._pane_at(at)
            at = ((at.x() - pane.x()) * self._ratio(), (at.y() - pane.y()) * self._ratio())
        self._fitted = False
        self._view = self._view.zoomed(zoom, at)
        self._refresh()

    def _update_view(self):
        """Adapt to another size of the panes."""
        if self._view is None:
            return
        pane, ratio = self._panes()[0][0], self._ratio()
        old = self._view
        view = Viewport(
            old.photo,
            (pane.width() * ratio, pane.height() * ratio),
            MARGIN * ratio,
            old.zoom,
            old.center,
        )
        self._view = view.fitted() if self._fitted else view.clamped()
        self._refresh()

    def _refresh(self):
        comparing = self._mode is Mode.DIVIDER and self._pictures.has_after and not self._original
        self.divider.setVisible(comparing)
        if comparing:
            self.divider.place(self._photo_rect(QRectF(self.rect())))
        self._update_cursor()
        self.update()
        if self._view is not None:
            self.zoom_changed.emit(Zoom(self._view.zoom))
            lacking = self._pictures.lacks_detail(self._view)
            self.area_changed.emit(self._view.seen if lacking else None)

    def _divider_moved(self):
        if self._view is not None:
            self.divider.place(self._photo_rect(QRectF(self.rect())))
        self.update()

    # geometry, in logical pixels

    def _ratio(self):
        return self.devicePixelRatioF()

    def _panes(self):
        """The panes and what each of them shows."""
        area = self.rect()
        if self._mode is not Mode.SIDE_BY_SIDE:
            return [(area, "before" if self._mode is Mode.BEFORE else "after")]
        width = (area.width() - theme.GRID) // 2
        left = QRect(0, 0, width, area.height())
        return [(left, "before"), (left.translated(width + theme.GRID, 0), "after")]

    def _pane_at(self, point):
        panes = [pane for pane, _ in self._panes()]
        return next((pane for pane in panes if pane.contains(point.toPoint())), panes[0])

    def _whole_photo(self, pane):
        ratio = self._ratio()
        x, y = self._view.origin
        width, height = self._view.size
        return QRectF(pane.x() + x / ratio, pane.y() + y / ratio, width / ratio, height / ratio)

    def _photo_rect(self, pane):
        """The part of a pane that the photo covers."""
        return self._whole_photo(pane).intersected(QRectF(pane))

    # painting

    def paintEvent(self, _event):
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(theme.current().canvas))
        if self._view is None:
            return
        for pane, shows in self._panes():
            self._draw(painter, pane, pane, "before" if self._original else shows)
        if self.divider.isVisible():
            before = QRectF(self.rect())
            before.setRight(self.divider.line_x())
            self._draw(painter, self.rect(), before, "before")

    def _draw(self, painter, pane, clip, shows):
        painter.setClipRect(clip)
        whole = self._whole_photo(pane)
        self._pictures.draw(painter, shows, self._view, whole, pane)
        if self._uncertainty is not None and shows == "after" and not self._original:
            self._uncertainty.paint(painter, whole)
        if self._hints_shown():
            # The side before shows no more than where the hand is.
            self._tool.paint(painter, whole, only_selected=shows == "before")

    def _hints_shown(self):
        return self._view is not None and not self._original and self._mode is not Mode.BEFORE

    # events

    def resizeEvent(self, _event):
        self._update_view()

    def wheelEvent(self, event):
        angle = event.angleDelta().y()
        if self._view is None or not angle:
            event.ignore()
            return
        event.accept()
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if not (control and self._hints_shown() and self._tool.wheel(angle)):
            self._zoom(self._view.zoom * WHEEL_ZOOM**angle, event.position())

    def mousePressEvent(self, event):
        button, place = event.button(), event.position()
        hand = self._space and button == Qt.MouseButton.LeftButton
        if hand or button == Qt.MouseButton.MiddleButton:
            self._pan_from = place
        elif self._picking and button == Qt.MouseButton.LeftButton:
            self._pick_at(place)
        elif self._hints_shown() and QRectF(pane := self._pane_at(place)).contains(place):
            self._pressed_pane = pane
            if event.source() == Qt.MouseEventSource.MouseEventNotSynthesized:
                self._tool.press(place, self._whole_photo(pane), button)
            else:
                self._tap = place  # a finger: a second one may follow
        self._update_cursor()

    def _press_tap(self):
        """What a finger began is no pinch."""
        if self._tap is not None:
            whole = self._whole_photo(self._pressed_pane)
            self._tool.press(self._tap, whole, Qt.MouseButton.LeftButton)
            self._tap = None

    def _pick_at(self, place):
        pane = self._pane_at(place)
        whole = self._whole_photo(pane)
        if whole.contains(place):
            before = self.divider.isVisible() and place.x() < self.divider.line_x()
            shows = next(shows for each, shows in self._panes() if each == pane)
            shows = "before" if before or self._original else shows
            x = (place.x() - whole.x()) / whole.width()
            y = (place.y() - whole.y()) / whole.height()
            self.color_picked.emit(self._pictures.color_at(shows, x, y))

    def mouseMoveEvent(self, event):
        self._space_key.setEnabled(True)
        place = event.position()
        if self._pan_from is not None and self._view is not None:
            moved = (place - self._pan_from) * self._ratio()
            self._pan_from = place
            self._view = self._view.panned(moved.x(), moved.y())
            self._refresh()
        elif self._pressed_pane is not None:
            if self._tap is not None and (place - self._tap).manhattanLength() > TREMBLE:
                self._press_tap()
            self._tool.drag(place, self._whole_photo(self._pressed_pane))
        self._update_cursor()

    def mouseReleaseEvent(self, event):
        self._press_tap()
        self._pan_from = self._pressed_pane = None
        self._tool.release()
        self._update_cursor()

    def leaveEvent(self, event):
        self._space_key.setEnabled(False)
        super().leaveEvent(event)

    def keyPressEvent(self, event):
        shift = event.modifiers() == Qt.KeyboardModifier.ShiftModifier
        if event.key() == Qt.Key.Key_Space:
            self._hold_space(True)
        elif not (
            shift
            and self._hints_shown()
            and self._tool.nudge(event.key(), self._whole_photo(self._panes()[-1][0]))
        ):
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event):
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self._hold_space(False)
        else:
            super().keyReleaseEvent(event)

    def focusOutEvent(self, event):
        self._hold_space(False)
        self._space_key.setEnabled(False)  # whoever goes on by Tab may leave the pointer here
        super().focusOutEvent(event)

    def _take_space(self):
        self.setFocus()  # so that the end of it is heard too
        self._hold_space(True)

    def _hold_space(self, held):
        """While space is held the divider lets the hand through to the photo."""
        self._space = held
        self.divider.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, held)
        self._update_cursor()

    def _update_cursor(self):
        place = QPointF(self.mapFromGlobal(QCursor.pos()))
        shape = Qt.CursorShape.ArrowCursor
        if self._pan_from is not None:
            shape = Qt.CursorShape.ClosedHandCursor
        elif self._space and self._view is not None:
            shape = Qt.CursorShape.OpenHandCursor
        elif self._picking:
            shape = Qt.CursorShape.UpArrowCursor
        elif self._hints_shown() and QRectF(pane := self._pane_at(place)).contains(place):
            shape = self._tool.cursor_at(place, self._whole_photo(pane))
        self.setCursor(shape)

    def event(self, event):
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self._update_view()
        elif event.type() == QEvent.Type.ToolTip and self._hints_shown():
            place = QPointF(event.pos())
            words = self._tool.words_at(place, self._whole_photo(self._pane_at(place)))
            QToolTip.showText(event.globalPos(), words, self)
            return True
        elif event.type() == QEvent.Type.NativeGesture and self._view is not None:
            if event.gestureType() == Qt.NativeGestureType.ZoomNativeGesture:
                # Unlike the mouse's, the position of gestures is that in the window.
                place = self.mapFromGlobal(event.globalPosition())
                self._zoom(self._view.zoom * (1 + event.value()), place)
            return True
        elif event.type() == QEvent.Type.Gesture and self._view is not None:
            pinch = event.gesture(Qt.GestureType.PinchGesture)
            self._pressed_pane = self._tap = None
            self._tool.release()
            place = self.mapFromGlobal(pinch.centerPoint())
            self._zoom(self._view.zoom * pinch.scaleFactor(), place)
            return True
        return super().event(event)
