"""Signals that end the command."""

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


@pytest.mark.skipif(not hasattr(signal, "alarm"), reason="the system has no alarm")
def test_a_program_whose_end_stands_still_ends_all_the_same():
    done = subprocess.run([sys.executable, "-c", STANDS_STILL], check=False, timeout=60)
    assert done.returncode == -signal.SIGALRM
