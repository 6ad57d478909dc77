"""Variants in the interface and in the page, with two models."""

import base64
import io
from collections.abc import Iterator

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
