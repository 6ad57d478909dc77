"""Preparing a scan: rotation, and the mode with its crop frame, tones and keys."""

import math

import numpy as np
import pytest
import skimage.data
from gestures import drag_on, hints, place_hint
from PIL import Image
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest

from colorizer_gui.cli import main
from colorizer_gui.engine.model.library import DEFAULT_MODEL, installed_models
from colorizer_gui.engine.preparation import Preparation
from colorizer_gui.engine.session.recipe import read_recipe
from colorizer_gui.engine.session.sidecar import sidecar_path
from colorizer_gui.gui.prepare.crop_tool import frame_on
from colorizer_gui.gui.prepare.levels_plot import Handle

LEFT = Qt.MouseButton.LeftButton
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def scan(tmp_path):
    """A lying gray scan with a bright square at the upper left and a slanted line."""
    y, x = np.mgrid[0:120, 0:180]
    pixels = np.full((120, 180), 70, np.uint8)
    pixels[10:40, 10:40] = 220
    pixels[np.abs(y - 80 - (x - 90) * math.tan(math.radians(5))) < 2] = 160
    path = tmp_path / "scan.png"
    Image.fromarray(pixels).save(path)
    return path


@pytest.fixture
def opened(window, scan, qtbot):
    """A window with the scan, colorized."""
    open_photo(window, qtbot, scan)
    return window


@pytest.fixture
def preparing(opened, qtbot):
    """A window in the mode, with a preview."""
    enter(opened, qtbot)
    return opened


def open_photo(window, qtbot, path):
    """Open a photo and wait for its colors."""
    document = window.document
    window.open_paths([path])
    qtbot.waitUntil(lambda: document.photo is not None and document.photo.path == path)
    qtbot.waitUntil(lambda: document.result() is not None and not document.is_painting)


def place_hint_at(window, qtbot, x):
    """Place a hint in the middle row of the fitted photo."""
    point = window.parts.canvas.point_of(x, 0.5)
    qtbot.mouseClick(window.parts.canvas, LEFT, pos=point)
    bar = window.hints.suggestions
    qtbot.waitUntil(bar.isVisible)
    with qtbot.waitSignal(window.document.colorized):
        qtbot.mouseClick(bar.colors.swatches[0], LEFT)


def enter(window, qtbot):
    """Enter the mode by its key, and wait for the preview."""
    with qtbot.waitSignal(window.preparing.view.previewed):
        qtbot.keyClick(window, Qt.Key.Key_C)
    assert window.preparing.view.isVisible()


def done(window, qtbot):
    """Leave the mode with Done, and wait for the colors of the prepared photo."""
    with qtbot.waitSignal(window.document.colorized):
        qtbot.mouseClick(window.preparing.panel.done_button, LEFT)
    qtbot.waitUntil(lambda: not window.document.is_painting)
    assert window.parts.canvas.isVisible()


def preparation(window):
    """How the open photo is prepared."""
    return window.document.history.state.preparation


def size(window):
    """Width and height of the prepared photo."""
    return window.document.photo.width, window.document.photo.height


def on_frame(window, x, y):
    """The point of the view at parts of the frame of the crop."""
    view = window.preparing.view
    frame = frame_on(window.preparing.editor, view.placement.photo)
    return QPointF(frame.x() + x * frame.width(), frame.y() + y * frame.height()).toPoint()


def on_scan(window, x, y):
    """The point of the view at parts of the whole photo, not cropped."""
    photo = window.preparing.view.placement.photo
    return QPointF(photo.x() + x * photo.width(), photo.y() + y * photo.height()).toPoint()


def shown(window, x, y):
    """The tone that the view shows at parts of the whole photo."""
    image = window.preparing.view.grab().toImage()
    point = QPointF(on_scan(window, x, y)) * image.devicePixelRatio()
    return image.pixelColor(point.toPoint()).lightness()


# rotation at once


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


# the mode


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


def test_actions_for_colors_rest_in_the_mode(preparing, qtbot):
    acts = preparing.acts
    assert not any(each.isEnabled() for each in (acts.save, acts.add_hint, *acts.tools.values()))
    preparing.document.history_changed.emit(preparing.document.history)
    qtbot.keyClick(preparing, Qt.Key.Key_H)
    assert not acts.save.isEnabled()
    qtbot.keyClick(preparing, Qt.Key.Key_Escape)
    assert acts.save.isEnabled()
    assert acts.add_hint.isEnabled()


# leaving, and coming back


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
