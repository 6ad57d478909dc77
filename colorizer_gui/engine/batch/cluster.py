"""Lets a Dask cluster do work, such as the photos of a batch. Needs the extra `cluster`."""

import secrets
import threading
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Executor
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from types import TracebackType
from typing import Protocol, Self

import cv2

from colorizer_gui.engine.batch.control import Control
from colorizer_gui.engine.batch.journal import was_written_since
from colorizer_gui.engine.batch.options import BatchOptions
from colorizer_gui.engine.batch.outcome import Outcome
from colorizer_gui.engine.batch.plan import Item
from colorizer_gui.engine.batch.worker import PhotoWorker
from colorizer_gui.engine.batch.workers import MakeWorkers, Workers
from colorizer_gui.engine.errors import UsageError
from colorizer_gui.engine.installing import how_to_install
from colorizer_gui.engine.messages import Message
from colorizer_gui.engine.parallel import SINGLE_THREAD

# How long to wait for the scheduler and its first worker, in seconds.
TIMEOUT = 30
# How often a photo is given to another worker process after one died with it.
RETRIES = 3

_creating = threading.Lock()


def work_on_one_core() -> None:
    """Keep OpenCV from using several cores: each thread of a worker process has its own photo."""
    cv2.setNumThreads(SINGLE_THREAD)


@lru_cache(maxsize=2)
def _photo_worker(_run_id: str, options: BatchOptions) -> PhotoWorker:
    work_on_one_core()
    return PhotoWorker(options)


def _colorize(run_id: str, options: BatchOptions, item: Item) -> Outcome:
    """Colorize a photo in a process of the cluster, with the models loaded for this run.

    A result that has appeared since the photo was handed out counts as that of a process that died
    before it could report it; an older file is somebody else's.
    """
    with _creating:
        worker = _photo_worker(run_id, options)
    appeared = was_written_since(options.dest / item.result, item.begun)
    return worker(replace(item, overwrite=item.overwrite or appeared))


def cluster_workers(address: str) -> MakeWorkers:
    """Workers of a Dask cluster, for `Batch`.

    Parameters
    ----------
    address : str
        Of the scheduler, such as ``tcp://host:8786``. All machines need the same Colorizer, and
        the folders of photos, results and models under the same paths.

    Returns
    -------
    MakeWorkers
        It raises a UsageError where the scheduler does not answer or has no workers.

    Raises
    ------
    UsageError
        Dask is not installed.
    """
    check_installed()  # before the folder of the results is made
    return partial(_connect, address)


def check_installed() -> None:
    """Refuse where Dask is not installed.

    Raises
    ------
    UsageError
    """
    try:
        import distributed  # noqa: F401 - whether it can be
    except ImportError as error:
        raise UsageError(
            Message(
                "A Dask cluster needs the package distributed. {how}",
                how=how_to_install("distributed"),
            )
        ) from error


class _Client(Protocol):
    """What is used of `distributed.Client`."""

    status: str

    def __enter__(self) -> Self: ...

    def __exit__(
        self,
        error_type: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
        /,
    ) -> object: ...

    def wait_for_workers(self, n_workers: int, timeout: float) -> None: ...

    def nthreads(self) -> Mapping[str, int]: ...

    def get_executor(self, *, pure: bool, retries: int) -> Executor: ...


@dataclass(frozen=True)
class Cluster:
    """A connection to a scheduler.

    Parameters
    ----------
    executor : Executor
        Its functions and their arguments are pickled; they run again where a worker process dies.
    threads : int
        Of all workers, when the connection was made.
    problem : callable
        Returns why nothing more can be done; None while it can.
    """

    executor: Executor
    threads: int
    problem: Callable[[], Message | None]


@contextmanager
def connected(address: str) -> Iterator[Cluster]:
    """Connect to a scheduler, as a context.

    Parameters
    ----------
    address : str

    Raises
    ------
    UsageError
        It does not answer, or has no workers.
    """
    from distributed import Client

    try:
        client: _Client = Client(  # type: ignore[no-untyped-call] # distributed has no types
            address, timeout=TIMEOUT, set_as_default=False
        )
    except (OSError, ValueError) as error:
        raise UsageError(
            Message(
                "There is no Dask scheduler at {address}. Check the address and that it runs.",
                address=address,
            )
        ) from error
    with client:
        try:
            client.wait_for_workers(1, timeout=TIMEOUT)
        except TimeoutError as error:
            raise UsageError(
                Message("The scheduler at {address} has no workers. Start some.", address=address)
            ) from error
        threads = sum(client.nthreads().values())
        executor = client.get_executor(pure=False, retries=RETRIES)

        def problem() -> Message | None:
            # A client that reconnects has given up its photos.
            if client.status == "running":
                return None
            return Message(
                "The connection to the scheduler at {address} was lost.", address=address
            )

        try:
            yield Cluster(executor, threads, problem)
        finally:
            with suppress(Exception):  # the scheduler may be gone
                executor.shutdown(wait=False)


@contextmanager
def _connect(address: str, options: BatchOptions, control: Control) -> Iterator[Workers]:
    with connected(address) as cluster:
        # Twice as many as threads, so that the next photo is there when one is collected.
        yield Workers(
            cluster.executor,
            2 * cluster.threads,
            partial(_colorize, secrets.token_hex(8), options),
            problem=cluster.problem,
        )
