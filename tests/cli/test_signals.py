"""Signals that end the command."""

import os
import signal
import subprocess
import sys

import pytest

# What stands still at the end, as where a lock is left closed.
STANDS_STILL = """
import os, signal, threading
from colorizer_gui.cli.signals import ended_by_signals
from colorizer_gui.engine import limits

limits.LONGEST_END = 1
with ended_by_signals():
    try:
        os.kill(os.getpid(), signal.SIGTERM)
        threading.Event().wait()
    finally:
        threading.Event().wait()
"""

IMPORTS = """
import sys, threading
from colorizer_gui.cli.signals import Ended, ended_by_signals

try:
    with ended_by_signals():
        import signaled
        threading.Event().wait()
except Ended as end:
    print(end.exit_code, sys.modules["signaled"].is_whole)
"""
SIGNALED = """
import os, signal
os.kill(os.getpid(), signal.SIGTERM)
is_whole = True
"""

pytestmark = pytest.mark.skipif(not hasattr(signal, "alarm"), reason="the system has no alarm")


def test_a_program_whose_end_stands_still_ends_all_the_same():
    done = subprocess.run([sys.executable, "-c", STANDS_STILL], check=False, timeout=60)
    assert done.returncode == -signal.SIGALRM


def test_a_signal_waits_for_the_end_of_an_import(tmp_path):
    (tmp_path / "signaled.py").write_text(SIGNALED)
    command = [sys.executable, "-c", IMPORTS]
    path = os.pathsep.join([str(tmp_path), *sys.path])
    done = subprocess.run(
        command, check=True, timeout=60, capture_output=True, env=os.environ | {"PYTHONPATH": path}
    )
    assert done.stdout.split() == [b"143", b"True"]
