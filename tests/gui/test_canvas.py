"""Looking at a photo: modes, divider, zoom, pan."""

import os
import subprocess
import sys

import numpy as np
import pytest
from gestures import (
    color_at,
    drag_on,
    hints,
    is_gray,
    middle,
    move_two_fingers,
    picture,
    pinch,
    point_at,
    take_suggestion,
    touch,
    turn_wheel,
)
from PIL import Image
from PySide6.QtCore import QPoint, Qt

LEFT, RIGHT = (0.4, 0.5), (0.6, 0.55)


def grays(window):
    """Whether the picture is gray left and right of its middle."""
    return is_gray(color_at(window, *LEFT)), is_gray(color_at(window, *RIGHT))


@pytest.mark.parametrize(
    ("key", "expected"),
    [("1", (True, False)), ("3", (True, True)), ("4", (False, False)), ("2", (True, False))],
)
def test_keys_choose_what_is_compared(colorized, qtbot, key, expected):
    qtbot.keyClick(colorized, "4")
    qtbot.keyClick(colorized, key)
    assert grays(colorized) == expected


def test_side_by_side_shows_the_same_place_twice(colorized, qtbot):
    qtbot.keyClick(colorized, "2")
    image = picture(colorized)
    canvas = colorized.parts.canvas
    shift = canvas.width() // 2 + 4
    for x in (200, 300, 400):
        before, after = image.pixelColor(x, 300), image.pixelColor(x + shift, 300)
        assert abs(before.green() - after.green()) < 40
        assert is_gray(before)


def test_backslash_shows_the_original_while_it_is_held(colorized, qtbot):
    qtbot.keyClick(colorized, "4")
    qtbot.keyPress(colorized.parts.canvas, Qt.Key.Key_Backslash, delay=0)
    assert grays(colorized) == (True, True)
    qtbot.keyRelease(colorized.parts.canvas, Qt.Key.Key_Backslash)
    assert grays(colorized) == (False, False)


def test_the_divider_follows_the_mouse(colorized, qtbot):
    divider = colorized.parts.canvas.divider
    start = middle(divider)
    qtbot.mousePress(divider, Qt.MouseButton.LeftButton, pos=start)
    qtbot.mouseMove(divider, start + QPoint(250, 0))
    qtbot.mouseRelease(divider, Qt.MouseButton.LeftButton, pos=start)
    assert grays(colorized) == (True, True)


def test_the_divider_stays_within_the_photo(colorized, qtbot):
    divider, canvas = colorized.parts.canvas.divider, colorized.parts.canvas
    qtbot.mousePress(divider, Qt.MouseButton.LeftButton, pos=middle(divider))
    qtbot.mouseMove(divider, QPoint(5000, 10))
    assert divider.value() == divider.maximum()
    assert divider.geometry().center().x() < canvas.width()


def test_the_divider_moves_by_the_keyboard(colorized, qtbot):
    divider = colorized.parts.canvas.divider
    divider.setFocus()
    place = divider.x()
    qtbot.keyClick(divider, Qt.Key.Key_Right)
    assert divider.x() > place
    qtbot.keyClick(divider, Qt.Key.Key_Home)
    assert grays(colorized) == (False, False)


def test_at_100_percent_every_photo_pixel_is_a_screen_pixel(colorized, qtbot, gray_file):
    qtbot.keyClick(colorized, "3")
    qtbot.keyClick(colorized, "Z")
    shown = picture(colorized)
    pixels = np.asarray(Image.open(gray_file))
    left, top = (shown.width() - 511) // 2, (shown.height() - 511) // 2
    for x, y in ((0, 0), (100, 7), (255, 300), (511, 511)):
        assert shown.pixelColor(left + x, top + y).red() == pixels[y, x]


@pytest.mark.slow
def test_a_fine_screen_has_a_pixel_for_every_photo_pixel_too():
    name = f"{__file__}::test_at_100_percent_every_photo_pixel_is_a_screen_pixel"
    run = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", name],
        env={**os.environ, "QT_SCALE_FACTOR": "2"},
        capture_output=True,
        text=True,
    )
    assert run.returncode == 0, run.stdout


def test_the_wheel_zooms_at_the_cursor(colorized, qtbot):
    canvas = colorized.parts.canvas
    qtbot.keyClick(colorized, "3")
    place = QPoint(canvas.width() // 2 + 150, canvas.height() // 2 - 100)
    before = picture(colorized).pixelColor(place)
    label = colorized.parts.zoom_label.text()
    turn_wheel(canvas, place, 3)
    after = picture(colorized).pixelColor(place)
    assert abs(before.red() - after.red()) <= 12
    assert colorized.parts.zoom_label.text() != label


@pytest.mark.parametrize(("growth", "percent"), [(0.5, "300%"), (-0.1, "180%")])
def test_a_pinch_zooms_at_the_fingers(window, qtbot, tmp_path, growth, percent):
    slope = np.linspace(0, 255, 512).astype(np.uint8)
    Image.fromarray(np.tile(slope[:, None], (1, 512))).save(tmp_path / "slope.png")
    with qtbot.waitSignal(window.document.colorized):
        window.open_paths([tmp_path / "slope.png"])
    canvas = window.parts.canvas
    qtbot.keyClick(window, "3")
    qtbot.keyClick(window, "Z", Qt.KeyboardModifier.ShiftModifier)
    place = QPoint(canvas.width() // 2 + 150, canvas.height() // 2 - 100)
    before = picture(window).pixelColor(place)
    pinch(canvas, place, growth)
    assert window.parts.zoom_label.text() == percent
    assert abs(before.red() - picture(window).pixelColor(place).red()) <= 1


def test_two_fingers_on_a_touch_pad_move_the_photo(colorized, qtbot):
    canvas = colorized.parts.canvas
    qtbot.keyClick(colorized, "3")
    qtbot.keyClick(colorized, "Z", Qt.KeyboardModifier.ShiftModifier)
    start, moved = canvas.rect().center(), QPoint(40, -30)
    before = picture(colorized).pixelColor(start)
    move_two_fingers(canvas, start, moved)
    assert picture(colorized).pixelColor(start + moved) == before
    assert colorized.parts.zoom_label.text() == "200%"


def test_one_finger_places_hints_and_two_zoom(colorized, qtbot):
    canvas, label = colorized.parts.canvas, colorized.parts.zoom_label
    qtbot.keyClick(colorized, "Z", Qt.KeyboardModifier.ShiftModifier)
    place, aside = canvas.rect().center() + QPoint(150, -100), QPoint(40, 0)
    touch(canvas, [place])
    take_suggestion(colorized, qtbot)
    assert len(hints(colorized)) == 1
    touch(canvas, *((place - n * aside, place + n * aside) for n in (1, 1.5, 2, 2.5, 3)))
    assert float(label.text().rstrip(" %")) > 300
    before = hints(colorized)
    touch(canvas, [place])  # the place between the fingers has stayed where it was
    assert hints(colorized) == before
    assert len(before) == 1
    touch(canvas, [place], [place + aside], [place + 2 * aside])
    (moved,) = hints(colorized)
    assert moved.x > before[0].x


def test_the_wheel_zooms_over_the_divider_too(colorized):
    label = colorized.parts.zoom_label.text()
    turn_wheel(colorized.parts.canvas.divider, middle(colorized.parts.canvas.divider), 1)
    assert colorized.parts.zoom_label.text() != label


def test_zoom_keys(colorized, qtbot):
    qtbot.keyClick(colorized, "Z")
    assert colorized.parts.zoom_label.text() == "100%"
    qtbot.keyClick(colorized, "+")
    assert colorized.parts.zoom_label.text() == "150%"
    qtbot.keyClick(colorized, "-")
    qtbot.keyClick(colorized, "-")
    assert colorized.parts.zoom_label.text() == "67%"
    qtbot.keyClick(colorized, "F")
    fitted = colorized.parts.zoom_label.text()
    colorized.resize(900, 600)
    qtbot.waitUntil(lambda: colorized.parts.zoom_label.text() != fitted)


@pytest.mark.parametrize("space", [True, False])
def test_dragging_with_space_or_the_middle_button_moves_the_photo(colorized, qtbot, space):
    canvas = colorized.parts.canvas
    button = Qt.MouseButton.LeftButton if space else Qt.MouseButton.MiddleButton
    qtbot.keyClick(colorized, "3")
    for _ in range(4):
        qtbot.keyClick(colorized, "+")
    if space:
        qtbot.keyPress(canvas, Qt.Key.Key_Space)
    start = QPoint(300, 300)
    before = picture(colorized).pixelColor(start)
    qtbot.mousePress(canvas, button, pos=start)
    qtbot.mouseMove(canvas, start + QPoint(90, 60))
    qtbot.mouseRelease(canvas, button, pos=start + QPoint(90, 60))
    assert picture(colorized).pixelColor(start + QPoint(90, 60)) == before


@pytest.fixture
def slider(colorized, qtbot):
    """A slider that was clicked, before the pointer went to the photo, at 200 %."""
    qtbot.keyClick(colorized, "Z", Qt.KeyboardModifier.ShiftModifier)
    slider = colorized.parts.look_panel.rows[0].slider
    point_at(slider, middle(slider))
    qtbot.mouseClick(slider, Qt.MouseButton.LeftButton)
    point_at(colorized.parts.canvas, QPoint(300, 300))
    return slider


def test_space_moves_the_photo_whatever_was_clicked_before(colorized, qtbot, slider):
    canvas, start = colorized.parts.canvas, QPoint(300, 300)
    slider.setFocus()
    before = picture(colorized).pixelColor(start)
    qtbot.keyPress(slider, Qt.Key.Key_Space)
    drag_on(canvas, qtbot, start, start + QPoint(60, 40))
    assert picture(colorized).pixelColor(start + QPoint(60, 40)) == before
    assert hints(colorized) == ()
    qtbot.keyRelease(canvas, Qt.Key.Key_Space)
    drag_on(canvas, qtbot, start, start)
    take_suggestion(colorized, qtbot)
    assert len(hints(colorized)) == 1


def test_elsewhere_space_presses_buttons(colorized, qtbot, slider):
    button = colorized.parts.look_panel.more_button
    button.setFocus()
    point_at(slider, middle(slider))
    qtbot.keyClick(button, Qt.Key.Key_Space)
    assert colorized.parts.look_panel.more.isVisible()
    point_at(colorized.parts.canvas, QPoint(300, 300))
    colorized.parts.canvas.setFocus()
    button.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(button, Qt.Key.Key_Space)
    assert not colorized.parts.look_panel.more.isVisible()


@pytest.mark.usefixtures("slider")
def test_a_space_in_a_text_is_typed(colorized, qtbot):
    text = colorized.parts.look_panel.rows[0].number
    text.setFocus()
    qtbot.keyClick(text, Qt.Key.Key_Space)
    assert text.hasFocus()


def test_the_divider_ignores_the_mouse_while_space_is_held(colorized, qtbot):
    canvas = colorized.parts.canvas
    canvas.setFocus()
    knob = canvas.divider.geometry().center()
    assert canvas.childAt(knob) is canvas.divider
    qtbot.keyPress(canvas, Qt.Key.Key_Space)
    assert canvas.childAt(knob) is None
    qtbot.keyRelease(canvas, Qt.Key.Key_Space)
    assert canvas.childAt(knob) is canvas.divider


def test_the_panel_can_be_hidden(colorized, qtbot):
    width = colorized.parts.canvas.width()
    qtbot.keyClick(colorized, Qt.Key.Key_F9)
    qtbot.waitUntil(lambda: colorized.parts.canvas.width() > width)
    assert not colorized.parts.side.isVisible()
