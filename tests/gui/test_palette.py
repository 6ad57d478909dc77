"""The palette: likely colours, the plane, HEX, recent colours, grey."""

import pytest
from gestures import click_photo, drag_on, hints, on_photo
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor

from model_files import ABOUT, CENTRES, write_model

# Of the tiny model's three bins one is too unlikely to be offered.
OFFERED = 2


@pytest.fixture
def panel(coloured, qtbot):
    """The palette of a window with one hint, which is selected."""
    click_photo(coloured, qtbot, 0.7, 0.5)
    return coloured.parts.palette_panel


def colour(window):
    """a* and b* of the selected hint."""
    hint = window.document.hint_state.current
    return hint.a, hint.b


def shown(row):
    """The colours that a row of swatches offers, in HEX."""
    swatches = [swatch for swatch in row.swatches if swatch.isEnabled()]
    return [swatch.accessibleName().split(", ")[1] for swatch in swatches]


def enter(panel, qtbot, text):
    """Type a HEX colour."""
    panel.hex.setFocus()
    panel.hex.selectAll()
    qtbot.keyClicks(panel.hex, text)
    qtbot.keyClick(panel.hex, Qt.Key.Key_Return)


def test_without_a_selected_hint_the_palette_says_what_to_do(coloured, qtbot):
    panel = coloured.parts.palette_panel
    sentence = "Click in the photo where you know the colour."
    assert panel.plane.accessibleDescription() == sentence
    assert not panel.plane.isEnabled()
    click_photo(coloured, qtbot, 0.7, 0.5)
    assert panel.plane.accessibleDescription() != sentence
    assert panel.plane.isEnabled()
    qtbot.keyClick(coloured, Qt.Key.Key_Escape)
    assert not panel.hex.isEnabled()
    assert panel.hex.text() == ""


def test_a_suggestion_gives_the_hint_its_colour(coloured, qtbot, panel):
    offered = shown(panel.suggested)
    assert len(set(offered)) == len(offered) == OFFERED
    assert panel.suggested.swatches[0].isChecked()
    qtbot.mouseClick(panel.suggested.swatches[1], Qt.MouseButton.LeftButton)
    assert colour(coloured) == pytest.approx(tuple(CENTRES[2]), abs=1)
    assert panel.suggested.swatches[1].isChecked()
    assert panel.hex.text() == offered[1]
    assert coloured.acts.undo.text() == "Undo Change Hint Colour"
    coloured.acts.undo.trigger()
    assert colour(coloured) == pytest.approx(tuple(CENTRES[0]), abs=1)


def test_suggestions_are_those_of_the_network_without_the_hint(coloured, qtbot, panel):
    offered = shown(panel.suggested)
    enter(panel, qtbot, "#00a000")
    hint = hints(coloured)
    qtbot.waitUntil(lambda: coloured.document.analyses.kept(hint) is not None)
    assert shown(panel.suggested) == offered


def test_suggestions_for_a_hint_that_is_selected_again(coloured, qtbot, panel):
    click_photo(coloured, qtbot, 0.7, 0.8)
    for y in (0.1, 0.9, 0.15, 0.85):
        click_photo(coloured, qtbot, 0.9, y)
    click_photo(coloured, qtbot, 0.7, 0.5)
    qtbot.waitUntil(lambda: len(shown(panel.suggested)) == OFFERED)


def test_a_model_without_bins_suggests_what_it_would_do(make_window, qtbot, tmp_path, grey_file):
    plain = write_model(tmp_path / "plain.onnx", {**ABOUT, "id": "plain"}, bins=False)
    window = make_window(plain)
    with qtbot.waitSignal(window.document.coloured):
        window.open_paths([grey_file])
    click_photo(window, qtbot, 0.7, 0.5)
    assert len(shown(window.parts.palette_panel.suggested)) == 1


def test_a_drag_in_the_plane_changes_the_colour_live_and_is_undone_at_once(coloured, qtbot, panel):
    first = colour(coloured)
    plane, seen = panel.plane, []
    coloured.document.hints_changed.connect(lambda _: seen.append(colour(coloured)))
    places = [plane.place_of(a, 5).toPoint() for a in (-5, -10, -15, -20)]
    drag_on(plane, qtbot, *places)
    assert len(seen) == 4
    assert colour(coloured) == pytest.approx((-20, 5), abs=1)
    coloured.acts.undo.trigger()
    assert colour(coloured) == first


def test_the_plane_gives_only_colours_that_can_be_shown(coloured, qtbot, panel):
    plane = panel.plane
    drag_on(plane, qtbot, QPoint(0, 0), QPoint(-500, 5))
    a, b = colour(coloured)
    assert -80 < a < 0
    assert abs(b) < 80
    shown_hex = panel.hex.text()
    coloured.acts.undo.trigger()
    enter(panel, qtbot, shown_hex)
    assert colour(coloured) == pytest.approx((a, b), abs=1.5)


def test_arrow_keys_change_the_colour(coloured, qtbot, panel):
    plane = panel.plane
    enter(panel, qtbot, "#808080")
    plane.setFocus()
    qtbot.keyClick(plane, Qt.Key.Key_Right)
    qtbot.keyClick(plane, Qt.Key.Key_Up)
    qtbot.keyClick(plane, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    assert colour(coloured) == pytest.approx((-8, 2), abs=0.01)
    assert plane.accessibleDescription() == "a* -8, b* 2"
    coloured.acts.undo.trigger()
    assert colour(coloured) == pytest.approx((0, 0), abs=0.01)


def test_a_hex_colour_gives_its_hue_and_is_shown_at_the_lightness_of_the_place(
    coloured, qtbot, panel
):
    hint = coloured.document.hint_state.current
    light = coloured.document.lightness_at(hint.x, hint.y)
    enter(panel, qtbot, "#b04040")
    a, b = colour(coloured)
    assert (a, b) == pytest.approx((45.5, 24.9), abs=0.5)
    expected = QColor(panel.hex.text())
    assert light > 60
    assert expected.lightness() > QColor("#b04040").lightness()
    assert expected.red() > expected.blue()


def test_a_hex_colour_is_undone_with_the_key_right_after_it(coloured, qtbot, panel):
    first = colour(coloured)
    enter(panel, qtbot, "#a05050")
    assert colour(coloured) != first
    qtbot.keyClick(coloured.focusWidget(), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert colour(coloured) == first


@pytest.mark.parametrize("typed", ["12345", "#12", ""])
def test_half_a_hex_colour_changes_nothing(coloured, qtbot, panel, typed):
    first, text = colour(coloured), panel.hex.text()
    enter(panel, qtbot, typed)
    coloured.parts.canvas.setFocus()
    assert (colour(coloured), panel.hex.text()) == (first, text)


def test_typing_hex_leaves_the_hint_alone(coloured, qtbot, panel):
    panel.hex.setFocus()
    text = panel.hex.text()
    for key in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete, Qt.Key.Key_3):
        qtbot.keyClick(panel.hex, key)
    assert len(hints(coloured)) == 1
    assert coloured.document.hint_state.selected == 0
    qtbot.keyClick(panel.hex, Qt.Key.Key_Escape)
    assert panel.hex.text() == text
    assert coloured.document.hint_state.selected == 0


def test_recent_colours_can_be_used_again(coloured, qtbot, panel):
    enter(panel, qtbot, "#a05050")
    red = colour(coloured)
    drag_on(panel.plane, qtbot, *(panel.plane.place_of(a, 0).toPoint() for a in (5, 0, -20)))
    assert len(shown(panel.recent)) == 2
    click_photo(coloured, qtbot, 0.7, 0.8)
    qtbot.mouseClick(panel.recent.swatches[1], Qt.MouseButton.LeftButton)
    assert colour(coloured) == pytest.approx(red)
    assert len(shown(panel.recent)) == 2


@pytest.mark.parametrize("way", ["button", "key"])
def test_an_area_can_be_kept_grey(coloured, qtbot, panel, way):
    if way == "button":
        qtbot.mouseClick(panel.grey_button, Qt.MouseButton.LeftButton)
    else:
        qtbot.keyClick(coloured.parts.canvas, "G")
    assert colour(coloured) == (0, 0)
    assert coloured.acts.undo.text() == "Undo Keep Area Grey"


def test_colours_chosen_for_two_hints_are_undone_one_by_one(coloured, qtbot, panel):
    plane = panel.plane
    click_photo(coloured, qtbot, 0.7, 0.8)
    plane.setFocus()
    qtbot.keyClick(plane, Qt.Key.Key_Left)
    coloured.acts.next_hint.trigger()
    before = hints(coloured)
    qtbot.keyClick(plane, Qt.Key.Key_Left)
    coloured.acts.undo.trigger()
    assert hints(coloured) == before


def test_a_removed_hint_gives_the_focus_back_to_the_photo(coloured, qtbot, panel):
    coloured.activateWindow()  # as a window manager would
    qtbot.waitUntil(coloured.isActiveWindow)
    panel.plane.setFocus()
    qtbot.keyClick(panel.plane, Qt.Key.Key_Delete)
    assert hints(coloured) == ()
    assert coloured.parts.canvas.hasFocus()


def test_the_palette_follows_a_hint_that_moves(coloured, qtbot, panel):
    text = panel.hex.text()
    dark = on_photo(coloured, 0.55, 0.97)
    drag_on(coloured.parts.canvas, qtbot, on_photo(coloured, 0.7, 0.5), dark)
    assert panel.hex.text() != text
