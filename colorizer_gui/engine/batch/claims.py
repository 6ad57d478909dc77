"""Claims on a folder, by files, for disks that do not support locks.

The name of a claim tells which process of which computer works there, and whether it lets others
like it work beside it. As long as its owner lives, the claim is touched every few seconds.
"""

import contextlib
import errno
import os
import re
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

from colorizer_gui.engine.partial_files import is_running, machine

BEAT = 10.0  # seconds
# A claim that nobody has touched for so many seconds is of a dead process.
DEAD_AFTER = 60.0
_NAME = re.compile(
    r"\.(?P<process>\d{1,10})-(?P<machine>[0-9a-f]{8})-[0-9a-f]{12}\.(?P<kind>shared|alone)"
)


@contextlib.contextmanager
def claim(path: Path, shared: bool) -> Iterator[None]:
    """Claim what a lock file stands for, as a context.

    Parameters
    ----------
    path : Path
        The lock file; claims lie beside it. Those of dead processes are removed.
    shared : bool
        Whether other shared claims are no hindrance.

    Raises
    ------
    BlockingIOError
        Another process has a claim; of two that come at once, both may see this.
    OSError
    """
    kind = "shared" if shared else "alone"
    own = path.with_name(f"{path.name}.{os.getpid()}-{machine()}-{os.urandom(6).hex()}.{kind}")
    own.touch(exist_ok=False)
    try:
        now = own.stat().st_mtime  # by the clock of the disk
        for other in path.parent.iterdir():
            found = _NAME.fullmatch(other.name.removeprefix(path.name))
            is_of_this = found is not None and other.name.startswith(path.name) and other != own
            if not is_of_this or found is None or (shared and found["kind"] == "shared"):
                continue
            if not _is_dead(other, found, now):
                raise BlockingIOError(errno.EAGAIN, "claimed by another process")
            with contextlib.suppress(OSError):
                other.unlink()
        with _beating(own):
            yield
    finally:
        with contextlib.suppress(OSError):
            own.unlink()


def _is_dead(path: Path, name: re.Match[str], now: float) -> bool:
    is_of_this = name["machine"] == machine() and sys.platform != "win32"
    if is_of_this and not is_running(int(name["process"])):
        return True
    try:
        # The number of a dead process may be another's by now.
        return path.stat().st_mtime < now - DEAD_AFTER
    except OSError:  # its owner has just ended
        return True


@contextlib.contextmanager
def _beating(path: Path) -> Iterator[None]:
    ended = threading.Event()

    def beat() -> None:
        while not ended.wait(BEAT):
            with contextlib.suppress(OSError):
                os.utime(path)

    thread = threading.Thread(target=beat, name="claim", daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()
