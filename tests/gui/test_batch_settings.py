"""The settings of a batch, in its window."""

import pytest
from batch_steps import choose_folders, click, open_batch, reopened, retype, run_batch, texts
from gestures import drop, file_dialog, files
from PySide6.QtCore import Qt

from batch_files import contents, make_photos
from colorizer_gui.engine.settings import settings_file
from colorizer_gui.gui.batch.model import NAME, STATE
from colorizer_gui.gui.session.thumbnails import Thumbnails


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


def test_start_works_right_after_a_name_was_typed(planned, qtbot, dest):
    planned.settings.name.setFocus()
    planned.settings.name.selectAll()
    qtbot.keyClicks(planned.settings.name, "{stem}-new{ext}")
    run_batch(planned, qtbot)
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
    choose_folders(batch, qtbot, tmp_path / "empty", dest)
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
    run_batch(planned, qtbot)
    assert set(contents(dest)) == {"a-1.tif", "album/b-1.tif", "c-1.tif"}


def test_the_example_shows_the_name_of_a_result(batch, qtbot, source, dest):
    settings = batch.settings
    assert settings.example.full_text == "Example: photo_color.jpg"
    settings.recursive.click()
    choose_folders(batch, qtbot, source, dest)
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


def test_results_are_proposed_beside_the_photos(batch, qtbot, source):
    batch.settings.source.set_path(source)
    assert batch.settings.dest.path == source.with_name("in_color")
    qtbot.waitUntil(lambda: batch.model.rowCount() == 3)
    batch.settings.source.set_path(source / "album")
    assert batch.settings.dest.path == source / "album_color"
    batch.settings.dest.set_path(source.with_name("elsewhere"))
    batch.settings.source.set_path(source)
    assert batch.settings.dest.path == source.with_name("elsewhere")


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
    batch = open_batch(window, qtbot)
    choose_folders(batch, qtbot, source, dest)
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
    batch = open_batch(window, qtbot)
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
