"""The color panel: suggested colors, the plane, HEX, recent colors, gray."""

import pytest
from gestures import click_photo, drag_on, hints, on_photo, place_hint
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor

from model_files import ABOUT, CENTERS, write_model

SUGGESTED = 2  # of the tiny model's three bins; one is too unlikely


@pytest.fixture
def panel(colorized, qtbot):
    """The color panel of a window with one hint, which is selected."""
    place_hint(colorized, qtbot, 0.7, 0.5)
    return colorized.parts.color_panel


def color(window):
    """a* and b* of the selected hint."""
    hint = window.document.hint_state.current
    return hint.a, hint.b


def shown(row):
    """The colors of a row of swatches as HEX."""
    swatches = [swatch for swatch in row.swatches if swatch.isEnabled()]
    return [swatch.accessibleName().split(", ")[-1] for swatch in swatches]


def enter(panel, qtbot, text):
    """Type a HEX color."""
    panel.hex.setFocus()
    panel.hex.selectAll()
    qtbot.keyClicks(panel.hex, text)
    qtbot.keyClick(panel.hex, Qt.Key.Key_Return)


def test_without_a_selected_hint_the_panel_says_what_to_do(colorized, qtbot):
    panel = colorized.parts.color_panel
    sentence = "Click in the photo where you know the color."
    assert panel.plane.accessibleDescription() == sentence
    assert not panel.plane.isEnabled()
    place_hint(colorized, qtbot, 0.7, 0.5)
    assert panel.plane.accessibleDescription() != sentence
    assert panel.plane.isEnabled()
    qtbot.keyClick(colorized, Qt.Key.Key_Escape)
    assert not panel.hex.isEnabled()
    assert panel.hex.text() == ""


def test_a_suggestion_gives_the_hint_its_color(colorized, qtbot, panel):
    suggested = shown(panel.suggested)
    assert len(set(suggested)) == len(suggested) == SUGGESTED
    assert panel.suggested.swatches[0].isChecked()
    qtbot.mouseClick(panel.suggested.swatches[1], Qt.MouseButton.LeftButton)
    assert color(colorized) == pytest.approx(tuple(CENTERS[2]), abs=1)
    assert panel.suggested.swatches[1].isChecked()
    assert panel.hex.text() == suggested[1]
    assert colorized.acts.undo.text() == "Undo Change Hint Color"
    colorized.acts.undo.trigger()
    assert color(colorized) == pytest.approx(tuple(CENTERS[0]), abs=1)


def test_suggestions_come_from_a_prediction_without_the_hint(colorized, qtbot, panel):
    suggested = shown(panel.suggested)
    enter(panel, qtbot, "#00a000")
    hint = hints(colorized)
    qtbot.waitUntil(lambda: colorized.document.predictions.kept(hint) is not None)
    assert shown(panel.suggested) == suggested


def test_suggestions_for_a_hint_that_is_selected_again(colorized, qtbot, panel):
    place_hint(colorized, qtbot, 0.7, 0.8)
    for y in (0.1, 0.9, 0.15, 0.85):
        place_hint(colorized, qtbot, 0.9, y)
    click_photo(colorized, qtbot, 0.7, 0.5)
    qtbot.waitUntil(lambda: len(shown(panel.suggested)) == SUGGESTED)


def test_a_model_without_bins_suggests_the_color_it_predicts(
    make_window, qtbot, tmp_path, gray_file
):
    plain = write_model(tmp_path / "plain.onnx", {**ABOUT, "id": "plain"}, bins=False)
    window = make_window(plain)
    with qtbot.waitSignal(window.document.colorized):
        window.open_paths([gray_file])
    place_hint(window, qtbot, 0.7, 0.5)
    assert len(shown(window.parts.color_panel.suggested)) == 1


def test_a_drag_in_the_plane_changes_the_color_live_and_is_undone_at_once(colorized, qtbot, panel):
    first = color(colorized)
    plane, seen = panel.plane, []
    colorized.document.hints_changed.connect(lambda _: seen.append(color(colorized)))
    places = [plane.place_of(a, 5).toPoint() for a in (-5, -10, -15, -20)]
    drag_on(plane, qtbot, *places)
    assert len(seen) == 4
    assert color(colorized) == pytest.approx((-20, 5), abs=1)
    colorized.acts.undo.trigger()
    assert color(colorized) == first


def test_the_plane_gives_only_colors_inside_the_gamut(colorized, qtbot, panel):
    plane = panel.plane
    drag_on(plane, qtbot, QPoint(0, 0), QPoint(-500, 5))
    a, b = color(colorized)
    assert -80 < a < 0
    assert abs(b) < 80
    shown_hex = panel.hex.text()
    colorized.acts.undo.trigger()
    enter(panel, qtbot, shown_hex)
    assert color(colorized) == pytest.approx((a, b), abs=1.5)


def test_arrow_keys_change_the_color(colorized, qtbot, panel):
    plane = panel.plane
    enter(panel, qtbot, "#808080")
    plane.setFocus()
    qtbot.keyClick(plane, Qt.Key.Key_Right)
    qtbot.keyClick(plane, Qt.Key.Key_Up)
    qtbot.keyClick(plane, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    assert color(colorized) == pytest.approx((-8, 2), abs=0.01)
    assert plane.accessibleDescription() == "a* -8, b* 2"
    colorized.acts.undo.trigger()
    assert color(colorized) == pytest.approx((0, 0), abs=0.01)


def test_a_hex_color_is_shown_at_the_lightness_of_the_hints_place(colorized, qtbot, panel):
    hint = colorized.document.hint_state.current
    light = colorized.document.colors.lightness_at(hint.x, hint.y)
    enter(panel, qtbot, "#b04040")
    a, b = color(colorized)
    assert (a, b) == pytest.approx((45.5, 24.9), abs=0.5)
    expected = QColor(panel.hex.text())
    assert light > 60
    assert expected.lightness() > QColor("#b04040").lightness()
    assert expected.red() > expected.blue()


def test_a_hex_color_is_undone_with_the_key_right_after_it(colorized, qtbot, panel):
    first = color(colorized)
    enter(panel, qtbot, "#a05050")
    assert color(colorized) != first
    qtbot.keyClick(colorized.focusWidget(), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert color(colorized) == first


@pytest.mark.parametrize("typed", ["12345", "#12", ""])
def test_an_incomplete_hex_color_changes_nothing(colorized, qtbot, panel, typed):
    first, text = color(colorized), panel.hex.text()
    enter(panel, qtbot, typed)
    colorized.parts.canvas.setFocus()
    assert (color(colorized), panel.hex.text()) == (first, text)


def test_typing_hex_leaves_the_hint_alone(colorized, qtbot, panel):
    panel.hex.setFocus()
    text = panel.hex.text()
    for key in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete, Qt.Key.Key_3):
        qtbot.keyClick(panel.hex, key)
    assert len(hints(colorized)) == 1
    assert colorized.document.hint_state.selected == 0
    qtbot.keyClick(panel.hex, Qt.Key.Key_Escape)
    assert panel.hex.text() == text
    assert colorized.document.hint_state.selected == 0


def test_recent_colors_can_be_used_again(colorized, qtbot, panel):
    enter(panel, qtbot, "#a05050")
    red = color(colorized)
    drag_on(panel.plane, qtbot, *(panel.plane.place_of(a, 0).toPoint() for a in (5, 0, -20)))
    seen = len(shown(panel.recent))
    assert seen == 3  # the suggestion, what was typed, and the end of the drag
    click_photo(colorized, qtbot, 0.7, 0.8)
    qtbot.mouseClick(panel.recent.swatches[1], Qt.MouseButton.LeftButton)
    assert color(colorized) == pytest.approx(red)
    assert len(shown(panel.recent)) == seen


@pytest.mark.parametrize("way", ["button", "key"])
def test_an_area_can_be_kept_gray(colorized, qtbot, panel, way):
    if way == "button":
        qtbot.mouseClick(panel.gray_button, Qt.MouseButton.LeftButton)
    else:
        qtbot.keyClick(colorized.parts.canvas, "G")
    assert color(colorized) == (0, 0)
    assert colorized.acts.undo.text() == "Undo Keep Area Gray"


def test_colors_chosen_for_two_hints_are_undone_one_by_one(colorized, qtbot, panel):
    plane = panel.plane
    place_hint(colorized, qtbot, 0.7, 0.8)
    plane.setFocus()
    qtbot.keyClick(plane, Qt.Key.Key_Left)
    colorized.acts.next_hint.trigger()
    before = hints(colorized)
    qtbot.keyClick(plane, Qt.Key.Key_Left)
    colorized.acts.undo.trigger()
    assert hints(colorized) == before


def test_a_removed_hint_gives_the_focus_back_to_the_photo(colorized, qtbot, panel):
    colorized.activateWindow()  # as a window manager would
    qtbot.waitUntil(colorized.isActiveWindow)
    panel.plane.setFocus()
    qtbot.keyClick(panel.plane, Qt.Key.Key_Delete)
    assert hints(colorized) == ()
    assert colorized.parts.canvas.hasFocus()


def test_the_panel_follows_a_hint_that_moves(colorized, qtbot, panel):
    text = panel.hex.text()
    dark = on_photo(colorized, 0.55, 0.97)
    drag_on(colorized.parts.canvas, qtbot, on_photo(colorized, 0.7, 0.5), dark)
    assert panel.hex.text() != text
