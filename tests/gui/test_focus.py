"""Where the keys go after a control was used."""

import pytest
from gestures import click_photo, drag_on, file_dialog, hints, middle, picture, place_hint
from PIL import Image
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QPushButton
from shiboken6 import delete, isValid

from colorizer_gui.gui.base import theme
from colorizer_gui.gui.dialogs.save_options import SaveOptions

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def hinted(window, qtbot, tmp_path):
    """An active window with two photos, the first with a hint."""
    for name in ("a.png", "b.png"):
        Image.linear_gradient("L").save(tmp_path / name)
    with qtbot.waitSignal(window.document.colorized):
        window.open_paths([tmp_path / "a.png", tmp_path / "b.png"])
    window.activateWindow()  # as a window manager would
    qtbot.waitUntil(window.isActiveWindow)
    place_hint(window, qtbot, 0.7, 0.5)
    return window


def goes_to_the_next_photo(window, qtbot):
    """Whether the right arrow key opens the next photo."""
    qtbot.waitUntil(window.parts.canvas.hasFocus)
    before = window.gallery.current
    with qtbot.waitSignal(window.document.opened):
        qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Right)
    return window.gallery.current != before


def use_slider(window, qtbot):
    slider = window.parts.look_panel.rows[1].slider
    drag_on(slider, qtbot, middle(slider), middle(slider) + QPoint(20, 0))


def use_swatch(window, qtbot):
    swatch = window.parts.color_panel.suggested.swatches[0]
    qtbot.waitUntil(swatch.isEnabled)
    qtbot.mouseClick(swatch, LEFT)


def use_plane(window, qtbot):
    plane = window.parts.color_panel.plane
    drag_on(plane, qtbot, middle(plane), middle(plane) + QPoint(5, 5))


def use_button(window, qtbot):
    qtbot.mouseClick(window.parts.look_panel.more_button, LEFT)


def use_hex(window, qtbot):
    field = window.parts.color_panel.hex
    qtbot.mouseClick(field, LEFT)
    field.selectAll()
    qtbot.keyClicks(field, "#804020")
    assert field.hasFocus()
    qtbot.keyClick(field, Qt.Key.Key_Return)


def use_number(window, qtbot):
    number = window.parts.look_panel.rows[1].number
    qtbot.mouseClick(number.lineEdit(), LEFT)
    number.selectAll()
    qtbot.keyClicks(number, "12")
    assert number.hasFocus()
    qtbot.keyClick(number, Qt.Key.Key_Return)
    assert window.document.look.saturation == pytest.approx(1.12)


def use_slider_after_hex(window, qtbot):
    qtbot.mouseClick(window.parts.color_panel.hex, LEFT)
    use_slider(window, qtbot)


@pytest.mark.parametrize(
    "use",
    [use_slider, use_swatch, use_plane, use_button, use_hex, use_number, use_slider_after_hex],
)
def test_after_the_mouse_used_a_control_arrows_go_from_photo_to_photo(hinted, qtbot, use):
    use(hinted, qtbot)
    assert goes_to_the_next_photo(hinted, qtbot)


def test_with_keys_alone_the_focus_stays_where_it_is(hinted, qtbot):
    slider = hinted.parts.look_panel.rows[1].slider
    slider.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(slider, Qt.Key.Key_Right)
    qtbot.keyClick(hinted.parts.look_panel.more_button, Qt.Key.Key_Space)
    qtbot.wait(0)
    assert slider.hasFocus()
    assert hinted.document.look.saturation == pytest.approx(1.01)


def test_half_a_color_is_still_being_typed(hinted, qtbot):
    field = hinted.parts.color_panel.hex
    qtbot.mouseClick(field, LEFT)
    field.selectAll()
    qtbot.keyClicks(field, "#80")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.wait(0)
    assert field.hasFocus()
    click_photo(hinted, qtbot, 0.2, 0.2)
    assert len(hints(hinted)) == 1


def test_after_a_choice_from_a_list_too(hinted, qtbot):
    sets = hinted.parts.color_panel.color_sets
    hinted.preferences.change(color_sets={"One": (), "Two": ()})
    qtbot.mouseClick(sets.list, LEFT)
    view = sets.list.view()
    qtbot.waitUntil(view.isVisible)
    place = view.visualRect(view.model().index(1, 0)).center()
    qtbot.mouseMove(view.viewport(), place)  # a click at once would be the end of the first
    qtbot.mouseClick(view.viewport(), LEFT, pos=place)
    qtbot.waitUntil(lambda: hinted.preferences.settings.color_set == "Two")
    assert goes_to_the_next_photo(hinted, qtbot)


def test_a_new_hint_is_where_keys_move_it(hinted, qtbot):
    slider = hinted.parts.look_panel.rows[1].slider
    slider.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(slider, Qt.Key.Key_Insert)
    assert hinted.parts.canvas.hasFocus()
    before = hinted.document.hint_state.draft
    qtbot.keyClick(hinted.focusWidget(), Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert hinted.document.hint_state.draft.x > before.x
    assert hinted.document.look.saturation == 1


def test_escape_goes_back_to_the_photo_once_nothing_is_selected(hinted, qtbot):
    slider = hinted.parts.look_panel.rows[1].slider
    slider.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(slider, Qt.Key.Key_Escape)
    assert hinted.document.hint_state.selected is None
    assert slider.hasFocus()
    qtbot.keyClick(slider, Qt.Key.Key_Escape)
    assert goes_to_the_next_photo(hinted, qtbot)


def test_enter_presses_the_button_with_the_focus(hinted, qtbot):
    more = hinted.parts.look_panel.more_button
    more.setFocus(Qt.FocusReason.TabFocusReason)
    before = more.arrowType()
    qtbot.keyClick(more, Qt.Key.Key_Return)
    assert more.arrowType() != before
    hinted.acts.close_all.trigger()
    hinted.parts.empty_page.button.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(hinted.parts.empty_page.button, Qt.Key.Key_Enter)
    file_dialog(hinted, qtbot).close()


def test_the_focus_goes_from_a_notice_that_closes_to_the_photo(hinted, qtbot):
    hinted.parts.notices.say("Something happened.")
    hinted.parts.notices.close_button.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(hinted.parts.notices.close_button, Qt.Key.Key_Space)
    assert goes_to_the_next_photo(hinted, qtbot)


def test_a_color_that_keys_go_to_shows_in_the_photo(hinted, qtbot):
    swatches = hinted.parts.color_panel.suggested.swatches
    qtbot.waitUntil(swatches[1].isEnabled)
    before, plain = hints(hinted), picture(hinted)
    with qtbot.waitSignal(hinted.document.colorized):
        swatches[1].setFocus(Qt.FocusReason.TabFocusReason)
    assert picture(hinted) != plain
    assert hints(hinted) == before
    with qtbot.waitSignal(hinted.document.colorized):
        hinted.parts.color_panel.hex.setFocus(Qt.FocusReason.TabFocusReason)
    assert hints(hinted) == before


def is_ringed(widget):
    """Whether the ring around the focus is drawn on a widget."""
    image = widget.grab().toImage()
    return image.pixelColor(image.width() // 2, 1) == QColor(theme.current().accent)


def test_the_focus_is_seen_in_dialogs_too(hinted, qtbot):
    hinted.acts.save_options.trigger()
    (dialog,) = hinted.findChildren(SaveOptions)
    qtbot.waitUntil(dialog.isActiveWindow)
    qtbot.keyClick(dialog, Qt.Key.Key_Tab)
    assert is_ringed(dialog.focusWidget())
    dialog.close()


def test_the_focus_goes_from_a_color_that_keys_remove_to_the_one_before(hinted, qtbot):
    hinted.preferences.change(color_sets={"Coats": ((10.0, 20.0), (30.0, 0.0))})
    sets = hinted.parts.color_panel.color_sets
    first, last = sets.swatches
    qtbot.waitUntil(last.isVisible)
    last.setFocus(Qt.FocusReason.ShortcutFocusReason)
    assert is_ringed(last)
    qtbot.keyClick(last, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: not isValid(last))
    assert sets.swatches == [first]
    assert first.hasFocus()
    assert is_ringed(first)
    qtbot.keyClick(first, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: not isValid(first))
    assert sets.add_button.hasFocus()
    assert is_ringed(sets.add_button)


def test_the_focus_is_still_seen_after_a_control_was_deleted_with_it(hinted, qtbot):
    more, button = hinted.parts.look_panel.more_button, QPushButton(hinted)
    button.show()
    button.setFocus(Qt.FocusReason.ShortcutFocusReason)
    assert is_ringed(button)
    delete(button)
    more.setFocus(Qt.FocusReason.ShortcutFocusReason)
    assert is_ringed(more)
