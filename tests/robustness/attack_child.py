"""Tries hostile cases, one after the other, and prints what became of each: see attack.py."""

import json
import logging
import os
import resource
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
from hostile_cases import model_case, photo_case, text_case

from colorizer_gui.engine.batch.journal import History
from colorizer_gui.engine.errors import ColorizerError
from colorizer_gui.engine.model.installing import import_model
from colorizer_gui.engine.model.runtime import Model
from colorizer_gui.engine.photo import read_photo
from colorizer_gui.engine.session.recipe_file import read_recipe
from colorizer_gui.engine.settings import read_settings
from colorizer_gui.library_output import library_output_logged
from hostile_trials import hostile_model

MOST_MEMORY = 8 * 2**30


def try_photo(number, folder):
    """Open a damaged photo."""
    suffix, content = photo_case(number)
    path = folder / f"a{suffix}"
    path.write_bytes(content)
    read_photo(path)


def try_model(number, folder):
    """Load a hostile model and run it."""
    path = folder / "m.onnx"
    path.write_bytes(model_case(number))
    model = Model(path, "cpu")
    side = model.info.stride * max(1, 64 // model.info.stride)
    model.run(np.full((side, side), 50, np.float32))


def try_text(number, folder):
    """Read a hostile text."""
    kind, content = text_case(number)
    path = folder / {"recipe": "r.json", "journal": ".colorizer-batch.jsonl"}.get(kind, "s.toml")
    path.write_bytes(content)
    if kind == "recipe":
        read_recipe(path)
    elif kind == "journal":
        History.read(folder)
    else:
        read_settings(path)


def try_trial(number, folder):
    """Import a hostile model."""
    os.environ["XDG_DATA_HOME"] = str(folder / "data")
    import_model(hostile_model(number, folder))


TRIES = {"photos": try_photo, "models": try_model, "texts": try_text, "trials": try_trial}


def outcome_of(attempt, number):
    """What became of a case: taken, refused in a sentence, or an error that nobody foresaw."""
    with tempfile.TemporaryDirectory() as folder:
        try:
            attempt(number, Path(folder))
        except ColorizerError as error:
            told = str(error)
            if "internal error" in told:
                return f"raw: {error.__cause__!r}"[:300]
            return "refused" if len(told) < 2_000 else f"raw: a sentence of {len(told)} characters"
        except Exception as error:
            return f"raw: {error!r}"[:300]
        stray = [path.name for path in Path(folder).rglob("*.part")]
        return f"stray: {stray}" if stray else "taken"


def peak_megabytes():
    """Peak memory of this process and of those that it started, whichever is larger."""
    # That of getrusage for this process begins with its parent's.
    own = int(Path("/proc/self/status").read_text().split("VmHWM:")[1].split()[0])
    return max(own, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss) // 1024


def main(kind, first, last):
    """Try the cases of a kind with the numbers from `first` to before `last`."""
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    # Not the time of others on a busy machine; a trial is the work of another process.
    clock = time.monotonic if kind == "trials" else time.process_time
    for number in range(first, last):
        print(json.dumps({"number": number}), flush=True)
        begun = clock()
        outcome = outcome_of(TRIES[kind], number)
        peak = peak_megabytes()
        seconds = clock() - begun
        print(json.dumps({"outcome": outcome, "seconds": seconds, "megabytes": peak}), flush=True)


if __name__ == "__main__":
    logging.getLogger().addHandler(logging.NullHandler())  # no log, nor its words on the terminal
    with library_output_logged():
        main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
