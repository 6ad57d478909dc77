"""Finding photos in folders, in one order for all."""

import os
import random
import stat
from contextlib import contextmanager
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from colorizer_gui.engine.errors import PhotoError, UsageError
from colorizer_gui.engine.session.left_out import Reason, folder_reason, is_hidden
from colorizer_gui.engine.session.search import (
    Found,
    by_place,
    find_photos,
    natural_key,
    photos_among,
    without_results,
)

GIVEN = ("letter.txt", "scan 4", ".hidden.png", "letter", "scan.2", "9")
NAMES = st.text(st.sampled_from("aBß0129 -_.é٣²"), max_size=8)


@pytest.fixture
def folder(tmp_path):
    """Scans with numbers, in a folder and in folders below it."""
    for name in ("scan 10.png", "scan 2.png", "Scan 1.png", "10/a.png", "9/b.png"):
        path = tmp_path / "album" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        Image.new("L", (4, 4)).save(path)
    return tmp_path / "album"


def names(found):
    return [photo.name for photo in found]


def test_numbers_count_by_their_value(folder):
    found, problems, _ = find_photos(folder, recursive=True)
    assert names(found) == ["9/b.png", "10/a.png", "Scan 1.png", "scan 2.png", "scan 10.png"]
    assert problems == []
    assert photos_among([folder])[0] == [
        folder / name for name in ("Scan 1.png", "scan 2.png", "scan 10.png")
    ]


def test_files_that_are_only_read_are_found_too(tmp_path):
    (tmp_path / "large.psb").write_bytes(b"large")
    assert names(find_photos(tmp_path)[0]) == ["large.psb"]


@given(st.lists(NAMES, unique=True), st.randoms(use_true_random=False))
def test_order_does_not_depend_on_the_order_before(listed, shuffler):
    shuffled = list(listed)
    shuffler.shuffle(shuffled)
    assert sorted(shuffled, key=natural_key) == sorted(listed, key=natural_key)


@given(st.lists(st.lists(NAMES, min_size=1, max_size=3).map("/".join), unique=True))
def test_paths_of_a_folder_stay_together(paths):
    found = sorted((Found(path, 0, 0, 0) for path in paths), key=by_place)
    folders = [photo.name.rpartition("/")[0] for photo in found if photo.name.count("/") == 1]
    runs = [each for each, before in zip(folders, [None, *folders], strict=False) if each != before]
    assert len(runs) == len(set(runs))


@given(st.integers(0, 10**30), st.integers(0, 10**30), st.integers(0, 3))
def test_larger_numbers_come_later(one, other, zeros):
    first, second = (f"scan {'0' * zeros}{number}.tif" for number in (one, other))
    if one != other:
        assert (natural_key(first) < natural_key(second)) == (one < other)


def test_case_and_leading_zeros_decide_last():
    every = ["b1", "A01", "a1", "A1", "a2", "B1"]
    random.Random(0).shuffle(every)
    assert sorted(every, key=natural_key) == ["A01", "A1", "a1", "a2", "B1", "b1"]


def test_results_of_an_earlier_run_are_told_apart():
    listed = ["a.jpg", "a_color.jpg", "a_layer.png", "a_before-after.png", "color.jpg", "_color"]
    photos, results = without_results(listed)
    assert photos == ["a.jpg", "color.jpg"]
    assert results == ["a_color.jpg", "a_layer.png", "a_before-after.png", "_color"]


def test_folder_that_does_not_exist_is_refused(tmp_path):
    with pytest.raises(UsageError) as caught:
        find_photos(tmp_path / "Permission denied")
    assert caught.value.message.fields["folder"] == str(tmp_path / "Permission denied")
    assert "there is no such file or folder" in str(caught.value)


def test_folder_that_is_a_file_is_refused(folder):
    with pytest.raises(UsageError, match="not a folder"):
        find_photos(folder / "scan 2.png")


def test_only_photos_that_exist_are_opened_from_a_folder(folder):
    (folder / "scan 3.png").symlink_to(folder / "none.png")
    assert folder / "scan 3.png" not in photos_among([folder])[0]
    assert "scan 3.png" in names(find_photos(folder)[0])


def test_of_several_files_photos_are_opened(folder):
    (folder / "letter.txt").write_text("no photo")
    (folder / "letter").write_bytes(b"no photo either")
    (folder / "scan 10.png").rename(folder / "scan 4")
    (folder / "scan 2.png").rename(folder / "scan.2")
    (folder / ".hidden.png").write_bytes(b"hidden")
    given_files = [folder / name for name in GIVEN]
    photos, left_out = photos_among(given_files)
    assert photos == [folder / "scan 4", folder / "scan.2", folder / "9" / "b.png"]
    assert str(left_out.message()) == (
        "Left out: hidden photos (1: .hidden.png), "
        "files that are no photos (2: letter, letter.txt)."
    )
    assert photos_among(given_files[:1])[0] == given_files[:1]
    with pytest.raises(PhotoError, match="None of these is a photo"):
        photos_among([given_files[0], given_files[2]])


def test_no_photo_is_searched_where_systems_and_programs_keep_copies(folder):
    places = (
        *("#recycle", "$RECYCLE.BIN/S-1-5", "lost+found", ".Trash-1000/files", "#snapshot/daily"),
        *("@eaDir/1.jpg", "@eaDir/2.jpg", "9/@eaDir/b.png"),
        *("Photos.photoslibrary/originals", "Catalog Previews.lrdata/0", "Old.aplibrary"),
        *("CaptureOne/Cache", ".hidden"),
    )
    for place in places:
        (folder / place).mkdir(parents=True)
        (folder / place / "copy.jpg").write_bytes(b"a copy")
    (folder / "._scan 2.png").write_bytes(b"what a Mac writes beside a photo")
    (folder / ".DS_Store").write_bytes(b"no photo")
    found, _, left_out = find_photos(folder, recursive=True)
    assert names(found) == ["9/b.png", "10/a.png", "Scan 1.png", "scan 2.png", "scan 10.png"]
    assert str(left_out.message()) == (
        "Left out: folders of the system (7: #recycle, #snapshot, $RECYCLE.BIN, and 3 more), "
        "libraries of photo programs (4: CaptureOne, Catalog Previews.lrdata, Old.aplibrary, "
        "and 1 more), hidden folders (1: .hidden), hidden photos (1: ._scan 2.png)."
    )
    assert names(find_photos(folder / "#recycle").photos) == ["copy.jpg"]


FILE, FOLDER = stat.S_IFREG, stat.S_IFDIR
ARCHIVE, HIDDEN, SYSTEM = 0x20, 0x2, 0x4


@pytest.mark.parametrize(
    ("name", "status", "expected"),
    [
        ("Thumbs.jpg", {"st_mode": FILE, "st_file_attributes": HIDDEN}, True),
        ("Folder.jpg", {"st_mode": FILE, "st_file_attributes": HIDDEN | SYSTEM | ARCHIVE}, True),
        ("system.jpg", {"st_mode": FILE, "st_file_attributes": SYSTEM}, True),
        ("scan.jpg", {"st_mode": FILE, "st_file_attributes": ARCHIVE}, False),
        ("Icon.jpg", {"st_mode": FILE, "st_flags": 0x8000}, True),
        ("scan.jpg", {"st_mode": FILE, "st_flags": 0x40}, False),
        ("scan.jpg", {"st_mode": FILE}, False),
        (".scan.jpg", {"st_mode": FILE}, True),
        ("private", {"st_mode": FOLDER, "st_file_attributes": HIDDEN}, True),
        ("with an icon", {"st_mode": FOLDER, "st_file_attributes": SYSTEM}, False),
    ],
)
def test_files_that_windows_and_macos_hide_are_hidden(name, status, expected):
    status = SimpleNamespace(**status)
    assert is_hidden(name, status) is expected
    if stat.S_ISDIR(status.st_mode):
        assert folder_reason(name, status) is (Reason.HIDDEN_FOLDER if expected else None)


def test_nothing_is_said_where_nothing_is_left_out(folder):
    assert find_photos(folder, recursive=True).left_out.message() is None


@pytest.mark.parametrize(
    "name", ["a.jfif", "b.JIF", "c.jpe", "d.dib", "e.j2c", "f.jpc", "g.avifs", "h.mpo", "i.apng"]
)  # fmt: skip
def test_less_common_endings_of_photos_are_found(tmp_path, name):
    (tmp_path / name).write_bytes(b"a photo")
    assert names(find_photos(tmp_path).photos) == [name]


def test_a_photo_that_is_still_written_has_its_size_of_now(tmp_path, monkeypatch):
    """On Windows, what a folder says of a file is old until the file is closed."""

    class Old:
        def __init__(self, entry):
            self._entry = entry

        def __fspath__(self):
            return self._entry.path

        def stat(self, **_options):
            return SimpleNamespace(st_size=0, st_mtime_ns=0, st_file_attributes=0)

        def __getattr__(self, name):
            return getattr(self._entry, name)

    @contextmanager
    def scandir(path):
        with listed(path) as entries:
            yield map(Old, entries)

    (tmp_path / "scan.tif").write_bytes(bytes(1000))
    listed = os.scandir
    monkeypatch.setattr(os, "scandir", scandir)
    (photo,) = find_photos(tmp_path).photos
    assert photo.size == 1000
    assert photo.time > 0
