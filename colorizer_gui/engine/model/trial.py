"""The first load of a model, in a process of its own with bounds of time and memory.

An .onnx file is a program that others wrote. What it does wrong ends the process that tries it,
and this one goes on.
"""

import json
import os
import subprocess
import sys
import time
from dataclasses import asdict, dataclass
from pathlib import Path

import colorizer_gui
from colorizer_gui.engine import schema
from colorizer_gui.engine.choices import TRY_MODEL
from colorizer_gui.engine.errors import ColorizerError, ModelError
from colorizer_gui.engine.limits import LARGEST_TRIAL_ANSWER, LONGEST_TRIAL, TRIAL_MEMORY
from colorizer_gui.engine.messages import Message
from colorizer_gui.engine.model.contract import refused
from colorizer_gui.engine.stopping import check_stopped

_POLL_INTERVAL = 0.1
_NO_WINDOW = getattr(subprocess, "CREATE_NO_WINDOW", 0)  # of a console, on Windows


@dataclass(frozen=True)
class Trial:
    """What the first load of a model showed.

    Parameters
    ----------
    has_hints, has_bins, has_surfaces : bool
        See `ModelInfo`.
    is_checked : bool
        Whether the file holds the answer of a self-check, which it then gave.
    load_seconds, run_seconds : float
        How long it took to load, and to run at its working size on one core.
    """

    has_hints: bool
    has_bins: bool
    has_surfaces: bool
    is_checked: bool
    load_seconds: float
    run_seconds: float


_FLAGS = ("has_hints", "has_bins", "has_surfaces", "is_checked")
_TRIAL = schema.record(
    dict.fromkeys(_FLAGS, schema.flag)
    | {name: schema.number(0) for name in ("load_seconds", "run_seconds")},
    required=Trial.__dataclass_fields__,
)


def try_model(path: Path) -> Trial:
    """Load and run a model in a process of its own.

    Parameters
    ----------
    path : Path
        An .onnx file.

    Raises
    ------
    ModelError
        The model cannot be used; the message says why.
    Cancelled
        What `stopped_by` names asked for it.
    """
    output = _output_of_trial(path)
    try:
        answer = schema.parse_json(output)
        if isinstance(answer, dict) and "problem" in answer:
            problem = Message.from_json(answer["problem"])
        else:
            return Trial(**_TRIAL(answer, ""))
    except ValueError:  # of another kind, or cut
        reason = Message(
            "the process that tried it ended; it may need more than {limit:g} GB of memory",
            limit=TRIAL_MEMORY / 2**30,
        )
        raise refused(path, reason) from None
    raise ModelError(problem)


def _output_of_trial(path: Path) -> bytes:
    """What the process that tries a model prints; cut where it ended without an answer."""
    root = str(Path(colorizer_gui.__file__).parents[1])
    places = [root, os.environ.get("PYTHONPATH", "")]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, places))}
    process = subprocess.Popen(
        [*_program(), str(path.absolute())],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment,
        creationflags=_NO_WINDOW,
    )
    with process:
        try:
            return _wait(process, path)
        finally:
            process.kill()


def _program() -> list[str]:
    """The program that tries a model: the packaged command, or Python.

    Python does not look for modules in the folder it is started in, which may be that of the model.
    """
    if getattr(sys, "frozen", False):
        own = Path(sys.executable)
        return [str(own.with_name(f"colorizer{own.suffix}")), TRY_MODEL]
    return [sys.executable, "-P", "-m", "colorizer_gui.engine.model.trial"]


def _wait(process: "subprocess.Popen[bytes]", path: Path) -> bytes:
    end = time.monotonic() + LONGEST_TRIAL
    while True:
        try:
            return process.communicate(timeout=_POLL_INTERVAL)[0][:LARGEST_TRIAL_ANSWER]
        except subprocess.TimeoutExpired:
            check_stopped()
        if time.monotonic() > end:
            reason = Message("trying it takes longer than {limit:g} seconds", limit=LONGEST_TRIAL)
            raise refused(path, reason)


# In the process that tries the model.


def main(path: str) -> int:
    """Try a model and print an answer for `try_model`; returns the exit code."""
    with os.fdopen(os.dup(1), "wb") as answers:
        with open(os.devnull, "wb") as nothing:  # noqa: PTH123 - what libraries print
            os.dup2(nothing.fileno(), 1)
        _bound_memory()
        try:
            answer: dict[str, object] = asdict(_tried(Path(path)))
        except ColorizerError as error:
            answer = {"problem": error.message.to_json()}
        answers.write(json.dumps(answer).encode())
    return 0


def _bound_memory() -> None:
    """Bound the memory of this process, where the system does that."""
    if sys.platform == "linux":
        import resource

        resource.setrlimit(resource.RLIMIT_DATA, (TRIAL_MEMORY, TRIAL_MEMORY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _tried(path: Path) -> Trial:
    import numpy as np

    from colorizer_gui.engine.model.runtime import Model
    from colorizer_gui.engine.model.self_check import check_colors

    begun = time.perf_counter()
    model = Model(path, "cpu", cores=1)
    loaded = time.perf_counter()
    info = model.info
    side = -(-info.working_size // info.stride) * info.stride
    model.run(np.full((side, side), 50, np.float32))
    run = time.perf_counter()
    check_colors(model)
    return Trial(
        info.has_hints,
        info.has_bins,
        info.has_surfaces,
        bool(info.self_check),
        loaded - begun,
        run - loaded,
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
