"""What the window remembers, and the settings dialog."""

import operator

import pytest
from gestures import middle
from PIL import Image
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QCheckBox, QStyleFactory, QWidget

from colorizer_gui.engine.settings import Settings, read_settings, settings_file, write_settings
from colorizer_gui.gui import theme
from colorizer_gui.gui.main_window import MainWindow
from colorizer_gui.gui.messages import Progress
from colorizer_gui.gui.settings_dialog import SettingsDialog
from colorizer_gui.gui.signals import Busy


@pytest.fixture
def dialog(coloured, qtbot):
    """The settings dialog, opened by its keys."""
    qtbot.keyClick(coloured, Qt.Key.Key_Comma, Qt.KeyboardModifier.ControlModifier)
    return next(each for each in coloured.findChildren(SettingsDialog) if each.isVisible())


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


def test_a_photo_opened_last_is_offered_again(coloured, make_window, tiny_model, qtbot, grey_file):
    coloured.close()
    window = make_window(tiny_model)
    button = window.parts.empty_page.recent[grey_file]
    assert button.isVisible()
    assert window.acts.recent.actions()[0].text() == "portrait.jpg"
    with qtbot.waitSignal(window.document.coloured):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton, pos=middle(button))
    window.acts.close_photo.trigger()
    with qtbot.waitSignal(window.document.coloured):
        window.acts.recent.actions()[0].trigger()


def test_the_list_of_photos_can_be_cleared(coloured, qtbot):
    assert coloured.acts.recent.isEnabled()
    coloured.acts.recent.actions()[-1].trigger()
    qtbot.waitUntil(lambda: not coloured.acts.recent.isEnabled())
    assert coloured.parts.empty_page.recent == {}
    coloured.close()
    assert read_settings(settings_file()).recent_photos == ()


def test_a_photo_that_is_gone_gets_a_sentence(coloured, qtbot, grey_file):
    coloured.acts.close_photo.trigger()
    grey_file.unlink()
    with qtbot.waitSignal(coloured.document.failed):
        coloured.acts.recent.actions()[0].trigger()
    assert "portrait.jpg" in coloured.parts.notices.sentence
    assert coloured.parts.empty_page.isVisible()


def test_the_window_comes_back_as_it_was(window, qtbot):
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
def test_settings_that_cannot_be_used_harm_nobody(make_window):
    settings_file().write_text("theme = 'dark'\ngeometry = 'no geometry'\npalettes = 3")
    window = make_window()
    assert window.isVisible()
    assert window.preferences.settings.theme == "dark"
    theme.choose("system")


@pytest.mark.logs_warnings
def test_settings_that_cannot_be_written_are_no_reason_to_stop(coloured, qtbot, caplog):
    settings_file().unlink(missing_ok=True)
    settings_file().mkdir()
    coloured.preferences.change(quality=50)
    qtbot.waitUntil(lambda: "Can't keep the settings" in caplog.text)
    assert coloured.preferences.settings.quality == 50


@pytest.mark.usefixtures("system_theme")
def test_the_theme_changes_at_once_and_is_kept(coloured, qtbot, dialog):
    for name, expected in (("dark", theme.DARK), ("light", theme.LIGHT)):
        choose(qtbot, dialog.controls["theme"], name)
        assert theme.current() is expected
        window_colour = QApplication.palette().window().color().name()
        assert window_colour == expected.window
        assert coloured.acts.themes[name].isChecked()
        image = coloured.acts.open.icon().pixmap(24, 24).toImage()
        colours = [image.pixelColor(x, y) for x in range(24) for y in range(24)]
        assert {each.name() for each in colours if each.alpha() == 255} == {expected.text}
    coloured.acts.themes["dark"].trigger()
    assert dialog.controls["theme"].currentData() == "dark"
    coloured.close()
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
def test_a_bar_that_is_there_takes_up_another_theme(qtbot):
    theme.choose("light")
    progress = Progress()
    qtbot.addWidget(progress)
    progress.set_busy(Busy("Saving", 50))
    for name, colours in (("dark", theme.DARK), ("light", theme.LIGHT)):
        theme.choose(name)
        assert progress.bar.grab().toImage().pixelColor(9, 2) == QColor(colours.quiet)


def brightness(color):
    """Luminance, as the contrast of two colours is reckoned with."""
    shares = (0.2126, 0.7152, 0.0722)
    linear = [(value / 255) ** 2.2 for value in color.getRgb()[:3]]
    return sum(map(operator.mul, shares, linear)) + 0.05


def test_the_device_can_be_chosen(coloured, qtbot, dialog):
    with qtbot.waitSignal(coloured.document.coloured):
        choose(qtbot, dialog.controls["device"], "cuda")
    assert coloured.preferences.settings.device == "cuda"
    tip = coloured.parts.status.device.toolTip()
    assert "CUDA" in tip


def test_photos_are_not_remembered_when_that_is_switched_off(coloured, qtbot, dialog, tmp_path):
    flag = dialog.controls["remember_photos"]
    flag.click()
    assert not coloured.acts.recent.isEnabled()
    other = tmp_path / "secret.png"
    Image.new("L", (30, 30), 90).save(other)
    with qtbot.waitSignal(coloured.document.coloured):
        coloured.open_paths([other])
    coloured.close()
    assert "secret" not in settings_file().read_text()


def test_results_are_marked_unless_that_is_switched_off(coloured, qtbot, dialog, tmp_path):
    dialog.controls["mark_results"].click()
    with qtbot.waitSignal(coloured.exports.exporter.saved):
        coloured.exports.save_to(tmp_path / "result.png")
    assert b"Algorithmic" not in (tmp_path / "result.png").read_bytes()


def test_the_dialog_opens_once(coloured, dialog):
    coloured.acts.settings.trigger()
    assert len([each for each in coloured.findChildren(SettingsDialog) if each.isVisible()]) == 1


def test_kept_settings_are_taken_up(make_window):
    write_settings(settings_file(), Settings(panel=False, recent_photos=("/photos/one.tif",)))
    window = make_window()
    assert not window.parts.side.isVisible()
    assert window.acts.recent.actions()[0].text() == "one.tif"
