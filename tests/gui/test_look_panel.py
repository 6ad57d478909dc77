"""Changing the look, and taking it back."""

import pytest
from gestures import colour_at, is_grey, turn_wheel
from PIL import Image
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QStyle, QStyleOptionSlider

from colorizer_gui.engine.look import Look


@pytest.fixture
def rows(coloured):
    """The adjustments by name."""
    return {row.field.name: row for row in coloured.parts.look_panel.rows}


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


def test_without_a_photo_there_is_nothing_to_adjust(window):
    assert not window.parts.look_panel.rows[0].slider.isEnabled()


def test_a_slider_changes_the_picture(coloured, qtbot, rows):
    qtbot.keyClick(coloured, "4")
    drag(qtbot, rows["strength"].slider, -40, -400)
    assert coloured.document.look.strength == 0
    qtbot.waitUntil(lambda: is_grey(colour_at(coloured, 0.5, 0.5)))


def test_one_drag_is_undone_at_once_and_by_name(coloured, qtbot, rows):
    drag(qtbot, rows["saturation"].slider, 5, 10, 15, 10)
    first = coloured.document.look
    drag(qtbot, rows["warmth"].slider, -5, -10)
    assert coloured.acts.undo.text() == "Undo Warmth"
    coloured.acts.undo.trigger()
    assert coloured.document.look == first
    assert rows["warmth"].number.value() == 0
    coloured.acts.undo.trigger()
    assert coloured.document.look == Look()
    assert not coloured.acts.undo.isEnabled()
    coloured.acts.redo.trigger()
    assert coloured.document.look == first


@pytest.mark.parametrize("typed", ["12,4", "12.4", "12"])
def test_decimals_may_be_typed_with_a_comma_or_a_point(coloured, qtbot, rows, typed):
    number = rows["saturation"].number
    number.setFocus()
    number.selectAll()
    qtbot.keyClicks(number, typed)
    qtbot.keyClick(number, Qt.Key.Key_Return)
    assert coloured.document.look.saturation == pytest.approx(1.12)
    assert number.text() == "12"


def test_a_number_can_be_typed(coloured, qtbot, rows):
    number = rows["saturation"].number
    number.setFocus()
    number.selectAll()
    qtbot.keyClicks(number, "-30")
    assert coloured.document.look == Look()
    qtbot.keyClick(number, Qt.Key.Key_Return)
    assert coloured.document.look.saturation == pytest.approx(0.7)
    assert rows["saturation"].slider.value() == -30


def test_typed_numbers_are_undone_one_by_one(coloured, qtbot, rows):
    for words in ("10", "20"):
        rows["warmth"].number.setFocus()
        rows["warmth"].number.selectAll()
        qtbot.keyClicks(rows["warmth"].number, words)
        qtbot.keyClick(rows["warmth"].number, Qt.Key.Key_Return)
    coloured.acts.undo.trigger()
    assert coloured.document.look.warmth == pytest.approx(0.1)


def test_keys_move_by_one_and_by_ten(coloured, qtbot, rows):
    slider = rows["vividness"].slider
    slider.setFocus()
    qtbot.keyClick(slider, Qt.Key.Key_Right)
    assert slider.value() == 51
    qtbot.keyClick(slider, Qt.Key.Key_PageUp)
    assert slider.value() == 61
    assert coloured.document.look.vividness == pytest.approx(0.61)


def test_a_double_click_goes_back_to_neutral(coloured, qtbot, rows):
    slider = rows["warmth"].slider
    drag(qtbot, slider, 30)
    assert coloured.document.look != Look()
    qtbot.mouseDClick(slider, Qt.MouseButton.LeftButton, pos=handle(slider))
    assert coloured.document.look == Look()


def test_reset_puts_everything_back_and_can_be_undone(coloured, qtbot, rows):
    panel = coloured.parts.look_panel
    assert not panel.reset_button.isEnabled()
    drag(qtbot, rows["warmth"].slider, 20)
    drag(qtbot, rows["strength"].slider, -20)
    look = coloured.document.look
    qtbot.mouseClick(panel.reset_button, Qt.MouseButton.LeftButton)
    assert coloured.document.look == Look()
    coloured.acts.undo.trigger()
    assert coloured.document.look == look


def test_another_photo_starts_with_the_neutral_look(coloured, qtbot, rows, tmp_path):
    drag(qtbot, rows["warmth"].slider, 20)
    other = tmp_path / "other.png"
    Image.new("L", (20, 20)).save(other)
    with qtbot.waitSignal(coloured.document.opened):
        coloured.open_paths([other])
    assert coloured.document.look == Look()
    assert rows["warmth"].slider.value() == 0
    assert not coloured.acts.undo.isEnabled()


def test_the_wheel_does_not_move_a_slider(coloured, rows):
    turn_wheel(rows["warmth"].slider, QPoint(20, 10), 1)
    assert coloured.document.look == Look()
