"""Locks a folder of results: for one run at a time, or for the shards of one run."""

import errno
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from colorizer_gui.engine.batch.claims import claim
from colorizer_gui.engine.batch.journal import journal_name
from colorizer_gui.engine.batch.shards import WHOLE, Shard
from colorizer_gui.engine.errors import SaveError, UsageError
from colorizer_gui.engine.files import append_to_file
from colorizer_gui.engine.locks import acquire
from colorizer_gui.engine.messages import Message, system_reason

# What disks answer that do not support locks, as some of the network do.
_NO_LOCKS = (errno.ENOLCK, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP)


@contextmanager
def folder_lock(folder: Path, shard: Shard) -> Iterator[None]:
    """Lock a folder of results, as a context.

    The system releases the lock when its owner dies. The hidden lock files remain. On disks that
    do not support locks, a claim beside the lock file stands for it.

    Parameters
    ----------
    folder : Path
    shard : tuple of int
        (I, N): a shard shares the folder with the other shards, and with nothing else.

    Raises
    ------
    UsageError
        Another run has locked the folder.
    SaveError
        The folder cannot be written or locked.
    """
    with _lock(folder / journal_name(WHOLE, ".lock"), shared=shard != WHOLE):
        if shard == WHOLE:
            yield
        else:
            with _lock(folder / journal_name(shard, ".lock"), shared=False):
                yield


@contextmanager
def _lock(path: Path, shared: bool) -> Iterator[None]:
    try:
        file = append_to_file(path)
    except OSError as error:
        raise SaveError(
            Message(
                "Can't write in {folder}: {reason}. Choose another folder.",
                folder=path.parent,
                reason=system_reason(error),
            )
        ) from error
    with file, ExitStack() as stack:
        try:
            try:
                acquire(file, shared)
            except OSError as error:
                if error.errno not in _NO_LOCKS:
                    raise
                stack.enter_context(claim(path, shared))
        except (BlockingIOError, PermissionError) as error:
            raise UsageError(
                Message(
                    "Another run is writing into {folder}. "
                    "Wait for its end or choose another folder.",
                    folder=path.parent,
                )
            ) from error
        except OSError as error:
            raise SaveError(
                Message(
                    "Can't lock the folder {folder}: {reason}. Choose one on another disk.",
                    folder=path.parent,
                    reason=system_reason(error),
                )
            ) from error
        yield
