"""The guide, the list of keys, About, and accessible names of dialogs."""

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QKeySequence
from PySide6.QtWidgets import QAbstractButton, QDialog, QLabel

from colorizer_gui import __version__
from colorizer_gui.gui.dialogs.about import AboutWindow
from colorizer_gui.gui.dialogs.help_windows import GuideWindow, ShortcutSheet
from colorizer_gui.gui.dialogs.licenses_window import LicensesWindow


def test_the_guide_opens_with_f1(window, qtbot):
    qtbot.keyClick(window, Qt.Key.Key_F1)
    guide = window.findChild(GuideWindow)
    assert guide.isVisible()
    assert "Nothing is lost" in guide.text.toPlainText()


def test_the_list_has_every_key(window, qtbot):
    window.acts.shortcuts.trigger()
    sheet = window.findChild(ShortcutSheet)
    shown = [label.text() for label in sheet.findChildren(QLabel)]
    for menu in window.parts.menus:
        for action in menu.actions():
            if action.shortcuts():
                keys = action.shortcuts()[0].toString(QKeySequence.SequenceFormat.NativeText)
                assert keys in shown, action.text()
                assert action.text().replace("&", "").rstrip(".") in shown


def test_no_two_actions_have_the_same_key(window):
    seen = {}
    for action in window.actions():
        for keys in action.shortcuts():
            assert keys.toString() not in seen, (action.text(), seen.get(keys.toString()))
            seen[keys.toString()] = action.text()


def test_about_shows_the_versions_and_can_be_closed_before_that(window, qtbot, clipboard):
    window.acts.about.trigger()
    about = window.findChild(AboutWindow)
    assert "MIT License" in " ".join(label.text() for label in about.findChildren(QLabel))
    assert not about.details.isVisible()
    qtbot.waitUntil(about.copy_button.isEnabled)
    qtbot.mouseClick(about.details_button, Qt.MouseButton.LeftButton)
    assert about.details.isVisible()
    assert "onnxruntime" in about.details.text()
    qtbot.mouseClick(about.copy_button, Qt.MouseButton.LeftButton)
    assert __version__ in clipboard.text()
    about.close()
    window.acts.about.trigger()
    next(each for each in window.findChildren(AboutWindow) if each.isVisible()).close()


def test_about_opens_the_licenses(window, qtbot):
    window.acts.about.trigger()
    about = window.findChild(AboutWindow)
    qtbot.mouseClick(about.licenses, Qt.MouseButton.LeftButton)
    licenses = about.findChild(LicensesWindow)
    assert licenses.isVisible()
    assert licenses.parts.item(0).text() == f"Colorizer {__version__}"
    assert "THE SOFTWARE IS PROVIDED" in licenses.text.toPlainText()
    about.close()


def test_full_screen_and_back(window, qtbot):
    qtbot.keyClick(window, Qt.Key.Key_F11)
    assert window.isFullScreen()
    qtbot.keyClick(window, Qt.Key.Key_F11)
    assert not window.isFullScreen()


@pytest.mark.parametrize("action", ["settings", "shortcuts", "guide", "variants", "save_options"])
def test_every_button_of_a_dialog_has_a_name(colorized, action):
    getattr(colorized.acts, action).trigger()
    dialog = next(each for each in colorized.findChildren(QDialog) if each.isVisible())
    for button in dialog.findChildren(QAbstractButton):
        if button.isVisible() and not button.objectName().startswith("qt_"):
            assert button.accessibleName() or button.text(), (button, button.parent())


def test_tab_goes_through_the_panel_from_top_to_bottom(colorized, qtbot):
    qtbot.keyClick(colorized, Qt.Key.Key_Insert)
    content = colorized.parts.side.widget()
    colorized.parts.color_panel.hex.setFocus()
    rows = []
    for _ in range(40):
        focus = colorized.focusWidget()
        if not content.isAncestorOf(focus):
            break
        rows.append(focus.mapTo(content, focus.rect().center()).y())
        qtbot.keyClick(focus, Qt.Key.Key_Tab)
    assert len(set(rows)) > 8
    assert rows == sorted(rows)


def test_without_a_program_for_the_log_file_its_path_is_told(make_window, monkeypatch, tmp_path):
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: False)
    window = make_window(log_file=tmp_path / "colorizer.log")
    window.acts.log.trigger()
    assert str(tmp_path / "colorizer.log") in window.parts.notices.sentence


def test_without_a_program_for_links_their_address_is_told(window, monkeypatch):
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: False)
    window.acts.guide.trigger()
    guide = window.findChild(GuideWindow)
    guide.text.anchorClicked.emit(QUrl("https://example.org/help"))
    assert "https://example.org/help" in window.parts.notices.sentence
