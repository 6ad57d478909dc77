import asyncio
import csv
import io
import json
import zipfile

import httpx
from PIL import Image

from colorizer_gui.web import store
from web_app import uploaded
from web_server import upload


def events(client, job):
    """The states that a job tells, until it is over."""
    with client.stream("GET", f"/api/jobs/{job['id']}/events") as answer:
        assert answer.headers["content-type"].startswith("text/event-stream")
        lines = [line for line in answer.iter_lines() if line.startswith("data: ")]
    return [json.loads(line.removeprefix("data: ")) for line in lines]


def test_many_photos_come_as_one_zip_with_a_report(server, client, gray_file, tmp_path):
    other = tmp_path / "=SUM(A1).png"
    Image.open(gray_file).resize((60, 40)).save(other)
    first, twin, third = upload(client, gray_file, gray_file, other)
    recipe = {"recipe": 1, "look": {"saturation": 1.5}}
    client.put(f"/api/photos/{twin['id']}/recipe", json=recipe)
    photos = [photo["id"] for photo in (first, twin, third)]
    job = client.post("/api/jobs", json={"photos": photos, "options": {"format": "png"}}).json()
    told = events(client, job)
    assert (told[-1]["state"], told[-1]["done"], told[-1]["total"]) == ("done", 3, 3)
    assert [each["done"] for each in told] == sorted(each["done"] for each in told)
    answer = client.get(f"/api/jobs/{job['id']}/result")
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        names = archive.namelist()
        assert names == [
            *("portrait_color.png", "portrait_color (2).png", "=SUM(A1)_color.png", "report.csv")
        ]
        for photo, name in zip((first, twin), names, strict=False):
            single = client.get(f"/api/photos/{photo['id']}/result", params={"format": "png"})
            assert archive.read(name) == single.content
        rows = list(csv.DictReader(archive.read("report.csv").decode("utf-8-sig").splitlines()))
    assert [row["state"] for row in rows] == ["done"] * 3
    assert rows[2]["photo"] == "'=SUM(A1).png"  # no formula for a spreadsheet
    assert client.delete(f"/api/jobs/{job['id']}").status_code == 204
    assert client.get(f"/api/jobs/{job['id']}").status_code == 404
    assert not list(server.folder.glob("*.zip"))


def test_a_photo_that_fails_is_told_and_the_others_are_there(client, gray_file, server):
    good, lost = upload(client, gray_file, gray_file)
    (server.folder / f"{lost['id']}.jpg").unlink()
    for _ in range(33):  # until the lost one is no longer in memory
        upload(client, gray_file)
    job = client.post("/api/jobs", json={"photos": [lost["id"], good["id"]]}).json()
    last = events(client, job)[-1]
    assert last["state"] == "done"
    (problem,) = last["problems"]
    assert problem["detail"].startswith("Can't open portrait.jpg: there is no such file")
    answer = client.get(f"/api/jobs/{job['id']}/result")
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        assert archive.namelist() == ["portrait_color.jpg", "report.csv"]


def test_a_job_that_is_stopped_keeps_what_it_did_and_tells_what_it_did_not(
    server, client, gray_file
):
    (photo,) = upload(client, gray_file)
    others = set(server.folder.glob("*.zip"))
    job = client.post("/api/jobs", json={"photos": [photo["id"]] * 40}).json()
    path = f"/api/jobs/{job['id']}"
    assert client.get(f"{path}/report").status_code == 409
    with client.stream("GET", f"{path}/events") as answer:
        for line in answer.iter_lines():
            if line.startswith("data: ") and json.loads(line.removeprefix("data: "))["done"]:
                client.post(f"{path}/stop")
                break
    last = events(client, job)[-1]
    done = last["done"]
    assert (last["state"], last["detail"], last["has_file"]) == ("stopped", "Stopped.", True)
    assert last["summary"] == f"{done} of 40 photos colorized, {40 - done} not done."
    report = client.get(f"{path}/report").content
    rows = list(csv.DictReader(report.decode("utf-8-sig").splitlines()))
    assert [row["state"] for row in rows] == ["done"] * done + ["stopped"] * (40 - done)
    with zipfile.ZipFile(io.BytesIO(client.get(f"{path}/result").content)) as archive:
        assert archive.namelist() == [*(row["result"] for row in rows[:done]), "report.csv"]
        assert archive.read("report.csv") == report
    assert client.delete(path).status_code == 204
    assert set(server.folder.glob("*.zip")) == others


def test_a_job_that_fails_has_a_report_too(app, monkeypatch):
    photos = [uploaded(app).rpartition("/")[2] for _ in range(2)]
    monkeypatch.setattr(store, "LEAST_FREE", 2**70)

    async def told():
        transport = httpx.ASGITransport(app)
        async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
            job = (await client.post("/api/jobs", json={"photos": photos})).json()
            await client.get(f"/api/jobs/{job['id']}/events")  # ends with the job
            last = (await client.get(f"/api/jobs/{job['id']}")).json()
            return last, await client.get(f"/api/jobs/{job['id']}/report")

    last, report = asyncio.run(told())
    assert (last["state"], last["has_file"]) == ("failed", False)
    assert "disk is nearly full" in last["detail"]
    assert last["summary"] == "0 of 2 photos colorized, 2 not done."
    rows = list(csv.DictReader(report.content.decode("utf-8-sig").splitlines()))
    assert [row["state"] for row in rows] == ["stopped"] * 2


def test_a_job_that_cannot_be_is_refused(client, uploaded):
    photo = uploaded.rpartition("/")[2]
    assert client.post("/api/jobs", json={"photos": []}).status_code == 422
    assert client.post("/api/jobs", json={"photos": [photo, "unknown"]}).status_code == 404
    options = {"photos": [photo], "options": {"format": "svg"}}
    assert client.post("/api/jobs", json=options).status_code == 422
    assert client.get("/api/jobs/unknown/events").status_code == 404
