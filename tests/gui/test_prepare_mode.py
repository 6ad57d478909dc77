"""The mode in which a scan is prepared: crop frame, straightening, tones, undo, keys."""

import math

import numpy as np
import pytest
import skimage.data
from gestures import drag_on, hints
from PIL import Image
from prepare_steps import (
    done,
    enter,
    on_frame,
    on_scan,
    open_photo,
    place_hint_at,
    preparation,
    shown,
    size,
)
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from colorizer_gui.cli import main
from colorizer_gui.engine.model.library import DEFAULT_MODEL, installed_models
from colorizer_gui.engine.preparation import Preparation
from colorizer_gui.engine.regions import Mask, Region, RegionKind
from colorizer_gui.engine.session.edits import RegionState
from colorizer_gui.engine.session.sidecar import sidecar_path
from colorizer_gui.gui.prepare.levels_plot import Handle

LEFT = Qt.MouseButton.LeftButton
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def test_a_prepared_photo_is_saved_as_the_command_saves_it(make_window, qtbot, tmp_path):
    (model,) = [path for path in installed_models() if path.stem == DEFAULT_MODEL]
    window = make_window(model)
    scan = tmp_path / "street.jpg"
    Image.fromarray(skimage.data.camera()[:400]).save(scan)
    open_photo(window, qtbot, scan)
    enter(window, qtbot)
    drag_on(window.preparing.view, qtbot, on_frame(window, 1, 1), on_frame(window, 0.5, 0.75))
    window.preparing.panel.geometry_rows.angle_row.number.setValue(2.5)
    qtbot.mouseClick(window.preparing.panel.levels.automatic, LEFT)
    qtbot.keyClick(window, Qt.Key.Key_R, CTRL)
    done(window, qtbot)
    saved, told = tmp_path / "saved.png", tmp_path / "told.png"
    with qtbot.waitSignal(window.exports.finished):
        window.exports.save_to(saved)
    recipe = sidecar_path(scan)
    qtbot.waitUntil(recipe.exists)
    code = main(["colorize", str(scan), "-o", str(told), "--recipe", str(recipe)])
    assert code == 0
    with Image.open(saved) as one, Image.open(told) as other:
        assert one.size == size(window)
        assert one.width > one.height  # an upright part, turned
        assert np.array_equal(np.asarray(one), np.asarray(other))


def test_a_crop_by_a_dragged_corner_has_the_size_of_the_frame(preparing, qtbot):
    view = preparing.preparing.view
    drag_on(view, qtbot, on_frame(preparing, 1, 1), on_frame(preparing, 0.5, 0.75))
    assert preparing.preparing.panel.geometry_rows.kept.text() == "90 \u00d7 90"
    done(preparing, qtbot)
    assert size(preparing) == (90, 90)


def test_cancel_changes_nothing_and_says_how_to_get_it_after_all(preparing, qtbot):
    before = preparing.document.history
    qtbot.keyClick(preparing, Qt.Key.Key_R, CTRL)
    assert preparing.acts.undo.text() == "Undo Rotate Right"
    qtbot.mouseClick(preparing.preparing.panel.cancel_button, LEFT)
    assert preparing.parts.canvas.isVisible()
    assert preparing.document.history == before
    assert not preparing.acts.undo.isEnabled()
    with qtbot.waitSignal(preparing.document.colorized):
        qtbot.mouseClick(preparing.parts.notices.action_button, LEFT)
    assert size(preparing) == (120, 180)


def test_what_was_cancelled_is_not_offered_while_the_scan_is_prepared_again(preparing, qtbot):
    qtbot.keyClick(preparing, Qt.Key.Key_R, CTRL)
    qtbot.keyClick(preparing, Qt.Key.Key_Escape)
    assert preparing.parts.notices.sentence
    enter(preparing, qtbot)
    assert not preparing.parts.notices.sentence


def test_what_was_cancelled_is_not_offered_for_another_photo(opened, qtbot, scan, gray_file):
    open_photo(opened, qtbot, gray_file)
    enter(opened, qtbot)
    qtbot.keyClick(opened, Qt.Key.Key_R, CTRL)
    qtbot.keyClick(opened, Qt.Key.Key_Escape)
    assert opened.parts.notices.isVisible()
    opened.acts.previous_photo.trigger()
    qtbot.waitUntil(lambda: opened.document.photo.path == scan)
    assert not opened.parts.notices.isVisible()
    qtbot.waitUntil(lambda: opened.document.result() is not None)


def test_undo_in_the_mode_is_about_its_steps_and_done_is_one(preparing, qtbot):
    view = preparing.preparing.view
    qtbot.keyClick(preparing, Qt.Key.Key_R, CTRL)
    drag_on(view, qtbot, on_frame(preparing, 0, 0.5), on_frame(preparing, 0.25, 0.5))
    editor = preparing.preparing.editor
    assert editor.preparation.crop is not None
    preparing.acts.undo.trigger()
    assert editor.preparation == Preparation(quarter_turns=1)
    preparing.acts.redo.trigger()
    done(preparing, qtbot)
    assert preparation(preparing) == editor.preparation
    assert preparing.acts.undo.text() == "Undo Prepare Scan"
    with qtbot.waitSignal(preparing.document.colorized):
        preparing.acts.undo.trigger()
    assert preparation(preparing) == Preparation()
    assert not preparing.acts.undo.isEnabled()


def test_a_negative_with_automatic_levels_is_shown_at_once(preparing, qtbot):
    levels = preparing.preparing.panel.levels
    assert shown(preparing, 0.14, 0.2) > shown(preparing, 0.5, 0.2)
    qtbot.mouseClick(levels.negative, LEFT, pos=QPoint(8, levels.negative.height() // 2))
    qtbot.waitUntil(lambda: shown(preparing, 0.14, 0.2) < shown(preparing, 0.5, 0.2))
    qtbot.mouseClick(levels.automatic, LEFT)
    qtbot.waitUntil(lambda: shown(preparing, 0.5, 0.2) > 250)  # the lightest tone by now
    assert levels.black.value() > 0
    done(preparing, qtbot)
    pixels = preparing.document.photo.pixels
    assert (pixels[20, 20], pixels[20, 100]) == (0, 255)


def test_what_is_seen_at_100_percent_is_what_becomes_of_the_scan(preparing, qtbot):
    levels, view = preparing.preparing.panel.levels, preparing.preparing.view
    qtbot.keyClick(preparing, Qt.Key.Key_R, CTRL)
    levels.automatic.click()
    levels.negative.click()
    qtbot.waitUntil(lambda: shown(preparing, 0.1, 0.95) > 250)
    qtbot.keyClick(preparing, Qt.Key.Key_Z)
    corner = view.placement.photo.topLeft().toPoint()
    image = view.grab().toImage()
    beside_lines = [(x, y) for x in (12, 24, 57, 70, 95) for y in (15, 40, 75, 100, 140, 165)]
    seen = [image.pixelColor(corner + QPoint(x, y)).lightness() for x, y in beside_lines]
    done(preparing, qtbot)
    pixels = preparing.document.photo.pixels
    assert seen == [pixels[y, x] for x, y in beside_lines]
    assert len(set(seen)) > 1


def test_the_ends_of_tones_are_dragged_and_typed(preparing, qtbot):
    levels, editor = preparing.preparing.panel.levels, preparing.preparing.editor
    plot = levels.plot
    places = plot.places()
    y = plot.height() - 8
    start = QPoint(round(places[Handle.BLACK]), y)
    drag_on(plot, qtbot, start, QPoint(round(start.x() + 0.2 * plot.width()), y))
    assert editor.preparation.levels.black == pytest.approx(0.2, abs=0.02)
    assert levels.black.value() == round(editor.preparation.levels.black * 255)
    levels.gamma.selectAll()
    qtbot.keyClicks(levels.gamma, "1,5")
    qtbot.keyClick(levels.gamma, Qt.Key.Key_Return)
    assert editor.preparation.levels.gamma == 1.5
    assert preparing.preparing.view.isVisible()  # Enter ended the number, not the mode
    preparing.acts.undo.trigger()
    preparing.acts.undo.trigger()
    assert editor.preparation == Preparation()


def test_a_line_along_the_horizon_straightens(preparing, qtbot):
    rows, view = preparing.preparing.panel.geometry_rows, preparing.preparing.view
    qtbot.mouseClick(rows.line_button, LEFT)
    rise = 60 * math.tan(math.radians(5)) / 120
    start, end = (1 / 3, 0.5 - rise / 2), (2 / 3, 0.5 + rise / 2)
    drag_on(view, qtbot, on_scan(preparing, *start), on_scan(preparing, *end))
    assert preparing.preparing.editor.preparation.angle == pytest.approx(-5, abs=0.5)
    assert not rows.line_button.isChecked()
    drag_on(view, qtbot, on_frame(preparing, 1, 1), on_frame(preparing, 0.6, 0.6))
    assert preparing.preparing.editor.preparation.crop is not None  # the frame again
    assert rows.angle_row.number.value() == preparing.preparing.editor.preparation.angle


def test_a_ratio_holds_while_the_frame_is_dragged(preparing, qtbot):
    rows, view = preparing.preparing.panel.geometry_rows, preparing.preparing.view
    rows.ratio.setFocus()
    QTest.keyClicks(rows.ratio, "1 : 1")
    rows.ratio.activated.emit(rows.ratio.currentIndex())
    frame = preparing.preparing.editor.frame
    assert frame.size == (120, 120)
    drag_on(view, qtbot, on_frame(preparing, 0, 0), on_frame(preparing, 0.4, 0.1))
    width, height = preparing.preparing.editor.frame.size
    assert width < 115
    assert abs(width - height) <= 1
    rows.ratio.setCurrentIndex(rows.ratio.findText("3 : 2"))
    rows.ratio.activated.emit(rows.ratio.currentIndex())
    lying = preparing.preparing.editor.frame.size
    assert lying[0] / lying[1] == pytest.approx(1.5, abs=0.05)
    qtbot.mouseClick(rows.swap, LEFT)
    upright = preparing.preparing.editor.frame.size
    assert upright[1] / upright[0] == pytest.approx(1.5, abs=0.05)
    rows.angle_row.number.setValue(12)
    straightened = preparing.preparing.editor.frame.size
    assert straightened[1] / straightened[0] == pytest.approx(1.5, abs=0.05)
    preparing.acts.rotate_left.trigger()
    drag_on(view, qtbot, on_frame(preparing, 1, 1), on_frame(preparing, 0.8, 0.8))
    turned = preparing.preparing.editor.frame.size
    assert turned[0] / turned[1] == pytest.approx(1.5, abs=0.06)
    for _ in range(2):
        preparing.acts.undo.trigger()
    drag_on(view, qtbot, on_frame(preparing, 0, 0), on_frame(preparing, 0.3, 0.1))
    back = preparing.preparing.editor.frame.size
    assert back[1] / back[0] == pytest.approx(1.5, abs=0.06)


def test_hints_outside_the_crop_are_told_and_come_back(opened, qtbot):
    for x in (0.1, 0.5, 0.9):
        place_hint_at(opened, qtbot, x)
    assert len(hints(opened)) == 3
    enter(opened, qtbot)
    view = opened.preparing.view
    drag_on(view, qtbot, on_frame(opened, 0, 0.5), on_frame(opened, 0.3, 0.5))
    drag_on(view, qtbot, on_frame(opened, 1, 0.5), on_frame(opened, 0.7, 0.5))
    done(opened, qtbot)
    assert opened.parts.notices.sentence.startswith("2 hints lie outside the crop")
    assert len(hints(opened)) == 1
    with qtbot.waitSignal(opened.document.colorized):
        opened.acts.undo.trigger()
    assert len(hints(opened)) == 3


def test_the_keyboard_alone_is_enough(preparing, qtbot):
    view, editor = preparing.preparing.view, preparing.preparing.editor
    assert view.hasFocus()
    for _ in range(5):
        qtbot.keyClick(view, Qt.Key.Key_Left, SHIFT)  # smaller
    smaller = editor.preparation.crop
    assert (smaller.left, smaller.right < 1) == (0, True)
    qtbot.keyClick(view, Qt.Key.Key_Right)  # moved
    assert editor.preparation.crop.left > 0
    assert editor.preparation.crop.right - editor.preparation.crop.left == pytest.approx(
        smaller.right - smaller.left
    )
    slider = preparing.preparing.panel.geometry_rows.angle_row.slider
    slider.setFocus()
    qtbot.keyClick(slider, Qt.Key.Key_Right)
    assert editor.preparation.angle == 0.1
    with qtbot.waitSignal(preparing.document.colorized):
        qtbot.keyClick(slider, Qt.Key.Key_Return)
    assert preparation(preparing) == editor.preparation
    enter(preparing, qtbot)
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    assert preparing.parts.canvas.hasFocus()


def test_enter_presses_the_button_that_has_the_focus(preparing, qtbot):
    qtbot.keyClick(preparing, Qt.Key.Key_R, CTRL)
    preparing.preparing.panel.cancel_button.setFocus()
    qtbot.keyClick(preparing.preparing.panel.cancel_button, Qt.Key.Key_Return)
    assert preparing.parts.canvas.isVisible()
    assert preparation(preparing) == Preparation()


def test_actions_for_colors_rest_in_the_mode(preparing, qtbot):
    acts = preparing.acts
    assert not any(each.isEnabled() for each in (acts.save, acts.add_hint, *acts.tools.values()))
    preparing.document.history_changed.emit(preparing.document.history)
    qtbot.keyClick(preparing, Qt.Key.Key_H)
    assert not acts.save.isEnabled()
    qtbot.keyClick(preparing, Qt.Key.Key_Escape)
    assert acts.save.isEnabled()
    assert acts.add_hint.isEnabled()


def test_regions_outside_the_crop_are_told(opened, qtbot):
    mask = np.zeros((64, 96), np.float32)
    mask[:, 80:] = 1
    region = Region(1, "wall", RegionKind.KEEP, Mask.of(mask))
    opened.document.edit_regions("Protect", RegionState((region,)), 1)
    enter(opened, qtbot)
    drag_on(opened.preparing.view, qtbot, on_frame(opened, 1, 0.5), on_frame(opened, 0.5, 0.5))
    done(opened, qtbot)
    told = "1 region lies outside the crop and is removed. Undo brings it back."
    assert opened.parts.notices.sentence == told
    assert not opened.document.region_state.regions
    qtbot.keyClick(opened, Qt.Key.Key_Z, CTRL)
    assert opened.document.region_state.regions == (region,)
