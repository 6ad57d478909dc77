"""The way out: files and clipboard."""

import numpy as np
import pytest
from gestures import file_dialog, hints, middle, place_hint
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QPushButton

from colorizer_gui.engine.colorizer import Colorizer
from colorizer_gui.engine.look import Look
from colorizer_gui.engine.model.runtime import Model
from colorizer_gui.engine.photo import read_photo

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def large_file(tmp_path, gray_picture):
    """A photo that takes a while to render in full."""
    path = tmp_path / "large.png"
    Image.fromarray(np.tile(gray_picture, (6, 6))).save(path, compress_level=0)
    return path


@pytest.fixture
def large(window, large_file, qtbot):
    """A window with a colorized large photo."""
    with qtbot.waitSignal(window.document.colorized):
        window.open_paths([large_file])
    return window


def save(window, qtbot, name=None):
    """Press Ctrl+S, and answer the dialog."""
    qtbot.keyClick(window, Qt.Key.Key_S, CONTROL)
    dialog = file_dialog(window, qtbot)
    if name is not None:
        dialog.selectFile(str(name))
    dialog.accept()


def test_a_saved_photo_is_what_the_engine_makes(colorized, qtbot, tiny_model, tmp_path):
    target = tmp_path / "result.png"
    with qtbot.waitSignal(colorized.exports.exporter.saved):
        save(colorized, qtbot, target)
    photo = read_photo(colorized.document.photo.path)
    engine = Colorizer(Model(tiny_model, "cpu"))
    expected = engine.render(photo, engine.predict(photo), Look())
    assert np.array_equal(np.asarray(Image.open(target)), expected)
    assert b"compositeWithTrainedAlgorithmicMedia" in target.read_bytes()
    assert colorized.parts.status.state.full_text == "Saved result.png"


def test_metadata_that_the_format_cannot_hold_is_named(window, qtbot, tmp_path, gray_picture):
    photo = tmp_path / "captioned.tif"
    Image.fromarray(gray_picture).save(photo, tiffinfo={33723: b"\x1c\x02\x78\x00\x05Hello"})
    with qtbot.waitSignal(window.document.colorized):
        window.open_paths([photo])
    with qtbot.waitSignal(window.exports.exporter.saved):
        save(window, qtbot, tmp_path / "result.webp")
    assert window.parts.notices.sentence == "result.webp lacks what WebP cannot hold: IPTC."


def test_the_proposed_name_lies_beside_the_photo(colorized, qtbot, gray_file):
    qtbot.keyClick(colorized, Qt.Key.Key_S, CONTROL)
    dialog = file_dialog(colorized, qtbot)
    assert dialog.selectedFiles() == [str(gray_file.with_name("portrait_color.jpg"))]
    assert not dialog.testOption(QFileDialog.Option.DontConfirmOverwrite)
    dialog.reject()
    assert not colorized.exports.exporter.busy


def test_the_second_save_writes_the_same_file_without_asking(colorized, qtbot, gray_file):
    with qtbot.waitSignal(colorized.exports.exporter.saved):
        save(colorized, qtbot)
    target = gray_file.with_name("portrait_color.jpg")
    before = target.read_bytes()
    colorized.activateWindow()  # as a window manager would
    qtbot.waitUntil(colorized.isActiveWindow)
    colorized.parts.look_panel.rows[2].slider.setValue(80)
    with qtbot.waitSignal(colorized.exports.exporter.saved):
        qtbot.keyClick(colorized, Qt.Key.Key_S, CONTROL)
    assert target.read_bytes() != before


def test_a_photo_cannot_be_saved_over_itself(colorized, qtbot, gray_file):
    before = gray_file.read_bytes()
    with qtbot.waitSignal(colorized.exports.exporter.failed):
        colorized.exports.save_to(gray_file)
    assert "Choose another name" in colorized.parts.notices.sentence
    assert gray_file.read_bytes() == before
    assert colorized.acts.save.isEnabled()


def test_cancel_leaves_no_file(large, qtbot, tmp_path):
    target = tmp_path / "result.tif"
    with qtbot.waitSignal(large.exports.exporter.stopped):
        large.exports.save_to(target)
        cancel = large.parts.saving_progress.findChild(QPushButton)
        qtbot.mouseClick(cancel, Qt.MouseButton.LeftButton, pos=middle(cancel))
    assert not target.exists()
    assert large.parts.status.state.full_text == "Stopped"


def test_stopping_is_shown_until_the_work_has_stopped(large, qtbot, tmp_path):
    told, exporter = [], large.exports.exporter
    exporter.busy_changed.connect(lambda busy: told.append(busy.text))
    with qtbot.waitSignal(exporter.stopped):
        large.exports.save_to(tmp_path / "result.png")
        exporter.cancel()
    assert told == ["Saving result.png", "Stopping", ""]


def test_progress_is_shown_only_for_long_work(large, qtbot, tmp_path):
    progress = large.parts.saving_progress
    large.exports.save_to(tmp_path / "result.tif")
    assert not progress.isVisible()
    qtbot.waitUntil(lambda: progress.isVisible() or not large.exports.exporter.busy, timeout=20000)
    assert progress.isVisible()
    qtbot.waitUntil(lambda: not progress.isVisible(), timeout=20000)
    assert (tmp_path / "result.tif").exists()


def test_closing_waits_for_the_file_that_is_being_saved(large, qtbot, tmp_path):
    large.exports.save_to(tmp_path / "result.png")
    large.close()
    assert large.isVisible()
    assert "result.png is being saved" in large.parts.notices.sentence
    qtbot.waitUntil(lambda: not large.isVisible(), timeout=20000)
    assert read_photo(tmp_path / "result.png").width == 3072


def test_closing_waits_for_the_file_of_a_drag_that_was_let_go(large, qtbot):
    large.acts.drag_button.wanted.emit()
    large.close()
    assert "large_color.png is being saved" in large.parts.notices.sentence
    qtbot.waitUntil(lambda: not large.isVisible(), timeout=20000)


def test_closing_twice_stops_saving(large, tmp_path):
    large.exports.save_to(tmp_path / "result.tif")
    large.close()
    large.close()
    assert not large.isVisible()
    assert not (tmp_path / "result.tif").exists()


def test_copy_puts_the_full_resolution_on_the_clipboard(large, qtbot):
    with qtbot.waitSignal(large.exports.exporter.copied, timeout=20000):
        qtbot.keyClick(large, Qt.Key.Key_C, CONTROL)
    assert QGuiApplication.clipboard().image().width() == 3072


def test_copy_keeps_opacity_and_resolution(window, qtbot, tmp_path, gray_picture):
    path = tmp_path / "clear.png"
    opacity = np.full_like(gray_picture, 99)
    image = Image.fromarray(np.dstack([gray_picture] * 3 + [opacity]))
    image.save(path, dpi=(300, 300))
    with qtbot.waitSignal(window.document.colorized):
        window.open_paths([path])
    with qtbot.waitSignal(window.exports.exporter.copied):
        window.acts.copy.trigger()
    copied = QGuiApplication.clipboard().image()
    assert copied.pixelColor(5, 5).alpha() == 99
    assert copied.dotsPerMeterX() == 11811


def test_the_window_stays_open_to_tell_which_photos_were_not_saved(
    colorized, qtbot, gray_file, tmp_path
):
    second, folder = tmp_path / "second.png", tmp_path / "results"
    Image.new("L", (60, 60), 128).save(second)
    folder.mkdir()
    (folder / "second_color.png").write_bytes(b"precious")
    with qtbot.waitSignal(colorized.document.colorized):
        colorized.open_paths([gray_file, second])
    with qtbot.waitSignal(colorized.exports.finished, timeout=20000):
        colorized.exports.save_all(folder)
        colorized.close()
        assert "being saved" in colorized.parts.notices.sentence
    assert colorized.isVisible()
    assert "1 of 2 photos not saved" in colorized.parts.notices.sentence
    assert "second_color.png" in colorized.parts.notices.sentence
    colorized.close()
    assert not colorized.isVisible()


def test_closing_while_a_photo_is_opened(window, large_file):
    window.open_paths([large_file])
    window.close()
    assert not window.isVisible()


def test_closing_while_a_photo_is_colorized_keeps_the_hint(large, make_window, tiny_model, qtbot):
    path = large.document.photo.path
    place_hint(large, qtbot, 0.7, 0.5)
    large.close()
    assert not large.isVisible()
    window = make_window(tiny_model)
    with qtbot.waitSignal(window.document.colorized):
        window.open_paths([path])
    assert hints(window) == hints(large)


def test_opening_can_be_cancelled(colorized, large_file, qtbot):
    colorized.open_paths([large_file])
    qtbot.waitUntil(lambda: len(colorized.gallery.photos) == 2)
    cancel = colorized.parts.opening_progress.findChild(QPushButton)
    qtbot.mouseClick(cancel, Qt.MouseButton.LeftButton, pos=middle(cancel))
    assert colorized.document.photo.path.name == "portrait.jpg"
    assert not colorized.parts.opening_progress.isVisible()


@pytest.mark.parametrize("name", ["result.jpg", "result.tif"])
def test_progress_counts_to_the_end(window, qtbot, tmp_path, gray_picture, name):
    Image.fromarray(np.tile(gray_picture, (8, 1))).save(tmp_path / "tall.png")
    with qtbot.waitSignal(window.document.colorized):
        window.open_paths([tmp_path / "tall.png"])
    told = []
    window.exports.exporter.busy_changed.connect(lambda busy: told.append(busy.percent))
    with qtbot.waitSignal(window.exports.exporter.saved):
        window.exports.save_to(tmp_path / name)
    counted = [percent for percent in told if percent is not None]
    assert len(counted) > 3
    assert counted == sorted(counted)
    assert counted[-1] == 100


def test_unknown_progress_is_not_reported(colorized, qtbot, tmp_path):
    told = []
    colorized.exports.exporter.busy_changed.connect(told.append)
    with qtbot.waitSignal(colorized.exports.exporter.saved):
        colorized.exports.save_to(tmp_path / "result.png")
    assert "result.png" in told[0].text
    assert {busy.percent for busy in told} == {None}
