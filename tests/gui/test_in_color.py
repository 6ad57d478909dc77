"""Photos that are in color already."""

import numpy as np
import pytest
from gestures import click_photo, file_dialog, hints, is_gray, picture
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QPushButton

from colorizer_gui.cli import main
from colorizer_gui.engine.photo import Metadata, Photo, read_photo, write_photo
from colorizer_gui.engine.session.sidecar import sidecar_path
from colorizer_gui.gui.dialogs.save_options import SaveOptions

CONTROL = Qt.KeyboardModifier.ControlModifier
CAPTION = b"\x1c\x02\x78\x00\x05Hello"  # as IPTC has it


@pytest.fixture
def in_color(window, qtbot, tmp_path, color_picture):
    """A window with a photo in color."""
    Image.fromarray(color_picture).save(tmp_path / "colors.png")
    with qtbot.waitSignal(window.document.opened):
        window.open_paths([tmp_path / "colors.png"])
    return window


@pytest.fixture
def deep_scan(tmp_path, color_picture):
    """A photo in color of 16 bits, wider than high, with metadata, alone in its folder."""
    pixels = color_picture[:400].astype(np.uint16) * 257 + 3
    path = tmp_path / "scans" / "deep.tif"
    return write_photo(path, pixels, Photo(pixels, metadata=Metadata(iptc=CAPTION, dpi=(300, 300))))


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
        assert in_color.parts.status.state.full_text == "Colorizing"
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


def paste_a_warm_look(in_color, qtbot, gray_file):
    """Copy the look of a gray photo that is opened, and paste it into the one in color."""
    with qtbot.waitSignal(in_color.document.colorized):
        in_color.open_paths([gray_file])
    in_color.parts.look_panel.rows[2].number.setValue(30)
    in_color.acts.copy_edits.trigger()
    with qtbot.waitSignal(in_color.document.opened):
        in_color.acts.previous_photo.trigger()
    with qtbot.waitSignal(in_color.document.colorized):
        in_color.acts.paste_look.trigger()


def test_edits_that_are_pasted_into_it_recolor_it(in_color, qtbot, gray_file):
    paste_a_warm_look(in_color, qtbot, gray_file)
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
    in_color, make_window, tiny_model, qtbot, tmp_path, gray_file, color_picture
):
    with qtbot.waitSignal(in_color.document.prepared):
        qtbot.keyClick(in_color, Qt.Key.Key_R, CONTROL)
    in_color.close()
    again = make_window(tiny_model)
    with qtbot.waitSignal(again.document.colorized):
        again.open_paths([gray_file, tmp_path / "colors.png"])
    folder = tmp_path / "results"
    folder.mkdir()
    with qtbot.waitSignal(again.exports.finished):
        again.exports.save_all(folder)  # it has not been shown yet
    assert again.parts.notices.sentence == ""
    turned = np.asarray(Image.open(folder / "colors_color.png"))
    np.testing.assert_array_equal(turned, np.rot90(color_picture, -1))
    with qtbot.waitSignal(again.document.opened):
        again.acts.next_photo.trigger()
    assert "in color already" in again.parts.notices.sentence
    assert again.document.keeps_colors
    assert again.document.history.state.preparation.quarter_turns == 1


def test_it_is_saved_turned_in_its_own_colors(window, qtbot, tmp_path, deep_scan):
    with qtbot.waitSignal(window.document.opened):
        window.open_paths([deep_scan])
    with qtbot.waitSignal(window.document.prepared):
        qtbot.keyClick(window, Qt.Key.Key_R, CONTROL)
    result = tmp_path / "turned.tif"
    qtbot.keyClick(window, Qt.Key.Key_S, CONTROL)
    dialog = file_dialog(window, qtbot)
    dialog.selectFile(str(result))
    with qtbot.waitSignal(window.exports.exporter.saved):
        dialog.accept()
    scan, saved = read_photo(deep_scan), read_photo(result)
    np.testing.assert_array_equal(saved.pixels, np.rot90(scan.pixels, -1))
    assert saved.pixels.dtype == np.uint16
    assert (saved.metadata.iptc, saved.metadata.dpi) == (scan.metadata.iptc, (300, 300))
    assert b"TrainedAlgorithmicMedia" not in result.read_bytes()
    assert b"Colorizer" not in result.read_bytes()
    assert window.gallery.photos[0].is_saved
    assert window.parts.notices.sentence == ""


@pytest.mark.parametrize("way", ["recipe", "sidecar", "option"])
def test_command_and_batch_save_it_as_the_window_does(
    window, qtbot, tmp_path, deep_scan, tiny_model, way
):
    with qtbot.waitSignal(window.document.opened):
        window.open_paths([deep_scan])
    with qtbot.waitSignal(window.document.prepared):
        qtbot.keyClick(window, Qt.Key.Key_R, CONTROL)
    saved, result = tmp_path / "window" / deep_scan.name, tmp_path / "command" / deep_scan.name
    with qtbot.waitSignal(window.exports.exporter.saved):
        window.exports.save_to(saved)
    window.close()
    sidecar = sidecar_path(deep_scan)
    options = ["--model", str(tiny_model)]
    if way == "recipe":
        arguments = ["colorize", str(deep_scan), "-o", str(result), "--recipe", str(sidecar)]
    elif way == "sidecar":
        arguments = ["batch", str(deep_scan.parent), str(result.parent), "--name", "{stem}{ext}"]
    else:
        sidecar.unlink()
        arguments = ["colorize", str(deep_scan), "-o", str(result)]
        options += ["--keep-colors", "--rotate", "90"]
    assert main([*arguments, *options]) == 0
    assert result.read_bytes() == saved.read_bytes()


def test_its_own_colors_are_copied_and_have_no_before_and_after(in_color, qtbot, clipboard):
    in_color.acts.save_options.trigger()
    options = in_color.findChild(SaveOptions)
    assert [options.kinds.itemText(at) for at in range(options.kinds.count())] == [
        "Photo in its own colors"
    ]
    assert not options.marks.isVisible()
    qtbot.waitUntil(lambda: options.size_label.text().startswith("About"))
    options.reject()
    with qtbot.waitSignal(in_color.exports.exporter.copied):
        in_color.acts.copy.trigger()
    assert clipboard.image().pixelColor(200, 300) == QColor(
        *in_color.document.photo.pixels[300, 200]
    )


def test_recoloring_is_undone_and_redone(in_color, qtbot, tmp_path, color_picture):
    own = picture(in_color)
    with qtbot.waitSignal(in_color.document.colorized):
        press(in_color, qtbot, "Recolor")
    qtbot.waitUntil(lambda: picture(in_color) != own)
    assert in_color.acts.undo.text() == "Undo Recolor"
    qtbot.keyClick(in_color, Qt.Key.Key_Z, CONTROL)
    assert in_color.document.keeps_colors
    assert not in_color.parts.look_panel.controls.isEnabled()
    qtbot.waitUntil(lambda: picture(in_color) == own)
    result = tmp_path / "saved.png"
    with qtbot.waitSignal(in_color.exports.exporter.saved):
        in_color.exports.save_to(result)
    np.testing.assert_array_equal(np.asarray(Image.open(result)), color_picture)
    assert in_color.gallery.photos[0].is_saved
    with qtbot.waitSignal(in_color.document.colorized):
        in_color.acts.redo.trigger()
    assert not in_color.gallery.photos[0].is_saved
    assert in_color.parts.look_panel.controls.isEnabled()


def test_pasted_edits_are_undone_with_the_recoloring(in_color, qtbot, gray_file):
    paste_a_warm_look(in_color, qtbot, gray_file)
    in_color.acts.undo.trigger()
    assert in_color.document.keeps_colors
    assert in_color.document.look.warmth == 0
    assert not in_color.acts.undo.isEnabled()


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


def test_a_recolored_photo_is_remembered(in_color, make_window, tiny_model, qtbot, tmp_path):
    with qtbot.waitSignal(in_color.document.colorized):
        press(in_color, qtbot, "Recolor")
    in_color.close()
    again = make_window(tiny_model)
    with qtbot.waitSignal(again.document.colorized):
        again.open_paths([tmp_path / "colors.png"])
    assert again.parts.notices.sentence == ""
    results = tmp_path / "results"
    arguments = ["batch", tmp_path, results, "--keep-colors", "--model", tiny_model]
    assert main([str(argument) for argument in arguments]) == 0
    colored, before = (
        np.asarray(Image.open(folder / name))
        for folder, name in ((results, "colors_color.png"), (tmp_path, "colors.png"))
    )
    assert not np.array_equal(colored, before)
