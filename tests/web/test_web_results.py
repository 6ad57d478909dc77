"""Results of the page: as they were asked for, whatever the photo is called."""

import asyncio
import io
import threading
from collections.abc import Callable
from typing import Any

import httpx
import numpy as np
import pytest
from PIL import Image
from starlette.types import ASGIApp

from colorizer_gui.engine.arrays import IsCancelled
from colorizer_gui.engine.photo import read_photo
from colorizer_gui.engine.session.output import Output
from colorizer_gui.web.archive import photo_id
from colorizer_gui.web.context import Context
from colorizer_gui.web.options import ServeOptions
from colorizer_gui.web.work_queue import Job
from web_app import ask, small_png, uploaded


def _recipe(warmth: float) -> dict[str, object]:
    return {"recipe": 1, "model": "tiny", "look": {"warmth": warmth}}


def _pixels(answer: httpx.Response) -> np.ndarray:
    assert answer.status_code == 200, answer.text
    return np.asarray(Image.open(io.BytesIO(answer.content)))


def test_a_result_that_waits_is_made_as_the_photo_was_when_it_was_asked_for(
    app: ASGIApp, context: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = uploaded(app)
    wanted = []
    for warmth in (-1.0, 1.0):
        ask(app, "PUT", f"{path}/recipe", json=_recipe(warmth))
        wanted.append(_pixels(ask(app, "GET", f"{path}/result")))
    assert not np.array_equal(*wanted)
    ask(app, "PUT", f"{path}/recipe", json=_recipe(-1.0))

    free, waits, submit = threading.Event(), asyncio.Event(), context.queue.submit

    def busy(_: IsCancelled) -> None:
        free.wait()

    def submitted(client: str, work: Callable[[IsCancelled], Any], is_urgent: bool) -> Job[Any]:
        job = submit(client, work, is_urgent)
        if not is_urgent:
            waits.set()
        return job

    async def edited_meanwhile() -> httpx.Response:
        submit("somebody else", busy, False)
        monkeypatch.setattr(context.queue, "submit", submitted)
        transport = httpx.ASGITransport(app)
        async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
            result = asyncio.create_task(client.get(f"{path}/result"))
            await waits.wait()
            await client.put(f"{path}/recipe", json=_recipe(1.0))
            free.set()
            return await result

    try:
        made = _pixels(asyncio.run(edited_meanwhile()))
    finally:
        free.set()
    assert np.array_equal(made, wanted[0])


def test_results_of_photos_far_down_in_an_archive_are_made(tmp_path, tiny_model) -> None:
    place = "/".join(["опись фотографий"] * 6)  # 191 bytes, of which the photo's id is made
    folder = tmp_path / "photos"
    (folder / place).mkdir(parents=True)
    (folder / place / "a.png").write_bytes(small_png())
    options = ServeOptions(models=(str(tiny_model),), workers=1, folder=folder)
    context = Context(options, tmp_path / "web")
    try:
        photo, _ = context.archive.open(photo_id(place, "a.png"), "visitor", lambda: False)
        recipe = context.recipes.of(photo)
        made = context.results.make(photo, recipe, Output(), lambda: False)
        assert read_photo(made.path).width == 8
    finally:
        context.close()


def test_matches_take_recipes_as_large_as_previews_do(app: ASGIApp) -> None:
    path, large = uploaded(app), b" " * 2_000_000
    answers = [ask(app, "POST", f"{path}/{what}", content=large) for what in ("preview", "matches")]
    assert [answer.status_code for answer in answers] == [422, 422]
