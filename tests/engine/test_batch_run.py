"""Running and resuming a batch."""

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
from colorizer_gui.engine.batch import (
    Batch,
    Control,
    Outcome,
    State,
    Summary,
    plan_batch,
    write_report,
)
from colorizer_gui.engine.colorizer import Colorizer
from colorizer_gui.engine.errors import SaveError, UsageError
from colorizer_gui.engine.look import Look
from colorizer_gui.engine.model.runtime import Model
from colorizer_gui.engine.photo import read_photo
from colorizer_gui.engine.session.output import Output
from colorizer_gui.engine.session.recipe import Recipe
from colorizer_gui.engine.session.recipe_file import write_recipe
from colorizer_gui.engine.session.saving import save_colorized
from colorizer_gui.engine.session.sidecar import sidecar_path

NAMES = ("a.png", "album/b.jpg", "album/c.tif", "d.png", "e.webp", "f.png")


@pytest.fixture
def options(tmp_path, tiny_model):
    return options_for(make_photos(tmp_path / "in", *NAMES), tmp_path / "out", tiny_model)


def resumed(options, **values):
    return states(run(replace(options, resume=True, **values)))


def test_results_equal_those_of_single_photos(options, tiny_model, tmp_path):
    summary = run(options)
    assert summary.succeeded
    assert str(summary.text()) == "6 of 6 photos colorized."
    colorizer = Colorizer(Model(tiny_model, "cpu"))
    for outcome in summary.outcomes:
        photo = read_photo(options.source / outcome.name)
        alone = tmp_path / f"alone{Path(outcome.result).suffix}"
        save_colorized(alone, photo, colorizer, Recipe(), options.output, overwrite=True)
        assert (options.dest / outcome.result).read_bytes() == alone.read_bytes()
        assert (outcome.width, outcome.height) == (photo.width, photo.height)
        assert outcome.model == "Tiny 0.1"


def test_bad_photos_are_reported_and_the_others_colorized(options, tmp_path):
    (options.source / "b.jpg").write_text("no photo")
    (options.source / "c.png").touch()
    (options.source / "album/broken.tif").symlink_to(options.source / "nowhere.tif")
    plan = plan_batch(options)
    (options.source / "d.png").unlink()
    with Batch(options) as batch:
        summary = batch.run(plan)
    failed = {o.name: str(o.message) for o in summary.outcomes if o.state == State.FAILED}
    assert set(failed) == {"b.jpg", "c.png", "d.png", "album/broken.tif"}
    assert all(Path(name).name in message for name, message in failed.items())
    assert not summary.succeeded
    assert len(contents(options.dest)) == 5
    report = tmp_path / "reports" / "report.csv"
    write_report(report, summary)
    with report.open(newline="", encoding="utf-8-sig") as file:
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


def test_a_recipe_whose_model_cannot_be_read_fails_its_photo_alone(options):
    (options.source / "folder.onnx").mkdir()
    models = [str(options.source / "folder.onnx"), "m" * 300, "m" * 300 + ".onnx", "\0.onnx"]
    for name, model in zip(NAMES, models, strict=False):
        write_recipe(sidecar_path(options.source / name), Recipe(model))
    summary = run(replace(options, model=None, recipe=Recipe(options.model)))
    failed = [outcome for outcome in summary.outcomes if outcome.state == State.FAILED]
    assert all("model" in str(outcome.message) for outcome in failed)
    assert str(summary.text()) == "2 of 6 photos colorized, 4 failed."


def test_only_changed_photos_are_colorized_again(options):
    run(options)
    before = {path: path.stat().st_mtime_ns for path in options.dest.rglob("*_color*")}
    assert set(resumed(options).values()) == {"unchanged"}
    assert before == {path: path.stat().st_mtime_ns for path in options.dest.rglob("*_color*")}
    make_photos(options.source, "x.png", "a.png")
    (options.dest / "d_color.png").unlink()
    write_recipe(sidecar_path(options.source / "f.png"), Recipe(look=Look(warmth=1)))
    again = resumed(options)
    assert {name for name, state in again.items() if state == "done"} == {
        "a.png", "d.png", "f.png", "x.png",
    }  # fmt: skip
    warmer = resumed(options, look=(("warmth", 1.0),))
    assert {name for name, state in warmer.items() if state == "unchanged"} == {"f.png"}
    assert set(resumed(options, output=Output(quality=50)).values()) == {"done"}


def test_without_resume_existing_results_are_skipped(options):
    run(options)
    assert set(states(run(options)).values()) == {"skipped"}


def test_a_retouched_result_is_kept(options):
    run(options)
    (options.dest / "a_color.png").write_bytes(b"retouched by hand")
    make_photos(options.source, "x.png", "a.png")
    assert resumed(options)["a.png"] == "skipped"
    assert (options.dest / "a_color.png").read_bytes() == b"retouched by hand"


def test_numbered_results_keep_their_names_when_resumed(options):
    options = replace(options, on_exists="rename")
    make_photos(options.dest, "a_color.png")
    first = states(run(options)), contents(options.dest)
    assert "a_color-2.png" in first[1]
    assert set(resumed(options).values()) == {"unchanged"}
    lines = journal(options).read_bytes().splitlines(keepends=True)
    kept = [line for line in lines if b'"a.png"' not in line or b'"begun"' in line]
    journal(options).write_bytes(b"".join(kept))
    assert resumed(options)["a.png"] == "done"
    assert contents(options.dest) == first[1]


def test_a_result_without_a_record_is_made_again_after_a_run_that_failed_to(options):
    run(options)
    lines = journal(options).read_bytes().splitlines(keepends=True)
    kept = [line for line in lines if b'"a.png"' not in line or b'"begun"' in line]
    journal(options).write_bytes(b"".join(kept))
    photo = (options.source / "a.png").read_bytes()
    (options.source / "a.png").write_bytes(photo[:50])
    assert resumed(options)["a.png"] == "failed"
    (options.source / "a.png").write_bytes(photo)
    assert resumed(options)["a.png"] == "done"
    assert resumed(options)["a.png"] == "unchanged"


def test_a_photo_added_later_does_not_take_the_name_of_an_earlier_result(options):
    options = replace(options, on_exists="rename", name="{stem}.png")
    run(options)
    make_photos(options.source, "a.bmp")
    assert set(resumed(options).values()) == {"unchanged", "done"}
    numbered = contents(options.dest)
    assert "a-2.png" in numbered
    make_photos(options.source, "a-2.jpg")
    assert set(resumed(options).values()) == {"unchanged", "done"}
    after = contents(options.dest)
    assert set(after) == {*numbered, "a-2-2.png"}
    assert numbered.items() <= after.items()


def test_an_unfinished_photo_keeps_the_name_of_its_result(options):
    options = replace(options, on_exists="rename", name="{stem}.png")
    run(options)
    lines = journal(options).read_bytes().splitlines(keepends=True)
    kept = [line for line in lines if b'"a.png"' not in line or b'"begun"' in line]
    journal(options).write_bytes(b"".join(kept))
    make_photos(options.source, "a.bmp")
    results = {item.name: item.result for item in plan_batch(replace(options, resume=True)).items}
    assert (results["a.png"], results["a.bmp"]) == ("a.png", "a-2.png")


def test_the_last_of_several_photos_that_had_a_name_keeps_it(options):
    options = replace(options, on_exists="rename", name="{stem}.png")
    run(options)
    first = (options.source / "a.png").rename(options.source.parent / "a.png")
    (options.dest / "a.png").unlink()
    make_photos(options.source, "b.png", "a.webp")
    assert resumed(options)["a.webp"] == "done"
    first.rename(options.source / "a.png")
    assert resumed(options)["a.webp"] == "unchanged"


def journal(options):
    return options.dest / ".colorizer-batch.jsonl"


def test_a_torn_line_of_the_journal_concerns_one_photo(options):
    run(options)
    lines = journal(options).read_bytes().splitlines(keepends=True)
    assert b"finished" in lines[-1]
    journal(options).write_bytes(b"".join(lines[:-1]) + lines[-1][:30])
    again = resumed(options)
    assert sorted(again.values()) == ["done"] + 5 * ["unchanged"]
    assert set(resumed(options).values()) == {"unchanged"}


def test_one_run_at_a_time_in_one_folder(options):
    with (
        Batch(options),
        pytest.raises(UsageError, match="Another run is writing"),
        Batch(replace(options, on_exists="rename")),
    ):
        pass
    assert run(options).succeeded


def test_shards_run_at_the_same_time_in_one_folder(options):
    whole = replace(options, dest=options.dest.with_name("whole"))
    run(whole)
    shards = [replace(options, shard=(number, 2)) for number in (1, 2)]
    with Batch(shards[0]) as first, Batch(shards[1]) as second:
        done = [states(batch.run(batch.plan())) for batch in (first, second)]
    assert done[0]
    assert done[1]
    assert contents(options.dest) == contents(whole.dest)
    assert set(resumed(options).values()) == {"unchanged"}


def test_no_photo_starts_while_the_batch_is_paused(options):
    class Rested(Control):
        rests = 0

        def wait_while_paused(self):
            self.rests += 1
            assert not self.can_start_photo()
            self.resume()

    control = Rested()
    options = replace(options, jobs=1)
    summary = run(options, Ended(lambda count: count == 1 and control.pause()), control)
    assert control.rests == 1
    assert summary.count(State.DONE) == 6


def test_a_cancelled_batch_can_be_resumed(options):
    control = Control()
    options = replace(options, jobs=1)
    summary = run(options, Ended(lambda count: count == 2 and control.cancel()), control)
    assert summary.count(State.DONE) in (2, 3)
    assert summary.count(State.STOPPED) == 6 - summary.count(State.DONE)
    assert len(contents(options.dest)) == summary.count(State.DONE)
    assert sorted(resumed(options).values()).count("done") == summary.count(State.STOPPED)


@pytest.mark.parametrize("written", [3, 12])
def test_a_full_disk_stops_the_batch_and_keeps_finished_results(options, monkeypatch, written):
    left = [written]
    fsync = os.fsync

    def on_a_full_disk(number):
        left[0] -= 1
        if left[0] < 0:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        fsync(number)

    with monkeypatch.context() as full:
        full.setattr(os, "fsync", on_a_full_disk)
        summary = run(replace(options, jobs=1))
    assert "the disk is full" in str(summary.problem)
    assert not summary.succeeded
    assert not list(options.dest.rglob("*.part"))
    assert set(resumed(options).values()) <= {"done", "unchanged"}
    undisturbed = replace(options, dest=options.dest.with_name("undisturbed"))
    run(undisturbed)
    assert contents(options.dest) == contents(undisturbed.dest)


def test_a_folder_that_cannot_be_made_is_an_error(options, tmp_path):
    place = tmp_path / "file"
    place.touch()
    with (
        pytest.raises(SaveError, match="Choose another"),
        Batch(replace(options, dest=place / "out")),
    ):
        pass


def test_a_photo_with_too_long_a_path_fails_alone(options, tmp_path):
    deep = "/".join("d" * 200 for _ in range(16))
    make_photos(options.source, f"{deep}/deep.png")
    far = replace(options, dest=tmp_path / "/".join("e" * 200 for _ in range(4)))
    found = states(run(far))
    assert found.pop(f"{deep}/deep.png") == "failed"
    assert set(found.values()) == {"done"}


def test_a_result_with_too_long_a_name_fails_alone(options):
    make_photos(options.source, "n" * 246 + ".png")
    summary = run(options)
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
def test_a_run_killed_twice_gives_the_same_results_in_the_end(options):
    make_photos(options.source, *(f"many/p{number:02}.png" for number in range(24)), side=120)
    before = contents(options.source)
    for when in ("1", "14"):
        values = [Path(__file__).parents[1], options.source, options.dest, options.model, when]
        killed = subprocess.run([sys.executable, "-c", KILLED, *map(str, values)])
        assert killed.returncode == -signal.SIGKILL
    assert set(resumed(options).values()) == {"done", "unchanged"}
    undisturbed = replace(options, dest=options.dest.with_name("undisturbed"))
    run(undisturbed)
    assert contents(options.dest) == contents(undisturbed.dest)
    assert contents(options.source) == before
    assert not list(options.dest.rglob("*.part"))


def test_results_of_gray_photos_have_colors(options):
    summary = run(options)
    result = read_photo(options.dest / summary.outcomes[0].result)
    assert result.pixels.ndim == 3
    assert np.ptp(result.pixels.astype(int), axis=-1).max() > 5


def test_the_summary_can_be_translated():
    outcomes = (Outcome("a.png", "a_color.png", State.DONE), Outcome("b.png", "", State.FAILED))
    text = Summary(outcomes).text()
    assert str(text) == "1 of 2 photos colorized, 1 failed."
    german = {
        "{done} of {total} photos colorized": "{done} von {total} Fotos koloriert",
        "{count} failed": "{count} fehlgeschlagen",
    }
    shown = text.render(lambda template: german.get(template, template))
    assert shown == "1 von 2 Fotos koloriert, 1 fehlgeschlagen."
