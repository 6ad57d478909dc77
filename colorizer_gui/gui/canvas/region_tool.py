"""Brush, eraser, protection and selection on the canvas, by mouse, pen, finger and keys."""

from collections.abc import Callable

from PySide6.QtCore import QElapsedTimer, QEvent, QObject, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QInputDevice,
    QKeyEvent,
    QMouseEvent,
    QPointerEvent,
    QPointingDevice,
    QTabletEvent,
    QWheelEvent,
)

from colorizer_gui.engine.regions.stroke import Dab, Stroke
from colorizer_gui.gui.base.colors import shown_color
from colorizer_gui.gui.base.keys import ENTER_KEYS, asks_for, modifiers_of
from colorizer_gui.gui.canvas.canvas import Canvas
from colorizer_gui.gui.canvas.hint_tool import NUDGE, NUDGES
from colorizer_gui.gui.canvas.panes import Shown
from colorizer_gui.gui.canvas.region_overlay import Circle, RegionOverlay
from colorizer_gui.gui.session.region_editor import Joining, RegionEditor
from colorizer_gui.gui.session.tools import Tool

# While a stroke goes on, the photo is colored again after this time, in milliseconds.
COLORING_INTERVAL = 120
LASSO_STEP = 2.0  # logical pixels between its points, so that a long one stays quick to draw
CLICK_DISTANCE = 4.0  # logical pixels; a lasso that is shorter is a click
CURSOR_RADIUS = 12.0  # logical pixels; of what shows where keys draw a lasso
NOTCH = 120  # eighths of a degree that a wheel turns at a time
_STROKE_COLORS = {Tool.ERASER: QColor(255, 255, 255), Tool.PROTECT: QColor(128, 128, 128)}
_PAINT_LIGHTNESS = 60.0  # at which the color of the brush is shown
_TABLET = {
    QEvent.Type.TabletPress: QEvent.Type.MouseButtonPress,
    QEvent.Type.TabletMove: QEvent.Type.MouseMove,
    QEvent.Type.TabletRelease: QEvent.Type.MouseButtonRelease,
}


class RegionTool(QObject):
    """Takes the events of the canvas while another tool than that for hints is in use.

    Enter does what a press of the mouse does, at the cursor that Shift and the arrows move, and
    Enter again what letting go does. `told` carries what assistive technology is to be told of
    that.

    Parameters
    ----------
    canvas : Canvas
    editor : RegionEditor
    is_coloring : callable
        Whether the screen does not show the newest edits yet.
    """

    told = Signal(str)

    def __init__(
        self, canvas: Canvas, editor: RegionEditor, is_coloring: Callable[[], bool]
    ) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._editor = editor
        self._is_coloring = is_coloring
        self._tool = Tool.HINT
        self._used = Tool.HINT  # by what is going on; the other end of a pen erases
        self._stroke: Stroke | None = None
        self._lasso: list[QPointF] = []
        self._shown: Shown | None = None  # where the photo lies under what is going on
        self._since_coloring = QElapsedTimer()
        self._over: QPointF | None = None
        self._by_keys = False  # the cursor is moved by keys, not by a pointer
        self.overlay = RegionOverlay(canvas, canvas.shown_photos)
        self.overlay.resize(canvas.size())
        canvas.installEventFilter(self)
        editor.brush_changed.connect(lambda _: self._move_circle(self._over))

    def set_tool(self, tool: Tool) -> None:
        """Use another tool from now on."""
        self.cancel()
        self._tool = tool
        self._by_keys = self._by_keys and tool is not Tool.HINT
        self._move_circle(self._over)
        self._canvas.forget_hover()

    def cancel(self) -> None:
        """Take back what is going on."""
        if self._stroke is not None:
            self._editor.cancel_stroke()
        was_drawn = self._by_keys and self.is_busy
        self.end()
        if was_drawn:
            self._tell(self._words(is_down=False))

    def end(self) -> None:
        """Forget what was going on."""
        self._stroke = self._shown = None
        self._lasso = []
        self.overlay.end_stroke()
        self.overlay.show_lasso(())

    def on_colorized(self) -> None:
        """The photo shows what was painted: no overlay is needed for it any more."""
        if self._stroke is None:
            self.overlay.end_stroke()

    @property
    def is_busy(self) -> bool:
        """Whether a stroke or a lasso is being drawn."""
        return self._shown is not None

    # events

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind == QEvent.Type.Resize:
            self.overlay.resize(self._canvas.size())
        elif kind == QEvent.Type.Paint:
            self.overlay.set_visible(self._canvas.shows_edits)
            if self._by_keys:
                self._follow_photo()
        elif kind == QEvent.Type.Leave and not self._by_keys:
            self._move_circle(None)
        elif kind == QEvent.Type.FocusOut and self._by_keys:
            self._leave_keys()
        elif kind == QEvent.Type.Gesture:
            self.cancel()  # two fingers zoom; the stroke that the first began is not meant
        elif self._tool is not Tool.HINT or self.is_busy:
            return self._take(event, kind)
        return super().eventFilter(watched, event)

    def _take(self, event: QEvent, kind: QEvent.Type) -> bool:
        """Use an event of mouse, pen, wheel or key; False for those that are the canvas's own."""
        if isinstance(event, QKeyEvent):
            return self._take_key(event, kind)
        if isinstance(event, QWheelEvent):
            return self._turn(event)
        if isinstance(event, QTabletEvent):
            event.accept()  # so that no mouse event is made of it
        elif not isinstance(event, QMouseEvent):
            return False
        return self._point(event, _TABLET.get(kind, kind))

    def _turn(self, event: QWheelEvent) -> bool:
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if not (control and self._tool.has_brush):
            return False
        self._editor.resize(event.angleDelta().y() / NOTCH)
        return True

    def _point(self, event: QPointerEvent, kind: QEvent.Type) -> bool:
        place = event.point(0).position()
        if self._by_keys and self.is_busy:
            return True  # an unsteady mouse must not draw
        self._by_keys = False
        if kind == QEvent.Type.MouseMove:
            return self._move(event, place)
        is_left = getattr(event, "button", lambda: None)() == Qt.MouseButton.LeftButton
        if not is_left or (not self.is_busy and self._canvas.is_taken):
            return False
        if kind in (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick):
            is_eraser = event.pointerType() == QPointingDevice.PointerType.Eraser
            return self._press(place, Tool.ERASER if is_eraser else self._tool, _pressure(event))
        if kind == QEvent.Type.MouseButtonRelease:
            return self._release(event.modifiers())
        return False

    def _press(self, place: QPointF, tool: Tool, pressure: float = 1.0) -> bool:
        if not self._canvas.shows_edits:
            return False
        self._shown = self._canvas.shown_photo_at(place)
        self._used = tool
        if tool.has_brush:
            self._begin_stroke(place, pressure)
        else:
            self._lasso = [place]
        return True

    def _begin_stroke(self, place: QPointF, pressure: float) -> None:
        self._stroke = self._editor.begin_stroke(self._used)
        if self._stroke is None:
            self._shown = None
            return
        color = _STROKE_COLORS.get(self._used) or shown_color(
            _PAINT_LIGHTNESS, *self._editor.brush.ab
        )
        self.overlay.begin_stroke(self._stroke.coverage.shape, color)
        self._since_coloring.start()
        self._paint_to(place, pressure)

    def _draw_to(self, place: QPointF, pressure: float = 1.0) -> None:
        """Go on with the stroke or the lasso, if there is one."""
        if self._stroke is not None:
            self._paint_to(place, pressure)
        elif self._lasso and (place - self._lasso[-1]).manhattanLength() >= LASSO_STEP:
            self._lasso.append(place)
            self.overlay.show_lasso(self._lasso)

    def _move(self, event: QPointerEvent, place: QPointF) -> bool:
        if self.is_busy:
            self._draw_to(place, _pressure(event))
        elif self._canvas.is_taken:
            self._move_circle(None)
            return False
        self._move_circle(place)
        self._canvas.setCursor(Qt.CursorShape.CrossCursor)
        return True

    def _paint_to(self, place: QPointF, pressure: float) -> None:
        shown, stroke = self._shown, self._stroke
        if shown is None or stroke is None:
            return
        radius = self._editor.brush.radius * pressure
        x, y = shown.place_of(place)
        area = stroke.add(Dab(x, y, radius))
        if area is not None:
            self.overlay.grow_stroke(stroke.coverage, area)
        if self._since_coloring.elapsed() >= COLORING_INTERVAL and not self._is_coloring():
            self._since_coloring.restart()
            self._editor.cover()

    def _release(self, modifiers: Qt.KeyboardModifier) -> bool:
        if not self.is_busy:
            return False
        if self._stroke is not None:
            self._stroke = self._shown = None
            self._editor.end_stroke()
            if not self._is_coloring():
                self.overlay.end_stroke()
        else:
            self._select(modifiers)
            self.end()
        return True

    def _select(self, modifiers: Qt.KeyboardModifier) -> None:
        joining = Joining.NEW
        if modifiers & Qt.KeyboardModifier.ShiftModifier:
            joining = Joining.ADD
        elif modifiers & Qt.KeyboardModifier.AltModifier:
            joining = Joining.SUBTRACT
        line, shown = self._lasso, self._shown
        if shown is None:
            return
        start = line[0]
        if max((each - start).manhattanLength() for each in line) < CLICK_DISTANCE:
            if shown.photo.contains(start):
                self._editor.select_surface(*shown.place_of(start), joining)
        else:
            self._editor.select_lasso([shown.place_of(each) for each in line], joining)

    def _move_circle(self, place: QPointF | None) -> None:
        """Show the brush at a place, as large as it paints there without pressure.

        Where keys draw a lasso, a circle shows their cursor.
        """
        self._over = place
        is_seen = self._tool.has_brush or self._by_keys
        if place is None or not is_seen or not self._canvas.shows_edits:
            self.overlay.show_circle(None)
        else:
            self.overlay.show_circle(Circle(place, self._radius_at(place)))

    def _radius_at(self, place: QPointF) -> float:
        """How large the cursor is at a place, in logical pixels."""
        if not self._tool.has_brush:
            return CURSOR_RADIUS
        shown = self._shown or self._canvas.shown_photo_at(place)
        return self._editor.brush.radius * max(shown.photo.width(), shown.photo.height())

    # keys

    def _take_key(self, event: QKeyEvent, kind: QEvent.Type) -> bool:
        if self._by_keys and self.is_busy and asks_for(event, *map(Qt.Key, NUDGES)):
            event.accept()  # the arrows of another photo
            return True
        if kind != QEvent.Type.KeyPress or self._canvas.is_taken or not self._canvas.shows_edits:
            return False
        is_shift = modifiers_of(event) == Qt.KeyboardModifier.ShiftModifier
        if event.key() in ENTER_KEYS:
            if not event.isAutoRepeat():
                self._press_key(event.modifiers())
            return True
        if event.key() in NUDGES and (is_shift or (self._by_keys and self.is_busy)):
            self._move_by_key(NUDGES[event.key()])
            return True
        return False

    def _press_key(self, modifiers: Qt.KeyboardModifier) -> None:
        """Show the cursor of the keys; once it is there, begin to draw; then end that."""
        place = self._over
        if self._by_keys and self.is_busy:
            self._release(modifiers)
            self._tell(self._words(is_down=False))
        elif place is None or not self._room.contains(place):
            self._begin_keys()
        else:
            self._by_keys = True
            self._press(place, self._tool)
            self._move_circle(place)
            if self.is_busy:
                self._tell(self._words(is_down=True))

    def _begin_keys(self) -> None:
        """Show the cursor in the middle of what is visible."""
        self._by_keys = True
        self._move_circle(self._room.center())
        self._tell(self._words(is_down=False))

    def _move_by_key(self, step: tuple[int, int]) -> None:
        place = self._over
        if place is None or not self._room.contains(place):
            self._begin_keys()
            return
        self._by_keys = True
        way = max(NUDGE, self._radius_at(place) / 2)
        room = self._room
        x = min(max(place.x() + step[0] * way, room.left()), room.right())
        y = min(max(place.y() + step[1] * way, room.top()), room.bottom())
        place = QPointF(x, y)
        self._draw_to(place)
        self._move_circle(place)
        self._tell(self._words(self.is_busy))

    def _follow_photo(self) -> None:
        """Keep what keys draw at its places of the photo, which was zoomed or moved meanwhile."""
        before, over = self._shown, self._over
        if before is None or over is None:
            return
        shown = self._canvas.shown_photo_at(over)
        if shown.photo != before.photo:
            self._shown = shown
            self._lasso = [shown.point_of(*before.place_of(each)) for each in self._lasso]
            self._move_circle(shown.point_of(*before.place_of(over)))

    def _leave_keys(self) -> None:
        """End what keys draw, and hide their cursor: the focus goes elsewhere."""
        if self._stroke is not None:
            self._release(Qt.KeyboardModifier.NoModifier)
        self.end()
        self._by_keys = False
        self._move_circle(None)

    @property
    def _room(self) -> QRectF:
        """What is visible of the photo, where keys draw, in logical pixels."""
        shown = self._canvas.shown_photos()[-1]
        return shown.photo.intersected(QRectF(shown.pane))

    def _tell(self, words: str) -> None:
        shown, place = self._canvas.shown_photos()[-1], self._over
        if place is not None:
            x, y = (round(100 * part) for part in shown.place_of(place))
            self.told.emit(words.format(x, y))

    def _words(self, is_down: bool) -> str:
        """What is told of the cursor, with the fields for its place in percent."""
        if self._tool.has_brush:
            if is_down:
                return self.tr("The brush is down, at {0}% from the left, {1}% from the top")
            return self.tr("The brush is up, at {0}% from the left, {1}% from the top")
        if is_down:
            return self.tr("A line is drawn, at {0}% from the left, {1}% from the top")
        return self.tr("The cursor is at {0}% from the left, {1}% from the top")


def _pressure(event: QPointerEvent) -> float:
    """The pressure of a pen, 0..1; 1 for what has none."""
    if not isinstance(event, QTabletEvent):
        return 1.0
    device = event.pointingDevice()
    has_pressure = device is not None and bool(
        device.capabilities() & QInputDevice.Capability.Pressure
    )
    return event.pressure() if has_pressure and event.pressure() > 0 else 1.0
