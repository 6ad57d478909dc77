"""Batch > Process Folder..., through its window."""

import csv
from types import SimpleNamespace

import numpy as np
import pytest
from gestures import drop, file_dialog, files
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices

from batch_files import contents, make_photos
from colorizer_gui.engine.batch import State
from colorizer_gui.engine.settings import settings_file
from colorizer_gui.gui.batch.model import MESSAGE, NAME, STATE
from colorizer_gui.gui.batch.progress import Pace
from colorizer_gui.gui.session.thumbnails import Thumbnails
from model_files import ABOUT, write_model

CONTROL = Qt.KeyboardModifier.ControlModifier
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def source(tmp_path):
    return make_photos(tmp_path / "in", "a.png", "album/b.png", "c.png")


@pytest.fixture
def dest(tmp_path):
    return tmp_path / "out"


@pytest.fixture
def batch(window, qtbot):
    """The window for a batch."""
    return opened(window, qtbot)


def opened(window, qtbot):
    """Open the window by its keys."""
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(window, Qt.Key.Key_B, CONTROL)
    return window.batches.window


@pytest.fixture
def planned(batch, qtbot, source, dest):
    """The same with both folders chosen."""
    choose(batch, qtbot, source, dest)
    return batch


def choose(batch, qtbot, source, dest):
    """Type both folders."""
    for folder, path in ((batch.settings.source, source), (batch.settings.dest, dest)):
        folder.edit.selectAll()
        qtbot.keyClicks(folder.edit, str(path))
        with qtbot.waitSignal(folder.changed):
            qtbot.keyClick(folder.edit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(batch.model.rows) or bool(batch.notices.sentence))


def click(qtbot, button):
    assert button.isEnabled()
    qtbot.mouseClick(button, LEFT)


def texts(batch, column):
    return [batch.model.index(row, column).data() for row in range(batch.model.rowCount())]


def run(batch, qtbot):
    with qtbot.waitSignal(batch.runner.finished, timeout=20000):
        click(qtbot, batch.progress.start)


def test_a_folder_is_colorized(planned, qtbot, source, dest):
    assert texts(planned, NAME) == ["a.png", "album/b.png", "c.png"]
    assert texts(planned, STATE) == 3 * ["Waiting"]
    assert not dest.exists(), "looking ahead writes nothing"
    before = contents(source)
    run(planned, qtbot)
    assert texts(planned, STATE) == 3 * ["Done"]
    assert set(contents(dest)) == {"a_color.png", "album/b_color.png", "c_color.png"}
    assert contents(source) == before
    assert "3 of 3 photos" in planned.progress.text.text()
    assert not planned.progress.start.isEnabled()


def test_finished_photos_are_not_colorized_again(planned, qtbot, source, dest):
    run(planned, qtbot)
    before = contents(dest)
    make_photos(source, "d.png")
    planned.settings.recursive.click()
    planned.settings.recursive.click()
    qtbot.waitUntil(lambda: planned.model.rowCount() == 4)
    assert texts(planned, STATE) == 3 * ["Already done"] + ["Waiting"]
    run(planned, qtbot)
    assert {name: contents(dest)[name] for name in before} == before
    assert texts(planned, STATE)[3] == "Done"


def test_failed_photos_are_retried(planned, qtbot, source, dest):
    good = (source / "a.png").read_bytes()
    (source / "a.png").write_text("no photo")
    run(planned, qtbot)
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
    run(planned, qtbot)
    assert set(states(planned)) == {State.DONE, State.UNCHANGED} - (
        {State.UNCHANGED} if not done else set()
    )
    assert len(contents(dest)) == 43


def states(batch):
    return [row.state for row in batch.model.rows]


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda settings: settings.dest.set_path(settings.source.path), "another folder"),
        (lambda settings: settings.source.set_path("/none"), "no folder"),
        (lambda settings: settings.source.set_path("~nobody-here/scans"), "no folder"),
        (lambda settings: settings.source.set_path("/" + 5000 * "x"), "no folder"),
        (lambda settings: retype(settings.name, "../{stem}{ext}"), "leads out"),
        (lambda settings: retype(settings.name, "same.png"), "would both give"),
    ],
)
def test_unusable_settings_are_reported(planned, qtbot, change, says):
    make_photos(planned.settings.source.path, "album/x.png")
    change(planned.settings)
    qtbot.waitUntil(lambda: says in planned.notices.sentence)
    assert not planned.progress.start.isEnabled()


def retype(edit, text):
    edit.setText(text)
    edit.editingFinished.emit()


def test_start_works_right_after_a_name_was_typed(planned, qtbot, dest):
    planned.settings.name.setFocus()
    planned.settings.name.selectAll()
    qtbot.keyClicks(planned.settings.name, "{stem}-new{ext}")
    run(planned, qtbot)
    assert set(contents(dest)) == {"a-new.png", "album/b-new.png", "c-new.png"}


def test_start_is_dropped_when_no_photo_is_found(planned, qtbot, dest):
    retype(planned.settings.pattern, "*.tif")
    click(qtbot, planned.progress.start)
    qtbot.waitUntil(lambda: "*.tif" in planned.notices.sentence)
    assert not planned.progress.start.isEnabled()
    retype(planned.settings.pattern, "*")
    qtbot.waitUntil(lambda: planned.model.rowCount() == 3)
    assert not planned.runner.running


def test_an_outdated_plan_is_dropped(planned, qtbot, source):
    found = []
    planned.runner.planned.connect(found.append)
    planned.settings.recursive.click()
    retype(planned.settings.name, "../{stem}{ext}")
    assert not planned.progress.start.isEnabled()
    qtbot.waitUntil(lambda: not planned.runner.planning)
    assert not found
    assert not planned.progress.start.isEnabled()


def test_an_empty_folder_is_reported(batch, qtbot, tmp_path, dest):
    (tmp_path / "empty").mkdir()
    choose(batch, qtbot, tmp_path / "empty", dest)
    assert "no photo" in batch.notices.sentence
    assert not batch.progress.start.isEnabled()


def test_a_dropped_folder_is_the_source(batch, source):
    drop(batch, files(source))
    assert batch.settings.source.path == source


def test_folders_are_chosen_in_a_dialog(batch, qtbot, source):
    click(qtbot, batch.settings.source.button)
    dialog = file_dialog(batch, qtbot)
    dialog.selectFile(str(source))
    dialog.accept()
    assert batch.settings.source.path == source


def test_results_have_the_chosen_format_and_name(planned, qtbot, dest):
    settings = planned.settings
    settings.format.setCurrentIndex(settings.format.findData("tiff"))
    settings.format.activated.emit(settings.format.currentIndex())
    assert not settings.quality.isEnabled()
    retype(settings.name, "{stem}-1{ext}")
    qtbot.waitUntil(planned.progress.start.isEnabled)
    run(planned, qtbot)
    assert set(contents(dest)) == {"a-1.tif", "album/b-1.tif", "c-1.tif"}


def test_the_example_shows_the_name_of_a_result(batch, qtbot, source, dest):
    settings = batch.settings
    assert settings.example.full_text == "Example: photo_color.jpg"
    settings.recursive.click()
    choose(batch, qtbot, source, dest)
    assert settings.example.full_text == "Example: a_color.png"
    settings.name.setText("{stem}-1{ext}")
    assert settings.example.full_text == "Example: a-1.png"
    settings.format.setCurrentIndex(settings.format.findData("tiff"))
    assert settings.example.full_text == "Example: a-1.tif"
    for incomplete in ("{ste", "{name}.png", "", "{stem}.txt"):
        settings.name.setText(incomplete)
        assert settings.example.full_text == ""
    settings.name.setText("prints/{stem}.tif")
    assert settings.example.full_text == "Example: prints/a.tif"


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
    run(planned, qtbot)
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


def test_results_are_proposed_beside_the_photos(batch, qtbot, source):
    batch.settings.source.set_path(source)
    assert batch.settings.dest.path == source.with_name("in_color")
    qtbot.waitUntil(lambda: batch.model.rowCount() == 3)
    batch.settings.source.set_path(source / "album")
    assert batch.settings.dest.path == source / "album_color"
    batch.settings.dest.set_path(source.with_name("elsewhere"))
    batch.settings.source.set_path(source)
    assert batch.settings.dest.path == source.with_name("elsewhere")


def reopened(batch, window, qtbot):
    batch.close()
    return opened(window, qtbot)


def test_a_folder_for_results_is_proposed_again_the_next_time(batch, window, qtbot, source):
    batch.settings.source.set_path(source)
    again = reopened(batch, window, qtbot)
    assert again.settings.dest.path == source.with_name("in_color")
    again.settings.source.set_path(source / "album")
    assert again.settings.dest.path == source / "album_color"
    again.settings.dest.set_path(source.with_name("elsewhere"))
    last = reopened(again, window, qtbot)
    last.settings.source.set_path(source)
    assert last.settings.dest.path == source.with_name("elsewhere"), "the user's own choice"


def set_all(settings, qtbot):
    """Give every setting another value, as a user does."""
    for control in (settings.recursive, settings.report):
        control.click()
    retype(settings.name, "{stem}-new{ext}")
    retype(settings.pattern, "*.png")
    settings.quality.setValue(77)
    for control in (settings.format, settings.on_exists):
        qtbot.keyClick(control, Qt.Key.Key_End)


def test_settings_are_remembered(planned, window, qtbot, source, dest):
    before = planned.settings.values()
    assert planned.settings.more.isHidden()
    set_all(planned.settings, qtbot)
    values = planned.settings.values()
    changed = {name for name in values if values[name] != before[name]}
    assert changed == {"recursive", "report", "name", "pattern", "quality", "format", "on_exists"}
    again = reopened(planned, window, qtbot)
    assert again.settings.values() == values
    assert again.settings.more.isVisible(), "nothing works unseen"
    qtbot.waitUntil(lambda: texts(again, NAME) == ["a.png", "c.png"])
    (source / "a.png").rename(source.with_name("x.png"))
    (source / "c.png").unlink()
    (source / "album" / "b.png").unlink()
    (source / "album").rmdir()
    source.rmdir()
    gone = reopened(again, window, qtbot)
    assert gone.settings.source.path is None, "such as on a disk that is elsewhere now"
    assert not gone.notices.sentence


def test_folders_are_not_remembered_if_photos_are_not(planned, window, qtbot):
    window.preferences.change(remember_photos=False)
    again = reopened(planned, window, qtbot)
    assert again.settings.source.path is None
    retype(again.settings.name, "{stem}-new{ext}")
    again = reopened(again, window, qtbot)
    assert again.settings.name.text() == "{stem}-new{ext}"
    assert again.settings.source.path is None
    assert again.settings.dest.path is None


def test_the_window_opens_without_a_model(make_window, qtbot, source, dest):
    window = make_window()
    batch = opened(window, qtbot)
    choose(batch, qtbot, source, dest)
    assert texts(batch, STATE) == 3 * ["Waiting"]
    assert reopened(batch, window, qtbot).settings.source.path == source


@pytest.mark.logs_warnings
@pytest.mark.parametrize(
    "text",
    [
        "{",
        "[1]",
        '{"quality": "high", "name": 5, "format": "gif"}',
        "[" * 100_000,
        f'{{"quality": 1{"0" * 400}, "name": "\\ud800"}}',
    ],
    ids=lambda text: text[:12],
)
def test_damaged_stored_settings_are_ignored(window, qtbot, text):
    settings_file().with_name("batch.json").write_text(text)
    batch = opened(window, qtbot)
    assert batch.settings.name.text() == "{stem}_color{ext}"
    assert batch.settings.quality.value() == 0


def test_photos_are_filtered_by_name(planned, qtbot):
    click(qtbot, planned.settings.more_button)
    retype(planned.settings.pattern, "C*")
    qtbot.waitUntil(lambda: texts(planned, NAME) == ["c.png"])
    retype(planned.settings.pattern, "*.tif")
    qtbot.waitUntil(lambda: "*.tif" in planned.notices.sentence)
    assert not planned.progress.start.isEnabled()


def test_a_late_thumbnail_is_ignored(planned, qtbot, source):
    with qtbot.waitSignal(planned.settings.changed):
        retype(planned.settings.pattern, "*.tif")
    qtbot.waitUntil(lambda: not planned.model.rowCount())
    thumbnails = planned.findChild(Thumbnails)
    thumbnails.ready.emit(source / "a.png")  # Qt would complain of rows that are not there
    assert not planned.model.rowCount()


def test_the_report_lists_all_photos_and_the_chosen_model(make_window, tiny_model, qtbot, tmp_path):
    second = write_model(tmp_path / "second.onnx", {**ABOUT, "name": "Second"}, bins=False)
    window = make_window(tiny_model, second)
    qtbot.waitUntil(lambda: window.document.models.info is not None)
    batch = opened(window, qtbot)
    source, dest = make_photos(tmp_path / "in", "a.png", "b.png"), tmp_path / "out"
    (source / "broken.png").write_text("no photo")
    choose(batch, qtbot, source, dest)
    settings = batch.settings
    assert settings.model.currentText() == "Tiny"
    settings.report.click()
    qtbot.keyClick(settings.model, Qt.Key.Key_End)
    qtbot.waitUntil(batch.progress.start.isEnabled)
    run(batch, qtbot)
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
    run(planned, qtbot)
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


def go_to(window, qtbot):
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)


def open_beside(window, qtbot, path):
    """Open a photo in the editor."""
    go_to(window, qtbot)
    with qtbot.waitSignal(window.document.colorized):
        window.open_paths([path])


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
    run(planned, qtbot)
    pixels = np.asarray(Image.open(dest / "a_color.png").convert("RGB")).astype(int)
    assert np.ptp(pixels, axis=2).max() <= 2, "without saturation there is no color"
    assert b"Algorithmic" not in (dest / "a_color.png").read_bytes()
    assert planned.settings.options().device == "cpu"


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
    run(planned, qtbot)
    open_beside(window, qtbot, source / "c.png")
    go_to(planned, qtbot)
    assert planned.settings.look.findText("Look of the open photo") >= 0
    assert texts(planned, STATE) == ["Failed", "Done", "Done"]
