"""What a batch leaves behind, however it ends."""

import csv
import errno
import os
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from batch_files import Ended, contents, make_photos, options_for, run, states
from colorizer_gui.engine.batch import Batch, Control, State, plan_batch, write_report
from colorizer_gui.engine.colorizer import Colorizer
from colorizer_gui.engine.errors import SaveError, UsageError
from colorizer_gui.engine.look import Look
from colorizer_gui.engine.model.runtime import Model
from colorizer_gui.engine.photo import read_photo
from colorizer_gui.engine.session.recipe import Recipe, write_recipe
from colorizer_gui.engine.session.saving import Output, save_colorized
from colorizer_gui.engine.session.sidecar import sidecar_path

NAMES = ("a.png", "album/b.jpg", "album/c.tif", "d.png", "e.webp", "f.png")


@pytest.fixture
def asked(tmp_path, tiny_model):
    return options_for(make_photos(tmp_path / "in", *NAMES), tmp_path / "out", tiny_model)


def resumed(options, **values):
    return states(run(replace(options, resume=True, **values)))


def test_results_are_what_the_command_for_one_photo_gives(asked, tiny_model, tmp_path):
    summary = run(asked)
    assert summary.succeeded
    assert str(summary.text()) == "6 of 6 photos colorized."
    colorizer = Colorizer(Model(tiny_model, "cpu"))
    for outcome in summary.outcomes:
        photo = read_photo(asked.source / outcome.name)
        alone = tmp_path / f"alone{Path(outcome.result).suffix}"
        save_colorized(alone, photo, colorizer, Recipe(), asked.output, overwrite=True)
        assert (asked.dest / outcome.result).read_bytes() == alone.read_bytes()
        assert (outcome.width, outcome.height) == (photo.width, photo.height)
        assert outcome.model == "Tiny 0.1"


def test_bad_photos_are_told_and_the_others_done(asked, tmp_path):
    (asked.source / "b.jpg").write_text("no photo")
    (asked.source / "c.png").touch()
    (asked.source / "album/broken.tif").symlink_to(asked.source / "nowhere.tif")
    plan = plan_batch(asked)
    (asked.source / "d.png").unlink()
    with Batch(asked) as batch:
        summary = batch.run(plan)
    failed = {o.name: str(o.message) for o in summary.outcomes if o.state == State.FAILED}
    assert set(failed) == {"b.jpg", "c.png", "d.png", "album/broken.tif"}
    assert all(Path(name).name in message for name, message in failed.items())
    assert not summary.succeeded
    assert len(contents(asked.dest)) == 5
    report = tmp_path / "reports" / "report.csv"
    write_report(report, summary)
    with report.open(newline="", encoding="utf-8") as file:
        rows = {row["photo"]: row for row in csv.DictReader(file)}
    assert len(rows) == 9
    assert list(rows["a.png"]) == [
        "photo", "result", "state", "seconds", "width", "height", "model", "message",
    ]  # fmt: skip
    assert rows["a.png"]["model"] == "Tiny 0.1"
    assert (rows["a.png"]["width"], rows["a.png"]["height"]) == ("48", "48")
    assert rows["a.png"]["state"] == "done"
    assert float(rows["a.png"]["seconds"]) > 0
    assert rows["c.png"]["message"] == failed["c.png"]


def test_recipes_with_a_model_that_cannot_be_read_fail_their_photos_alone(asked):
    (asked.source / "folder.onnx").mkdir()
    models = [str(asked.source / "folder.onnx"), "m" * 300, "m" * 300 + ".onnx", "\0.onnx"]
    for name, model in zip(NAMES, models, strict=False):
        write_recipe(sidecar_path(asked.source / name), Recipe(model))
    summary = run(replace(asked, model=None, recipe=Recipe(asked.model)))
    failed = [outcome for outcome in summary.outcomes if outcome.state == State.FAILED]
    assert all("model" in str(outcome.message) for outcome in failed)
    assert str(summary.text()) == "2 of 6 photos colorized, 4 failed."


def test_nothing_is_done_again_until_something_changes(asked):
    run(asked)
    before = {path: path.stat().st_mtime_ns for path in asked.dest.rglob("*_color*")}
    assert set(resumed(asked).values()) == {"unchanged"}
    assert before == {path: path.stat().st_mtime_ns for path in asked.dest.rglob("*_color*")}
    make_photos(asked.source, "x.png", "a.png")
    (asked.dest / "d_color.png").unlink()
    write_recipe(sidecar_path(asked.source / "f.png"), Recipe(look=Look(warmth=1)))
    again = resumed(asked)
    assert {name for name, state in again.items() if state == "done"} == {
        "a.png", "d.png", "f.png", "x.png",
    }  # fmt: skip
    warmer = resumed(asked, look=(("warmth", 1.0),))
    assert {name for name, state in warmer.items() if state == "unchanged"} == {"f.png"}
    assert set(resumed(asked, output=Output(quality=50)).values()) == {"done"}


def test_without_resume_what_is_there_is_skipped(asked):
    run(asked)
    assert set(states(run(asked)).values()) == {"skipped"}


def test_a_result_that_somebody_worked_on_is_kept(asked):
    run(asked)
    (asked.dest / "a_color.png").write_bytes(b"retouched by hand")
    make_photos(asked.source, "x.png", "a.png")
    assert resumed(asked)["a.png"] == "skipped"
    assert (asked.dest / "a_color.png").read_bytes() == b"retouched by hand"


def test_numbered_results_stay_the_same_when_taken_up_again(asked):
    asked = replace(asked, on_exists="rename")
    make_photos(asked.dest, "a_color.png")
    first = states(run(asked)), contents(asked.dest)
    assert "a_color-2.png" in first[1]
    assert set(resumed(asked).values()) == {"unchanged"}
    lines = journal(asked).read_bytes().splitlines(keepends=True)
    kept = [line for line in lines if b'"a.png"' not in line or b'"begun"' in line]
    journal(asked).write_bytes(b"".join(kept))
    assert resumed(asked)["a.png"] == "done"
    assert contents(asked.dest) == first[1]


def test_a_photo_that_comes_later_takes_no_name_of_an_earlier_result(asked):
    asked = replace(asked, on_exists="rename", name="{stem}.png")
    run(asked)
    make_photos(asked.source, "a.bmp")
    assert set(resumed(asked).values()) == {"unchanged", "done"}
    numbered = contents(asked.dest)
    assert "a-2.png" in numbered
    make_photos(asked.source, "a-2.jpg")
    assert set(resumed(asked).values()) == {"unchanged", "done"}
    after = contents(asked.dest)
    assert set(after) == {*numbered, "a-2-2.png"}
    assert numbered.items() <= after.items()


def test_a_photo_that_was_under_way_keeps_its_name_too(asked):
    asked = replace(asked, on_exists="rename", name="{stem}.png")
    run(asked)
    lines = journal(asked).read_bytes().splitlines(keepends=True)
    kept = [line for line in lines if b'"a.png"' not in line or b'"begun"' in line]
    journal(asked).write_bytes(b"".join(kept))
    make_photos(asked.source, "a.bmp")
    results = {item.name: item.result for item in plan_batch(replace(asked, resume=True)).items}
    assert (results["a.png"], results["a.bmp"]) == ("a.png", "a-2.png")


def test_of_photos_that_had_a_name_in_turn_the_last_one_keeps_it(asked):
    asked = replace(asked, on_exists="rename", name="{stem}.png")
    run(asked)
    first = (asked.source / "a.png").rename(asked.source.parent / "a.png")
    (asked.dest / "a.png").unlink()
    make_photos(asked.source, "b.png", "a.webp")
    assert resumed(asked)["a.webp"] == "done"
    first.rename(asked.source / "a.png")
    assert resumed(asked)["a.webp"] == "unchanged"


def journal(options):
    return options.dest / ".colorizer-batch.jsonl"


def test_a_torn_journal_costs_no_more_than_the_photo_it_was_about(asked):
    run(asked)
    lines = journal(asked).read_bytes().splitlines(keepends=True)
    assert b"finished" in lines[-1]
    journal(asked).write_bytes(b"".join(lines[:-1]) + lines[-1][:30])
    again = resumed(asked)
    assert sorted(again.values()) == ["done"] + 5 * ["unchanged"]
    assert set(resumed(asked).values()) == {"unchanged"}


def test_one_run_at_a_time_in_one_folder(asked):
    with (
        Batch(asked),
        pytest.raises(UsageError, match="Another run is writing"),
        Batch(replace(asked, on_exists="rename")),
    ):
        pass
    assert run(asked).succeeded


def test_shards_fill_one_folder_side_by_side(asked):
    whole = replace(asked, dest=asked.dest.with_name("whole"))
    run(whole)
    shards = [replace(asked, shard=(number, 2)) for number in (1, 2)]
    with Batch(shards[0]) as first, Batch(shards[1]) as second:
        done = [states(batch.run(batch.plan())) for batch in (first, second)]
    assert done[0]
    assert done[1]
    assert contents(asked.dest) == contents(whole.dest)
    assert set(resumed(asked).values()) == {"unchanged"}


def test_photos_wait_while_the_batch_is_paused(asked):
    class Rested(Control):
        rests = 0

        def wait_while_paused(self):
            self.rests += 1
            assert not self.can_start_photo()
            self.resume()

    control = Rested()
    asked = replace(asked, jobs=1)
    summary = run(asked, Ended(lambda count: count == 1 and control.pause()), control)
    assert control.rests == 1
    assert summary.count(State.DONE) == 6


def test_a_batch_that_is_stopped_can_be_taken_up_again(asked):
    control = Control()
    asked = replace(asked, jobs=1)
    summary = run(asked, Ended(lambda count: count == 2 and control.cancel()), control)
    assert summary.count(State.DONE) in (2, 3)
    assert summary.count(State.STOPPED) == 6 - summary.count(State.DONE)
    assert len(contents(asked.dest)) == summary.count(State.DONE)
    assert sorted(resumed(asked).values()).count("done") == summary.count(State.STOPPED)


@pytest.mark.parametrize("written", [3, 12])
def test_a_full_disk_stops_the_batch_and_costs_nothing_finished(asked, monkeypatch, written):
    left = [written]
    fsync = os.fsync

    def on_a_full_disk(number):
        left[0] -= 1
        if left[0] < 0:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        fsync(number)

    with monkeypatch.context() as full:
        full.setattr(os, "fsync", on_a_full_disk)
        summary = run(replace(asked, jobs=1))
    assert "the disk is full" in str(summary.problem)
    assert not summary.succeeded
    assert not list(asked.dest.rglob("*.part"))
    assert set(resumed(asked).values()) <= {"done", "unchanged"}
    undisturbed = replace(asked, dest=asked.dest.with_name("undisturbed"))
    run(undisturbed)
    assert contents(asked.dest) == contents(undisturbed.dest)


def test_a_folder_that_cannot_be_written_is_told(asked, tmp_path):
    place = tmp_path / "file"
    place.touch()
    with (
        pytest.raises(SaveError, match="Choose another"),
        Batch(replace(asked, dest=place / "out")),
    ):
        pass


def test_a_path_that_is_too_long_for_the_system_fails_alone(asked, tmp_path):
    deep = "/".join("d" * 200 for _ in range(16))
    make_photos(asked.source, f"{deep}/deep.png")
    far = replace(asked, dest=tmp_path / "/".join("e" * 200 for _ in range(4)))
    found = states(run(far))
    assert found.pop(f"{deep}/deep.png") == "failed"
    assert set(found.values()) == {"done"}


def test_a_photo_whose_result_would_have_too_long_a_name_fails_alone(asked):
    make_photos(asked.source, "n" * 246 + ".png")
    summary = run(asked)
    (failed,) = (outcome for outcome in summary.outcomes if outcome.state != State.DONE)
    assert str(failed.message).startswith("Can't save nnn")


KILLED = """
import os, signal, sys
sys.path[:0] = sys.argv[1:2]
from pathlib import Path
from batch_files import Ended, options_for, run

source, dest, model, when = sys.argv[2:]

def kill(count):
    if count == int(when):
        os.kill(os.getpid(), signal.SIGKILL)

run(options_for(Path(source), Path(dest), model, resume=True), Ended(kill))
"""


@pytest.mark.slow
def test_a_run_that_is_killed_again_and_again_gives_the_same_in_the_end(asked):
    make_photos(asked.source, *(f"many/p{number:02}.png" for number in range(24)), side=120)
    before = contents(asked.source)
    for when in ("1", "14"):
        values = [Path(__file__).parents[1], asked.source, asked.dest, asked.model, when]
        killed = subprocess.run([sys.executable, "-c", KILLED, *map(str, values)])
        assert killed.returncode == -signal.SIGKILL
    assert set(resumed(asked).values()) == {"done", "unchanged"}
    undisturbed = replace(asked, dest=asked.dest.with_name("undisturbed"))
    run(undisturbed)
    assert contents(asked.dest) == contents(undisturbed.dest)
    assert contents(asked.source) == before
    assert not list(asked.dest.rglob("*.part"))


def test_16_bits_and_gray_with_color_are_kept(asked):
    summary = run(asked)
    result = read_photo(asked.dest / summary.outcomes[0].result)
    assert result.pixels.ndim == 3
    assert np.ptp(result.pixels.astype(int), axis=-1).max() > 5
