"""The folder of photos that a server offers (`--folder`)."""

import asyncio
import csv
import io
import json
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import httpx
import numpy as np
import pytest
from PIL import Image

from batch_files import as_nobody, make_photos
from colorizer_gui.cli import main
from colorizer_gui.engine.batch.memory import MemoryBudget
from colorizer_gui.engine.look import Look
from colorizer_gui.engine.session.output import Output
from colorizer_gui.engine.session.recipe import Recipe
from colorizer_gui.web.archive import Archive, folder_id, photo_id
from colorizer_gui.web.background import JobState
from colorizer_gui.web.context import Context
from colorizer_gui.web.errors import RefusedError
from colorizer_gui.web.folder_job import FolderJob
from colorizer_gui.web.options import ServeOptions
from web_server import PATIENCE, WebServer, serving

ROOT = "f."
RECIPE = {"recipe": 1, "model": "unet", "look": {"saturation": 1.4}}


def make_scan(path: Path, gray: np.ndarray) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.fromarray(gray).resize((96, 72)).save(path)
    return path


@pytest.fixture(scope="module")
def photos(tmp_path_factory, gray_picture) -> Path:
    """An archive with folders, and with what is never to be seen."""
    folder = tmp_path_factory.mktemp("archive") / "photos"
    for name in ("front.png", "1931/scan 10.tif", "1931/scan 2.jpg", "1931/Größe/a.png"):
        make_scan(folder / name, gray_picture)
    make_scan(folder / ".private/b.png", gray_picture)
    make_scan(folder.with_name("outside") / "secret.png", gray_picture)
    (folder / "out").symlink_to(folder.with_name("outside"))
    (folder / "1931/loop").symlink_to(folder)
    (folder / "1931/link.png").symlink_to(folder.with_name("outside") / "secret.png")
    (folder / "notes.txt").write_text("no photo")
    return folder


@pytest.fixture(scope="module")
def dest(photos) -> Path:
    return photos.with_name("results")


@pytest.fixture(scope="module")
def archive(photos, dest, tmp_path_factory) -> Iterator[WebServer]:
    arguments = ("--folder", str(photos), "--dest", str(dest))
    with serving(tmp_path_factory.mktemp("web"), *arguments) as running:
        yield running


@pytest.fixture
def visitor(archive) -> Iterator[httpx.Client]:
    with archive.client() as client:
        yield client


def listing(client, *names):
    """What a folder holds that is reached by its names."""
    answer = client.get(f"/api/archive/folders/{ROOT}").json()
    for name in names:
        (found,) = [folder["id"] for folder in answer["folders"] if folder["name"] == name]
        answer = client.get(f"/api/archive/folders/{found}").json()
    return answer


def photo_of(client, *names):
    *folders, last = names
    (found,) = [each for each in listing(client, *folders)["photos"] if each["name"] == last]
    return found


def opened(client, *names):
    """The path of an opened photo in the API."""
    photo = photo_of(client, *names)
    answer = client.post(f"/api/archive/photos/{photo['id']}")
    assert answer.status_code == 200, answer.text
    assert answer.json()["id"] == photo["id"]
    return f"/api/photos/{photo['id']}"


def run_job(client, folder, **wanted):
    job = client.post(f"/api/archive/folders/{folder}/jobs", json=wanted).json()
    with client.stream("GET", f"/api/jobs/{job['id']}/events") as answer:
        lines = [line for line in answer.iter_lines() if line.startswith("data: ")]
    return [json.loads(line.removeprefix("data: ")) for line in lines]


def test_the_tree_shows_photos_and_nothing_hidden_or_outside(visitor):
    assert visitor.get("/api/about").json()["archive"] == "photos"
    root = listing(visitor)
    assert [folder["name"] for folder in root["folders"]] == ["1931"]
    assert [photo["name"] for photo in root["photos"]] == ["front.png"]
    assert "links that lead out of the folder (1: out)" in root["left_out"]
    inner = listing(visitor, "1931")
    assert [folder["name"] for folder in inner["folders"]] == ["Größe"]
    assert [photo["name"] for photo in inner["photos"]] == ["scan 2.jpg", "scan 10.tif"]
    assert [parent["name"] for parent in inner["parents"]] == ["photos"]
    part = visitor.get(f"/api/archive/folders/{inner['id']}", params={"start": 1, "count": 1})
    assert [photo["name"] for photo in part.json()["photos"]] == ["scan 10.tif"]
    assert part.json()["total"] == 2


@pytest.mark.parametrize(
    "name",
    [
        *("../outside/secret.png", "out/secret.png", "1931/link.png", "1931/../front.png"),
        *(".private/b.png", "notes.txt", "/etc/passwd", "1931/loop/front.png", "", "front.png/.."),
    ],
)
def test_no_id_leads_out_of_the_archive(visitor, name):
    photo = photo_id("", name)
    assert visitor.post(f"/api/archive/photos/{photo}").status_code == 404
    assert visitor.get(f"/api/archive/photos/{photo}/thumbnail").status_code == 404
    for folder in ("..", "out", ".private", "1931/loop", "1931/..", "notes.txt", "/etc"):
        answer = visitor.get(f"/api/archive/folders/{folder_id(folder)}")
        assert answer.status_code == 404
    for wrong in (name.replace("/", "%2f") or "p.", "p.%00", "p.=", "f.é"):
        assert visitor.get(f"/api/archive/photos/{wrong}/thumbnail").status_code == 404


def test_thumbnails_are_small_and_kept_by_browsers(visitor):
    photo = photo_of(visitor, "1931", "scan 10.tif")
    answer = visitor.get(f"/api/archive/photos/{photo['id']}/thumbnail")
    other = visitor.get(f"/api/archive/photos/{photo['id']}!!!!/thumbnail")
    assert other.status_code == 404  # a photo has one id
    with Image.open(io.BytesIO(answer.content)) as image:
        assert (image.format, image.size) == ("JPEG", (96, 72))
    assert "immutable" in answer.headers["cache-control"]


def test_a_photo_opens_without_upload_and_its_recipe_goes_into_the_folder_for_results(
    visitor, photos, dest
):
    path = opened(visitor, "1931", "scan 2.jpg")
    assert visitor.get(f"{path}/preview").status_code == 200
    before = (photos / "1931/scan 2.jpg").read_bytes()
    recipe = visitor.get(f"{path}/recipe").json()
    visitor.put(f"{path}/recipe", json=recipe)
    sidecar = dest / "1931/scan 2.jpg.colorizer.json"
    assert not sidecar.exists()  # nothing was edited
    visitor.put(f"{path}/recipe", json=RECIPE)
    assert json.loads(sidecar.read_text())["look"]["saturation"] == 1.4
    assert photo_of(visitor, "1931", "scan 2.jpg")["is_edited"]
    assert visitor.get(f"{path}/recipe").json()["look"]["saturation"] == 1.4
    assert visitor.delete(path).status_code == 204
    assert (photos / "1931/scan 2.jpg").read_bytes() == before
    assert sorted(path.name for path in (photos / "1931").iterdir()) == [
        *("Größe", "link.png", "loop", "scan 10.tif", "scan 2.jpg")
    ]


def test_a_photo_whose_place_leads_out_by_now_is_not_shown(visitor, photos, gray_picture):
    scan = make_scan(photos / "late/b.png", gray_picture)
    path = opened(visitor, "late", "b.png")
    scan.unlink()
    scan.symlink_to(photos.with_name("outside") / "secret.png")
    answers = [visitor.get(f"{path}/{what}").status_code for what in ("preview", "result")]
    shutil.rmtree(scan.parent)
    assert answers == [404, 404]


def test_another_model_alone_is_kept_and_files_among_the_photos_stay(visitor, photos, dest):
    beside = photos / "front.png.colorizer.json"
    beside.write_text("{")
    path = opened(visitor, "front.png")
    answer = visitor.get(f"{path}/recipe")
    assert answer.json()["model"] == "unet"
    other = [each["id"] for each in visitor.get("/api/models").json()][-1]
    tag = answer.headers["etag"]
    for recipe in ({"recipe": 1, "model": other}, {**RECIPE, "model": other}):
        kept = visitor.put(f"{path}/recipe", json=recipe, headers={"If-Match": tag})
        assert kept.status_code == 200
        tag = kept.headers["etag"]
    assert visitor.get(f"{path}/recipe").json()["model"] == other
    assert (dest / "front.png.colorizer.json").exists()
    assert beside.read_text() == "{"
    beside.unlink()
    (dest / "front.png.colorizer.json").unlink()


def test_each_result_has_a_name_of_its_own_and_is_that_of_the_command(
    visitor, photos, dest, tmp_path
):
    path = opened(visitor, "1931", "scan 10.tif")
    photo = path.rpartition("/")[2]
    assert not photo_of(visitor, "1931", "scan 10.tif")["is_colorized"]
    names = [
        visitor.post(f"/api/archive/photos/{photo}/results", json={"format": "png"}).json()["name"]
        for _ in range(2)
    ]
    assert names == ["1931/scan 10_color.png", "1931/scan 10_color-2.png"]
    assert photo_of(visitor, "1931", "scan 10.tif")["is_colorized"]
    scan, expected = photos / "1931/scan 10.tif", tmp_path / "x.png"
    assert main(["colorize", str(scan), "-o", str(expected)]) == 0
    assert {(dest / name).read_bytes() for name in names} == {expected.read_bytes()}


def test_a_folder_is_colorized_as_a_batch_does_it(visitor, photos, dest, tmp_path):
    folder = listing(visitor, "1931", "Größe")["id"]
    told = run_job(visitor, folder)
    assert (told[-1]["state"], told[-1]["done"], told[-1]["total"]) == ("done", 1, 1)
    assert told[-1]["summary"] == "1 of 1 photos colorized."
    result = dest / "1931/Größe/a_color.png"
    assert main(["batch", str(photos), str(tmp_path / "x"), "--recursive"]) == 0
    assert result.read_bytes() == (tmp_path / "x/1931/Größe/a_color.png").read_bytes()
    again = run_job(visitor, ROOT, subfolders=True)[-1]
    assert (again["total"], again["problems"]) == (4, [])
    assert "1 already done" in again["summary"]
    report = visitor.get(f"/api/jobs/{again['id']}/report")
    rows = list(csv.DictReader(report.content.decode("utf-8-sig").splitlines()))
    assert [row["photo"] for row in rows] == [
        *("1931/Größe/a.png", "1931/scan 2.jpg", "1931/scan 10.tif", "front.png")
    ]
    assert not list(dest.rglob("*secret*"))
    assert not list(dest.rglob("link*"))


@pytest.mark.parametrize("is_waiting", [False, True])
def test_a_job_that_is_stopped_before_its_turn_is_over_at_once(context, tmp_path, is_waiting):
    make_photos(tmp_path / "photos", "a.png")
    archive = Archive(tmp_path / "photos", None, "cpu", "unet")

    async def stop():
        turn = asyncio.Lock()
        async with turn:  # as another visitor's job does
            job = FolderJob("visitor", archive, "", False, Output(), MemoryBudget(), turn)
            running = asyncio.create_task(job.run(context.queue))
            if is_waiting:
                await asyncio.sleep(0)
            job.cancel()
            await asyncio.wait({running}, timeout=PATIENCE)
            assert (job.state, str(job.problem)) == (JobState.STOPPED, "Stopped.")
        assert not turn.locked()

    asyncio.run(stop())


def test_results_and_recipes_lie_beside_the_photos_without_another_folder(tmp_path, gray_picture):
    scan = make_scan(tmp_path / "scans/a.png", gray_picture)
    make_scan(tmp_path / "scans/b.png", gray_picture)
    with serving(tmp_path, "--folder", str(scan.parent)) as server, server.client() as client:
        path = opened(client, "a.png")
        client.put(f"{path}/recipe", json=RECIPE)
        assert json.loads((scan.parent / "a.png.colorizer.json").read_text())["photo"]
        photo = path.rpartition("/")[2]
        saved = client.post(f"/api/archive/photos/{photo}/results", json={}).json()
        assert saved == {"name": "a_color.png", "notices": []}
        assert (scan.parent / "a_color.png").exists()
        marks = {photo["name"]: photo["is_colorized"] for photo in listing(client)["photos"]}
        assert marks == {"a.png": True, "b.png": False}
        last = run_job(client, ROOT)[-1]
        assert last["summary"] == "2 of 2 photos colorized."
        made = sorted(path.name for path in (scan.parent / "colorized").glob("*.png"))
        assert made == ["a_color.png", "b_color.png"]
        assert listing(client)["folders"] == []
        (scan.parent / "a.png.colorizer.json").write_text("{")
        assert "a.png.colorizer.json" in str(
            client.post(f"/api/archive/photos/{photo}").json()["notices"]
        )
        client.put(f"{path}/recipe", json=RECIPE)
        assert (scan.parent / "a.png.colorizer.json.1.bak").read_text() == "{"


def test_a_recipe_of_no_use_that_cannot_be_renamed_stays(tmp_path, tiny_model, gray_picture):
    name = "a" * 234 + ".png"  # too long with .colorizer.json.1.bak
    scan = make_scan(tmp_path / "scans" / name, gray_picture)
    sidecar = scan.with_name(name + ".colorizer.json")
    sidecar.write_text("{")
    options = ServeOptions(models=(str(tiny_model),), workers=1, folder=scan.parent)
    context = Context(options, tmp_path / "web")
    try:
        photo, _ = context.archive.open(photo_id("", name), "visitor", lambda: False)
        kept = context.archive.keep_recipe(photo, Recipe("tiny", look=Look(warmth=0.5)))
        assert context.archive.recipe(photo) == kept
    finally:
        context.close()
    assert sidecar.read_text() == "{"


def test_folders_that_cannot_be_used_are_told_at_the_start(tmp_path, gray_picture, capsys):
    scan = make_scan(tmp_path / "scans/a.png", gray_picture)
    file = tmp_path / "file"
    file.write_text("no folder")
    wrong = {
        ("--folder", tmp_path / "none"): "There is no folder",
        ("--folder", scan.parent, "--dest", scan.parent): "Name another folder for them",
        ("--dest", tmp_path): "--dest is for the results of --folder",
    }
    for arguments, words in wrong.items():
        assert main(["serve", "--port", "0", *map(str, arguments)]) == 2
        (line,) = capsys.readouterr().err.splitlines()
        assert words in line


def test_what_the_disk_refuses_is_a_sentence_without_its_place(gray_picture):
    with tempfile.TemporaryDirectory() as place:  # unlike pytest's, nobody may enter it
        folder = Path(place) / "scans"
        scan = make_scan(folder / "lost/a.png", gray_picture)
        make_scan(folder / "shut/b.png", gray_picture)
        with as_nobody(Path(place)):
            archive = Archive(folder, None, "cpu", "unet")
            assert archive.listing("lost").photos
            scan.unlink()
            scan.parent.rmdir()
            with pytest.raises(RefusedError, match="There is no such folder here") as gone:
                archive.listing("lost")
            (folder / "shut").chmod(0)
            with pytest.raises(RefusedError) as shut:
                archive.listing("shut")
            (folder / "shut").chmod(0o700)
    assert (gone.value.status, shut.value.status) == (404, 403)
    assert str(shut.value) == "Can't look into the folder shut: permission is denied."
