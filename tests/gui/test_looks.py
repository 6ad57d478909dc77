"""Presets, folded adjustments, colors of a reference photo, and variants."""

import numpy as np
import pytest
from gestures import file_dialog, middle
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from colorizer_gui.engine.look import Look
from colorizer_gui.engine.session.reference_photo import read_reference_colors
from colorizer_gui.engine.settings import read_settings, settings_file
from colorizer_gui.gui.dialogs.variants import Variant, VariantsDialog
from colorizer_gui.gui.widgets.name_popup import NamePopup
from model_files import ABOUT, write_model


def choose(window, *names):
    """Choose an entry of the menu of presets, or of a menu in it, by the beginnings of texts."""
    menu = window.parts.look_panel.presets
    menu.aboutToShow.emit()
    for name in names:
        entries = menu.actions()
        entry = next(each for each in entries if each.text().replace("&", "").startswith(name))
        menu = entry.menu()
    entry.trigger()


@pytest.fixture
def rows(colorized):
    """The adjustments by name."""
    return {row.adjustment.name: row for row in colorized.parts.look_panel.rows}


def test_a_preset_is_one_edit_with_its_name(colorized):
    choose(colorized, "Vivid")
    assert colorized.document.look.vividness > 0.5
    assert colorized.acts.undo.text() == "Undo Vivid"
    colorized.acts.undo.trigger()
    assert colorized.document.look == Look()


def test_a_preset_can_be_saved_used_and_removed(colorized, rows, make_window):
    rows["warmth"].number.setValue(35)
    choose(colorized, "Save")
    colorized.parts.look_panel.reset()
    choose(colorized, "Look 1")
    assert colorized.document.look.warmth == pytest.approx(0.35)
    colorized.close()
    assert read_settings(settings_file()).looks == {"Look 1": colorized.document.look}
    window = make_window()
    menu = window.parts.look_panel.presets
    menu.fill()
    menu.actions()[-1].menu().actions()[0].trigger()
    assert window.preferences.settings.looks == {}


def test_a_preset_is_named_when_it_is_saved_and_renamed_later(colorized, qtbot, rows):
    def type_name(name):
        field = colorized.findChild(NamePopup).field
        assert field.selectedText() == field.text()
        qtbot.keyClicks(field, name)
        qtbot.keyClick(field, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: colorized.findChild(NamePopup) is None)

    def names():
        return list(colorized.preferences.settings.looks)

    rows["warmth"].number.setValue(35)
    choose(colorized, "Save")
    type_name("Sunday & beach")
    assert names() == ["Sunday & beach"]
    rows["warmth"].number.setValue(10)
    choose(colorized, "Save")
    type_name("Sunday & beach")  # taken
    assert names() == ["Sunday & beach", "Look 1"]
    choose(colorized, "Rename", "Look 1")
    type_name("Cellar")
    assert names() == ["Sunday & beach", "Cellar"]
    choose(colorized, "Rename", "Cellar")
    qtbot.keyClick(colorized.findChild(NamePopup), Qt.Key.Key_Escape)
    assert names() == ["Sunday & beach", "Cellar"]
    colorized.parts.look_panel.reset()
    choose(colorized, "Cellar")
    assert colorized.document.look.warmth == pytest.approx(0.1)


def shown(action):
    """The picture of an entry of a menu."""
    return action.icon().pixmap(48, 48).toImage()


def test_presets_show_the_photo_and_which_is_in_use(colorized, qtbot):
    menu = colorized.parts.look_panel.presets
    choose(colorized, "Calm")
    menu.aboutToShow.emit()
    assert [each.text() for each in menu.actions() if each.isChecked()] == ["Calm"]
    assert [each.text() for each in menu.actions() if each.font().bold()] == ["Calm"]
    entries = {each.text(): each for each in menu.actions() if each.isCheckable()}
    blank = shown(entries["Vivid"])
    qtbot.waitUntil(lambda: shown(entries["Vivid"]) != blank)
    assert shown(entries["Calm"]) != shown(entries["Vivid"])


def test_less_common_adjustments_are_folded(colorized, qtbot, rows):
    panel = colorized.parts.look_panel
    assert rows["strength"].slider.isVisible()
    assert not rows["tint"].slider.isVisible()
    qtbot.mouseClick(panel.more_button, Qt.MouseButton.LeftButton, pos=middle(panel.more_button))
    assert rows["tint"].slider.isVisible()
    rows["tint"].number.setValue(20)
    assert colorized.document.look.tint == pytest.approx(0.2)
    panel.more_button.click()
    assert not rows["tint"].slider.isVisible()


def test_an_adjustment_that_is_not_neutral_is_unfolded(colorized, qtbot, rows):
    colorized.parts.look_panel.ask("Any", Look(tint=0.4))
    assert rows["tint"].slider.isVisible()


def borrow_colors(window, qtbot, path):
    """Press the button and answer the dialog."""
    panel = window.parts.look_panel
    panel.unfold(True)
    qtbot.mouseClick(panel.reference_button, Qt.MouseButton.LeftButton)
    dialog = file_dialog(window, qtbot)
    dialog.selectFile(str(path))
    dialog.accept()


@pytest.fixture
def colors(tmp_path, color_picture):
    """A photo that has colors."""
    path = tmp_path / "colors.png"
    Image.fromarray(color_picture).save(path)
    return path


def test_colors_of_a_reference_photo(colorized, qtbot, colors):
    progress = colorized.parts.borrowing_progress
    with qtbot.waitSignal(colorized.document.colorized):
        borrow_colors(colorized, qtbot, colors)
        assert progress.words == "Borrowing colors from colors.png"
    assert progress.words == ""
    assert colorized.document.look.reference is not None
    assert colorized.acts.undo.text() == "Undo Borrow Colors"
    choose(colorized, "Calm")
    assert colorized.document.look.reference is not None
    button = colorized.parts.look_panel.reference_button
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert colorized.document.look.reference is None


def test_colors_that_come_too_late_are_not_used_for_another_photo(
    colorized, qtbot, tmp_path, color_picture, gray_file
):
    large = tmp_path / "large.png"  # it takes a while to read
    Image.fromarray(np.tile(color_picture, (4, 4, 1))).save(large, compress_level=0)
    other = gray_file.with_name("other.jpg")
    other.write_bytes(gray_file.read_bytes())
    borrow_colors(colorized, qtbot, large)
    with qtbot.waitSignal(colorized.document.opened):
        colorized.open_paths([other])
    assert colorized.parts.borrowing_progress.words == ""
    found = []
    colorized.tasks.run(lambda: read_reference_colors(large), found.append, colorized.document.fail)
    qtbot.waitUntil(lambda: bool(found))
    assert colorized.document.look == Look()


def test_borrowing_colors_can_be_cancelled(colorized, qtbot, colors):
    borrow_colors(colorized, qtbot, colors)
    colorized.parts.borrowing_progress.findChild(QPushButton).click()
    found = []
    colorized.tasks.run(
        lambda: read_reference_colors(colors), found.append, colorized.document.fail
    )
    qtbot.waitUntil(lambda: bool(found))
    assert colorized.document.look == Look()


def test_a_gray_photo_has_no_colors_to_borrow(colorized, qtbot, gray_file):
    with qtbot.waitSignal(colorized.document.failed):
        borrow_colors(colorized, qtbot, gray_file)
    assert "it has none" in colorized.parts.notices.sentence


@pytest.fixture
def two_models(make_window, qtbot, tiny_model, tmp_path, gray_file):
    """A window with a colorized photo and a choice of models, one of which is broken."""
    other = write_model(tmp_path / "other.onnx", {**ABOUT, "id": "other", "name": "Other"})
    broken = tmp_path / "broken.onnx"
    broken.write_bytes(b"broken")
    window = make_window(tiny_model, broken, other)
    with qtbot.waitSignal(window.document.colorized):
        window.open_paths([gray_file])
    return window, other


def test_variants_show_every_model_and_a_click_uses_one(two_models, qtbot):
    window, other = two_models
    qtbot.keyClick(window, "V")
    dialog = window.findChild(VariantsDialog)
    qtbot.waitUntil(lambda: len(dialog.buttons) == 10)
    in_use = [variant for variant, button in dialog.buttons.items() if button.isChecked()]
    assert [variant.vividness for variant in in_use] == [0.5]
    calm, vivid = (
        dialog.buttons[Variant(other, value)].icon().pixmap(100, 100).toImage() for value in (0, 1)
    )
    assert calm != vivid
    button = dialog.buttons[Variant(other, 0.75)]
    with qtbot.waitSignal(window.document.loader.loaded):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton, pos=middle(button))
    assert window.document.look.vividness == 0.75
    assert window.document.models.info.name == "Other"
    assert window.acts.undo.text() == "Undo Variant"


def test_variants_can_be_closed_while_they_are_made(two_models, qtbot):
    window, _ = two_models
    window.acts.variants.trigger()
    dialog = window.findChild(VariantsDialog)
    dialog.close()
    with qtbot.waitSignal(window.document.colorized):
        window.parts.look_panel.rows[2].number.setValue(40)


def test_without_colors_there_are_no_variants(window):
    assert not window.acts.variants.isEnabled()
