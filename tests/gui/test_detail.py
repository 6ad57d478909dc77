"""At 100 % the canvas shows the pixels that are saved."""

import numpy as np
import pytest
from gestures import drag_on, picture
from PIL import Image
from PySide6.QtCore import QPoint, Qt

from colorizer_gui.engine.photo import read_photo


@pytest.fixture
def large(window, qtbot, tmp_path, gray_picture):
    """A window with a photo larger than what is kept for the screen."""
    path = tmp_path / "large.png"
    Image.fromarray(np.tile(gray_picture, (5, 6))).save(path, compress_level=0)
    with qtbot.waitSignal(window.document.colorized):
        window.open_paths([path])
    return window


LABEL = 48  # rows


def shown(window):
    """The pixels on the canvas, uint8 of shape (h, w, 3)."""
    image = picture(window)
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.width(), 4)
    return rows[..., 2::-1].copy()  # the image goes


def expected(window, after):
    """The pixels that belong on the canvas at 100 %, when the photo covers it all."""
    area = window.parts.canvas.visible_area
    if after:
        return window.document.result().pixels(area)
    pixels = read_photo(window.document.photo.path).pixels[area]
    return np.dstack([pixels] * 3)


def waits_for_detail(window, qtbot, after=True):
    """Wait until the canvas shows exactly the pixels of the photo, below the word Before."""
    top = 0 if after else LABEL

    def is_exact():
        want, have = expected(window, after)[top:], shown(window)[top:]
        return want.shape == have.shape and np.array_equal(want, have)

    qtbot.waitUntil(is_exact)


def test_at_100_percent_the_photos_own_pixels_are_shown(large, qtbot):
    qtbot.keyClick(large, "4")
    qtbot.keyClick(large, "Z")
    waits_for_detail(large, qtbot)
    qtbot.keyClick(large, "3")
    waits_for_detail(large, qtbot, after=False)


def test_the_detail_follows_panning_and_the_look(large, qtbot):
    qtbot.keyClick(large, "4")
    qtbot.keyClick(large, "Z")
    canvas = large.parts.canvas
    before = canvas.visible_area
    qtbot.keyPress(canvas, Qt.Key.Key_Space)
    drag_on(canvas, qtbot, QPoint(400, 400), QPoint(250, 310))
    qtbot.keyRelease(canvas, Qt.Key.Key_Space)
    assert canvas.visible_area != before
    waits_for_detail(large, qtbot)
    old = shown(large)
    large.parts.look_panel.rows[2].number.setValue(60)
    waits_for_detail(large, qtbot)
    assert not np.array_equal(shown(large), old)


def test_another_photo_shows_no_detail_of_the_last_one(large, qtbot, gray_file):
    qtbot.keyClick(large, "4")
    qtbot.keyClick(large, "Z")
    waits_for_detail(large, qtbot)
    with qtbot.waitSignal(large.document.opened):
        large.open_paths([gray_file])
    qtbot.waitUntil(lambda: large.document.result() is not None)
    qtbot.keyClick(large, "Z")
    left, top = (large.parts.canvas.width() - 512) // 2, (large.parts.canvas.height() - 512) // 2
    want = large.document.result().pixels()
    qtbot.waitUntil(lambda: np.array_equal(want, shown(large)[top : top + 512, left : left + 512]))
