"""The log files, one for each process."""

import logging
import os
import subprocess
import sys

import pytest
from PIL import Image

from colorizer_gui import logs


@pytest.fixture
def log_path(tmp_path, monkeypatch):
    """Where the log goes; the handlers of the test are closed at the end."""
    path = tmp_path / "colorizer-0.log"
    root = logging.getLogger()
    before, level, raising = root.handlers[:], root.level, logging.raiseExceptions
    monkeypatch.setattr(logs, "log_file", lambda: path)
    yield path
    for handler in set(root.handlers) - set(before):
        root.removeHandler(handler)
        handler.close()
    root.setLevel(level)
    logging.raiseExceptions = raising


def test_a_full_log_begins_anew(log_path):
    log_path.write_text("old " * (logs.LARGEST_SIZE // 4))
    logs.start_logging()
    logging.getLogger("colorizer_gui").info("new")
    assert log_path.read_text().endswith(": new\n")
    assert log_path.stat().st_size < 1000


def test_processes_have_log_files_of_their_own(user_folders):
    code = "from colorizer_gui import logs; logs.log_on_demand(); logs.logging.warning('mine')"
    for _ in range(2):
        subprocess.run([sys.executable, "-c", code], check=True)
    assert len([path for path in user_folders.rglob("*.log") if "mine" in path.read_text()]) == 2


def test_a_photo_without_anything_to_report_makes_no_log_file(user_folders, tmp_path):
    Image.new("L", (64, 64), 120).save(tmp_path / "a.png")
    command = [sys.executable, "-m", "colorizer_gui.cli", "colorize", tmp_path / "a.png"]
    subprocess.run(command, check=True, capture_output=True)
    assert (tmp_path / "a_color.png").exists()
    assert not list(user_folders.rglob("*.log"))


def test_logs_of_processes_that_have_ended_do_not_pile_up(log_path):
    names = [f"colorizer-{10**9 + number}.log" for number in range(logs.MOST_FILES)]
    for age, name in enumerate(["colorizer.log.2", f"colorizer-{os.getppid()}.log", *names]):
        path = log_path.with_name(name)
        path.touch()
        os.utime(path, (age + 1, age + 1))
    logs.start_logging()
    left = {path.name for path in log_path.parent.iterdir()} - {log_path.name}
    assert left == {f"colorizer-{os.getppid()}.log", *names}  # the first of which still runs
