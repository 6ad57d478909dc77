"""Lets windows be no larger than the screen that they are on."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QStyle, QWidget


class ScreenFit(QObject):
    """Fits a window into its screen when it is shown.

    Parameters
    ----------
    window : QWidget
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        window.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and not event.spontaneous():
            fit(self._window)
        return False


def fit(window: QWidget) -> None:
    """Make a window no larger than the free part of its screen, and move it there."""
    if window.isMaximized() or window.isFullScreen():
        return
    # The frame is not known before the system has drawn it.
    title = window.style().pixelMetric(QStyle.PixelMetric.PM_TitleBarHeight)
    room = window.screen().availableGeometry().adjusted(0, title, 0, 0)
    inner = window.geometry()
    window.resize(inner.size().boundedTo(room.size()))
    x = min(max(inner.x(), room.left()), room.right() + 1 - window.width())
    y = min(max(inner.y(), room.top()), room.bottom() + 1 - window.height())
    if (x, y) != (inner.x(), inner.y()):
        window.move(window.pos().x() + x - inner.x(), window.pos().y() + y - inner.y())
