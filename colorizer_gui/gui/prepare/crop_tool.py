"""The frame of the crop over the scan: drawn with handles and thirds, dragged and nudged."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from colorizer_gui.engine.preparation import Crop
from colorizer_gui.gui.base import theme
from colorizer_gui.gui.prepare.crop_frame import GRIPS, INSIDE, WHOLE, Grip
from colorizer_gui.gui.prepare.editor import PreparationEditor
from colorizer_gui.gui.prepare.placement import Placement
from colorizer_gui.gui.prepare.tool import ScanTool

# Logical pixels.
NUDGE = 4.0
_HIT = theme.HIT_SIZE / 2
_HANDLE = 16.0  # length of the arms of a handle
_OUTSIDE = QColor(0, 0, 0, 150)
_THIRDS = QColor(255, 255, 255, 90)
_SHAPES = {
    (1, 1): Qt.CursorShape.SizeFDiagCursor,
    (1, -1): Qt.CursorShape.SizeBDiagCursor,
    (1, 0): Qt.CursorShape.SizeHorCursor,
    (0, 1): Qt.CursorShape.SizeVerCursor,
}


class CropTool(ScanTool):
    """Moves and resizes the crop.

    Parameters
    ----------
    editor : PreparationEditor
    """

    def __init__(self, editor: PreparationEditor) -> None:
        self._editor = editor
        self._held: Grip | None = None
        self._away = QPointF()  # from where the mouse is to what it holds
        self._before: Crop | None = None

    def press(self, point: QPointF, placement: Placement) -> bool:
        grip = self._grip_at(point, placement.photo)
        if grip is None or (grip == INSIDE and self._editor.frame.crop == WHOLE):
            return False
        self._editor.begin_gesture()
        self._held, self._before = grip, self._editor.preparation.crop
        x, y = grip.place(self._editor.frame.crop)
        self._away = _point(x, y, placement.photo) - point
        return True

    def drag(self, point: QPointF, placement: Placement) -> QRectF:
        photo, grip = placement.photo, self._held
        if grip is None:
            return QRectF()
        place = point + self._away - photo.topLeft()
        x, y = place.x() / photo.width(), place.y() / photo.height()
        if grip == INSIDE:
            now_x, now_y = INSIDE.place(self._editor.frame.crop)
            self._editor.move_crop(x - now_x, y - now_y)
        else:
            self._editor.drag_crop(grip, x, y)
        return QRectF()  # the edit draws the view again

    def release(self) -> None:
        self._held = None

    def cancel(self) -> None:
        self._held = None
        self._editor.set_crop(self._before)

    def nudge(self, step: QPointF, placement: Placement, *, resizes: bool) -> bool:
        photo, crop = placement.photo, self._editor.frame.crop
        dx, dy = NUDGE * step.x() / photo.width(), NUDGE * step.y() / photo.height()
        self._editor.begin_gesture()
        if resizes:
            grip = Grip(int(bool(dx)), int(bool(dy)))
            x, y = grip.place(crop)
            self._editor.drag_crop(grip, x + dx, y + dy)
        else:
            self._editor.move_crop(dx, dy)
        return True

    def cursor(self, point: QPointF, placement: Placement) -> Qt.CursorShape:
        grip = self._held or self._grip_at(point, placement.photo)
        if grip is None or (grip == INSIDE and self._editor.frame.crop == WHOLE):
            return Qt.CursorShape.ArrowCursor
        if grip == INSIDE:
            return Qt.CursorShape.SizeAllCursor
        sign = -1 if grip.across < 0 or (not grip.across and grip.down < 0) else 1
        return _SHAPES[sign * grip.across, sign * grip.down]

    def _grip_at(self, point: QPointF, photo: QRectF) -> Grip | None:
        """What of the frame a click at a point would hold: a corner before an edge."""
        frame = frame_on(self._editor, photo)
        if not frame.adjusted(-_HIT, -_HIT, _HIT, _HIT).contains(point):
            return None
        across = _nearest(point.x(), frame.left(), frame.right())
        down = _nearest(point.y(), frame.top(), frame.bottom())
        return Grip(across, down)

    def paint(self, painter: QPainter, placement: Placement, _seen: QRectF) -> None:
        frame = frame_on(self._editor, placement.photo)
        darken_outside(painter, placement.photo, frame)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(_THIRDS, 1))
        for third in (1 / 3, 2 / 3):
            x, y = frame.x() + third * frame.width(), frame.y() + third * frame.height()
            painter.drawLine(QPointF(x, frame.top()), QPointF(x, frame.bottom()))
            painter.drawLine(QPointF(frame.left(), y), QPointF(frame.right(), y))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for pen in (QPen(QColor(0, 0, 0, 160), 3), QPen(Qt.GlobalColor.white, 1)):
            painter.setPen(pen)
            painter.drawRect(frame)
        handles = _handles(frame)
        flat = Qt.PenCapStyle.FlatCap
        for pen in (
            QPen(QColor(0, 0, 0, 200), 5, c=flat),
            QPen(Qt.GlobalColor.white, 3, c=flat),
        ):
            painter.setPen(pen)
            painter.drawPath(handles)


def darken_outside(painter: QPainter, photo: QRectF, frame: QRectF) -> None:
    """Darken what of a photo is not kept."""
    outside = QPainterPath()
    outside.addRect(photo)
    outside.addRect(frame)  # twice inside: a hole
    painter.fillPath(outside, _OUTSIDE)


def frame_on(editor: PreparationEditor, photo: QRectF) -> QRectF:
    """The frame of the crop where a photo lies in a rectangle."""
    crop = editor.frame.crop
    return QRectF(_point(crop.left, crop.top, photo), _point(crop.right, crop.bottom, photo))


def _point(x: float, y: float, photo: QRectF) -> QPointF:
    return QPointF(photo.x() + x * photo.width(), photo.y() + y * photo.height())


def _nearest(value: float, low: float, high: float) -> int:
    """-1 or 1 at an edge, the nearer of both, and 0 between."""
    to_low, to_high = abs(value - low), abs(value - high)
    if min(to_low, to_high) > min(_HIT, (high - low) / 4 if low < value < high else _HIT):
        return 0
    return -1 if to_low < to_high else 1


def _handles(frame: QRectF) -> QPainterPath:
    """Angles at the corners and bars at the edges, inside the frame."""
    path, size = QPainterPath(), min(_HANDLE, frame.width() / 3, frame.height() / 3)
    inner = frame.adjusted(1, 1, -1, -1)
    for grip in GRIPS:
        x = inner.center().x() + grip.across * inner.width() / 2
        y = inner.center().y() + grip.down * inner.height() / 2
        if grip.across and grip.down:
            path.moveTo(x - grip.across * size, y)
            path.lineTo(x, y)
            path.lineTo(x, y - grip.down * size)
        else:
            along = QPointF(0, size / 2) if grip.across else QPointF(size / 2, 0)
            path.moveTo(QPointF(x, y) - along)
            path.lineTo(QPointF(x, y) + along)
    return path
