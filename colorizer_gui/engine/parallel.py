"""Parallel work on parts of one photo."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextvars import copy_context
from typing import TypeVar

import cv2

from colorizer_gui.engine.stopping import check_stopped

Item = TypeVar("Item")
Result = TypeVar("Result")

# For cv2.setNumThreads where each photo has one core: cv2.getNumThreads() is 1 then, on macOS too,
# which ignores other numbers.
SINGLE_THREAD = 0


def parallel_map(function: Callable[[Item], Result], items: Iterable[Item]) -> Iterator[Result]:
    """Ordered parallel map, bounded by OpenCV's thread count.

    A batch sets that count to 1, since it keeps all cores busy with whole photos.

    Parameters
    ----------
    function : callable
        Takes an item. It should release the GIL most of the time.
    items : iterable
        Read only a few items ahead of the results, so that memory is bounded.

    Yields
    ------
    What the function returns, in the order of the items.

    Raises
    ------
    What the function raises; Cancelled between two items, where `stopped_by` names what asks for
    it.
    """
    threads = cv2.getNumThreads()
    if threads == 1:
        for item in items:
            check_stopped()
            yield function(item)
        return
    with ThreadPoolExecutor(threads) as pool:
        pending: deque[Future[Result]] = deque()
        for item in items:
            check_stopped()
            pending.append(pool.submit(copy_context().run, function, item))
            if len(pending) > 2 * threads:
                yield pending.popleft().result()
        while pending:
            yield pending.popleft().result()
