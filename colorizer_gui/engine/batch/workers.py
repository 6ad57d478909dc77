"""What colorizes the photos of a batch: threads of this process by default."""

import os
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from typing import Protocol

import cv2

from colorizer_gui.engine.batch.control import Control
from colorizer_gui.engine.batch.options import BatchOptions
from colorizer_gui.engine.batch.outcome import Outcome
from colorizer_gui.engine.batch.plan import Item
from colorizer_gui.engine.batch.worker import PhotoWorker
from colorizer_gui.engine.messages import Message
from colorizer_gui.engine.model.versions import find_meant_model
from colorizer_gui.engine.parallel import SINGLE_THREAD


def _no_problem() -> Message | None:
    return None


@dataclass(frozen=True)
class Workers:
    """What colorizes photos.

    Parameters
    ----------
    executor : Executor
    capacity : int
        How many photos to hand out at a time.
    colorize : callable
        The function that the executor calls.
    notices : tuple of Message
        For the user.
    problem : callable
        Returns why no more photos can be colorized; None while they can.
    """

    executor: Executor
    capacity: int
    colorize: Callable[[Item], Outcome]
    notices: tuple[Message, ...] = ()
    problem: Callable[[], Message | None] = _no_problem


class MakeWorkers(Protocol):
    """Makes the Workers of a batch, as a context."""

    def __call__(
        self, options: BatchOptions, control: Control, /
    ) -> AbstractContextManager[Workers]:
        """Make Workers that last as long as the context."""


def usable_cores() -> int:
    """The number of cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


@contextmanager
def _opencv_on_one_core() -> Iterator[None]:
    """Keep OpenCV from using several cores for one photo while each core has its own."""
    before = cv2.getNumThreads()
    cv2.setNumThreads(SINGLE_THREAD)
    try:
        yield
    finally:
        cv2.setNumThreads(before)


@contextmanager
def thread_workers(options: BatchOptions, control: Control) -> Iterator[Workers]:
    """Threads of this process, as a context.

    Parameters
    ----------
    options : BatchOptions
    control : Control

    Yields
    ------
    Workers

    Raises
    ------
    ModelError
        The model for photos without a recipe of their own cannot be used.
    """
    worker = PhotoWorker(options, control.is_cancelled)
    recipe = options.recipe.adjusted(options.model)
    model = find_meant_model(recipe.model, recipe.model_sha256).model
    worker.colorizer(model, recipe.needs_surfaces)
    # One more than there are cores: while a photo waits for the disk, the others work.
    jobs = options.jobs or usable_cores() + 1
    with (
        _opencv_on_one_core(),
        ThreadPoolExecutor(jobs, thread_name_prefix="colorizer-batch") as executor,
    ):
        try:
            yield Workers(executor, jobs + 1, worker, worker.take_notices())
        except BaseException:
            control.cancel()
            raise
