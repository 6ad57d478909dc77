"""Asks the application of the web page within a test, without a server or with one beside it."""

import asyncio
import io
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

import httpx
from PIL import Image
from starlette.types import ASGIApp
from uvicorn import Config
from uvicorn.server import ServerState

from colorizer_gui.web.connections import Connection


def small_png() -> bytes:
    """A photo of a few bytes."""
    content = io.BytesIO()
    Image.new("L", (8, 8), 90).save(content, "png")
    return content.getvalue()


def ask(app: ASGIApp, method: str, path: str, **options: Any) -> httpx.Response:
    """The answer to a request."""

    async def answer() -> httpx.Response:
        transport = httpx.ASGITransport(app)
        async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
            return await client.request(method, path, **options)

    return asyncio.run(answer())


def uploaded(app: ASGIApp) -> str:
    """The path of a photo that was uploaded."""
    answer = ask(app, "POST", "/api/photos", files={"file": ("a.png", small_png())})
    return f"/api/photos/{answer.json()['photos'][0]['id']}"


@asynccontextmanager
async def listening(app: ASGIApp) -> AsyncIterator[int]:
    """A server in this process, with its port."""
    config = Config(app, log_config=None, lifespan="off")
    config.load()
    state = ServerState()
    server = await asyncio.get_running_loop().create_server(
        lambda: Connection(config, state, {}), "127.0.0.1", 0
    )
    async with server:
        yield server.sockets[0].getsockname()[1]


def run_with(app: ASGIApp, attack: Callable[[int], Awaitable[None]]) -> None:
    """Attack a server in this process."""

    async def run() -> None:
        async with listening(app) as port:
            await attack(port)

    asyncio.run(run())
