"""The menus of the canvas: that of a hint, and that of the photo."""

import pytest
from gestures import (
    entry,
    hints,
    on_photo,
    open_menu,
    place_hint,
    take_suggestion,
)
from PySide6.QtCore import QPoint, Qt

from colorizer_gui.engine.hints import Reach


def test_the_menu_of_a_hint(colorized, qtbot, clipboard):
    place_hint(colorized, qtbot, 0.7, 0.3)
    place_hint(colorized, qtbot, 0.7, 0.7)
    canvas, place = colorized.parts.canvas, on_photo(colorized, 0.7, 0.3)
    menu = open_menu(canvas, place)
    assert len(hints(colorized)) == 2
    assert colorized.document.hint_state.selected == 0
    qtbot.mouseClick(menu, Qt.MouseButton.LeftButton, pos=entry(menu, "Copy Color of Hint"))
    assert clipboard.text() == colorized.parts.color_panel.hex.text()
    menu = open_menu(canvas, place)
    (reach,) = [action.menu() for action in menu.actions() if action.menu()]
    assert [a.text() for a in reach.actions() if a.isChecked()] == ["&Surface"]
    qtbot.mouseClick(menu, Qt.MouseButton.LeftButton, pos=entry(menu, "Keep This Area Gray"))
    assert (hints(colorized)[0].a, hints(colorized)[0].b) == (0, 0)
    reach.actions()[0].trigger()
    assert hints(colorized)[0].reach is Reach.HERE


def test_a_right_click_beside_hints_opens_the_menu_of_the_photo(colorized, qtbot):
    place_hint(colorized, qtbot, 0.7, 0.3)
    menu = open_menu(colorized.parts.canvas, on_photo(colorized, 0.7, 0.7))
    assert len(hints(colorized)) == 1
    assert colorized.acts.fit in menu.actions()
    qtbot.mouseClick(menu, Qt.MouseButton.LeftButton, pos=entry(menu, "Add Hint Here"))
    take_suggestion(colorized, qtbot)
    assert hints(colorized)[1].y == pytest.approx(0.7, abs=0.002)
    menu = open_menu(colorized.parts.canvas, QPoint(3, 3))
    assert menu.isVisible()
    assert "Add Hint Here" not in [each.text().replace("&", "") for each in menu.actions()]
    menu.close()
