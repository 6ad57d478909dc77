"""Hints on the canvas: placing, moving, resizing, removing them."""

import os
import subprocess
import sys

import numpy as np
import pytest
from gestures import (
    click_photo,
    drag_on,
    entry,
    has_ring,
    hints,
    on_photo,
    open_menu,
    picture,
    place_hint,
    take_suggestion,
    turn_wheel,
    without_hints,
)
from PIL import Image
from PySide6.QtCore import QPoint, QRect, Qt

from colorizer_gui.engine.colorizer import Colorizer
from colorizer_gui.engine.model.library import DEFAULT_MODEL, installed_models
from colorizer_gui.engine.model.runtime import Model
from colorizer_gui.engine.photo import read_photo


def test_a_hint_is_dragged_and_that_is_undone_at_once(colorized, qtbot):
    place_hint(colorized, qtbot, 0.7, 0.5)
    placed = hints(colorized)
    canvas = colorized.parts.canvas
    grip = QPoint(3, -2)
    steps = [on_photo(colorized, x, 0.5) + grip for x in (0.7, 0.75, 0.8, 0.9)]
    drag_on(canvas, qtbot, *steps)
    assert hints(colorized)[0].x == pytest.approx(0.9, abs=0.002)
    assert colorized.acts.undo.text() == "Undo Move Hint"
    colorized.acts.undo.trigger()
    assert hints(colorized) == placed
    colorized.acts.undo.trigger()
    assert hints(colorized) == ()
    colorized.acts.redo.trigger()
    colorized.acts.redo.trigger()
    assert hints(colorized)[0].x == pytest.approx(0.9, abs=0.002)


@pytest.mark.parametrize("keys", ["Z", "ZZ+"])
def test_a_drag_moves_the_photo_and_begins_no_hint(colorized, qtbot, keys):
    canvas = colorized.parts.canvas
    qtbot.keyClick(colorized, "3")
    for key in keys:
        qtbot.keyClick(colorized, key, Qt.KeyboardModifier.ShiftModifier)
    start = canvas.rect().center() + QPoint(-60, 70)
    before = picture(colorized).pixelColor(start)
    qtbot.keyClick(colorized, "4")
    drag_on(canvas, qtbot, start, start + QPoint(30, 20), start + QPoint(60, 40))
    qtbot.keyClick(colorized, "3")
    assert picture(colorized).pixelColor(start + QPoint(60, 40)) == before
    assert colorized.document.hint_state.current is None


def test_a_drag_of_a_fitted_photo_does_nothing(colorized, qtbot):
    plain = picture(colorized)
    places = [on_photo(colorized, x, 0.3) for x in (0.6, 0.7, 0.8)]
    drag_on(colorized.parts.canvas, qtbot, *places)
    assert colorized.document.hint_state.current is None
    assert without_hints(colorized) == plain


def test_a_drag_that_crosses_a_hint_leaves_it_alone(colorized, qtbot):
    place_hint(colorized, qtbot, 0.7, 0.5)
    placed = hints(colorized)
    drag_on(colorized.parts.canvas, qtbot, *(on_photo(colorized, x, 0.5) for x in (0.6, 0.7, 0.8)))
    assert hints(colorized) == placed


def test_a_hint_stays_within_the_photo(colorized, qtbot):
    place_hint(colorized, qtbot, 0.7, 0.5)
    drag_on(colorized.parts.canvas, qtbot, on_photo(colorized, 0.7, 0.5), QPoint(-50, 5000))
    assert (hints(colorized)[0].x, hints(colorized)[0].y) == (0, 1)


def test_while_dragging_the_newest_place_wins(colorized, qtbot):
    place_hint(colorized, qtbot, 0.55, 0.5)
    seen = []
    colorized.document.colorized.connect(seen.append)
    places = [on_photo(colorized, 0.55 + i / 100, 0.5) for i in range(40)]
    drag_on(colorized.parts.canvas, qtbot, *places)
    last = hints(colorized)
    qtbot.waitUntil(lambda: colorized.document.predictions.kept(last) is not None)
    assert len(seen) < len(places)


@pytest.mark.parametrize("way", ["context menu", "delete", "backspace", "menu"])
def test_ways_to_remove_a_hint(colorized, qtbot, way):
    place_hint(colorized, qtbot, 0.7, 0.3)
    place_hint(colorized, qtbot, 0.7, 0.7)
    if way == "context menu":
        menu = open_menu(colorized.parts.canvas, on_photo(colorized, 0.7, 0.7))
        qtbot.mouseClick(menu, Qt.MouseButton.LeftButton, pos=entry(menu, "Remove Hint"))
    elif way == "menu":
        colorized.acts.remove_hint.trigger()
    else:
        key = Qt.Key.Key_Delete if way == "delete" else Qt.Key.Key_Backspace
        qtbot.keyClick(colorized.parts.canvas, key)
    assert [round(hint.y, 1) for hint in hints(colorized)] == [0.3]
    assert not colorized.acts.remove_hint.isEnabled()
    assert colorized.acts.undo.text() == "Undo Remove Hint"
    colorized.acts.undo.trigger()
    assert colorized.document.hint_state.selected == 1


def test_all_hints_are_removed_and_come_back(colorized, qtbot):
    for y in (0.2, 0.5, 0.8):
        place_hint(colorized, qtbot, 0.7, y)
    placed = hints(colorized)
    colorized.acts.clear_hints.trigger()
    assert hints(colorized) == ()
    assert colorized.acts.undo.text() == "Undo Remove All Hints"
    colorized.acts.undo.trigger()
    assert hints(colorized) == placed


def test_keys_and_wheel_resize_the_selected_hint_and_the_next_new_one(colorized, qtbot):
    place_hint(colorized, qtbot, 0.7, 0.3)
    first = hints(colorized)[0].radius
    qtbot.keyClick(colorized.parts.canvas, "]")
    place = on_photo(colorized, 0.7, 0.5)
    zoom = colorized.parts.zoom_label.text()
    turn_wheel(colorized.parts.canvas, place, 2, Qt.KeyboardModifier.ControlModifier)
    larger = hints(colorized)[0].radius
    assert larger == pytest.approx(first * 1.25**3)
    assert colorized.parts.zoom_label.text() == zoom
    place_hint(colorized, qtbot, 0.7, 0.7)
    assert hints(colorized)[1].radius == larger
    qtbot.keyClick(colorized.parts.canvas, "[")
    assert hints(colorized)[1].radius == pytest.approx(first * 1.25**2)
    colorized.acts.undo.trigger()
    colorized.acts.undo.trigger()
    assert colorized.acts.undo.text() == "Undo Resize Hint"
    colorized.acts.undo.trigger()
    assert hints(colorized)[0].radius == first


def test_without_a_selected_hint_the_wheel_with_control_zooms(colorized):
    zoom = colorized.parts.zoom_label.text()
    place = on_photo(colorized, 0.7, 0.5)
    turn_wheel(colorized.parts.canvas, place, 1, Qt.KeyboardModifier.ControlModifier)
    assert colorized.parts.zoom_label.text() != zoom


def test_hints_hide_while_the_original_is_shown(colorized, qtbot):
    canvas = colorized.parts.canvas
    place_hint(colorized, qtbot, 0.7, 0.5)
    qtbot.keyPress(canvas, Qt.Key.Key_Backslash)
    assert not has_ring(colorized, 0.7, 0.5)
    qtbot.keyRelease(canvas, Qt.Key.Key_Backslash)
    assert has_ring(colorized, 0.7, 0.5)
    qtbot.keyClick(colorized, "3")
    assert not has_ring(colorized, 0.7, 0.5)
    click_photo(colorized, qtbot, 0.7, 0.3)
    assert len(hints(colorized)) == 1


def test_the_side_before_takes_hints_too(colorized, qtbot):
    place_hint(colorized, qtbot, 0.2, 0.5)
    assert hints(colorized)[0].x == pytest.approx(0.2, abs=0.002)
    place_hint(colorized, qtbot, 0.8, 0.5)
    assert has_ring(colorized, 0.2, 0.5, radius=6)  # seen where it can be clicked
    assert has_ring(colorized, 0.8, 0.5)


def test_side_by_side_both_photos_take_hints(colorized, qtbot):
    qtbot.keyClick(colorized, "2")
    canvas = colorized.parts.canvas
    width = (canvas.width() - 8) // 2
    left = QRect(0, 0, width, canvas.height())
    for pane, x in ((left, 0.3), (left.translated(width + 8, 0), 0.6)):
        place = on_photo(colorized, x, 0.5, pane)
        qtbot.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=place)
        take_suggestion(colorized, qtbot)
    assert [hint.x for hint in hints(colorized)] == pytest.approx([0.3, 0.6], abs=0.003)
    for pane in (left, left.translated(width + 8, 0)):
        assert has_ring(colorized, 0.3, 0.5, radius=6, pane=pane)


def test_clicks_beside_the_photo_do_nothing(colorized, qtbot):
    place_hint(colorized, qtbot, 0.7, 0.5)
    qtbot.mouseClick(colorized.parts.canvas, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    assert len(hints(colorized)) == 1
    assert colorized.document.hint_state.selected == 0


def test_before_the_photo_is_colorized_a_click_does_nothing(make_window, qtbot, gray_file):
    window = make_window()
    with qtbot.waitSignal(window.document.opened):
        window.open_paths([gray_file])
    click_photo(window, qtbot, 0.7, 0.5)
    assert hints(window) == ()
    assert not window.acts.add_hint.isEnabled()


def test_the_keyboard_alone_places_moves_and_chooses_hints(colorized, qtbot):
    canvas = colorized.parts.canvas
    qtbot.keyClick(colorized, Qt.Key.Key_F)
    qtbot.keyClick(canvas, Qt.Key.Key_Insert)
    swatch = colorized.parts.color_panel.suggested.swatches[0]
    qtbot.waitUntil(swatch.isEnabled)
    swatch.setFocus()
    qtbot.keyClick(swatch, Qt.Key.Key_Space)
    canvas.setFocus()
    assert (hints(colorized)[0].x, hints(colorized)[0].y) == pytest.approx((0.5, 0.5))
    for _ in range(3):
        qtbot.keyClick(canvas, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    moved = hints(colorized)[0].x
    assert moved > 0.5
    colorized.acts.undo.trigger()
    assert hints(colorized)[0].x == pytest.approx(0.5)
    colorized.acts.redo.trigger()
    place_hint(colorized, qtbot, 0.7, 0.8)
    assert canvas.accessibleDescription() == "Hint 2 of 2 is selected"
    qtbot.keyClick(colorized, ".")
    assert colorized.document.hint_state.selected == 0
    qtbot.keyClick(colorized, ",")
    assert colorized.document.hint_state.selected == 1
    qtbot.keyClick(canvas, Qt.Key.Key_Escape)
    assert colorized.document.hint_state.selected is None
    assert canvas.accessibleDescription() == "Hints: 2"


def test_the_next_hint_comes_into_view(colorized, qtbot):
    place_hint(colorized, qtbot, 0.95, 0.95)
    colorized.acts.deselect.trigger()
    for _ in range(4):
        qtbot.keyClick(colorized, "+")
    place = QPoint(300, 300)
    qtbot.keyPress(colorized.parts.canvas, Qt.Key.Key_Space)
    drag_on(colorized.parts.canvas, qtbot, place, place + QPoint(2000, 2000))
    qtbot.keyRelease(colorized.parts.canvas, Qt.Key.Key_Space)
    before = picture(colorized)
    qtbot.keyClick(colorized, ".")
    assert picture(colorized) != before


def test_another_photo_has_no_hints(colorized, qtbot, tmp_path):
    place_hint(colorized, qtbot, 0.7, 0.5)
    other = tmp_path / "other.png"
    Image.new("L", (60, 60), 128).save(other)
    with qtbot.waitSignal(colorized.document.opened):
        colorized.open_paths([other])
    assert hints(colorized) == ()
    assert not colorized.acts.undo.isEnabled()


def test_a_save_right_after_a_click_has_the_hint(colorized, qtbot, tiny_model, tmp_path):
    target = tmp_path / "result.png"
    place_hint(colorized, qtbot, 0.7, 0.5)
    with qtbot.waitSignal(colorized.exports.exporter.saved):
        colorized.exports.save_to(target)
    photo = read_photo(colorized.document.photo.path)
    engine = Colorizer(Model(tiny_model, "cpu"))
    expected = engine.render(photo, engine.predict(photo, hints(colorized)))
    assert np.array_equal(np.asarray(Image.open(target)), expected)


def test_the_shipped_model_follows_a_hint(make_window, qtbot, gray_file):
    models = [path for path in installed_models() if path.stem == DEFAULT_MODEL]
    if not models:
        pytest.skip("no model is shipped")
    window = make_window(*models)
    with qtbot.waitSignal(window.document.colorized, timeout=30000):
        window.open_paths([gray_file])
    qtbot.keyClick(window, "4")
    with qtbot.waitSignal(window.document.colorized, timeout=30000):
        place_hint(window, qtbot, 0.45, 0.85)
    hex_edit = window.parts.color_panel.hex
    hex_edit.selectAll()
    qtbot.keyClicks(hex_edit, "#1040c0")
    with qtbot.waitSignal(window.document.colorized, timeout=30000):
        qtbot.keyClick(hex_edit, Qt.Key.Key_Return)
    window.acts.deselect.trigger()
    # Beside the ring, and within what the hint reaches.
    place, image = on_photo(window, 0.45, 0.85), picture(window)
    ratio = image.devicePixelRatio()
    seen = image.pixelColor(int((place.x() + 14) * ratio), int(place.y() * ratio))
    assert seen.blue() > seen.red() + 20


@pytest.mark.slow
def test_on_a_fine_screen_too():
    names = (
        "test_hints_hide_while_the_original_is_shown",
        "test_a_hint_is_dragged_and_that_is_undone_at_once",
        "test_side_by_side_both_photos_take_hints",
    )
    tests = [f"{__file__}::{name}" for name in names]
    run = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *tests],
        env={**os.environ, "QT_SCALE_FACTOR": "2"},
        capture_output=True,
        text=True,
    )
    assert run.returncode == 0, run.stdout
