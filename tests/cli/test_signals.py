"""Signals that end the command."""

import os
import signal
import subprocess
import sys

import cv2
import numpy as np
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

# A signal that comes between the release of a lock and the waiting for it: on the way out, Python
# releases the lock once more, and raises an error for that. It comes while the command waits for
# something for the n-th time.
LOSES_A_LOCK = """
import os, signal, sys, threading
from concurrent.futures import Future
from colorizer_gui.cli import main

left = int(sys.argv[1])
wait = Future.result

def result(self, timeout=None):
    global left
    left -= 1
    if left:
        return wait(self, timeout)
    lock = threading.Lock()
    with lock:
        lock.release()
        os.kill(os.getpid(), signal.SIGHUP)

Future.result = result
sys.exit(main(["colorize", *sys.argv[2:]]))
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


@pytest.mark.parametrize("time", [1, 2], ids=["for the model", "for a photo"])
def test_a_signal_in_the_middle_of_waiting_ends_the_command(time, tmp_path):
    photos = [tmp_path / "one.png", tmp_path / "two.png"]
    for photo in photos:
        cv2.imwrite(str(photo), np.full((8, 8), 99, np.uint8))
    command = [sys.executable, "-c", LOSES_A_LOCK, str(time), *map(str, photos)]
    done = subprocess.run(command, check=False, timeout=60, capture_output=True, text=True)
    assert done.returncode == 128 + signal.SIGHUP
    assert done.stderr == "colorizer: Stopped. What was finished is kept.\n"
    assert sorted(tmp_path.iterdir()) == photos
