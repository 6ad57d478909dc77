"""Fixtures and settings of all tests: user folders, a model, and photos."""

import gc
import os

import hypothesis
import numpy as np
import pytest
import skimage.data
from PIL import Image

from model_files import write_model

# The same examples in every run, so that a failure comes from the change under test;
# --hypothesis-profile=search looks for new ones.
hypothesis.settings.register_profile(
    "repeatable", deadline=None, database=None, derandomize=True, max_examples=40
)
hypothesis.settings.register_profile("search", deadline=None, max_examples=1000)
hypothesis.settings.load_profile("repeatable")


# By which platformdirs, pathlib and the program find the folders of the user, on every system.
HOMES = (
    "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "HOME",
    "WIN_PD_OVERRIDE_APPDATA", "WIN_PD_OVERRIDE_LOCAL_APPDATA", "USERPROFILE",
)  # fmt: skip


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers():
    """One process more than cores: tests of browsers, windows and kills wait much of their time."""
    return (os.cpu_count() or 1) + 1


@pytest.hookimpl(wrapper=True)
def pytest_collection():
    """Keep what all tests share, a million objects, out of the garbage collector's searches."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.enable()


@pytest.fixture(autouse=True)
def user_folders(tmp_path_factory, monkeypatch):
    """A home folder of its own for each test, for settings, models and logs."""
    home = tmp_path_factory.mktemp("home")
    for name in HOMES:
        monkeypatch.setenv(name, str(home))
    monkeypatch.setenv("COLORIZER_SETTINGS", str(home / "settings.toml"))
    return home


@pytest.fixture(scope="session")
def tiny_model(tmp_path_factory):
    """Path of a tiny model with hints and bins."""
    return write_model(tmp_path_factory.mktemp("model") / "tiny.onnx")


@pytest.fixture(scope="session")
def color_picture():
    """A color photograph, uint8 of shape (512, 512, 3)."""
    return skimage.data.astronaut()


@pytest.fixture(scope="session")
def gray_picture(color_picture):
    """A black-and-white photograph, uint8 of shape (512, 512)."""
    return np.asarray(Image.fromarray(color_picture).convert("L"))


@pytest.fixture
def gray_file(tmp_path, gray_picture):
    """A black-and-white JPEG file."""
    path = tmp_path / "portrait.jpg"
    Image.fromarray(gray_picture).save(path, quality=95)
    return path
