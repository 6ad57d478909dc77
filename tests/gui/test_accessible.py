"""What a screen reader is told: roles, values, names of colors, labels of lists."""

import pytest
from gestures import place_hint
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QColor
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSlider,
    QAbstractSpinBox,
    QComboBox,
    QLabel,
    QScrollBar,
    QToolButton,
)

from colorizer_gui.gui.base import accessible
from colorizer_gui.gui.base.color_words import color_words


@pytest.fixture
def told(colorized):
    """A window whose widgets are described as in the program."""
    accessible.install()
    return colorized


def interface(widget):
    """What Qt tells of a widget."""
    return QAccessible.queryAccessibleInterface(widget)


def test_the_canvas_says_what_it_shows(told, qtbot):
    canvas = interface(told.parts.canvas)
    assert canvas.role() == QAccessible.Role.Canvas
    assert canvas.text(QAccessible.Text.Name) == "Photo"
    assert canvas.text(QAccessible.Text.Value).startswith("Before, After, ")
    qtbot.keyClick(told, "4")
    qtbot.keyClick(told, "Z")
    assert canvas.text(QAccessible.Text.Value) == "After, 100%"


def test_the_color_plane_says_its_color(told, qtbot):
    plane = interface(told.parts.color_panel.plane)
    assert plane.role() == QAccessible.Role.ColorChooser
    assert plane.text(QAccessible.Text.Value) == ""
    place_hint(told, qtbot, 0.7, 0.5)
    shown = told.parts.color_panel.hex.text()
    assert plane.text(QAccessible.Text.Value) == color_words(QColor(shown))


def test_the_views_are_a_group_of_which_one_is_down(told, qtbot):
    buttons = {each.defaultAction(): each for each in told.parts.toolbar.findChildren(QToolButton)}
    modes = [buttons[action] for action in told.acts.modes.values()]
    assert {interface(each).role() for each in modes} == {QAccessible.Role.RadioButton}
    checked = [bool(interface(each).state().checked) for each in modes]
    assert checked == [True, False, False, False]
    actions = interface(modes[2]).actionInterface()
    actions.doAction(actions.pressAction())
    assert told.acts.modes[list(told.acts.modes)[2]].isChecked()
    modes[0].click()
    modes[0].setFocus()
    qtbot.keyClick(modes[0], Qt.Key.Key_Right)
    assert told.acts.modes[list(told.acts.modes)[1]].isChecked()
    other = interface(buttons[told.acts.uncertainty])
    assert other.role() == QAccessible.Role.CheckBox


@pytest.mark.parametrize("action", ["add_hint", "settings", "save_options", "process_folder"])
def test_every_list_has_a_label(told, qtbot, action):
    getattr(told.acts, action).trigger()
    window = told.batches.window or told
    labeled = {label.buddy() for label in window.findChildren(QLabel)}
    lists = [each for each in window.findChildren(QComboBox) if each.isVisible()]
    assert lists
    assert not [each.accessibleName() for each in lists if each not in labeled]


def test_everything_in_the_panel_that_prepares_a_scan_has_a_name(told, qtbot):
    with qtbot.waitSignal(told.preparing.view.previewed):
        told.acts.prepare.trigger()
    panel = told.preparing.panel
    kinds = (QAbstractButton, QAbstractSlider, QAbstractSpinBox, QComboBox)
    controls = [each for kind in kinds for each in panel.findChildren(kind) if each.isVisible()]
    assert len(controls) > 15
    for control in controls:
        assert interface(control).text(QAccessible.Text.Name), control
        if not isinstance(control, QScrollBar):
            assert control.height() >= 28, control
    view = interface(told.preparing.view)
    assert view.role() == QAccessible.Role.Canvas
    assert view.text(QAccessible.Text.Name) == "Scan"
    told.preparing.editor.set_angle(1.5)
    angle = interface(panel.geometry_rows.angle_row.slider)
    assert angle.role() == QAccessible.Role.Slider
    assert angle.text(QAccessible.Text.Value) == "1.5\u00b0"
