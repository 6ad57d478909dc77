"""Hints on the canvas: placing, moving, resizing, removing them."""

import os
import subprocess
import sys

import numpy as np
import pytest
from gestures import click_photo, colour_at, drag_on, hints, on_photo, picture, turn_wheel
from PIL import Image
from PySide6.QtCore import QPoint, QRect, Qt

from colorizer_gui.engine.colorizer import Colorizer
from colorizer_gui.engine.library import DEFAULT_MODEL, installed_models
from colorizer_gui.engine.model import Model
from colorizer_gui.engine.photo import read_photo
from model_files import CENTRES

RIGHT = Qt.MouseButton.RightButton


def has_ring(window, x, y, radius=9):
    """Whether a selected hint's white ring is drawn around a place of the photo."""
    image, place = picture(window), on_photo(window, x, y)
    ratio = image.devicePixelRatio()
    ends = [(radius, 0), (-radius, 0), (0, radius), (0, -radius)]
    colours = [
        image.pixelColor(round((place.x() + dx) * ratio), round((place.y() + dy) * ratio))
        for dx, dy in ends
    ]
    return all(min(colour.getRgb()[:3]) > 235 for colour in colours)


def test_a_click_places_a_hint_with_the_likeliest_colour(coloured, qtbot):
    before = colour_at(coloured, 0.7, 0.5)
    with qtbot.waitSignal(coloured.document.coloured):
        click_photo(coloured, qtbot, 0.7, 0.5)
    (hint,) = hints(coloured)
    assert (hint.x, hint.y) == pytest.approx((0.7, 0.5), abs=0.002)
    assert (hint.a, hint.b) == pytest.approx(tuple(CENTRES[0]), abs=1)
    assert has_ring(coloured, 0.7, 0.5)
    assert colour_at(coloured, 0.7, 0.5) != before


def test_a_hint_is_dragged_and_that_is_undone_at_once(coloured, qtbot):
    click_photo(coloured, qtbot, 0.7, 0.5)
    placed = hints(coloured)
    canvas = coloured.parts.canvas
    grip = QPoint(3, -2)
    steps = [on_photo(coloured, x, 0.5) + grip for x in (0.7, 0.75, 0.8, 0.9)]
    drag_on(canvas, qtbot, *steps)
    assert hints(coloured)[0].x == pytest.approx(0.9, abs=0.002)
    assert coloured.acts.undo.text() == "Undo Move Hint"
    coloured.acts.undo.trigger()
    assert hints(coloured) == placed
    coloured.acts.undo.trigger()
    assert hints(coloured) == ()
    coloured.acts.redo.trigger()
    coloured.acts.redo.trigger()
    assert hints(coloured)[0].x == pytest.approx(0.9, abs=0.002)


def test_a_hint_can_be_dragged_as_it_is_placed(coloured, qtbot):
    places = [on_photo(coloured, x, 0.3) for x in (0.6, 0.7, 0.8)]
    drag_on(coloured.parts.canvas, qtbot, *places)
    assert hints(coloured)[0].x == pytest.approx(0.8, abs=0.002)
    assert coloured.acts.undo.text() == "Undo Add Hint"
    coloured.acts.undo.trigger()
    assert hints(coloured) == ()


def test_a_hint_stays_within_the_photo(coloured, qtbot):
    drag_on(coloured.parts.canvas, qtbot, on_photo(coloured, 0.7, 0.5), QPoint(-50, 5000))
    assert (hints(coloured)[0].x, hints(coloured)[0].y) == (0, 1)


def test_while_dragging_the_newest_place_wins(coloured, qtbot):
    seen = []
    coloured.document.coloured.connect(seen.append)
    places = [on_photo(coloured, 0.55 + i / 100, 0.5) for i in range(40)]
    drag_on(coloured.parts.canvas, qtbot, *places)
    last = hints(coloured)
    qtbot.waitUntil(lambda: coloured.document.analyses.kept(last) is not None)
    assert len(seen) < len(places)


@pytest.mark.parametrize("way", ["right click", "delete", "backspace", "menu"])
def test_ways_to_remove_a_hint(coloured, qtbot, way):
    click_photo(coloured, qtbot, 0.7, 0.3)
    click_photo(coloured, qtbot, 0.7, 0.7)
    if way == "right click":
        click_photo(coloured, qtbot, 0.7, 0.7, RIGHT)
    elif way == "menu":
        coloured.acts.remove_hint.trigger()
    else:
        key = Qt.Key.Key_Delete if way == "delete" else Qt.Key.Key_Backspace
        qtbot.keyClick(coloured.parts.canvas, key)
    assert [round(hint.y, 1) for hint in hints(coloured)] == [0.3]
    assert not coloured.acts.remove_hint.isEnabled()
    assert coloured.acts.undo.text() == "Undo Remove Hint"
    coloured.acts.undo.trigger()
    assert coloured.document.hint_state.selected == 1


def test_a_right_click_beside_hints_does_nothing(coloured, qtbot):
    click_photo(coloured, qtbot, 0.7, 0.3)
    click_photo(coloured, qtbot, 0.7, 0.7, RIGHT)
    assert len(hints(coloured)) == 1


def test_all_hints_are_removed_and_come_back(coloured, qtbot):
    for y in (0.2, 0.5, 0.8):
        click_photo(coloured, qtbot, 0.7, y)
    placed = hints(coloured)
    coloured.acts.clear_hints.trigger()
    assert hints(coloured) == ()
    assert coloured.acts.undo.text() == "Undo Remove All Hints"
    coloured.acts.undo.trigger()
    assert hints(coloured) == placed


def test_keys_and_wheel_resize_the_selected_hint_and_the_next_new_one(coloured, qtbot):
    click_photo(coloured, qtbot, 0.7, 0.3)
    first = hints(coloured)[0].radius
    qtbot.keyClick(coloured.parts.canvas, "]")
    place = on_photo(coloured, 0.7, 0.5)
    zoom = coloured.parts.zoom_label.text()
    turn_wheel(coloured.parts.canvas, place, 2, Qt.KeyboardModifier.ControlModifier)
    larger = hints(coloured)[0].radius
    assert larger == pytest.approx(first * 1.25**3)
    assert coloured.parts.zoom_label.text() == zoom
    click_photo(coloured, qtbot, 0.7, 0.7)
    assert hints(coloured)[1].radius == larger
    qtbot.keyClick(coloured.parts.canvas, "[")
    assert hints(coloured)[1].radius == pytest.approx(first * 1.25**2)
    coloured.acts.undo.trigger()
    coloured.acts.undo.trigger()
    assert coloured.acts.undo.text() == "Undo Resize Hint"
    coloured.acts.undo.trigger()
    assert hints(coloured)[0].radius == first


def test_without_a_selected_hint_the_wheel_with_control_zooms(coloured):
    zoom = coloured.parts.zoom_label.text()
    place = on_photo(coloured, 0.7, 0.5)
    turn_wheel(coloured.parts.canvas, place, 1, Qt.KeyboardModifier.ControlModifier)
    assert coloured.parts.zoom_label.text() != zoom


def test_hints_hide_while_the_original_is_looked_at(coloured, qtbot):
    canvas = coloured.parts.canvas
    click_photo(coloured, qtbot, 0.7, 0.5)
    qtbot.keyPress(canvas, Qt.Key.Key_Backslash)
    assert not has_ring(coloured, 0.7, 0.5)
    qtbot.keyRelease(canvas, Qt.Key.Key_Backslash)
    assert has_ring(coloured, 0.7, 0.5)
    qtbot.keyClick(coloured, "3")
    assert not has_ring(coloured, 0.7, 0.5)
    click_photo(coloured, qtbot, 0.7, 0.3)
    assert len(hints(coloured)) == 1


def test_the_side_before_takes_hints_too(coloured, qtbot):
    click_photo(coloured, qtbot, 0.2, 0.5)
    assert hints(coloured)[0].x == pytest.approx(0.2, abs=0.002)
    click_photo(coloured, qtbot, 0.8, 0.5)
    assert not has_ring(coloured, 0.2, 0.5, radius=6)
    assert has_ring(coloured, 0.8, 0.5)


def test_side_by_side_both_photos_take_hints(coloured, qtbot):
    qtbot.keyClick(coloured, "2")
    canvas = coloured.parts.canvas
    width = (canvas.width() - 8) // 2
    left = QRect(0, 0, width, canvas.height())
    for pane, x in ((left, 0.3), (left.translated(width + 8, 0), 0.6)):
        place = on_photo(coloured, x, 0.5, pane)
        qtbot.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=place)
    assert [hint.x for hint in hints(coloured)] == pytest.approx([0.3, 0.6], abs=0.003)


def test_clicks_beside_the_photo_do_nothing(coloured, qtbot):
    click_photo(coloured, qtbot, 0.7, 0.5)
    qtbot.mouseClick(coloured.parts.canvas, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    assert len(hints(coloured)) == 1
    assert coloured.document.hint_state.selected == 0


def test_before_the_photo_is_coloured_a_click_does_nothing(make_window, qtbot, grey_file):
    window = make_window()
    with qtbot.waitSignal(window.document.opened):
        window.open_paths([grey_file])
    click_photo(window, qtbot, 0.7, 0.5)
    assert hints(window) == ()
    assert not window.acts.add_hint.isEnabled()


def test_the_keyboard_alone_places_moves_and_chooses_hints(coloured, qtbot):
    canvas = coloured.parts.canvas
    qtbot.keyClick(coloured, Qt.Key.Key_F)
    qtbot.keyClick(canvas, Qt.Key.Key_Insert)
    assert (hints(coloured)[0].x, hints(coloured)[0].y) == pytest.approx((0.5, 0.5))
    for _ in range(3):
        qtbot.keyClick(canvas, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    moved = hints(coloured)[0].x
    assert moved > 0.5
    coloured.acts.undo.trigger()
    assert hints(coloured)[0].x == pytest.approx(0.5)
    coloured.acts.redo.trigger()
    click_photo(coloured, qtbot, 0.7, 0.8)
    assert canvas.accessibleDescription() == "Hint 2 of 2 is selected"
    qtbot.keyClick(coloured, ".")
    assert coloured.document.hint_state.selected == 0
    qtbot.keyClick(coloured, ",")
    assert coloured.document.hint_state.selected == 1
    qtbot.keyClick(canvas, Qt.Key.Key_Escape)
    assert coloured.document.hint_state.selected is None
    assert canvas.accessibleDescription() == "Hints: 2"


def test_the_next_hint_comes_into_view(coloured, qtbot):
    click_photo(coloured, qtbot, 0.95, 0.95)
    coloured.acts.deselect.trigger()
    for _ in range(4):
        qtbot.keyClick(coloured, "+")
    place = QPoint(300, 300)
    qtbot.keyPress(coloured.parts.canvas, Qt.Key.Key_Space)
    drag_on(coloured.parts.canvas, qtbot, place, place + QPoint(2000, 2000))
    qtbot.keyRelease(coloured.parts.canvas, Qt.Key.Key_Space)
    before = picture(coloured)
    qtbot.keyClick(coloured, ".")
    assert picture(coloured) != before


def test_another_photo_has_no_hints(coloured, qtbot, tmp_path):
    click_photo(coloured, qtbot, 0.7, 0.5)
    other = tmp_path / "other.png"
    Image.new("L", (60, 60), 128).save(other)
    with qtbot.waitSignal(coloured.document.opened):
        coloured.open_paths([other])
    assert hints(coloured) == ()
    assert not coloured.acts.undo.isEnabled()


def test_a_save_right_after_a_click_has_the_hint(coloured, qtbot, tiny_model, tmp_path):
    target = tmp_path / "result.png"
    click_photo(coloured, qtbot, 0.7, 0.5)
    with qtbot.waitSignal(coloured.exports.exporter.saved):
        coloured.exports.save_to(target)
    photo = read_photo(coloured.document.photo.path)
    engine = Colorizer(Model(tiny_model, "cpu"))
    expected = engine.render(photo, engine.analyse(photo, hints(coloured)))
    assert np.array_equal(np.asarray(Image.open(target)), expected)


def test_the_shipped_model_follows_a_hint(make_window, qtbot, grey_file):
    models = [path for path in installed_models() if path.stem == DEFAULT_MODEL]
    if not models:
        pytest.skip("no model is shipped")
    window = make_window(*models)
    with qtbot.waitSignal(window.document.coloured, timeout=30000):
        window.open_paths([grey_file])
    qtbot.keyClick(window, "4")
    with qtbot.waitSignal(window.document.coloured, timeout=30000):
        click_photo(window, qtbot, 0.45, 0.85)
    hex_edit = window.parts.palette_panel.hex
    hex_edit.selectAll()
    qtbot.keyClicks(hex_edit, "#1040c0")
    with qtbot.waitSignal(window.document.coloured, timeout=30000):
        qtbot.keyClick(hex_edit, Qt.Key.Key_Return)
    window.acts.deselect.trigger()
    # Beside the ring, and within what the hint reaches.
    place, image = on_photo(window, 0.45, 0.85), picture(window)
    ratio = image.devicePixelRatio()
    seen = image.pixelColor(int((place.x() + 11) * ratio), int(place.y() * ratio))
    assert seen.blue() > seen.red() + 20


@pytest.mark.parametrize(
    "name",
    [
        "test_a_click_places_a_hint_with_the_likeliest_colour",
        "test_a_hint_is_dragged_and_that_is_undone_at_once",
        "test_side_by_side_both_photos_take_hints",
    ],
)
def test_on_a_fine_screen_too(name):
    run = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", f"{__file__}::{name}"],
        env={**os.environ, "QT_SCALE_FACTOR": "2"},
        capture_output=True,
        text=True,
    )
    assert run.returncode == 0, run.stdout
