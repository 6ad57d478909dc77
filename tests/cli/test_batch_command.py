"""`colorizer batch`."""

import csv
import os
import shutil
import signal

import pytest

from batch_files import contents, make_photos
from colorizer_gui.cli import main


@pytest.fixture
def source(tmp_path):
    return make_photos(tmp_path / "in", "a.png", "b.png", "sub/c.jpg")


@pytest.fixture
def batch(source, tmp_path, tiny_model, capsys):
    """Run the command; returns its exit code and the lines on standard error and output."""

    def run(*options, dest=tmp_path / "out"):
        arguments = ["batch", source, dest, "--model", tiny_model, "--device", "cpu", *options]
        try:
            code = main([str(argument) for argument in arguments])
        except SystemExit as end:
            code = end.code
        said = capsys.readouterr()
        return code, said.err.splitlines(), said.out.splitlines()

    return run


def test_a_folder_is_colorized_and_resumed(batch, source, tmp_path):
    before = contents(source)
    code, said, _ = batch("--recursive")
    assert (code, said) == (0, ["colorizer: 3 of 3 photos colorized."])
    assert set(contents(tmp_path / "out")) == {"a_color.png", "b_color.png", "sub/c_color.jpg"}
    assert contents(source) == before
    (tmp_path / "out" / "b_color.png").unlink()
    code, said, _ = batch("--recursive", "--resume")
    assert (code, said) == (0, ["colorizer: 1 of 3 photos colorized, 2 already done."])


def test_a_dry_run_prints_the_plan(batch, tmp_path):
    code, _, said = batch("--dry-run", "--name", "{stem}.tif")
    assert code == 0
    assert said == ["a.png -> a.tif", "b.png -> b.tif"]
    assert not (tmp_path / "out").exists()


def test_a_dry_run_changes_no_file(batch, source, tmp_path):
    batch("--recursive")
    (source / "a.png").touch()
    before = everything(tmp_path)
    for options in ((), ("--resume",), ("--on-exists", "rename"), ("--shard", "1/2")):
        assert batch("--dry-run", "--recursive", "--report", tmp_path / "r.csv", *options)[0] == 0
    assert everything(tmp_path) == before


def everything(folder):
    """All files and subfolders of a folder, hidden ones too, with their times."""
    return {path: path.stat().st_mtime_ns for path in folder.rglob("*")}


def test_broken_photos_do_not_affect_the_others(batch, source, tmp_path):
    names = [f"p{number:02}.{'jpg' if number % 2 else 'png'}" for number in range(40)]
    make_photos(source, *names)
    (source / "p01.jpg").write_bytes((source / "p01.jpg").read_bytes()[:200])
    (source / "p02.png").write_bytes(b"")
    (source / "p03.jpg").write_bytes((source / "p04.png").read_bytes()[:90])
    (source / "p06.png").write_text("no photo")
    report = tmp_path / "report.csv"
    code, said, _ = batch("--report", report, "--pattern", "p*")
    assert code == 1
    assert said[-1] == "colorizer: 36 of 40 photos colorized, 4 failed."
    with report.open(newline="", encoding="utf-8-sig") as file:
        rows = {row["photo"]: row for row in csv.DictReader(file)}
    assert sorted(rows) == names
    failed = {name: row["message"] for name, row in rows.items() if row["state"] == "failed"}
    assert set(failed) == {"p01.jpg", "p02.png", "p03.jpg", "p06.png"}
    assert all(name in message for name, message in failed.items())


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (lambda source, dest: shutil.rmtree(source), "There is no folder"),
        (lambda source, dest: [shutil.rmtree(source), source.mkdir()], "There is no photo"),
        (lambda source, dest: [shutil.rmtree(source), source.touch()], "is a file"),
        (lambda source, dest: dest.touch(), "is a file"),
    ],
)
def test_folders_that_cannot_be_used_are_refused(batch, source, tmp_path, make, says):
    make(source, tmp_path / "out")
    code, said, _ = batch()
    assert code == 2
    assert says in said[-1]


def test_folders_with_impossible_names_are_refused(batch, source, tmp_path):
    endless = "/".join(["d" * 200] * 30)
    code, said, _ = batch(dest=tmp_path / endless)
    assert code == 1
    assert "too long" in said[-1]
    source.rename(tmp_path / "elsewhere")
    source.symlink_to(source)
    code, said, _ = batch()
    assert code == 2
    assert "There is no folder" in said[-1]


def test_file_dates_are_kept_and_do_not_disturb_resuming(batch, source, tmp_path):
    moment = 978_307_200_000_000_000
    os.utime(source / "a.png", ns=(moment, moment))
    code, _, _ = batch("--keep-dates")
    assert code == 0
    result = tmp_path / "out" / "a_color.png"
    assert result.stat().st_mtime_ns == moment
    before = result.stat().st_ino
    code, said, _ = batch("--keep-dates", "--resume")
    assert code == 0
    assert result.stat().st_ino == before, said


def test_shards_can_be_resumed(batch, tmp_path):
    for shard in ("1/2", "2/2"):
        assert batch("--recursive", "--shard", shard)[0] == 0
    before = contents(tmp_path / "out")
    assert len(before) == 3
    for shard in ("1/2", "2/2"):
        code, said, _ = batch("--recursive", "--shard", shard, "--resume")
        assert code == 0
        assert "colorizer: 0 of" in said[-1]
    assert contents(tmp_path / "out") == before


def test_a_bad_photo_is_named_on_one_line_and_in_the_report(batch, source, tmp_path):
    (source / "two\nlines.png").write_text("no photo")
    report = tmp_path / "report.csv"
    code, said, _ = batch("--report", report)
    assert code == 1
    assert len(said) == 2
    assert r"two\nlines.png" in said[0]
    assert said[1] == "colorizer: 2 of 3 photos colorized, 1 failed."
    assert r"two\nlines.png" in report.read_text("utf-8")


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (["--pattern", "*.tif"], "--recursive"),
        (["--name", "{date}{ext}"], "{date}"),
        (["--shard", "3/2"], "3/2"),
        (["--jobs", "0"], "at least 1"),
        (["--watch", "--dry-run"], "not allowed"),
        (["--strip-metadata", "--strip-location"], "not allowed"),
        (["--report", "FOLDER"], "folder"),
        (["--format", "jpeg", "--name", "{stem}.png"], ".jpg"),
    ],
)
def test_wrong_arguments_change_nothing(batch, tmp_path, options, says):
    given = [tmp_path if option == "FOLDER" else option for option in options]
    code, said, _ = batch(*given)
    assert code == 2
    assert says in said[-1]
    assert not (tmp_path / "out").exists()


def test_clashes_are_reported_before_anything_is_done(batch, source, tmp_path):
    make_photos(source, "a.bmp")
    code, said, _ = batch()
    assert code == 2
    assert "a.bmp and a.png" in said[-1]
    assert not contents(tmp_path / "out")
    assert batch("--on-exists", "rename")[0] == 0
    assert set(contents(tmp_path / "out")) == {"a_color.png", "a_color-2.png", "b_color.png"}


def test_a_model_that_cannot_be_used_stops_the_batch_before_any_photo(batch, tmp_path):
    (tmp_path / "folder.onnx").mkdir()
    for model in ("unknown", "unknown" * 50, tmp_path / "folder.onnx"):
        code, said, _ = batch("--model", model)
        assert code == 1
        assert f"{model}"[-11:] in said[-1]
        assert not contents(tmp_path / "out")


def test_ctrl_c_ends_the_batch_in_order(batch, monkeypatch, tmp_path):
    from colorizer_gui.engine.batch.worker import PhotoWorker

    color = PhotoWorker.__call__

    def interrupted(worker, item):
        outcome = color(worker, item)
        if item.name == "a.png":
            signal.raise_signal(signal.SIGINT)
        return outcome

    monkeypatch.setattr(PhotoWorker, "__call__", interrupted)
    code, said, _ = batch("--jobs", "1", "--recursive", "--report", tmp_path / "report.csv")
    assert code == 130
    assert "not done" in said[0]
    assert said[-1] == "colorizer: Stopped. What was finished is kept."
    assert "stopped" in (tmp_path / "report.csv").read_text()
    assert len(contents(tmp_path / "out")) == said[0].count("1 of 3") + 2 * said[0].count("2 of 3")


def test_ctrl_c_ends_watching_with_a_summary(batch, monkeypatch, tmp_path):
    from colorizer_gui.engine.batch import Control

    searches, before = [], signal.getsignal(signal.SIGINT)

    def wait(control, _seconds):
        searches.append(1)
        if len(searches) == 2:
            signal.raise_signal(signal.SIGINT)
        return control.is_cancelled()

    monkeypatch.setattr(Control, "wait_until_cancelled", wait)
    code, said, _ = batch("--watch")
    assert (code, said) == (0, ["colorizer: 2 of 2 photos colorized."])
    assert signal.getsignal(signal.SIGINT) is before
