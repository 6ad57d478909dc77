"""Clients that stand still, send too much or go away: each tries to break a promise of the page."""

import asyncio
import json
import threading
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import httpx
import numpy as np
import platformdirs
import pytest
from starlette.types import ASGIApp

from colorizer_gui.engine.errors import SaveError, UsageError
from colorizer_gui.engine.messages import Message
from colorizer_gui.engine.model.versions import MeantModel
from colorizer_gui.engine.photo import Photo, read_photo
from colorizer_gui.engine.regions import Mask, Region, RegionKind
from colorizer_gui.engine.session.recipe import Recipe
from colorizer_gui.engine.session.recipe_text import recipe_text
from colorizer_gui.web import bodies, routes_photos
from colorizer_gui.web import store as store_module
from colorizer_gui.web.application import application
from colorizer_gui.web.context import Context
from colorizer_gui.web.errors import RefusedError
from colorizer_gui.web.models import Models
from colorizer_gui.web.options import ServeOptions
from colorizer_gui.web.results import Result, ResultMaker
from colorizer_gui.web.store import Store
from colorizer_gui.web.store_folder import sole_use, store_folder
from web_app import ask, run_with, small_png, uploaded
from web_server import WebServer, upload

PART = b'--b\r\nContent-Disposition: form-data; name="file"; filename="%d.png"\r\n\r\n%s\r\n'
RECIPE = b'{"recipe": 1, "model": "tiny"}'
FORM = {"Content-Type": "multipart/form-data; boundary=b"}
LONG = 60  # seconds, for a busy machine


@pytest.mark.parametrize("drips", [False, True])
@pytest.mark.parametrize(
    ("method", "path", "headers", "beginning"),
    [
        ("POST", "/api/photos", FORM, (PART % (1, b""))[:-2]),
        ("POST", "/api/jobs", {"Content-Type": "application/json"}, b"{"),
        ("PUT", "/api/photos/any/recipe", {}, b"{"),
        ("DELETE", "/api/photos/any", {}, b""),
    ],
)
def test_a_body_that_comes_too_slowly_is_given_up(
    app: ASGIApp,
    context: Context,
    monkeypatch: pytest.MonkeyPatch,
    drips: bool,
    method: str,
    path: str,
    headers: dict[str, str],
    beginning: bytes,
) -> None:
    monkeypatch.setattr(bodies, "LONGEST_PAUSE", LONG if drips else 0.05)
    monkeypatch.setattr(bodies, "GRACE", 0.05 if drips else LONG)
    monkeypatch.setattr(bodies, "SLOWEST", 10**9)

    async def slowly() -> AsyncIterator[bytes]:
        yield beginning
        while drips:
            yield b" "
            await asyncio.sleep(0)
        await asyncio.Event().wait()

    answer = ask(app, method, path, content=slowly(), headers=headers)
    assert (answer.status_code, "too slowly" in answer.json()["detail"]) == (408, True)
    assert list(context.store.folder.iterdir()) == []


def test_the_time_that_the_server_takes_for_photos_is_not_that_of_their_upload(
    app: ASGIApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = 0.0

    def read_late(path: Path) -> Photo:
        nonlocal now
        now += 1.5 * bodies.GRACE
        return read_photo(path)

    monkeypatch.setattr(bodies, "time", SimpleNamespace(monotonic=lambda: now))
    monkeypatch.setattr(routes_photos, "read_photo", read_late)
    files = [("file", (f"{name}.png", small_png())) for name in "abc"]
    answer = ask(app, "POST", "/api/photos", files=files)
    assert answer.status_code == 201, answer.text
    assert [photo["name"] for photo in answer.json()["photos"]] == ["a.png", "b.png", "c.png"]


def test_bodies_in_memory_are_bounded(
    app: ASGIApp, context: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bodies, "LARGEST_RECIPE", 1000)
    monkeypatch.setattr(bodies, "LARGEST_SETTINGS", 500)
    path = uploaded(app)
    for method, target in (("POST", "/api/jobs"), ("PUT", f"{path}/recipe"), ("DELETE", path)):
        answer = ask(app, method, target, content=bytes(1001 if "recipe" in target else 501))
        assert (answer.status_code, answer.json()["status"]) == (413, 413)
    assert ask(app, "PUT", f"{path}/recipe", content=RECIPE).status_code == 200
    # What others hold at the time counts, and is given back afterwards.
    monkeypatch.setattr(bodies, "MOST_HELD_OF_ONE", 1500)
    begun = asyncio.Event()

    async def waiting() -> AsyncIterator[bytes]:
        yield b" " * 900
        begun.set()
        await asyncio.Event().wait()

    async def two_at_a_time() -> int:
        transport = httpx.ASGITransport(app)
        async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
            first = asyncio.create_task(client.put(f"{path}/recipe", content=waiting()))
            await begun.wait()
            second = await client.put(f"{path}/recipe", content=bytes(900))
            first.cancel()
            with suppress(asyncio.CancelledError):
                await first
            return second.status_code

    assert asyncio.run(two_at_a_time()) == 503
    assert ask(app, "PUT", f"{path}/recipe", content=RECIPE).status_code == 200


def test_many_small_uploads_end_at_the_quota(
    app: ASGIApp, context: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store_module, "MOST_PHOTOS_OF_ONE", 3)
    form = b"".join(PART % (number, small_png()) for number in range(6)) + b"--b--\r\n"
    answer = ask(app, "POST", "/api/photos", content=form, headers=FORM).json()
    assert [photo["name"] for photo in answer["photos"]] == ["0.png", "1.png", "2.png"]
    assert [problem["name"] for problem in answer["problems"]] == ["3.png", "4.png", "5.png"]
    assert {problem["status"] for problem in answer["problems"]} == {429}
    again = ask(app, "POST", "/api/photos", content=form, headers=FORM)
    assert again.status_code == 429
    assert "you have 3 photos here" in again.json()["detail"]
    assert len(list(context.store.folder.glob("*.png"))) == 3


def test_a_form_of_endless_parts_is_refused(
    app: ASGIApp, context: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(routes_photos, "MOST_PROBLEMS", 5)
    form = b"".join(PART % (number, b"") for number in range(20)) + b"--b--\r\n"
    answer = ask(app, "POST", "/api/photos", content=form, headers=FORM)
    assert answer.status_code == 413
    headers = b"--b\r\n" + b"".join(b"X-%d: y\r\n" % number for number in range(3000)) + b"\r\n"
    answer = ask(app, "POST", "/api/photos", content=headers, headers=FORM)
    assert answer.status_code == 400
    assert list(context.store.folder.iterdir()) == []


def test_a_disk_that_is_nearly_full_takes_neither_photos_nor_results(
    app: ASGIApp, context: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = uploaded(app)
    monkeypatch.setattr(store_module, "LEAST_FREE", 2**62)
    before = sorted(context.store.folder.iterdir())
    refused = ask(app, "POST", "/api/photos", files={"file": ("b.png", small_png())})
    for answer in (refused, ask(app, "GET", f"{path}/result")):
        assert (answer.status_code, "nearly full" in answer.json()["detail"]) == (507, True)
    assert ask(app, "GET", f"{path}/preview").status_code == 200
    assert sorted(context.store.folder.iterdir()) == before


def test_a_disk_that_fills_up_meanwhile_takes_no_more(
    app: ASGIApp, context: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = uploaded(app)
    rough = np.random.default_rng(1).random((400, 400), np.float32)
    region = Region(1, "Rough", RegionKind.KEEP, Mask.of(rough))
    large = recipe_text(Recipe(model="tiny", regions=(region,)))
    before = sorted(context.store.folder.iterdir())
    with context.store.receive("b.png", "client") as (arriving, _):
        arriving.write(b"begun")
        monkeypatch.setattr(store_module, "LEAST_FREE", 2**62)
        with pytest.raises(RefusedError, match=r"b\.png: the server's disk is nearly full"):
            arriving.write(b"more")
    refused = ask(app, "PUT", f"{path}/recipe", content=large.encode())
    assert (refused.status_code, "nearly full" in refused.json()["detail"]) == (507, True)
    assert sorted(context.store.folder.iterdir()) == before
    assert ask(app, "PUT", f"{path}/recipe", content=RECIPE).status_code == 200


def test_photos_in_work_are_not_unused(tiny_model: Path, tmp_path: Path) -> None:
    options = ServeOptions(models=(str(tiny_model),), workers=1, keep=0)
    context = Context(options, tmp_path / "photos")
    app, opened = application(context, (), None), threading.Event()
    path = uploaded(app)

    async def wait_for_a_zip() -> list[int]:
        transport = httpx.ASGITransport(app)
        async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
            context.queue.submit("other", lambda _: opened.wait(), False)
            photos = {"photos": [path.rpartition("/")[2]]}
            job = (await client.post("/api/jobs", json=photos)).json()
            await context.clean()
            statuses = [(await client.get(path)).status_code]
            opened.set()
            while job["state"] == "running":
                job = (await client.get(f"/api/jobs/{job['id']}")).json()
            await context.clean()
            return [*statuses, (await client.get(path)).status_code]

    try:
        assert asyncio.run(asyncio.wait_for(wait_for_a_zip(), LONG)) == [200, 404]
    finally:
        opened.set()
        context.close()


def test_two_servers_never_share_a_folder(tmp_path: Path) -> None:
    folder = tmp_path / "web" / "8722"
    with sole_use(folder), pytest.raises(UsageError, match="Another server"), sole_use(folder):
        pass
    with sole_use(folder):
        pass


def test_photos_at_any_port_go_with_their_server(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(platformdirs, "user_data_dir", lambda *_, **__: str(tmp_path))
    with store_folder(8722, 8722) as named, store_folder(0, 40001) as running:
        for folder in (named, running):
            folder.mkdir()
        left = running.with_name("any-40002")  # by one that was killed
        left.mkdir()
        left.with_suffix(".lock").touch()
        with suppress(KeyboardInterrupt), store_folder(0, 40003) as other:
            other.mkdir()
            assert set(tmp_path.glob("web/*/")) == {named, running, other}
            raise KeyboardInterrupt
        assert set(tmp_path.glob("web/*/")) == {named, running}
    assert {path.name for path in tmp_path.glob("web/*")} == {"8722", "8722.lock"}


def test_a_folder_that_cannot_be_used_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in its place")
    with pytest.raises(SaveError, match="Can't keep photos in"):
        Store(tmp_path / "file", 1000, 3600.0)


async def leave_during(app: ASGIApp, path: str, begun: asyncio.Event) -> None:
    """Ask for something, and go away once it is being made."""
    steps = iter([{"type": "http.request", "body": b"", "more_body": False}])

    async def receive() -> dict[str, Any]:
        for step in steps:
            return step
        await begun.wait()
        return {"type": "http.disconnect"}

    async def send(_message: Any) -> None:
        """Nobody reads it."""

    scope = {
        "type": "http",
        "http_version": "1.1",
        "method": "GET",
        "scheme": "http",
        "path": path,
        "raw_path": path.encode(),
        "query_string": b"",
        "root_path": "",
        "headers": [(b"host", b"127.0.0.1")],
        "client": ("127.0.0.1", 1),
        "server": ("127.0.0.1", 80),
    }
    await app(scope, receive, send)


def test_a_download_that_nobody_waits_for_stops_and_leaves_nothing(
    app: ASGIApp, context: Context, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    path, stopped = uploaded(app), threading.Event()
    made = tmp_path / "result.png"

    async def download() -> None:
        begun, loop = asyncio.Event(), asyncio.get_running_loop()

        def make(_self: Any, _stored: Any, _recipe: Any, _output: Any, is_cancelled: Any) -> Result:
            loop.call_soon_threadsafe(begun.set)
            while not is_cancelled():
                pass
            made.write_bytes(b"finished all the same")
            stopped.set()
            return Result(made, "result.png", "png", (1, 1), ())

        monkeypatch.setattr(ResultMaker, "make", make)
        await leave_during(app, f"{path}/result", begun)
        while not stopped.is_set() or made.exists():
            await asyncio.sleep(0)

    asyncio.run(asyncio.wait_for(download(), LONG))


def test_two_tabs_never_overwrite_each_other(server: WebServer, gray_file: Path) -> None:
    with server.client() as client:
        (photo,) = upload(client, gray_file)
        path = f"/api/photos/{photo['id']}"
        tag = client.get(f"{path}/recipe").headers["etag"]

        def change(warmth: float) -> int:
            recipe = {"recipe": 1, "look": {"warmth": warmth}}
            headers = {"If-Match": tag}
            with server.client() as tab:
                return tab.put(f"{path}/recipe", json=recipe, headers=headers).status_code

        def look(_number: int) -> bytes:
            with server.client() as tab:
                return tab.get(f"{path}/preview").content

        with ThreadPoolExecutor(4) as tabs:
            statuses = list(tabs.map(change, (0.1, 0.2, 0.3, 0.4)))
            pictures = set(tabs.map(look, range(4)))
    assert sorted(statuses) == [200, 412, 412, 412]
    assert len(pictures) == 1


@pytest.mark.logs_warnings
def test_an_unexpected_error_is_a_sentence_and_the_log_has_the_details(
    app: ASGIApp, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    path = uploaded(app)

    def fail(_models: Models, _recipe: Recipe) -> MeantModel:
        raise RuntimeError("what nobody foresaw")

    monkeypatch.setattr(Models, "meant", fail)
    answers = []

    async def attack(port: int) -> None:
        async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}") as client:
            answers.append(await client.put(f"{path}/recipe", content=RECIPE))

    run_with(app, attack)
    assert answers[0].status_code == 500
    detail = str(Message("An unexpected error. The server's log file has the details."))
    assert json.loads(answers[0].text)["detail"] == detail
    assert "what nobody foresaw" in caplog.text
