"""Colors what comes into a folder, for as long as it is watched."""

import time

from colorizer_gui.engine.batch.outcome import Summary
from colorizer_gui.engine.errors import UsageError
from colorizer_gui.engine.session.search import find_photos

SECONDS = 2.0
# Looking at a large folder takes no more than one part in so many of the time.
_PARTS = 10


def watch(batch, listener=None, wait=None):
    """Color photos as they come, each once its file is complete.

    A file counts as complete when two looks, some seconds apart, found it with the same size and
    time. A photo that failed is tried again when its file has changed.

    Parameters
    ----------
    batch : Batch
        With the option `resume`, so that a look begins where the last one ended.
    listener : Listener, optional
    wait : callable, optional
        Called with the seconds between two looks; watching ends when it returns True.

    Returns
    -------
    Summary
        The newest outcome of each photo.
    """
    wait = wait or batch.control.wait_until_cancelled
    found, tried, outcomes = {}, {}, {}
    problem = ""
    while not problem:
        begun = time.monotonic()
        last = found
        try:
            found = _look(batch.options)
        except UsageError as error:  # the folder has gone
            problem = str(error)
            break
        seconds = max(SECONDS, _PARTS * (time.monotonic() - begun))
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
        if batch.control.cancelled() or wait(seconds):
            break
    return Summary(tuple(outcomes[name] for name in sorted(outcomes)), problem)


def _look(options):
    """What is in the folder, by name: a Found for a photo, a sentence for a folder with a fault."""
    photos, problems = find_photos(options)
    return {photo.name: photo for photo in photos} | dict(problems)
