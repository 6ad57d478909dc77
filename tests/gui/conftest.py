"""A window that colors with a tiny model, off screen."""

import logging
import os
import threading

import pytest
from PySide6.QtCore import QtMsgType

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
OF_NO_SCREEN = "This plugin does not support"  # what Qt says without a screen


@pytest.fixture(autouse=True)
def no_leaked_threads():
    """A test that leaves a thread behind has failed."""
    before = set(threading.enumerate())
    yield
    assert not [thread.name for thread in set(threading.enumerate()) - before]


@pytest.fixture(autouse=True)
def no_warnings_logged(request, caplog):
    """A test in which the program logs a warning has failed, unless that is what it is about."""
    yield
    if request.node.get_closest_marker("logs_warnings") is None:
        records = caplog.get_records("setup") + caplog.get_records("call")
        mine = [each for each in records if each.name.startswith(("colorizer", "qt", "root"))]
        assert not [each.getMessage() for each in mine if each.levelno >= logging.WARNING]


@pytest.fixture(autouse=True)
def no_warnings_of_qt(qtlog):
    """A test in which Qt complains has failed."""
    yield
    complaints = (QtMsgType.QtWarningMsg, QtMsgType.QtCriticalMsg)
    said = [each.message for each in qtlog.records if each.type in complaints]
    assert not [words for words in said if not words.startswith(OF_NO_SCREEN)]


@pytest.fixture
def clipboard(qapp):
    """The clipboard; what a test left there would be deleted after Qt has gone."""
    yield qapp.clipboard()
    qapp.clipboard().clear()


@pytest.fixture
def make_window(qtbot):
    """Makes a window with the models given, shown and ready."""
    from colorizer_gui.gui.window.main_window import MainWindow

    windows = []

    def make(*models, **options):
        window = MainWindow(find_models=lambda: list(models), **options)
        windows.append(window)
        qtbot.addWidget(window)
        window.resize(1200, 800)
        window.show()
        qtbot.waitExposed(window)
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
    """A window with a photo that was colorized."""
    with qtbot.waitSignal(window.document.colorized):
        window.open_paths([gray_file])
    return window
