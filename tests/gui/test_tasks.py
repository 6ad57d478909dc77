"""The bridge between threads."""

import threading

import pytest

from colorizer_gui.gui.base.tasks import Latest, Tasks


@pytest.fixture
def tasks(qapp):
    """A task system that is shut down afterwards."""
    tasks = Tasks()
    yield tasks
    tasks.shutdown()


def test_work_runs_elsewhere_and_its_result_comes_here(tasks, qtbot):
    seen = []
    tasks.run(threading.get_ident, seen.append, seen.append)
    tasks.run(lambda: 1 / 0, seen.append, lambda error: seen.append(type(error)))
    qtbot.waitUntil(lambda: len(seen) == 2)
    worker = next(value for value in seen if isinstance(value, int))
    assert worker != threading.get_ident()
    assert ZeroDivisionError in seen


def test_cancelled_work_is_never_heard_of(tasks, qtbot):
    seen, gate = [], threading.Event()
    task = tasks.run(lambda: gate.wait(10), seen.append, seen.append)
    task.cancel()
    gate.set()
    tasks.run(lambda: "after", seen.append, seen.append)
    qtbot.waitUntil(lambda: bool(seen))
    assert seen == ["after"]


def test_of_what_waits_only_the_newest_runs(tasks, qtbot):
    seen, gate, latest = [], threading.Event(), Latest(tasks)
    latest.run(lambda: gate.wait(10) and "first", seen.append, seen.append)
    latest.run(lambda: "overtaken", seen.append, seen.append)
    latest.run(lambda: "newest", seen.append, seen.append)
    gate.set()
    qtbot.waitUntil(lambda: len(seen) == 2)
    assert seen == ["first", "newest"]


def test_an_error_does_not_stop_what_waits(tasks, qtbot):
    seen, gate, latest = [], threading.Event(), Latest(tasks)
    latest.run(lambda: gate.wait(10) and 1 / 0, seen.append, lambda _: seen.append("failed"))
    latest.run(lambda: "newest", seen.append, seen.append)
    gate.set()
    qtbot.waitUntil(lambda: len(seen) == 2)
    assert seen == ["failed", "newest"]


def test_after_shutdown_nothing_runs_and_nothing_is_heard(qapp, qtbot):
    tasks, seen, gate = Tasks(), [], threading.Event()
    tasks.run(lambda: gate.wait(10), seen.append, seen.append)
    gate.set()
    tasks.shutdown()
    tasks.run(lambda: "late", seen.append, seen.append)
    qapp.processEvents()
    assert seen == []
