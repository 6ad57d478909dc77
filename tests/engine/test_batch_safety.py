"""Results and other files are safe, whatever goes wrong."""

import errno
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

import pytest

from batch_files import as_nobody, contents, make_photos, options_for, run, states
from colorizer_gui.engine.batch import Batch, State
from colorizer_gui.engine.errors import SaveError, UsageError
from colorizer_gui.engine.look import Look
from colorizer_gui.engine.session.recipe import Recipe
from colorizer_gui.engine.session.recipe_file import write_recipe
from colorizer_gui.engine.session.sidecar import sidecar_path
from model_files import write_model

HOUR = 3600


@pytest.fixture
def options(tmp_path, tiny_model):
    source = make_photos(tmp_path / "in", "a.png", "album/b.jpg", "c.png", "d.png")
    return options_for(source, tmp_path / "out", tiny_model)


def journal(options):
    return options.dest / ".colorizer-batch.jsonl"


def resumed(options, **values):
    return states(run(replace(options, resume=True, **values)))


# several runs

LOCKS_FOLDER = """
import sys
sys.path[:0] = sys.argv[1:2]
from pathlib import Path
from batch_files import options_for
from colorizer_gui.engine.batch import Batch

with Batch(options_for(*map(Path, sys.argv[2:4]), sys.argv[4])):
    print("locked", flush=True)
    sys.stdin.read()
"""


def test_a_lock_ends_with_the_process_that_holds_it(options):
    values = [Path(__file__).parents[1], options.source, options.dest, options.model]
    command = [sys.executable, "-c", LOCKS_FOLDER, *map(str, values)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as owner:
        assert owner.stdout.readline() == b"locked\n"
        with pytest.raises(UsageError, match="Another run is writing"):
            run(options)
        owner.kill()
    assert run(options).count(State.DONE) == 4


@pytest.mark.skipif(os.name == "nt", reason="Windows has no lock that shards can share")
def test_shards_and_a_whole_run_exclude_each_other(options):
    shards = [replace(options, shard=(number, 2)) for number in (1, 2)]
    for owner, other in ((shards[0], options), (options, shards[0]), (shards[1], shards[1])):
        with Batch(owner), pytest.raises(UsageError, match="Another run is writing"):
            run(other)
    assert all(run(shard).succeeded for shard in shards)


# runs that were killed


SAVES = """
import sys
from pathlib import Path
from colorizer_gui.engine.files import atomic_write

with atomic_write(Path(sys.argv[1])) as file:
    print(Path(file.name).name, flush=True)
    sys.stdin.read()
    file.write(b"whole")
"""


def begin_to_save(path):
    command = [sys.executable, "-c", SAVES, str(path)]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)


@pytest.mark.parametrize("shard", [(1, 1), (1, 1000)])
def test_incomplete_files_of_dead_processes_are_removed_and_no_others(options, shard):
    album = make_photos(options.dest, "album/mine.png") / "album"
    for name in ("notes.part", ".bashrc", ".0123456789ab.part"):
        (album / name).write_text("half")
    (album / ".ba9876543210.part").write_text("half")
    os.utime(album / ".ba9876543210.part", (time.time() - 30 * HOUR,) * 2)
    with begin_to_save(album / "at_work.png") as at_work, begin_to_save(album / "dead.png") as dead:
        working, _ = (save.stdout.readline().decode().strip() for save in (at_work, dead))
        os.utime(album / working, (time.time() - 30 * HOUR,) * 2)
        dead.kill()
        dead.wait()
        # A photo that is in this shard, too.
        make_photos(options.source, *(f"album/{number}.png" for number in range(3000)[:1]))
        run(replace(options, shard=shard, on_exists="overwrite", pattern="[0b].*"))
        left = {path.name for path in album.iterdir()}
        expected = {"mine.png", "notes.part", ".bashrc", ".0123456789ab.part", working}
        if shard == (1, 1):
            assert left == expected | {"b_color.jpg", "0_color.png"}
        at_work.communicate(b"")
    assert (album / "at_work.png").read_bytes() == b"whole"


def test_old_incomplete_files_go_although_a_process_has_their_number(options):
    make_photos(options.dest, "mine.png")
    with begin_to_save(options.dest / "dead.png") as dead:
        name = dead.stdout.readline().decode().strip()
        dead.kill()
    path = options.dest / name.replace(f".{dead.pid}-", f".{os.getpid()}-")
    (options.dest / name).rename(path)
    os.utime(path, (time.time() - 30 * HOUR,) * 2)
    run(options)
    assert not path.exists()


def begin_and_die(options):
    """Run; then let the journal end as if the run had died before it recorded a.png."""
    run(options)
    lines = journal(options).read_bytes().splitlines(keepends=True)
    kept = [line for line in lines if b'"a.png"' not in line or b'"begun"' in line]
    journal(options).write_bytes(b"".join(kept))
    return options.dest / "a_color.png"


def test_a_photo_that_a_killed_run_began_is_colorized_again(options):
    whole = begin_and_die(options).read_bytes()
    (options.dest / "a_color.png").write_bytes(b"of another model")
    assert resumed(options)["a.png"] == "done"
    assert (options.dest / "a_color.png").read_bytes() == whole


def test_a_file_changed_long_after_a_killed_run_is_kept(options):
    result = begin_and_die(options)
    result.write_bytes(b"retouched by hand")
    os.utime(result, (time.time() + 2 * HOUR,) * 2)
    assert resumed(options)["a.png"] == "skipped"
    assert result.read_bytes() == b"retouched by hand"


def test_a_photo_finished_by_a_shard_does_not_count_as_begun(options):
    result = begin_and_die(options)
    result.unlink()
    shards = [replace(options, resume=True, shard=(number, 2)) for number in (1, 2)]
    assert sum(run(shard).count(State.DONE) for shard in shards) == 1
    result.write_bytes(b"retouched by hand")
    assert resumed(options)["a.png"] == "skipped"


# settings


def test_a_photo_is_colorized_again_for_another_model_or_its_own_recipe(options, tmp_path):
    model = write_model(tmp_path / "model.onnx")
    options = replace(options, model=str(model), on_new_model="redo")
    run(options)
    write_model(model, bins=False)
    assert set(resumed(options).values()) == {"done"}
    before = contents(options.dest)
    write_recipe(sidecar_path(options.source / "c.png"), Recipe(look=Look(saturation=0.0)))
    assert {name for name, state in resumed(options).items() if state == "done"} == {"c.png"}
    after = contents(options.dest)
    assert {name for name in after if after[name] != before[name]} == {"c_color.png"}


# disks


def test_a_disk_that_is_full_from_the_start_is_reported(options, monkeypatch):
    def full(_file):
        raise OSError(errno.ENOSPC, "full")

    with monkeypatch.context() as disk:
        disk.setattr(os, "fsync", full)
        summary = run(options)
    assert "the disk is full" in str(summary.problem)
    assert {outcome.state for outcome in summary.outcomes} == {State.STOPPED}
    assert not contents(options.dest)
    assert set(resumed(options).values()) == {"done"}


LIMITED = """
import resource, sys
sys.path[:0] = sys.argv[1:2]
from pathlib import Path
from batch_files import options_for, run

options = options_for(*map(Path, sys.argv[2:4]), sys.argv[4])
resource.setrlimit(resource.RLIMIT_FSIZE, (4000, 4000))
summary = run(options)
print(summary.text())
"""


@pytest.mark.skipif(os.name == "nt", reason="Windows does not limit the size of files")
def test_a_result_that_is_too_large_for_the_disk_fails_alone(options):
    make_photos(options.source, "large.png", side=400)
    values = [Path(__file__).parents[1], options.source, options.dest, options.model]
    command = [sys.executable, "-c", LIMITED, *map(str, values)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout == "4 of 5 photos colorized, 1 failed.\n"
    assert len(contents(options.dest)) == 4
    assert not list(options.dest.rglob("*.part"))
    assert sorted(resumed(options).values()) == ["done", *4 * ["unchanged"]]


@pytest.mark.skipif(os.name == "nt", reason="rights of files are something else on Windows")
def test_folders_without_permission_are_reported(tiny_model):
    with tempfile.TemporaryDirectory() as name:
        names = ("a.png", "album/b.png", "closed/c.png", "shut/d.png")
        source = make_photos(Path(name) / "in", *names)
        (Path(name) / "tiny.onnx").write_bytes(tiny_model.read_bytes())
        options = options_for(source, Path(name) / "out", Path(name) / "tiny.onnx")
        # Nobody else can import what is left of a Python that lies below /root.
        run(replace(options, source=source / "album", dest=Path(name) / "other"))
        album, shut = options.dest / "album", options.dest / "shut"
        album.mkdir(parents=True)
        shut.mkdir()
        with as_nobody(Path(name)):
            album.chmod(0o555)
            shut.chmod(0)
            (source / "closed").chmod(0)
            failed = dict.fromkeys(("album/b.png", "closed", "shut/d.png"), "failed")
            summary = run(options)
            assert states(summary) == {"a.png": "done", **failed}
            told = [o.name for o in summary.outcomes if "permission is denied" in str(o.message)]
            assert told == list(failed)
            (source / "closed").chmod(0o755)
            options.dest.chmod(0o555)
            with pytest.raises(SaveError, match="Choose another"):
                run(replace(options, shard=(1, 2)))
            with pytest.raises(SaveError, match="Choose another"):
                run(replace(options, dest=options.dest / "new"))
            options.dest.chmod(0o755)
            for folder in (album, shut):
                folder.chmod(0o755)
            done = dict.fromkeys(("album/b.png", "closed/c.png", "shut/d.png"), "done")
            assert resumed(options) == {"a.png": "unchanged", **done}


# names


def test_photos_with_unusual_names_are_colorized_and_resumed(options):
    names = ["Großmutter.png", "祖母 1931.png", "two\nlines.png", "جدّتي.png", "a'b\"c;.png",
             "~.png", "n" * 240 + ".png", "%s {stem}.png"]  # fmt: skip
    make_photos(options.source, *names)
    if sys.platform == "linux":  # there a name may be any bytes
        names.append(os.fsdecode(b"\xff\xfe.png"))
        (options.source / "d.png").rename(options.source / names[-1])
    done = states(run(options))
    assert set(names) <= set(done)
    assert set(done.values()) == {"done"}
    assert set(resumed(options).values()) == {"unchanged"}
