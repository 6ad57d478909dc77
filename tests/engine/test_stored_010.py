"""What version 0.1.0 stored is still read, and means the same."""

import json
import tomllib
from dataclasses import replace
from pathlib import Path

import pytest

from colorizer_gui.engine.batch import BatchOptions, plan_batch
from colorizer_gui.engine.hints import ColorHint
from colorizer_gui.engine.look import Look
from colorizer_gui.engine.photo import read_photo
from colorizer_gui.engine.session.export_kind import ExportKind
from colorizer_gui.engine.session.output import Output
from colorizer_gui.engine.session.recipe import Recipe
from colorizer_gui.engine.session.recipe_file import read_recipe
from colorizer_gui.engine.session.recipe_text import recipe_text
from colorizer_gui.engine.session.sidecar import find_kept
from colorizer_gui.engine.settings import Settings, read_settings, write_settings

STORED = Path(__file__).parents[1] / "fixtures" / "0.1.0"
HINTS = (ColorHint(0.31, 0.62, 12.5, -30.0), ColorHint(0.75, 0.25, -8.0, 40.0, 0.05))
LOOK = Look(
    vividness=0.25,
    saturation=1.5,
    warmth=0.5,
    strength=0.75,
    tint=-0.25,
    edges=0.75,
    smoothing=0.125,
    sepia_guard=0.375,
)


@pytest.fixture
def recipe():
    """The recipe with hints, a look and reference colors."""
    return read_recipe(STORED / "recipe.json")


def test_recipe_is_read(recipe):
    assert (recipe.model, recipe.hints, recipe.photo) == ("unet", HINTS, "")
    assert replace(recipe.look, reference=None) == LOOK
    reference = recipe.look.reference
    assert reference.a == tuple(float(value) for value in range(-16, 17))
    assert reference.b == tuple(value / 2 for value in range(33))
    assert reference.method == "histogram"


@pytest.mark.parametrize("name", ["recipe.json", "photo.png.colorizer.json"])
def test_recipes_are_written_as_they_were(name):
    stored = json.loads((STORED / name).read_text("utf-8"))
    written = json.loads(recipe_text(read_recipe(STORED / name)))
    assert written | {"look": {key: written["look"][key] for key in stored["look"]}} == stored


def test_sidecar_belongs_to_its_photo():
    kept = find_kept(read_photo(STORED / "photo.png"))
    assert kept.notice is None
    assert kept.fits(kept.recipe)
    assert kept.recipe == Recipe("unet", HINTS, Look(warmth=0.3), kept.fingerprint)


def test_settings_are_read_and_written_as_they_were(tmp_path):
    settings = read_settings(STORED / "settings.toml")
    assert settings == Settings(
        theme="dark",
        language="de",
        device="cpu",
        mark_results=False,
        remember_photos=False,
        quality=80,
        depth=16,
        compression="lzw",
        keep="no-location",
        recent_photos=('/home/ann/a "quoted" \\ name.tif', "/写真/祖母.png"),
        recent_colors=((12.5, -3.25), (0.0, 1e-05)),
        color_sets={"Family, 1931": ((10.0, 20.0), (-5.5, 0.25)), "Uniforms": ()},
        color_set="Family, 1931",
        looks={"Mine": Look(warmth=0.5, sepia_guard=0.25)},
        geometry="AdnQywAD",
        panel=False,
    )
    write_settings(tmp_path / "settings.toml", settings)
    stored, written = (
        tomllib.loads((folder / "settings.toml").read_text("utf-8"))
        for folder in (STORED, tmp_path)
    )
    assert _common(written, stored) == stored


def _common(values, stored):
    """Values with the keys of an earlier version, in inner tables too."""
    if not isinstance(stored, dict):
        return values
    return {key: _common(values[key], inner) for key, inner in stored.items()}


# Digests computed by version 0.1.0. Where one changes, --resume colorizes finished archives anew.
@pytest.mark.parametrize(
    ("output", "has_look", "digest"),
    [
        (
            Output(),
            False,
            "1fdaf09aec79a91fd46d98da500e12d6491611e602245b6b504a905d2cd4e70c",
        ),
        (
            Output("tiff", 80, 16, "lzw", "no-location", False, ExportKind.BEFORE_AFTER),
            True,
            "c635e6e5c52024fe0d399967bdf7b67b903c660aab4d20366709f9b49cf7fa63",
        ),
        (
            Output("jpeg", 75, None, "deflate", "none", True, ExportKind.LAYER),
            False,
            "28a7d6e66e3427942f253a71352a986e4f7fdb9adb70e9fd32a5a049c3541e39",
        ),
    ],
    ids=["defaults", "everything", "layer"],
)
def test_digests_of_a_batch_are_the_same(tmp_path, recipe, output, has_look, digest):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "scan.jpg").write_bytes(b"a photo")
    (tmp_path / "model.onnx").write_bytes(b"a model")
    if not has_look:
        hints = HINTS[:1] if output.kind is ExportKind.LAYER else ()
        recipe = Recipe(hints=hints)
    options = BatchOptions(
        tmp_path / "in",
        tmp_path / "out",
        output=output,
        recipe=recipe,
        model=str(tmp_path / "model.onnx"),
    )
    (item,) = plan_batch(options).items
    assert item.digest == digest
