"""Turns checkpoints of PyTorch into model files, by the export code in a process of its own.

The program itself needs no PyTorch. The export code comes with it, in a checkout as well as in a
wheel, and runs where the extra `export` is installed.
"""

import importlib.util
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import colorizer_gui
from colorizer_gui.engine.errors import ModelError, UsageError
from colorizer_gui.engine.installing import how_to_install, is_packaged
from colorizer_gui.engine.messages import Message
from colorizer_gui.engine.stopping import check_stopped

# In a wheel, the packages `export` and `training` lie here, where they are in nobody's way.
FOLDER = "from_checkpoints"
_NEEDED = ("torch", "lightning", "onnx", "onnxscript")
_POLL_INTERVAL = 0.1


def check_conversion() -> None:
    """Refuse to begin what could not be converted.

    Raises
    ------
    UsageError
        What is to be installed.
    """
    if is_packaged():
        raise UsageError(
            Message(
                "Checkpoints are converted with PyTorch, which this package of the program does "
                "not have. Install Colorizer as a Python package, convert there, and import the "
                "model here."
            )
        )
    missing = [name for name in _NEEDED if importlib.util.find_spec(name) is None]
    if missing or _folder() is None:
        raise UsageError(
            Message(
                "Checkpoints are converted with PyTorch, which is not installed. {how}",
                how=how_to_install(*(missing or _NEEDED)),
            )
        )


def run_export(arguments: Sequence[str]) -> str:
    """Run ``python -m export`` with arguments.

    Returns
    -------
    str
        What it printed.

    Raises
    ------
    UsageError
        See `check_conversion`.
    ModelError
        The checkpoint cannot be converted; the message is that of the export code, in English.
    Cancelled
        What `stopped_by` names asked for it.
    """
    check_conversion()
    folder = _folder()
    # The packages of the program too, where Python was started beside them.
    places = [str(folder), str(Path(colorizer_gui.__file__).parents[1])]
    others = os.environ.get("PYTHONPATH", "")
    environment = os.environ | {
        "PYTHONPATH": os.pathsep.join(filter(None, [*places, others])),
        "PYTHONWARNINGS": "ignore",
    }
    process = subprocess.Popen(
        [sys.executable, "-P", "-m", "export", *arguments],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment,
        text=True,
        errors="backslashreplace",
    )
    with process:
        try:
            while True:
                try:
                    printed, complaint = process.communicate(timeout=_POLL_INTERVAL)
                    break
                except subprocess.TimeoutExpired:
                    check_stopped()
        finally:
            process.kill()
    if process.returncode:
        lines = complaint.strip().splitlines()
        said = lines[-1].removeprefix("export: ").rstrip(".") if lines else "it ended"
        raise ModelError(Message("Can't convert the checkpoint: {reason}.", reason=said))
    return printed.strip()


def _folder() -> Path | None:
    """The folder of the packages `export` and `training`."""
    package = Path(colorizer_gui.__file__).parent
    folders = (package / FOLDER, package.parent)
    return next((each for each in folders if (each / "export" / "__main__.py").is_file()), None)
