"""Interrupts the command at random moments: by kills and by signals. attack.py starts it.

The command runs in forks of one process that has imported the program, which makes a thousand of
them cheap. Prints what went wrong, and how often a file was half written at that moment, as JSON.
"""

import argparse
import json
import os
import random
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

import colorizer_gui.engine.batch
import colorizer_gui.engine.model.runtime
import colorizer_gui.engine.session.saving  # noqa: F401 - imported before the forks
from batch_files import contents, make_photos
from colorizer_gui import cli
from colorizer_gui.cli.signals import ends_without_words
from model_files import write_model

SEED = 1931
PHOTOS = 40  # of an archive
SUFFIXES = (".png", ".jpg", ".tif", ".webp")  # of single photos
# An archive is killed several times before it is done.
SHARE = 0.4
POLITE = {signal.SIGINT: 130, signal.SIGTERM: 143, signal.SIGHUP: 129}


class Command:
    """A run of the command in a fork of this process.

    Parameters
    ----------
    arguments : list of str
    """

    def __init__(self, arguments):
        reading, writing = os.pipe()
        self.process = os.fork()
        if not self.process:
            os.close(reading)
            _run(arguments, writing)
        os.close(writing)
        os.read(reading, 1)  # the program's own code runs from now on
        os.close(reading)

    def interrupt(self, number, seconds):
        """Send a signal after some time; returns the exit code, negative for a deadly signal."""
        time.sleep(seconds)
        os.kill(self.process, number)
        return self.end()

    def end(self):
        """Wait for its end; returns the exit code."""
        return os.waitstatus_to_exitcode(os.waitpid(self.process, 0)[1])


def _run(arguments, ready):
    code = 99
    try:
        null = os.open(os.devnull, os.O_RDWR)
        for number in (1, 2):
            os.dup2(null, number)
        ends_without_words()
        os.write(ready, b"1")
        os.close(ready)
        code = cli.main(arguments)
    finally:
        os._exit(code)


def half_written(folder):
    """Incomplete files in a folder and its subfolders."""
    return [path.name for path in folder.rglob("*.part")] if folder.is_dir() else []


class Archive:
    """A folder of photos, a batch over it that is interrupted, and its results.

    Parameters
    ----------
    folder : Path
    """

    def __init__(self, folder):
        self.source = make_photos(folder / "in", *(f"{n % 3}/{n}.png" for n in range(PHOTOS)))
        self.model = write_model(folder / "m.onnx")
        self.dest = folder / "out"
        for _ in range(2):  # the first run is slower
            begun = time.perf_counter()
            if self.begin().end():
                raise RuntimeError("the batch fails without being interrupted")
            self.lasts = time.perf_counter() - begun
            self.expected = contents(self.dest)
            shutil.rmtree(self.dest)

    def begin(self):
        """Start the batch, or go on with it."""
        options = ["--recursive", "--resume", "--jobs", "2", "--no-tag"]
        places = [str(self.source), str(self.dest), "--model", str(self.model)]
        return Command(["batch", *places, *options])

    def problems(self, is_whole=False):
        """What is wrong with the results so far; with all of them, once the batch has ended."""
        found = contents(self.dest) if self.dest.is_dir() else {}
        wrong = [name for name in found if self.expected.get(name) != found[name]]
        if wrong:
            yield f"results are others: {wrong}"
        if is_whole and found.keys() != self.expected.keys():
            yield f"{len(found)} results of {len(self.expected)}"


def kill_batches(kills, folder, draw, figures):
    """Kill runs of a batch, resume them, and compare the results; yields what went wrong."""
    archive = Archive(folder)
    done = 0
    while done < kills:
        finished = 0
        is_killed = True
        while is_killed and done < kills:
            code = archive.begin().interrupt(signal.SIGKILL, draw.uniform(0, SHARE) * archive.lasts)
            is_killed = code == -signal.SIGKILL
            done += is_killed
            figures["half written"] += bool(half_written(archive.dest))
            yield from archive.problems()
            results = len(contents(archive.dest)) if archive.dest.is_dir() else 0
            if results < finished:
                yield f"kill {done}: {finished - results} results were lost"
            finished = results
        if archive.begin().end():
            yield f"kill {done}: the batch cannot be resumed"
        yield from archive.problems(is_whole=True)
        if stray := half_written(archive.dest):
            yield f"kill {done}: these stay: {stray}"
        shutil.rmtree(archive.dest)


class Photo:
    """A photo that is saved alone, in place of an older result.

    Parameters
    ----------
    folder : Path
    suffix : str
    """

    def __init__(self, folder, suffix):
        name = f"photo{suffix}"
        self.path = make_photos(folder / "in", name, side=240) / name
        self.model = write_model(folder / "m.onnx")
        self.result = folder / "out" / name
        self.result.parent.mkdir(exist_ok=True)
        for _ in range(2):  # the first run is slower
            begun = time.perf_counter()
            if self.begin().end():
                raise RuntimeError("saving fails without being interrupted")
            self.lasts = time.perf_counter() - begun
        self.whole = self.result.read_bytes()

    def begin(self):
        """Start saving."""
        options = ["--model", str(self.model), "-o", str(self.result), "--overwrite", "--no-tag"]
        return Command(["colorize", str(self.path), *options])

    def set_back(self, old):
        """Put an older result in its place; None for none."""
        self.result.unlink(missing_ok=True)
        if old is not None:
            self.result.write_bytes(old)

    def is_lost(self, old):
        """Whether there is neither the older result nor the new one."""
        if not self.result.exists():
            return old is not None
        return self.result.read_bytes() not in (old, self.whole)


def kill_saves(kills, folder, draw, figures):
    """Kill saves of single photos; yields what went wrong."""
    photos = [Photo(folder, suffix) for suffix in SUFFIXES]
    done = 0
    while done < kills:
        photo = photos[done % len(photos)]
        old = draw.choice((None, b"an older result"))
        photo.set_back(old)
        code = photo.begin().interrupt(signal.SIGKILL, draw.uniform(0, photo.lasts))
        done += code == -signal.SIGKILL
        figures["half written"] += bool(half_written(photo.result.parent))
        if photo.is_lost(old):
            yield f"kill {done}: the result is neither the old nor the new one"
        if done % 10 == 0:
            if photo.begin().end() or photo.result.read_bytes() != photo.whole:
                yield f"kill {done}: saving again gives something else"
            if stray := half_written(photo.result.parent):
                yield f"kill {done}: these stay: {stray}"


def signal_batches(signals, folder, draw, figures):
    """Send signals to batches: they end in order, with nothing half written."""
    archive = Archive(folder)
    for number in range(signals):
        kind = draw.choice(tuple(POLITE))
        code = archive.begin().interrupt(kind, draw.uniform(0, archive.lasts))
        figures["ended early"] += code != 0
        if code not in (0, POLITE[kind], -kind):
            yield f"signal {number}, {kind.name}: exit code {code}"
        yield from archive.problems(is_whole=code == 0)
        if stray := half_written(archive.dest):
            yield f"signal {number}, {kind.name}: these stay: {stray}"
        if code == 0 or draw.random() < 0.2:
            if archive.begin().end():
                yield f"signal {number}: the batch cannot be resumed"
            yield from archive.problems(is_whole=True)
            shutil.rmtree(archive.dest)


def signal_saves(signals, folder, draw, figures):
    """Send signals to saves of single photos."""
    photos = [Photo(folder, suffix) for suffix in SUFFIXES]
    for number in range(signals):
        photo, kind = photos[number % len(photos)], draw.choice(tuple(POLITE))
        old = draw.choice((None, b"an older result"))
        photo.set_back(old)
        code = photo.begin().interrupt(kind, draw.uniform(0, photo.lasts))
        figures["ended early"] += code != 0
        if code not in (0, POLITE[kind], -kind):
            yield f"signal {number}, {kind.name}: exit code {code}"
        if photo.is_lost(old) or (code == 0 and photo.result.read_bytes() != photo.whole):
            yield f"signal {number}, {kind.name}: the result is neither the old nor the new one"
        if stray := half_written(photo.result.parent):
            yield f"signal {number}, {kind.name}: these stay: {stray}"


KINDS = {
    "kill-batches": kill_batches,
    "kill-saves": kill_saves,
    "signal-batches": signal_batches,
    "signal-saves": signal_saves,
}


def main():
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kind", choices=KINDS)
    parser.add_argument("count", type=int)
    parser.add_argument("--seed", type=int, default=SEED)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        for variable in ("XDG_STATE_HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME"):
            os.environ[variable] = name
        draw = random.Random(f"{options.kind} {options.seed}")
        figures = Counter()
        problems = list(KINDS[options.kind](options.count, Path(name), draw, figures))
    print(json.dumps({"problems": problems, "figures": figures}))
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
