"""Lets a Dask cluster color the photos of a batch. Needs the extra `cluster`."""

import secrets
import threading
from contextlib import contextmanager, suppress
from dataclasses import replace
from functools import lru_cache, partial

import cv2

from colorizer_gui.engine.batch.worker import PhotoWorker
from colorizer_gui.engine.batch.workers import Workers
from colorizer_gui.engine.errors import UsageError
from colorizer_gui.engine.parallel import ONE_CORE

# How long to wait for the scheduler and its first worker.
SECONDS = 30
# How often a photo is given to another worker after one died with it.
RETRIES = 3


_making = threading.Lock()


@lru_cache(maxsize=2)
def _worker(_run, options):
    cv2.setNumThreads(ONE_CORE)  # each thread of the worker has a photo of its own
    return PhotoWorker(options)


def _colorize(run, options, item):
    """Color a photo on a machine of the cluster, with the models that were loaded for this run.

    A result that is there now is from a machine that died before it could tell.
    """
    with _making:
        worker = _worker(run, options)
    return worker(replace(item, overwrite=True))


def cluster(address):
    """What makes Workers of a cluster, for `Batch`.

    Parameters
    ----------
    address : str
        Of the scheduler, such as ``tcp://host:8786``. All workers must have the folders of photos,
        results and models under the same names as this machine, and the same Colorizer.

    Returns
    -------
    callable

    Raises
    ------
    UsageError
        Dask is not installed.
    """
    try:
        import distributed  # noqa: F401 - said now, not after the folder was made
    except ImportError as error:
        raise UsageError(
            "A Dask cluster needs the package distributed. "
            "Install it: pip install 'colorizer[cluster]'"
        ) from error
    return partial(_workers, address)


@contextmanager
def _workers(address, options, control):
    from distributed import Client

    try:
        client = Client(address, timeout=SECONDS, set_as_default=False)
    except (OSError, ValueError) as error:
        raise UsageError(
            f"There is no Dask scheduler at {address}. Check the address and that it runs."
        ) from error
    with client:
        try:
            client.wait_for_workers(1, timeout=SECONDS)
        except TimeoutError as error:
            raise UsageError(f"The scheduler at {address} has no workers. Start some.") from error
        threads = sum(client.nthreads().values())
        executor = client.get_executor(pure=False, retries=RETRIES)
        colorize = partial(_colorize, secrets.token_hex(8), options)
        try:
            # Twice as many as threads: while one is fetched, the next is there.
            yield Workers(
                executor, 2 * threads, colorize, problem=partial(_problem, client, address)
            )
        finally:
            with suppress(Exception):  # a scheduler that is lost can be told nothing
                executor.shutdown(wait=False)


def _problem(client, address):
    # A client that connects again has given up what was under way.
    is_lost = client.status != "running"
    return f"The connection to the scheduler at {address} was lost." if is_lost else ""
