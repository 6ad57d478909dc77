"""Batch > Process Folder..., through its window."""

import csv
from types import SimpleNamespace

import numpy as np
from batch_steps import (
    LEFT,
    choose_folders,
    click,
    go_to,
    open_batch,
    open_beside,
    run_batch,
    states,
    texts,
)  # fmt: skip
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices

from batch_files import contents, make_photos, options_for
from colorizer_gui.engine.batch import Batch, State
from colorizer_gui.gui.base.tasks import Tasks
from colorizer_gui.gui.batch.model import MESSAGE, NAME, PICTURE, STATE
from colorizer_gui.gui.batch.progress import Pace
from colorizer_gui.gui.session.thumbnails import Thumbnails
from model_files import ABOUT, write_model


def test_a_folder_is_colorized(planned, qtbot, source, dest):
    assert texts(planned, NAME) == ["a.png", "album/b.png", "c.png"]
    assert texts(planned, STATE) == 3 * ["Waiting"]
    assert not dest.exists(), "looking ahead writes nothing"
    before = contents(source)
    run_batch(planned, qtbot)
    assert texts(planned, STATE) == 3 * ["Done"]
    assert set(contents(dest)) == {"a_color.png", "album/b_color.png", "c_color.png"}
    assert contents(source) == before
    assert "3 of 3 photos" in planned.progress.text.text()
    assert not planned.progress.start.isEnabled()


def test_finished_photos_are_not_colorized_again(planned, qtbot, source, dest):
    run_batch(planned, qtbot)
    before = contents(dest)
    make_photos(source, "d.png")
    planned.settings.recursive.click()
    planned.settings.recursive.click()
    qtbot.waitUntil(lambda: planned.model.rowCount() == 4)
    assert texts(planned, STATE) == 3 * ["Already done"] + ["Waiting"]
    run_batch(planned, qtbot)
    assert {name: contents(dest)[name] for name in before} == before
    assert texts(planned, STATE)[3] == "Done"


def test_failed_photos_are_retried(planned, qtbot, source, dest):
    good = (source / "a.png").read_bytes()
    (source / "a.png").write_text("no photo")
    run_batch(planned, qtbot)
    assert texts(planned, STATE) == ["Failed", "Done", "Done"]
    assert "a.png" in texts(planned, MESSAGE)[0]
    (source / "a.png").write_bytes(good)
    with qtbot.waitSignal(planned.runner.finished, timeout=20000):
        click(qtbot, planned.progress.retry)
    assert texts(planned, STATE) == 3 * ["Done"]
    assert not planned.progress.retry.isEnabled()
    assert len(contents(dest)) == 3


def test_a_batch_can_be_paused_cancelled_and_resumed(planned, qtbot, source, dest):
    make_photos(source, *(f"many/p{number:02}.png" for number in range(40)))
    planned.settings.recursive.click()
    planned.settings.recursive.click()
    qtbot.waitUntil(lambda: planned.model.rowCount() == 43)
    with qtbot.waitSignal(planned.runner.started):
        click(qtbot, planned.progress.start)
    click(qtbot, planned.progress.pause)
    qtbot.waitUntil(lambda: State.WAITING in states(planned) and None not in states(planned))
    assert "paused" in planned.progress.text.text()
    assert not planned.settings.isEnabled()
    with qtbot.waitSignal(planned.runner.finished):
        click(qtbot, planned.progress.cancel)
    done = states(planned).count(State.DONE)
    assert states(planned).count(State.STOPPED) == 43 - done
    assert len(contents(dest)) == done
    run_batch(planned, qtbot)
    assert set(states(planned)) == {State.DONE, State.UNCHANGED} - (
        {State.UNCHANGED} if not done else set()
    )
    assert len(contents(dest)) == 43


def test_a_double_click_opens_the_photo_in_the_editor(planned, window, qtbot, source):
    table = planned.table
    place = table.visualRect(planned.model.index(1, NAME)).center()
    with qtbot.waitSignal(window.document.opened):
        qtbot.mouseClick(table.viewport(), LEFT, pos=place)
        qtbot.mouseDClick(table.viewport(), LEFT, pos=place)
    assert window.document.photo.path == source / "album" / "b.png"


def test_the_folder_of_the_results_can_be_opened(planned, qtbot, dest, monkeypatch):
    opened = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url) or True)
    assert not planned.progress.open_folder.isEnabled()
    run_batch(planned, qtbot)
    click(qtbot, planned.progress.open_folder)
    assert [url.toLocalFile() for url in opened] == [str(dest)]
    assert planned.notices.sentence == ""
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: False)
    click(qtbot, planned.progress.open_folder)
    assert str(dest) in planned.notices.sentence


def test_closing_stops_a_batch_and_leaves_no_partial_files(planned, window, qtbot, source, dest):
    make_photos(source, *(f"p{number:02}.png" for number in range(30)))
    with qtbot.waitSignal(planned.runner.started):
        click(qtbot, planned.progress.start)
    window.close()
    assert window.batches.window is None
    assert not list(dest.rglob("*.part"))


def test_the_report_lists_all_photos_and_the_chosen_model(make_window, tiny_model, qtbot, tmp_path):
    second = write_model(tmp_path / "second.onnx", {**ABOUT, "name": "Second"}, bins=False)
    window = make_window(tiny_model, second)
    qtbot.waitUntil(lambda: window.document.models.info is not None)
    batch = open_batch(window, qtbot)
    source, dest = make_photos(tmp_path / "in", "a.png", "b.png"), tmp_path / "out"
    (source / "broken.png").write_text("no photo")
    choose_folders(batch, qtbot, source, dest)
    settings = batch.settings
    assert settings.model.currentText() == "Tiny"
    settings.report.click()
    qtbot.keyClick(settings.model, Qt.Key.Key_End)
    qtbot.waitUntil(batch.progress.start.isEnabled)
    run_batch(batch, qtbot)
    assert report_of(dest) == {"a.png": "done", "b.png": "done", "broken.png": "failed"}
    assert "Second 0.1" in (dest / "colorizer-report.csv").read_text()
    make_photos(source, "broken.png")
    with qtbot.waitSignal(batch.runner.finished, timeout=20000):
        click(qtbot, batch.progress.retry)
    assert report_of(dest) == dict.fromkeys(("a.png", "b.png", "broken.png"), "done")
    assert "3 of 3 photos" in batch.progress.text.text()


def report_of(dest):
    with (dest / "colorizer-report.csv").open(newline="", encoding="utf-8-sig") as file:
        return {row["photo"]: row["state"] for row in csv.DictReader(file)}


def test_the_table_follows_the_batch_until_the_user_scrolls(planned, qtbot, source):
    make_photos(source, *(f"p{number:02}.png" for number in range(60)))
    planned.settings.recursive.click()
    qtbot.waitUntil(lambda: planned.model.rowCount() == 62)
    bar = planned.table.verticalScrollBar()
    run_batch(planned, qtbot)
    assert bar.value() > 0.8 * bar.maximum()
    bar.setValue(0)
    planned.table.follow(SimpleNamespace(name="p59.png"))
    assert bar.value() == 0


def test_the_time_left_ignores_pauses():
    now = [0.0]
    pace = Pace(lambda: now[0])
    assert pace.seconds_left(10) is None
    now[0], pace.count = 8.0, 4
    assert pace.seconds_left(10) == 20
    pace.pause()
    now[0] = 1000.0
    assert pace.seconds_left(10) == 20
    pace.resume()
    now[0], pace.count = 1002.0, 5
    assert pace.seconds_left(10) == 20


def choose_look(batch, qtbot, name):
    """Go to the batch, and choose a look there."""
    go_to(batch, qtbot)
    look = batch.settings.look
    look.setCurrentIndex(look.findText(name))
    look.activated.emit(look.currentIndex())
    assert look.currentText() == name


def test_the_batch_uses_the_look_of_the_editor(planned, window, qtbot, gray_file, dest):
    open_beside(window, qtbot, gray_file)
    choose_look(planned, qtbot, "Look of the open photo")
    window.parts.look_panel.rows[1].number.setValue(-100)
    window.preferences.change(mark_results=False, device="cpu")
    run_batch(planned, qtbot)
    pixels = np.asarray(Image.open(dest / "a_color.png").convert("RGB")).astype(int)
    assert np.ptp(pixels, axis=2).max() <= 2, "without saturation there is no color"
    assert b"Algorithmic" not in (dest / "a_color.png").read_bytes()
    assert planned.settings.options().device == "cpu"


def test_the_pictures_are_those_of_the_latest_results(planned, window, qtbot, gray_file):
    def has_color():
        picture = planned.model.index(0, PICTURE).data(Qt.ItemDataRole.DecorationRole)
        places = [(x, y) for x in range(0, 48, 4) for y in range(0, 48, 4)]
        return max(picture.pixelColor(*place).hsvSaturation() for place in places) > 10

    open_beside(window, qtbot, gray_file)
    window.parts.look_panel.rows[1].number.setValue(100)
    choose_look(planned, qtbot, "Look of the open photo")
    run_batch(planned, qtbot)
    qtbot.waitUntil(has_color)
    go_to(window, qtbot)
    window.parts.look_panel.rows[1].number.setValue(-100)
    go_to(planned, qtbot)
    qtbot.waitUntil(lambda: texts(planned, STATE) == 3 * ["Waiting"])
    run_batch(planned, qtbot)
    qtbot.waitUntil(lambda: not has_color())


def test_a_picture_is_made_again_of_a_file_that_was_written_meanwhile(qtbot, tmp_path):
    tasks = Tasks()
    thumbnails = Thumbnails(tasks)
    path, newer = tmp_path / "result.png", tmp_path / "newer.png"
    Image.new("L", (3000, 3000), 20).save(path)
    Image.new("L", (40, 40), 200).save(newer)
    with qtbot.waitSignals([thumbnails.ready, thumbnails.ready]):
        assert thumbnails.of(path) is None
        newer.replace(path)
        thumbnails.forget(path)
    assert thumbnails.of(path).pixelColor(0, 0).red() == 200
    tasks.shutdown()


def test_a_batch_that_fails_at_its_start_does_not_look_as_if_it_ran(
    planned, qtbot, source, dest, tiny_model
):
    waiting = planned.progress.text.text()
    assert waiting == "Photos to colorize: 3"
    with Batch(options_for(source, dest, tiny_model)), qtbot.waitSignal(planned.runner.failed):
        click(qtbot, planned.progress.start)
        click(qtbot, planned.progress.pause)
    assert "Another run is writing" in planned.notices.sentence
    assert planned.progress.text.text() == waiting
    assert not planned.progress.bar.isVisible()
    assert planned.progress.pause.text() == "Pause"
    run_batch(planned, qtbot)
    assert texts(planned, STATE) == 3 * ["Done"]


def test_a_look_that_is_gone_is_reported(planned, window, qtbot, gray_file):
    open_beside(window, qtbot, gray_file)
    choose_look(planned, qtbot, "Look of the open photo")
    window.acts.close_photo.trigger()
    click(qtbot, planned.progress.start)
    assert "look that was chosen is gone" in planned.notices.sentence
    assert not planned.progress.start.isEnabled()
    choose_look(planned, qtbot, "Neutral")
    assert planned.notices.sentence == ""


def test_outcomes_stay_visible_after_a_run(planned, window, qtbot, source):
    (source / "a.png").write_text("no photo")
    run_batch(planned, qtbot)
    open_beside(window, qtbot, source / "c.png")
    go_to(planned, qtbot)
    assert planned.settings.look.findText("Look of the open photo") >= 0
    assert texts(planned, STATE) == ["Failed", "Done", "Done"]
