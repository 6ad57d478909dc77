"""Settings that several programs write: what one adds, the others never erase."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from colorizer_gui.engine.look import Look
from colorizer_gui.engine.settings import Settings, SettingsFile, read_settings, write_settings

BEGIN = Settings(
    color_sets={"Uniform": ((1.0, 2.0),)},
    looks={"Soft": Look(warmth=0.1), "Old": Look()},
    recent_photos=("/b1", "/b2"),
)


@pytest.fixture
def path(tmp_path):
    """A settings file that two programs have read."""
    file = tmp_path / "settings.toml"
    write_settings(file, BEGIN)
    return file


def test_what_two_programs_add_is_all_kept(path):
    one, other = SettingsFile(path), SettingsFile(path)
    one.write(replace(BEGIN, color_sets={**BEGIN.color_sets, "Anna": ((5.0, 5.0),)}, theme="dark"))
    other.write(
        replace(
            BEGIN,
            looks={**BEGIN.looks, "Mine": Look(tint=0.2)},
            recent_photos=("/new", *BEGIN.recent_photos),
        )
    )
    kept = read_settings(path)
    assert set(kept.color_sets) == {"Uniform", "Anna"}
    assert set(kept.looks) == {"Soft", "Old", "Mine"}
    assert (kept.recent_photos, kept.theme) == (("/new", "/b1", "/b2"), "dark")


def test_what_one_removes_is_gone_unless_the_other_changed_it(path):
    one, other = SettingsFile(path), SettingsFile(path)
    one.write(replace(BEGIN, looks={"Old": Look(strength=0.5)}, recent_photos=()))
    other.write(replace(BEGIN, looks={"Soft": Look(warmth=0.1)}))
    kept = read_settings(path)
    assert kept.looks == {"Old": Look(strength=0.5)}
    assert kept.recent_photos == ()


def test_one_name_for_two_things_keeps_both(path):
    one, other = SettingsFile(path), SettingsFile(path)
    for file, color in ((one, (1.0, 1.0)), (other, (2.0, 2.0))):
        file.write(replace(BEGIN, color_sets={**BEGIN.color_sets, "Anna": (color,)}))
    assert read_settings(path).color_sets == {
        "Uniform": ((1.0, 2.0),),
        "Anna": ((2.0, 2.0),),
        "Anna (2)": ((1.0, 1.0),),
    }


def test_a_later_write_follows_the_one_before(path):
    file = SettingsFile(path)
    added = replace(BEGIN, looks={**BEGIN.looks, "Mine": Look()})
    file.write(added)
    file.write(BEGIN)
    assert read_settings(path) == BEGIN


@pytest.mark.parametrize("damage", [None, b"", b"no = settings = at all", b"\xff\xfe"])
def test_a_file_that_is_lost_or_damaged_meanwhile_takes_nothing_along(path, damage):
    file = SettingsFile(path)
    if damage is None:
        path.unlink()
    else:
        path.write_bytes(damage)
    file.write(replace(BEGIN, theme="dark"))
    assert read_settings(path) == replace(BEGIN, theme="dark")


def test_the_newest_recent_photos_of_both_stay(path):
    full = replace(BEGIN, recent_photos=tuple(f"/{number}" for number in range(10)))
    write_settings(path, full)
    one, other = SettingsFile(path), SettingsFile(path)
    for file, name in ((one, "/one"), (other, "/other")):
        file.write(replace(full, recent_photos=(name, *full.recent_photos[:9])))
    assert read_settings(path).recent_photos[:3] == ("/other", "/one", "/0")
    assert len(read_settings(path).recent_photos) == 10


def test_many_that_write_at_once_lose_nothing(path):
    def add(number):
        file = SettingsFile(path)
        settings = file.settings
        for step in range(5):
            settings = replace(settings, looks={**settings.looks, f"{number}-{step}": Look()})
            file.write(settings)

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(add, range(8)))
    assert len(read_settings(path).looks) == 2 + 8 * 5
