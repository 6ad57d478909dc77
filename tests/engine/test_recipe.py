"""Recipe files: what is read, what is refused, and what is written."""

import hashlib
import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from colorizer_gui.engine.choices import WHOLE_METHODS
from colorizer_gui.engine.color.reference_colors import QUANTILES, ReferenceColors
from colorizer_gui.engine.color.reference_transfer import reference_colors
from colorizer_gui.engine.errors import RecipeError, SaveError
from colorizer_gui.engine.hints import ColorHint
from colorizer_gui.engine.look import ADJUSTMENTS, Look
from colorizer_gui.engine.session.recipe import Recipe
from colorizer_gui.engine.session.recipe_file import parse_recipe, read_recipe, write_recipe
from colorizer_gui.engine.session.recipe_text import recipe_hash, recipe_text
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


def test_missing_keys_have_defaults(recipe_file):
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
        ({"recipe": 1, "dismissed": [3]}, "dismissed"),
        ({"recipe": 1, "dismissed": ["x"] * 101}, "dismissed"),
        ({"recipe": 1, "look": {"vividnes": 1}}, "vividnes"),
        ({"recipe": 1, "look": {"vividness": 3}}, "vividness"),
        ({"recipe": 1, "look": {"vividness": True}}, "vividness"),
        ({"recipe": 1, "look": {"vividness": 10**400}}, "vividness"),
        ({"recipe": 1, "hints": [{**HINT, "x": 10**4000}]}, "hint 1: x"),
    ],
)
def test_the_wrong_key_or_value_is_named(recipe_file, content, named):
    with pytest.raises(RecipeError, match=named) as caught:
        read_recipe(recipe_file(content))
    assert "photo.colorizer.json" in str(caught.value)


def test_a_missing_recipe_is_named(tmp_path):
    with pytest.raises(RecipeError, match=r"none\.json"):
        read_recipe(tmp_path / "none.json")


def test_a_binary_file_is_refused(gray_file):
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


def test_reference_colors_are_written_and_read(tmp_path, color_picture):
    recipe = Recipe(look=Look(reference=reference_colors(color_picture, "histogram")))
    write_recipe(tmp_path / "r.json", recipe)
    assert read_recipe(tmp_path / "r.json") == recipe


PALETTE = {"a": [1.0] * 33, "b": [1.0] * 33, "method": "place"}


@pytest.mark.parametrize(
    ("palette", "named"),
    [
        ([], "palette must be an object"),
        ({"a": [1.0] * 33, "b": ["x"] * 33, "method": "spread"}, "b must be a list of numbers"),
        ({"a": [1.0] * 3, "b": [1.0] * 33, "method": "spread"}, "a must have 33 numbers"),
        ({"a": [1.0] * 33, "b": [999.0] * 33, "method": "spread"}, "b must be numbers between"),
        ({"a": [1.0] * 33, "b": [1.0] * 33, "method": "magic"}, "method must be one of"),
        (PALETTE, "the method 'place' needs a copy"),
        (PALETTE | {"copy": {"width": 2, "height": 2}}, "copy has no data"),
        (PALETTE | {"copy": {"width": 2, "height": 2, "data": "eJw"}}, "copy: data is damaged"),
        (PALETTE | {"copy": {"width": 9999, "height": 2, "data": ""}}, "width must be"),
    ],
)
def test_wrong_reference_colors_are_named(tmp_path, palette, named):
    path = tmp_path / "r.json"
    path.write_text(json.dumps({"recipe": 1, "look": {"palette": palette}}))
    with pytest.raises(RecipeError, match=named):
        read_recipe(path)


def numbers(low, high, **options):
    """Numbers of a range, as a recipe may hold them."""
    return st.floats(low, high, **options)


HINTS = st.builds(
    ColorHint,
    x=numbers(0, 1),
    y=numbers(0, 1),
    a=numbers(-128, 128),
    b=numbers(-128, 128),
    radius=numbers(0, 0.5, exclude_min=True),
)
QUANTILE_LISTS = st.lists(numbers(-128, 128), min_size=QUANTILES, max_size=QUANTILES).map(
    lambda values: tuple(sorted(values))
)
REFERENCES = st.builds(
    ReferenceColors, QUANTILE_LISTS, QUANTILE_LISTS, st.sampled_from(WHOLE_METHODS)
)
LOOKS = st.builds(
    Look,
    reference=st.none() | REFERENCES,
    **{row.name: numbers(row.low, row.high) for row in ADJUSTMENTS},
)
RECIPES = st.builds(Recipe, st.text(), st.lists(HINTS, max_size=3).map(tuple), LOOKS, st.text())


@given(RECIPES)
def test_any_recipe_is_read_as_it_was_written(recipe):
    assert parse_recipe(recipe_text(recipe), "r.json") == recipe


VALUES = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5)
JSON = st.recursive(
    VALUES,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(["x", "a", "warmth", "method"]), inner, max_size=4)
    ),
)
HINT_OBJECTS = st.dictionaries(st.sampled_from(["x", "y", "a", "b", "radius", "c"]), VALUES)
NEAR_RECIPES = st.fixed_dictionaries(
    {"recipe": st.just(1) | VALUES},
    optional={
        "model": VALUES,
        "hints": st.lists(HINT_OBJECTS | JSON, max_size=2) | JSON,
        "look": st.dictionaries(st.sampled_from(["warmth", "palette", "tint"]), JSON) | JSON,
        "photo": VALUES,
        "extra": JSON,
    },
)


def parsed_or_refused(text):
    """The recipe, or the message of its refusal."""
    try:
        return parse_recipe(text, "r.json")
    except RecipeError as error:
        return str(error)


@given(st.text() | (JSON | NEAR_RECIPES).map(json.dumps))
def test_any_text_is_a_recipe_or_refused_by_name(text):
    outcome = parsed_or_refused(text)
    if isinstance(outcome, Recipe):
        assert parse_recipe(recipe_text(outcome), "r.json") == outcome
    else:
        assert "r.json" in outcome


def test_name_of_a_file_is_never_part_of_a_template(tmp_path):
    path = tmp_path / "{x} Permission denied.json"
    path.write_text('{"recipe": 1, "hints": [{"x": 0.5}]}')
    with pytest.raises(RecipeError) as caught:
        read_recipe(path)
    assert caught.value.message.fields["name"] == path.name
    assert str(caught.value) == f"Can't use the recipe {path.name}: hint 1 has no y."


@pytest.mark.parametrize(
    "recipe",
    [
        Recipe("unet", (ColorHint(0.5, 0.25, 10, -20.5),), Look(warmth=1), photo="8x6 00ff"),
        Recipe(own_colors=False, dismissed=("Anna's dress",)),
        Recipe(own_colors=True, photo="8x6 00ff"),
    ],
)
def test_the_hash_of_a_recipe_is_that_of_its_json(recipe):
    """As docs/recipes.md says how to compute it."""

    def number(text):
        return int(float(text)) if float(text).is_integer() else float(text)

    data = json.loads(recipe_text(recipe), parse_float=number)
    for key in ("photo", "model_sha256", "dismissed"):
        data.pop(key, None)
    if not data.get("own_colors"):
        data.pop("own_colors", None)
    text = json.dumps(data, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    assert recipe_hash(recipe) == hashlib.sha256(text.encode()).hexdigest()


def test_the_hash_tells_recipes_apart_and_nothing_else():
    recipe = Recipe(look=Look(warmth=0.5))
    assert recipe_hash(recipe) == recipe_hash(replace(recipe, photo="8x6 00ff"))
    assert recipe_hash(recipe) == recipe_hash(replace(recipe, dismissed=("Anna's dress",)))
    assert recipe_hash(recipe) == recipe_hash(parse_recipe(recipe_text(recipe), "recipe"))
    assert recipe_hash(Recipe(look=Look(warmth=1))) == recipe_hash(Recipe(look=Look(warmth=1.0)))
    others = (
        Recipe(),
        replace(recipe, model="other"),
        replace(recipe, hints=(ColorHint(0.5, 0.5, 1.0, 1.0),)),
        replace(recipe, look=Look(warmth=0.25)),
    )
    assert len({recipe_hash(each) for each in (recipe, *others)}) == 5
