"""One run at a time in one folder of results; the shards of a run side by side."""

import os
from contextlib import contextmanager

from colorizer_gui.engine.batch.journal import WHOLE, journal_name
from colorizer_gui.engine.errors import SaveError, UsageError

if os.name == "nt":
    import msvcrt

    def _take(file, shared):
        # Windows has no such lock to share: a shard there keeps off only itself.
        if not shared:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _take(file, shared):
        fcntl.flock(file, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)


@contextmanager
def folder_lock(folder, shard):
    """A lock on a folder of results, as a context.

    The system gives it back itself when its owner dies. Its hidden files stay there.

    Parameters
    ----------
    folder : Path
    shard : tuple of int
        (I, N): a shard shares the folder with other shards, and nobody else.

    Yields
    ------
    float
        When it was taken, in seconds, by the clock of the disk.

    Raises
    ------
    UsageError
        Another run has it.
    SaveError
        The folder cannot be written or locked.
    """
    with _locked(folder / journal_name(WHOLE, ".lock"), shared=shard != WHOLE) as moment:
        if shard == WHOLE:
            yield moment
        else:
            with _locked(folder / journal_name(shard, ".lock"), shared=False) as moment:
                yield moment


@contextmanager
def _locked(path, shared):
    try:
        file = open(path, "ab")  # noqa: SIM115 - closed below
    except OSError as error:
        raise SaveError(
            f"Can't write in {path.parent}: {error.strerror.lower()}. Choose another folder."
        ) from error
    with file:
        try:
            _take(file, shared)
            os.utime(path)
            moment = os.stat(path).st_mtime
        except (BlockingIOError, PermissionError) as error:
            raise UsageError(
                f"Another run is writing into {path.parent}. "
                "Wait for its end or choose another folder."
            ) from error
        except OSError as error:
            raise SaveError(
                f"Can't lock the folder {path.parent}: {error.strerror.lower()}. "
                "Choose one on another disk."
            ) from error
        yield moment
