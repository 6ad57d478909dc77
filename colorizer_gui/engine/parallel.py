"""Like things done side by side, each on a core of its own."""

from collections import deque
from concurrent.futures import ThreadPoolExecutor

import cv2

# What OpenCV is told where each photo has one core: no threads of its own. It says 1 then; on
# macOS it heeds no other number.
ONE_CORE = 0


def parallel_map(function, items):
    """Call a function with each of some items, on as many cores as OpenCV may use.

    While a batch keeps all cores busy with photos, that is one, for a window beside it too.

    Parameters
    ----------
    function : callable
        Lets other threads run while it works.
    items : iterable

    Yields
    ------
    What the function returns, in the order of the items. Few wait to be taken, so that memory is
    bounded.

    Raises
    ------
    What the function raises.
    """
    cores = cv2.getNumThreads()
    if cores == 1:
        yield from map(function, items)
        return
    with ThreadPoolExecutor(cores) as pool:
        waiting = deque()
        for item in items:
            waiting.append(pool.submit(function, item))
            if len(waiting) > 2 * cores:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
