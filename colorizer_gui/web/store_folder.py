"""Where a server keeps its photos, which no other server uses meanwhile."""

import logging
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import platformdirs

from colorizer_gui.engine.errors import SaveError, UsageError
from colorizer_gui.engine.files import append_to_file
from colorizer_gui.engine.locks import acquire
from colorizer_gui.engine.messages import Message, system_reason

log = logging.getLogger(__name__)


_ANY_PORT = "any-"  # begins the names of folders that go with their server


@contextmanager
def store_folder(wanted: int, port: int) -> Iterator[Path]:
    """The folder for the photos of a server, as a context; no other server uses it meanwhile.

    Where a server may have any port, its photos go when it ends: the next one has another address,
    at which no browser finds them again. What was left by such servers that were killed goes too.

    Parameters
    ----------
    wanted : int
        The port that was named; 0 for any.
    port : int
        The port that is really used.

    Raises
    ------
    UsageError, SaveError
        See `sole_use`.
    """
    place = Path(platformdirs.user_data_dir("Colorizer", appauthor=False)) / "web"
    _remove_left(place)
    folder = place / (str(port) if wanted else f"{_ANY_PORT}{port}")
    try:
        with sole_use(folder):
            yield folder
    finally:  # a signal ends it
        if not wanted:
            _remove_left(place)


def _remove_left(place: Path) -> None:
    """Remove the folders that were to go with their servers, where these have ended."""
    for path in place.glob(f"{_ANY_PORT}*.lock"):
        with suppress(OSError):
            with append_to_file(path) as lock:
                acquire(lock)  # an error where its server runs, and on a disk without locks
                shutil.rmtree(path.with_suffix(""), ignore_errors=True)
            path.unlink()


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
