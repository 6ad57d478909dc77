"""Models > Manage Models...: list, import by drop and by dialog, use, remove, show in folder."""

import shutil
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from batch_steps import choose_folders, go_to, open_batch, run_batch, texts
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from batch_files import make_photos
from colorizer_gui.engine.model.description import Description, describe
from colorizer_gui.engine.model.library import user_models_folder
from colorizer_gui.engine.model.versions import checksum
from colorizer_gui.gui.batch.model import STATE
from colorizer_gui.gui.dialogs.models_dialog import LICENSE, QUALITY, TITLE, ModelsDialog
from colorizer_gui.gui.window.main_window import MainWindow
from hostile_models import write_model_of_values
from model_files import ABOUT, write_model

METRICS = {"no hints": {"psnr": 23.68, "ciede2000": 9.61}}


def drop(widget: QWidget, *paths: Path) -> None:
    """Drop files on a widget."""
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    place = QPoint(10, 10).toPointF()
    button, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    widget.dropEvent(QDropEvent(place, Qt.DropAction.CopyAction, mime, button, keys))


def own_models() -> list[str]:
    """The user's models."""
    folder = user_models_folder()
    return sorted(path.name for path in folder.glob("*.onnx"))


@pytest.fixture
def window(
    make_window: Callable[..., MainWindow], qtbot: QtBot, user_folders: Path, tiny_model: Path
) -> MainWindow:
    """A window that offers what is in the user's folder, which has one model."""
    user_models_folder().mkdir(parents=True)
    shutil.copy(tiny_model, user_models_folder() / "first.onnx")
    window = make_window()
    window.document.loader.start(lambda: sorted(user_models_folder().glob("*.onnx")))
    qtbot.waitUntil(lambda: window.document.models.info is not None)
    return window


@pytest.fixture
def dialog(window: MainWindow, qtbot: QtBot) -> ModelsDialog:
    """The dialog, with the model listed."""
    window.acts.manage_models.trigger()
    (dialog,) = window.findChildren(ModelsDialog)
    qtbot.waitUntil(lambda: dialog.list.topLevelItemCount() == 1)
    return dialog


def test_a_model_is_imported_by_drop_and_used(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, gray_file: Path
) -> None:
    about = {**ABOUT, "id": "second", "name": "Second"}
    notices = window.parts.notices
    dropped = write_model(tmp_path / "s.ONNX", about, bins=False)
    with qtbot.waitSignal(window.document.opened):
        drop(window, gray_file, dropped)
    qtbot.waitUntil(lambda: "Imported the model Second 0.1" in notices.sentence, timeout=60_000)
    assert own_models() == ["first.onnx", "second.onnx"]
    qtbot.waitUntil(lambda: len(window.document.models.installed) == 2)
    with qtbot.waitSignal(window.document.loader.loaded):
        qtbot.mouseClick(notices.action_button, Qt.MouseButton.LeftButton)
    assert window.parts.model_panel.list.currentText() == "Second"


def test_a_model_that_cannot_be_used_is_told_in_the_dialog(
    dialog: ModelsDialog, qtbot: QtBot, tmp_path: Path
) -> None:
    drop(dialog, write_model_of_values(tmp_path / "bad.onnx", ab=1e30))
    qtbot.waitUntil(lambda: "wrong kind" in dialog.notices.sentence, timeout=60_000)
    assert own_models() == ["first.onnx"]
    assert dialog.progress.words == ""


def test_models_are_listed_with_what_they_say_of_themselves(
    window: MainWindow, dialog: ModelsDialog, qtbot: QtBot
) -> None:
    write_model(user_models_folder() / "good.onnx", {**ABOUT, "name": "Good", "metrics": METRICS})
    (user_models_folder() / "junk.onnx").write_bytes(b"no model")
    window.document.loader.look_again()
    qtbot.waitUntil(lambda: dialog.list.topLevelItemCount() == 3)
    first, good, _ = (dialog.list.topLevelItem(row) for row in range(3))
    assert first.text(TITLE) == "Tiny 0.1 (in use)"
    assert first.text(QUALITY) == "not measured"
    assert (good.text(TITLE), good.text(LICENSE)) == ("Good 0.1", "MIT")
    assert good.text(QUALITY) == "no hints: PSNR 23.7 dB, CIEDE2000 9.6"
    dialog.list.setFocus()
    qtbot.keyClick(dialog.list, Qt.Key.Key_Down)
    assert checksum(user_models_folder() / "good.onnx") in dialog.details.text()
    assert "Source: tests" in dialog.details.text()
    qtbot.keyClick(dialog.list, Qt.Key.Key_Down)
    assert "not an ONNX model" in dialog.details.text()
    assert not dialog.use_button.isEnabled()
    assert dialog.remove_button.isEnabled()


def test_the_dialog_is_closed_before_the_models_are_listed(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    is_closed = threading.Event()

    def describe_later(path: Path) -> Description:
        is_closed.wait(10)
        return describe(path)

    monkeypatch.setattr("colorizer_gui.gui.controls.models.describe", describe_later)
    window.acts.manage_models.trigger()
    (dialog,) = window.findChildren(ModelsDialog)
    dialog.close()
    qtbot.waitUntil(lambda: not isValid(dialog))
    is_closed.set()
    window.acts.manage_models.trigger()
    (dialog,) = window.findChildren(ModelsDialog)
    qtbot.waitUntil(lambda: dialog.list.topLevelItemCount() == 1)
    dialog.close()


def test_a_model_is_removed_when_that_is_confirmed(
    window: MainWindow, dialog: ModelsDialog, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[Path] = []
    monkeypatch.setattr(
        "colorizer_gui.gui.controls.models.show_in_folder", lambda path, _tell: shown.append(path)
    )
    qtbot.mouseClick(dialog.show_button, Qt.MouseButton.LeftButton)
    assert shown == [user_models_folder() / "first.onnx"]
    write_model(user_models_folder() / "other.onnx", {**ABOUT, "name": "Other"})
    window.document.loader.look_again()
    qtbot.waitUntil(lambda: dialog.list.topLevelItemCount() == 2)
    dialog.list.setFocus()
    qtbot.keyClick(dialog.list, Qt.Key.Key_Down)
    qtbot.mouseClick(dialog.remove_button, Qt.MouseButton.LeftButton)
    assert "Remove the model Other 0.1" in dialog.notices.sentence
    qtbot.mouseClick(dialog.notices.refusal_button, Qt.MouseButton.LeftButton)
    assert len(own_models()) == 2
    qtbot.mouseClick(dialog.remove_button, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(dialog.notices.action_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: dialog.list.topLevelItemCount() == 1)
    assert own_models() == ["first.onnx"]


def test_a_batch_takes_no_other_model_for_one_that_was_removed(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    other = write_model(user_models_folder() / "other.onnx", {**ABOUT, "name": "Other"}, bins=False)
    window.document.loader.look_again()
    qtbot.waitUntil(lambda: len(window.document.models.installed) == 2)
    batch = open_batch(window, qtbot)
    choose_folders(batch, qtbot, make_photos(tmp_path / "in", "a.png"), tmp_path / "out")
    qtbot.keyClick(batch.settings.model, Qt.Key.Key_End)
    assert batch.settings.model.currentText() == "Other"
    qtbot.waitUntil(lambda: texts(batch, STATE) == ["Waiting"])
    run_batch(batch, qtbot)
    go_to(window, qtbot)
    other.unlink()
    window.document.loader.look_again()
    qtbot.waitUntil(lambda: len(window.document.models.installed) == 1)
    go_to(batch, qtbot)
    qtbot.waitUntil(lambda: "The model that was chosen is gone" in batch.notices.sentence)
    assert not batch.progress.start.isEnabled()
    qtbot.keyClick(batch.settings.model, Qt.Key.Key_Home)
    assert batch.settings.model.currentText() == "Tiny"
    assert batch.notices.sentence == ""
    qtbot.waitUntil(lambda: texts(batch, STATE) == ["Waiting"])


def test_two_versions_of_a_model_are_told_apart(window: MainWindow, qtbot: QtBot) -> None:
    write_model(user_models_folder() / "later.onnx", {**ABOUT, "version": "0.2"})
    shutil.copy(user_models_folder() / "later.onnx", user_models_folder() / "same.onnx")
    window.document.loader.look_again()
    models = window.parts.model_panel.list
    qtbot.waitUntil(lambda: models.count() == 3)
    names = [models.itemText(row) for row in range(3)]
    assert names == ["Tiny 0.1", "Tiny 0.2 (later)", "Tiny 0.2 (same)"]


def test_a_file_that_is_chosen_in_the_system_dialog_is_tried(
    dialog: ModelsDialog, qtbot: QtBot, tiny_model: Path
) -> None:
    qtbot.mouseClick(dialog.import_button, Qt.MouseButton.LeftButton)
    chooser = dialog.findChild(QFileDialog)
    chooser.filesSelected.emit([str(tiny_model)])
    chooser.close()
    qtbot.waitUntil(lambda: "installed already" in dialog.notices.sentence, timeout=60_000)
