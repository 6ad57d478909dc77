import io
import os
import socket
import struct
import time
import zipfile
import zlib
from contextlib import contextmanager

import cv2
import numpy as np
import pytest

from colorizer_gui.web import store as store_module
from colorizer_gui.web.errors import RefusedError
from colorizer_gui.web.store import PhotoInfo, Store
from web_server import free_port, serving, upload


def stored_files(server):
    return sorted(path.name for path in server.folder.iterdir())


def png_header(width, height):
    """The beginning of a PNG, with little data for its many pixels."""
    header = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    data = b"IDAT" + zlib.compress(bytes(1000))
    chunks = [header, data, b"IEND"]
    packed = [
        struct.pack(">I", len(chunk) - 4) + chunk + struct.pack(">I", zlib.crc32(chunk))
        for chunk in chunks
    ]
    return b"\x89PNG\r\n\x1a\n" + b"".join(packed)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "the file is empty"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "it is not a photo of a known kind"),
        (png_header(60_000, 60_000), "it has 3,600 megapixels, and the most is 500"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "the file is damaged or ends too early"),
    ],
)
def test_what_is_no_photo_leaves_nothing_behind(server, client, content, words):
    before = stored_files(server)
    answer = client.post("/api/photos", files=[("file", ("bad.png", content))])
    assert answer.status_code == 415
    assert answer.headers["content-type"] == "application/problem+json"
    assert words in answer.json()["detail"]
    assert answer.json()["detail"].startswith("Can't open bad.png: ")
    assert stored_files(server) == before


@pytest.mark.parametrize(
    ("content", "kind", "status"),
    [
        (b"x", "image/jpeg", 415),
        (b"x", "multipart/form-data", 415),
        (b"--b\r\nno header", "multipart/form-data; boundary=b", 400),
        (b"--b--\r\n", "multipart/form-data; boundary=b", 422),
        (b"--b\r\n" + b"a" * 50_000, "multipart/form-data; boundary=b", 400),
    ],
)
def test_a_damaged_form_is_refused(client, content, kind, status):
    answer = client.post("/api/photos", content=content, headers={"Content-Type": kind})
    assert answer.status_code == status


@contextmanager
def half_an_upload(server, path):
    """A connection over which a photo has begun to arrive; closing it is closing a tab."""
    head = (
        "POST /api/photos HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 900000\r\n"
        "Content-Type: multipart/form-data; boundary=b\r\n\r\n"
        '--b\r\nContent-Disposition: form-data; name="file"; filename="a.jpg"\r\n\r\n'
    )
    with socket.create_connection(("127.0.0.1", server.port)) as connection:
        connection.sendall(head.encode() + path.read_bytes()[:20_000])
        yield


def test_an_upload_that_breaks_off_leaves_nothing_behind(server, client, gray_file):
    before = stored_files(server)
    with half_an_upload(server, gray_file):
        while stored_files(server) == before:  # it has begun to arrive
            client.get("/api/about")
    while stored_files(server) != before:
        client.get("/api/about")


def test_a_file_that_is_too_large_is_refused(tmp_path, gray_file):
    with serving(tmp_path, "--max-upload", "1") as server, server.client() as client:
        answer = client.post("/api/photos", files=[("file", ("large.jpg", bytes(1_000_001)))])
        assert answer.status_code == 413
        assert answer.json()["detail"] == (
            "Can't upload large.jpg: it is larger than 1 MB. Try a smaller copy."
        )
        assert stored_files(server) == []
        assert upload(client, gray_file)


def test_a_disk_that_takes_no_more_is_told(tmp_path, gray_file):
    limit = ("prlimit", "--fsize=50000")
    with serving(tmp_path, prefix=limit) as server, server.client() as client:
        answer = client.post("/api/photos", files=[("file", ("a.jpg", gray_file.read_bytes()))])
        assert answer.status_code == 507
        assert answer.json()["detail"] == (
            "Can't upload a.jpg: the file would be too large for this disk."
        )
        assert stored_files(server) == []
        (photo,) = upload(client, noise(tmp_path))
        before = stored_files(server)
        result = f"/api/photos/{photo['id']}/result"
        refused = client.get(result, params={"format": "tiff", "depth": 16})
        assert refused.status_code == 507
        assert refused.json()["detail"] == (
            "Can't keep noise_color.tif: the file would be too large for this disk."
        )
        assert stored_files(server) == before
        assert client.get(result, params={"format": "jpeg"}).status_code == 200
        wanted = {"photos": [photo["id"]] * 20, "options": {"format": "jpeg"}}
        job = client.post("/api/jobs", json=wanted).json()
        client.get(f"/api/jobs/{job['id']}/events")  # ends with the job
        last = client.get(f"/api/jobs/{job['id']}").json()
        assert (last["state"], last["has_file"]) == ("failed", True)
        made = client.get(f"/api/jobs/{job['id']}/result").content
    with zipfile.ZipFile(io.BytesIO(made)) as archive:  # whole, with what was there before
        assert archive.testzip() is None
        assert len(archive.namelist()) == last["done"] + 1  # the report


def noise(folder):
    """A photo whose result hardly deflates, and is larger than the disk takes."""
    path = folder / "noise.png"
    values = np.random.default_rng(1).integers(0, 255, (140, 140), np.uint8)
    path.write_bytes(cv2.imencode(".png", values)[1].tobytes())
    return path


def test_photos_and_recipes_outlive_a_kill_and_the_unused_go(tmp_path, gray_file):
    recipe = {"recipe": 1, "look": {"warmth": 0.5}}
    port = ("--port", free_port())
    with serving(tmp_path, *port) as server, server.client() as client:
        kept, unused = upload(client, gray_file, gray_file)
        client.put(f"/api/photos/{kept['id']}/recipe", json=recipe)
        assert server.folder.stat().st_mode & 0o777 == 0o700
        before = stored_files(server)
        with half_an_upload(server, gray_file):
            while stored_files(server) == before:  # it has begun to arrive
                client.get("/api/about")
            server.kill()
    (server.folder / f"{kept['id']}.0123.jpg").write_bytes(b"half a result")
    long_ago = time.time() - 80 * 3600
    os.utime(server.folder / f"{unused['id']}.json", (long_ago, long_ago))
    with serving(tmp_path, *port) as again, again.client() as client:
        answer = client.get(f"/api/photos/{kept['id']}/recipe").json()
        assert answer["look"]["warmth"] == 0.5
        assert client.get(f"/api/photos/{kept['id']}/preview").status_code == 200
        assert client.get(f"/api/photos/{unused['id']}").status_code == 404
        suffixes = [".jpg", ".json", ".recipe.json"]
        assert stored_files(again) == sorted(kept["id"] + suffix for suffix in suffixes)


def test_nobody_can_fill_the_store(tmp_path, monkeypatch):
    monkeypatch.setattr(store_module, "MOST_PHOTOS", 5)
    monkeypatch.setattr(store_module, "MOST_PHOTOS_OF_ONE", 3)
    store = Store(tmp_path / "store", 1000, 3600.0)

    def add(client):
        with store.receive("a.png", client) as (arriving, path):
            arriving.write(b"photo")
            arriving.finish()
            store.add(store.place(path, PhotoInfo("a.png", ".png", client, size=5)))

    for _ in range(3):
        add("greedy")
    with pytest.raises(RefusedError, match="you have 3 photos here") as refused:
        add("greedy")
    assert refused.value.status == 429
    add("other")
    add("other")
    with pytest.raises(RefusedError, match="there is no more room") as full:
        add("third")
    assert full.value.status == 507
    assert len(list(store.folder.glob("*.png"))) == 5
