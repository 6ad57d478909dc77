"""How far a hint acts: chosen in the panel or by a key, and shown as an outline."""

import json

import pytest
from gestures import hints, on_photo, picture, place_hint
from PySide6.QtCore import QPoint, Qt

from colorizer_gui.engine.hints import ColorHint, Reach
from colorizer_gui.engine.session.sidecar import sidecar_path

LEFT = Qt.MouseButton.LeftButton


def differing(one, other):
    """How many pixels of two images of one size differ."""
    return sum(
        one.pixel(x, y) != other.pixel(x, y)
        for x in range(0, one.width(), 2)
        for y in range(0, one.height(), 2)
    )


def checked(window):
    """The reach whose button is down."""
    buttons = window.parts.color_panel.reach.buttons
    return [reach for reach, button in buttons.items() if button.isChecked()]


def test_the_reach_of_a_new_hint_is_its_surface(colorized, qtbot):
    assert checked(colorized) == []
    assert not colorized.parts.color_panel.reach.isEnabled()
    place_hint(colorized, qtbot, 0.7, 0.5)
    assert hints(colorized)[0].reach is Reach.SURFACE
    assert checked(colorized) == [Reach.SURFACE]
    colorized.acts.deselect.trigger()
    assert checked(colorized) == []


@pytest.mark.parametrize("reach", [Reach.HERE, Reach.EVERYWHERE])
def test_a_button_changes_the_reach_and_that_is_undone(colorized, qtbot, reach, gray_file):
    place_hint(colorized, qtbot, 0.7, 0.5)
    with qtbot.waitSignal(colorized.document.colorized):
        qtbot.mouseClick(colorized.parts.color_panel.reach.buttons[reach], LEFT)
    assert hints(colorized)[0].reach is reach
    assert checked(colorized) == [reach]
    assert colorized.acts.undo.text() == "Undo Change Reach"
    qtbot.mouseClick(colorized.parts.color_panel.reach.buttons[reach], LEFT)
    assert checked(colorized) == [reach]
    colorized.acts.undo.trigger()
    assert checked(colorized) == [Reach.SURFACE]
    colorized.acts.redo.trigger()
    colorized.shutdown()
    recipe = json.loads(sidecar_path(gray_file).read_text())
    assert recipe["hints"][0]["reach"] == reach.value


def test_a_key_goes_through_the_reaches(colorized, qtbot):
    place_hint(colorized, qtbot, 0.7, 0.5)
    found = []
    for _ in range(3):
        qtbot.keyClick(colorized.parts.canvas, Qt.Key.Key_R)
        found.append(hints(colorized)[0].reach)
    assert found == [Reach.EVERYWHERE, Reach.HERE, Reach.SURFACE]


def test_the_outline_of_a_selected_hint_is_drawn(colorized, qtbot):
    place_hint(colorized, qtbot, 0.7, 0.5)
    for reach, has_outline in ((Reach.HERE, True), (Reach.EVERYWHERE, False)):
        hint = ColorHint(0.7, 0.5, 0, 0, 0.2, reach)
        assert bool(colorized.document.colors.outlines(hint)) is has_outline
    for _ in range(6):
        colorized.acts.bigger.trigger()
    here = colorized.parts.color_panel.reach.buttons[Reach.HERE]
    with qtbot.waitSignal(colorized.document.colorized):
        qtbot.mouseClick(here, LEFT)
    shown = picture(colorized)
    colorized.acts.deselect.trigger()
    assert differing(shown, picture(colorized)) > 50


def test_what_a_click_would_color_is_outlined_under_the_pointer(colorized, qtbot):
    canvas = colorized.parts.canvas
    for _ in range(8):
        colorized.hints.editor.resize(1)
    plain = picture(colorized)
    qtbot.mouseMove(canvas, on_photo(colorized, 0.3, 0.4))
    first = picture(colorized)
    assert differing(first, plain) > 5
    qtbot.mouseMove(canvas, on_photo(colorized, 0.6, 0.7))
    second = picture(colorized)
    assert second != first
    qtbot.mouseMove(canvas, QPoint(2, 2))  # beside the photo
    assert picture(colorized) == plain


def test_nothing_is_outlined_while_a_color_is_picked(colorized, qtbot):
    plain = picture(colorized)
    colorized.acts.pipette.trigger()
    qtbot.mouseMove(colorized.parts.canvas, on_photo(colorized, 0.3, 0.4))
    assert picture(colorized) == plain


def test_without_a_photo_there_is_no_outline(window):
    assert window.document.colors.outlines(ColorHint(0.5, 0.5, 0, 0)) == []
