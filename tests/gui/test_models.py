"""Models: none, a broken one, several."""

import pytest
from gestures import color_at, hints, is_gray, place_hint
from PySide6.QtCore import Qt

from colorizer_gui.engine.look import Look
from colorizer_gui.engine.model.library import DEFAULT_MODEL, installed_models
from colorizer_gui.engine.model.providers import DIRECTML
from colorizer_gui.engine.session.recipe import Recipe
from colorizer_gui.engine.session.recipe_file import write_recipe
from colorizer_gui.engine.session.sidecar import sidecar_path
from colorizer_gui.gui.dialogs.settings_dialog import SettingsDialog
from fake_devices import LOST, FakeCards, raising
from model_files import ABOUT, write_model


def test_without_a_model_photos_can_be_seen(make_window, qtbot, gray_file):
    window = make_window()
    qtbot.waitUntil(lambda: "no model" in window.parts.notices.sentence)
    with qtbot.waitSignal(window.document.opened):
        window.open_paths([gray_file])
    assert window.parts.canvas.isVisible()
    assert not window.acts.save.isEnabled()
    assert not window.parts.model_panel.list.isEnabled()
    assert in_menu(window) == {"No model": False}
    assert not window.parts.status.device.isVisible()


def test_a_broken_model_is_told(make_window, qtbot, tmp_path):
    broken = tmp_path / "broken.onnx"
    broken.write_bytes(b"no model")
    window = make_window(broken)
    qtbot.waitUntil(lambda: "broken.onnx" in window.parts.notices.sentence)
    assert window.acts.open.isEnabled()


def test_another_model_colorizes_the_photo_again(
    make_window, qtbot, tiny_model, tmp_path, gray_file
):
    about = {**ABOUT, "id": "other", "name": "Other"}
    other = write_model(tmp_path / "other.onnx", about, bins=False, hints=False)
    window = make_window(tiny_model, other)
    with qtbot.waitSignal(window.document.colorized):
        window.open_paths([gray_file])
    models = window.parts.model_panel.list
    assert (models.currentText(), models.isEnabled()) == ("Tiny", True)
    models.setFocus()
    qtbot.keyClick(window, "4")
    place = 0.65, 0.2  # neither dark nor bright: there colors differ most
    before = color_at(window, *place)
    with qtbot.waitSignal(window.document.colorized):
        qtbot.keyClick(models, Qt.Key.Key_Down)
        assert models.currentText() == "Tiny"  # which is still in use
    assert models.currentText() == "Other"
    after = color_at(window, *place)
    assert before != after
    assert not is_gray(after)


def test_nothing_can_be_copied_while_another_model_is_at_work(colorized, qtbot):
    document = colorized.document
    with qtbot.waitSignal(document.loader.loaded):
        document.choose_model(document.models.info.path)
    qtbot.keyClick(colorized, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert not colorized.exports.exporter.busy
    qtbot.waitUntil(colorized.acts.copy.isEnabled)


def test_models_and_device_are_in_the_menu_too(make_window, qtbot, tiny_model, tmp_path, gray_file):
    about = {**ABOUT, "id": "other", "name": "Black & White"}
    other = write_model(tmp_path / "other.onnx", about, bins=False, hints=False)
    broken = tmp_path / "zzz.onnx"
    broken.write_bytes(b"no model")
    window = make_window(tiny_model, other, broken)
    with qtbot.waitSignal(window.document.colorized):
        window.open_paths([gray_file])
    assert in_menu(window) == {"Tiny": True, "Black && White": False, "zzz": False}
    with qtbot.waitSignal(window.document.colorized):
        choose(window, qtbot, "Black && White")
        assert in_menu(window)["Tiny"]  # which is still in use
    assert in_menu(window) == {"Tiny": False, "Black && White": True, "zzz": False}
    assert window.parts.model_panel.list.currentText() == "Black & White"
    with qtbot.waitSignal(window.document.failed):
        choose(window, qtbot, "zzz")
    assert in_menu(window)["Black && White"]
    assert window.acts.devices["auto"].isChecked()
    with qtbot.waitSignal(window.document.loader.loaded):
        window.acts.devices["cpu"].trigger()
    assert window.preferences.settings.device == "cpu"
    window.preferences.change(device="auto")
    assert window.acts.devices["auto"].isChecked()


def in_menu(window):
    """The models in the menu, by name, and which is checked."""
    every = window.acts.models.actions()
    end = next(place for place, entry in enumerate(every) if entry.isSeparator())
    return {entry.text(): entry.isChecked() for entry in every[:end] if entry.isVisible()}


def choose(window, qtbot, name):
    """Choose a model in the menu."""
    menu = window.acts.models
    menu.popup(window.mapToGlobal(window.rect().center()))
    entry = next(entry for entry in menu.actions() if entry.text() == name)
    qtbot.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(entry).center())


def test_a_broken_choice_keeps_the_model_in_use(make_window, qtbot, tiny_model, tmp_path):
    broken = tmp_path / "zzz.onnx"
    broken.write_bytes(b"no model")
    window = make_window(tiny_model, broken)
    qtbot.waitUntil(lambda: window.document.models.info is not None)
    models = window.parts.model_panel.list
    models.setFocus()
    with qtbot.waitSignal(window.document.failed):
        qtbot.keyClick(models, Qt.Key.Key_Down)
    assert models.currentText() == "Tiny"
    assert "zzz.onnx" in window.parts.notices.sentence


def test_the_shipped_model_colorizes_a_photo(make_window, qtbot, gray_file):
    models = [path for path in installed_models() if path.stem == DEFAULT_MODEL]
    if not models:
        pytest.skip("no model is shipped")
    window = make_window(*models)
    with qtbot.waitSignal(window.document.colorized, timeout=30000):
        window.open_paths([gray_file])
    qtbot.keyClick(window, "4")
    assert not is_gray(color_at(window, 0.45, 0.6))


def test_the_badge_shows_the_device_in_use(window):
    assert window.parts.status.device.text() == "CPU"
    assert "CPU" in window.parts.status.device.toolTip()


def test_only_devices_that_are_there_are_offered(make_window, qtbot, monkeypatch, tiny_model):
    FakeCards(monkeypatch).add(DIRECTML)
    window = make_window(tiny_model)
    qtbot.waitUntil(lambda: window.document.models.info is not None)
    offered = {name for name, action in window.acts.devices.items() if action.isVisible()}
    assert offered == {"auto", "directml", "cpu"}
    window.preferences.change(device="coreml")  # by another program, or a file from a Mac
    assert window.acts.devices["coreml"].isVisible()
    window.acts.settings.trigger()
    choices = window.findChild(SettingsDialog).controls["device"]
    assert {choices.itemData(row) for row in range(choices.count())} == offered | {"coreml"}


@pytest.mark.logs_warnings
def test_the_processor_takes_over_from_a_graphics_card_that_fails(
    make_window, qtbot, monkeypatch, tiny_model, gray_file
):
    FakeCards(monkeypatch).add(fault=raising(LOST, 2))
    window = make_window(tiny_model)
    with qtbot.waitSignal(window.document.colorized):
        window.open_paths([gray_file])
    device, notices = window.parts.status.device, window.parts.notices
    assert device.text() == "CUDA"
    with qtbot.waitSignal(window.document.colorized):
        place_hint(window, qtbot, 0.7, 0.5)
    qtbot.waitUntil(lambda: device.text() == "CPU")
    assert "CUDA failed at work" in notices.sentence
    assert "CUDA failed at work" in device.toolTip()
    assert len(hints(window)) == 1


def test_a_model_that_is_removed_while_it_is_used(make_window, qtbot, tmp_path, gray_file):
    paths = [
        write_model(tmp_path / f"{name}.onnx", {**ABOUT, "id": name, "name": name.title()})
        for name in ("first", "second")
    ]
    window = make_window()
    window.document.loader.start(lambda: [path for path in paths if path.exists()])
    with qtbot.waitSignal(window.document.colorized):
        window.open_paths([gray_file])
    for path in paths:
        path.unlink()
    with qtbot.waitSignal(window.document.colorized):  # the one in use goes on
        place_hint(window, qtbot, 0.7, 0.5)
    models = window.parts.model_panel.list
    with qtbot.waitSignal(window.document.failed):
        models.setFocus()
        qtbot.keyClick(models, Qt.Key.Key_Down)
    assert "second.onnx" in window.parts.notices.sentence
    qtbot.waitUntil(lambda: models.count() == 1)
    assert models.currentText() == "First"
    with qtbot.waitSignal(window.document.colorized):
        window.acts.undo.trigger()


def test_a_model_that_came_meanwhile_is_listed_when_a_photo_of_it_is_opened(
    make_window, qtbot, tiny_model, tmp_path, gray_file
):
    later, other = tmp_path / "later.onnx", tmp_path / "other.onnx"
    window = make_window()
    window.document.loader.start(
        lambda: [path for path in (tiny_model, later, other) if path.exists()]
    )
    qtbot.waitUntil(lambda: window.document.models.info is not None)
    write_model(later, {**ABOUT, "id": "later", "name": "Later"})
    write_model(other, {**ABOUT, "id": "other", "name": "Other"})
    write_recipe(sidecar_path(gray_file), Recipe("later", (), Look(warmth=0.5)))
    with qtbot.waitSignal(window.document.colorized):
        window.open_paths([gray_file])
    models = window.parts.model_panel.list
    qtbot.waitUntil(lambda: models.currentText() == "Later")
    qtbot.waitUntil(lambda: models.count() == 3)
    assert in_menu(window) == {"Tiny": False, "Later": True, "Other": False}
    assert models.currentText() == "Later"
    assert window.document.look.warmth == 0.5


def test_models_are_named_by_their_titles_before_they_are_loaded(make_window, qtbot, tmp_path):
    paths = [
        write_model(tmp_path / f"{name}.onnx", {**ABOUT, "id": name, "name": title})
        for name, title in (("a", "First Title"), ("b", "Second Title"))
    ]
    nameless = write_model(tmp_path / "c.onnx", None)
    window = make_window(*paths, nameless)
    models = window.parts.model_panel.list
    qtbot.waitUntil(lambda: models.count() == 3)
    assert [models.itemText(row) for row in range(3)] == ["First Title", "Second Title", "c"]
    qtbot.waitUntil(lambda: window.document.models.info is not None)
    window.acts.process_folder.trigger()
    offered = window.batches.window.settings.model
    assert [offered.itemText(row) for row in range(2)] == ["First Title", "Second Title"]


def test_while_the_first_model_is_loaded_none_is_named_as_in_use(make_window, qtbot, tiny_model):
    window = make_window()
    models = window.parts.model_panel.list
    shown = []
    window.document.model_changed.connect(
        lambda state: shown.append((state.info is None, models.currentText()))
    )
    window.document.loader.start(lambda: [tiny_model])
    qtbot.waitUntil(lambda: models.currentText() == "Tiny")
    assert shown[-2:] == [(True, ""), (False, "Tiny")]
