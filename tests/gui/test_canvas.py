"""Looking at a photo: modes, divider, zoom, pan."""

import os
import subprocess
import sys

import numpy as np
import pytest
from gestures import colour_at, drag_on, hints, is_grey, middle, picture, pinch, touch, turn_wheel
from PIL import Image
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

LEFT, RIGHT = (0.4, 0.5), (0.6, 0.55)


def greys(window):
    """Whether the picture is grey left and right of its middle."""
    return is_grey(colour_at(window, *LEFT)), is_grey(colour_at(window, *RIGHT))


@pytest.mark.parametrize(
    ("key", "expected"),
    [("1", (True, False)), ("3", (True, True)), ("4", (False, False)), ("2", (True, False))],
)
def test_keys_choose_what_is_compared(coloured, qtbot, key, expected):
    qtbot.keyClick(coloured, "4")
    qtbot.keyClick(coloured, key)
    assert greys(coloured) == expected


def test_side_by_side_shows_the_same_place_twice(coloured, qtbot):
    qtbot.keyClick(coloured, "2")
    image = picture(coloured)
    canvas = coloured.parts.canvas
    shift = canvas.width() // 2 + 4
    for x in (200, 300, 400):
        before, after = image.pixelColor(x, 300), image.pixelColor(x + shift, 300)
        assert abs(before.green() - after.green()) < 40
        assert is_grey(before)


def test_backslash_shows_the_original_while_it_is_held(coloured, qtbot):
    qtbot.keyClick(coloured, "4")
    qtbot.keyPress(coloured.parts.canvas, Qt.Key.Key_Backslash, delay=0)
    assert greys(coloured) == (True, True)
    qtbot.keyRelease(coloured.parts.canvas, Qt.Key.Key_Backslash)
    assert greys(coloured) == (False, False)


def test_the_divider_follows_the_mouse(coloured, qtbot):
    divider = coloured.parts.canvas.divider
    start = middle(divider)
    qtbot.mousePress(divider, Qt.MouseButton.LeftButton, pos=start)
    qtbot.mouseMove(divider, start + QPoint(250, 0))
    qtbot.mouseRelease(divider, Qt.MouseButton.LeftButton, pos=start)
    assert greys(coloured) == (True, True)


def test_the_divider_stays_within_the_photo(coloured, qtbot):
    divider, canvas = coloured.parts.canvas.divider, coloured.parts.canvas
    qtbot.mousePress(divider, Qt.MouseButton.LeftButton, pos=middle(divider))
    qtbot.mouseMove(divider, QPoint(5000, 10))
    assert divider.value() == divider.maximum()
    assert divider.geometry().center().x() < canvas.width()


def test_the_divider_obeys_the_keyboard(coloured, qtbot):
    divider = coloured.parts.canvas.divider
    divider.setFocus()
    place = divider.x()
    qtbot.keyClick(divider, Qt.Key.Key_Right)
    assert divider.x() > place
    qtbot.keyClick(divider, Qt.Key.Key_Home)
    assert greys(coloured) == (False, False)


def test_at_100_percent_every_photo_pixel_is_a_screen_pixel(coloured, qtbot, grey_file):
    qtbot.keyClick(coloured, "3")
    qtbot.keyClick(coloured, "Z")
    shown = picture(coloured)
    pixels = np.asarray(Image.open(grey_file))
    left, top = (shown.width() - 512) // 2, (shown.height() - 512) // 2
    for x, y in ((0, 0), (100, 7), (255, 300), (511, 511)):
        assert shown.pixelColor(left + x, top + y).red() == pixels[y, x]


def test_a_fine_screen_has_a_pixel_for_every_photo_pixel_too():
    name = f"{__file__}::test_at_100_percent_every_photo_pixel_is_a_screen_pixel"
    run = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", name],
        env={**os.environ, "QT_SCALE_FACTOR": "2"},
        capture_output=True,
        text=True,
    )
    assert run.returncode == 0, run.stdout


def test_the_wheel_zooms_at_the_cursor(coloured, qtbot):
    canvas = coloured.parts.canvas
    qtbot.keyClick(coloured, "3")
    place = QPoint(canvas.width() // 2 + 150, canvas.height() // 2 - 100)
    before = picture(coloured).pixelColor(place)
    label = coloured.parts.zoom_label.text()
    turn_wheel(canvas, place, 3)
    after = picture(coloured).pixelColor(place)
    assert abs(before.red() - after.red()) <= 12
    assert coloured.parts.zoom_label.text() != label


@pytest.mark.parametrize(("growth", "percent"), [(0.5, "300 %"), (-0.1, "180 %")])
def test_two_fingers_zoom_where_they_are(window, qtbot, tmp_path, growth, percent):
    slope = np.linspace(0, 255, 512).astype(np.uint8)
    Image.fromarray(np.tile(slope[:, None], (1, 512))).save(tmp_path / "slope.png")
    with qtbot.waitSignal(window.document.coloured):
        window.open_paths([tmp_path / "slope.png"])
    canvas = window.parts.canvas
    qtbot.keyClick(window, "3")
    qtbot.keyClick(window, "Z", Qt.KeyboardModifier.ShiftModifier)
    place = QPoint(canvas.width() // 2 + 150, canvas.height() // 2 - 100)
    before = picture(window).pixelColor(place)
    pinch(canvas, place, growth)
    assert window.parts.zoom_label.text() == percent
    assert abs(before.red() - picture(window).pixelColor(place).red()) <= 1


def test_on_a_touch_screen_one_finger_gives_hints_and_two_zoom(coloured, qtbot):
    canvas, label = coloured.parts.canvas, coloured.parts.zoom_label
    qtbot.keyClick(coloured, "Z", Qt.KeyboardModifier.ShiftModifier)
    place, aside = canvas.rect().center() + QPoint(150, -100), QPoint(40, 0)
    touch(canvas, [place])
    assert len(hints(coloured)) == 1
    touch(canvas, *((place - n * aside, place + n * aside) for n in (1, 1.5, 2, 2.5, 3)))
    assert float(label.text().rstrip(" %")) > 300
    before = hints(coloured)
    touch(canvas, [place])  # the place between the fingers has stayed where it was
    assert hints(coloured) == before
    assert len(before) == 1
    touch(canvas, [place], [place + aside], [place + 2 * aside])
    (moved,) = hints(coloured)
    assert moved.x > before[0].x


def test_the_wheel_zooms_over_the_divider_too(coloured):
    label = coloured.parts.zoom_label.text()
    turn_wheel(coloured.parts.canvas.divider, middle(coloured.parts.canvas.divider), 1)
    assert coloured.parts.zoom_label.text() != label


def test_zoom_keys(coloured, qtbot):
    qtbot.keyClick(coloured, "Z")
    assert coloured.parts.zoom_label.text() == "100 %"
    qtbot.keyClick(coloured, "+")
    assert coloured.parts.zoom_label.text() == "150 %"
    qtbot.keyClick(coloured, "-")
    qtbot.keyClick(coloured, "-")
    assert coloured.parts.zoom_label.text() == "67 %"
    qtbot.keyClick(coloured, "F")
    fitted = coloured.parts.zoom_label.text()
    coloured.resize(900, 600)
    qtbot.waitUntil(lambda: coloured.parts.zoom_label.text() != fitted)


@pytest.mark.parametrize("space", [True, False])
def test_dragging_with_space_or_the_middle_button_moves_the_photo(coloured, qtbot, space):
    canvas = coloured.parts.canvas
    button = Qt.MouseButton.LeftButton if space else Qt.MouseButton.MiddleButton
    qtbot.keyClick(coloured, "3")
    for _ in range(4):
        qtbot.keyClick(coloured, "+")
    if space:
        qtbot.keyPress(canvas, Qt.Key.Key_Space)
    start = QPoint(300, 300)
    before = picture(coloured).pixelColor(start)
    qtbot.mousePress(canvas, button, pos=start)
    qtbot.mouseMove(canvas, start + QPoint(90, 60))
    qtbot.mouseRelease(canvas, button, pos=start + QPoint(90, 60))
    assert picture(coloured).pixelColor(start + QPoint(90, 60)) == before


def point_at(widget, place):
    """Move the pointer over a place of a widget, as the windowing system does."""
    window = widget.window()
    QTest.mouseMove(window.windowHandle(), widget.mapTo(window, place))
    QApplication.processEvents()


@pytest.fixture
def slider(coloured, qtbot):
    """A slider that was clicked, before the pointer went to the photo, at 200 %."""
    qtbot.keyClick(coloured, "Z", Qt.KeyboardModifier.ShiftModifier)
    slider = coloured.parts.look_panel.rows[0].slider
    point_at(slider, middle(slider))
    qtbot.mouseClick(slider, Qt.MouseButton.LeftButton)
    point_at(coloured.parts.canvas, QPoint(300, 300))
    return slider


def test_space_moves_the_photo_whatever_was_clicked_before(coloured, qtbot, slider):
    canvas, start = coloured.parts.canvas, QPoint(300, 300)
    assert slider.hasFocus()
    before = picture(coloured).pixelColor(start)
    qtbot.keyPress(slider, Qt.Key.Key_Space)
    drag_on(canvas, qtbot, start, start + QPoint(60, 40))
    assert picture(coloured).pixelColor(start + QPoint(60, 40)) == before
    assert hints(coloured) == ()
    qtbot.keyRelease(canvas, Qt.Key.Key_Space)
    drag_on(canvas, qtbot, start, start)
    assert len(hints(coloured)) == 1


def test_elsewhere_space_presses_buttons(coloured, qtbot, slider):
    button = coloured.parts.look_panel.more_button
    button.setFocus()
    point_at(slider, middle(slider))
    qtbot.keyClick(button, Qt.Key.Key_Space)
    assert coloured.parts.look_panel.more.isVisible()
    point_at(coloured.parts.canvas, QPoint(300, 300))
    coloured.parts.canvas.setFocus()
    button.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(button, Qt.Key.Key_Space)
    assert not coloured.parts.look_panel.more.isVisible()


@pytest.mark.usefixtures("slider")
def test_a_space_in_a_text_is_typed(coloured, qtbot):
    text = coloured.parts.look_panel.rows[0].number
    text.setFocus()
    qtbot.keyClick(text, Qt.Key.Key_Space)
    assert text.hasFocus()


def test_space_lets_the_hand_through_the_divider(coloured, qtbot):
    canvas = coloured.parts.canvas
    canvas.setFocus()
    knob = canvas.divider.geometry().center()
    assert canvas.childAt(knob) is canvas.divider
    qtbot.keyPress(canvas, Qt.Key.Key_Space)
    assert canvas.childAt(knob) is None
    qtbot.keyRelease(canvas, Qt.Key.Key_Space)
    assert canvas.childAt(knob) is canvas.divider


def test_the_panel_can_be_hidden(coloured, qtbot):
    width = coloured.parts.canvas.width()
    qtbot.keyClick(coloured, Qt.Key.Key_F9)
    qtbot.waitUntil(lambda: coloured.parts.canvas.width() > width)
    assert not coloured.parts.side.isVisible()
