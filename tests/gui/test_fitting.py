"""Windows fit into the screen; that of these tests is 800 x 800."""

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QScrollArea, QToolButton

from colorizer_gui.gui.dialogs.about import AboutWindow
from colorizer_gui.gui.dialogs.help_windows import GuideWindow, ShortcutSheet
from colorizer_gui.gui.dialogs.save_options import SaveOptions
from colorizer_gui.gui.dialogs.settings_dialog import SettingsDialog
from colorizer_gui.gui.dialogs.variants import VariantsDialog
from colorizer_gui.gui.window.main_window import MainWindow

SMALLEST_SCREEN = QSize(960, 600)  # 1920 x 1200 at 200 %


def is_inside(window, qtbot):
    """Whether a window lies in the free part of its screen once it is shown."""
    room = window.screen().availableGeometry()
    qtbot.waitUntil(lambda: room.contains(window.geometry()))
    return window.isVisible()


def test_the_first_size_fits_the_screen(qtbot):
    window = MainWindow(find_models=list)
    qtbot.addWidget(window)
    window.show()
    assert is_inside(window, qtbot)
    window.shutdown()


def test_a_window_that_was_larger_fits_a_smaller_screen(qtbot, make_window):
    first = make_window()
    first.resize(3000, 2000)
    first.close()
    second = MainWindow(find_models=list)
    qtbot.addWidget(second)
    second.show()
    assert is_inside(second, qtbot)
    second.shutdown()


def test_the_batch_window_fits_the_screen(window, qtbot):
    window.acts.process_folder.trigger()
    assert is_inside(window.batches.window, qtbot)


@pytest.mark.parametrize(
    ("action", "kind"),
    [
        ("guide", GuideWindow),
        ("shortcuts", ShortcutSheet),
        ("about", AboutWindow),
        ("settings", SettingsDialog),
        ("save_options", SaveOptions),
        ("variants", VariantsDialog),
    ],
)
def test_dialogs_fit_the_screen(colorized, qtbot, action, kind):
    getattr(colorized.acts, action).trigger()
    (dialog,) = colorized.findChildren(kind)
    assert is_inside(dialog, qtbot)
    assert dialog.minimumSizeHint().height() < SMALLEST_SCREEN.height()
    dialog.close()


def test_the_window_can_be_as_small_as_a_small_screen(colorized):
    least = colorized.minimumSizeHint()
    assert least.width() < SMALLEST_SCREEN.width()
    assert least.height() < SMALLEST_SCREEN.height()


def test_words_of_the_toolbar_are_shown_whole_or_not_at_all(window, qtbot):
    (button,) = [
        each
        for each in window.parts.toolbar.findChildren(QToolButton)
        if each.defaultAction() is window.acts.save
    ]
    shows_words = []
    for width in (1200, 700, 1200):
        window.resize(width, 600)
        qtbot.waitUntil(lambda: button.width() >= button.sizeHint().width())
        shows_words.append(button.toolButtonStyle() != Qt.ToolButtonStyle.ToolButtonIconOnly)
    assert shows_words == [True, False, True]


def test_no_variant_is_cut_off_by_a_small_screen(colorized, qtbot):
    colorized.acts.variants.trigger()
    (dialog,) = colorized.findChildren(VariantsDialog)
    qtbot.waitUntil(lambda: len(dialog.buttons) > 2)
    assert not dialog.findChild(QScrollArea).horizontalScrollBar().isVisible()
    dialog.close()
