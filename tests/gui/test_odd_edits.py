"""Edits that cannot be meant or come in great numbers: told in words, and bounded."""

from pathlib import Path

import numpy as np
import skimage.data
from gestures import drag_on, file_dialog, on_photo
from PIL import Image
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from colorizer_gui.engine.look import Look
from colorizer_gui.engine.regions import Mask, Region, RegionKind
from colorizer_gui.engine.session.recipe import Recipe
from colorizer_gui.engine.session.recipe_file import read_recipe, write_recipe
from colorizer_gui.engine.session.sidecar import sidecar_path
from colorizer_gui.gui.base.colors import ColorPick
from colorizer_gui.gui.session.tools import Tool
from colorizer_gui.gui.window.main_window import MainWindow


def test_a_version_of_another_photo_is_refused_with_its_agreement(
    colorized: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    Image.fromarray(skimage.data.coffee()).resize((150, 100)).save(tmp_path / "other.png")
    panel = colorized.parts.look_panel
    panel.unfold(True)
    qtbot.mouseClick(panel.version.button, Qt.MouseButton.LeftButton)
    dialog = file_dialog(colorized, qtbot)
    dialog.selectFile(str(tmp_path / "other.png"))
    with qtbot.waitSignal(colorized.document.failed, timeout=60000):
        dialog.accept()
    said = colorized.parts.notices.sentence
    assert "Can't take colors from other.png: " in said
    assert "% of this photo agree with it, and 10 % must" in said
    assert colorized.document.look == Look()


def test_a_mask_of_another_shape_is_told_and_its_recipe_kept(
    window: MainWindow, qtbot: QtBot, gray_file: Path
) -> None:
    wide = Region(1, "Hat", RegionKind.KEEP, Mask.of(np.ones((20, 40), np.float32)))
    path = sidecar_path(gray_file)
    write_recipe(path, Recipe("tiny", regions=(wide,)))
    with qtbot.waitSignal(window.document.colorized):
        window.open_paths([gray_file])
    assert "The region Hat was made for a photo of another shape" in window.parts.notices.sentence
    assert window.document.region_state.regions == ()
    window.parts.look_panel.rows[2].number.setValue(30)
    window.shutdown()
    assert read_recipe(path).regions == ()
    kept = [each for each in path.parent.iterdir() if each not in (path, gray_file)]
    assert [read_recipe(each).regions for each in kept] == [(wide,)]


def test_strokes_leave_the_masks_of_other_colors_as_they_are(
    colorized: MainWindow, qtbot: QtBot
) -> None:
    colorized.acts.tools[Tool.BRUSH].trigger()
    editor = colorized.regions.editor

    def paint(color: int, y: float) -> None:
        editor.select(None)
        editor.take_color(ColorPick(10.0 * color, -20.0))
        places = [on_photo(colorized, x, y) for x in (0.2, 0.8)]
        drag_on(colorized.parts.canvas, qtbot, *places)

    for color in range(4):
        paint(color, 0.2 + 0.2 * color)
    before = colorized.document.region_state.regions
    paint(0, 0.9)  # below all of them, and lies under none
    after = colorized.document.region_state.regions
    assert [one.mask is other.mask for one, other in zip(before, after, strict=True)] == [
        False, True, True, True,
    ]  # fmt: skip
    paint(0, 0.4)  # over the second
    third = colorized.document.region_state.regions
    assert third[1:] != after[1:]
    assert [one.mask is other.mask for one, other in zip(after[2:], third[-2:], strict=True)] == [
        True, True,
    ]  # fmt: skip
