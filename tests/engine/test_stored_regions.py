"""Regions in recipes: kept as they are, and refused by name."""

import base64
import json
import zlib

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from colorizer_gui.engine.errors import RecipeError
from colorizer_gui.engine.hints import ColorHint
from colorizer_gui.engine.limits import LARGEST_RECIPE, MOST_REGIONS
from colorizer_gui.engine.messages import Message
from colorizer_gui.engine.photo import Photo
from colorizer_gui.engine.photo.fingerprint import fingerprint
from colorizer_gui.engine.regions import Mask, Region, RegionKind, mask_size
from colorizer_gui.engine.session.edits import MOST_UNDO, EditState, History, RegionState
from colorizer_gui.engine.session.recipe import Recipe
from colorizer_gui.engine.session.recipe_file import parse_recipe, write_recipe
from colorizer_gui.engine.session.recipe_text import recipe_hash, recipe_text
from colorizer_gui.engine.session.sidecar import find_kept, sidecar_path

PAINT = {"id": 1, "name": "Dress", "kind": "paint", "a": 1, "b": -2}


def mask(width=8, height=6, value=255, data=None):
    """The mask of a recipe, as JSON."""
    data = zlib.compress(bytes([value]) * (width * height)) if data is None else data
    return {"width": width, "height": height, "data": base64.b64encode(data).decode()}


def recipe_with(*regions, hints=()):
    return json.dumps({"recipe": 1, "hints": list(hints), "regions": list(regions)})


SHARES = st.floats(0, 1, width=32)
MASKS = st.tuples(st.integers(1, 40), st.integers(1, 40)).flatmap(
    lambda size: arrays.arrays(np.float32, size, elements=SHARES)
)


@given(MASKS)
def test_any_mask_is_read_as_it_was_written(coverage):
    region = Region(7, "Sky", RegionKind.PAINT, Mask.of(coverage), (1.5, -2.0))
    other = Region(9, "Hat", RegionKind.REGION, Mask.of(coverage), None, (("tint", 0.5),))
    hint = ColorHint(0.5, 0.5, 1.0, 2.0, region=9)
    recipe = Recipe(hints=(hint,), regions=(region, other))
    read = parse_recipe(recipe_text(recipe), "r.json")
    assert read == recipe
    assert np.abs(read.regions[0].mask.coverage() - coverage).max() <= 0.5 / 255 + 1e-6
    assert recipe_hash(read) == recipe_hash(recipe)


def test_a_recipe_without_regions_is_stored_as_before():
    text = recipe_text(Recipe(hints=(ColorHint(0.5, 0.5, 1.0, 2.0),)))
    assert "region" not in text


def test_a_color_may_be_hexadecimal():
    stored = {"id": 1, "name": "Dress", "kind": "paint", "color": "#3355cc", "mask": mask()}
    (region,) = parse_recipe(recipe_with(stored), "r.json").regions
    assert region.ab[1] < -50


@pytest.mark.parametrize(
    ("region", "words"),
    [
        (PAINT, "region 1 has no mask"),
        (PAINT | {"mask": mask() | {"width": 9}}, "not the 54 bytes of 9 x 6 places"),
        (PAINT | {"mask": mask(data=b"nothing")}, "not the 48 bytes of 8 x 6 places"),
        (PAINT | {"mask": mask(data=zlib.compress(bytes(10**6)))}, "not the 48 bytes"),
        (PAINT | {"mask": mask() | {"data": "*"}}, "data must be base64"),
        (PAINT | {"mask": mask() | {"width": 513}}, "width must be a whole number from 1 to 512"),
        (PAINT | {"mask": mask(), "kind": "blur"}, "kind must be one of paint, keep, region"),
        (PAINT | {"mask": mask(), "a": 500}, "region 1: a must be"),
        (PAINT | {"mask": mask(), "name": " "}, "name must have 1 to 200 characters"),
        (PAINT | {"mask": mask(), "id": 0}, "id must be a whole number"),
        (PAINT | {"mask": mask(), "color": "red"}, "color such as #8a6d4b"),
        (
            PAINT | {"mask": mask(), "look": {"warmth": 0.1}},
            "what is painted or protected has no look",
        ),
        (PAINT | {"mask": mask(), "kind": "keep"}, "only what is painted has a color"),
        (
            {"id": 1, "name": "x", "kind": "region", "mask": mask(), "look": {"warmth": 9}},
            "warmth must be",
        ),
        ([], "region 1 must be an object"),
    ],
)
def test_what_is_wrong_with_a_region_is_named(region, words):
    with pytest.raises(RecipeError) as caught:
        parse_recipe(recipe_with(region), "r.json")
    assert "Can't use the recipe r.json" in str(caught.value)
    assert words in str(caught.value)


def test_ids_are_used_once_and_hints_name_regions_that_are_there():
    one = PAINT | {"mask": mask()}
    with pytest.raises(RecipeError, match="region 2 has the id 1 of another one"):
        parse_recipe(recipe_with(one, one), "r.json")
    hint = {"x": 0.5, "y": 0.5, "a": 1, "b": 2, "region": 1}
    with pytest.raises(RecipeError, match="hint 1 names the region 1"):
        parse_recipe(recipe_with(one, hints=[hint]), "r.json")


def test_the_largest_recipe_of_the_program_can_be_read():
    noise = np.random.default_rng(0).random((512, 512)).astype(np.float32)
    most = Mask.of(noise)
    regions = tuple(
        Region(number, "x" * 200, RegionKind.KEEP, most) for number in range(1, MOST_REGIONS + 1)
    )
    text = recipe_text(Recipe(regions=regions))
    assert len(text) < LARGEST_RECIPE
    assert parse_recipe(text, "r.json").regions == regions


@pytest.mark.parametrize(("height", "width"), [(480, 400), (33, 4000), (1, 1), (3001, 2000)])
def test_a_mask_fits_photos_of_its_shape_only(height, width):
    rows, columns = mask_size(height, width)
    fitting = Mask.of(np.ones((rows, columns), np.float32))
    assert fitting.fits(height, width)
    assert fitting.fits(height * 3, width * 3)
    assert not fitting.fits(height, width * 2)


def test_a_sidecar_whose_regions_have_another_shape_is_told(tmp_path):
    photo = Photo(np.full((60, 80), 128, np.uint8), path=tmp_path / "photo.png")
    wrong = Region(1, "Hat", RegionKind.KEEP, Mask.of(np.ones((80, 60), np.float32)))
    write_recipe(sidecar_path(photo.path), Recipe(photo=fingerprint(photo), regions=(wrong,)))
    kept = find_kept(photo)
    assert kept.recipe is None
    assert "The region Hat was made for a photo of another shape" in str(kept.notice)


def test_the_history_of_many_strokes_is_bounded():
    coverage = np.zeros((40, 40), np.float32)
    history = History()
    for number in range(MOST_UNDO + 20):
        coverage[number % 40, number // 40 % 40] = (number % 7 + 1) / 7
        region = Region(1, "Sky", RegionKind.KEEP, Mask.of(coverage))
        state = EditState(regions=RegionState((region,)))
        history = history.edit(Message("Protect"), state, number)
    assert len(history.done) == MOST_UNDO
    assert history.undo().redo() == history
