"""Paths that other programs name as file URLs."""

import os
import platform
import sys
from pathlib import Path

import pytest

from colorizer_gui.engine.paths import expanded, local_path

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


@pytest.fixture
def scans(tmp_path, monkeypatch):
    """A folder of scans, on a system whose shell leaves wildcards to programs."""
    monkeypatch.setattr(sys, "platform", "win32")
    (tmp_path / "inner").mkdir()
    for name in ("b.tif", "a.tif", "[1].tif", "c.png", "inner/d.tif"):
        (tmp_path / name).touch()
    return tmp_path


def test_wildcards_give_way_to_what_they_match(scans):
    assert expanded([scans / "?.tif", scans / "c.png"]) == [
        scans / "a.tif",
        scans / "b.tif",
        scans / "c.png",
    ]
    assert scans / "inner/d.tif" in expanded([scans / "**" / "*.tif"])


def test_names_that_exist_and_patterns_that_match_nothing_stay(scans):
    given = [scans / "[1].tif", scans / "*.jpg"]
    assert expanded(given) == given


def test_a_shell_that_expands_wildcards_leaves_the_rest_alone(tmp_path):
    (tmp_path / "a.tif").touch()
    assert (expanded([tmp_path / "*.tif"]) == [tmp_path / "*.tif"]) == (sys.platform != "win32")
