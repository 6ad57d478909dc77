"""Pipette, color sets, tool tips of hints, and uncertain areas."""

import shutil

import numpy as np
import pytest
from gestures import (
    click_photo,
    color_at,
    hints,
    middle,
    on_photo,
    picture,
    place_hint,
    take_suggestion,
)
from PIL import Image
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QColor, QContextMenuEvent, QHelpEvent
from PySide6.QtWidgets import QApplication, QLabel, QToolTip

from colorizer_gui.engine.color.cielab import srgb_to_lab
from colorizer_gui.engine.settings import read_settings, settings_file
from colorizer_gui.gui.canvas.panes import Mode
from colorizer_gui.gui.widgets.name_popup import NamePopup
from model_files import write_model


@pytest.fixture
def hinted(colorized, qtbot):
    """A window with one hint, selected."""
    qtbot.keyClick(colorized, "4")
    with qtbot.waitSignal(colorized.document.colorized):
        place_hint(colorized, qtbot, 0.3, 0.3)
    return colorized


@pytest.fixture
def color_sets(hinted):
    """The panel of color sets."""
    return hinted.parts.color_panel.color_sets


def add(color_sets, qtbot):
    """Click on the plus."""
    qtbot.mouseClick(
        color_sets.add_button, Qt.MouseButton.LeftButton, pos=middle(color_sets.add_button)
    )


def rename(color_sets, qtbot, name):
    """Choose Rename, and type a name into the labeled field."""
    color_sets.menu_button.menu().actions()[1].trigger()
    popup = color_sets.findChild(NamePopup)
    assert [label.text() for label in popup.findChildren(QLabel)] == ["Name of the color set"]
    qtbot.keyClicks(popup.field, name)
    qtbot.keyClick(popup.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: color_sets.findChild(NamePopup) is None)


def ab_at(window, x, y):
    """a*, b* on the canvas at a place of the photo."""
    place = on_photo(window, x, y)
    color = picture(window).pixelColor(place)
    return srgb_to_lab(np.array(color.getRgbF()[:3], np.float32))[1:]


# pipette


def test_the_pipette_gives_the_hint_a_color_of_the_photo(hinted, qtbot):
    wanted = ab_at(hinted, 0.7, 0.7)
    qtbot.keyClick(hinted, "I")
    with qtbot.waitSignal(hinted.document.colorized):
        click_photo(hinted, qtbot, 0.7, 0.7)
    assert len(hints(hinted)) == 1
    assert (hints(hinted)[0].a, hints(hinted)[0].b) == pytest.approx(wanted, abs=4)
    assert not hinted.acts.pipette.isChecked()
    assert hinted.acts.undo.text() == "Undo Change Hint Color"


def test_a_color_picked_without_a_hint_becomes_a_recent_color(colorized, qtbot, tmp_path):
    other = tmp_path / "colors.png"
    Image.new("RGB", (300, 300), (200, 80, 40)).save(other)
    with qtbot.waitSignal(colorized.document.colorized):
        colorized.open_paths([other])
    qtbot.keyClick(colorized, "3")
    button = colorized.parts.color_panel.pipette
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton, pos=middle(button))
    click_photo(colorized, qtbot, 0.5, 0.5)
    assert hints(colorized) == ()
    with qtbot.waitSignal(colorized.document.colorized):
        colorized.acts.previous_photo.trigger()
    qtbot.keyClick(colorized, "4")
    with qtbot.waitSignal(colorized.document.colorized):
        place_hint(colorized, qtbot, 0.3, 0.3)
    swatch = colorized.parts.color_panel.recent.swatches[1]
    qtbot.mouseClick(swatch, Qt.MouseButton.LeftButton, pos=middle(swatch))
    wanted = srgb_to_lab(np.array((200, 80, 40), np.float32) / 255)[1:]
    assert (hints(colorized)[0].a, hints(colorized)[0].b) == pytest.approx(wanted, abs=1)


def test_left_of_the_divider_the_pipette_picks_from_the_original(colorized, qtbot):
    qtbot.keyClick(colorized, "I")
    click_photo(colorized, qtbot, 0.2, 0.5)
    a, b = colorized.parts.color_panel.recent_colors[0]
    assert (a, b) == pytest.approx((0, 0), abs=0.5)


def test_esc_ends_picking(colorized, qtbot):
    qtbot.keyClick(colorized, "I")
    qtbot.keyClick(colorized, Qt.Key.Key_Escape)
    place_hint(colorized, qtbot, 0.3, 0.3)
    assert len(hints(colorized)) == 1


def test_recent_colors_are_kept_for_the_next_start(hinted, make_window, qtbot):
    swatch = hinted.parts.color_panel.suggested.swatches[0]
    qtbot.waitUntil(swatch.isEnabled)
    qtbot.mouseClick(swatch, Qt.MouseButton.LeftButton, pos=middle(swatch))
    kept = hinted.parts.color_panel.recent_colors
    assert kept
    hinted.close()
    assert make_window().parts.color_panel.recent_colors == kept


# color sets


def test_the_plus_makes_the_first_color_set(color_sets, hinted, qtbot):
    add(color_sets, qtbot)
    add(color_sets, qtbot)
    hint = hints(hinted)[0]
    assert hinted.preferences.settings.color_sets == {"Color set 1": ((hint.a, hint.b),)}
    assert len(color_sets.swatches) == 1


def test_color_sets_of_two_windows_do_not_erase_each_other(
    color_sets, hinted, make_window, tiny_model, qtbot, gray_file
):
    second = make_window(tiny_model)
    # Another photo: what is kept of the first one by now would come with it.
    other = shutil.copy(gray_file, gray_file.with_name("other.png"))
    with qtbot.waitSignal(second.document.colorized):
        second.open_paths([other])
    qtbot.keyClick(second, "4")
    click_photo(second, qtbot, 0.65, 0.2)
    take_suggestion(second, qtbot, 1)
    add(color_sets, qtbot)
    add(second.parts.color_panel.color_sets, qtbot)
    wanted = {(hints(window)[0].a, hints(window)[0].b) for window in (hinted, second)}
    assert len(wanted) == 2
    hinted.close()
    second.close()
    kept = read_settings(settings_file()).color_sets
    assert {color for colors in kept.values() for color in colors} == wanted


def test_recent_colors_of_two_windows_do_not_erase_each_other(
    hinted, make_window, tiny_model, qtbot
):
    second = make_window(tiny_model)
    second.parts.color_panel.take(QColor("#204080"))
    second.close()
    mine, *_ = hinted.parts.color_panel.recent_colors
    hinted.acts.modes[Mode.SIDE_BY_SIDE].trigger()  # is written, and joined with what is there
    qtbot.waitUntil(lambda: len(hinted.parts.color_panel.recent_colors) == 2)
    hinted.close()
    kept = read_settings(settings_file()).recent_colors
    assert len(kept) == 2
    assert mine in kept


def test_a_color_set_is_named_and_used_for_the_next_photo(
    color_sets, hinted, make_window, tiny_model, qtbot, gray_file
):
    add(color_sets, qtbot)
    color = hints(hinted)[0].a, hints(hinted)[0].b
    rename(color_sets, qtbot, "Family, 1931")
    hinted.close()
    assert read_settings(settings_file()).color_sets == {"Family, 1931": (color,)}
    window = make_window(tiny_model)
    with qtbot.waitSignal(window.document.colorized):
        window.open_paths([gray_file])
    qtbot.keyClick(window, "4")
    with qtbot.waitSignal(window.document.colorized):
        place_hint(window, qtbot, 0.8, 0.8)
    other = window.parts.color_panel.color_sets
    assert other.list.currentText() == "Family, 1931"
    swatch = other.swatches[0]
    qtbot.mouseClick(swatch, Qt.MouseButton.LeftButton, pos=middle(swatch))
    assert (hints(window)[-1].a, hints(window)[-1].b) == color


def test_a_color_can_be_removed(color_sets, hinted, qtbot):
    add(color_sets, qtbot)
    swatch = color_sets.swatches[0]
    place = middle(swatch)
    reason = QContextMenuEvent.Reason.Mouse
    QApplication.sendEvent(swatch, QContextMenuEvent(reason, place, swatch.mapToGlobal(place)))
    assert color_sets.swatches == []
    add(color_sets, qtbot)
    for key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
        color_sets.swatches[0].setFocus()
        qtbot.keyClick(color_sets.swatches[0], key)
        assert color_sets.swatches == []
        add(color_sets, qtbot)
    assert len(hints(hinted)) == 1


def test_several_color_sets(color_sets, hinted, qtbot):
    add(color_sets, qtbot)
    menu = color_sets.menu_button.menu().actions()
    menu[0].trigger()
    assert color_sets.list.currentText() == "Color set 2"
    assert color_sets.swatches == []
    color_sets.list.setCurrentIndex(0)
    color_sets.list.activated.emit(0)
    assert len(color_sets.swatches) == 1
    menu[2].trigger()
    assert list(hinted.preferences.settings.color_sets) == ["Color set 2"]
    menu[2].trigger()
    assert hinted.preferences.settings.color_sets == {}
    assert color_sets.list.currentText() == ""


def test_two_color_sets_cannot_have_the_same_name(color_sets, qtbot, hinted):
    add(color_sets, qtbot)
    color_sets.menu_button.menu().actions()[0].trigger()
    color_sets.findChild(NamePopup).close()
    qtbot.waitUntil(lambda: color_sets.findChild(NamePopup) is None)
    rename(color_sets, qtbot, "Color set 1")
    assert color_sets.list.currentText() == "Color set 2"
    assert list(hinted.preferences.settings.color_sets) == ["Color set 1", "Color set 2"]


# tool tips


def tip_at(window, place):
    """What the tool tip at a place of the canvas says."""
    canvas = window.parts.canvas
    QApplication.sendEvent(
        canvas, QHelpEvent(QEvent.Type.ToolTip, place, canvas.mapToGlobal(place))
    )
    return QToolTip.text()


def test_the_tool_tip_of_a_hint_has_its_number_and_color(hinted, qtbot):
    assert tip_at(hinted, on_photo(hinted, 0.3, 0.3)).startswith("Hint 1, dark red, #")
    tip_at(hinted, on_photo(hinted, 0.6, 0.6))
    qtbot.waitUntil(lambda: not QToolTip.isVisible())


# uncertain areas


def test_uncertain_areas_stay_bright_and_the_others_are_darkened(colorized, qtbot):
    qtbot.keyClick(colorized, "4")
    plain = picture(colorized)
    qtbot.keyClick(colorized, "W")
    qtbot.waitUntil(lambda: picture(colorized) != plain)
    shown = picture(colorized)
    places = [on_photo(colorized, x, y) for x in (0.1, 0.4, 0.9) for y in (0.1, 0.5, 0.9)]
    darker = [shown.pixelColor(p).lightness() - plain.pixelColor(p).lightness() for p in places]
    assert min(darker) < -5
    qtbot.keyClick(colorized, "W")
    assert picture(colorized) == plain


def test_uncertain_areas_are_not_shown_before(colorized, qtbot):
    plain, left = picture(colorized), color_at(colorized, 0.35, 0.3)
    colorized.acts.uncertainty.trigger()
    qtbot.waitUntil(lambda: picture(colorized) != plain)
    assert color_at(colorized, 0.35, 0.3) == left


def test_a_notice_says_that_the_model_has_no_uncertainty(make_window, qtbot, tmp_path, gray_file):
    window = make_window(write_model(tmp_path / "plain.onnx", bins=False))
    with qtbot.waitSignal(window.document.colorized):
        window.open_paths([gray_file])
    window.acts.uncertainty.trigger()
    qtbot.waitUntil(lambda: "show uncertain areas" in window.parts.notices.sentence)
    assert not window.acts.uncertainty.isChecked()


def test_double_size(colorized, qtbot):
    qtbot.keyClick(colorized, "Z", Qt.KeyboardModifier.ShiftModifier)
    assert colorized.parts.zoom_label.text() == "200%"
