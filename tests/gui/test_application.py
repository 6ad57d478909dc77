"""The program as a whole: start, end, unexpected errors, themes."""

import logging
import os
import signal
import subprocess
import sys

import pytest
from gestures import middle
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices, QPalette

from colorizer_gui.gui.base import theme
from colorizer_gui.gui.window.application import ExceptionHook

PROGRAM = (sys.executable, "-m", "colorizer_gui")


def start(*arguments):
    """Start the program, its log on the standard error stream."""
    return subprocess.Popen(
        [*PROGRAM, *map(str, arguments)],
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "COLORIZER_LOG": "info", "QT_QPA_PLATFORM": "offscreen"},
    )


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_photo_argument_is_shown_and_a_signal_ends_the_program(number, gray_file):
    program = start(gray_file)
    assert any("photo shown" in line for line in program.stderr)
    program.send_signal(number)
    _, rest = program.communicate(timeout=30)
    assert program.returncode == 0
    assert "Traceback" not in rest


def test_the_version_needs_no_qt():
    code = (
        "import sys; sys.modules['PySide6'] = None;"
        "from colorizer_gui.__main__ import main; main(['--version'])"
    )
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert (answer.returncode, answer.stdout) == (0, "Colorizer 0.1.0\n")


@pytest.mark.logs_warnings
def test_an_unexpected_error_is_logged_and_told(make_window, qtbot, caplog, monkeypatch, tmp_path):
    window = make_window(log_file=tmp_path / "colorizer.log")
    hook = ExceptionHook()
    hook.caught.connect(window.on_unexpected_error)
    monkeypatch.setattr(sys, "excepthook", hook.handle)
    opened = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url) or True)
    with caplog.at_level(logging.ERROR), qtbot.waitSignal(hook.caught):
        window.tasks.run(lambda: 1 / 0, print, window.document.fail)
    assert "ZeroDivisionError" in caplog.text
    notices = window.parts.notices
    assert "An unexpected error" in notices.sentence
    qtbot.mouseClick(
        notices.action_button, Qt.MouseButton.LeftButton, pos=middle(notices.action_button)
    )
    assert [url.toLocalFile() for url in opened] == [str(tmp_path / "colorizer.log")]


@pytest.mark.parametrize("colors", [theme.DARK, theme.LIGHT])
def test_text_has_a_contrast_above_7_to_1(colors):
    palette = theme.palette(colors)

    def luminance(role):
        parts = [
            part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
            for part in palette.color(role).getRgbF()[:3]
        ]
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]

    for background in (QPalette.ColorRole.Window, QPalette.ColorRole.Base, QPalette.ColorRole.Mid):
        light = sorted((luminance(background), luminance(QPalette.ColorRole.WindowText)))
        assert (light[1] + 0.05) / (light[0] + 0.05) > 7


def test_icons_have_the_color_of_text_or_of_the_accent_when_checked(qapp, monkeypatch):
    from PySide6.QtGui import QIcon

    for colors in (theme.DARK, theme.LIGHT):
        monkeypatch.setattr(theme, "current", lambda colors=colors: colors)
        icon = theme.icon("side-by-side")
        for state, color in ((QIcon.State.Off, colors.text), (QIcon.State.On, colors.accent)):
            drawn = icon.pixmap(48, QIcon.Mode.Normal, state).toImage()
            assert drawn.pixelColor(35, 24).name() == color


def test_the_window_follows_a_change_of_the_color_scheme(window, qapp, qtbot, monkeypatch):
    def corner():
        """The color of the page, and that of an icon."""
        page = window.parts.empty_page.grab().toImage().pixelColor(2, 2).name()
        return page, window.acts.open.icon().pixmap(48).toImage().pixelColor(6, 30).name()

    for colors in (theme.DARK, theme.LIGHT):
        monkeypatch.setattr(theme, "current", lambda colors=colors: colors)
        qapp.setPalette(theme.palette(colors))
        expected = colors.canvas, colors.text
        qtbot.waitUntil(lambda expected=expected: corner() == expected)
