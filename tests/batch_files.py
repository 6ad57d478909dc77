"""Folders of small photos, for the tests of batches."""

import os
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from colorizer_gui.engine.batch import Batch, BatchOptions, Listener
from colorizer_gui.engine.session.output import Output

NOBODY = 65534


def make_photos(folder, *names, side=48):
    """Draw small gray photos, each different; the names may lead into subfolders."""
    for number, name in enumerate(names):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        y, x = np.mgrid[:side, : side + 8 * number % 64]
        gray = (128 + 90 * np.sin((x * (number % 5 + 1) + y) / 11)).astype(np.uint8)
        Image.fromarray(gray).save(path)
    return folder


def options_for(source, dest, model, **values):
    """Options with a model, and results that do not depend on the version of the program."""
    values = {"output": Output(tagged=False), "device": "cpu", "recursive": True} | values
    return BatchOptions(source, dest, model=str(model), **values)


def run(options, listener=None, control=None):
    """Plan and run a batch, and return its summary."""
    with Batch(options, control) as batch:
        return batch.run(batch.plan(), listener)


def states(summary):
    """The state of each photo by its name."""
    return {outcome.name: str(outcome.state) for outcome in summary.outcomes}


def contents(folder):
    """The bytes of all files in a folder and its subfolders, by path, without hidden files."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.startswith(".")
    }


def _can_read_program():
    try:
        return bool(Path(__file__).read_bytes())
    except PermissionError:
        return False


@contextmanager
def as_nobody(folder):
    """Without the permissions of the administrator, who may write everywhere."""
    if os.geteuid() == 0:
        for path in (folder, *folder.rglob("*")):
            os.chown(path, NOBODY, NOBODY)
        os.seteuid(NOBODY)
        try:
            if not _can_read_program():
                pytest.skip("only the administrator can read the program, as below /root")
            yield
        finally:
            os.seteuid(0)
    else:
        yield


class Ended(Listener):
    """Calls a function with the number of photos that have an outcome."""

    def __init__(self, act):
        self.act = act
        self.count = 0

    def started(self, item):
        pass

    def ended(self, outcome):
        self.count += 1
        self.act(self.count)
