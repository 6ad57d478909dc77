"""No program of ours, in no thread, opens a socket that leads out of this computer.

ONNX Runtime would reach its maker some ten seconds after it is loaded; Python does not see that,
so the system's calls are watched.
"""

import os
import re
import shutil
import signal
import subprocess
import sys

import pytest

from batch_files import make_photos

SECONDS = 15
STRACE = shutil.which("strace")

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(STRACE is None, reason="needs strace"),
]

OUTWARD = re.compile(r"(?:socket|connect|sendto|sendmsg)\(.*\bAF_INET6?\b.*")


def calls(command, folder, environment):
    """The calls for sockets of a program, and of all that it starts, in some seconds."""
    log = folder / "calls"
    watched = [STRACE, "-f", "-qq", "-e", "trace=network", "-o", str(log), *command]
    process = subprocess.Popen(watched, env=environment, start_new_session=True)
    try:
        process.wait(SECONDS)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(SECONDS)
    return OUTWARD.findall(log.read_text(errors="replace"))


@pytest.mark.parametrize("program", ["command", "window"])
def test_no_program_opens_a_socket_that_leads_out(program, tmp_path, tiny_model):
    source = make_photos(tmp_path / "in", "a.png")
    environment = {name: value for name, value in os.environ.items() if "TELEMETRY" not in name}
    command = {
        "command": [
            *("colorizer_gui.cli", "batch", str(source), str(tmp_path / "out"), "--watch"),
            *("--model", str(tiny_model)),
        ],
        "window": ["colorizer_gui", str(source / "a.png")],
    }[program]
    assert calls([sys.executable, "-m", *command], tmp_path, environment) == []
    if program == "command":
        assert (tmp_path / "out" / "a_color.png").is_file()
