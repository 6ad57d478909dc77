"""Presets and color sets, which the page shares with the window."""

import httpx
import pytest
from PIL import Image

from colorizer_gui.cli import main
from colorizer_gui.engine.look import PRESETS, Look
from colorizer_gui.engine.settings import Settings, read_settings, write_settings
from web_server import WebServer, upload


@pytest.fixture
def settings_path(server: WebServer):
    """The settings of the user who runs the server, in which the window has kept something."""
    path = server.home / "settings.toml"
    kept = Settings(
        theme="dark",
        looks={"Attic": Look(warmth=0.2)},
        color_sets={"Uniform": ((10.0, 20.0), (-5.0, 3.5))},
    )
    write_settings(path, kept)
    yield path
    path.unlink()


def test_presets_are_those_of_the_window(client: httpx.Client, settings_path):
    names = [preset["name"] for preset in client.get("/api/presets").json()]
    assert names == [*(str(preset.name) for preset in PRESETS), "Attic"]
    german = client.get("/api/presets", headers={"Accept-Language": "de"}).json()
    assert german[0]["name"] == "Ruhig"
    look = {"saturation": 1.5, "edges": 0.1}
    params = {"name": "Grandma's photos"}
    assert client.put("/api/presets", params=params, json={"look": look}).status_code == 204
    kept = read_settings(settings_path)
    assert kept.looks["Grandma's photos"] == Look(saturation=1.5, edges=0.1)
    assert (kept.theme, len(kept.color_sets)) == ("dark", 1)
    client.delete("/api/presets", params={"name": "Attic"})
    assert list(read_settings(settings_path).looks) == ["Grandma's photos"]


def test_color_sets_are_those_of_the_window(client: httpx.Client, settings_path):
    (found,) = client.get("/api/color-sets", params={"lightness": 40}).json()
    assert found["name"] == "Uniform"
    assert [(color["a"], color["b"]) for color in found["colors"]] == [(10, 20), (-5, 3.5)]
    lighter = client.get("/api/color-sets", params={"lightness": 80}).json()[0]
    assert lighter["colors"][0]["rgb"] != found["colors"][0]["rgb"]
    colors = {"colors": [{"a": 1, "b": 2}]}
    client.put("/api/color-sets", params={"name": "Family"}, json=colors)
    client.delete("/api/color-sets", params={"name": "Uniform"})
    assert read_settings(settings_path).color_sets == {"Family": ((1.0, 2.0),)}


def test_what_cannot_be_kept_is_refused_in_a_sentence(client: httpx.Client, settings_path):
    before = settings_path.read_bytes()
    refused = client.put("/api/presets", params={"name": "x"}, json={"look": {"warmth": 7}})
    assert refused.status_code == 422
    assert "warmth must be between -1 and 1, not 7" in refused.json()["detail"]
    for name in ("", " ", "x" * 500, "a\nb"):
        answer = client.put("/api/presets", params={"name": name}, json={"look": {}})
        assert answer.status_code == 422
    many = {"colors": [{"a": 0, "b": 0}] * 25}
    assert client.put("/api/color-sets", params={"name": "x"}, json=many).status_code == 422
    assert settings_path.read_bytes() == before


def test_colors_of_another_photo_are_those_that_the_command_takes(
    client: httpx.Client, uploaded: str, gray_file, color_picture, tmp_path
):
    reference = tmp_path / "reference.png"
    Image.fromarray(color_picture).save(reference)
    (other,) = upload(client, reference)
    palette = client.get(f"/api/photos/{other['id']}/reference-colors").json()
    client.put(f"{uploaded}/recipe", json={"recipe": 1, "look": {"palette": palette}})
    assert main(["colorize", str(gray_file), "--palette", str(reference)]) == 0
    written = gray_file.with_name("portrait_color.jpg").read_bytes()
    assert client.get(f"{uploaded}/result").content == written
    gray = client.get(f"{uploaded}/reference-colors")
    assert gray.status_code == 415
    assert gray.json()["detail"].startswith("Can't borrow colors from portrait.jpg: it has none.")
