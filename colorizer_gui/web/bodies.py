"""Bodies of requests: bounded in pace and, where they are read into memory, in size.

Only uploads are larger than a recipe; they go to the disk as they arrive, see `uploads`.
"""

import asyncio
import time
from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager

from starlette.requests import ClientDisconnect, Request
from starlette.types import ASGIApp, Receive, Scope, Send
from starlette.types import Message as AsgiMessage

from colorizer_gui.engine.limits import LARGEST_RECIPE, LARGEST_SETTINGS
from colorizer_gui.engine.messages import Message
from colorizer_gui.web.errors import RefusedError
from colorizer_gui.web.problems import problem
from colorizer_gui.web.work_queue import client_of

# These have no body that anybody wants.
READING = frozenset({"GET", "HEAD"})
# What ends so takes a recipe, whose regions may be large.
TAKING_RECIPES = ("/recipe", "/preview", "/variants", "/matches")
# Slower than this, in seconds without a byte and in bytes a second, a body is given up.
LONGEST_PAUSE = 20.0
GRACE = 30.0
SLOWEST = 10_000
# Bytes in memory at a time, of one client and of all.
MOST_HELD_OF_ONE = 2 * LARGEST_RECIPE
MOST_HELD = 2 * MOST_HELD_OF_ONE


async def unhurried(request: Request) -> AsyncIterator[bytes]:
    """The bytes of a request, unless they come too slowly.

    What is done between them is not the client's time: its photo may wait for those of others.

    Raises
    ------
    RefusedError
        They do, or the client went away.
    """
    stream = request.stream().__aiter__()
    waited, size = 0.0, 0
    while True:
        begun = time.monotonic()
        try:
            data = await asyncio.wait_for(anext(stream), LONGEST_PAUSE)
        except StopAsyncIteration:
            return
        except ClientDisconnect as error:
            raise cut_short() from error
        except TimeoutError as error:
            raise _too_slow() from error
        waited += time.monotonic() - begun
        size += len(data)
        if waited > GRACE + size / SLOWEST:
            raise _too_slow()
        yield data


def cut_short() -> RefusedError:
    """The error where a body is not whole."""
    return RefusedError(400, Message("The upload ends too early or is damaged. Try it again."))


def _too_slow() -> RefusedError:
    return RefusedError(408, Message("The upload came too slowly and was given up. Try it again."))


class Bodies:
    """Reads the bodies of requests before an application does, within bounds.

    Parameters
    ----------
    app : ASGI application
    streamed : str
        The path of uploads, which are not read here.
    """

    def __init__(self, app: ASGIApp, streamed: str) -> None:
        self._app, self._streamed = app, streamed
        self._held: Counter[str] = Counter()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let the application answer a request, once its body is there."""
        is_read = scope["type"] == "http" and scope["method"] not in READING
        if not is_read or scope["path"] == self._streamed:
            await self._app(scope, receive, send)
            return
        request = Request(scope, receive)
        takes_recipe = scope["path"].endswith(TAKING_RECIPES)
        largest = LARGEST_RECIPE if takes_recipe else LARGEST_SETTINGS
        with self._holding(client_of(request), largest) as take:
            body = bytearray()
            try:
                async for data in unhurried(request):
                    take(len(data))
                    body += data
            except RefusedError as error:
                await problem(request, error.status, error.message)(scope, receive, send)
            else:
                await self._app(scope, _again(bytes(body), receive), send)

    @contextmanager
    def _holding(self, client: str, largest: int) -> Iterator[Callable[[int], None]]:
        """Count what is held for a request; what is yielded takes room for more."""
        size = 0

        def take(count: int) -> None:
            nonlocal size
            size += count
            self._held[client] += count
            if size > largest:
                raise RefusedError(
                    413, Message("The request is larger than {limit} MB.", limit=largest // 2**20)
                )
            if self._held[client] > MOST_HELD_OF_ONE or self._held.total() > MOST_HELD:
                raise RefusedError(503, Message("There is not enough memory. Try again later."))

        try:
            yield take
        finally:
            self._held[client] -= size
            if not self._held[client]:
                del self._held[client]


def _again(body: bytes, receive: Receive) -> Receive:
    """Give a body that was read already to an application that reads it again."""
    is_given = False

    async def receive_again() -> AsgiMessage:
        nonlocal is_given
        if is_given:
            return await receive()
        is_given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return receive_again
