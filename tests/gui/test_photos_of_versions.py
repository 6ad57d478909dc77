"""Photos that another version of the model colorized."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from gestures import color_at, place_hint
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from colorizer_gui.engine.model.versions import checksum
from colorizer_gui.engine.session.recipe_file import read_recipe
from colorizer_gui.engine.session.sidecar import sidecar_path
from colorizer_gui.gui.window.main_window import MainWindow
from model_files import ABOUT, write_model

PLACE = 0.65, 0.2
MakeWindow = Callable[..., MainWindow]


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """The model that is in use, before it is updated."""
    return write_model(tmp_path / "tiny.onnx")


def colors_of(window: MainWindow, qtbot: QtBot, photo: Path) -> object:
    """Open a photo, and the color that it has at a place."""
    with qtbot.waitSignal(window.document.colorized):
        window.open_paths([photo])
    window.parts.canvas.setFocus()
    qtbot.keyClick(window, "4")
    return color_at(window, *PLACE)


@pytest.fixture
def edited(make_window: MakeWindow, qtbot: QtBot, old: Path, gray_file: Path) -> object:
    """A photo that was edited with the model, as the color of a place."""
    window = make_window(old)
    color = colors_of(window, qtbot, gray_file)
    place_hint(window, qtbot, 0.7, 0.5)
    window.document.sidecar.write()
    qtbot.waitUntil(sidecar_path(gray_file).exists)
    window.close()
    return color


def update(old: Path) -> None:
    """Give the model another version."""
    write_model(old, {**ABOUT, "version": "0.2"}, bins=False)


@pytest.mark.usefixtures("edited")
def test_work_of_a_version_that_is_gone_says_so(
    make_window: MakeWindow, qtbot: QtBot, old: Path, gray_file: Path
) -> None:
    assert read_recipe(sidecar_path(gray_file)).model_sha256 == checksum(old)
    update(old)
    window = make_window(old)
    colors_of(window, qtbot, gray_file)
    assert "another version of the model Tiny" in window.parts.notices.sentence


def test_work_of_a_version_that_is_kept_keeps_its_colors(
    make_window: MakeWindow, qtbot: QtBot, edited: object, old: Path, gray_file: Path
) -> None:
    kept = shutil.copy(old, old.with_name("tiny-old.onnx"))
    update(old)
    window = make_window(old, kept)
    notices = window.parts.notices
    colors_of(window, qtbot, gray_file)
    assert "with an earlier model, Tiny" in notices.sentence
    assert window.document.models.info.path == kept
    qtbot.mouseClick(notices.refusal_button, Qt.MouseButton.LeftButton)
    window.document.sidecar.write()
    qtbot.waitUntil(lambda: read_recipe(sidecar_path(gray_file)).model == "tiny-old")
    window.acts.close_photo.trigger()
    colors_of(window, qtbot, gray_file)
    assert notices.sentence == ""  # it was decided


@pytest.mark.usefixtures("edited")
def test_the_new_version_can_be_chosen(
    make_window: MakeWindow, qtbot: QtBot, old: Path, gray_file: Path
) -> None:
    kept = shutil.copy(old, old.with_name("tiny-old.onnx"))
    update(old)
    window = make_window(old, kept)
    colors_of(window, qtbot, gray_file)
    with qtbot.waitSignal(window.document.colorized):
        qtbot.mouseClick(window.parts.notices.action_button, Qt.MouseButton.LeftButton)
    assert window.document.models.info.path == old
    window.document.sidecar.write()
    qtbot.waitUntil(lambda: read_recipe(sidecar_path(gray_file)).model_sha256 == checksum(old))
