"""The way out: files and clipboard."""

import numpy as np
import pytest
from gestures import click_photo, file_dialog, hints, middle
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QPushButton

from colorizer_gui.engine.colorizer import Colorizer
from colorizer_gui.engine.look import Look
from colorizer_gui.engine.model import Model
from colorizer_gui.engine.photo import read_photo

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def large_file(tmp_path, grey_picture):
    """A photo that takes a while to render in full."""
    path = tmp_path / "large.png"
    Image.fromarray(np.tile(grey_picture, (6, 6))).save(path, compress_level=0)
    return path


@pytest.fixture
def large(window, large_file, qtbot):
    """A window with a coloured large photo."""
    with qtbot.waitSignal(window.document.coloured):
        window.open_paths([large_file])
    return window


def save(window, qtbot, name=None):
    """Press Ctrl+S, and answer the dialog."""
    qtbot.keyClick(window, Qt.Key.Key_S, CONTROL)
    dialog = file_dialog(window, qtbot)
    if name is not None:
        dialog.selectFile(str(name))
    dialog.accept()


def test_a_saved_photo_is_what_the_engine_makes(coloured, qtbot, tiny_model, tmp_path):
    target = tmp_path / "result.png"
    with qtbot.waitSignal(coloured.exports.exporter.saved):
        save(coloured, qtbot, target)
    photo = read_photo(coloured.document.photo.path)
    engine = Colorizer(Model(tiny_model, "cpu"))
    expected = engine.render(photo, engine.analyse(photo), Look())
    assert np.array_equal(np.asarray(Image.open(target)), expected)
    assert b"compositeWithTrainedAlgorithmicMedia" in target.read_bytes()
    assert coloured.parts.status.state.full_text == "Saved result.png"


def test_metadata_that_the_format_cannot_hold_is_named(window, qtbot, tmp_path, grey_picture):
    photo = tmp_path / "captioned.tif"
    Image.fromarray(grey_picture).save(photo, tiffinfo={33723: b"\x1c\x02\x78\x00\x05Hello"})
    with qtbot.waitSignal(window.document.coloured):
        window.open_paths([photo])
    with qtbot.waitSignal(window.exports.exporter.saved):
        save(window, qtbot, tmp_path / "result.png")
    assert window.parts.notices.sentence == "result.png lacks what PNG cannot hold: IPTC."


def test_the_proposed_name_lies_beside_the_photo(coloured, qtbot, grey_file):
    qtbot.keyClick(coloured, Qt.Key.Key_S, CONTROL)
    dialog = file_dialog(coloured, qtbot)
    assert dialog.selectedFiles() == [str(grey_file.with_name("portrait_color.jpg"))]
    assert not dialog.testOption(QFileDialog.Option.DontConfirmOverwrite)
    dialog.reject()
    assert not coloured.exports.exporter.busy


def test_the_second_save_writes_the_same_file_without_asking(coloured, qtbot, grey_file):
    with qtbot.waitSignal(coloured.exports.exporter.saved):
        save(coloured, qtbot)
    target = grey_file.with_name("portrait_color.jpg")
    before = target.read_bytes()
    coloured.activateWindow()  # as a window manager would
    qtbot.waitUntil(coloured.isActiveWindow)
    coloured.parts.look_panel.rows[2].slider.setValue(80)
    with qtbot.waitSignal(coloured.exports.exporter.saved):
        qtbot.keyClick(coloured, Qt.Key.Key_S, CONTROL)
    assert target.read_bytes() != before


def test_a_photo_cannot_be_saved_over_itself(coloured, qtbot, grey_file):
    before = grey_file.read_bytes()
    with qtbot.waitSignal(coloured.exports.exporter.failed):
        coloured.exports.save_to(grey_file)
    assert "Choose another name" in coloured.parts.notices.sentence
    assert grey_file.read_bytes() == before
    assert coloured.acts.save.isEnabled()


def test_cancel_leaves_no_file(large, qtbot, tmp_path):
    target = tmp_path / "result.tif"
    with qtbot.waitSignal(large.exports.exporter.stopped):
        large.exports.save_to(target)
        cancel = large.parts.saving_progress.findChild(QPushButton)
        qtbot.mouseClick(cancel, Qt.MouseButton.LeftButton, pos=middle(cancel))
    assert not target.exists()
    assert large.parts.status.state.full_text == "Stopped"


def test_what_is_being_stopped_says_so_until_it_is(large, qtbot, tmp_path):
    told, exporter = [], large.exports.exporter
    exporter.busy_changed.connect(lambda busy: told.append(busy.text))
    with qtbot.waitSignal(exporter.stopped):
        large.exports.save_to(tmp_path / "result.png")
        exporter.cancel()
    assert told == ["Saving result.png", "Stopping", ""]


def test_progress_shows_only_for_work_that_lasts(large, qtbot, tmp_path):
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


def test_closing_twice_gives_the_file_up(large, tmp_path):
    large.exports.save_to(tmp_path / "result.tif")
    large.close()
    large.close()
    assert not large.isVisible()
    assert not (tmp_path / "result.tif").exists()


def test_copy_puts_the_full_picture_on_the_clipboard(large, qtbot):
    with qtbot.waitSignal(large.exports.exporter.copied, timeout=20000):
        qtbot.keyClick(large, Qt.Key.Key_C, CONTROL)
    assert QGuiApplication.clipboard().image().width() == 3072


def test_closing_while_a_photo_is_opened(window, large_file):
    window.open_paths([large_file])
    window.close()
    assert not window.isVisible()


def test_closing_while_a_photo_is_coloured_keeps_the_hint(large, make_window, tiny_model, qtbot):
    path = large.document.photo.path
    click_photo(large, qtbot, 0.7, 0.5)
    large.close()
    assert not large.isVisible()
    window = make_window(tiny_model)
    with qtbot.waitSignal(window.document.coloured):
        window.open_paths([path])
    assert hints(window) == hints(large)


def test_opening_can_be_cancelled(coloured, large_file, qtbot):
    coloured.open_paths([large_file])
    qtbot.waitUntil(lambda: len(coloured.gallery.photos) == 2)
    cancel = coloured.parts.opening_progress.findChild(QPushButton)
    qtbot.mouseClick(cancel, Qt.MouseButton.LeftButton, pos=middle(cancel))
    assert coloured.document.photo.path.name == "portrait.jpg"
    assert not coloured.parts.opening_progress.isVisible()
