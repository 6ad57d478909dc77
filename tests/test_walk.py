"""The walk through the window that makes the pictures of the documents."""

import os
import shutil
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
GONE = FileNotFoundError, ConnectionRefusedError


@pytest.mark.skipif(shutil.which("Xvfb") is None, reason="needs Xvfb")
def test_a_walk_that_is_ended_from_outside_ends_its_screen(tmp_path):
    told = tmp_path / "told"
    os.mkfifo(told)
    xdotool = tmp_path / "xdotool"
    # Called once the screen is there; says which, and finds no window.
    xdotool.write_text(f"#!/bin/sh\necho $DISPLAY > {told}\nexec sleep 60\n")
    xdotool.chmod(0o755)
    command = [sys.executable, "-m", "tools.walk", str(tmp_path / "pictures")]
    path = f"{tmp_path}{os.pathsep}{os.environ['PATH']}"
    with subprocess.Popen(
        command, cwd=ROOT, env=os.environ | {"PATH": path}, stderr=subprocess.DEVNULL
    ) as walk:
        screen = told.read_text().strip().removeprefix(":")
        walk.send_signal(signal.SIGTERM)
    assert walk.returncode == 1
    with socket.socket(socket.AF_UNIX) as server, pytest.raises(GONE):
        server.connect(f"/tmp/.X11-unix/X{screen}")
