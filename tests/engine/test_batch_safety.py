"""What a batch must never do to an archive, whatever goes wrong."""

import os
import re
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
from colorizer_gui.engine.session.recipe import Recipe, write_recipe
from colorizer_gui.engine.session.sidecar import sidecar_path
from model_files import write_model

FULL = Path("/dev/full")
HOUR = 3600
DENIED = re.compile("permission (is )?denied")


@pytest.fixture
def asked(tmp_path, tiny_model):
    source = make_photos(tmp_path / "in", "a.png", "album/b.jpg", "c.png", "d.png")
    return options_for(source, tmp_path / "out", tiny_model)


def journal(options):
    return options.dest / ".colorizer-batch.jsonl"


def resumed(options, **values):
    return states(run(replace(options, resume=True, **values)))


# runs that meet

HOLDS = """
import sys
sys.path[:0] = sys.argv[1:2]
from pathlib import Path
from batch_files import options_for
from colorizer_gui.engine.batch import Batch

with Batch(options_for(*map(Path, sys.argv[2:4]), sys.argv[4])):
    print("holds", flush=True)
    sys.stdin.read()
"""


def test_another_process_is_kept_out_until_its_owner_dies(asked):
    values = [Path(__file__).parents[1], asked.source, asked.dest, asked.model]
    command = [sys.executable, "-c", HOLDS, *map(str, values)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as owner:
        assert owner.stdout.readline() == b"holds\n"
        with pytest.raises(UsageError, match="Another run is writing"):
            run(asked)
        owner.kill()
    assert run(asked).count(State.DONE) == 4


@pytest.mark.skipif(os.name == "nt", reason="Windows has no lock that shards can share")
def test_shards_and_a_whole_run_keep_each_other_out(asked):
    shards = [replace(asked, shard=(number, 2)) for number in (1, 2)]
    for owner, other in ((shards[0], asked), (asked, shards[0]), (shards[1], shards[1])):
        with Batch(owner), pytest.raises(UsageError, match="Another run is writing"):
            run(other)
    assert all(run(shard).succeeded for shard in shards)


# what killed runs leave


def test_what_is_half_written_is_taken_away_once_it_is_nobodys(asked):
    shard = replace(asked, shard=(1, 1000))
    album = make_photos(asked.dest, "album/mine.png") / "album"
    dead, at_work = album / ".0123456789ab.part", album / ".ba9876543210.part"
    for path in (dead, at_work, album / "notes.part", album / ".bashrc"):
        path.write_text("half")
        os.utime(path, (time.time() - HOUR,) * 2)
    os.utime(at_work, (time.time() + HOUR,) * 2)
    run(shard)
    assert dead.exists(), "it may be that of another shard"
    run(asked)
    left = {path.name for path in album.iterdir()}
    assert left == {"mine.png", "b_color.jpg", "notes.part", ".bashrc", at_work.name}


def begin_and_die(asked):
    """Run; then let the journal end as if the run had died before it could tell of a.png."""
    run(asked)
    lines = journal(asked).read_bytes().splitlines(keepends=True)
    kept = [line for line in lines if b'"a.png"' not in line or b'"begun"' in line]
    journal(asked).write_bytes(b"".join(kept))
    return asked.dest / "a_color.png"


def test_what_a_killed_run_began_is_done_again(asked):
    whole = begin_and_die(asked).read_bytes()
    (asked.dest / "a_color.png").write_bytes(b"of another model")
    assert resumed(asked)["a.png"] == "done"
    assert (asked.dest / "a_color.png").read_bytes() == whole


def test_what_somebody_made_of_it_since_is_kept(asked):
    result = begin_and_die(asked)
    result.write_bytes(b"retouched by hand")
    os.utime(result, (time.time() + 2 * HOUR,) * 2)
    assert resumed(asked)["a.png"] == "skipped"
    assert result.read_bytes() == b"retouched by hand"


def test_what_one_shard_finished_is_not_taken_for_begun(asked):
    result = begin_and_die(asked)
    result.unlink()
    shards = [replace(asked, resume=True, shard=(number, 2)) for number in (1, 2)]
    assert sum(run(shard).count(State.DONE) for shard in shards) == 1
    result.write_bytes(b"retouched by hand")
    assert resumed(asked)["a.png"] == "skipped"


# settings that change


def test_a_photo_is_done_again_for_another_model_or_its_own_recipe(asked, tmp_path):
    model = write_model(tmp_path / "model.onnx")
    asked = replace(asked, model=str(model))
    run(asked)
    write_model(model, bins=False)
    assert set(resumed(asked).values()) == {"done"}
    before = contents(asked.dest)
    write_recipe(sidecar_path(asked.source / "c.png"), Recipe(look=Look(saturation=0.0)))
    assert {name for name, state in resumed(asked).items() if state == "done"} == {"c.png"}
    after = contents(asked.dest)
    assert {name for name in after if after[name] != before[name]} == {"c_color.png"}


# disks


@pytest.mark.skipif(not FULL.exists(), reason="needs a device that is always full")
def test_a_disk_that_is_full_from_the_first_byte_is_told(asked):
    asked.dest.mkdir()
    journal(asked).symlink_to(FULL)
    summary = run(asked)
    assert "the disk is full" in str(summary.problem)
    assert {outcome.state for outcome in summary.outcomes} == {State.STOPPED}
    assert not contents(asked.dest)
    journal(asked).unlink()
    assert set(resumed(asked).values()) == {"done"}


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
def test_results_that_the_system_does_not_take_are_told_and_leave_nothing(asked):
    make_photos(asked.source, "large.png", side=400)
    values = [Path(__file__).parents[1], asked.source, asked.dest, asked.model]
    command = [sys.executable, "-c", LIMITED, *map(str, values)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout == "4 of 5 photos colorized, 1 failed.\n"
    assert len(contents(asked.dest)) == 4
    assert not list(asked.dest.rglob("*.part"))
    assert sorted(resumed(asked).values()) == ["done", *4 * ["unchanged"]]


@pytest.mark.skipif(os.name == "nt", reason="rights of files are something else on Windows")
def test_a_folder_without_the_right_to_write_is_told(tiny_model):
    with tempfile.TemporaryDirectory() as name:
        names = ("a.png", "album/b.png", "closed/c.png", "shut/d.png")
        source = make_photos(Path(name) / "in", *names)
        (Path(name) / "tiny.onnx").write_bytes(tiny_model.read_bytes())
        asked = options_for(source, Path(name) / "out", Path(name) / "tiny.onnx")
        album, shut = asked.dest / "album", asked.dest / "shut"
        album.mkdir(parents=True)
        shut.mkdir()
        with as_nobody(Path(name)):
            album.chmod(0o555)
            shut.chmod(0)
            (source / "closed").chmod(0)
            failed = dict.fromkeys(("album/b.png", "closed", "shut/d.png"), "failed")
            summary = run(asked)
            assert states(summary) == {"a.png": "done", **failed}
            told = [o.name for o in summary.outcomes if DENIED.search(str(o.message))]
            assert told == list(failed)
            (source / "closed").chmod(0o755)
            asked.dest.chmod(0o555)
            with pytest.raises(SaveError, match="Choose another"):
                run(replace(asked, shard=(1, 2)))
            with pytest.raises(SaveError, match="Choose another"):
                run(replace(asked, dest=asked.dest / "new"))
            asked.dest.chmod(0o755)
            for folder in (album, shut):
                folder.chmod(0o755)
            done = dict.fromkeys(("album/b.png", "closed/c.png", "shut/d.png"), "done")
            assert resumed(asked) == {"a.png": "unchanged", **done}


# names


def test_photos_of_any_name_are_colored_and_found_again(asked):
    names = ["Großmutter.png", "祖母 1931.png", "two\nlines.png", "جدّتي.png", "a'b\"c;.png",
             "~.png", "n" * 240 + ".png", "%s {stem}.png"]  # fmt: skip
    make_photos(asked.source, *names)
    if sys.platform == "linux":  # there a name may be any bytes
        names.append(os.fsdecode(b"\xff\xfe.png"))
        (asked.source / "d.png").rename(asked.source / names[-1])
    done = states(run(asked))
    assert set(names) <= set(done)
    assert set(done.values()) == {"done"}
    assert set(resumed(asked).values()) == {"unchanged"}
