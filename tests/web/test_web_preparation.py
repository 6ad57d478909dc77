"""Photos whose recipes prepare their scans: sizes, previews and tiles follow, also on the page."""

import io
import json
import shutil

import numpy as np
import pytest
from PIL import Image

from colorizer_gui.cli import main
from colorizer_gui.engine.hints import ColorHint
from colorizer_gui.engine.photo import read_photo
from colorizer_gui.engine.photo.fingerprint import fingerprint
from colorizer_gui.engine.preparation import Crop, Levels, Preparation
from colorizer_gui.engine.preparation.dust_mask import DustMask
from colorizer_gui.engine.preparation.prepare import prepared
from colorizer_gui.engine.regions import Mask, Region, RegionKind, mask_size
from colorizer_gui.engine.session.recipe import Recipe
from colorizer_gui.engine.session.recipe_file import read_recipe
from colorizer_gui.engine.session.recipe_text import recipe_text
from colorizer_gui.engine.session.sidecar import sidecar_path
from colorizer_gui.web.archive import photo_id
from web_page import NEEDS_BROWSER
from web_server import serving, upload

TURNED = {"recipe": 1, "prepare": {"rotate": 90, "invert": True}}


@pytest.fixture
def negative(tmp_path, gray_picture):
    """A negative that was scanned sideways, of 400 x 512 pixels."""
    path = tmp_path / "negative.png"
    Image.fromarray(np.ascontiguousarray(np.rot90(255 - gray_picture[:400]))).save(path)
    return path


def pixels_of(content):
    with Image.open(io.BytesIO(content)) as image:
        return np.asarray(image.convert("RGB")).astype(int)


def test_one_recipe_gives_the_same_bytes_everywhere(negative, client, tmp_path):
    """Command, batch and page, each from the scan and a recipe with everything in it."""
    scan = read_photo(negative)
    dust = np.zeros((scan.height, scan.width), bool)
    dust[40:50, 40:44] = True
    preparation = Preparation(
        1, -3.0, Crop(0.05, 0.1, 0.9, 1.0), True, Levels(gamma=1.2), DustMask.of(dust)
    )
    photo = prepared(scan, preparation)
    right = np.zeros(mask_size(photo.height, photo.width), np.float32)
    right[:, right.shape[1] // 2 :] = 1
    recipe = Recipe(
        hints=(ColorHint(0.3, 0.4, 20.0, -30.0),),
        regions=(Region(1, "Right", RegionKind.REGION, Mask.of(right), look=(("tint", 0.5),)),),
        photo=fingerprint(scan),
        preparation=preparation,
    )
    written = tmp_path / "recipe.json"
    written.write_text(recipe_text(recipe))
    assert read_recipe(written) == recipe
    assert main(["colorize", str(negative), "--recipe", str(written)]) == 0
    result = negative.with_name("negative_color.png")
    assert pixels_of(result.read_bytes()).shape == (photo.height, photo.width, 3)

    folder = tmp_path / "scans"
    folder.mkdir()
    shutil.copy(negative, folder)
    sidecar_path(folder / negative.name).write_text(written.read_text())
    assert main(["batch", str(folder), str(tmp_path / "results")]) == 0
    (batched,) = (tmp_path / "results").glob("*.png")
    assert batched.read_bytes() == result.read_bytes()

    (uploaded,) = upload(client, negative)
    path = f"/api/photos/{uploaded['id']}"
    assert client.put(f"{path}/recipe", content=written.read_bytes()).status_code == 200
    assert client.get(f"{path}/result").content == result.read_bytes()


def test_sizes_previews_and_tiles_follow_the_recipe(client, negative, gray_picture):
    (photo,) = upload(client, negative)
    assert (photo["width"], photo["height"]) == (400, 512)
    path = f"/api/photos/{photo['id']}"
    assert client.put(f"{path}/recipe", json=TURNED).status_code == 200
    told = client.get(path).json()
    assert (told["width"], told["height"]) == (512, 400)
    before = pixels_of(client.get(f"{path}/preview", params={"side": "before"}).content)
    assert np.abs(before[..., 0] - gray_picture[:400]).mean() < 3
    tile = pixels_of(client.get(f"{path}/tiles/0/0/0", params={"side": "before"}).content)
    assert tile.shape == (400, 512, 3)
    after = pixels_of(client.get(f"{path}/tiles/0/0/0").content)
    assert np.ptp(after, axis=2).mean() > 5
    crop = {"left": 0, "top": 0, "right": 0.5, "bottom": 1}
    tried = {"recipe": 1, "prepare": {"crop": crop}}
    trial = client.post(f"{path}/preview", json=tried)
    assert pixels_of(trial.content).shape == (512, 200, 3)
    assert pixels_of(client.get(f"{path}/preview").content).shape == (400, 512, 3)
    assert client.get(f"{path}/tiles/0/1/0").status_code == 404
    assert client.put(f"{path}/recipe", json={"recipe": 1}).status_code == 200
    assert client.get(path).json()["height"] == 512


def test_a_photo_that_keeps_its_colors_is_turned_alone(client, tmp_path, color_picture):
    scan = tmp_path / "colors.png"
    Image.fromarray(color_picture[:400]).save(scan)
    (photo,) = upload(client, scan)
    path = f"/api/photos/{photo['id']}"
    recipe = {"recipe": 1, "prepare": {"rotate": 90}, "own_colors": True}
    assert client.put(f"{path}/recipe", json=recipe).status_code == 200
    turned = np.rot90(color_picture[:400], -1).astype(int)
    for ask in (f"{path}/preview", f"{path}/tiles/0/0/0"):
        assert np.abs(pixels_of(client.get(ask).content) - turned[:512, :512]).mean() < 4
    result = client.get(f"{path}/result")
    np.testing.assert_array_equal(pixels_of(result.content), turned)
    job = client.post("/api/jobs", json={"photos": [photo["id"]]}).json()
    with client.stream("GET", f"/api/jobs/{job['id']}/events") as answer:
        *_, told = (line for line in answer.iter_lines() if line)
    assert "0 of 1 photos colorized, 1 kept in own colors." in told
    report = client.get(f"/api/jobs/{job['id']}/report").text
    assert "colors.png is in color already, so its colors are kept." in report
    hinted = {**recipe, "hints": [{"x": 0.5, "y": 0.5, "a": 40, "b": 10}]}
    trial = pixels_of(client.post(f"{path}/preview", json=hinted).content)
    assert np.abs(trial - turned).mean() > 4


def test_dust_of_another_scan_is_refused_in_a_sentence(client, negative):
    (photo,) = upload(client, negative)
    dust = DustMask.of(np.eye(100, dtype=bool))
    body = recipe_text(Recipe(preparation=Preparation(dust=dust)))
    path = f"/api/photos/{photo['id']}"
    tried, kept = (
        client.post(f"{path}/preview", content=body),
        client.put(f"{path}/recipe", content=body),
    )
    for ask in (tried, kept):
        assert ask.status_code == 422
        assert "scan of another shape: it has 100 x 100 places" in ask.json()["detail"]
    assert client.get(f"{path}/preview").status_code == 200  # the recipe before is untouched


def test_a_photo_of_an_archive_opens_as_its_sidecar_prepares_it(tmp_path, negative):
    archive = tmp_path / "archive"
    archive.mkdir()
    shutil.copy(negative, archive)
    sidecar_path(archive / negative.name).write_text(json.dumps(TURNED))
    with serving(tmp_path / "web", "--folder", str(archive)) as server, server.client() as client:
        photo = client.post(f"/api/archive/photos/{photo_id('', negative.name)}").json()
        assert (photo["width"], photo["height"]) == (512, 400)
        preview = client.get(f"/api/photos/{photo['id']}/preview")
        assert pixels_of(preview.content).shape == (400, 512, 3)


@NEEDS_BROWSER
def test_the_page_shows_a_recipe_that_prepares_the_photo(page, negative, client, tmp_path):
    page.add(negative)
    assert page.find("status").text == "negative.png, 400 x 512 pixels"
    recipe = tmp_path / "r.json"
    recipe.write_text(json.dumps(TURNED))
    page.find("recipe-file").send_keys(str(recipe))
    page.until(lambda: page.find("status").text == "negative.png, 512 x 400 pixels")
    page.until(page.is_colored)
    page.find("undo").click()
    page.until(lambda: page.find("status").text == "negative.png, 400 x 512 pixels")
    page.until(page.is_colored)
    assert "prepare" not in client.get(f"{page.photo_path()}/recipe").json()
