"""Watches a program's calls to the system for connections that lead out of this computer.

ONNX Runtime would reach its maker some ten seconds after it is loaded; Python does not see that.
"""

import os
import re
import shutil
import signal
import subprocess
import time
from contextlib import suppress

import pytest

from batch_files import make_photos

SECONDS = 20  # once it is at work
LONGEST_START = 120
STRACE = shutil.which("strace")
OUTWARD = re.compile(r"(?:socket|connect|sendto|sendmsg)\(.*\bAF_INET6?\b.*")

needs_strace = pytest.mark.skipif(STRACE is None, reason="needs strace")


def calls(command, folder, is_at_work):
    """The calls for the internet by a program, and by all that it starts, in some seconds."""
    log = folder / "calls"
    environment = {name: value for name, value in os.environ.items() if "TELEMETRY" not in name}
    environment |= {"COLORIZER_LOG": "info", "QT_QPA_PLATFORM": "offscreen"}
    watched = [STRACE, "-f", "-qq", "-e", "trace=network", "-o", str(log), *map(str, command)]
    with (folder / "told").open("w") as told:
        process = subprocess.Popen(watched, env=environment, stderr=told, start_new_session=True)
    try:
        deadline = time.monotonic() + LONGEST_START
        while not is_at_work():
            assert time.monotonic() < deadline, (folder / "told").read_text()
            with suppress(subprocess.TimeoutExpired):
                pytest.fail(f"it ended with status {process.wait(0.2)}")
        with suppress(subprocess.TimeoutExpired):
            process.wait(SECONDS)
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGTERM)
        process.wait(LONGEST_START)
    return OUTWARD.findall(log.read_text(errors="replace"))


def batch(folder, model):
    """The arguments of a batch that waits for more photos."""
    source = make_photos(folder / "in", "a.png")
    return ["batch", source, folder / "out", "--watch", "--model", model]


def calls_of_batch(command, folder, model):
    """The calls for the internet by a batch of the command, which is a list."""
    result = folder / "out" / "a_color.png"
    return calls([*command, *batch(folder, model)], folder, result.is_file)


def calls_of_window(command, folder):
    """The calls for the internet by a window with a photo; the command is a list."""
    photo = make_photos(folder, "a.png") / "a.png"

    def is_shown():
        return "window shown" in (folder / "told").read_text()

    return calls([*command, photo], folder, is_shown)
