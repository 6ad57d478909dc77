import io
import json

import cv2
import numpy as np
import pytest
from PIL import Image

from colorizer_gui.cli import main
from colorizer_gui.engine.limits import LARGEST_RECIPE
from colorizer_gui.engine.regions import Mask, Region, RegionKind
from colorizer_gui.engine.session.recipe import Recipe
from colorizer_gui.engine.session.recipe_text import recipe_text
from web_server import upload

HINT = {"x": 0.2, "y": 0.3, "a": -40.0, "b": 30.0, "radius": 0.02, "reach": "surface"}
RECIPE = {"recipe": 1, "model": "unet", "hints": [HINT], "look": {"saturation": 1.4}}


def test_an_upload_answers_with_each_photo_and_each_problem(client, gray_file, tmp_path):
    page = tmp_path / "page.html"
    page.write_text("<script>alert(1)</script>")
    files = [("file", (path.name, path.read_bytes())) for path in (gray_file, page)]
    answer = client.post("/api/photos", files=files)
    assert answer.status_code == 201
    (photo,), (problem,) = answer.json()["photos"], answer.json()["problems"]
    assert (photo["name"], photo["width"], photo["height"]) == ("portrait.jpg", 512, 512)
    assert client.get(f"/api/photos/{photo['id']}").json()["name"] == "portrait.jpg"
    assert (problem["name"], problem["status"]) == ("page.html", 415)
    assert problem["detail"].startswith("Can't open page.html: it is not a photo of a known kind")


@pytest.mark.parametrize("suffix", ["jpg", "tif"])
def test_a_download_is_what_the_command_writes(client, tmp_path, gray_picture, suffix):
    path = tmp_path / f"Gräfin; 1931.{suffix}"
    deep = gray_picture.astype(np.uint16) * 257 if suffix == "tif" else gray_picture
    path.write_bytes(cv2.imencode(f".{suffix}", deep)[1].tobytes())
    recipe = tmp_path / "recipe.json"
    recipe.write_text(json.dumps(RECIPE))
    assert main(["colorize", str(path), "--recipe", str(recipe)]) == 0
    (photo,) = upload(client, path)
    assert client.put(f"/api/photos/{photo['id']}/recipe", json=RECIPE).status_code == 200
    answer = client.get(f"/api/photos/{photo['id']}/result")
    written = tmp_path / f"Gräfin; 1931_color.{suffix}"
    assert answer.content == written.read_bytes()
    name = f"Gr%C3%A4fin_%201931_color.{suffix}"
    assert answer.headers["content-disposition"].endswith(f"filename*=UTF-8''{name}")


@pytest.mark.parametrize(
    "options",
    [
        {"format": "jpeg", "quality": 70, "keep": "none"},
        {"format": "png", "depth": 16, "space": "prophoto", "tag": False},
        {
            "format": "tiff",
            "depth": 16,
            "compression": "lzw",
            "keep": "no-location",
            "mark": "top-left",
            "mark_size": 5,
            "mark_opacity": 80,
        },
    ],
)
def test_options_give_what_the_command_writes(client, tmp_path, gray_file, uploaded, options):
    flags = {
        ("keep", "none"): ["--strip-metadata"],
        ("keep", "no-location"): ["--strip-location"],
        ("tag", False): ["--no-tag"],
    }
    arguments = [
        word
        for name, value in options.items()
        for word in flags.get((name, value), [f"--{name.replace('_', '-')}", str(value)])
    ]
    assert main(["colorize", str(gray_file), "--output", str(tmp_path), *arguments]) == 0
    (written,) = tmp_path.glob("portrait_color.*")
    assert client.get(f"{uploaded}/result", params=options).content == written.read_bytes()


def test_options_that_no_file_can_have_are_refused(client, uploaded):
    options = {"format": "jpeg", "space": "prophoto"}
    answer = client.get(f"{uploaded}/result", params=options)
    assert answer.status_code == 422
    assert answer.json()["detail"].startswith("ProPhoto RGB needs 16 bits a channel")
    photos = [uploaded.rpartition("/")[2]]
    job = client.post("/api/jobs", json={"photos": photos, "options": options})
    assert job.status_code == 422


def test_results_come_in_the_format_and_content_that_is_asked_for(client, uploaded):
    both = client.get(f"{uploaded}/result", params={"format": "webp", "content": "before-after"})
    assert both.headers["content-type"] == "image/webp"
    assert "portrait_before-after.webp" in both.headers["content-disposition"]
    with Image.open(io.BytesIO(both.content)) as image:
        assert (image.format, image.width > 1000) == ("WEBP", True)


@pytest.mark.parametrize("part", ["bytes=0-9", "bytes=999999999-", "bytes=x", "lines=1-2"])
def test_a_result_is_sent_whole_and_nothing_of_it_stays(server, client, uploaded, part):
    photo = uploaded.rpartition("/")[2]
    before = set(server.folder.glob(f"{photo}*"))
    whole = client.get(f"{uploaded}/result").content
    answer = client.get(f"{uploaded}/result", headers={"Range": part})
    assert (answer.status_code, answer.content == whole) == (200, True)
    while set(server.folder.glob(f"{photo}*")) != before:  # it goes once it was sent
        client.get(uploaded)


def test_a_preview_follows_the_recipe_and_a_trial_leaves_it_alone(client, uploaded):
    before = client.get(f"{uploaded}/preview", params={"side": "before"}).content
    plain = client.get(f"{uploaded}/preview").content
    trial = client.post(f"{uploaded}/preview", json=RECIPE).content
    assert client.get(f"{uploaded}/preview").content == plain
    assert client.get(f"{uploaded}/recipe").json()["hints"] == []
    client.put(f"{uploaded}/recipe", json=RECIPE)
    assert client.get(f"{uploaded}/preview").content == trial
    chroma = [np.ptp(_pixels(each).astype(int), axis=2).mean() for each in (before, plain, trial)]
    assert chroma[0] < 1 < chroma[1] < chroma[2]


def test_tiles_are_parts_of_the_result(client, tmp_path, gray_picture):
    path = tmp_path / "wide.png"
    Image.fromarray(np.hstack([gray_picture, gray_picture[:, ::-1]])).save(path)
    (photo,) = upload(client, path)
    base = f"/api/photos/{photo['id']}"
    result = _pixels(client.get(f"{base}/result").content)
    tile = _pixels(client.get(f"{base}/tiles/0/1/0").content)
    assert np.abs(tile.astype(int) - result[:512, 512:]).mean() < 2
    assert _pixels(client.get(f"{base}/tiles/1/0/0").content).shape == (256, 512, 3)
    assert client.get(f"{base}/tiles/0/2/0").status_code == 404


def test_a_place_has_suggestions_and_a_hint_is_not_among_its_own(client, uploaded):
    place = {"x": HINT["x"], "y": HINT["y"]}
    suggested = client.get(f"{uploaded}/suggestions", params=place).json()
    assert len(suggested["colors"]) > 1
    assert all(color["rgb"].startswith("#") for color in suggested["colors"])
    client.put(f"{uploaded}/recipe", json=RECIPE)
    without = client.get(f"{uploaded}/suggestions", params={**place, "without": 0}).json()
    assert without == suggested
    assert client.get(f"{uploaded}/suggestions", params={"x": 2, "y": 0}).status_code == 422
    green = client.get("/api/colors/00ff00", headers={"Accept-Language": "de"}).json()
    assert green["a"] == pytest.approx(-86.2, abs=0.1)
    assert green["name"] == "helles Grün"


def test_a_recipe_that_was_changed_elsewhere_is_not_overwritten(client, uploaded):
    tag = client.get(f"{uploaded}/recipe").headers["etag"]
    first = client.put(f"{uploaded}/recipe", json=RECIPE, headers={"If-Match": tag})
    assert first.status_code == 200
    other = {**RECIPE, "hints": []}
    second = client.put(f"{uploaded}/recipe", json=other, headers={"If-Match": tag})
    assert second.status_code == 412
    (kept,) = client.get(f"{uploaded}/recipe").json()["hints"]
    assert (kept["x"], kept["a"]) == (HINT["x"], HINT["a"])


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b"{", "it is not valid JSON in line 1"),
        (b"\xff", "it is not a text"),
        (b'{"recipe": 1, "look": {"warmth": 5}}', "warmth must be between -1 and 1, not 5"),
        (b'{"recipe": 1, "model": "/etc/passwd"}', "There is no model '/etc/passwd'"),
        (b" " * (LARGEST_RECIPE + 1), "The request is larger than"),
    ],
)
def test_a_recipe_that_cannot_be_used_is_refused_in_a_sentence(client, uploaded, body, words):
    answer = client.put(f"{uploaded}/recipe", content=body)
    assert answer.status_code in (413, 422)
    assert answer.headers["content-type"] == "application/problem+json"
    assert words in answer.json()["detail"]


def test_problems_are_in_the_language_of_the_client(client, uploaded):
    answer = client.get(
        f"{uploaded}/result", params={"format": "gif"}, headers={"Accept-Language": "de-AT,en"}
    )
    assert answer.status_code == 422
    assert answer.json()["detail"].startswith("Der Wert von format")
    texts = client.get("/api/about", params={"language": "zh_CN"}).json()
    assert texts["language"] == "zh_CN"
    assert texts["texts"]["undo"] != client.get("/api/about").json()["texts"]["undo"]


def test_a_removed_photo_is_gone(server, client, uploaded):
    photo_id = uploaded.rpartition("/")[2]
    client.put(f"{uploaded}/recipe", json=RECIPE)
    assert client.delete(uploaded).status_code == 204
    answer = client.get(f"{uploaded}/preview")
    assert (answer.status_code, answer.json()["status"]) == (404, 404)
    assert not list(server.folder.glob(f"{photo_id}*"))


def test_the_interface_describes_itself_and_needs_no_other_host(client):
    described = client.get("/api/openapi.json").json()
    assert "/api/photos/{id}/tiles/{z}/{x}/{y}" in described["paths"]
    page = client.get("/").text
    files = [part.partition('"')[0] for part in page.split('"/page/')[1:]]
    assert {"main.js", "style.css"} <= set(files)
    for text in (page, *(client.get(f"/page/{name}").text for name in files)):
        assert "https://" not in text
        assert "http://" not in text.replace("http://www.w3.org/", "")


def _pixels(content):
    with Image.open(io.BytesIO(content)) as image:
        return np.asarray(image.convert("RGB"))


def test_no_web_page_is_sent_as_a_result(client, uploaded):
    answer = client.get(f"{uploaded}/result", params={"content": "slider"})
    assert answer.status_code == 422
    assert "it must be one of result, before-after, layer" in answer.json()["detail"]


def test_regions_of_a_recipe_count_in_previews_and_downloads(client, tmp_path, gray_file, uploaded):
    left = np.zeros((64, 64), np.float32)
    left[:, :32] = 1
    keep = Region(1, "Left", RegionKind.KEEP, Mask.of(left))
    recipe = tmp_path / "recipe.json"
    recipe.write_text(recipe_text(Recipe(regions=(keep,))))
    answer = client.put(f"{uploaded}/recipe", content=recipe.read_bytes())
    assert answer.json()["regions"][0]["name"] == "Left"
    preview = _pixels(client.get(f"{uploaded}/preview").content).astype(int)
    chroma = np.ptp(preview, axis=2)
    assert chroma[:, :220].mean() < 1 < chroma[:, 300:].mean()
    assert main(["colorize", str(gray_file), "--recipe", str(recipe)]) == 0
    written = gray_file.with_name("portrait_color.jpg")
    assert client.get(f"{uploaded}/result").content == written.read_bytes()
    other = tmp_path / "wide.png"
    Image.open(gray_file).resize((600, 200)).save(other)
    (wide,) = upload(client, other)
    refused = client.post(f"/api/photos/{wide['id']}/preview", content=recipe.read_bytes())
    assert refused.status_code == 422
    assert "photo of another shape" in refused.json()["detail"]
