"""Asks the application of the web page within a test, without a server."""

import asyncio
import io
from typing import Any

import httpx
from PIL import Image
from starlette.types import ASGIApp


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
