"""What a user does with the window and sees in it."""

from PySide6 import __version_info__
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QImage,
    QNativeGestureEvent,
    QPointingDevice,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

TOUCH_SCREEN = QTest.createTouchDevice()


def drag_over(window, mime, place=None):
    """Drag something over a place of a window, by default its middle.

    Gives the place and the other arguments of the drop event. The events are those of the windowing
    system.
    """
    place, target = QPointF(place or window.rect().center()), window.windowHandle()
    how = (
        Qt.DropAction.CopyAction,
        mime,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    entered = place if __version_info__ >= (6, 12) else place.toPoint()
    QApplication.sendEvent(target, QDragEnterEvent(entered, *how))
    return place, how


def leave(window):
    """Drag something out of a window again."""
    QApplication.sendEvent(window.windowHandle(), QDragLeaveEvent())


def drop(window, mime, place=None):
    """Drag something over a place of a window, by default its middle, and drop it there."""
    place, how = drag_over(window, mime, place)
    QApplication.sendEvent(window.windowHandle(), QDropEvent(place, *how))


def files(*paths):
    """Files, as a file manager drops them."""
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return mime


def text(words):
    """Text, as an editor drops it."""
    mime = QMimeData()
    mime.setText(words)
    return mime


def picture(window):
    """What the canvas shows, as a QImage."""
    return window.parts.canvas.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)


def color_at(window, x, y):
    """The color on the canvas at shares of its width and height."""
    image = picture(window)
    return image.pixelColor(int(image.width() * x), int(image.height() * y))


def is_gray(color):
    """Whether a QColor has no hue."""
    return max(color.getRgb()[:3]) - min(color.getRgb()[:3]) <= 1


def middle(widget):
    """The middle of a widget."""
    return QPoint(widget.width() // 2, widget.height() // 2)


def file_dialog(window, qtbot):
    """The file dialog that a window has opened."""
    qtbot.waitUntil(lambda: any(d.isVisible() for d in window.findChildren(QFileDialog)))
    return next(d for d in window.findChildren(QFileDialog) if d.isVisible())


def point_at(widget, place):
    """Move the pointer over a place of a widget, as the windowing system does."""
    window = widget.window()
    QTest.mouseMove(window.windowHandle(), widget.mapTo(window, place))
    QApplication.processEvents()


def turn_wheel(widget, place, notches, modifiers=Qt.KeyboardModifier.NoModifier):
    """Turn the wheel over a place of a widget."""
    window = widget.window()
    angle = QPoint(0, 120 * notches)
    QTest.wheelEvent(window.windowHandle(), widget.mapTo(window, place), angle, stateKey=modifiers)


def move_two_fingers(widget, place, moved):
    """Move two fingers on a touch pad, over a place of a widget."""
    window = widget.window()
    QTest.wheelEvent(
        window.windowHandle(),
        widget.mapTo(window, place),
        moved * 8,
        moved,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.ScrollUpdate,
    )


def pinch(widget, place, growth):
    """Spread two fingers on a touch pad (or bring them together) over a place of a widget."""
    window = widget.window()
    inside = QPointF(widget.mapTo(window, place))
    event = QNativeGestureEvent(
        Qt.NativeGestureType.ZoomNativeGesture,
        QPointingDevice.primaryPointingDevice(),
        2,
        inside,
        inside,
        QPointF(window.mapToGlobal(inside.toPoint())),
        growth,
        QPointF(),
    )
    QApplication.sendEvent(window.windowHandle(), event)


def touch(widget, *steps):
    """Touch the first places of a widget with a finger each, move to the next, and let go."""
    window = widget.window()
    for step, places in enumerate((*steps, steps[-1])):
        event = QTest.touchEvent(window.windowHandle(), TOUCH_SCREEN)
        for finger, place in enumerate(places):
            how = event.press if not step else event.move if step < len(steps) else event.release
            how(finger, widget.mapTo(window, place), window.windowHandle())
        event.commit()


def on_photo(window, x, y, pane=None):
    """The place on the canvas of x, y (0..1) of a square photo that is fitted into a pane."""
    pane = pane or window.parts.canvas.rect()
    side = min(pane.width(), pane.height()) - 32
    left = pane.x() + (pane.width() - side) / 2
    top = pane.y() + (pane.height() - side) / 2
    return QPoint(round(left + x * side), round(top + y * side))


def click_photo(window, qtbot, x, y, button=Qt.MouseButton.LeftButton):
    """Click x, y (0..1) of a photo that is fitted into the canvas."""
    qtbot.mouseClick(window.parts.canvas, button, pos=on_photo(window, x, y))


def place_hint(window, qtbot, x, y):
    """Click x, y (0..1) of a photo, and take the likeliest of the colors suggested there."""
    click_photo(window, qtbot, x, y)
    take_suggestion(window, qtbot)


def take_suggestion(window, qtbot, number=0):
    """Give the new hint one of the colors that are suggested beside it."""
    bar = window.hints.suggestions
    qtbot.waitUntil(bar.isVisible)
    with qtbot.waitSignal(window.document.colorized):
        qtbot.mouseClick(bar.colors.swatches[number], Qt.MouseButton.LeftButton)


def has_ring(window, x, y, radius=9, pane=None):
    """Whether a selected hint's white ring is drawn around a place of the photo."""
    image, place = picture(window), on_photo(window, x, y, pane)
    ratio = image.devicePixelRatio()
    ends = [(radius, 0), (-radius, 0), (0, radius), (0, -radius)]
    colors = [
        image.pixelColor(round((place.x() + dx) * ratio), round((place.y() + dy) * ratio))
        for dx, dy in ends
    ]
    return all(min(color.getRgb()[:3]) > 235 for color in colors)


def without_hints(window):
    """What the canvas shows, without rings and outlines."""
    window.acts.deselect.trigger()
    return picture(window)


def open_menu(widget, place):
    """Right-click a place of a widget; gives the menu that opens."""
    reason = QContextMenuEvent.Reason.Mouse
    QApplication.sendEvent(widget, QContextMenuEvent(reason, place, widget.mapToGlobal(place)))
    return QApplication.activePopupWidget()


def entry(menu, words):
    """The middle of an entry of a menu."""
    (action,) = [each for each in menu.actions() if each.text().replace("&", "") == words]
    return menu.actionGeometry(action).center()


def drag_on(widget, qtbot, *places):
    """Press the left button at the first place of a widget, and release it at the last."""
    qtbot.mousePress(widget, Qt.MouseButton.LeftButton, pos=places[0])
    for place in places[1:]:
        qtbot.mouseMove(widget, place)
    qtbot.mouseRelease(widget, Qt.MouseButton.LeftButton, pos=places[-1])


def hints(window):
    """The hints of the open photo."""
    return window.document.hint_state.hints


def marks(window):
    """What the strip says of each photo."""
    model = window.parts.strip.model()
    role = Qt.ItemDataRole.AccessibleTextRole
    return [model.index(row, 0).data(role) for row in range(model.rowCount())]


def turn(window, value=30):
    """Edit the look."""
    with_row = {row.adjustment.name: row for row in window.parts.look_panel.rows}
    with_row["warmth"].number.setValue(value)


def open_photo(window, qtbot, path):
    """Open a photo and wait for its colors."""
    with qtbot.waitSignal(window.document.colorized):
        window.open_paths([path])
