"""Windows fit into the screen; that of these tests is 800 x 800."""

import pytest
from PySide6.QtCore import QSize

from colorizer_gui.gui.dialogs.help_windows import AboutWindow, GuideWindow, ShortcutSheet
from colorizer_gui.gui.dialogs.save_options import SaveOptions
from colorizer_gui.gui.dialogs.settings_dialog import SettingsDialog
from colorizer_gui.gui.dialogs.variants import VariantsDialog
from colorizer_gui.gui.window.main_window import MainWindow

SMALLEST_SCREEN = QSize(960, 600)  # 1920 x 1200 at 200 %


def is_inside(window):
    """Whether a window lies in the free part of its screen."""
    return window.screen().availableGeometry().contains(window.geometry())


def test_the_first_size_fits_the_screen(qtbot):
    window = MainWindow(find_models=list)
    qtbot.addWidget(window)
    window.show()
    assert is_inside(window)
    window.shutdown()


def test_a_window_that_was_larger_fits_a_smaller_screen(qtbot, make_window):
    make_window().resize(3000, 2000)
    first = make_window()
    first.resize(3000, 2000)
    first.close()
    second = MainWindow(find_models=list)
    qtbot.addWidget(second)
    second.show()
    assert is_inside(second)
    second.shutdown()


def test_the_batch_window_fits_the_screen(window):
    window.acts.process_folder.trigger()
    assert is_inside(window.batches.window)


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
def test_dialogs_fit_the_screen(colorized, action, kind):
    getattr(colorized.acts, action).trigger()
    (dialog,) = colorized.findChildren(kind)
    assert is_inside(dialog)
    assert dialog.minimumSizeHint().height() < SMALLEST_SCREEN.height()
    dialog.close()


def test_the_window_can_be_as_small_as_a_small_screen(colorized):
    least = colorized.minimumSizeHint()
    assert least.width() < SMALLEST_SCREEN.width()
    assert least.height() < SMALLEST_SCREEN.height()
