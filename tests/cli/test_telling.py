"""What is told never stops the work, and stays on one line; signals end the command in order."""

import csv
import os
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import cv2
import numpy as np
import pytest

from batch_files import contents, make_photos
from colorizer_gui.cli import main
from colorizer_gui.cli.messages import say
from colorizer_gui.engine.batch import Outcome, State, Summary, write_report
from colorizer_gui.engine.messages import Message
from hostile_models import write_endless_model
from model_files import ABOUT, write_model

pytestmark = pytest.mark.slow  # each starts the command

COMMAND = [sys.executable, "-m", "colorizer_gui.cli"]
# The command, which sends itself a signal as soon as one of its threads runs a network.
SIGNALED_IN_A_RUN = """
import os, sys, threading
from colorizer_gui.cli import main

def watch(frame, event, function):
    if event == "c_call" and function.__name__ == "run":
        os.kill(os.getpid(), int(sys.argv[1]))

threading.setprofile(watch)
sys.exit(main(sys.argv[2:]))
"""
TIMEOUT = 60
FULL = Path("/dev/full")
posix = pytest.mark.skipif(os.name == "nt", reason="Windows has no such signals and devices")
needs_full = pytest.mark.skipif(not FULL.exists(), reason="needs a device that is always full")


@pytest.fixture
def source(tmp_path):
    """Two photos, and two files that are none."""
    source = make_photos(tmp_path / "in", "a.png", "c.png")
    for name in ("b.png", "d.png"):
        (source / name).write_text("no photo")
    return source


def colorize(source, out, model, *more):
    return [
        *COMMAND, "colorize", str(source), "--output", str(out), "--model", str(model), *more,
    ]  # fmt: skip


# standard error


@needs_full
def test_messages_that_do_not_fit_the_disk_stop_nothing(source, tmp_path, tiny_model):
    with FULL.open("w") as full:
        done = subprocess.run(colorize(source, tmp_path / "out", tiny_model), stderr=full)
    assert done.returncode == 1  # two files are no photos
    assert set(contents(tmp_path / "out")) == {"a_color.png", "c_color.png"}


@posix
def test_a_closed_standard_error_stops_nothing_and_no_file_takes_its_place(
    source, tmp_path, tiny_model
):
    command = colorize(source, tmp_path / "out", tiny_model)
    done = subprocess.run(["sh", "-c", '"$@" 0<&- 1>&- 2>&-', "sh", *command])
    assert done.returncode == 1
    assert set(contents(tmp_path / "out")) == {"a_color.png", "c_color.png"}
    for path in (tmp_path / "out").iterdir():
        assert cv2.imread(str(path)) is not None


@posix
def test_a_pipe_that_nobody_reads_stops_nothing(tmp_path, capfd, monkeypatch, caplog):
    reading, writing = os.pipe()
    monkeypatch.setattr("colorizer_gui.cli.messages._patience", 100)
    with os.fdopen(writing, "w") as unread, caplog.at_level("CRITICAL"):
        monkeypatch.setattr(sys, "stderr", unread)
        for _ in range(3_000):
            say(Message("{text}", text="x" * 200))
        monkeypatch.undo()
    os.close(reading)


@needs_full
def test_a_table_that_cannot_be_printed_is_told(tiny_model, capfd):
    with FULL.open("w") as full:
        done = subprocess.run(
            [*COMMAND, "info", str(tiny_model)], stdout=full, stderr=subprocess.PIPE, text=True
        )
    assert done.returncode == 1
    assert done.stderr == "colorizer: Can't print: the disk is full.\n"


@needs_full
def test_a_log_that_cannot_be_written_is_no_matter(source, tmp_path, tiny_model, user_folders):
    folder = user_folders / "Colorizer" / "log"
    folder.mkdir(parents=True)
    linking = 'ln -s "$1" "$2/colorizer-$$.log" && shift 2 && exec "$@"'  # of this process
    command = colorize(source, tmp_path / "out", tiny_model)
    done = subprocess.run(
        ["sh", "-c", linking, "sh", FULL, folder, *command], stderr=subprocess.PIPE, text=True
    )
    assert [line[:10] for line in done.stderr.splitlines()] == ["colorizer:"] * 3


PRINTS = """
import os, sys
from colorizer_gui.library_output import library_output_logged
from colorizer_gui.logs import log_on_demand

log_on_demand()
with library_output_logged():
    import warnings
    os.write(2, b"libtiff: \\x1b[2J words of a library\\n")
    os.write(2, b"x" * 1_000_000 + b"\\n")
    warnings.warn("words of NumPy")
    print("for the user", file=sys.stderr)
print("at the end", file=sys.stderr)
"""


@posix
def test_words_of_libraries_go_to_the_log(user_folders):
    done = subprocess.run([sys.executable, "-c", PRINTS], stderr=subprocess.PIPE, text=True)
    assert done.stderr == "for the user\nat the end\n"
    (log,) = user_folders.rglob("colorizer-*.log")
    text = log.read_text()
    assert "words of a library" in text
    assert "words of NumPy" in text
    assert len(text) < 200_000


# control characters, formulas


@posix
def test_nothing_that_is_printed_moves_the_terminal(tmp_path, capsys):
    name = "a\x1b[31m\r\u202eb.png"
    photo = make_photos(tmp_path, name) / name
    model = write_model(tmp_path / "\x1bm.onnx", ABOUT | {
        "name": "N\x1b[2J", "source": "\x07", "metrics": {"a\x1b": "b\nc"},
    })  # fmt: skip
    assert main(["info", str(photo)]) == 0
    assert main(["info", str(model)]) == 0
    assert main(["colorize", str(photo), "--model", str(model)]) == 0
    assert main(["colorize", str(photo), "--model", str(model)]) == 1
    assert main(["batch", str(tmp_path), str(tmp_path / "out"), "--dry-run"]) == 0
    told = "".join(capsys.readouterr())
    assert all(character.isprintable() or character == "\n" for character in told)


def test_a_spreadsheet_finds_no_formula_in_a_report(tmp_path):
    names = ["=1+1.png", "+1.png", "-1.png", "@SUM(A1).png", "\t=1.png", " =1.png", "a\nb.png"]
    outcomes = tuple(
        Outcome(name, name, State.FAILED, message=Message("{name}", name=name)) for name in names
    )
    write_report(tmp_path / "r.csv", Summary(outcomes))
    with (tmp_path / "r.csv").open(newline="", encoding="utf-8-sig") as file:
        cells = [cell for row in csv.reader(file) for cell in row]
    assert not [cell for cell in cells if cell.strip()[:1] in ("=", "+", "-", "@") and cell]
    assert all(cell.isprintable() for cell in cells)


def test_a_sentence_quotes_a_bounded_part_of_a_file():
    text = str(Message("{key} {number}", key="k" * 1_000_000, number=7))
    assert len(text) < 310
    assert text.endswith("k 7")


# signals


def wait_for_part(process, folder):
    """Wait until a process has begun a file; it must not have ended by then."""
    while not (folder.is_dir() and any(path.suffix == ".part" for path in folder.iterdir())):
        with suppress(subprocess.TimeoutExpired):
            pytest.fail(f"it ended with status {process.wait(0.005)}")


@posix
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_signal_ends_the_command_and_leaves_nothing(tmp_path, tiny_model, number):
    big = np.random.default_rng(1931).integers(0, 255, (3_000, 4_000), np.uint8)
    cv2.imwrite(str(tmp_path / "a.png"), big)
    out = tmp_path / "out"
    command = colorize(tmp_path / "a.png", out, tiny_model)
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        wait_for_part(process, out)
        process.send_signal(number)
        _, told = process.communicate(timeout=TIMEOUT)
    assert process.returncode == 128 + number
    assert told == "colorizer: Stopped. What was finished is kept.\n"
    assert list(out.iterdir()) == []


@posix
@pytest.mark.parametrize(
    ("command", "number"), [("colorize", signal.SIGINT), ("batch", signal.SIGHUP)]
)
def test_a_signal_ends_a_network_that_does_not_end(tmp_path, command, number):
    source = make_photos(tmp_path / "in", "a.png")
    model = write_endless_model(tmp_path / "endless.onnx")
    places = [source, tmp_path / "out"] if command == "batch" else [source / "a.png"]
    arguments = [command, *places, "--model", model]
    program = [sys.executable, "-c", SIGNALED_IN_A_RUN, str(number.value), *arguments]
    done = subprocess.run(program, timeout=TIMEOUT, check=False)
    assert done.returncode == 128 + number


@posix
def test_nohup_is_respected():
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        assert main(["models"]) == 0
        assert signal.getsignal(signal.SIGHUP) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGHUP, before)
    assert signal.getsignal(signal.SIGTERM) is signal.SIG_DFL
