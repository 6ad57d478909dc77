"""What a user does while a scan is prepared, and sees then."""

import math

import numpy as np
from PIL import Image
from PySide6.QtCore import QPointF, Qt

from colorizer_gui.gui.prepare.crop_tool import frame_on

LEFT = Qt.MouseButton.LeftButton


def write_scan(path):
    """Write a lying gray scan with a bright square at the upper left and a slanted line."""
    y, x = np.mgrid[0:120, 0:180]
    pixels = np.full((120, 180), 70, np.uint8)
    pixels[10:40, 10:40] = 220
    pixels[np.abs(y - 80 - (x - 90) * math.tan(math.radians(5))) < 2] = 160
    Image.fromarray(pixels).save(path)
    return path


def open_photo(window, qtbot, path):
    """Open a photo and wait for its colors."""
    document = window.document
    window.open_paths([path])
    qtbot.waitUntil(lambda: document.photo is not None and document.photo.path == path)
    qtbot.waitUntil(lambda: document.result() is not None and not document.is_painting)


def place_hint_at(window, qtbot, x):
    """Place a hint in the middle row of the fitted photo."""
    point = window.parts.canvas.point_of(x, 0.5)
    qtbot.mouseClick(window.parts.canvas, LEFT, pos=point)
    bar = window.hints.suggestions
    qtbot.waitUntil(bar.isVisible)
    with qtbot.waitSignal(window.document.colorized):
        qtbot.mouseClick(bar.colors.swatches[0], LEFT)


def enter(window, qtbot):
    """Enter the mode by its key, and wait for the preview."""
    with qtbot.waitSignal(window.preparing.view.previewed):
        qtbot.keyClick(window, Qt.Key.Key_C)
    assert window.preparing.view.isVisible()


def done(window, qtbot):
    """Leave the mode with Done, and wait for the colors of the prepared photo."""
    with qtbot.waitSignal(window.document.colorized):
        qtbot.mouseClick(window.preparing.panel.done_button, LEFT)
    qtbot.waitUntil(lambda: not window.document.is_painting)
    assert window.parts.canvas.isVisible()


def preparation(window):
    """How the open photo is prepared."""
    return window.document.history.state.preparation


def size(window):
    """Width and height of the prepared photo."""
    return window.document.photo.width, window.document.photo.height


def on_frame(window, x, y):
    """The point of the view at parts of the frame of the crop."""
    view = window.preparing.view
    frame = frame_on(window.preparing.editor, view.placement.photo)
    return QPointF(frame.x() + x * frame.width(), frame.y() + y * frame.height()).toPoint()


def on_scan(window, x, y):
    """The point of the view at parts of the whole photo, not cropped."""
    photo = window.preparing.view.placement.photo
    return QPointF(photo.x() + x * photo.width(), photo.y() + y * photo.height()).toPoint()


def shown(window, x, y):
    """The tone that the view shows at parts of the whole photo."""
    image = window.preparing.view.grab().toImage()
    point = QPointF(on_scan(window, x, y)) * image.devicePixelRatio()
    return image.pixelColor(point.toPoint()).lightness()
