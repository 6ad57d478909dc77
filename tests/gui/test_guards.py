"""Fixtures that fail a test of the window which leaks a thread or logs a problem work."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
CARELESS = """
import logging
import threading

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

held = threading.Event()


def test_fine(qtbot):
    pass


def test_thread(qapp):
    threading.Thread(target=held.wait, daemon=True).start()


def test_slot(qtbot):
    fired = []
    QTimer.singleShot(0, lambda: fired.append(True) or 1 / 0)
    qtbot.waitUntil(lambda: bool(fired))


def test_event(qtbot):
    class Broken(QWidget):
        def showEvent(self, event):
            raise ValueError("in an event")

    widget = Broken()
    qtbot.addWidget(widget)
    widget.show()
    qtbot.waitExposed(widget)


def test_log(qapp):
    logging.getLogger("colorizer_gui.somewhere").warning("this is not good")


def test_qt_warning(qapp):
    QTimer.singleShot(-1, lambda: None)  # Qt complains of the time
"""


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory):
    """How careless tests end, by name, under the fixtures that all tests of the window have."""
    folder = tmp_path_factory.mktemp("careless")
    shutil.copy(HERE / "conftest.py", folder)
    (folder / "test_careless.py").write_text(CARELESS)
    command = [sys.executable, "-m", "pytest", "-rA", "-p", "no:cacheprovider", str(folder)]
    path = os.pathsep.join(filter(None, (str(HERE), os.environ.get("PYTHONPATH"))))
    answer = subprocess.run(
        command,
        capture_output=True,
        text=True,
        cwd=HERE.parent,
        env={**os.environ, "PYTHONPATH": path},  # what the copied conftest.py imports
        check=False,
    )
    found = re.findall(r"^(PASSED|FAILED|ERROR) \S+::test_(\w+)", answer.stdout, re.M)
    assert found, answer.stdout + answer.stderr
    ends = {}
    for outcome, name in found:
        ends.setdefault(name, set()).add(outcome)
    return ends


def test_a_test_without_problems_passes(outcomes):
    assert outcomes["fine"] == {"PASSED"}


@pytest.mark.parametrize("name", ["thread", "slot", "event", "log", "qt_warning"])
def test_a_problem_fails_its_test(outcomes, name):
    assert outcomes[name] & {"FAILED", "ERROR"}
