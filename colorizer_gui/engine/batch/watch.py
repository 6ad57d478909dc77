"""Colours what comes into a folder, for as long as it is watched."""

from colorizer_gui.engine.batch.outcome import Summary

SECONDS = 2.0


def watch(batch, listener=None, wait=None):
    """Colour photos as they come, each once its file is complete.

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
    found, tried, outcomes = {}, set(), {}
    problem = ""
    while not problem:
        plan = batch.plan()
        last = found
        found = {item.name: (item.name, item.size, item.time, item.digest) for item in plan.items}
        tried &= set(found.values())
        ready = {
            name for name, seen in found.items() if last.get(name) == seen and seen not in tried
        }
        if ready:
            summary = batch.run(plan.only(ready), listener)
            problem = summary.problem
            tried |= {found[name] for name in ready}
            outcomes |= {outcome.name: outcome for outcome in summary.outcomes}
        if batch.control.cancelled() or wait(SECONDS):
            break
    return Summary(tuple(outcomes[name] for name in sorted(outcomes)), problem)
