"""Saved colors that are proposed in other photos, accepted and dismissed."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from gestures import hints, place_hint, point_at
from numpy.typing import NDArray
from PIL import Image
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from colorizer_gui.engine.model.library import find_model
from colorizer_gui.engine.session.recipe_file import read_recipe
from colorizer_gui.engine.session.sidecar import sidecar_path
from colorizer_gui.engine.settings import read_settings, settings_file
from colorizer_gui.gui.canvas.panes import Mode
from colorizer_gui.gui.canvas.proposal_marks import ProposalMark
from colorizer_gui.gui.session.tools import Tool
from colorizer_gui.gui.widgets.name_popup import NamePopup
from colorizer_gui.gui.window.main_window import MainWindow

LEFT = Qt.MouseButton.LeftButton
NAME = "Anna & Ben's skin"


@pytest.fixture
def saving(
    make_window: Callable[..., MainWindow],
    qtbot: QtBot,
    tmp_path: Path,
    gray_picture: NDArray[np.uint8],
) -> MainWindow:
    """A window with two frames, in the first of which a color was saved from a hint."""
    frames = [tmp_path / "first.png", tmp_path / "second.png"]
    Image.fromarray(gray_picture).save(frames[0])
    brighter = 255 * (gray_picture[20:480, 40:500] / 255) ** 0.85
    Image.fromarray(brighter.astype(np.uint8)[:, ::-1]).save(frames[1])
    window = make_window(find_model("unet"))
    window.open_paths(frames)
    qtbot.waitUntil(lambda: window.document.result() is not None, timeout=20000)
    qtbot.keyClick(window, "4")
    place_hint(window, qtbot, 0.43, 0.2)
    qtbot.keyClick(window, "S", Qt.KeyboardModifier.ShiftModifier)
    popup = window.parts.canvas.findChild(NamePopup)
    assert isinstance(popup, NamePopup)
    popup.field.setText(NAME)
    qtbot.keyClick(popup.field, Qt.Key.Key_Return)
    return window


def go(window: MainWindow, qtbot: QtBot, step: int) -> None:
    """Go to the next or previous photo, and wait for its colors."""
    action = window.acts.next_photo if step > 0 else window.acts.previous_photo
    with qtbot.waitSignal(window.document.opened, timeout=20000):
        action.trigger()
    qtbot.waitUntil(lambda: window.document.result() is not None, timeout=20000)


def mark_of(window: MainWindow, qtbot: QtBot) -> ProposalMark:
    """The mark of the one color that is proposed."""
    qtbot.waitUntil(lambda: len(window.proposals.marks.marks) == 1, timeout=20000)
    (mark,) = window.proposals.marks.marks
    assert mark.isVisible()
    return mark


def test_a_click_accepts_a_saved_color_in_another_photo(saving: MainWindow, qtbot: QtBot) -> None:
    first = hints(saving)[0]
    assert saving.proposals.marks.marks == []  # its own hint lies there
    go(saving, qtbot, 1)
    mark = mark_of(saving, qtbot)
    assert NAME in mark.accept.toolTip()
    point_at(mark.accept, mark.accept.rect().center())
    qtbot.waitUntil(lambda: not saving.document.is_painting)
    assert hints(saving) == ()  # it is only shown
    with qtbot.waitSignal(saving.document.colorized, timeout=20000):
        qtbot.mouseClick(mark.accept, LEFT)
    (hint,) = hints(saving)
    assert (hint.a, hint.b) == (first.a, first.b)
    assert 0.4 < hint.x < 0.7
    assert hint.y < 0.3
    assert saving.document.hint_state.selected == 0
    assert saving.proposals.marks.marks == []
    assert saving.acts.undo.text() == "Undo Use Saved Color"
    saving.acts.undo.trigger()
    assert hints(saving) == ()
    again = mark_of(saving, qtbot)
    again.accept.setFocus()
    qtbot.keyClick(again.accept, Qt.Key.Key_Return)
    assert len(hints(saving)) == 1


def test_what_is_dismissed_stays_away_from_that_photo(saving: MainWindow, qtbot: QtBot) -> None:
    go(saving, qtbot, 1)
    mark = mark_of(saving, qtbot)
    mark.accept.setFocus()
    qtbot.keyClick(mark.accept, Qt.Key.Key_Delete)
    assert saving.proposals.marks.marks == []
    assert not saving.acts.dismiss_colors.isEnabled()
    go(saving, qtbot, -1)
    saving.acts.clear_hints.trigger()
    mark = mark_of(saving, qtbot)  # in its own photo it is proposed once the hint is gone
    qtbot.mouseClick(mark.dismiss, LEFT)
    assert saving.proposals.marks.marks == []
    go(saving, qtbot, 1)
    qtbot.waitUntil(lambda: not saving.document.is_painting)
    assert saving.proposals.marks.marks == []
    assert hints(saving) == ()


def test_what_is_dismissed_stays_away_after_a_restart(
    saving: MainWindow, make_window: Callable[..., MainWindow], qtbot: QtBot, tmp_path: Path
) -> None:
    go(saving, qtbot, 1)
    qtbot.mouseClick(mark_of(saving, qtbot).dismiss, LEFT)
    saving.shutdown()
    assert read_recipe(sidecar_path(tmp_path / "second.png")).dismissed == (NAME,)
    later = make_window(find_model("unet"))
    later.open_paths([tmp_path / "first.png", tmp_path / "second.png"])
    qtbot.waitUntil(lambda: later.document.result() is not None, timeout=20000)
    later.acts.clear_hints.trigger()
    mark_of(later, qtbot)  # in its own photo it was not dismissed
    go(later, qtbot, 1)
    qtbot.waitUntil(lambda: not later.document.is_painting)
    assert later.proposals.marks.marks == []
    assert not later.document.entry.is_edited
    later.acts.undo.trigger()  # there is nothing to undo
    place_hint(later, qtbot, 0.1, 0.9)
    later.shutdown()
    assert read_recipe(sidecar_path(tmp_path / "second.png")).dismissed == (NAME,)


def test_proposals_can_be_turned_off_and_colors_forgotten(saving: MainWindow, qtbot: QtBot) -> None:
    go(saving, qtbot, 1)
    mark_of(saving, qtbot)
    (mark,) = saving.proposals.marks.marks
    saving.acts.modes[Mode.BEFORE].trigger()
    assert not mark.isVisible()
    saving.acts.modes[Mode.AFTER].trigger()
    assert mark.isVisible()
    saving.acts.tools[Tool.BRUSH].trigger()  # painting goes on below
    assert not mark.isVisible()
    saving.acts.tools[Tool.HINT].trigger()
    assert mark.isVisible()
    canvas = saving.parts.canvas
    for width, height in ((160, 120), (160, 400), (300, 120), (1000, 700)):
        canvas.resize(width, height)
        assert canvas.rect().contains(mark.geometry())
        assert mark.rect().contains(mark.dismiss.geometry())
        assert not mark.accept.geometry().intersects(mark.dismiss.geometry())
    assert mark.accept.words == NAME
    saving.acts.propose_colors.trigger()
    assert saving.proposals.marks.marks == []
    saving.acts.propose_colors.trigger()
    mark_of(saving, qtbot)
    saving.acts.dismiss_colors.trigger()
    assert saving.proposals.marks.marks == []
    menu = saving.acts.saved_colors
    assert [each.text() for each in menu.forget.actions()] == [NAME.replace("&", "&&")]
    place_hint(saving, qtbot, 0.1, 0.9)
    saved = saving.preferences.settings.saved_colors[NAME]
    next(each for each in menu.actions() if "Anna" in each.text()).trigger()
    assert (hints(saving)[0].a, hints(saving)[0].b) == (saved.a, saved.b)
    menu.forget.actions()[0].trigger()
    qtbot.waitUntil(lambda: not saving.preferences.settings.saved_colors)
    assert not menu.forget.isEnabled()
    saving.shutdown()
    assert read_settings(settings_file()).saved_colors == {}


def test_a_model_that_knows_no_surfaces_says_so(colorized: MainWindow, qtbot: QtBot) -> None:
    place_hint(colorized, qtbot, 0.5, 0.5)
    colorized.acts.save_color.trigger()
    assert colorized.parts.canvas.findChild(NamePopup) is None
    assert "can't tell what this hint lies on" in colorized.parts.notices.sentence
