"""Files are opened and written so that nobody else's are lost, whatever appears meanwhile."""

import os
import socket
import stat
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest

from batch_files import make_photos, options_for, run, states
from colorizer_gui.cli import main
from colorizer_gui.engine.batch import Summary
from colorizer_gui.engine.batch.memory import pixels_of
from colorizer_gui.engine.batch.report import write_report
from colorizer_gui.engine.errors import PhotoError, SaveError
from colorizer_gui.engine.files import (
    NotOrdinaryError,
    append_to_file,
    atomic_write,
    move_aside,
    open_file,
)
from colorizer_gui.engine.photo import Photo, read_photo, write_photo
from colorizer_gui.engine.photo.thumbnails import thumbnail
from colorizer_gui.engine.session.recipe import Recipe
from colorizer_gui.engine.session.recipe_file import write_recipe
from colorizer_gui.engine.settings import Settings, write_settings

posix = pytest.mark.skipif(os.name == "nt", reason="Windows has no such files")


def write(path, content=b"new", **options):
    with atomic_write(path, **options) as file:
        file.write(content)


# names that are taken meanwhile


def test_a_file_that_appears_meanwhile_is_kept(tmp_path):
    path = tmp_path / "r.png"

    def write_slowly():
        with atomic_write(path, overwrite=False) as file:
            file.write(b"new")
            path.write_text("mine")

    with pytest.raises(FileExistsError):
        write_slowly()
    assert path.read_text() == "mine"
    assert list(tmp_path.iterdir()) == [path]
    write(path)
    assert path.read_bytes() == b"new"


@posix
def test_a_link_that_leads_nowhere_is_kept(tmp_path):
    path = tmp_path / "r.png"
    path.symlink_to("nowhere")
    with pytest.raises(FileExistsError):
        write(path, overwrite=False)
    with pytest.raises(SaveError, match="the file exists"):
        write_photo(path, np.zeros((4, 4, 3), np.uint8), Photo(np.zeros((4, 4), np.uint8)))
    assert path.is_symlink()


@posix
def test_a_disk_without_hard_links_keeps_files_too(tmp_path, monkeypatch):
    def refuse(*_, **__):
        raise PermissionError

    monkeypatch.setattr(os, "link", refuse)
    write(tmp_path / "r.png", overwrite=False)
    with pytest.raises(FileExistsError):
        write(tmp_path / "r.png", b"other", overwrite=False)
    assert (tmp_path / "r.png").read_bytes() == b"new"


def test_a_result_that_appears_meanwhile_fails_its_photo_alone(tmp_path, tiny_model, monkeypatch):
    source = make_photos(tmp_path / "in", "a.png", "b.png")
    options = options_for(source, tmp_path / "out", tiny_model, jobs=1)

    def started(item):
        if item.name == "a.png":
            (options.dest / "a_color.png").write_text("mine")

    class Appearing:
        ended = staticmethod(lambda _: None)

    Appearing.started = staticmethod(started)
    summary = run(options, Appearing())
    assert states(summary)["b.png"] == "done"
    assert (options.dest / "a_color.png").read_text() == "mine"


def test_a_file_set_aside_takes_a_free_name(tmp_path):
    path = tmp_path / "a.toml"
    path.write_text("damaged")
    (tmp_path / "a.toml.1.bak").write_text("earlier")
    assert move_aside(path) == tmp_path / "a.toml.2.bak"
    assert (tmp_path / "a.toml.1.bak").read_text() == "earlier"


# what is no ordinary file


@pytest.fixture(params=["pipe", "device", "link", "socket"])
def special_file(request, tmp_path):
    path = tmp_path / "a.jpg"
    if os.name == "nt":
        pytest.skip("Windows has no such files")
    if request.param == "pipe":
        os.mkfifo(path)
        yield path
    elif request.param == "device":
        yield Path("/dev/null")
    elif request.param == "link":
        path.symlink_to("/dev/zero")
        yield path
    else:
        with socket.socket(socket.AF_UNIX) as server:
            server.bind(str(path))
            yield path


def test_what_is_no_ordinary_file_is_not_opened(special_file, tmp_path):
    for opening in (open_file, append_to_file):
        with pytest.raises(NotOrdinaryError):
            opening(special_file)
    with pytest.raises(PhotoError, match="not an ordinary file"):
        read_photo(special_file)
    with pytest.raises(PhotoError, match="not an ordinary file"):
        thumbnail(special_file, 64)
    assert pixels_of(special_file) > 0


def test_what_is_no_ordinary_file_is_not_replaced(special_file):
    before = special_file.lstat()
    with pytest.raises(NotOrdinaryError):
        write(special_file)
    after = special_file.lstat()
    assert (before.st_ino, before.st_mode) == (after.st_ino, after.st_mode)


@posix
def test_a_pipe_among_the_photos_fails_alone(tmp_path, tiny_model):
    source = make_photos(tmp_path / "in", "b.png")
    os.mkfifo(source / "a.jpg")
    (source / "c.png").symlink_to("/dev/zero")
    summary = run(options_for(source, tmp_path / "out", tiny_model))
    assert states(summary) == {"a.jpg": "failed", "b.png": "done", "c.png": "failed"}
    assert "not an ordinary file" in str(summary.outcomes[0].message)


# permissions, owner, attributes


def mode_of(path):
    return stat.S_IMODE(path.stat().st_mode)


@posix
@pytest.mark.parametrize("mode", [0o600, 0o640, 0o666, 0o604])
def test_a_file_that_is_replaced_keeps_its_permissions(tmp_path, mode):
    photo = Photo(np.zeros((4, 4), np.uint8))
    pixels = np.zeros((4, 4, 3), np.uint8)
    writers = {
        "r.json": lambda path: write_recipe(path, Recipe()),
        "s.toml": lambda path: write_settings(path, Settings()),
        "t.csv": lambda path: write_report(path, Summary()),
        "p.png": lambda path: write_photo(path, pixels, photo, overwrite=True),
    }
    for name, writer in writers.items():
        path = tmp_path / name
        path.write_text("old")
        path.chmod(mode)
        writer(path)
        assert path.read_bytes() != b"old"
        assert mode_of(path) == mode


@posix
def test_new_files_follow_the_umask(tmp_path):
    before = os.umask(0o027)
    try:
        write(tmp_path / "new")
    finally:
        os.umask(before)
    assert mode_of(tmp_path / "new") == 0o640


@posix
def test_nobody_else_can_read_a_private_file_while_it_is_written(tmp_path):
    path = tmp_path / "private"
    path.write_text("old")
    path.chmod(0o600)
    with atomic_write(path) as file:
        assert stat.S_IMODE(os.fstat(file.fileno()).st_mode) == 0o600


@pytest.mark.skipif(not hasattr(os, "setxattr"), reason="Linux alone")
def test_a_file_that_is_replaced_keeps_its_extended_attributes(tmp_path):
    path = tmp_path / "old"
    path.write_text("old")
    try:
        os.setxattr(path, "user.rating", b"5")
    except OSError:
        pytest.skip("the disk has no extended attributes")
    write(path)
    assert os.getxattr(path, "user.rating") == b"5"


@pytest.mark.skipif(os.name == "nt" or os.geteuid() != 0, reason="only an administrator can")
def test_a_file_that_is_replaced_keeps_its_owner(tmp_path):
    path = tmp_path / "old"
    path.write_text("old")
    os.chown(path, 12345, 23456)
    write(path)
    assert (path.stat().st_uid, path.stat().st_gid) == (12345, 23456)


def test_incomplete_files_tell_their_process(tmp_path):
    with atomic_write(tmp_path / "r.png") as file:
        assert Path(file.name).name.startswith(f".{os.getpid()}-")
        assert Path(file.name).suffix == ".part"


DIES = """
import os, signal, sys
from pathlib import Path
from colorizer_gui.engine.files import atomic_write

with atomic_write(Path(sys.argv[1])) as file:
    file.write(b"half")
    os.kill(os.getpid(), signal.SIGKILL)
"""


@posix
def test_the_next_run_of_the_command_removes_what_a_dead_one_left(tmp_path, gray_file):
    out = tmp_path / "out"
    out.mkdir()
    subprocess.run([sys.executable, "-c", DIES, str(out / "x.png")])
    assert len(list(out.iterdir())) == 1
    assert main(["colorize", str(gray_file), "--output", str(out)]) == 0
    assert [path.name for path in out.iterdir()] == ["portrait_color.jpg"]


# Windows, simulated


class Held(PermissionError):
    """Another program has the file open, as Windows says it."""

    def __init__(self, winerror):
        super().__init__(13, "in use")
        self.winerror = winerror


@pytest.mark.parametrize("winerror", [5, 32])
def test_a_file_that_another_program_holds_for_a_moment_is_replaced(
    tmp_path, monkeypatch, winerror
):
    refusals, replace = [Held(winerror), Held(winerror)], Path.replace

    def held(path, target):
        if refusals:
            raise refusals.pop()
        return replace(path, target)

    monkeypatch.setattr(Path, "replace", held)
    path = tmp_path / "result.png"
    path.write_bytes(b"old")
    write(path)
    assert path.read_bytes() == b"new"
    assert [each.name for each in tmp_path.iterdir()] == ["result.png"]


def test_a_file_that_another_program_keeps_stays_as_it_is(tmp_path, monkeypatch):
    def held(_path, _target):
        clock[0] += 1.0
        raise Held(32)

    clock = [0.0]
    monkeypatch.setattr(time, "monotonic", lambda: clock[0])
    monkeypatch.setattr(Path, "replace", held)
    path = tmp_path / "result.png"
    path.write_bytes(b"old")
    with pytest.raises(PermissionError):
        write(path)
    assert clock[0] > 2
    assert path.read_bytes() == b"old"
    assert [each.name for each in tmp_path.iterdir()] == ["result.png"]


def test_a_report_is_text_for_spreadsheets_of_windows(tmp_path):
    path = tmp_path / "report.csv"
    write_report(path, Summary(()))
    assert path.read_bytes().startswith(b"\xef\xbb\xbfphoto,")
