import asyncio
import threading

import pytest
from starlette.requests import Request

from colorizer_gui.engine.errors import Cancelled
from colorizer_gui.web import work_queue
from colorizer_gui.web.errors import RefusedError
from colorizer_gui.web.work_queue import WorkQueue


@pytest.fixture
def queue():
    """A queue of one worker, beside the thread for what is urgent."""
    queue = WorkQueue(1)
    yield queue
    queue.close()


@pytest.fixture
def gate(queue):
    """Long work that occupies the worker until the event is set."""
    opened, begun = threading.Event(), threading.Event()

    def wait(_is_cancelled):
        begun.set()
        opened.wait()

    queue.submit("first", wait, False)
    begun.wait()
    yield opened
    opened.set()


def test_clients_take_turns(queue, gate):
    order = []
    jobs = [
        queue.submit(client, lambda _, name=name: order.append(name), False)
        for client, name in [("a", "a1"), ("a", "a2"), ("a", "a3"), ("b", "b1"), ("c", "c1")]
    ]
    gate.set()
    for job in jobs:
        job.future.result()
    assert order == ["a1", "b1", "c1", "a2", "a3"]


def test_what_is_looked_at_does_not_wait_for_what_is_saved(queue, gate):
    waiting = queue.submit("a", lambda _: "result", False)
    assert queue.submit("b", lambda _: "preview", True).future.result() == "preview"
    assert not waiting.future.done()
    gate.set()
    assert waiting.future.result() == "result"


def test_cancelled_work_stops_and_what_waited_is_never_begun(queue, gate):
    begun = threading.Event()

    def until_cancelled(is_cancelled):
        begun.set()
        while not is_cancelled():
            pass
        raise Cancelled

    running = queue.submit("a", until_cancelled, True)
    waiting = queue.submit("b", lambda _: begun.clear(), False)
    begun.wait()
    waiting.cancel()
    running.cancel()
    with pytest.raises(Cancelled):
        running.future.result()
    gate.set()
    queue.submit("b", lambda _: None, False).future.result()
    assert begun.is_set()


def test_too_much_of_one_client_is_refused(queue, gate, monkeypatch):
    monkeypatch.setattr(work_queue, "MOST_WAITING", 2)
    for _ in range(2):
        queue.submit("a", lambda _: None, False)
    with pytest.raises(RefusedError) as refused:
        queue.submit("a", lambda _: None, False)
    assert refused.value.status == 429
    queue.submit("b", lambda _: None, False)


def test_one_client_never_has_all_threads(queue):
    opened, order = threading.Event(), []
    begun = threading.Barrier(3, timeout=60)

    def wait(_is_cancelled):
        begun.wait()
        opened.wait()

    for _ in range(2):  # as many as there are threads, but one
        queue.submit("greedy", wait, True)
    begun.wait()
    waiting = queue.submit("greedy", lambda _: order.append("greedy"), True)
    queue.submit("other", lambda _: order.append("other"), True).future.result()
    assert order == ["other"]
    opened.set()
    waiting.future.result()


def test_the_work_of_a_client_who_leaves_is_stopped(queue):
    begun, stopped = asyncio.Event(), threading.Event()

    async def leave():
        await begun.wait()
        return {"type": "http.disconnect"}

    async def ask():
        loop = asyncio.get_running_loop()

        def until_cancelled(is_cancelled):
            loop.call_soon_threadsafe(begun.set)
            while not is_cancelled():
                pass
            stopped.set()

        request = Request({"type": "http", "client": ("192.0.2.1", 1)}, leave)
        with pytest.raises(Cancelled):
            await queue.run(request, until_cancelled)

    asyncio.run(ask())
    assert stopped.wait(60)
