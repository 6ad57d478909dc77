"""The log file, which several processes may have open."""

import logging
import os

import pytest

from colorizer_gui import logs


@pytest.fixture
def log_path(tmp_path, monkeypatch):
    """Where the log goes; the handlers of the test are closed at the end."""
    path = tmp_path / "colorizer.log"
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


def test_a_full_log_that_another_process_has_open_goes_on(log_path, monkeypatch):
    def held(*_names):
        raise PermissionError(13, "in use")  # as Windows answers

    log_path.write_text("old " * (logs.LARGEST_SIZE // 4))
    logs.start_logging()
    monkeypatch.setattr(os, "rename", held)
    for word in ("first", "second"):
        logging.getLogger("colorizer_gui").info(word)
    lines = log_path.read_text().splitlines()
    assert [line.rpartition(" ")[2] for line in lines[-1:]] == ["second"]
    assert "first" in log_path.read_text()
