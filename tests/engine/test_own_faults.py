"""A fault of the program is told as such, and never as damage of a photo."""

import logging
import shutil

import cv2
import numpy as np
import pytest
from PIL import Image, PngImagePlugin

from batch_files import make_photos, options_for, run, states
from colorizer_gui.engine.errors import PhotoError
from colorizer_gui.engine.photo import read_photo
from colorizer_gui.logs import log_file
from photo_files import png

INTERNAL = "Can't open deep.png: an internal error, which says nothing of the file."


@pytest.fixture
def deep(tmp_path):
    """A PNG of 16 bits."""
    path = tmp_path / "deep.png"
    path.write_bytes(png(np.arange(48 * 64, dtype=np.uint16).reshape(48, 64), 0))
    return path


@pytest.fixture
def fault(monkeypatch):
    """The next release of a library lacks a function that the program calls."""
    monkeypatch.delattr(cv2, "imdecode")


def test_a_fault_of_the_program_is_no_damage(deep, fault, caplog):
    with caplog.at_level(logging.ERROR), pytest.raises(PhotoError) as refused:
        read_photo(deep)
    assert str(refused.value) == f"{INTERNAL} Details are in {log_file()}."
    assert "has no attribute 'imdecode'" in caplog.text


def test_whatever_a_decoder_raises_is_damage(tmp_path, monkeypatch):
    """Libraries are careless with the types of damaged values."""
    path = tmp_path / "photo.png"
    Image.new("L", (8, 8)).save(path)
    monkeypatch.setattr(PngImagePlugin, "i32", None)
    with pytest.raises(PhotoError, match="the file is damaged or ends too early"):
        read_photo(path)


def test_a_batch_goes_on_after_a_fault_of_the_program(tmp_path, tiny_model, deep, fault):
    source = make_photos(tmp_path / "in", "a.jpg", "c.jpg")
    shutil.copy(deep, source / "deep.png")
    summary = run(options_for(source, tmp_path / "out", tiny_model))
    assert states(summary) == {"a.jpg": "done", "c.jpg": "done", "deep.png": "failed"}
    (message,) = [str(each.message) for each in summary.outcomes if each.name == "deep.png"]
    assert INTERNAL in message
