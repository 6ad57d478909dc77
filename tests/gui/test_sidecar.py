"""Hints and look are kept in sidecars and come back."""

import json
import signal
import subprocess
import sys
import threading

import pytest
from gestures import click_photo, hints, open_photo, place_hint, turn
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

from colorizer_gui.engine.look import Look
from colorizer_gui.engine.model.versions import checksum
from colorizer_gui.engine.photo import Photo
from colorizer_gui.engine.photo.fingerprint import fingerprint
from colorizer_gui.engine.session.recipe import Recipe
from colorizer_gui.engine.session.recipe_file import read_recipe, write_recipe
from colorizer_gui.engine.session.sidecar import sidecar_path
from colorizer_gui.engine.settings import read_settings, settings_file
from colorizer_gui.engine.stopping import check_stopped
from colorizer_gui.gui.base.tasks import THREADS
from model_files import ABOUT, write_model


@pytest.fixture
def sidecar(gray_file):
    """Where the recipe of the photo is kept."""
    return sidecar_path(gray_file)


def test_edits_are_kept_a_moment_later(colorized, qtbot, sidecar):
    place_hint(colorized, qtbot, 0.7, 0.5)
    turn(colorized)
    assert not sidecar.exists()
    qtbot.waitUntil(sidecar.exists)
    recipe = read_recipe(sidecar)
    assert (recipe.model, recipe.hints, recipe.look) == (
        "tiny",
        hints(colorized),
        colorized.document.look,
    )
    colorized.acts.undo.trigger()
    qtbot.waitUntil(lambda: read_recipe(sidecar).look == Look())


def test_hints_and_look_come_back_after_closing(
    colorized, make_window, tiny_model, qtbot, sidecar, gray_file
):
    place_hint(colorized, qtbot, 0.7, 0.5)
    turn(colorized)
    kept = hints(colorized), colorized.document.look
    colorized.close()
    assert sidecar.exists()
    window = make_window(tiny_model)
    open_photo(window, qtbot, gray_file)
    assert (hints(window), window.document.look) == kept
    assert window.parts.look_panel.rows[2].slider.value() == 30
    assert window.parts.notices.sentence == ""
    assert not window.acts.undo.isEnabled()
    click_photo(window, qtbot, 0.7, 0.5)
    assert window.document.hint_state.selected == 0


KILLED = """
import os, signal, sys
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from colorizer_gui.engine.session.sidecar import sidecar_path
from colorizer_gui.engine.settings import read_settings, settings_file
from colorizer_gui.engine.stopping import check_stopped
from colorizer_gui.gui.base.tasks import THREADS
from colorizer_gui.gui.window.main_window import MainWindow

model, photo = map(Path, sys.argv[1:])
app = QApplication([])
window = MainWindow(find_models=lambda: [model])
window.show()
window.open_paths([photo])


def work():
    if sidecar_path(photo).exists():
        os.kill(os.getpid(), signal.SIGKILL)
    if window.document.result() and not window.document.hint_state.hints:
        window.acts.add_hint.trigger()
        window.acts.keep_gray.trigger()


timer = QTimer(interval=20)
timer.timeout.connect(work)
timer.start()
app.exec()
"""


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signal")
def test_hints_come_back_after_the_program_was_killed(window, tiny_model, qtbot, gray_file):
    command = [sys.executable, "-c", KILLED, str(tiny_model), str(gray_file)]
    assert subprocess.run(command, timeout=60, check=False).returncode == -signal.SIGKILL
    open_photo(window, qtbot, gray_file)
    assert [(hint.x, hint.y) for hint in hints(window)] == [(0.5, 0.5)]


@pytest.mark.logs_warnings
def test_edits_are_kept_whatever_else_fails_at_the_end(colorized, sidecar, monkeypatch, caplog):
    def fail():
        raise RuntimeError("this part is broken")

    monkeypatch.setattr(colorized.batches, "shutdown", fail)
    turn(colorized)
    colorized.preferences.change(color_set="Coats")
    colorized.close()
    assert read_recipe(sidecar).look.warmth == 0.3
    assert read_settings(settings_file()).color_set == "Coats"
    assert "this part is broken" in caplog.text


def test_the_same_photo_opened_again_has_its_edits(colorized, qtbot, gray_file):
    place_hint(colorized, qtbot, 0.7, 0.5)
    kept = hints(colorized)
    open_photo(colorized, qtbot, gray_file)
    assert hints(colorized) == kept


def when_read_again(window, path, work):
    """Open the photo on the screen again; `work()` once it is read, before it is shown."""

    def follow(busy):
        if not busy.text:
            window.document.busy_changed.disconnect(follow)
            work()

    window.document.busy_changed.connect(follow)
    window.open_paths([path])


def test_edits_made_while_the_photo_is_read_again_stay_kept(colorized, qtbot, sidecar, gray_file):
    turn(colorized)
    qtbot.waitUntil(sidecar.exists)
    with qtbot.waitSignal(colorized.document.opened):
        when_read_again(colorized, gray_file, lambda: turn(colorized, 50))
    qtbot.waitUntil(lambda: read_recipe(sidecar).look.warmth == 0.5)
    colorized.close()
    assert read_recipe(sidecar).look.warmth == 0.5


def test_an_edit_that_was_kept_while_the_photo_is_read_again_can_be_undone(
    colorized, qtbot, sidecar, gray_file
):
    turn(colorized)
    qtbot.waitUntil(sidecar.exists)

    def edit():
        with qtbot.waitSignal(colorized.document.colorized):
            colorized.acts.reset_look.trigger()
        qtbot.waitUntil(lambda: read_recipe(sidecar).look == Look())

    with qtbot.waitSignal(colorized.document.opened):
        when_read_again(colorized, gray_file, edit)
    colorized.acts.undo.trigger()
    colorized.close()
    assert read_recipe(sidecar).look.warmth == 0.3


def test_edits_are_written_when_another_photo_is_opened(colorized, qtbot, sidecar, tmp_path):
    other = tmp_path / "other.png"
    Image.new("L", (60, 60), 128).save(other)
    turn(colorized)
    open_photo(colorized, qtbot, other)
    qtbot.waitUntil(sidecar.exists)
    colorized.close()
    assert not sidecar_path(other).exists()


def test_edits_of_two_photos_are_written_at_the_end_though_no_worker_was_free(
    colorized, qtbot, sidecar, tmp_path
):
    other, never = tmp_path / "other.png", threading.Event()
    Image.new("L", (60, 60), 128).save(other)

    def wait():
        while not never.wait(0.01):
            check_stopped()

    def edit(busy):
        colorized.document.busy_changed.disconnect(edit)
        for _ in range(THREADS):
            colorized.tasks.run(wait, lambda _: None, lambda _: None)
        turn(colorized)

    colorized.document.busy_changed.connect(edit)
    with qtbot.waitSignal(colorized.document.opened):
        colorized.open_paths([other])
    turn(colorized, 50)
    colorized.close()
    assert read_recipe(sidecar).look.warmth == 0.3
    assert read_recipe(sidecar_path(other)).look.warmth == 0.5


def test_a_photo_without_edits_gets_no_sidecar(colorized, qtbot, sidecar):
    turn(colorized)
    colorized.acts.undo.trigger()
    colorized.close()
    assert not sidecar.exists()


def test_undone_edits_do_not_come_back(colorized, qtbot, sidecar):
    turn(colorized)
    qtbot.waitUntil(sidecar.exists)
    colorized.acts.undo.trigger()
    colorized.close()
    assert read_recipe(sidecar).look == Look()


def test_a_retouched_photo_keeps_its_sidecar(window, qtbot, sidecar, gray_file, gray_picture):
    turned = Recipe("tiny", (), Look(warmth=0.5), fingerprint(Photo(pixels=gray_picture)))
    write_recipe(sidecar, turned)
    retouched = Image.fromarray(gray_picture).resize((500, 500))
    retouched.paste(255, (200, 200, 260, 260))
    retouched.save(gray_file, quality=50)
    open_photo(window, qtbot, gray_file)
    assert window.document.look.warmth == 0.5


def test_edits_are_kept_in_the_data_folder_if_the_photos_folder_is_read_only(
    colorized, make_window, tiny_model, qtbot, sidecar, gray_file
):
    sidecar.mkdir()  # nothing can be written in its place, not even by an administrator
    turn(colorized)
    colorized.close()
    assert colorized.parts.notices.sentence == ""
    sidecar.rmdir()
    window = make_window(tiny_model)
    open_photo(window, qtbot, gray_file)
    assert window.document.look.warmth == 0.3
    turn(window, 50)
    window.close()
    assert read_recipe(sidecar).look.warmth == 0.5
    window = make_window(tiny_model)
    open_photo(window, qtbot, gray_file)
    assert window.document.look.warmth == 0.5


@pytest.mark.logs_warnings
def test_a_sidecar_that_cannot_be_written_is_told_once(
    colorized, qtbot, tmp_path, user_folders, sidecar
):
    sidecar.mkdir()
    (user_folders / "Colorizer").write_text("in the way of the data folder")
    turn(colorized)
    with qtbot.waitSignal(colorized.document.failed):
        colorized.document.sidecar.write()
    assert "Can't save the recipe" in colorized.parts.notices.sentence
    assert "won't be kept" in colorized.parts.notices.sentence
    colorized.parts.notices.clear()
    with qtbot.waitSignal(colorized.document.colorized):
        turn(colorized, 50)
    task = colorized.document.sidecar.write()
    qtbot.waitUntil(task.future.done)
    with qtbot.waitSignal(colorized.document.failed):  # what comes after has been delivered
        colorized.open_paths([tmp_path / "gone.jpg"])
    assert "recipe" not in colorized.parts.notices.sentence
    colorized.close()


def test_a_photo_that_is_deleted_while_it_is_open(colorized, qtbot, gray_file):
    gray_file.unlink()
    qtbot.waitUntil(lambda: "no longer in its folder" in colorized.parts.notices.sentence)
    with qtbot.waitSignal(colorized.exports.exporter.saved):
        colorized.exports.save_to(gray_file.with_name("result.png"))


def test_a_notice_about_a_file_leaves_with_its_photo(colorized, qtbot, gray_file, tmp_path):
    other = tmp_path / "other.png"
    Image.new("L", (300, 200), 90).save(other)
    open_photo(colorized, qtbot, other)
    other.unlink()
    notices = colorized.parts.notices
    qtbot.waitUntil(lambda: "no longer in its folder" in notices.sentence)
    with qtbot.waitSignal(colorized.document.opened):
        colorized.acts.previous_photo.trigger()
    assert notices.sentence == ""


def test_a_photo_that_is_changed_while_it_is_open(colorized, qtbot, gray_file):
    Image.new("L", (300, 200), 90).save(gray_file)
    notices = colorized.parts.notices
    qtbot.waitUntil(lambda: "changed by another program" in notices.sentence)
    with qtbot.waitSignal(colorized.document.colorized):
        notices.action_button.click()
    assert colorized.document.photo.width == 300


def test_another_photo_at_the_path_of_a_deleted_one(colorized, qtbot, gray_file, tmp_path):
    other = tmp_path / "other.png"
    Image.new("L", (300, 200), 90).save(other)
    notices = colorized.parts.notices
    place_hint(colorized, qtbot, 0.7, 0.5)
    gray_file.unlink()
    qtbot.waitUntil(lambda: "no longer in its folder" in notices.sentence)
    Image.new("L", (300, 200), 90).save(gray_file)
    qtbot.waitUntil(lambda: "changed by another program" in notices.sentence)
    open_photo(colorized, qtbot, other)
    with qtbot.waitSignal(colorized.document.colorized):
        colorized.acts.next_photo.trigger()
    assert colorized.document.photo.path == gray_file
    assert hints(colorized) == ()
    assert "belongs to another photo" in notices.sentence
    assert not colorized.acts.undo.isEnabled()


def test_a_pasted_photo_and_its_edits_are_kept(window, make_window, tiny_model, qtbot, clipboard):
    image = QImage(40, 40, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.gray)
    clipboard.setImage(image)
    with qtbot.waitSignal(window.document.colorized):
        window.acts.paste.trigger()
    turn(window)
    window.acts.close_photo.trigger()
    window.close()
    window = make_window(tiny_model)
    with qtbot.waitSignal(window.document.colorized):
        window.acts.recent.actions()[0].trigger()
    assert window.document.photo.width == 40
    assert window.document.look.warmth == 0.3


def test_the_model_of_a_recipe_is_loaded(
    make_window, qtbot, tiny_model, tmp_path, gray_file, sidecar
):
    other = write_model(tmp_path / "other.onnx", {**ABOUT, "id": "other", "name": "Other"})
    write_recipe(sidecar, Recipe("other", (), Look(warmth=0.5)))
    window = make_window(tiny_model, other)
    with qtbot.waitSignal(window.document.colorized):
        window.open_paths([gray_file])
    qtbot.waitUntil(lambda: window.parts.model_panel.list.currentText() == "Other")
    turn(window)
    window.close()
    assert json.loads(sidecar.read_text())["model"] == "other"


def test_a_recipe_for_a_model_that_is_gone_is_used_with_another(window, qtbot, gray_file, sidecar):
    write_recipe(sidecar, Recipe("gone", (), Look(warmth=0.5)))
    before = sidecar.read_bytes()
    open_photo(window, qtbot, gray_file)
    assert "the model gone, which is not installed" in window.parts.notices.sentence
    assert window.document.look.warmth == 0.5
    open_photo(window, qtbot, gray_file)
    window.close()
    assert sidecar.read_bytes() == before


def test_another_model_for_a_photo_with_edits_is_kept(
    make_window, qtbot, tiny_model, tmp_path, gray_file, sidecar
):
    other = write_model(tmp_path / "other.onnx", {**ABOUT, "id": "other", "name": "Other"})
    window = make_window(tiny_model, other)
    open_photo(window, qtbot, gray_file)
    turn(window)
    models = window.parts.model_panel.list
    models.setFocus()
    with qtbot.waitSignal(window.document.colorized):
        qtbot.keyClick(models, Qt.Key.Key_Down)
    window.close()
    assert read_recipe(sidecar).model == "other"


def test_a_model_that_cannot_be_loaded_is_not_kept(
    make_window, qtbot, tiny_model, tmp_path, gray_file, sidecar
):
    broken = tmp_path / "zzz.onnx"
    broken.write_bytes(b"no model")
    window = make_window(tiny_model, broken)
    open_photo(window, qtbot, gray_file)
    turn(window)
    with qtbot.waitSignal(window.document.failed):
        window.document.choose_model(broken)
    window.close()
    kept = read_recipe(sidecar)
    assert (kept.model, kept.model_sha256) == ("tiny", checksum(tiny_model))
    assert kept.look.warmth == 0.3
