"""Results opened in other programs: those of the system, and one that the user names."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from gestures import entry, file_dialog
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QDesktopServices
from pytestqt.qtbot import QtBot

from colorizer_gui.engine.settings import read_settings, settings_file
from colorizer_gui.gui.base.environment import keep_inherited_files
from colorizer_gui.gui.base.other_programs import Opening
from colorizer_gui.gui.base.programs import Program, program_at, programs_for, system_chooser
from colorizer_gui.gui.window.main_window import MainWindow

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="desktop entries")


@pytest.fixture
def told(tmp_path: Path) -> Path:
    """The file in which programs write what they were started with."""
    return tmp_path / "told"


@pytest.fixture
def entries(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, told: Path) -> Path:
    """The folder of desktop entries, two of which open PNG files."""
    folder = tmp_path / "share/applications"
    folder.mkdir(parents=True)
    script = tmp_path / "an editor"
    script.write_text(
        f'#!/bin/sh\nprintf "%s\\n" "$@" > "{told}.part"; mv "{told}.part" "{told}"\n'
    )
    script.chmod(0o755)
    for name, lines in {
        "zeta": f'Name=Zeta & Co\nExec="{script}" --new %i -t 100%% %f\nMimeType=image/png;',
        "alpha": f'Name=Alpha\nExec="{script}" %U\nMimeType=image/png;image/tiff;',
        "hidden": "Name=H\nExec=true %f\nMimeType=image/png;\nNoDisplay=true",
        "terminal": "Name=T\nExec=true %f\nMimeType=image/png;\nTerminal=true",
        "music": "Name=M\nExec=true %f\nMimeType=audio/mpeg;",
        "unasked": "Name=U\nExec=true\nMimeType=image/png;",
        "removed": "Name=R\nExec=true %f\nMimeType=image/png;",
        "quoted": 'Name=Q\nExec=true "%f\nMimeType=image/png;',
    }.items():
        text = f"[Desktop Entry]\nType=Application\n{lines}\n"
        (folder / f"{name}.desktop").write_text(text)
    (folder / "noise.desktop").write_bytes(bytes(range(256)))
    (folder / "empty.desktop").write_text("Name=E\n")
    (folder / "large.desktop").write_bytes(b"#" * 2**20)
    (folder / "mimeapps.list").write_text(
        "[Default Applications]\nimage/png=gone.desktop;zeta.desktop;\n"
        "[Removed Associations]\nimage/png=removed.desktop;\n"
        "[Added Associations]\nimage/webp=alpha.desktop;\n"
    )
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "share"))
    monkeypatch.setenv("XDG_DATA_DIRS", str(tmp_path / "nothing"))
    return folder


@pytest.fixture
def system(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The paths that the system is asked to open by its own choice."""
    paths: list[str] = []
    monkeypatch.setattr(
        QDesktopServices, "openUrl", lambda url: paths.append(url.toLocalFile()) or True
    )
    return paths


def save(window: MainWindow, qtbot: QtBot, path: Path, programs: int) -> None:
    """Save the result, and wait until so many programs are offered for it."""
    with qtbot.waitSignal(window.exports.exporter.saved):
        window.exports.save_to(path)
    menu = window.acts.open_with
    qtbot.waitUntil(lambda: len(menu.actions()) == programs + 2)  # a line, and another program


def pick(window: MainWindow, qtbot: QtBot, words: str) -> None:
    """Choose an entry of the menu beside the saved file's name."""
    menu = window.acts.open_with
    menu.popup(QPoint(0, 0))
    qtbot.mouseClick(menu, Qt.MouseButton.LeftButton, pos=entry(menu, words))


def read_when_told(told: Path, qtbot: QtBot) -> list[str]:
    """What a program was started with."""
    qtbot.waitUntil(told.exists)
    arguments = told.read_text().splitlines()
    told.unlink()
    return arguments


@pytest.mark.usefixtures("entries")
def test_programs_that_open_a_type_are_listed_the_preferred_first(tmp_path: Path) -> None:
    names = [each.name for each in programs_for(tmp_path / "a.png")]
    assert names == ["Zeta & Co", "Alpha"]
    assert [each.name for each in programs_for(tmp_path / "a.webp")] == ["Alpha"]
    assert programs_for(tmp_path / "a.bmp") == []


def test_the_chosen_program_opens_the_result_and_the_next(
    colorized: MainWindow,
    qtbot: QtBot,
    tmp_path: Path,
    entries: Path,
    told: Path,
    system: list[str],
) -> None:
    path = tmp_path / "one 100%.png"
    assert not colorized.acts.open_with.isEnabled()
    save(colorized, qtbot, path, 2)
    assert colorized.parts.status.programs.isVisible()
    colorized.acts.open_result.trigger()
    assert system == [str(path)]
    pick(colorized, qtbot, "Zeta  Co")
    assert read_when_told(told, qtbot) == ["--new", "-t", "100%", str(path)]
    qtbot.waitUntil(lambda: colorized.acts.open_result.text() == "Open Result in Zeta && Co")
    colorized.acts.open_result.trigger()
    assert read_when_told(told, qtbot)[-1] == str(path)
    pick(colorized, qtbot, "Alpha")
    assert read_when_told(told, qtbot) == [path.as_uri()]
    qtbot.waitUntil(lambda: "Alpha" in colorized.acts.open_result.text())
    colorized.shutdown()
    assert read_settings(settings_file()).program == str(entries / "alpha.desktop")
    assert system == [str(path)]


def test_a_remembered_program_that_is_gone_is_the_systems_again(
    colorized: MainWindow, qtbot: QtBot, tmp_path: Path, entries: Path, system: list[str]
) -> None:
    colorized.preferences.change(program=str(entries / "alpha.desktop"))
    save(colorized, qtbot, tmp_path / "one.png", 2)
    assert "Alpha" in colorized.acts.open_result.text()
    (entries / "alpha.desktop").unlink()
    save(colorized, qtbot, tmp_path / "two.png", 1)
    assert colorized.acts.open_result.text().replace("&", "") == "Open Result in Another Program"
    colorized.acts.open_result.trigger()
    assert system == [str(tmp_path / "two.png")]


@pytest.mark.usefixtures("entries")
def test_another_program_is_asked_for(
    colorized: MainWindow, qtbot: QtBot, tmp_path: Path, told: Path
) -> None:
    path = tmp_path / "one.png"
    save(colorized, qtbot, path, 2)
    colorized.acts.other_program.trigger()
    dialog = file_dialog(colorized, qtbot)
    dialog.fileSelected.emit(str(path))
    dialog.filesSelected.emit([str(path)])
    assert "one.png is no program" in colorized.parts.notices.sentence
    dialog.filesSelected.emit([str(tmp_path / "an editor")])
    assert read_when_told(told, qtbot) == [str(path)]
    qtbot.waitUntil(lambda: colorized.acts.open_result.text() == "Open Result in an editor")
    save(colorized, qtbot, path, 3)  # it is listed from now on
    dialog.reject()
    path.unlink()
    colorized.acts.open_result.trigger()
    assert "no longer where" in colorized.parts.notices.sentence


def test_a_program_that_cannot_be_started_is_told(
    colorized: MainWindow, qtbot: QtBot, tmp_path: Path, entries: Path
) -> None:
    lines = "Type=Application\nName=Lost\nExec=/nowhere/lost %f\nMimeType=image/png;"
    (entries / "lost.desktop").write_text(f"[Desktop Entry]\n{lines}\n")
    save(colorized, qtbot, tmp_path / "one.png", 3)
    pick(colorized, qtbot, "Lost")
    qtbot.waitUntil(lambda: "Lost could not be started" in colorized.parts.notices.sentence)
    assert str(tmp_path / "one.png") in colorized.parts.notices.sentence
    assert colorized.preferences.settings.program == ""


@pytest.fixture
def inherited_file() -> Iterator[int]:
    """A file that the runtime of an AppImage left open, as its file system."""
    number = os.open("/", os.O_RDONLY)
    os.set_inheritable(number, True)
    yield number
    os.close(number)


@pytest.mark.parametrize("before", ["", "/their/libraries"])
def test_a_packaged_program_keeps_its_libraries_and_open_files_from_others(
    monkeypatch: pytest.MonkeyPatch,
    qtbot: QtBot,
    tmp_path: Path,
    told: Path,
    inherited_file: int,
    before: str,
) -> None:
    script = tmp_path / "told.sh"
    script.write_text(
        f'(echo "$LD_LIBRARY_PATH"; ls /proc/self/fd) > "{told}.part"; mv "{told}.part" "{told}"\n'
    )
    monkeypatch.setattr("sys.frozen", True, raising=False)
    monkeypatch.setenv("LD_LIBRARY_PATH", "/our/libraries")
    monkeypatch.setenv("LD_LIBRARY_PATH_ORIG", before)
    keep_inherited_files()
    command = ("sh", str(script))

    def open_program() -> None:
        assert Program("editor", "Editor", command).open(tmp_path)

    for start in (open_program, lambda: Opening(command, pytest.fail)):
        start()
        libraries, *files = read_when_told(told, qtbot)
        assert libraries == before
        assert str(inherited_file) not in files
        assert os.environ["LD_LIBRARY_PATH"] == "/our/libraries"


def test_other_systems_choose_by_themselves(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    path = tmp_path / "one.png"
    assert system_chooser(path) is None
    monkeypatch.setattr("sys.platform", "win32")
    chooser = system_chooser(path)
    assert chooser is not None
    assert chooser.command == ("rundll32.exe", "shell32.dll,OpenAs_RunDLL", str(path))
    assert programs_for(path) == []
    application = tmp_path / "Preview.app"
    application.mkdir()
    found = program_at(str(application))
    assert found is not None
    assert (found.name, found.command) == ("Preview", ("open", "-a", str(application)))
