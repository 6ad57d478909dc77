"""Lets a Dask cluster make results, as it does for a batch.

The machines of the cluster need the same Colorizer, and the photos and models under the same paths.
This module is imported there: without the packages of the page.
"""

import logging
import math
import os
import secrets
import threading
import time
from concurrent.futures import wait
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from colorizer_gui.engine.arrays import IsCancelled
from colorizer_gui.engine.batch.cluster import (
    Cluster,
    check_installed,
    connected,
    work_on_one_core,
)
from colorizer_gui.engine.colorizer import Colorizer
from colorizer_gui.engine.errors import (
    Cancelled,
    ColorizerError,
    ModelError,
    PhotoError,
    RecipeError,
    SaveError,
)
from colorizer_gui.engine.messages import Message
from colorizer_gui.engine.model.runtime import Model
from colorizer_gui.engine.model.shared_model import SharedModel
from colorizer_gui.engine.photo import read_photo
from colorizer_gui.engine.session.output import Output
from colorizer_gui.engine.session.preparing import prepared_for
from colorizer_gui.engine.session.recipe import Recipe
from colorizer_gui.engine.session.saving import save_colorized

log = logging.getLogger(__name__)

# How often it is asked whether a result is still wanted, and how long a lost scheduler is left
# alone, in seconds.
_POLL_INTERVAL = 0.1
RETRY_INTERVAL = 60.0
_KINDS = (PhotoError, RecipeError, ModelError, SaveError)

_creating = threading.Lock()


@dataclass(frozen=True)
class ResultTask:
    """A result to be made in a process of the cluster.

    Parameters
    ----------
    run : str
        Of the server: models are loaded once for each.
    source, target : Path
        Of the photo and the result.
    model : Path
    device : str
        One of `choices.DEVICES`.
    recipe : Recipe
    output : Output
    """

    run: str
    source: Path
    target: Path
    model: Path
    device: str
    recipe: Recipe
    output: Output

    @property
    def wanted(self) -> Path:
        """The file that is there for as long as somebody waits for the result."""
        return self.target.with_suffix(".wanted")


@dataclass(frozen=True)
class _Made:
    """What became of a task: errors lose their causes on the way between processes."""

    notices: tuple[Message, ...] = ()
    problem: Message | None = None
    kind: type[ColorizerError] = ColorizerError
    errno: int | None = None

    def result(self) -> tuple[Message, ...]:
        """The notices.

        Raises
        ------
        ColorizerError
        """
        if self.problem is None:
            return self.notices
        cause = OSError(self.errno, os.strerror(self.errno)) if self.errno else None
        raise self.kind(self.problem) from cause


@lru_cache(maxsize=8)
def _colorizer(_run: str, model: Path, device: str) -> Colorizer:
    work_on_one_core()
    # With all cores, as the command does it, so that the bytes are the same.
    return Colorizer(SharedModel(Model(model, device)))


def _make(task: ResultTask) -> _Made | None:
    """Make a result, in a process of the cluster.

    One that exists by now was written by a process that died before it could report it.

    Returns
    -------
    _Made or None
        None where nobody waits for it any more, or the folder of the photos is not shared.
    """
    if not task.wanted.exists():
        return None
    try:
        with _creating:
            colorizer = _colorizer(task.run, task.model, task.device)
        saved = save_colorized(
            task.target,
            prepared_for(read_photo(task.source), task.recipe),
            colorizer,
            task.recipe,
            task.output,
            overwrite=True,
            is_cancelled=lambda: not task.wanted.exists(),
        )
        if not task.wanted.exists():
            task.target.unlink(missing_ok=True)
            return None
    except Cancelled:
        return None
    except ColorizerError as error:
        kind = next((kind for kind in _KINDS if isinstance(error, kind)), ColorizerError)
        return _Made((), error.message, kind, getattr(error.__cause__, "errno", None))
    return _Made(saved.notices)


class ClusterWork:
    """Hands results to a cluster, and connects again where the connection was lost. Thread-safe.

    Parameters
    ----------
    address : str
        Of the scheduler.

    Attributes
    ----------
    threads : int
        Of the cluster, when the server began.

    Raises
    ------
    UsageError
        Dask is not installed, the scheduler does not answer, or it has no workers.
    """

    def __init__(self, address: str) -> None:
        check_installed()
        self._address = address
        self._run = secrets.token_hex(8)
        self._stack = ExitStack()
        self._lock = threading.Lock()
        self._tried = time.monotonic()
        self._is_closed = False
        self._cluster: Cluster | None = self._stack.enter_context(connected(address))
        self.threads = self._cluster.threads

    def make(
        self,
        source: Path,
        target: Path,
        model: Path,
        device: str,
        recipe: Recipe,
        output: Output,
        is_cancelled: IsCancelled,
    ) -> tuple[Message, ...] | None:
        """Let a result be made.

        Returns
        -------
        tuple of Message or None
            The notices; None where the cluster could not do it.

        Raises
        ------
        PhotoError, RecipeError, ModelError, SaveError, Cancelled
        """
        cluster = self._usable()
        if cluster is None:
            return None
        task = ResultTask(self._run, source, target, model, device, recipe, output)
        try:
            task.wanted.touch()
            made = _waited_for(cluster, task, is_cancelled)
        except Cancelled:
            raise
        except Exception:  # Dask raises nearly anything when processes die; or the disk is full
            log.warning("The cluster could not make %s; it is made here.", target, exc_info=True)
            return None
        finally:
            task.wanted.unlink(missing_ok=True)
        if made is None:
            log.warning("The cluster did not make %s; it is made here.", target)
            return None
        return made.result()

    def _usable(self) -> Cluster | None:
        """The cluster; None while there is no connection."""
        with self._lock:
            if self._cluster is not None and self._cluster.problem() is None:
                return self._cluster
            if self._cluster is not None:
                log.warning("%s Results are made here.", self._cluster.problem())
                self._cluster = None
                self._tried = time.monotonic()
            elif not self._is_closed and time.monotonic() > self._tried + RETRY_INTERVAL:
                self._tried = math.inf  # until it is known what becomes of this
                threading.Thread(target=self._connect_again, daemon=True).start()
        return None

    def _connect_again(self) -> None:
        stack = ExitStack()
        try:
            cluster = stack.enter_context(connected(self._address))
        except Exception as error:  # a scheduler that just begins says nearly anything
            log.warning("The scheduler at %s is not back: %s", self._address, error)
            with self._lock:
                self._tried = time.monotonic()
            return
        with self._lock:
            if self._is_closed:
                stack.close()
                return
            lost, self._stack, self._cluster = self._stack, stack, cluster
        with suppress(Exception):  # there is no scheduler to take leave of
            lost.close()
        log.info("The scheduler at %s is back.", self._address)

    def close(self) -> None:
        """End the connection."""
        with self._lock:
            self._is_closed = True
            self._cluster = None
            self._stack.close()


def _waited_for(cluster: Cluster, task: ResultTask, is_cancelled: IsCancelled) -> _Made | None:
    """What became of a task; None where the connection was lost meanwhile."""
    future = cluster.executor.submit(_make, task)
    try:
        while not is_cancelled():
            if wait([future], _POLL_INTERVAL).done:
                return future.result()
            if cluster.problem() is not None:
                return None
        raise Cancelled
    finally:
        future.cancel()
