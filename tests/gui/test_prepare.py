"""Rotating a scan at once, and preparations that are left, kept and come back."""

import numpy as np
import pytest
from gestures import drag_on, hints, place_hint
from PIL import Image
from prepare_steps import (
    done,
    enter,
    on_frame,
    open_photo,
    place_hint_at,
    preparation,
    size,
)
from PySide6.QtCore import Qt

from colorizer_gui.engine.preparation import Preparation
from colorizer_gui.engine.session.recipe_file import read_recipe
from colorizer_gui.engine.session.sidecar import sidecar_path

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def test_hints_turn_with_the_photo_and_undo_turns_both_back(opened, qtbot):
    place_hint(opened, qtbot, 0.15, 0.2)
    (before,) = hints(opened)
    with qtbot.waitSignal(opened.document.colorized):
        qtbot.keyClick(opened, Qt.Key.Key_R, CTRL)
    assert size(opened) == (120, 180)
    (turned,) = hints(opened)
    assert (turned.x, turned.y) == pytest.approx((1 - before.y, before.x))
    assert "120 \u00d7 180" in opened.parts.status.photo.full_text
    assert opened.acts.undo.text() == "Undo Rotate Right"
    with qtbot.waitSignal(opened.document.colorized):
        opened.acts.undo.trigger()
    assert (size(opened), hints(opened)) == ((180, 120), (before,))


def test_rotating_left_four_times_changes_nothing(opened, qtbot, scan):
    for _ in range(4):
        with qtbot.waitSignal(opened.document.colorized):
            qtbot.keyClick(opened, Qt.Key.Key_R, CTRL | SHIFT)
    assert preparation(opened) == Preparation()
    assert np.array_equal(opened.document.photo.pixels, np.asarray(Image.open(scan)))


def test_a_saved_photo_that_is_turned_four_times_is_still_saved(opened, qtbot, tmp_path):
    """Also where its hint and its crop lie at places with many digits."""
    place_hint_at(opened, qtbot, 0.2)
    opened.acts.bigger.trigger()
    enter(opened, qtbot)
    drag_on(opened.preparing.view, qtbot, on_frame(opened, 0, 0), on_frame(opened, 0.13, 0.17))
    done(opened, qtbot)
    with qtbot.waitSignal(opened.exports.finished):
        opened.exports.save_to(tmp_path / "saved.png")
    for _ in range(4):
        with qtbot.waitSignal(opened.document.colorized):
            opened.acts.rotate_left.trigger()
    assert opened.document.entry.is_saved


def test_quick_rotations_end_where_they_began(opened, qtbot, scan):
    with qtbot.waitSignal(opened.document.colorized):
        for _ in range(4):
            opened.acts.rotate_right.trigger()
    assert np.array_equal(opened.document.photo.pixels, np.asarray(Image.open(scan)))
    assert opened.document.result() is not None


def test_stopping_a_rotation_leaves_the_photo_as_it_was(opened, qtbot):
    place_hint_at(opened, qtbot, 0.5)
    before = hints(opened)
    opened.acts.rotate_right.trigger()
    with qtbot.waitSignal(opened.document.colorized):
        opened.parts.opening_progress.cancelled.emit()
    assert (size(opened), hints(opened)) == ((180, 120), before)
    assert opened.document.result() is not None


def test_opening_another_photo_takes_the_preparation_over(preparing, qtbot, scan, gray_file):
    qtbot.keyClick(preparing, Qt.Key.Key_R, CTRL)
    open_photo(preparing, qtbot, gray_file)
    assert preparing.parts.canvas.isVisible()
    open_photo(preparing, qtbot, scan)
    assert size(preparing) == (120, 180)
    assert preparing.acts.undo.text() == "Undo Prepare Scan"


def test_thumbnails_follow_even_if_the_prepared_photo_was_not_seen(opened, qtbot, scan, gray_file):
    def is_upright():
        image = opened.thumbnails.of(scan)
        return image is not None and image.height() > image.width()

    open_photo(opened, qtbot, gray_file)
    open_photo(opened, qtbot, scan)
    opened.acts.rotate_right.trigger()
    qtbot.waitUntil(is_upright)
    enter(opened, qtbot)
    opened.acts.rotate_left.trigger()
    opened.acts.previous_photo.trigger()  # while the scan is prepared in the background
    qtbot.waitUntil(lambda: opened.document.photo.path == gray_file)
    qtbot.waitUntil(lambda: not is_upright())


def test_the_preparation_is_there_after_closing_in_the_mode(
    preparing, make_window, tiny_model, qtbot, scan
):
    qtbot.keyClick(preparing, Qt.Key.Key_R, CTRL)
    preparing.close()
    assert read_recipe(sidecar_path(scan)).preparation == Preparation(quarter_turns=1)
    again = make_window(tiny_model)
    open_photo(again, qtbot, scan)
    assert size(again) == (120, 180)
    enter(again, qtbot)
    assert again.preparing.editor.preparation == Preparation(quarter_turns=1)


def test_what_is_being_prepared_is_kept_until_it_is_cancelled(preparing, qtbot, scan):
    """As a crash would leave it."""
    recipe = sidecar_path(scan)
    qtbot.keyClick(preparing, Qt.Key.Key_R, CTRL)
    qtbot.waitUntil(recipe.exists)
    assert read_recipe(recipe).preparation == Preparation(quarter_turns=1)
    assert preparation(preparing) == Preparation()
    qtbot.keyClick(preparing, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: read_recipe(recipe).preparation == Preparation())


def test_a_scan_in_color_can_be_prepared(window, qtbot, tmp_path, color_picture):
    path = tmp_path / "color.png"
    Image.fromarray(color_picture).save(path)
    with qtbot.waitSignal(window.document.opened):
        window.open_paths([path])
    before = size(window)
    with qtbot.waitSignal(window.document.prepared):
        qtbot.keyClick(window, Qt.Key.Key_R, CTRL)
    assert size(window) == before[::-1]
    assert window.document.keeps_colors


def test_the_panel_fits_a_small_window(preparing, qtbot):
    preparing.resize(1024, 700)
    qtbot.waitUntil(lambda: preparing.height() == 700)
    panel = preparing.preparing.panel
    for button in (panel.done_button, panel.cancel_button):
        corner = button.mapTo(preparing, button.rect().bottomRight())
        assert preparing.rect().contains(corner)
    for part in (panel.geometry_rows, panel.levels, panel.dust):
        assert part.minimumSizeHint().width() <= part.width()
