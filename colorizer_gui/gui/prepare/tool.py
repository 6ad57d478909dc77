"""What the left mouse button does on the scan: the rules that all tools follow."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter

from colorizer_gui.gui.prepare.placement import Placement


class ScanTool:
    """A tool of the view. Points are logical pixels of the view; as it is, it does nothing.

    What is done with the mouse goes on until `release` or `cancel`. `drag` and `hover` give the
    part of the view that is to be drawn again.
    """

    def press(self, _point: QPointF, _placement: Placement) -> bool:
        """Begin at a point; False where there is nothing to do."""
        return False

    def drag(self, _point: QPointF, _placement: Placement) -> QRectF:
        """Go on to a point."""
        return QRectF()

    def release(self) -> None:
        """End what was begun."""

    def cancel(self) -> None:
        """Take back what was begun."""
        self.release()

    def hover(self, _point: QPointF | None, _placement: Placement) -> QRectF:
        """Follow the pointer, None when it leaves the view."""
        return QRectF()

    def wheel(self, _notches: float) -> bool:
        """Use the wheel while Ctrl is held; False where it is of no use."""
        return False

    def nudge(self, _step: QPointF, _placement: Placement, *, resizes: bool) -> bool:
        """Use an arrow key, whose step is one pixel long; False where it is of no use."""
        return False

    def cursor(self, _point: QPointF, _placement: Placement) -> Qt.CursorShape:
        """The pointer at a point."""
        return Qt.CursorShape.ArrowCursor

    def paint(self, painter: QPainter, placement: Placement, seen: QRectF) -> None:
        """Draw what belongs to the tool, over a part of the view."""
