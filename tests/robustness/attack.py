"""Attacks the program with drawn cases: ``make attack``.

Photos, models and texts are damaged or hostile; batches and saves are killed. What must not happen:
errors that nobody foresaw (raw), work beyond 10 seconds (hang), 2 GB, hidden files that stay,
words of libraries on the terminal, results that differ after a kill.
"""

import argparse
import json
import os
import random
import select
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from batch_files import contents, make_photos
from model_files import write_model

HERE = Path(__file__).parent
# What the tests share, for the processes that try the cases.
ENVIRONMENT = os.environ | {
    "PYTHONPATH": os.pathsep.join(filter(None, [str(HERE.parent), os.environ.get("PYTHONPATH")]))
}
LONGEST, MOST_MEGABYTES = 10.0, 2_000
CHUNK = 200
STARTING = 60.0  # seconds, on a busy machine
AMOUNTS = {"photos": 8_000, "models": 300, "texts": 500}
KILLS = 1_000


class Figures:
    """What became of the cases of a kind."""

    def __init__(self):
        self.counts = Counter()
        self.longest = 0.0
        self.megabytes = 0
        self.problems = []

    def add(self, number, outcome, seconds=0.0, megabytes=0):
        """Count a case."""
        self.longest = max(self.longest, seconds)
        self.megabytes = max(self.megabytes, megabytes)
        if seconds > LONGEST:
            outcome = f"hang: {seconds:.0f} s"
        elif megabytes > MOST_MEGABYTES:
            outcome = f"memory: {megabytes} MB"
        kind = outcome.partition(":")[0]
        self.counts[kind] += 1
        if kind not in ("taken", "refused"):
            self.problems.append((number, outcome))

    def row(self, name):
        """A row of the table in docs/reliability.md."""
        columns = [sum(self.counts.values())]
        columns += [self.counts[kind] for kind in ("taken", "refused", "raw", "hang", "memory")]
        columns += [f"{self.longest:.1f} s", f"{self.megabytes} MB"]
        return f"| {name} | {' | '.join(map(str, columns))} |"


def attack(kind, first, last):
    """Try cases in processes of their own; one that dies or hangs is replaced."""
    figures = Figures()
    while first < last:
        end = min(first + CHUNK, last)
        command = [sys.executable, str(HERE / "attack_child.py"), kind, str(first), str(end)]
        with (
            tempfile.TemporaryFile() as told,
            subprocess.Popen(
                command, stdout=subprocess.PIPE, stderr=told, env=ENVIRONMENT
            ) as child,
        ):
            first = follow(child, first, figures)
            told.seek(0)
            if words := told.read().decode(errors="replace").strip():
                figures.problems.append((first, f"words: {words[-300:]}"))
    return figures


def follow(child, number, figures):
    """Count what a process reports; returns the number of the case to go on with."""
    patience = STARTING
    while True:
        ready, _, _ = select.select([child.stdout], [], [], patience)
        if not ready:
            child.kill()
            figures.add(number, "hang: it never ended", 0.0)
            return number + 1
        line = child.stdout.readline()
        if not line:
            if child.wait():
                figures.add(number, f"raw: the process ended with {child.returncode}")
                return number + 1
            return number
        report = json.loads(line)
        if "outcome" in report:
            figures.add(number, **report)
            number += 1
        patience = 3 * LONGEST


def kill_batches(kills, seed=1931):
    """Kill runs of a batch at any moment, resume them, and compare the results in the end.

    Returns
    -------
    list of str
        What went wrong.
    """
    draw = random.Random(seed)
    problems = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        source = make_photos(folder / "in", *(f"{number}.png" for number in range(12)), side=200)
        model = write_model(folder / "m.onnx")
        environment = os.environ | {"XDG_STATE_HOME": name, "XDG_DATA_HOME": name}
        command = [sys.executable, "-m", "colorizer_gui.cli", "batch", str(source)]
        options = ["--model", str(model), "--resume", "--jobs", "2", "--no-tag"]

        def run(dest):
            return subprocess.Popen(
                [*command, str(dest), *options], env=environment, stderr=subprocess.DEVNULL
            )

        begun = time.perf_counter()
        if run(folder / "whole").wait():
            return ["the batch failed without a kill"]
        lasts = time.perf_counter() - begun
        expected = contents(folder / "whole")
        done = 0
        while done < kills:
            dest = folder / "killed"
            for _ in range(min(4, kills - done)):
                process = run(dest)
                time.sleep(draw.uniform(0.2, 1.0) * lasts)
                process.send_signal(signal.SIGKILL)
                process.wait()
                done += 1
            if run(dest).wait():
                problems.append(f"after {done} kills the batch could not be resumed")
            if contents(dest) != expected:
                problems.append(f"after {done} kills the results are others")
            if stray := [path.name for path in dest.rglob("*.part")]:
                problems.append(f"after {done} kills these stay: {stray}")
            shutil.rmtree(dest)
    return problems


def main(arguments=None):
    """Command line; returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--share", type=float, default=1.0, help="of the whole attack")
    parser.add_argument("--kills", type=int, default=60, help=f"of batches; {KILLS} take hours")
    options = parser.parse_args(arguments)
    print("| cases | tried | taken | refused | raw | hangs | memory | longest | most memory |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- | --- |", flush=True)
    problems = []
    for kind, amount in AMOUNTS.items():
        figures = attack(kind, 0, max(1, int(amount * options.share)))
        print(figures.row(kind), flush=True)
        problems += [f"{kind} {number}: {outcome}" for number, outcome in figures.problems]
    problems += kill_batches(options.kills)
    print(f"\n{options.kills} kills of `batch --resume`", *problems, sep="\n")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
