"""Recent photos and colors: what is gone is forgotten, what was used is kept at once."""

import subprocess
import sys

from gestures import click_photo, place_hint
from PySide6.QtCore import Qt

from colorizer_gui.engine.settings import Settings, read_settings, settings_file, write_settings


def test_deleted_photos_are_forgotten_at_the_start(make_window, qtbot, tmp_path):
    gone, away = tmp_path / "gone.png", tmp_path / "disk" / "away.png"
    write_settings(settings_file(), Settings(recent_photos=(str(gone), str(away))))
    window = make_window()
    qtbot.waitUntil(lambda: window.preferences.recent_photos() == [away])


def test_a_photo_that_is_deleted_while_it_is_open_is_forgotten(colorized, qtbot, gray_file):
    assert colorized.preferences.recent_photos() == [gray_file]
    gray_file.unlink()
    qtbot.waitUntil(lambda: colorized.preferences.recent_photos() == [])


def test_of_several_files_the_missing_one_is_told(colorized, qtbot, gray_file, tmp_path):
    other = tmp_path / "other.jpg"
    other.write_bytes(gray_file.read_bytes())
    with qtbot.waitSignal(colorized.document.opened):
        colorized.open_paths([tmp_path / "lost.jpg", other])
    assert "missing files (1: lost.jpg)" in colorized.parts.notices.sentence


def test_recent_colors_are_written_before_the_program_ends(colorized, qtbot):
    place_hint(colorized, qtbot, 0.7, 0.5)
    used = colorized.parts.color_panel.recent_colors
    assert used
    qtbot.waitUntil(lambda: read_settings(settings_file()).recent_colors == used)


def test_the_pipette_says_what_it_did_without_a_hint(colorized, qtbot):
    qtbot.keyClick(colorized, "I")
    click_photo(colorized, qtbot, 0.7, 0.5)
    words = colorized.parts.notices.sentence
    assert "is the first of the recent colors now" in words
    color = colorized.parts.color_panel.recent.swatches[0].accessibleName().split(", ")[-1]
    assert words.startswith("#")
    assert len(color) == 7


def test_a_color_that_the_place_cannot_have_is_explained(colorized, qtbot):
    click_photo(colorized, qtbot, 0.55, 0.97)  # dark
    panel = colorized.parts.color_panel
    panel.hex.selectAll()
    qtbot.keyClicks(panel.hex, "#ff8000")
    qtbot.keyClick(panel.hex, Qt.Key.Key_Return)
    shown = panel.hex.text()
    assert panel.becomes.text().startswith(f"#ff8000 \N{RIGHTWARDS ARROW} {shown}: too dark")
    click_photo(colorized, qtbot, 0.2, 0.2)
    assert panel.becomes.text() == ""


FILE_OPEN = """
import sys
from PySide6.QtCore import QCoreApplication, QTimer
from PySide6.QtGui import QFileOpenEvent
from colorizer_gui.gui.window import application

early, late = sys.argv[1:]
make = application._make_application


def made():
    app = make()
    QCoreApplication.sendEvent(app, QFileOpenEvent(early))
    return app


application._make_application = made
shown = []
show = application.MainWindow.__init__


def watched(self, *arguments, **options):
    show(self, *arguments, **options)
    self.document.opened.connect(lambda opened: on_opened(opened.photo.path))


def on_opened(path):
    shown.append(str(path))
    if len(shown) == 1:
        app = QCoreApplication.instance()
        QTimer.singleShot(0, lambda: QCoreApplication.sendEvent(app, QFileOpenEvent(late)))
    else:
        QCoreApplication.exit(0 if shown == [early, late] else 3)


application.MainWindow.__init__ = watched
sys.exit(application.run([]))
"""


def test_files_that_the_system_asks_to_open_are_opened(gray_file, tmp_path):
    late = tmp_path / "late.jpg"
    late.write_bytes(gray_file.read_bytes())
    command = [sys.executable, "-c", FILE_OPEN, str(gray_file), str(late)]
    assert subprocess.run(command, timeout=60, check=False).returncode == 0
