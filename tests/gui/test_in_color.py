"""Photos that are in color already."""

import numpy as np
import pytest
from gestures import click_photo, hints, is_gray, picture
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton


@pytest.fixture
def in_color(window, qtbot, tmp_path, color_picture):
    """A window with a photo in color."""
    Image.fromarray(color_picture).save(tmp_path / "colors.png")
    with qtbot.waitSignal(window.document.opened):
        window.open_paths([tmp_path / "colors.png"])
    return window


def press(window, qtbot, words):
    """Press a button of the notice."""
    buttons = window.parts.notices.findChildren(QPushButton)
    (button,) = [each for each in buttons if each.text() == words and each.isVisible()]
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_its_colors_are_kept_until_the_user_wants_others(in_color, qtbot):
    assert "in color already" in in_color.parts.notices.sentence
    assert in_color.parts.status.state.full_text == "Not colorized"
    assert in_color.document.result() is None
    assert not in_color.parts.look_panel.controls.isEnabled()
    own = picture(in_color)
    press(in_color, qtbot, "Keep")
    assert in_color.parts.notices.sentence == ""
    assert in_color.document.result() is None
    assert in_color.document.photo is not None
    assert picture(in_color).size() == own.size()


def test_it_is_colorized_when_the_user_wants_it(in_color, qtbot):
    with qtbot.waitSignal(in_color.document.colorized):
        press(in_color, qtbot, "Recolor")
    assert in_color.document.result() is not None
    assert in_color.acts.save.isEnabled()
    assert in_color.parts.look_panel.controls.isEnabled()


@pytest.mark.parametrize("key", ["H", "B", "P", "S"])
def test_it_is_asked_again_when_the_user_tries_to_edit_it(in_color, qtbot, key):
    press(in_color, qtbot, "Keep")
    qtbot.keyClick(in_color, key)
    click_photo(in_color, qtbot, 0.6, 0.6)
    assert "in color already" in in_color.parts.notices.sentence
    assert in_color.document.region_state.regions == hints(in_color) == ()
    with qtbot.waitSignal(in_color.document.colorized):
        press(in_color, qtbot, "Recolor")


def test_edits_that_are_pasted_into_it_recolor_it(in_color, qtbot, gray_file):
    with qtbot.waitSignal(in_color.document.colorized):
        in_color.open_paths([gray_file])
    in_color.parts.look_panel.rows[2].number.setValue(30)
    in_color.acts.copy_edits.trigger()
    with qtbot.waitSignal(in_color.document.opened):
        in_color.acts.previous_photo.trigger()
    with qtbot.waitSignal(in_color.document.colorized):
        in_color.acts.paste_look.trigger()
    assert in_color.document.look.warmth == pytest.approx(0.3)


def test_the_question_is_about_the_photo_that_is_shown(in_color, qtbot, gray_file):
    with qtbot.waitSignal(in_color.document.colorized):
        in_color.open_paths([gray_file])
    assert in_color.parts.notices.sentence == ""
    with qtbot.waitSignal(in_color.document.opened):
        in_color.acts.previous_photo.trigger()
    assert "in color already" in in_color.parts.notices.sentence
    in_color.acts.close_photo.trigger()
    qtbot.waitUntil(lambda: in_color.parts.notices.sentence == "")


def test_save_all_leaves_it_out_and_says_so(in_color, qtbot, gray_file, tmp_path):
    with qtbot.waitSignal(in_color.document.colorized):
        in_color.open_paths([gray_file])
    folder = tmp_path / "results"
    folder.mkdir()
    in_color.exports.save_all(folder)
    qtbot.waitUntil(lambda: "colors.png is left out" in in_color.parts.notices.sentence)
    assert [each.stem for each in folder.iterdir()] == ["portrait_color"]


def test_its_colors_are_kept_when_it_was_turned_in_an_earlier_session(
    in_color, make_window, tiny_model, qtbot, tmp_path, gray_file
):
    with qtbot.waitSignal(in_color.document.prepared):
        qtbot.keyClick(in_color, Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
    in_color.close()
    again = make_window(tiny_model)
    with qtbot.waitSignal(again.document.colorized):
        again.open_paths([gray_file, tmp_path / "colors.png"])
    folder = tmp_path / "results"
    folder.mkdir()
    again.exports.save_all(folder)  # it has not been shown yet
    qtbot.waitUntil(lambda: "colors.png is left out" in again.parts.notices.sentence)
    with qtbot.waitSignal(again.document.opened):
        again.acts.next_photo.trigger()
    assert "in color already" in again.parts.notices.sentence
    assert again.document.keeps_colors
    assert again.document.history.state.preparation.quarter_turns == 1


@pytest.mark.parametrize("tone", [(1.0, 1.0, 1.0), (1.0, 0.85, 0.65)])
def test_gray_and_toned_photos_are_colorized(window, qtbot, tmp_path, gray_file, tone):
    gray = np.asarray(Image.open(gray_file).convert("L"))[..., None]
    path = tmp_path / "toned.png"
    Image.fromarray((gray * np.array(tone)).astype(np.uint8)).save(path)
    with qtbot.waitSignal(window.document.colorized):
        window.open_paths([path])
    assert window.parts.notices.sentence == ""
    qtbot.keyClick(window, "4")
    image = picture(window)
    assert not is_gray(image.pixelColor(image.rect().center()))
