"""Connections that stand still or are too many: each tries to keep everybody else out."""

import asyncio
import sys
from collections.abc import Iterable
from contextlib import suppress
from itertools import repeat

import httpx
import pytest
from starlette.types import Receive, Scope, Send

import web_app
from colorizer_gui.web import connections
from web_app import run_with

REQUEST = b"GET / HTTP/1.1\r\nHost: a\r\n\r\n"
LONG = 60  # seconds, for a busy machine


async def all_of(reader: asyncio.StreamReader) -> bytes:
    """What arrives until the other side ends the connection."""
    with suppress(ConnectionResetError):
        return await asyncio.wait_for(reader.read(), LONG)
    return b""


async def closed_while_dripping(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter, drops: Iterable[bytes]
) -> None:
    """Wait until the other side ends the connection, although each byte comes in good time."""

    async def drip() -> None:
        for drop in drops:
            writer.write(drop)
            await asyncio.sleep(0.002)

    dripping = asyncio.create_task(drip())
    assert await all_of(reader) == b""
    dripping.cancel()
    writer.close()


async def hello(_scope: Scope, _receive: Receive, send: Send) -> None:
    """Answer anything."""
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": b"hello"})


@pytest.mark.parametrize("is_second", [False, True])
@pytest.mark.parametrize("drop", [b"", b"x"])
def test_headers_that_do_not_come_are_not_waited_for(
    monkeypatch: pytest.MonkeyPatch, is_second: bool, drop: bytes
) -> None:
    monkeypatch.setattr(connections, "TIME_FOR_HEADERS", 0.1)

    async def attack(port: int) -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        if is_second:
            writer.write(REQUEST)
            assert b"hello" in await asyncio.wait_for(reader.readuntil(b"0\r\n\r\n"), LONG)
        writer.write(b"GET / HTTP/1.1\r\nHost: a" if drop else b"")

        await closed_while_dripping(reader, writer, repeat(drop) if drop else ())

    run_with(hello, attack)


@pytest.mark.parametrize("drips", [1, 1000])
def test_the_rest_of_a_request_that_is_answered_is_not_waited_for(
    monkeypatch: pytest.MonkeyPatch, drips: int
) -> None:
    monkeypatch.setattr(connections, "TIME_FOR_HEADERS", 0.1)

    async def attack(port: int) -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000\r\n\r\n")
        assert b"hello" in await asyncio.wait_for(reader.readuntil(b"0\r\n\r\n"), LONG)

        await closed_while_dripping(reader, writer, repeat(b"x", drips))

    run_with(hello, attack)


def test_a_request_whose_rest_comes_after_its_answer_is_followed_by_others() -> None:
    async def ask(port: int) -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\n")
        assert b"hello" in await asyncio.wait_for(reader.readuntil(b"0\r\n\r\n"), LONG)
        writer.write(b"0123456789" + REQUEST)
        assert b"hello" in await asyncio.wait_for(reader.readuntil(b"0\r\n\r\n"), LONG)
        writer.close()

    run_with(hello, ask)


def test_the_end_of_an_answer_that_nobody_takes_is_given_up(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(connections, "TIME_FOR_TAKING", 0.1)
    transports: list[asyncio.Transport] = []
    lost = asyncio.Event()

    class Noting(connections.Connection):
        def connection_made(self, transport: asyncio.Transport) -> None:
            transports.append(transport)
            super().connection_made(transport)

        def connection_lost(self, exc: Exception | None) -> None:
            super().connection_lost(exc)
            lost.set()

    monkeypatch.setattr(web_app, "Connection", Noting)

    async def until_one_part_waits(_scope: Scope, _receive: Receive, send: Send) -> None:
        part = {"type": "http.response.body", "body": bytes(2**14), "more_body": True}
        await send({"type": "http.response.start", "status": 200, "headers": []})
        while not transports[0].get_write_buffer_size():
            await send(part)
        await send({**part, "more_body": False})

    async def attack(port: int) -> None:
        _, writer = await asyncio.open_connection("127.0.0.1", port, limit=1)
        writer.write(b"GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
        await asyncio.wait_for(lost.wait(), LONG)
        writer.close()

    run_with(until_one_part_waits, attack)


def test_an_answer_that_nobody_takes_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connections, "TIME_FOR_TAKING", 0.1)
    ended = asyncio.Event()

    async def large(_scope: Scope, _receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})
        for _ in range(100):
            await send({"type": "http.response.body", "body": bytes(2**20), "more_body": True})
        await send({"type": "http.response.body", "body": b""})
        ended.set()

    async def attack(port: int) -> None:
        _, writer = await asyncio.open_connection("127.0.0.1", port, limit=1)
        writer.write(REQUEST)
        await asyncio.wait_for(ended.wait(), LONG)
        writer.close()

    run_with(large, attack)


@pytest.mark.skipif(sys.platform != "linux", reason="needs a second loopback address")
def test_one_address_cannot_take_all_connections(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connections, "MOST_CONNECTIONS_OF_ONE", 3)

    async def attack(port: int) -> None:
        writers = []

        async def is_served(address: str) -> bool:
            reader, writer = await asyncio.open_connection(
                "127.0.0.1", port, local_addr=(address, 0)
            )
            writers.append(writer)
            writer.write(REQUEST)
            with suppress(ConnectionResetError):
                return bool(await asyncio.wait_for(reader.readline(), LONG))
            return False

        assert [await is_served("127.0.0.2") for _ in range(5)] == [True] * 3 + [False] * 2
        # Another client is served, and so is the proxy of this machine whatever it brings.
        assert [await is_served("127.0.0.3")] + [
            await is_served("127.0.0.1") for _ in range(5)
        ] == [True] * 6
        for writer in writers:
            writer.close()

    run_with(hello, attack)


def test_one_connection_too_many_is_told_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connections, "MOST_CONNECTIONS", 1)
    answers = []

    async def attack(port: int) -> None:
        _, first = await asyncio.open_connection("127.0.0.1", port)
        async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}") as client:
            answers.append(await client.get("/", headers={"Accept-Language": "de"}))
            first.close()
            await first.wait_closed()

    run_with(hello, attack)
    (answer,) = answers
    assert (answer.status_code, answer.json()["status"]) == (503, 503)
    assert answer.headers["content-type"] == "application/problem+json"
    assert "später" in answer.json()["detail"]
