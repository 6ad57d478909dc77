"""Lets windows be no larger than the screen that they are on."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtWidgets import QStyle, QWidget

BORDERS = 8  # logical pixels that the sides of a frame take at most


class ScreenFit(QObject):
    """Fits a window into the free part of its screen when it is shown.

    Parameters
    ----------
    window : QWidget
    """

    _due = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        # Queued: a dialog finds its place when it is shown.
        self._due.connect(self._move_inside, Qt.ConnectionType.QueuedConnection)
        window.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and not event.spontaneous():
            # The frame is not known before the system has drawn it.
            title = self._window.style().pixelMetric(QStyle.PixelMetric.PM_TitleBarHeight)
            self._shrink(QSize(BORDERS, title + BORDERS))
            self._due.emit()
        return False

    def _shrink(self, frame: QSize) -> None:
        """Make the window so small that it fits with a frame that takes a size."""
        window = self._window
        if not (window.isMaximized() or window.isFullScreen()):
            room = window.screen().availableGeometry().size() - frame
            window.resize(window.size().boundedTo(room))

    def _move_inside(self) -> None:
        window = self._window
        self._shrink(window.frameGeometry().size() - window.size())
        room, frame = window.screen().availableGeometry(), window.frameGeometry()
        if not (room.contains(frame) or window.isMaximized() or window.isFullScreen()):
            x = max(min(frame.x(), room.right() + 1 - frame.width()), room.left())
            y = max(min(frame.y(), room.bottom() + 1 - frame.height()), room.top())
            window.move(x, y)
