"""Variants in the interface and in the page, with two models."""

import base64
import io
import json
from collections.abc import Iterator
from urllib.parse import unquote

import numpy as np
import pytest
from PIL import Image

from model_files import ABOUT, write_model
from web_page import NEEDS_BROWSER, Page, visiting
from web_server import WebServer, serving, upload


@pytest.fixture(scope="module")
def two_models(tmp_path_factory) -> Iterator[WebServer]:
    """A server with the shipped model and one that gives other colors."""
    home = tmp_path_factory.mktemp("web")
    other = write_model(home / "other.onnx", {**ABOUT, "name": "Other"})
    with serving(home, "--models", "unet", str(other)) as running:
        yield running


def pixels(variant: dict) -> np.ndarray:
    with Image.open(io.BytesIO(base64.b64decode(variant["picture"]))) as image:
        return np.asarray(image.convert("RGB")).astype(int)


def test_variants_differ_and_say_what_they_change(two_models, gray_file):
    with two_models.client() as client:
        (photo,) = upload(client, gray_file)
        path = f"/api/photos/{photo['id']}"
        hint = {"x": 0.2, "y": 0.3, "a": 0.0, "b": 0.0}
        recipe = {"recipe": 1, "model": "unet", "hints": [hint]}

        def made(group: str, **params: int) -> dict:
            wanted = {"group": group, **params}
            answer = client.post(f"{path}/variants", params=wanted, json=recipe)
            assert answer.status_code == 200, answer.text
            return answer.json()

        calm = made("vividness")["variants"]
        levels = [variant["vividness"] for variant in calm]
        assert levels == sorted(levels)
        assert 0.5 in levels
        chroma = [np.ptp(pixels(variant), axis=2).mean() for variant in calm]
        assert chroma[0] < chroma[-1]
        colors = made("surface", hint=0)["variants"]
        assert len({(color["a"], color["b"]) for color in colors}) == len(colors) > 2
        (other,) = made("models")["variants"]
        assert (other["model"], other["label"]) == ("other", "Other")
        assert np.abs(pixels(other) - pixels(calm[levels.index(0.5)])).mean() > 5
        assert client.get(f"{path}/recipe").json()["hints"] == []
        wrong = {"group": "surface", "hint": 7}
        assert client.post(f"{path}/variants", params=wrong, json=recipe).status_code == 422


def test_a_recipe_means_its_model_by_checksum(two_models, gray_file):
    with two_models.client() as client:
        (photo,) = upload(client, gray_file)
        path = f"/api/photos/{photo['id']}"
        sums = {each["id"]: each["sha256"] for each in client.get("/api/models").json()}
        new = client.get(f"{path}/recipe")
        assert (new.json()["model_sha256"], "X-Notice" in new.headers) == (sums["unet"], False)

        def kept(model: str, sha256: str) -> tuple[str, bytes]:
            recipe = {"recipe": 1, "model": model, "model_sha256": sha256}
            answer = client.put(f"{path}/recipe", json=recipe)
            assert answer.status_code == 200, answer.text
            told = client.get(f"{path}/recipe", headers={"Accept-Language": "de"})
            notice = unquote(told.headers.get("X-Notice", ""))
            assert ("X-Notice" in answer.headers) == bool(notice)
            return notice, client.get(f"{path}/preview").content

        _, other = kept("other", sums["other"])
        told, old = kept("unet", sums["other"])
        assert told.startswith("portrait.jpg wurde mit einem früheren Modell")
        assert old == other
        told, new = kept("unet", "00" * 32)
        assert told.startswith("portrait.jpg wurde mit einer anderen Version des Modells")
        assert new != other
        result = client.get(f"{path}/result")
        assert "another version of the model" in result.headers["X-Notice"]
        unknown = {"recipe": 1, "model": "gone", "model_sha256": "00" * 32}
        refused = client.put(f"{path}/recipe", json=unknown)
        assert "There is no model 'gone'" in refused.json()["detail"]


@NEEDS_BROWSER
def test_the_old_colors_are_kept_or_the_new_model_is_used(driver, two_models, gray_file, tmp_path):
    with visiting(driver, two_models.url) as page, two_models.client() as client:
        page.add(gray_file)
        sums = {each["id"]: each["sha256"] for each in client.get("/api/models").json()}
        earlier = tmp_path / "earlier.json"
        recipe = {"recipe": 1, "model": "unet", "model_sha256": sums["other"]}
        earlier.write_text(json.dumps(recipe))

        def choose(answer: str) -> str:
            page.find("recipe-file").send_keys(str(earlier))
            (words,) = page.until(lambda: page.all(".notice span"))
            assert words.text == (
                "portrait.jpg was colored with an earlier model, Other, and keeps its colors."
            )
            assert page.find("model").get_property("value") == "other"
            next(each for each in page.all(".notice button") if each.text == answer).click()
            page.until(lambda: not page.all(".notice"))
            chosen: str = page.find("model").get_property("value")
            return chosen

        assert choose("Keep the old colors") == "other"
        assert choose("Use the new version") == "unet"


@NEEDS_BROWSER
def test_a_variant_is_chosen_from_large_pictures(driver, two_models, gray_file):
    with visiting(driver, two_models.url) as page, two_models.client() as client:
        page.add(gray_file)

        def recipe() -> dict:
            answer: dict = client.get(f"{page.photo_path()}/recipe").json()
            return answer

        def open_variants(page: Page, count: int) -> list:
            page.find("show-variants").click()
            done = "Click a variant to use it."
            page.until(lambda: page.find("variants-state").text == done)
            found = page.all(".variant")
            assert len(found) >= count
            return found

        page.click_photo(100, -150)
        page.until(lambda: page.all("#swatches .swatch"))
        open_variants(page, 5)[0].click()
        page.until(lambda: recipe()["hints"] and page.find("undo").is_enabled())
        page.until(lambda: not page.find("variants").is_displayed())
        other = next(each for each in open_variants(page, 5) if each.text == "Other")
        assert other.rect["width"] >= 280
        other.click()
        page.until(lambda: recipe()["model"] == "other")
        page.find("undo").click()
        page.until(lambda: recipe()["model"] == "unet")
