"""Strokes and regions that are drawn with the keyboard alone."""

import numpy as np
import pytest
from gestures import hints, on_photo, picture, place_hint
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor

from colorizer_gui.engine.regions import RegionKind
from colorizer_gui.gui.canvas.panes import Mode

SHIFT, ALT = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.AltModifier
ENTER = Qt.Key.Key_Return
LEFT, RIGHT, UP, DOWN = Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down


@pytest.fixture
def drawing(colorized, qtbot):
    """A window in which keys go to a photo that shows its result alone."""
    colorized.acts.modes[Mode.AFTER].trigger()
    colorized.parts.canvas.setFocus()
    return colorized


def press(window, qtbot, key, count=1, modifiers=Qt.KeyboardModifier.NoModifier):
    """Press a key several times."""
    for _ in range(count):
        qtbot.keyClick(window.parts.canvas, key, modifiers)


def regions(window):
    """The regions of the open photo."""
    return window.document.region_state.regions


def coverage(window):
    """What the only region covers, by rows and columns."""
    (region,) = regions(window)
    return region.mask.coverage()


def told(window):
    """What assistive technology is told of the canvas."""
    return window.parts.canvas.accessibleDescription()


def test_a_stroke_is_painted_from_where_the_brush_was_moved(drawing, qtbot):
    press(drawing, qtbot, Qt.Key.Key_B)
    drawing.parts.color_panel.take(QColor("#4a66d0"))
    press(drawing, qtbot, ENTER)
    assert told(drawing) == "The brush is up, at 50% from the left, 50% from the top"
    press(drawing, qtbot, UP, 10, SHIFT)
    assert regions(drawing) == ()
    press(drawing, qtbot, ENTER)
    assert told(drawing).startswith("The brush is down, at 50% from the left")
    with qtbot.waitSignal(drawing.document.colorized):
        press(drawing, qtbot, RIGHT, 12)
        press(drawing, qtbot, ENTER)
    assert told(drawing).startswith("The brush is up")
    covered = coverage(drawing)
    rows, columns = np.flatnonzero(covered.any(axis=1)), np.flatnonzero(covered.any(axis=0))
    height, width = covered.shape
    assert rows.max() < 0.5 * height  # it was moved up before
    assert columns.min() < 0.5 * width < 0.55 * width < columns.max()
    assert len(columns) > 2 * len(rows)
    assert drawing.acts.undo.text() == "Undo Paint"
    drawing.acts.undo.trigger()
    assert regions(drawing) == ()


def test_escape_drops_the_stroke_and_then_puts_the_brush_away(drawing, qtbot):
    press(drawing, qtbot, Qt.Key.Key_P)
    press(drawing, qtbot, ENTER, 2)
    press(drawing, qtbot, DOWN, 5)
    press(drawing, qtbot, Qt.Key.Key_Escape)
    assert regions(drawing) == ()
    assert told(drawing).startswith("The brush is up")
    press(drawing, qtbot, DOWN, 5)
    press(drawing, qtbot, ENTER, 2)
    assert [each.kind for each in regions(drawing)] == [RegionKind.KEEP]
    press(drawing, qtbot, Qt.Key.Key_Escape, 2)  # the region first
    before = picture(drawing)
    press(drawing, qtbot, DOWN, 3, SHIFT)
    assert picture(drawing) == before  # no brush moves


def test_the_arrows_go_to_other_photos_only_while_the_brush_is_up(drawing, qtbot, tmp_path):
    other = tmp_path / "other.png"
    picture(drawing).save(str(other))
    with qtbot.waitSignal(drawing.document.colorized):
        drawing.open_paths([other])
    press(drawing, qtbot, Qt.Key.Key_B)
    press(drawing, qtbot, ENTER, 2)
    press(drawing, qtbot, LEFT, 3)
    assert drawing.document.photo.path == other
    press(drawing, qtbot, ENTER)
    assert len(regions(drawing)) == 1
    with qtbot.waitSignal(drawing.document.opened):
        press(drawing, qtbot, LEFT)


def test_enter_twice_selects_the_surface_below_the_cursor(drawing, qtbot):
    press(drawing, qtbot, Qt.Key.Key_S)
    press(drawing, qtbot, ENTER)
    assert told(drawing) == "The cursor is at 50% from the left, 50% from the top"
    press(drawing, qtbot, ENTER, 2)
    first = coverage(drawing)
    assert first.any()
    press(drawing, qtbot, UP, 15, SHIFT)
    press(drawing, qtbot, ENTER)
    press(drawing, qtbot, ENTER, 1, SHIFT)
    assert coverage(drawing).sum() > first.sum()


def test_a_region_is_drawn_around_and_its_inside_cut_out(drawing, qtbot):
    def circle(side, modifiers):
        press(drawing, qtbot, ENTER)
        assert told(drawing).startswith("A line is drawn")
        for key in (RIGHT, DOWN, LEFT, UP):
            press(drawing, qtbot, key, side)
        press(drawing, qtbot, ENTER, 1, modifiers)

    press(drawing, qtbot, Qt.Key.Key_S)
    press(drawing, qtbot, ENTER)
    circle(20, Qt.KeyboardModifier.NoModifier)
    whole = coverage(drawing).sum()
    for key in (RIGHT, DOWN):
        press(drawing, qtbot, key, 5, SHIFT)
    circle(10, ALT)
    assert 0.6 * whole < coverage(drawing).sum() < 0.9 * whole


def test_an_unsteady_mouse_does_not_draw_and_tab_lifts_the_brush(drawing, qtbot):
    press(drawing, qtbot, Qt.Key.Key_B)
    press(drawing, qtbot, ENTER, 2)
    qtbot.mouseMove(drawing.parts.canvas, on_photo(drawing, 0.95, 0.95))
    press(drawing, qtbot, Qt.Key.Key_Tab)
    assert not drawing.parts.canvas.hasFocus()
    covered = coverage(drawing)
    assert covered.any()
    assert not covered[covered.shape[0] * 3 // 4 :].any()
    drawing.parts.canvas.setFocus()
    qtbot.mouseMove(drawing.parts.canvas, on_photo(drawing, 0.9, 0.9))
    assert not coverage(drawing)[covered.shape[0] * 3 // 4 :].any()


def test_keys_draw_beside_the_original_too(drawing, qtbot):
    drawing.acts.modes[Mode.SIDE_BY_SIDE].trigger()
    press(drawing, qtbot, Qt.Key.Key_P)
    press(drawing, qtbot, ENTER, 3)
    rows, columns = np.nonzero(coverage(drawing))
    height, width = coverage(drawing).shape
    assert rows.mean() == pytest.approx(height / 2, abs=1)
    assert columns.mean() == pytest.approx(width / 2, abs=1)


def test_shift_and_arrows_move_hints_and_the_brush_on_a_mac(drawing, qtbot):
    """Where arrows are said to be keys of the keypad."""
    keys = SHIFT | Qt.KeyboardModifier.KeypadModifier
    press(drawing, qtbot, Qt.Key.Key_B)
    press(drawing, qtbot, ENTER)
    press(drawing, qtbot, UP, 3, keys)
    assert "50% from the top" not in told(drawing)
    press(drawing, qtbot, Qt.Key.Key_H)
    place_hint(drawing, qtbot, 0.3, 0.3)
    before = hints(drawing)[0].x
    press(drawing, qtbot, RIGHT, 3, keys)
    assert hints(drawing)[0].x > before


def test_the_brush_stays_on_its_place_when_the_photo_is_zoomed(drawing, qtbot):
    press(drawing, qtbot, Qt.Key.Key_B)
    press(drawing, qtbot, ENTER)
    press(drawing, qtbot, RIGHT, 15, SHIFT)
    press(drawing, qtbot, ENTER)
    place = told(drawing)
    assert "50% from the left" not in place
    before = drawing.parts.canvas.shown_photos()[-1]
    qtbot.keyClick(drawing, "+")
    assert drawing.parts.canvas.shown_photos()[-1] != before
    drawing.parts.canvas.grab()  # as the screen shows it
    press(drawing, qtbot, ENTER)
    assert told(drawing) == place.replace("down", "up")
