"""The keys that close windows, and Enter in dialogs."""

import pytest
from batch_steps import choose_folders, click, go_to, open_batch
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QPushButton

from batch_files import make_photos
from colorizer_gui.gui.dialogs.about import AboutWindow
from colorizer_gui.gui.dialogs.licenses_window import LicensesWindow
from colorizer_gui.gui.dialogs.models_dialog import ModelsDialog
from colorizer_gui.gui.dialogs.save_options import SaveOptions
from colorizer_gui.gui.dialogs.settings_dialog import SettingsDialog

CONTROL = Qt.KeyboardModifier.ControlModifier
DIALOGS = [
    "guide", "shortcuts", "about", "settings", "manage_models", "save_options", "variants",
]  # fmt: skip


def shown(window, kind=QDialog):
    """The dialogs of a kind that are open."""
    return [each for each in window.findChildren(kind) if each.isVisible()]


def press(qtbot, window, key, modifiers=Qt.KeyboardModifier.NoModifier):
    """Press a key in the active window, as the windowing system does."""
    go_to(window, qtbot)
    qtbot.keyClick(window.focusWidget() or window, key, modifiers)


@pytest.mark.parametrize("keys", [(Qt.Key.Key_Escape,), (Qt.Key.Key_W, CONTROL)])
@pytest.mark.parametrize("name", DIALOGS)
def test_every_dialog_is_closed_by_keys(colorized, qtbot, name, keys):
    getattr(colorized.acts, name).trigger()
    (dialog,) = shown(colorized)
    press(qtbot, dialog, *keys)
    assert shown(colorized) == []
    assert colorized.document.photo is not None


def test_the_licenses_are_closed_by_keys_and_about_after_them(window, qtbot):
    window.acts.about.trigger()
    (about,) = shown(window, AboutWindow)
    for keys in ((Qt.Key.Key_Escape,), (Qt.Key.Key_W, CONTROL)):
        about.licenses.click()
        (licenses,) = shown(window, LicensesWindow)
        press(qtbot, licenses, *keys)
        assert shown(window) == [about]
    press(qtbot, about, Qt.Key.Key_W, CONTROL)
    assert shown(window) == []


def test_enter_presses_the_default_button_of_dialogs(colorized, qtbot):
    for name, kind in (("about", AboutWindow), ("settings", SettingsDialog)):
        getattr(colorized.acts, name).trigger()
        (dialog,) = shown(colorized, kind)
        press(qtbot, dialog, Qt.Key.Key_Return)
        assert shown(colorized, kind) == []
    colorized.acts.save_options.trigger()
    (options,) = shown(colorized, SaveOptions)
    with qtbot.waitSignal(options.accepted):
        press(qtbot, options, Qt.Key.Key_Enter)


def test_enter_uses_the_chosen_model(colorized, qtbot):
    colorized.acts.manage_models.trigger()
    (dialog,) = shown(colorized, ModelsDialog)
    qtbot.waitUntil(lambda: dialog.chosen is not None)
    with qtbot.waitSignal(dialog.use_asked):
        press(qtbot, dialog, Qt.Key.Key_Return)
    qtbot.keyClick(dialog.list, Qt.Key.Key_Tab)
    (focused,) = [each for each in dialog.findChildren(QPushButton) if each.hasFocus()]
    with qtbot.assertNotEmitted(dialog.use_asked), qtbot.waitSignal(focused.clicked):
        press(qtbot, dialog, Qt.Key.Key_Return)


# the batch window


@pytest.fixture
def batch(window, qtbot, tmp_path):
    """The window for a batch that takes a moment."""
    source = make_photos(tmp_path / "in", *(f"{number}.png" for number in range(30)), side=400)
    batch = open_batch(window, qtbot)
    choose_folders(batch, qtbot, source, tmp_path / "out")
    return batch


@pytest.mark.parametrize("keys", [(Qt.Key.Key_Escape,), (Qt.Key.Key_W, CONTROL)])
def test_the_batch_window_is_closed_by_keys(batch, window, qtbot, keys):
    with qtbot.waitSignal(batch.closed):
        press(qtbot, batch, *keys)
    assert window.batches.window is None
    assert window.isVisible()


def test_a_list_takes_esc_before_the_window_does(batch, qtbot):
    batch.settings.format.showPopup()
    qtbot.keyClick(QApplication.activePopupWidget(), Qt.Key.Key_Escape)
    assert batch.isVisible()


def test_esc_asks_before_it_stops_a_batch(batch, window, qtbot, tmp_path):
    with qtbot.waitSignal(batch.runner.started):
        click(qtbot, batch.progress.start)
    press(qtbot, batch, Qt.Key.Key_Escape)
    assert batch.isVisible()
    assert batch.runner.running
    assert batch.notices.sentence.startswith("A batch is running. Closing stops it")
    with qtbot.waitSignal(batch.closed):
        click(qtbot, batch.notices.action_button)
    assert len(list((tmp_path / "out").glob("*.png"))) < 30


def test_the_question_ends_with_the_batch(batch, qtbot):
    with qtbot.waitSignal(batch.runner.started):
        click(qtbot, batch.progress.start)
    with qtbot.waitSignal(batch.runner.finished, timeout=20000):
        press(qtbot, batch, Qt.Key.Key_Escape)
    assert batch.notices.sentence == ""


@pytest.mark.logs_warnings
def test_a_batch_stops_whatever_else_fails_when_its_window_is_closed(
    batch, window, qtbot, tmp_path, monkeypatch
):
    def fail(_settings):
        raise RuntimeError("this part is broken")

    with qtbot.waitSignal(batch.runner.started):
        click(qtbot, batch.progress.start)
    monkeypatch.setattr("colorizer_gui.gui.batch.window.write_memory", fail)
    with qtbot.waitSignal(batch.closed):
        batch.close()
    assert window.batches.window is None
    assert len(list((tmp_path / "out").glob("*.png"))) < 30


def test_enter_presses_the_button_with_the_focus(batch, qtbot):
    batch.progress.start.setFocus()
    with qtbot.waitSignal(batch.runner.started):
        press(qtbot, batch, Qt.Key.Key_Return)
