"""What a user does and sees, for the tests of the window."""

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog


def drop(window, mime):
    """Drag something over the middle of a window and drop it, as the windowing system tells it."""
    place, target = QPointF(window.rect().center()), window.windowHandle()
    how = (
        Qt.DropAction.CopyAction,
        mime,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(target, QDragEnterEvent(place, *how))
    QApplication.sendEvent(target, QDropEvent(place, *how))


def files(*paths):
    """What a file manager drops."""
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return mime


def text(words):
    """What a text editor drops."""
    mime = QMimeData()
    mime.setText(words)
    return mime


def picture(window):
    """What the canvas shows, as a QImage."""
    return window.parts.canvas.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)


def colour_at(window, x, y):
    """The colour on the canvas at shares of its width and height."""
    image = picture(window)
    return image.pixelColor(int(image.width() * x), int(image.height() * y))


def is_grey(colour):
    """Whether a QColor has no hue."""
    return max(colour.getRgb()[:3]) - min(colour.getRgb()[:3]) <= 1


def middle(widget):
    """The middle of a widget, for the mouse."""
    return QPoint(widget.width() // 2, widget.height() // 2)


def file_dialog(window, qtbot):
    """The file dialog that a window has opened."""
    qtbot.waitUntil(lambda: any(d.isVisible() for d in window.findChildren(QFileDialog)))
    return next(d for d in window.findChildren(QFileDialog) if d.isVisible())


def turn_wheel(widget, place, notches):
    """Turn the wheel over a place of a widget."""
    window = widget.window()
    QTest.wheelEvent(window.windowHandle(), widget.mapTo(window, place), QPoint(0, 120 * notches))
