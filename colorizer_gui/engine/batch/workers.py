"""Who colors the photos of a batch: threads of this process, unless told otherwise."""

from collections.abc import Callable
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass

import cv2

from colorizer_gui.engine.batch.options import usable_cores
from colorizer_gui.engine.batch.worker import PhotoWorker
from colorizer_gui.engine.parallel import ONE_CORE


@dataclass(frozen=True)
class Workers:
    """Who colors photos.

    Parameters
    ----------
    executor : Executor
    most : int
        How many photos to hand out at a time.
    colorize : callable
        What the executor is to call with an Item; it gives an Outcome.
    notices : tuple of str
        Sentences that the user should see.
    problem : callable
        Gives why they can color no more, in a sentence; an empty text while they can.
    """

    executor: Executor
    most: int
    colorize: Callable
    notices: tuple[str, ...] = ()
    problem: Callable = str


@contextmanager
def _opencv_alone():
    """Keep OpenCV from sharing each photo among cores that have photos of their own."""
    before = cv2.getNumThreads()
    cv2.setNumThreads(ONE_CORE)
    try:
        yield
    finally:
        cv2.setNumThreads(before)


@contextmanager
def threads(options, control):
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
    worker = PhotoWorker(options, control.cancelled)
    worker.colorizer(options.model or options.recipe.model)
    # One more than cores: while a photo waits for the disk, the others work.
    jobs = options.jobs or usable_cores() + 1
    with (
        _opencv_alone(),
        ThreadPoolExecutor(jobs, thread_name_prefix="colorizer-batch") as executor,
    ):
        try:
            yield Workers(executor, jobs + 1, worker, tuple(worker.notices))
        except BaseException:
            control.cancel()
            raise
