"""Connections of clients: how many there may be, and how long they may stand still.

uvicorn waits without end for the headers of a request and for a client that does not read its
answer, so that a few hundred idle connections would keep everybody else out.
"""

import asyncio
from typing import cast

import h11
from starlette.requests import Request
from starlette.types import Receive, Scope, Send
from uvicorn.protocols.http.h11_impl import H11Protocol

from colorizer_gui.engine.messages import Message
from colorizer_gui.web.problems import problem

# Connections at a time; those of one address, unless a reverse proxy connects from it for all: from
# this machine, or from where FORWARDED_ALLOW_IPS says, which uvicorn reads.
MOST_CONNECTIONS = 500
MOST_CONNECTIONS_OF_ONE = 100
# Seconds for all headers of a request, as for the rest of one that is answered already, and for a
# client to take the next part of an answer.
TIME_FOR_HEADERS = 20.0
TIME_FOR_TAKING = 60.0


async def _refuse(scope: Scope, receive: Receive, send: Send) -> None:
    """Answer each request of a connection that is one too many."""
    sentence = Message("Too many connect to this server at present. Try again later.")
    answer = problem(Request(scope), 503, sentence, {"Connection": "close"})
    await answer(scope, receive, send)


class Connection(H11Protocol):
    """A connection of uvicorn's that ends where its client stands still."""

    _waiting: asyncio.TimerHandle | None = None
    _sending: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Take a connection, unless its address has too many."""
        super().connection_made(transport)
        address = self.client[0] if self.client else ""
        others = cast("set[Connection]", self.connections)
        count = sum(other.client is not None and other.client[0] == address for other in others)
        proxies = self.config.forwarded_allow_ips
        if isinstance(proxies, str):
            proxies = proxies.split(",")
        if address not in proxies and count > MOST_CONNECTIONS_OF_ONE:
            transport.abort()
            return
        if len(others) > MOST_CONNECTIONS:
            self.app = _refuse
        self._watch()

    def data_received(self, data: bytes) -> None:
        """Take bytes; those of headers do not give more time for the rest of them."""
        super().data_received(data)
        self._watch()

    def on_response_complete(self) -> None:
        """Wait for the next request, and for the rest of this one."""
        super().on_response_complete()
        self._watch()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait for nothing any more."""
        super().connection_lost(exc)
        self._end_waiting()
        self._end_sending()

    def pause_writing(self) -> None:
        """Wait until the client takes what is sent, for some time."""
        super().pause_writing()
        self._sending = self.loop.call_later(TIME_FOR_TAKING, self.transport.abort)

    def resume_writing(self) -> None:
        """Go on to send."""
        super().resume_writing()
        self._end_sending()

    def _watch(self) -> None:
        """Give its time, once, to what a client has to do next.

        That is to begin a request wholly, or to end one that is answered already, such as an upload
        that is refused. Once the server closes, it is to take what is left of the answer, which may
        be too little for `pause_writing`.
        """
        if self.transport.is_closing():
            self._end_waiting()
            self._wait(TIME_FOR_TAKING)
        elif self.conn.their_state is h11.IDLE or self.conn.our_state is h11.DONE:
            self._wait(TIME_FOR_HEADERS)
        else:
            self._end_waiting()

    def _wait(self, seconds: float) -> None:
        if self._waiting is None:
            self._waiting = self.loop.call_later(seconds, self.transport.abort)

    def _end_waiting(self) -> None:
        if self._waiting is not None:
            self._waiting.cancel()
            self._waiting = None

    def _end_sending(self) -> None:
        if self._sending is not None:
            self._sending.cancel()
            self._sending = None
