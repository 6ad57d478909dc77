"""Presets, the folded adjustments, colours of another photo, and the sheet of variants."""

import numpy as np
import pytest
from gestures import file_dialog, middle
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from colorizer_gui.engine.look import Look
from colorizer_gui.engine.palette_transfer import palette_of_file
from colorizer_gui.engine.settings import read_settings, settings_file
from colorizer_gui.gui.name_popup import NamePopup
from colorizer_gui.gui.variants import Variant, VariantsDialog
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
def rows(coloured):
    """The adjustments by name."""
    return {row.field.name: row for row in coloured.parts.look_panel.rows}


def test_a_preset_is_one_edit_with_its_name(coloured):
    choose(coloured, "Vivid")
    assert coloured.document.look.vividness > 0.5
    assert coloured.acts.undo.text() == "Undo Vivid"
    coloured.acts.undo.trigger()
    assert coloured.document.look == Look()


def test_a_look_can_be_kept_used_and_removed(coloured, rows, make_window):
    rows["warmth"].number.setValue(35)
    choose(coloured, "Keep")
    coloured.parts.look_panel.reset()
    choose(coloured, "Look 1")
    assert coloured.document.look.warmth == pytest.approx(0.35)
    coloured.close()
    assert read_settings(settings_file()).looks == {"Look 1": coloured.document.look}
    window = make_window()
    menu = window.parts.look_panel.presets
    menu.fill()
    menu.actions()[-1].menu().actions()[0].trigger()
    assert window.preferences.settings.looks == {}


def test_a_look_is_named_when_it_is_kept_and_renamed_later(coloured, qtbot, rows):
    def type_name(name):
        field = coloured.findChild(NamePopup).field
        assert field.selectedText() == field.text()
        qtbot.keyClicks(field, name)
        qtbot.keyClick(field, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: coloured.findChild(NamePopup) is None)

    def names():
        return list(coloured.preferences.settings.looks)

    rows["warmth"].number.setValue(35)
    choose(coloured, "Keep")
    type_name("Sunday & beach")
    assert names() == ["Sunday & beach"]
    rows["warmth"].number.setValue(10)
    choose(coloured, "Keep")
    type_name("Sunday & beach")  # taken
    assert names() == ["Sunday & beach", "Look 1"]
    choose(coloured, "Rename", "Look 1")
    type_name("Cellar")
    assert names() == ["Sunday & beach", "Cellar"]
    choose(coloured, "Rename", "Cellar")
    qtbot.keyClick(coloured.findChild(NamePopup), Qt.Key.Key_Escape)
    assert names() == ["Sunday & beach", "Cellar"]
    coloured.parts.look_panel.reset()
    choose(coloured, "Cellar")
    assert coloured.document.look.warmth == pytest.approx(0.1)


def test_the_rarer_adjustments_are_folded(coloured, qtbot, rows):
    panel = coloured.parts.look_panel
    assert rows["strength"].slider.isVisible()
    assert not rows["tint"].slider.isVisible()
    qtbot.mouseClick(panel.more_button, Qt.MouseButton.LeftButton, pos=middle(panel.more_button))
    assert rows["tint"].slider.isVisible()
    rows["tint"].number.setValue(20)
    assert coloured.document.look.tint == pytest.approx(0.2)
    panel.more_button.click()
    assert not rows["tint"].slider.isVisible()


def test_what_is_adjusted_is_not_folded(coloured, qtbot, rows):
    coloured.parts.look_panel.ask("Any", Look(tint=0.4))
    assert rows["tint"].slider.isVisible()


def take_colours(window, qtbot, path):
    """Press the button and answer the dialog."""
    panel = window.parts.look_panel
    panel.unfold(True)
    qtbot.mouseClick(panel.palette_button, Qt.MouseButton.LeftButton)
    dialog = file_dialog(window, qtbot)
    dialog.selectFile(str(path))
    dialog.accept()


@pytest.fixture
def colours(tmp_path, colour_picture):
    """A photo that has colours."""
    path = tmp_path / "colours.png"
    Image.fromarray(colour_picture).save(path)
    return path


def test_colours_of_another_photo(coloured, qtbot, colours):
    progress = coloured.parts.palette_progress
    with qtbot.waitSignal(coloured.document.coloured):
        take_colours(coloured, qtbot, colours)
        assert progress._text.full_text == "Taking the colours of colours.png"
    assert progress._text.full_text == ""
    assert coloured.document.look.palette is not None
    assert coloured.acts.undo.text() == "Undo Take Colours"
    choose(coloured, "Calm")
    assert coloured.document.look.palette is not None
    button = coloured.parts.look_panel.palette_button
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert coloured.document.look.palette is None


def test_colours_that_come_too_late_are_for_no_other_photo(
    coloured, qtbot, tmp_path, colour_picture, grey_file
):
    large = tmp_path / "large.png"  # it takes a while to read
    Image.fromarray(np.tile(colour_picture, (4, 4, 1))).save(large, compress_level=0)
    other = grey_file.with_name("other.jpg")
    other.write_bytes(grey_file.read_bytes())
    take_colours(coloured, qtbot, large)
    with qtbot.waitSignal(coloured.document.opened):
        coloured.open_paths([other])
    assert coloured.parts.palette_progress._text.full_text == ""
    found = []
    coloured.tasks.run(lambda: palette_of_file(large), found.append, coloured.document.fail)
    qtbot.waitUntil(lambda: bool(found))
    assert coloured.document.look == Look()


def test_taking_colours_can_be_cancelled(coloured, qtbot, colours):
    take_colours(coloured, qtbot, colours)
    coloured.parts.palette_progress.findChild(QPushButton).click()
    found = []
    coloured.tasks.run(lambda: palette_of_file(colours), found.append, coloured.document.fail)
    qtbot.waitUntil(lambda: bool(found))
    assert coloured.document.look == Look()


def test_a_grey_photo_has_no_colours_to_take(coloured, qtbot, grey_file):
    with qtbot.waitSignal(coloured.document.failed):
        take_colours(coloured, qtbot, grey_file)
    assert "it has none" in coloured.parts.notices.sentence


@pytest.fixture
def two_models(make_window, qtbot, tiny_model, tmp_path, grey_file):
    """A window with a coloured photo and a choice of models, one of which is broken."""
    other = write_model(tmp_path / "other.onnx", {**ABOUT, "id": "other", "name": "Other"})
    broken = tmp_path / "broken.onnx"
    broken.write_bytes(b"broken")
    window = make_window(tiny_model, broken, other)
    with qtbot.waitSignal(window.document.coloured):
        window.open_paths([grey_file])
    return window, other


def test_variants_show_every_model_and_a_click_takes_one(two_models, qtbot):
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
    with qtbot.waitSignal(window.document.coloured):
        window.parts.look_panel.rows[2].number.setValue(40)


def test_without_colours_there_are_no_variants(window):
    assert not window.acts.variants.isEnabled()
