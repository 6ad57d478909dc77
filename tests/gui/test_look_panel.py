"""Adjusting the look, undo and redo."""

import pytest
from gestures import color_at, is_gray, turn_wheel
from PIL import Image
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QStyle, QStyleOptionSlider

from colorizer_gui.engine.look import Look


@pytest.fixture
def rows(colorized):
    """The adjustments by name."""
    return {row.adjustment.name: row for row in colorized.parts.look_panel.rows}


def handle(slider):
    """The middle of a slider's handle."""
    option = QStyleOptionSlider()
    slider.initStyleOption(option)
    place = slider.style().subControlRect(
        QStyle.ComplexControl.CC_Slider, option, QStyle.SubControl.SC_SliderHandle, slider
    )
    return place.center()


def drag(qtbot, slider, *steps):
    """Drag a slider's handle by some pixels at a time."""
    place = handle(slider)
    qtbot.mousePress(slider, Qt.MouseButton.LeftButton, pos=place)
    for step in steps:
        place += QPoint(step, 0)
        qtbot.mouseMove(slider, place)
    qtbot.mouseRelease(slider, Qt.MouseButton.LeftButton, pos=place)


def test_sliders_are_disabled_without_a_photo(window):
    assert not window.parts.look_panel.rows[0].slider.isEnabled()


def test_a_slider_changes_the_picture(colorized, qtbot, rows):
    qtbot.keyClick(colorized, "4")
    drag(qtbot, rows["strength"].slider, -40, -400)
    assert colorized.document.look.strength == 0
    qtbot.waitUntil(lambda: is_gray(color_at(colorized, 0.5, 0.5)))


def test_a_drag_is_undone_as_one_edit_with_a_name(colorized, qtbot, rows):
    drag(qtbot, rows["saturation"].slider, 5, 10, 15, 10)
    first = colorized.document.look
    drag(qtbot, rows["warmth"].slider, -5, -10)
    assert colorized.acts.undo.text() == "Undo Warmth"
    colorized.acts.undo.trigger()
    assert colorized.document.look == first
    assert rows["warmth"].number.value() == 0
    colorized.acts.undo.trigger()
    assert colorized.document.look == Look()
    assert not colorized.acts.undo.isEnabled()
    colorized.acts.redo.trigger()
    assert colorized.document.look == first


@pytest.mark.parametrize("typed", ["12,4", "12.4", "12"])
def test_decimals_may_be_typed_with_a_comma_or_a_point(colorized, qtbot, rows, typed):
    number = rows["saturation"].number
    number.setFocus()
    number.selectAll()
    qtbot.keyClicks(number, typed)
    qtbot.keyClick(number, Qt.Key.Key_Return)
    assert colorized.document.look.saturation == pytest.approx(1.12)
    assert number.text() == "12"


def test_a_number_can_be_typed(colorized, qtbot, rows):
    number = rows["saturation"].number
    number.setFocus()
    number.selectAll()
    qtbot.keyClicks(number, "-30")
    assert colorized.document.look == Look()
    qtbot.keyClick(number, Qt.Key.Key_Return)
    assert colorized.document.look.saturation == pytest.approx(0.7)
    assert rows["saturation"].slider.value() == -30


def test_typed_numbers_are_undone_one_by_one(colorized, qtbot, rows):
    for words in ("10", "20"):
        rows["warmth"].number.setFocus()
        rows["warmth"].number.selectAll()
        qtbot.keyClicks(rows["warmth"].number, words)
        qtbot.keyClick(rows["warmth"].number, Qt.Key.Key_Return)
    colorized.acts.undo.trigger()
    assert colorized.document.look.warmth == pytest.approx(0.1)


def test_a_number_typed_after_a_drag_is_undone_alone(colorized, qtbot, rows):
    drag(qtbot, rows["saturation"].slider, 5, 10)
    dragged, number = colorized.document.look, rows["warmth"].number
    number.setFocus()
    number.selectAll()
    qtbot.keyClicks(number, "30")
    qtbot.keyClick(number, Qt.Key.Key_Return)
    assert colorized.document.look.warmth == pytest.approx(0.3)
    colorized.acts.undo.trigger()
    assert colorized.document.look == dragged != Look()


def test_arrow_keys_in_a_number_are_undone_together(colorized, qtbot, rows):
    drag(qtbot, rows["saturation"].slider, 5, 10)
    dragged, number = colorized.document.look, rows["warmth"].number
    number.setFocus()
    for _ in range(3):
        qtbot.keyClick(number, Qt.Key.Key_Up)
    assert colorized.document.look.warmth == pytest.approx(0.03)
    colorized.acts.undo.trigger()
    assert colorized.document.look == dragged


def test_arrow_keys_move_a_slider_by_1_and_page_keys_by_10(colorized, qtbot, rows):
    slider = rows["vividness"].slider
    slider.setFocus()
    qtbot.keyClick(slider, Qt.Key.Key_Right)
    assert slider.value() == 51
    qtbot.keyClick(slider, Qt.Key.Key_PageUp)
    assert slider.value() == 61
    assert colorized.document.look.vividness == pytest.approx(0.61)


def test_a_double_click_resets_a_slider(colorized, qtbot, rows):
    slider = rows["warmth"].slider
    drag(qtbot, slider, 30)
    assert colorized.document.look != Look()
    qtbot.mouseDClick(slider, Qt.MouseButton.LeftButton, pos=handle(slider))
    assert colorized.document.look == Look()


def test_reset_resets_every_adjustment_and_can_be_undone(colorized, qtbot, rows):
    panel = colorized.parts.look_panel
    assert not panel.reset_button.isEnabled()
    drag(qtbot, rows["warmth"].slider, 20)
    drag(qtbot, rows["strength"].slider, -20)
    look = colorized.document.look
    qtbot.mouseClick(panel.reset_button, Qt.MouseButton.LeftButton)
    assert colorized.document.look == Look()
    colorized.acts.undo.trigger()
    assert colorized.document.look == look


def test_another_photo_starts_with_the_neutral_look(colorized, qtbot, rows, tmp_path):
    drag(qtbot, rows["warmth"].slider, 20)
    other = tmp_path / "other.png"
    Image.new("L", (20, 20)).save(other)
    with qtbot.waitSignal(colorized.document.opened):
        colorized.open_paths([other])
    assert colorized.document.look == Look()
    assert rows["warmth"].slider.value() == 0
    assert not colorized.acts.undo.isEnabled()


def test_the_wheel_does_not_move_a_slider(colorized, rows):
    turn_wheel(rows["warmth"].slider, QPoint(20, 10), 1)
    assert colorized.document.look == Look()
