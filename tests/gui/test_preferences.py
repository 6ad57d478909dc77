"""What the window remembers, and the settings dialog."""

import operator

import pytest
from gestures import middle
from PIL import Image
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QCheckBox, QStyleFactory, QWidget

from colorizer_gui.engine.settings import Settings, read_settings, settings_file, write_settings
from colorizer_gui.gui.base import theme
from colorizer_gui.gui.base.tasks import Busy
from colorizer_gui.gui.dialogs.settings_dialog import SettingsDialog
from colorizer_gui.gui.widgets.notices import Progress
from colorizer_gui.gui.window.main_window import MainWindow


@pytest.fixture
def dialog(colorized, qtbot):
    """The settings dialog, opened by its keys."""
    qtbot.keyClick(colorized, Qt.Key.Key_Comma, Qt.KeyboardModifier.ControlModifier)
    return next(each for each in colorized.findChildren(SettingsDialog) if each.isVisible())


@pytest.fixture
def system_theme():
    """Leave the theme to the system again."""
    yield
    theme.choose("system")


def choose(qtbot, control, choice):
    """Pick a choice of a list with the keyboard."""
    control.setFocus()
    qtbot.keyClick(control, Qt.Key.Key_Home)
    while control.currentData() != choice:
        place = control.currentIndex()
        qtbot.keyClick(control, Qt.Key.Key_Down)
        assert control.currentIndex() != place


def test_a_recent_photo_is_offered_again(colorized, make_window, tiny_model, qtbot, gray_file):
    colorized.close()
    window = make_window(tiny_model)
    button = window.parts.empty_page.recent[gray_file]
    assert button.isVisible()
    assert window.acts.recent.actions()[0].text() == "portrait.jpg"
    with qtbot.waitSignal(window.document.colorized):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton, pos=middle(button))
    window.acts.close_photo.trigger()
    with qtbot.waitSignal(window.document.colorized):
        window.acts.recent.actions()[0].trigger()


def test_the_list_of_photos_can_be_cleared(colorized, qtbot):
    assert colorized.acts.recent.isEnabled()
    colorized.acts.recent.actions()[-1].trigger()
    qtbot.waitUntil(lambda: not colorized.acts.recent.isEnabled())
    assert colorized.parts.empty_page.recent == {}
    colorized.close()
    assert read_settings(settings_file()).recent_photos == ()


def test_a_recent_photo_that_is_gone_is_told(colorized, qtbot, gray_file):
    colorized.acts.close_photo.trigger()
    gray_file.unlink()
    with qtbot.waitSignal(colorized.document.failed):
        colorized.acts.recent.actions()[0].trigger()
    assert "portrait.jpg" in colorized.parts.notices.sentence
    assert colorized.parts.empty_page.isVisible()


def test_the_window_restores_its_size_and_panel(window, qtbot):
    window.resize(700, 500)
    qtbot.keyClick(window, Qt.Key.Key_F9)
    window.close()
    again = MainWindow(find_models=list)
    assert again.size() == QSize(700, 500)
    assert not again.acts.panel.isChecked()
    again.shutdown()


def test_a_window_that_comes_back_in_full_screen_leaves_it_with_the_first_key(window, qtbot):
    qtbot.keyClick(window, Qt.Key.Key_F11)
    window.close()
    again = MainWindow(find_models=list)
    qtbot.addWidget(again)
    again.show()
    again.activateWindow()
    qtbot.waitUntil(again.isActiveWindow)
    assert again.isFullScreen()
    assert again.acts.full_screen.isChecked()
    qtbot.keyClick(again, Qt.Key.Key_F11)
    assert not again.isFullScreen()
    again.showFullScreen()
    assert again.acts.full_screen.isChecked()
    again.shutdown()


@pytest.mark.logs_warnings
def test_unusable_settings_are_left_out(make_window):
    settings_file().write_text("theme = 'dark'\ngeometry = 'no geometry'\npalettes = 3")
    window = make_window()
    assert window.isVisible()
    assert window.preferences.settings.theme == "dark"
    theme.choose("system")


@pytest.mark.logs_warnings
def test_settings_that_cannot_be_written_still_take_effect(colorized, qtbot, caplog):
    settings_file().unlink(missing_ok=True)
    settings_file().mkdir()
    colorized.preferences.change(quality=50)
    qtbot.waitUntil(lambda: "Can't keep the settings" in caplog.text)
    assert colorized.preferences.settings.quality == 50


@pytest.mark.usefixtures("system_theme")
def test_the_theme_changes_at_once_and_is_kept(colorized, qtbot, dialog):
    for name, expected in (("dark", theme.DARK), ("light", theme.LIGHT)):
        choose(qtbot, dialog.controls["theme"], name)
        assert theme.current() is expected
        window_color = QApplication.palette().window().color().name()
        assert window_color == expected.window
        assert colorized.acts.themes[name].isChecked()
        image = colorized.acts.open.icon().pixmap(24, 24).toImage()
        colors = [image.pixelColor(x, y) for x in range(24) for y in range(24)]
        assert {each.name() for each in colors if each.alpha() == 255} == {expected.text}
    colorized.acts.themes["dark"].trigger()
    assert dialog.controls["theme"].currentData() == "dark"
    colorized.close()
    assert read_settings(settings_file()).theme == "dark"


@pytest.mark.usefixtures("system_theme")
@pytest.mark.parametrize("name", ["dark", "light"])
def test_a_box_that_is_not_checked_can_be_seen(qtbot, name):
    theme.choose("light" if name == "dark" else "dark")
    theme.choose(name)
    page, style = QWidget(), QStyleFactory.create("Fusion")
    qtbot.addWidget(page)
    box = QCheckBox(page)
    box.setStyle(style)
    image = page.grab().toImage()
    shown = [brightness(image.pixelColor(x, box.height() // 2)) for x in range(box.width())]
    window = brightness(QColor(theme.current().window))
    assert max(max(each, window) / min(each, window) for each in shown) >= 3


@pytest.mark.usefixtures("system_theme")
def test_a_progress_bar_follows_another_theme(qtbot):
    theme.choose("light")
    progress = Progress()
    qtbot.addWidget(progress)
    progress.set_busy(Busy("Saving", 50))
    for name, colors in (("dark", theme.DARK), ("light", theme.LIGHT)):
        theme.choose(name)
        assert progress.bar.grab().toImage().pixelColor(9, 2) == QColor(colors.quiet)


def brightness(color):
    """Luminance, as the contrast of two colors is reckoned with."""
    shares = (0.2126, 0.7152, 0.0722)
    linear = [(value / 255) ** 2.2 for value in color.getRgb()[:3]]
    return sum(map(operator.mul, shares, linear)) + 0.05


def test_the_device_can_be_chosen(colorized, qtbot, dialog):
    with qtbot.waitSignal(colorized.document.colorized):
        choose(qtbot, dialog.controls["device"], "cuda")
    assert colorized.preferences.settings.device == "cuda"
    tip = colorized.parts.status.device.toolTip()
    assert "CUDA" in tip


def test_photos_are_not_remembered_when_that_is_switched_off(colorized, qtbot, dialog, tmp_path):
    flag = dialog.controls["remember_photos"]
    flag.click()
    assert not colorized.acts.recent.isEnabled()
    other = tmp_path / "secret.png"
    Image.new("L", (30, 30), 90).save(other)
    with qtbot.waitSignal(colorized.document.colorized):
        colorized.open_paths([other])
    colorized.close()
    assert "secret" not in settings_file().read_text()


def test_results_are_marked_unless_that_is_switched_off(colorized, qtbot, dialog, tmp_path):
    dialog.controls["mark_results"].click()
    with qtbot.waitSignal(colorized.exports.exporter.saved):
        colorized.exports.save_to(tmp_path / "result.png")
    assert b"Algorithmic" not in (tmp_path / "result.png").read_bytes()


def test_the_dialog_opens_once(colorized, dialog):
    colorized.acts.settings.trigger()
    assert len([each for each in colorized.findChildren(SettingsDialog) if each.isVisible()]) == 1


def test_stored_settings_are_restored(make_window):
    write_settings(settings_file(), Settings(panel=False, recent_photos=("/photos/one.tif",)))
    window = make_window()
    assert not window.parts.side.isVisible()
    assert window.acts.recent.actions()[0].text() == "one.tif"
