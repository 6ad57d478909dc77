"""No program of ours, in no thread or process, reaches out of this computer.

ONNX Runtime would reach its maker some ten seconds after it is loaded; Python does not see that,
so the system's calls are watched.
"""

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

from batch_files import make_photos

SECONDS = 20  # once it is at work
LONGEST_START = 120
STRACE = shutil.which("strace")
FROZEN = Path(__file__).parents[2] / "dist/Colorizer"

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(STRACE is None, reason="needs strace"),
]

OUTWARD = re.compile(r"(?:socket|connect|sendto|sendmsg)\(.*\bAF_INET6?\b.*")
# The processes of a cluster talk to each other within this computer.
ADDRESS = re.compile(r"inet_(?:addr\(|pton\(AF_INET6, )\"(?!127\.|::1\")")

CLUSTER = """
import sys
from colorizer_gui.cli import main
from distributed import LocalCluster

if __name__ == "__main__":
    with LocalCluster(
        n_workers=2,
        threads_per_worker=1,
        host="127.0.0.1",
        dashboard_address=None,
        scheduler_kwargs={"dashboard": False, "dashboard_address": "127.0.0.1:0"},
    ) as local:
        main([*sys.argv[1:], "--scheduler", local.scheduler_address])
"""


def calls(command, folder, is_at_work):
    """The calls for the internet by a program, and by all that it starts, in some seconds."""
    log = folder / "calls"
    environment = {name: value for name, value in os.environ.items() if "TELEMETRY" not in name}
    environment |= {"COLORIZER_LOG": "info"}
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


def frozen(name):
    """A program that make package has built."""
    program = FROZEN / name
    if not program.is_file():
        pytest.skip("needs the program that make package builds")
    return program


@pytest.mark.parametrize("is_frozen", [False, True])
def test_no_batch_opens_a_socket_that_leads_out(tmp_path, tiny_model, is_frozen):
    program = [frozen("colorizer")] if is_frozen else [sys.executable, "-m", "colorizer_gui.cli"]
    result = tmp_path / "out" / "a_color.png"
    assert calls([*program, *batch(tmp_path, tiny_model)], tmp_path, result.is_file) == []


def test_no_worker_of_a_cluster_reaches_out(tmp_path, tiny_model):
    pytest.importorskip("distributed")
    script = tmp_path / "cluster.py"
    script.write_text(CLUSTER)
    result = tmp_path / "out" / "a_color.png"
    command = [sys.executable, script, *batch(tmp_path, tiny_model)]
    found = calls(command, tmp_path, result.is_file)
    assert found, "the processes of a cluster talk by sockets, but none was seen"
    assert [call for call in found if ADDRESS.search(call)] == []


@pytest.mark.parametrize("is_frozen", [False, True])
def test_no_window_opens_a_socket_that_leads_out(tmp_path, is_frozen):
    program = [frozen("colorizer-gui")] if is_frozen else [sys.executable, "-m", "colorizer_gui"]
    photo = make_photos(tmp_path, "a.png") / "a.png"

    def is_shown():
        return "window shown" in (tmp_path / "told").read_text()

    assert calls([*program, photo], tmp_path, is_shown) == []
