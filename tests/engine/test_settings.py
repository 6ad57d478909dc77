"""Settings are written whole, and what cannot be used of them is left out."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from colorizer_gui.engine.errors import SaveError
from colorizer_gui.engine.look import Look
from colorizer_gui.engine.saved_colors import SavedColor
from colorizer_gui.engine.settings import (
    SETTINGS,
    Settings,
    read_settings,
    settings_file,
    write_settings,
)

FULL = Settings(
    theme="dark",
    device="cpu",
    mark_results=False,
    quality=80,
    recent_photos=('/home/ann/a "quoted" \\ name\x7f\n.tif', "/写真/祖母.png", "/\U0001f600.png"),
    recent_colors=((12.5, -3.25), (0.0, 1e-05)),
    color_sets={"Family, 1931": ((10.0, 20.0),), "": ()},
    color_set="Family, 1931",
    looks={"Mine": Look(warmth=0.5)},
    geometry="AdnQywAD",
    panel=False,
)


def test_written_settings_are_read_back(tmp_path):
    path = tmp_path / "new folder" / "settings.toml"
    write_settings(path, FULL)
    assert read_settings(path) == FULL
    write_settings(path, Settings())
    assert read_settings(path) == Settings()
    assert [entry.name for entry in path.parent.iterdir()] == ["settings.toml"]


def test_missing_file_gives_defaults(tmp_path):
    assert read_settings(tmp_path / "none.toml") == Settings()


@pytest.mark.parametrize("content", [b"theme = ", b"\xff\xfe\x00", b"version = 99\ntheme = 'dark'"])
def test_a_file_that_cannot_be_used_is_set_aside(tmp_path, caplog, content):
    path = tmp_path / "settings.toml"
    for number in (1, 2):
        path.write_bytes(content)
        assert read_settings(path) == Settings()
        assert (tmp_path / f"settings.toml.{number}.bak").read_bytes() == content
        assert not path.exists()
    assert "set aside" in caplog.text


@pytest.mark.parametrize(
    "line",
    [
        "theme = 'pink'",
        "theme = []",
        "quality = 101",
        "quality = true",
        "recent_photos = 'one'",
        "recent_photos = [1]",
        "recent_colors = [[1, 2, 3]]",
        "recent_colors = [[1, 900]]",
        "palettes = 5",
        "looks = {a = {warmth = 7}}",
        "looks = {a = 7}",
        "panel = 'yes'",
    ],
)
def test_one_bad_value_is_left_out_and_the_others_are_read(tmp_path, caplog, line):
    path = tmp_path / "settings.toml"
    path.write_text(line + "\ndevice = 'cpu'\nfrom_the_future = 1\n")
    assert read_settings(path) == Settings(device="cpu")
    assert line.split(" ")[0] in caplog.text


def test_unknown_adjustments_of_a_look_are_left_out(tmp_path):
    path = tmp_path / "settings.toml"
    path.write_text("looks = {Old = {warmth = 0.5, sparkle = 3.0}}")
    assert read_settings(path).looks == {"Old": Look(warmth=0.5)}


def test_the_environment_can_name_another_file(monkeypatch, tmp_path):
    monkeypatch.setenv("COLORIZER_SETTINGS", str(tmp_path / "mine.toml"))
    assert settings_file() == tmp_path / "mine.toml"


@pytest.mark.parametrize("row", SETTINGS.values(), ids=SETTINGS)
def test_defaults_are_among_the_choices_of_their_row(row):
    default = getattr(Settings(), row.name)
    assert not row.choices or default in row.choices
    assert (row.label is None) == (row.help is None)


def test_keys_in_the_file_are_those_of_version_0_1_0():
    assert {row.key for row in SETTINGS.values()} >= {
        "theme",
        "language",
        "device",
        "mark_results",
        "remember_photos",
        "quality",
        "depth",
        "compression",
        "keep",
        "recent_photos",
        "recent_colors",
        "palettes",
        "palette",
        "looks",
        "geometry",
        "panel",
    }


def test_folder_that_cannot_be_made_is_named(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(SaveError, match=r"Can't keep the settings in .*file/folder"):
        write_settings(tmp_path / "file" / "folder" / "settings.toml", Settings())


TEXTS = st.text(st.characters(exclude_categories=["Cs"]))
COLORS = st.tuples(st.floats(-128, 128), st.floats(-128, 128))
ANY_SETTINGS = st.builds(
    Settings,
    **{name: st.sampled_from(list(row.choices)) for name, row in SETTINGS.items() if row.choices},
    mark_results=st.booleans(),
    quality=st.integers(1, 100),
    recent_photos=st.lists(TEXTS, max_size=3).map(tuple),
    recent_colors=st.lists(COLORS, max_size=3).map(tuple),
    color_sets=st.dictionaries(TEXTS, st.lists(COLORS, max_size=2).map(tuple), max_size=3),
    color_set=TEXTS,
    saved_colors=st.dictionaries(
        TEXTS,
        st.builds(
            SavedColor,
            st.floats(-128, 128),
            st.floats(-128, 128),
            TEXTS,
            st.lists(st.floats(-1e6, 1e6), max_size=3).map(tuple),
            st.floats(0, 100),
            st.floats(0, 1),
        ),
        max_size=2,
    ),
    program=TEXTS,
    looks=st.dictionaries(TEXTS, st.builds(Look, warmth=st.floats(-1, 1)), max_size=2),
)


@given(ANY_SETTINGS)
def test_any_settings_are_read_back(settings):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "settings.toml"
        write_settings(path, settings)
        assert read_settings(path) == settings
