import json

import pytest

from colorizer_gui.engine.color.reference_transfer import reference_colors
from colorizer_gui.engine.errors import RecipeError, SaveError
from colorizer_gui.engine.hints import ColorHint
from colorizer_gui.engine.look import Look
from colorizer_gui.engine.session.recipe import Recipe, read_recipe, write_recipe
from colorizer_gui.engine.session.sidecar import sidecar_path

HINT = {"x": 0.31, "y": 0.62, "a": 12.5, "b": -30.0, "radius": 0.01}


@pytest.fixture
def recipe_file(tmp_path):
    def write(content):
        path = tmp_path / "photo.colorizer.json"
        path.write_text(content if isinstance(content, str) else json.dumps(content), "utf-8")
        return path

    return write


def test_a_recipe_gives_model_hints_and_look(recipe_file):
    path = recipe_file(
        {"recipe": 1, "model": "other", "hints": [HINT], "look": {"vividness": 0.25, "warmth": 1}}
    )
    assert read_recipe(path) == Recipe(
        "other", (ColorHint(0.31, 0.62, 12.5, -30.0, 0.01),), Look(vividness=0.25, warmth=1)
    )


def test_what_a_recipe_leaves_out_is_neutral(recipe_file):
    assert read_recipe(recipe_file({"recipe": 1})) == Recipe()


@pytest.mark.parametrize(
    ("content", "named"),
    [
        ("{", "line 1"),
        ("[" * 100_000, "nested too deeply"),
        ([], "recipe"),
        ({"model": "unet"}, "recipe"),
        ({"recipe": 2}, "version 2"),
        ({"recipe": 1, "lok": {}}, "lok"),
        ({"recipe": 1, "model": 3}, "model"),
        ({"recipe": 1, "hints": {}}, "hints"),
        ({"recipe": 1, "hints": [HINT, {**HINT, "x": 1.5}]}, "hint 2: x"),
        ({"recipe": 1, "hints": [{"x": 0.5}]}, "hint 1 has no y"),
        ({"recipe": 1, "hints": [{**HINT, "color": 3}]}, "color"),
        ({"recipe": 1, "hints": [{**HINT, "a": "red"}]}, "a must be a number"),
        ({"recipe": 1, "look": {"vividnes": 1}}, "vividnes"),
        ({"recipe": 1, "look": {"vividness": 3}}, "vividness"),
        ({"recipe": 1, "look": {"vividness": True}}, "vividness"),
        ({"recipe": 1, "look": {"vividness": 10**400}}, "vividness"),
        ({"recipe": 1, "hints": [{**HINT, "x": 10**4000}]}, "hint 1: x"),
    ],
)
def test_what_is_wrong_is_named(recipe_file, content, named):
    with pytest.raises(RecipeError, match=named) as caught:
        read_recipe(recipe_file(content))
    assert "photo.colorizer.json" in str(caught.value)


def test_a_missing_recipe_is_named(tmp_path):
    with pytest.raises(RecipeError, match=r"none\.json"):
        read_recipe(tmp_path / "none.json")


def test_a_picture_is_no_recipe(gray_file):
    with pytest.raises(RecipeError, match=r"portrait\.jpg"):
        read_recipe(gray_file)


def test_a_written_recipe_is_read_back(tmp_path):
    recipe = Recipe("mine", (ColorHint(0.31, 0.62, 12.5, -30.0, 0.02),), Look(saturation=1.5))
    path = sidecar_path(tmp_path / "photo.tif")
    write_recipe(path, recipe)
    assert path.name == "photo.tif.colorizer.json"
    assert read_recipe(path) == recipe
    assert list(tmp_path.iterdir()) == [path]


def test_a_recipe_that_cannot_be_written_is_named(tmp_path):
    with pytest.raises(SaveError, match=r"recipe\.json"):
        write_recipe(tmp_path / "missing" / "recipe.json", Recipe())


def test_a_palette_is_kept(tmp_path, color_picture):
    recipe = Recipe(look=Look(reference=reference_colors(color_picture, "histogram")))
    write_recipe(tmp_path / "r.json", recipe)
    assert read_recipe(tmp_path / "r.json") == recipe


@pytest.mark.parametrize(
    ("palette", "named"),
    [
        ([], "palette must be an object"),
        ({"a": [1.0] * 33, "b": ["x"] * 33, "method": "spread"}, "b must be a list of numbers"),
        ({"a": [1.0] * 3, "b": [1.0] * 33, "method": "spread"}, "a must have 33 numbers"),
        ({"a": [1.0] * 33, "b": [999.0] * 33, "method": "spread"}, "b must be numbers between"),
        ({"a": [1.0] * 33, "b": [1.0] * 33, "method": "magic"}, "method must be one of"),
    ],
)
def test_a_palette_that_cannot_be_used_is_named(tmp_path, palette, named):
    path = tmp_path / "r.json"
    path.write_text(json.dumps({"recipe": 1, "look": {"palette": palette}}))
    with pytest.raises(RecipeError, match=named):
        read_recipe(path)
