"""Presets, folded adjustments, colors of a reference photo, and variants."""

import re

import numpy as np
import pytest
from gestures import click_photo, color_at, file_dialog, hints, middle, place_hint
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from colorizer_gui.engine.look import Look
from colorizer_gui.engine.session.reference_photo import read_reference_colors
from colorizer_gui.engine.settings import read_settings, settings_file
from colorizer_gui.gui.dialogs.variants import SurfaceColor, Variant, VariantsDialog
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
    qtbot.mouseClick(panel.reference.button, Qt.MouseButton.LeftButton)
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
    button = colorized.parts.look_panel.reference.button
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
    about = {**ABOUT, "id": "other", "name": "Other"}
    other = write_model(tmp_path / "other.onnx", about, bins=False, hints=False)
    broken = tmp_path / "broken.onnx"
    broken.write_bytes(b"broken")
    window = make_window(tiny_model, broken, other)
    with qtbot.waitSignal(window.document.colorized):
        window.open_paths([gray_file])
    return window, other


def variants(window, qtbot, count):
    """Open the variants by their key, and wait for some pictures."""
    qtbot.keyClick(window, "V")
    dialog = next(each for each in window.findChildren(VariantsDialog) if each.isVisible())
    qtbot.waitUntil(lambda: len(dialog.buttons) >= count, timeout=20000)
    return dialog


def press(qtbot, button):
    """Click on a button."""
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton, pos=middle(button))


def test_variants_go_from_calm_to_vivid_and_then_to_other_models(two_models, qtbot):
    window, other = two_models
    own = window.document.models.info.path
    dialog = variants(window, qtbot, 3)
    qtbot.waitUntil(lambda: Variant(other, 0.5) in dialog.buttons)
    shown = [one.vividness for one in dialog.buttons if one.model == own]
    assert len(shown) > 1
    assert shown == sorted(shown)
    in_use = [variant for variant, button in dialog.buttons.items() if button.isChecked()]
    assert in_use == [Variant(own, 0.5)]
    images = [button.icon().pixmap(288, 216).toImage() for button in dialog.buttons.values()]
    assert min(max(image.width(), image.height()) for image in images) >= 216
    assert all(one != two for i, one in enumerate(images) for two in images[:i])
    with qtbot.waitSignal(window.document.loader.loaded):
        press(qtbot, dialog.buttons[Variant(other, 0.5)])
    assert window.document.models.info.name == "Other"
    assert dialog.buttons[Variant(other, 0.5)].text() == "Other"


def test_a_more_vivid_variant_changes_the_look(colorized, qtbot):
    window = colorized
    dialog = variants(window, qtbot, 2)
    vivid = list(dialog.buttons)[-1]
    press(qtbot, dialog.buttons[vivid])
    assert window.document.look.vividness == vivid.vividness > 0.5
    assert window.acts.undo.text() == "Undo Variant"


def test_a_variant_of_the_whole_photo_is_no_look_of_the_selected_region(colorized, qtbot):
    window = colorized
    qtbot.keyClick(window, "S")
    click_photo(window, qtbot, 0.6, 0.3)
    assert window.document.region_state.limiting is not None
    dialog = variants(window, qtbot, 2)
    vivid = list(dialog.buttons)[-1]
    press(qtbot, dialog.buttons[vivid])
    assert window.document.look.vividness == vivid.vividness
    assert all(each.look == () for each in window.document.region_state.regions)


def test_a_model_that_gives_the_same_colors_is_named_but_not_shown(
    make_window, qtbot, tiny_model, tmp_path, gray_file
):
    same = write_model(tmp_path / "same.onnx", {**ABOUT, "id": "same", "name": "Tiny, again"})
    window = make_window(tiny_model, same)
    with qtbot.waitSignal(window.document.colorized):
        window.open_paths([gray_file])
    dialog = variants(window, qtbot, 1)
    said = "Tiny, again gives the same colors here."
    qtbot.waitUntil(lambda: said in [label.text() for label in dialog.findChildren(QLabel)])
    assert {variant.model for variant in dialog.buttons} == {tiny_model}


def test_the_selected_surface_is_offered_in_colors_that_differ(colorized, qtbot):
    qtbot.keyClick(colorized, "4")
    colorized.hints.editor.add(0.65, 0.2)
    qtbot.waitUntil(lambda: not colorized.document.is_painting)
    dialog = variants(colorized, qtbot, 4)
    colors = [choice for choice in dialog.buttons if isinstance(choice, SurfaceColor)]
    assert len(colors) >= 3
    words = [dialog.buttons[color].text() for color in colors]
    assert all(re.fullmatch(r"[a-z -]+, #[0-9a-f]{6}", each) for each in words), words
    hues = [np.arctan2(color.b, color.a) for color in colors if np.hypot(color.a, color.b) > 8]
    assert min(abs(np.exp(1j * p) - np.exp(1j * q)) for p in hues for q in hues if p != q) > 0.5
    last = colors[-1]
    before = color_at(colorized, 0.65, 0.2)
    with qtbot.waitSignal(colorized.document.colorized):
        press(qtbot, dialog.buttons[last])
    assert (hints(colorized)[0].a, hints(colorized)[0].b) == (last.a, last.b)
    assert color_at(colorized, 0.65, 0.2) != before
    assert colorized.acts.undo.text() == "Undo Change Hint Color"
    colorized.acts.deselect.trigger()
    assert not dialog.buttons[last].isEnabled()


def test_colors_that_come_after_another_hint_was_selected_are_not_for_that_one(colorized, qtbot):
    qtbot.keyClick(colorized, "4")
    for x, y in ((0.3, 0.6), (0.65, 0.2)):
        place_hint(colorized, qtbot, x, y)
    qtbot.waitUntil(lambda: not colorized.document.is_painting)
    dialog = variants(colorized, qtbot, 0)
    click_photo(colorized, qtbot, 0.3, 0.6)
    before = hints(colorized)
    assert colorized.document.hint_state.current == before[0]
    qtbot.waitUntil(lambda: any(isinstance(choice, Variant) for choice in dialog.buttons))
    colors = [choice for choice in dialog.buttons if isinstance(choice, SurfaceColor)]
    assert len(colors) >= 3
    press(qtbot, dialog.buttons[colors[-1]])
    assert hints(colorized) == before
    click_photo(colorized, qtbot, 0.65, 0.2)
    press(qtbot, dialog.buttons[colors[-1]])
    assert (hints(colorized)[1].a, hints(colorized)[1].b) == (colors[-1].a, colors[-1].b)


def test_variants_can_be_closed_while_they_are_made(two_models, qtbot):
    window, _ = two_models
    window.acts.variants.trigger()
    dialog = window.findChild(VariantsDialog)
    dialog.close()
    with qtbot.waitSignal(window.document.colorized):
        window.parts.look_panel.rows[2].number.setValue(40)


def test_without_colors_there_are_no_variants(window):
    assert not window.acts.variants.isEnabled()
