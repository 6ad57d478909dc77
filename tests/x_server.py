"""An X server without a screen, for tests of the real window."""

import os
import shutil
import subprocess
from contextlib import contextmanager

import pytest


@contextmanager
def x_server(folder):
    """Run an X server that draws into a file in `folder`; yields the name of its display."""
    if shutil.which("Xvfb") is None:
        pytest.skip("needs Xvfb, which `make test` installs where it may")
    reader, writer = os.pipe()
    command = ["Xvfb", "-displayfd", str(writer), "-fbdir", folder, "-screen", "0", "1280x800x24"]
    server = subprocess.Popen(command, pass_fds=[writer], stderr=subprocess.DEVNULL)
    os.close(writer)
    try:
        with os.fdopen(reader) as numbers:
            yield f":{numbers.readline().strip()}"
    finally:
        server.terminate()
        server.wait()
