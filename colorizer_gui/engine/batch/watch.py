"""Colorizes photos as they arrive in a folder."""

import time
from collections.abc import Callable

from colorizer_gui.engine.batch.control import Listener
from colorizer_gui.engine.batch.options import BatchOptions, search
from colorizer_gui.engine.batch.outcome import Outcome, Summary
from colorizer_gui.engine.batch.run import Batch
from colorizer_gui.engine.errors import UsageError
from colorizer_gui.engine.messages import Message
from colorizer_gui.engine.session.search import Found, by_place

INTERVAL = 2.0
# Searching a large folder takes at most this part of the time.
_SEARCH_SHARE = 0.1

# What the folder holds, by name: a photo, or why a subfolder cannot be searched.
_Contents = dict[str, Found | Message]


def watch(
    batch: Batch,
    listener: Listener | None = None,
    wait: Callable[[float], bool] | None = None,
) -> Summary:
    """Colorize photos as they arrive, each once its file is complete.

    A file counts as complete when two searches, some seconds apart, find the same size and time. A
    photo that failed is tried again when its file has changed.

    Parameters
    ----------
    batch : Batch
        With the option `resume`, so that each search continues from the last one.
    listener : Listener, optional
    wait : callable, optional
        Called with the seconds between two searches; watching ends when it returns True.

    Returns
    -------
    Summary
        The latest outcome of each photo.
    """
    wait = wait or batch.control.wait_until_cancelled
    found: _Contents = {}
    tried: _Contents = {}
    outcomes: dict[str, Outcome] = {}
    problem: Message | None = None
    left_out: Message | None = None
    while True:
        begun = time.monotonic()
        last = found
        try:
            found, left_out = _search_contents(batch.options)
        except UsageError as error:  # the folder is gone
            problem = error.message
            break
        seconds = max(INTERVAL, (time.monotonic() - begun) / _SEARCH_SHARE)
        tried = {name: tried[name] for name in tried.keys() & found.keys()}
        ready = {
            name: now
            for name, now in found.items()
            if last.get(name) == now and tried.get(name) != now
        }
        if ready:
            summary = batch.run(batch.plan(ready), listener)
            problem = summary.problem
            tried |= ready
            outcomes |= {outcome.name: outcome for outcome in summary.outcomes}
        if problem or batch.control.is_cancelled() or wait(seconds):
            break
    return Summary(tuple(sorted(outcomes.values(), key=by_place)), problem, left_out)


def _search_contents(options: BatchOptions) -> tuple[_Contents, Message | None]:
    photos, problems, left_out = search(options)
    contents: _Contents = {problem.name: problem.message for problem in problems}
    contents |= {photo.name: photo for photo in photos}
    return contents, left_out.message()
