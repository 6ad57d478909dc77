"""Colors of a reference photo by place: the choice, its recipe, and where colors come from."""

from pathlib import Path

import numpy as np
import pytest
from gestures import file_dialog, picture, point_at, take_suggestion
from PIL import Image
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from colorizer_gui.engine.model.library import find_model
from colorizer_gui.engine.session.recipe_file import read_recipe
from colorizer_gui.engine.session.sidecar import sidecar_path
from colorizer_gui.gui.canvas.match_view import MatchOverlay
from colorizer_gui.gui.panels.reference_rows import ReferenceRows
from colorizer_gui.gui.window.main_window import MainWindow

WHOLE, PLACE = "As a whole", "By place"


@pytest.fixture
def reference(tmp_path, color_picture) -> Path:
    """The portrait in color, from the other side."""
    path: Path = tmp_path / "reference.png"
    Image.fromarray(color_picture[::2, ::-2]).save(path)
    return path


@pytest.fixture
def portrait(make_window, qtbot, gray_file) -> MainWindow:
    """A window with a photo that the shipped model has colorized."""
    window: MainWindow = make_window(find_model())
    with qtbot.waitSignal(window.document.colorized, timeout=60000):
        window.open_paths([gray_file])
    qtbot.keyClick(window, "4")
    return window


def rows_of(window: MainWindow) -> ReferenceRows:
    return window.parts.look_panel.reference


def borrow(window: MainWindow, qtbot: QtBot, path: Path) -> None:
    """Press the button, answer the dialog, and wait for the colors."""
    window.parts.look_panel.unfold(True)
    with qtbot.waitSignal(window.document.colorized, timeout=60000):
        qtbot.mouseClick(rows_of(window).button, Qt.MouseButton.LeftButton)
        dialog = file_dialog(window, qtbot)
        dialog.selectFile(str(path))
        dialog.accept()


def match(window: MainWindow, qtbot: QtBot, words: str) -> None:
    """Choose an entry of the list with the keyboard, and wait for the colors."""
    method = rows_of(window).method
    key = Qt.Key.Key_Down if method.findText(words) > method.currentIndex() else Qt.Key.Key_Up
    with qtbot.waitSignal(window.document.colorized, timeout=60000):
        qtbot.keyClick(method, key)
    assert method.currentText() == words


def has_accent(widget: QWidget) -> bool:
    """Whether a control shows that it is on: all others are gray."""
    image = widget.grab().toImage()
    colors = (image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height()))
    return any(color.blue() - color.red() > 60 for color in colors)


def test_colors_by_place_are_an_edit_that_needs_the_file_no_more(
    portrait: MainWindow, qtbot: QtBot, make_window, reference: Path, gray_file: Path
) -> None:
    assert not rows_of(portrait).method.isVisible()
    borrow(portrait, qtbot, reference)
    assert rows_of(portrait).method.currentText() == WHOLE
    whole = picture(portrait)
    match(portrait, qtbot, PLACE)
    by_place = picture(portrait)
    assert by_place != whole
    assert portrait.acts.undo.text() == "Undo Match Colors"
    with qtbot.waitSignal(portrait.document.colorized, timeout=60000):
        portrait.acts.undo.trigger()
    assert picture(portrait) == whole
    assert rows_of(portrait).method.currentText() == WHOLE
    with qtbot.waitSignal(portrait.document.colorized, timeout=60000):
        portrait.acts.redo.trigger()
    assert picture(portrait) == by_place
    # What a crash would leave: the sidecar that is written a moment later.
    look, sidecar = portrait.document.look, sidecar_path(gray_file)
    qtbot.waitUntil(lambda: sidecar.exists() and read_recipe(sidecar).look == look)
    reference.unlink()
    again = make_window(find_model())
    with qtbot.waitSignal(again.document.colorized, timeout=60000):
        again.open_paths([gray_file])
    qtbot.keyClick(again, "4")
    assert again.document.look == look
    assert picture(again) == by_place


def test_it_is_shown_where_the_color_of_a_place_comes_from(
    portrait: MainWindow, qtbot: QtBot, reference: Path
) -> None:
    acts, canvas, rows = portrait.acts, portrait.parts.canvas, rows_of(portrait)
    assert not acts.matches.isEnabled()
    borrow(portrait, qtbot, reference)
    assert not acts.matches.isEnabled()
    assert not rows.places.isVisible()
    match(portrait, qtbot, PLACE)
    assert not has_accent(rows.places)
    qtbot.mouseClick(rows.places, Qt.MouseButton.LeftButton)
    for name in ("light", "dark"):
        acts.themes[name].trigger()
        assert has_accent(rows.places)
    qtbot.waitUntil(lambda: isinstance(canvas.overlay, MatchOverlay), timeout=20000)
    assert "Bright: colors of the reference photo" in canvas.overlay.legend
    plain = picture(portrait)
    # No hint seems to lie on the reference photo.
    corner = canvas.point_of(0.999, 0.999) - QPoint(60, 90)
    qtbot.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=corner)
    take_suggestion(portrait, qtbot)
    portrait.acts.deselect.trigger()
    point_at(canvas, QPoint(1, 1))
    qtbot.waitUntil(lambda: canvas.overlay.place is None and not portrait.document.is_painting)
    around = QRect(corner - QPoint(12, 12), QSize(24, 24))
    assert picture(portrait).copy(around) == plain.copy(around)
    with qtbot.waitSignal(portrait.document.colorized):
        portrait.acts.undo.trigger()
    face = canvas.point_of(0.44, 0.2)
    qtbot.mouseMove(canvas, face)
    overlay = canvas.overlay
    assert overlay.source is not None
    x, y = overlay.source
    there = np.asarray(Image.open(reference))[int(y * 256), int(x * 256)].astype(int)
    assert there[0] > there[2] + 20  # skin
    assert "% from the reference photo" in overlay.legend
    assert picture(portrait) != plain
    qtbot.mouseMove(canvas, QPoint(1, 1))
    assert canvas.overlay.source is None
    acts.uncertainty.trigger()
    assert not acts.matches.isChecked()
    acts.matches.trigger()
    assert not acts.uncertainty.isChecked()
    qtbot.waitUntil(lambda: isinstance(canvas.overlay, MatchOverlay), timeout=20000)
    qtbot.mouseClick(rows.button, Qt.MouseButton.LeftButton)
    assert portrait.document.look.reference is None
    assert not acts.matches.isEnabled()
    qtbot.waitUntil(lambda: canvas.overlay is None)


def test_a_toned_reference_is_matched_as_a_whole_only(
    colorized: MainWindow, qtbot: QtBot, gray_picture, tmp_path: Path
) -> None:
    sepia = tmp_path / "sepia.png"
    toned = np.rint(gray_picture[::4, ::4, None] * np.array((1.0, 0.85, 0.6))).astype(np.uint8)
    Image.fromarray(toned).save(sepia)
    borrow(colorized, qtbot, sepia)
    method = rows_of(colorized).method
    qtbot.keyClick(method, Qt.Key.Key_Down)
    assert method.currentText() == WHOLE
    assert colorized.document.look.reference.copy is None


def test_a_pasted_look_matches_the_other_photo_anew(
    window: MainWindow, qtbot: QtBot, reference: Path, gray_picture, tmp_path: Path
) -> None:
    first, second = tmp_path / "a.png", tmp_path / "b.png"
    Image.fromarray(gray_picture).save(first)
    Image.fromarray(gray_picture[100:400, ::-1]).save(second)
    with qtbot.waitSignal(window.document.colorized):
        window.open_paths([first, second])
    borrow(window, qtbot, reference)
    match(window, qtbot, PLACE)
    look = window.document.look
    window.acts.copy_edits.trigger()
    with qtbot.waitSignal(window.document.colorized):
        window.acts.next_photo.trigger()
    qtbot.keyClick(window, "4")
    plain = picture(window)
    with qtbot.waitSignal(window.document.colorized):
        window.acts.paste_look.trigger()
    assert window.document.look == look
    assert picture(window) != plain
    assert window.acts.undo.text() == "Undo Paste Look"


def test_the_next_reference_photo_is_matched_like_the_last_one(
    colorized: MainWindow, qtbot: QtBot, reference: Path
) -> None:
    borrow(colorized, qtbot, reference)
    match(colorized, qtbot, PLACE)
    with qtbot.waitSignal(colorized.document.colorized):
        qtbot.mouseClick(rows_of(colorized).button, Qt.MouseButton.LeftButton)
    borrow(colorized, qtbot, reference)
    assert colorized.document.look.reference.is_by_place
    match(colorized, qtbot, WHOLE)
    assert not colorized.document.look.reference.is_by_place
