"""Every control of the window has a name, a tool tip and a place in the tab order."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QToolButton, QWidget


@pytest.fixture
def busy_window(colorized, qtbot):
    """A window with every control enabled: a photo, a selected hint, a color set, More."""
    qtbot.keyClick(colorized, Qt.Key.Key_Insert)
    qtbot.waitUntil(colorized.parts.color_panel.color_sets.add_button.isEnabled)
    qtbot.mouseClick(colorized.parts.color_panel.color_sets.add_button, Qt.MouseButton.LeftButton)
    colorized.parts.look_panel.unfold(True)
    return colorized


def reachable(parent):
    """The controls that the keyboard can reach."""
    return [
        widget
        for widget in parent.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.isVisible()
        and widget.isEnabled()
        and widget.focusProxy() is None
        and not is_one_of_several(widget)
        and not widget.objectName().startswith("qt_")
    ]


def is_one_of_several(widget):
    """Whether arrow keys, not Tab, go to a button from the one of its group that is down."""
    is_button = isinstance(widget, QAbstractButton)
    return is_button and widget.autoExclusive() and not widget.isChecked()


def words_of(widget):
    """The name that a screen reader reads for a control."""
    text = widget.text() if isinstance(widget, QAbstractButton) else ""
    return widget.accessibleName() or text


def test_every_control_in_the_tab_order_has_a_name(busy_window):
    controls = reachable(busy_window)
    assert len(controls) > 35
    assert not [widget for widget in controls if not words_of(widget)]


def test_tab_reaches_every_control_once(busy_window, qtbot):
    expected = set(reachable(busy_window))
    busy_window.parts.canvas.setFocus()
    seen = []
    while (focus := busy_window.focusWidget()) not in seen:
        seen.append(focus)
        qtbot.keyClick(focus, Qt.Key.Key_Tab)
    assert focus is busy_window.parts.canvas
    assert {widget.accessibleName() or str(widget) for widget in expected - set(seen)} == set()


def test_every_button_without_text_has_a_tool_tip(busy_window):
    buttons = [
        each
        for each in busy_window.findChildren(QAbstractButton)
        if each.isVisible() and each.isEnabled()
    ]
    iconic = Qt.ToolButtonStyle.ToolButtonIconOnly
    wordless = [
        each
        for each in buttons
        if not each.text() or (isinstance(each, QToolButton) and each.toolButtonStyle() == iconic)
    ]
    assert len(wordless) > 10
    assert not [words_of(each) or each for each in wordless if not each.toolTip()]


def test_every_action_is_in_a_menu(window):
    def actions(menu):
        for action in menu.actions():
            yield action
            if action.menu():
                yield from actions(action.menu())

    listed = {action for menu in window.parts.menus for action in actions(menu)}
    missing = [each.text() for each in window.actions() if each not in listed]
    assert not missing
