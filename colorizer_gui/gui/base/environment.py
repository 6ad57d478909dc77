"""What other programs inherit from this one when it starts them."""

import contextlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path

# Of a packaged program, which would make others use its libraries; the loader keeps what was there.
_OWN_VARIABLES = {
    "LD_LIBRARY_PATH": "LD_LIBRARY_PATH_ORIG",
    "QT_PLUGIN_PATH": "",
    "QML2_IMPORT_PATH": "",
}
_OPEN_FILES = Path("/proc/self/fd")


@contextlib.contextmanager
def environment_for_others() -> Iterator[None]:
    """Hide what a packaged program has set for itself, while another program is started."""
    if not getattr(sys, "frozen", False):
        yield
        return
    own = {name: os.environ[name] for name in _OWN_VARIABLES if name in os.environ}
    for name in own:
        before = os.environ.get(_OWN_VARIABLES[name])
        if before:
            os.environ[name] = before
        else:
            del os.environ[name]
    try:
        yield
    finally:
        os.environ.update(own)


def keep_inherited_files() -> None:
    """Hand no file that this program inherited on to others, on Linux.

    The file system of an AppImage stays mounted as long as any process holds what its runtime has
    opened; Qt hands that on to the programs it starts.
    """
    if not _OPEN_FILES.is_dir():
        return
    for number in [int(path.name) for path in _OPEN_FILES.iterdir()]:
        # The folder itself is among them, and closed by now.
        with contextlib.suppress(OSError):
            if number > 2:
                os.set_inheritable(number, False)
