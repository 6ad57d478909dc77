"""Where a server keeps its photos, which no other server uses meanwhile."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import platformdirs

from colorizer_gui.engine.errors import SaveError, UsageError
from colorizer_gui.engine.files import append_to_file
from colorizer_gui.engine.locks import acquire
from colorizer_gui.engine.messages import Message, system_reason

log = logging.getLogger(__name__)


def store_folder(port: int) -> Path:
    """The folder for the photos of the server at a port."""
    data = platformdirs.user_data_dir("Colorizer", appauthor=False)
    return Path(data) / "web" / str(port)


@contextmanager
def sole_use(folder: Path) -> Iterator[None]:
    """Keep other servers off a folder for photos, as a context: each removes what it does not know.

    Parameters
    ----------
    folder : Path
        A file beside it is locked, and remains.

    Raises
    ------
    UsageError
        Another server uses it, such as one that listens at another address.
    SaveError
    """
    try:
        folder.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        lock = append_to_file(folder.with_suffix(".lock"))
    except OSError as error:
        raise unusable(folder, error) from error
    with lock:
        try:
            acquire(lock)
        except (BlockingIOError, PermissionError) as error:
            raise UsageError(
                Message(
                    "Another server keeps its photos in {folder}. Name another port.", folder=folder
                )
            ) from error
        except OSError:  # a disk without locks
            log.warning("%s cannot be locked", folder)
        yield


def unusable(folder: Path, error: OSError) -> SaveError:
    """The error where photos cannot be kept in a folder."""
    return SaveError(
        Message(
            "Can't keep photos in {folder}: {reason}.", folder=folder, reason=system_reason(error)
        )
    )
