"""A window without a screen, which colorizes with a tiny model."""

import logging
import os
import threading

import pytest
from batch_steps import choose_folders, open_batch
from prepare_steps import enter, open_photo, write_scan
from PySide6.QtCore import QtMsgType

from batch_files import make_photos

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
OFFSCREEN_WARNING = "This plugin does not support"  # Qt warns so without a screen


@pytest.fixture(autouse=True)
def no_leaked_threads():
    """Fail a test that leaves a thread behind."""
    before = set(threading.enumerate())
    yield
    assert not [thread.name for thread in set(threading.enumerate()) - before]


@pytest.fixture(autouse=True)
def no_warnings_logged(request, caplog):
    """Fail a test in which the program logs a warning, unless it is marked `logs_warnings`."""
    yield
    if request.node.get_closest_marker("logs_warnings") is None:
        records = caplog.get_records("setup") + caplog.get_records("call")
        ours = [each for each in records if each.name.startswith(("colorizer", "qt", "root"))]
        assert not [each.getMessage() for each in ours if each.levelno >= logging.WARNING]


@pytest.fixture(autouse=True)
def no_warnings_of_qt(qtlog):
    """Fail a test in which Qt warns."""
    yield
    warnings = (QtMsgType.QtWarningMsg, QtMsgType.QtCriticalMsg)
    said = [each.message for each in qtlog.records if each.type in warnings]
    assert not [words for words in said if not words.startswith(OFFSCREEN_WARNING)]


@pytest.fixture
def clipboard(qapp):
    """The clipboard, cleared afterwards while Qt still runs."""
    yield qapp.clipboard()
    qapp.clipboard().clear()


@pytest.fixture
def make_window(qtbot, qapp):
    """Makes windows with the models given, and shows them."""
    from colorizer_gui.gui.window.main_window import MainWindow

    windows = []

    def make(*models, **options):
        window = MainWindow(find_models=lambda: list(models), **options)
        windows.append(window)
        qtbot.addWidget(window)
        window.show()
        qtbot.waitExposed(window)
        qapp.processEvents()
        window.resize(1200, 800)  # larger than the screen, into which it was fitted
        return window

    yield make
    for window in windows:
        window.shutdown()


@pytest.fixture
def window(make_window, tiny_model, qtbot):
    """A window whose model is loaded."""
    window = make_window(tiny_model)
    qtbot.waitUntil(lambda: window.document.models.info is not None)
    return window


@pytest.fixture
def colorized(window, gray_file, qtbot):
    """A window with a colorized photo."""
    with qtbot.waitSignal(window.document.colorized):
        window.open_paths([gray_file])
    return window


@pytest.fixture
def scan(tmp_path):
    """A lying gray scan to be prepared, see `write_scan`."""
    return write_scan(tmp_path / "scan.png")


@pytest.fixture
def opened(window, scan, qtbot):
    """A window with the scan, colorized."""
    open_photo(window, qtbot, scan)
    return window


@pytest.fixture
def preparing(opened, qtbot):
    """A window in which the scan is being prepared."""
    enter(opened, qtbot)
    return opened


@pytest.fixture
def source(tmp_path):
    """A folder of three photos, one of them in a subfolder."""
    return make_photos(tmp_path / "in", "a.png", "album/b.png", "c.png")


@pytest.fixture
def dest(tmp_path):
    """The folder for their results, which is not there yet."""
    return tmp_path / "out"


@pytest.fixture
def batch(window, qtbot):
    """The window for a batch."""
    return open_batch(window, qtbot)


@pytest.fixture
def planned(batch, qtbot, source, dest):
    """The same with both folders chosen."""
    choose_folders(batch, qtbot, source, dest)
    return batch
