"""A second start hands its photos to the window that runs; what else comes is turned away."""

import json
import os
import signal
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QLocale, Qt, QTranslator
from PySide6.QtNetwork import QLocalSocket

from colorizer_gui.engine.limits import LARGEST_HANDOVER
from colorizer_gui.engine.settings import settings_file
from colorizer_gui.gui.dialogs.settings_dialog import SettingsDialog
from colorizer_gui.gui.window.instance import MOST_CONNECTIONS, Reception, server_name
from colorizer_gui.gui.window.main_window import MainWindow
from colorizer_gui.gui.window.program import Program

PROGRAM = (sys.executable, "-m", "colorizer_gui")
ENDS_ITSELF = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")


def start(*arguments, folder=None):
    """Start the program, its log on the standard error stream."""
    return subprocess.Popen(
        [*PROGRAM, *map(str, arguments)],
        cwd=folder,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "COLORIZER_LOG": "info", "QT_QPA_PLATFORM": "offscreen"},
    )


def logged(program, words):
    """Wait until a program logs some words, or ends."""
    return any(words in line for line in program.stderr)


def end(program):
    """End a program, and give its exit status."""
    program.send_signal(signal.SIGTERM)
    program.communicate(timeout=30)
    return program.returncode


@ENDS_ITSELF
def test_the_photos_of_a_second_start_open_in_the_window_that_runs(gray_file):
    first = start()
    assert logged(first, "window shown")
    second = start(gray_file.name, folder=gray_file.parent)
    _, said = second.communicate(timeout=60)
    assert second.returncode == 0
    assert "window shown" not in said
    assert logged(first, "photo shown")
    assert end(first) == 0


@ENDS_ITSELF
def test_after_a_program_was_killed_the_next_one_takes_its_place(gray_file):
    killed = start()
    assert logged(killed, "window shown")
    killed.kill()
    killed.communicate()
    first = start()
    assert logged(first, "window shown")
    second = start(gray_file)
    second.communicate(timeout=60)
    assert second.returncode == 0
    assert logged(first, "photo shown")
    assert end(first) == 0


@ENDS_ITSELF
def test_other_settings_are_another_program(tmp_path, monkeypatch):
    first = start()
    assert logged(first, "window shown")
    monkeypatch.setenv("COLORIZER_SETTINGS", str(tmp_path / "other.toml"))
    second = start()
    assert logged(second, "window shown")
    assert (end(first), end(second)) == (0, 0)


@ENDS_ITSELF
def test_without_the_module_for_sockets_each_start_has_its_window(gray_file):
    code = (
        "import sys; sys.modules['PySide6.QtNetwork'] = None;"
        "from colorizer_gui.__main__ import main; main([sys.argv[1]])"
    )
    program = subprocess.Popen(
        [sys.executable, "-c", code, str(gray_file)],
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "COLORIZER_LOG": "info", "QT_QPA_PLATFORM": "offscreen"},
    )
    assert logged(program, "photo shown")
    assert end(program) == 0


# what comes to the socket


@pytest.fixture
def program(qapp, tiny_model, qtbot):
    """A program whose window is minimized, and the socket at which it takes photos."""
    program = Program(qapp, partial(MainWindow, find_models=lambda: [tiny_model]))
    program.window.showMinimized()
    reception = Reception(server_name(settings_file()), program)
    reception.received.connect(program.come_forward)
    assert reception.open()
    yield program
    reception.close()
    program.window.close()
    program.window.deleteLater()


def send(qtbot, content):
    """Send bytes to the program, and give what it answers until it hangs up."""
    socket = QLocalSocket()
    socket.connectToServer(server_name(settings_file()))
    socket.write(content)
    ended = QLocalSocket.LocalSocketState.UnconnectedState
    qtbot.waitUntil(lambda: socket.state() == ended, timeout=10000)
    return bytes(socket.readAll().data())


def test_the_window_comes_forward_with_the_photo(program, qtbot, gray_file):
    with qtbot.waitSignal(program.window.document.opened):
        answer = send(qtbot, json.dumps({"photos": [str(gray_file)], "new": 1}).encode() + b"\n")
    assert answer == b"taken\n"
    assert program.window.document.photo.path == gray_file
    assert not program.window.windowState() & Qt.WindowState.WindowMinimized


@pytest.mark.parametrize(
    "content",
    [
        b"\n",
        b"GET / HTTP/1.1\r\n\r\n",
        b'{"photos": "all"}\n',
        b'{"photos": [1, null]}\n',
        b'{"photos": [["a"]]}\n',
        b'{"photos": ["/a"]} \nmore\n',
        b'{"photos": ' + b"[" * 5000 + b"\n",
        b"\xff\xfe\x00\n",
        b"x" * (LARGEST_HANDOVER + 2),
        b'{"photos": []',  # without an end
    ],
)
def test_a_message_of_another_kind_is_turned_away(program, qtbot, content):
    assert send(qtbot, content) == b""
    assert program.window.gallery.photos == []
    assert program.window.parts.notices.sentence == ""


def test_many_silent_connections_keep_nobody_off_for_long(program, qtbot, gray_file):
    silent = [QLocalSocket() for _ in range(3 * MOST_CONNECTIONS)]
    for socket in silent:
        socket.connectToServer(server_name(settings_file()))
    ended = QLocalSocket.LocalSocketState.UnconnectedState
    qtbot.waitUntil(lambda: all(each.state() == ended for each in silent), timeout=10000)
    with qtbot.waitSignal(program.window.document.opened):
        send(qtbot, json.dumps({"photos": [str(gray_file)]}).encode() + b"\n")


def test_a_photo_that_is_named_by_its_folder_alone_is_not_opened(program, qtbot):
    assert send(qtbot, b'{"photos": ["portrait.jpg"]}\n') == b"taken\n"
    assert program.window.gallery.photos == []


@pytest.mark.skipif(sys.platform == "win32", reason="sockets are no files there")
def test_only_the_user_can_reach_the_socket(program):
    assert Path(server_name(settings_file())).stat().st_mode & 0o077 == 0


def test_the_name_fits_whatever_the_folders_are(monkeypatch, tmp_path):
    deep = tmp_path / ("d" * 100)
    deep.mkdir()
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(deep))
    names = {server_name(deep / name) for name in ("a.toml", "b.toml")}
    assert len(names) == 2
    assert all(len(os.fsencode(name)) < 104 for name in names)


# the language


def choose_language(qtbot, window, language):
    """Choose a language in the settings with the keyboard."""
    qtbot.keyClick(window, Qt.Key.Key_Comma, Qt.KeyboardModifier.ControlModifier)
    dialog = next(each for each in window.findChildren(SettingsDialog) if each.isVisible())
    control = dialog.controls["language"]
    control.setFocus()
    step = Qt.Key.Key_Down if control.findData(language) > control.currentIndex() else Qt.Key.Key_Up
    while control.currentData() != language:
        qtbot.keyClick(control, step)


def menu_titles(window):
    """The titles of the menus, without mnemonics."""
    return [menu.title().replace("&", "") for menu in window.parts.menus]


@pytest.fixture
def english_again(qapp):
    """Leave the language as it was."""
    locale = QLocale()
    yield
    for translator in qapp.findChildren(QTranslator):
        qapp.removeTranslator(translator)
    QLocale.setDefault(locale)


@pytest.mark.usefixtures("english_again")
def test_another_language_is_there_at_once_and_nothing_is_lost(program, qtbot, tmp_path):
    for name in "ab":
        Image.new("L", (60, 40), 120).save(tmp_path / f"{name}.png")
    old = program.window
    old.show()
    with qtbot.waitSignal(old.document.colorized):
        old.open_paths([tmp_path / "a.png", tmp_path / "b.png"])
    with qtbot.waitSignal(old.document.colorized):
        old.acts.next_photo.trigger()
    old.parts.look_panel.rows[2].number.setValue(30)
    for language, title, warmth in (("de", "Datei", "Wärme"), ("en", "File", "Warmth")):
        before = program.window
        choose_language(qtbot, before, language)
        qtbot.waitUntil(lambda before=before: program.window is not before)
        window = program.window
        qtbot.waitUntil(lambda window=window: window.document.result() is not None, timeout=20000)
        assert menu_titles(window)[0] == title
        assert window.document.photo.path.name == "b.png"
        assert len(window.gallery.photos) == 2
        assert window.document.look.warmth == pytest.approx(0.3)
        assert warmth in window.acts.undo.text()


@pytest.mark.usefixtures("english_again")
def test_while_photos_are_saved_the_language_waits_for_the_next_start(program, qtbot, gray_file):
    window = program.window
    window.show()
    with qtbot.waitSignal(window.document.colorized):
        window.open_paths([gray_file])
    window.exports.save_to(gray_file.with_name("result.png"))
    assert window.is_busy
    choose_language(qtbot, window, "de")
    qtbot.waitUntil(lambda: "when Colorizer starts again" in window.parts.notices.sentence)
    assert program.window is window
    qtbot.waitUntil(lambda: not window.is_busy)
