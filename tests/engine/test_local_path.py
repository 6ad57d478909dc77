"""Paths that other programs name as file URLs."""

import os
import platform
from pathlib import Path

import pytest

from colorizer_gui.engine.paths import local_path

ON_WINDOWS = os.name == "nt"


@pytest.mark.skipif(ON_WINDOWS, reason="paths without a drive")
@pytest.mark.parametrize("host", ["//", "//localhost", "//LOCALHOST", "", "//own", "//own.lan"])
def test_a_url_of_this_computer_is_a_path(host, monkeypatch):
    monkeypatch.setattr(platform, "node", lambda: "own")
    host = "" if host == "//" else host
    start = "file://" if not host else f"file:{host}"
    assert local_path(f"{start}/photos/My%20Scan%20%231%25.JPG") == Path("/photos/My Scan #1%.JPG")


def test_a_url_in_bytes_that_are_no_text_is_a_path():
    if not ON_WINDOWS:
        assert os.fsencode(local_path("file:///photos/caf%E9.jpg")) == b"/photos/caf\xe9.jpg"


def test_the_path_of_a_file_comes_back_from_its_url(tmp_path):
    path = tmp_path / "a b#c%20ü漢.jpg"
    assert local_path(path.as_uri()) == path


@pytest.mark.parametrize("text", ["photo.jpg", "/photos/100%25.jpg", "file.jpg", "a/file:/b"])
def test_a_path_stays_as_it_is(text):
    assert local_path(text) == local_path(Path(text)) == Path(text)


@pytest.mark.skipif(ON_WINDOWS, reason="Windows has paths for other computers")
def test_a_url_of_another_computer_is_no_path_of_this_one():
    assert local_path("file://elsewhere.example/etc/hosts") != Path("/etc/hosts")
