"""Dust and scratches in the window: found, painted, erased, filled, and kept."""

import numpy as np
import pytest
from gestures import drag_on, turn_wheel
from PIL import Image
from prepare_steps import done, enter, open_photo
from PySide6.QtCore import QPointF, Qt

from colorizer_gui.engine.color.cielab import srgb_to_lab
from colorizer_gui.engine.preparation import Crop
from colorizer_gui.engine.session.recipe_file import read_recipe
from colorizer_gui.engine.session.sidecar import sidecar_path

LEFT, CTRL = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier
# Specks of dust: left and upper edge, in pixels.
SPECKS = (60, 50), (150, 90), (240, 150)
SIDE = 3


@pytest.fixture
def dusty(tmp_path):
    """A smooth scan with three bright specks of dust."""
    y, x = np.mgrid[0:200, 0:300]
    pixels = (60 + x / 6 + y / 8).astype(np.uint8)
    for left, top in SPECKS:
        pixels[top : top + SIDE, left : left + SIDE] = 235
    path = tmp_path / "dusty.png"
    Image.fromarray(pixels).save(path)
    return path


@pytest.fixture
def preparing(window, dusty, qtbot):
    """A window in the mode, with the dusty scan."""
    open_photo(window, qtbot, dusty)
    enter(window, qtbot)
    return window


def on_view(window, x, y):
    """The point of the view at a pixel of the scan, which is not turned."""
    photo = window.preparing.view.placement.photo
    scale = photo.width() / window.document.scan.width
    return QPointF(photo.x() + (x + 0.5) * scale, photo.y() + (y + 0.5) * scale).toPoint()


def stroke(window, qtbot, speck):
    """Drag over a speck and a little beyond."""
    left, top = speck
    places = [on_view(window, left + step, top + 1) for step in (-3, 1, SIDE + 3)]
    drag_on(window.preparing.view, qtbot, *places)


def shown(window, speck):
    """The color that the view shows of a speck."""
    image = window.preparing.view.grab().toImage()
    point = QPointF(on_view(window, speck[0] + 1, speck[1] + 1)) * image.devicePixelRatio()
    return image.pixelColor(point.toPoint())


def has_speck(pixels, speck):
    """Whether a speck is in pixels of the scan's size."""
    left, top = speck
    return int(pixels[top + 1, left + 1]) - int(pixels[top + 1, left - 8]) > 60


def find(window, qtbot):
    """Let dust be found."""
    with qtbot.waitSignal(window.preparing.dust.found):
        qtbot.mouseClick(window.preparing.panel.dust.find_button, LEFT)


def test_what_is_painted_is_filled_and_nothing_else_changes(preparing, qtbot, dusty):
    scan = np.asarray(Image.open(dusty))
    qtbot.keyClick(preparing, Qt.Key.Key_B)
    qtbot.keyClick(preparing, Qt.Key.Key_BracketRight)
    stroke(preparing, qtbot, SPECKS[0])
    veiled = shown(preparing, SPECKS[0])
    assert veiled.red() > veiled.green() + 40  # the veil
    qtbot.mouseClick(preparing.preparing.panel.dust.mask_button, LEFT)
    qtbot.waitUntil(lambda: shown(preparing, SPECKS[0]).lightness() < 120)  # filled
    done(preparing, qtbot)
    pixels = preparing.document.photo.pixels
    assert not has_speck(pixels, SPECKS[0])
    assert has_speck(pixels, SPECKS[1])
    places = preparing.document.history.state.preparation.dust.places(scan.shape)
    assert np.array_equal(pixels[~places], scan[~places])
    assert places.mean() < 0.01


def test_what_is_found_and_erased_is_untouched_in_the_saved_file(preparing, qtbot, dusty, tmp_path):
    find(preparing, qtbot)
    assert preparing.preparing.panel.dust.count.text() == "Places: 3"
    qtbot.mouseClick(preparing.preparing.panel.dust.eraser, LEFT)
    for _ in range(8):
        turn_wheel(preparing.preparing.view, on_view(preparing, 10, 10), 1, CTRL)
    stroke(preparing, qtbot, SPECKS[1])
    qtbot.waitUntil(lambda: preparing.preparing.panel.dust.count.text() == "Places: 2")
    done(preparing, qtbot)
    saved = tmp_path / "saved.png"
    with qtbot.waitSignal(preparing.exports.finished):
        preparing.exports.save_to(saved)
    lightness = srgb_to_lab(np.asarray(Image.open(saved), np.float32) / 255)[..., 0]
    scan = np.asarray(Image.open(dusty), np.float32)[..., None].repeat(3, axis=2) / 255
    before = srgb_to_lab(scan)[..., 0]
    left, top = SPECKS[1]
    around = slice(top - 10, top + 10), slice(left - 10, left + 10)
    assert np.abs(lightness[around] - before[around]).max() < 0.6  # rounding to 8 bits
    for left, top in (SPECKS[0], SPECKS[2]):
        assert before[top + 1, left + 1] - lightness[top + 1, left + 1] > 20


def test_corrections_stay_when_dust_is_found_again_and_each_step_is_undone(preparing, qtbot):
    rows, editor = preparing.preparing.panel.dust, preparing.preparing.editor
    find(preparing, qtbot)
    qtbot.keyClick(preparing, Qt.Key.Key_E)
    for _ in range(8):
        qtbot.keyClick(preparing, Qt.Key.Key_BracketRight)
    stroke(preparing, qtbot, SPECKS[1])
    erased = editor.preparation.dust
    with qtbot.waitSignal(preparing.preparing.dust.found):
        rows.sensitivity_row.number.setValue(60)
    qtbot.waitUntil(lambda: rows.find_button.isEnabled())
    left, top = SPECKS[1]
    assert not editor.preparation.dust.places()[top + 1, left + 1]
    names = [str(edit.name) for edit in editor.history.done]
    assert names[:2] == ["Find Dust", "Erase Dust"]
    while editor.preparation.dust != erased:
        preparing.acts.undo.trigger()
    preparing.acts.undo.trigger()
    assert editor.preparation.dust.places()[top + 1, left + 1]
    preparing.acts.undo.trigger()
    assert editor.preparation.dust is None


def test_done_waits_until_dust_is_found(preparing, qtbot, dusty):
    panel, notices = preparing.preparing.panel, preparing.parts.notices
    qtbot.mouseClick(panel.dust.find_button, LEFT)
    assert not panel.done_button.isEnabled()
    assert panel.done_button.text() == "Looking for Dust"
    preparing.preparing.view.setFocus()  # as a moment after the click
    for key in (Qt.Key.Key_Return, Qt.Key.Key_C):
        notices.clear()
        qtbot.keyClick(preparing.preparing.view, key)
        assert "Dust is still being looked for" in notices.sentence
        assert preparing.preparing.view.isVisible()
        assert preparing.acts.prepare.isChecked()
    qtbot.waitUntil(panel.done_button.isEnabled)
    assert notices.sentence == ""
    done(preparing, qtbot)
    assert not has_speck(preparing.document.photo.pixels, SPECKS[0])


def test_looking_for_dust_is_stopped(preparing, qtbot):
    panel = preparing.preparing.panel
    qtbot.mouseClick(panel.dust.find_button, LEFT)
    assert panel.dust.find_button.text() == "Stop"
    qtbot.mouseClick(panel.dust.find_button, LEFT)
    assert panel.done_button.isEnabled()
    assert (panel.dust.find_button.text(), panel.dust.count.text()) == ("Find", "Places: 0")
    find(preparing, qtbot)
    assert panel.dust.count.text() == "Places: 3"


@pytest.mark.parametrize("is_early", [True, False])
def test_what_is_painted_while_dust_is_looked_for_stays_beside_what_is_found(
    preparing, qtbot, is_early
):
    editor, dust = preparing.preparing.editor, preparing.preparing.dust
    spot = (20, 150)
    qtbot.keyClick(preparing, Qt.Key.Key_B)
    qtbot.mouseClick(preparing.preparing.panel.dust.find_button, LEFT)
    if is_early:
        stroke(preparing, qtbot, spot)
    else:  # the brush is down when dust is found
        view = preparing.preparing.view
        qtbot.mousePress(view, LEFT, pos=on_view(preparing, *spot))
        with qtbot.waitSignal(dust.busy_changed):
            qtbot.mouseMove(view, on_view(preparing, spot[0] + 2, spot[1]))
        qtbot.mouseRelease(view, LEFT, pos=on_view(preparing, spot[0] + 2, spot[1]))
    qtbot.waitUntil(lambda: not dust.is_looking)
    places = editor.preparation.dust.places()
    for left, top in (spot, *SPECKS):
        assert places[top + 1, left + 1] or places[top, left]
    assert [str(edit.name) for edit in editor.history.done] == ["Paint Dust", "Find Dust"]


def test_a_photo_that_is_left_says_that_dust_was_not_found(window, qtbot, dusty, gray_file):
    open_photo(window, qtbot, gray_file)
    open_photo(window, qtbot, dusty)
    enter(window, qtbot)
    strip = window.parts.strip
    first = strip.visualRect(strip.model().index(0, 0)).center()
    qtbot.mouseClick(window.preparing.panel.dust.find_button, LEFT)
    with qtbot.waitSignal(window.document.opened):
        qtbot.mouseClick(strip.viewport(), LEFT, pos=first)
    assert window.parts.notices.sentence.startswith("You left dusty.png while dust")


def test_automatic_levels_leave_dust_out_below_its_mask_and_filled(preparing, qtbot):
    levels, dust = preparing.preparing.panel.levels, preparing.preparing.panel.dust
    preparing.preparing.editor.set_crop(Crop(0.1, 0.1, 0.3, 0.4))  # of which a speck is 0.25 %
    qtbot.mouseClick(levels.automatic, LEFT)
    qtbot.waitUntil(lambda: levels.white.value() == 235)
    qtbot.keyClick(preparing, Qt.Key.Key_B)
    stroke(preparing, qtbot, SPECKS[0])
    qtbot.waitUntil(lambda: levels.white.value() < 120)
    white = levels.white.value()
    with qtbot.waitSignal(preparing.preparing.view.previewed):
        qtbot.mouseClick(dust.mask_button, LEFT)
    assert levels.white.value() == white
    done(preparing, qtbot)
    assert preparing.document.photo.pixels.max() == 255


def test_escape_takes_a_stroke_back_and_then_puts_the_brush_away(preparing, qtbot):
    view, rows = preparing.preparing.view, preparing.preparing.panel.dust
    qtbot.keyClick(preparing, Qt.Key.Key_B)
    qtbot.mousePress(view, LEFT, pos=on_view(preparing, 50, 50))
    qtbot.mouseMove(view, on_view(preparing, 100, 50))
    qtbot.keyClick(preparing, Qt.Key.Key_Escape)
    qtbot.mouseRelease(view, LEFT, pos=on_view(preparing, 100, 50))
    assert preparing.preparing.editor.preparation.dust is None
    assert rows.brush.isChecked()
    qtbot.keyClick(preparing, Qt.Key.Key_Escape)
    assert not rows.brush.isChecked()
    assert view.isVisible()


def test_dust_is_painted_where_the_turned_scan_shows_it(preparing, qtbot):
    preparing.acts.rotate_right.trigger()
    qtbot.keyClick(preparing, Qt.Key.Key_B)
    photo = preparing.preparing.view.placement.photo
    x, y = 1 - (SPECKS[2][1] + 1.5) / 200, (SPECKS[2][0] + 1.5) / 300  # turned clockwise
    point = QPointF(photo.x() + x * photo.width(), photo.y() + y * photo.height()).toPoint()
    qtbot.mouseClick(preparing.preparing.view, LEFT, pos=point)
    places = preparing.preparing.editor.preparation.dust.places()
    left, top = SPECKS[2]
    assert places[top + 1, left + 1]
    assert places.sum() < 60


def test_dust_comes_back_on_opening(preparing, make_window, tiny_model, qtbot, dusty):
    qtbot.keyClick(preparing, Qt.Key.Key_B)
    qtbot.keyClick(preparing, Qt.Key.Key_BracketRight)
    stroke(preparing, qtbot, SPECKS[0])
    done(preparing, qtbot)
    pixels = preparing.document.photo.pixels
    preparing.close()
    assert read_recipe(sidecar_path(dusty)).preparation.dust is not None
    again = make_window(tiny_model)
    open_photo(again, qtbot, dusty)
    assert np.array_equal(again.document.photo.pixels, pixels)
    enter(again, qtbot)
    qtbot.waitUntil(lambda: again.preparing.panel.dust.count.text() == "Places: 1")
