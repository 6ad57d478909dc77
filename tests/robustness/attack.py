"""Attacks the program with drawn cases: ``make attack``.

Photos, models and texts are damaged or hostile; batches and saves are killed or get signals; disks
become full; a server gets thousands of uploads. What must not happen: errors that nobody foresaw
(raw), work beyond 10 seconds (hang), 2 GB, hidden files that stay, words of libraries on the
terminal, results that differ after a kill.
"""

import argparse
import json
import os
import select
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

from full_disk import inside_namespace

HERE = Path(__file__).parent
# What the tests share, for the processes that try the cases.
ENVIRONMENT = os.environ | {
    "PYTHONPATH": os.pathsep.join(filter(None, [str(HERE.parent), os.environ.get("PYTHONPATH")]))
}
LONGEST, MOST_MEGABYTES = 10.0, 2_000  # seconds of processor time
LONGEST_TRIAL = 60.0  # seconds of the first load of a model, in a process of its own
CHUNK = 200
PATIENCE = 90.0  # seconds for a case, or for starting, on a busy machine
AMOUNTS = {"photos": 8_000, "models": 300, "texts": 500, "trials": 100}
INTERRUPTIONS = {
    "kill-batches": 1_000,
    "kill-saves": 300,
    "signal-batches": 150,
    "signal-saves": 300,
}
DISKS = 40
UPLOADS = 10_000


class Figures:
    """What became of the cases of a kind."""

    def __init__(self, kind):
        self.limit = LONGEST_TRIAL if kind == "trials" else LONGEST
        # All models of trials are hostile; of other cases, some are damaged where it does no harm.
        self.fine = ("refused",) if kind == "trials" else ("taken", "refused")
        self.counts = Counter()
        self.longest = 0.0
        self.megabytes = 0
        self.problems = []

    def add(self, number, outcome, seconds=0.0, megabytes=0):
        """Count a case."""
        self.longest = max(self.longest, seconds)
        self.megabytes = max(self.megabytes, megabytes)
        if seconds > self.limit:
            outcome = f"hang: {seconds:.0f} s"
        elif megabytes > MOST_MEGABYTES:
            outcome = f"memory: {megabytes} MB"
        kind = outcome.partition(":")[0]
        self.counts[kind] += 1
        if kind not in self.fine:
            self.problems.append((number, outcome))

    def row(self, name):
        """A row of the table in docs/reliability.md."""
        columns = [sum(self.counts.values())]
        columns += [self.counts[kind] for kind in ("taken", "refused", "raw", "hang", "memory")]
        columns += [f"{self.longest:.1f} s", f"{self.megabytes} MB"]
        return f"| {name} | {' | '.join(map(str, columns))} |"


def attack(kind, first, last):
    """Try cases in processes of their own; one that dies or hangs is replaced."""
    figures = Figures(kind)
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
    while True:
        ready, _, _ = select.select([child.stdout], [], [], PATIENCE)
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
        try:
            report = json.loads(line)
        except ValueError:
            figures.problems.append((number, f"words: {line!r}"))
            continue
        if "outcome" in report:
            figures.add(number, **report)
            number += 1


def interrupt(kind, count):
    """Interrupt the command in a process of its own, see interruptions.py.

    Returns
    -------
    dict
        ``problems``, a list of what went wrong, and ``figures``.
    """
    return report_of([sys.executable, str(HERE / "interruptions.py"), kind, str(count)])


def fill_disks(count):
    """Let small disks become full; None where this system does not let us mount one."""
    namespace = inside_namespace()
    if namespace is None:
        return None
    return report_of([*namespace, sys.executable, str(HERE / "full_disk.py"), str(count)])


def upload_many(count):
    """Upload many tiny photos to the page for browsers, see web_uploads.py."""
    return report_of([sys.executable, str(HERE / "web_uploads.py"), str(count)])


def report_of(command):
    """What a program prints as JSON; how it died counts as a problem."""
    done = subprocess.run(command, capture_output=True, text=True, env=ENVIRONMENT, check=False)
    try:
        return json.loads(done.stdout)
    except ValueError:
        return {"problems": [f"{command[1:]}: {done.returncode} {done.stderr[-500:]}"]}


def main(arguments=None):
    """Command line; returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--share", type=float, default=1.0, help="of the cases")
    parser.add_argument("--disks", type=int, default=DISKS, help="that become full")
    parser.add_argument("--uploads", type=int, default=UPLOADS, help="to the page for browsers")
    for kind, count in INTERRUPTIONS.items():
        parser.add_argument(f"--{kind}", type=int, default=count, metavar="N")
    options = vars(parser.parse_args(arguments))
    print("| cases | tried | taken | refused | raw | hangs | memory | longest | most memory |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- | --- |", flush=True)
    problems = []
    for kind, amount in AMOUNTS.items():
        figures = attack(kind, 0, max(1, int(amount * options["share"])))
        print(figures.row(kind), flush=True)
        problems += [f"{kind} {number}: {outcome}" for number, outcome in figures.problems]
    for kind in INTERRUPTIONS:
        count = options[kind.replace("-", "_")]
        report = interrupt(kind, count)
        print(f"{kind}: {count}, {report.get('figures')}", flush=True)
        problems += [f"{kind}: {problem}" for problem in report["problems"]]
    report = fill_disks(options["disks"])
    if report is None:
        print("full disks: not tried, since this user may not mount one")
    else:
        print(f"full disks: {options['disks']}")
        problems += report["problems"]
    report = upload_many(options["uploads"])
    print(f"uploads: {report.get('figures')}")
    problems += [f"uploads: {problem}" for problem in report["problems"]]
    print(*(problems or ["nothing went wrong"]), sep="\n")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
