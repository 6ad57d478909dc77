"""Preparations in recipes and edits: kept as they are, refused by name, absent where nothing is."""

import base64
import contextlib
import json
import zlib
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from colorizer_gui.engine.batch.digest import settings_digest
from colorizer_gui.engine.colorizer import Colorizer
from colorizer_gui.engine.errors import RecipeError
from colorizer_gui.engine.hints import ColorHint
from colorizer_gui.engine.messages import Message
from colorizer_gui.engine.model.runtime import Model
from colorizer_gui.engine.photo import Photo, read_photo
from colorizer_gui.engine.photo.fingerprint import fingerprint
from colorizer_gui.engine.preparation import Crop, Levels, Preparation
from colorizer_gui.engine.preparation.dust_mask import DustMask
from colorizer_gui.engine.regions import Mask, Region, RegionKind, mask_size
from colorizer_gui.engine.session.carry_over import CarryJob, CopiedEdits, carry_over
from colorizer_gui.engine.session.edits import EditState, HintState, History, RegionState
from colorizer_gui.engine.session.open_photo import OpenPhoto
from colorizer_gui.engine.session.output import Output
from colorizer_gui.engine.session.prepared_edits import with_preparation
from colorizer_gui.engine.session.preparing import (
    prepared_for,
    recipe_prepared_with,
    recipe_with_preparation,
)
from colorizer_gui.engine.session.recipe import Recipe
from colorizer_gui.engine.session.recipe_file import parse_recipe, read_recipe
from colorizer_gui.engine.session.recipe_text import recipe_hash, recipe_text
from colorizer_gui.engine.session.save_all import Colorizers, SaveJob, save_all
from colorizer_gui.engine.session.sidecar import find_kept, sidecar_path, write_sidecar
from hostile_texts import VALUES, anything

STORED = Path(__file__).parents[1] / "fixtures" / "0.1.0"
HEIGHT, WIDTH = 60, 90
DUST = DustMask.of(np.eye(HEIGHT, WIDTH, dtype=bool))
FULL = Preparation(1, -2.5, Crop(0.1, 0.2, 0.8, 0.9), True, Levels(0.1, None, 1.5), DUST)
KEYS = ("rotate", "straighten", "crop", "invert", "levels", "dust", "left", "black", "data")


def recipe_with(**prepare):
    return json.dumps({"recipe": 1, "prepare": prepare})


CROPS = st.builds(
    Crop, st.floats(0, 0.4), st.floats(0, 0.4), st.floats(0.5, 1), st.floats(0.5, 0.9)
)
ENDS = st.none() | st.floats(0, 0.4), st.none() | st.floats(0.5, 1)
PREPARATIONS = st.builds(
    Preparation,
    st.integers(0, 3),
    st.floats(-45, 45),
    st.none() | CROPS,
    st.booleans(),
    st.none() | st.builds(Levels, *ENDS, st.floats(0.1, 10)),
    st.none() | st.just(DUST),
)


@given(PREPARATIONS)
def test_any_preparation_is_read_as_it_was_written(preparation):
    recipe = Recipe(preparation=preparation)
    read = parse_recipe(recipe_text(recipe), "r.json")
    assert read == recipe
    assert recipe_hash(read) == recipe_hash(recipe)
    assert recipe.is_edited == (preparation != Preparation())


def test_what_is_stored_is_what_a_user_would_write():
    text = recipe_with(rotate=270, levels="auto", invert=True)
    read = parse_recipe(text, "r.json").preparation
    assert read == Preparation(3, inverted=True, levels=Levels())
    assert json.loads(recipe_text(Recipe(preparation=read)))["prepare"] == {
        "rotate": 270,
        "invert": True,
        "levels": "auto",
    }
    text = recipe_with(levels={"black": "auto", "white": 0.75})
    assert parse_recipe(text, "r.json").preparation == Preparation(levels=Levels(white=0.75))
    whole = {"left": 0, "top": 0, "right": 1, "bottom": 1}
    assert parse_recipe(recipe_with(crop=whole, rotate=0), "r.json") == Recipe()


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("recipe.json", "7319f936d93b3812a8f91513756298274e0a87afdbf9173a8b64d546a60238d7"),
        (
            "photo.png.colorizer.json",
            "7a11f7289e914a68cebd4edfa8160d022d575670863c932eb81eac9ec82a8652",
        ),
    ],
)
def test_recipes_without_a_preparation_have_the_checksum_they_had(name, wanted):
    recipe = read_recipe(STORED / name)
    assert recipe_hash(recipe) == wanted
    assert "prepare" not in recipe_text(recipe)


def test_every_part_of_a_preparation_changes_checksum_and_digest():
    parts = [
        Preparation(),
        FULL,
        replace(FULL, quarter_turns=3),
        replace(FULL, angle=2.5),
        replace(FULL, crop=None),
        replace(FULL, inverted=False),
        replace(FULL, levels=Levels()),
        replace(FULL, dust=None),
    ]
    recipes = [Recipe(preparation=each) for each in parts]
    assert len({recipe_hash(each) for each in recipes}) == len(parts)
    assert len({settings_digest("model", each, Output()) for each in recipes}) == len(parts)


def dust(width=WIDTH, height=HEIGHT, data=DUST.data):
    return {"width": width, "height": height, "data": base64.b64encode(data).decode()}


@pytest.mark.parametrize(
    ("prepare", "words"),
    [
        ({"rotate": 45}, "rotate must be one of 0, 90, 180, 270"),
        ({"rotate": "90"}, "rotate must be one of"),
        ({"straighten": 50}, "straighten must be between -45 and 45"),
        ({"straighten": True}, "straighten must be a number"),
        ({"crop": {"left": 0.5, "top": 0, "right": 0.5, "bottom": 1}}, "right must be above left"),
        ({"crop": {"left": 0.5}}, "no top"),
        ({"crop": {"left": -1, "top": 0, "right": 1, "bottom": 1}}, "left must be between 0 and 1"),
        ({"crop": "auto"}, "crop must be an object"),
        ({"invert": 1}, "invert must be true or false"),
        ({"levels": "none"}, "levels must be an object"),
        ({"levels": {"black": 0.7, "white": 0.2}}, "black must be below white"),
        ({"levels": {"black": "dark"}}, "black must be a number or auto"),
        ({"levels": {"gamma": 0}}, "gamma must be between"),
        ({"levels": {"gray": 0.5}}, "unknown key 'gray'"),
        ({"dust": dust(data=b"no deflate")}, "dust: its data are not"),
        ({"dust": dust(width=8)}, "dust: its data are not"),
        ({"dust": dust(width=0)}, "width must be a whole number"),
        ({"dust": dust(width=10**8, height=10**8)}, "places, not"),
        ({"dust": {**dust(), "data": "ä"}}, "data must be base64"),
        ({"flip": True}, "unknown key 'flip'"),
    ],
)
def test_what_cannot_be_prepared_is_refused_by_name(prepare, words):
    with pytest.raises(RecipeError) as error:
        parse_recipe(recipe_with(**prepare), "r.json")
    assert words in str(error.value)


def test_a_mask_of_dust_that_inflates_to_gigabytes_is_refused_at_once():
    bomb = zlib.compress(bytes(10**7), 9)
    with pytest.raises(RecipeError, match="its data are not"):
        parse_recipe(recipe_with(dust=dust(data=bomb)), "r.json")


@given(anything(KEYS))
def test_anything_in_the_place_of_a_preparation_is_refused_or_read(value):
    with contextlib.suppress(RecipeError):
        parse_recipe(json.dumps({"recipe": 1, "prepare": value}), "r.json")


@pytest.mark.parametrize("key", KEYS[:6])
@pytest.mark.parametrize("value", VALUES)
def test_values_that_harm_are_refused_or_read_in_any_place_of_a_preparation(key, value):
    text = f'{{"recipe": 1, "prepare": {{"{key}": {value}}}}}'
    with contextlib.suppress(RecipeError):
        parse_recipe(text, "r.json")


def test_dust_of_a_scan_of_another_shape_is_refused():
    with pytest.raises(RecipeError, match="scan of another shape: it has 90 x 60 places"):
        prepared_for(Photo(np.zeros((80, 80), np.uint8)), Recipe(preparation=FULL))


# edits


HINTS = (ColorHint(0.5, 0.5, 10, 20), ColorHint(0.05, 0.5, 1, 2, region=3))


@pytest.fixture
def state():
    """Two hints, one in a region at the left edge that is selected."""
    left = np.zeros(mask_size(HEIGHT, WIDTH), np.float32)
    left[:, : left.shape[1] // 8] = 1
    region = Region(3, "Edge", RegionKind.REGION, Mask.of(left))
    return EditState(HintState(HINTS, 0), regions=RegionState((region,), 3))


def test_edits_follow_another_preparation_and_undo_brings_them_back(state):
    history = History(state)
    turned = with_preparation(state, Preparation(1), (WIDTH, HEIGHT))
    assert [(hint.x, hint.y) for hint in turned.hints.hints] == [(0.5, 0.5), (0.5, 0.05)]
    assert turned.regions.selected == 3
    assert not turned.has_colors_of(state)
    history = history.edit(Message("Rotate"), turned, gesture=1)
    assert history.undo().state == state
    assert history.undo().redo().state == turned
    assert with_preparation(turned, Preparation(), (WIDTH, HEIGHT)).hints.hints == HINTS


def test_what_is_cropped_goes_with_the_hints_that_it_limited(state):
    cropped = with_preparation(state, Preparation(crop=Crop(left=0.3)), (WIDTH, HEIGHT))
    assert [(hint.a, hint.b) for hint in cropped.hints.hints] == [(10, 20)]
    assert cropped.regions == RegionState()
    recipe = Recipe(hints=HINTS, regions=state.regions.regions)
    moved = recipe_with_preparation(recipe, Preparation(crop=Crop(left=0.3)), (WIDTH, HEIGHT))
    assert moved.hints == cropped.hints.hints
    assert moved.regions == ()


@pytest.mark.parametrize("hints", [(), HINTS[:1]])  # the middle stays where it is
def test_a_draft_does_not_stay_where_its_thing_was(hints):
    state = EditState(HintState(hints).with_draft(ColorHint(0.2, 0.3, 10, 10)))
    turned = with_preparation(state, Preparation(1), (WIDTH, HEIGHT))
    assert turned.hints == HintState(hints)
    toned = with_preparation(state, Preparation(levels=Levels()), (WIDTH, HEIGHT))
    assert toned.hints == state.hints


@pytest.mark.parametrize(
    "change", [("quarter_turns", 1), ("angle", 5.0), ("crop", Crop(right=0.5))]
)
def test_masks_of_a_photo_of_another_shape_are_refused_before_they_move(state, change):
    recipe = Recipe(regions=state.regions.regions)
    with pytest.raises(RecipeError, match="Edge was made for a photo of another shape"):
        recipe_prepared_with(recipe, [change], (WIDTH, WIDTH))
    assert recipe_prepared_with(recipe, [change], (WIDTH, HEIGHT)).regions


def test_tones_leave_the_places_and_the_selection_alone(state):
    toned = with_preparation(state, Preparation(inverted=True), (WIDTH, HEIGHT))
    assert toned == replace(state, preparation=Preparation(inverted=True))


# open photos


@pytest.fixture
def scan(tmp_path):
    """The path of a scan with a bright upper left corner."""
    pixels = np.random.default_rng(5).integers(40, 120, (HEIGHT, WIDTH)).astype(np.uint8)
    pixels[:20, :30] += 100
    path = tmp_path / "scan.png"
    Image.fromarray(pixels).save(path)
    return path


def test_a_sidecar_opens_as_a_prepared_photo_whose_scan_it_belongs_to(scan):
    opened = OpenPhoto(scan).load()
    recipe = Recipe(photo=opened.kept.fingerprint, preparation=Preparation(1, inverted=True))
    write_sidecar(scan, recipe)
    entry = OpenPhoto(scan)
    entry.show(entry.load())
    assert entry.history.state.preparation == recipe.preparation
    assert entry.is_prepared
    np.testing.assert_array_equal(entry.photo.pixels, np.rot90(255 - entry.scan.pixels, -1))
    assert (entry.screens[-1].width, entry.screens[-1].height) == (HEIGHT, WIDTH)
    assert entry.recipe.preparation == recipe.preparation
    assert find_kept(entry.scan).fits(entry.recipe)
    assert entry.recipe.photo == fingerprint(entry.scan)


def test_another_preparation_is_shown_when_it_was_made(scan):
    entry = OpenPhoto(scan)
    entry.show(entry.load())
    assert entry.photo is entry.scan
    state = with_preparation(entry.history.state, Preparation(2), (WIDTH, HEIGHT))
    entry.history = entry.history.edit(Message("Rotate"), state, gesture=1)
    assert not entry.is_prepared
    entry.show_prepared(entry.prepare())
    assert entry.is_prepared
    np.testing.assert_array_equal(entry.photo.pixels, entry.scan.pixels[::-1, ::-1])
    entry.history = entry.history.undo()
    entry.show_prepared(entry.prepare())
    assert entry.photo is entry.scan
    entry.hide()
    assert entry.scan is None


@pytest.fixture
def colorizer(tiny_model):
    """A colorizer with the tiny model."""
    return Colorizer(Model(tiny_model, "cpu"))


def save(entry, target, colorizer):
    """Save an open photo as Save All does."""
    colorizers = Colorizers(colorizer, "tiny", {}, "cpu")
    job = SaveJob.of(entry, target)
    saved = save_all([job], target.parent, colorizers, Output(), lambda: False, lambda _: None)
    assert saved.problems == ()
    return read_photo(target)


def test_save_all_saves_prepared_photos_shown_or_not(scan, tmp_path, colorizer):
    recipe = Recipe("tiny", photo=fingerprint(read_photo(scan)), preparation=Preparation(1))
    write_sidecar(scan, recipe)
    unseen = save(OpenPhoto(scan), tmp_path / "unseen.png", colorizer)
    assert (unseen.width, unseen.height) == (HEIGHT, WIDTH)
    entry = OpenPhoto(scan)
    entry.show(entry.load())
    shown = save(entry, tmp_path / "shown.png", colorizer)
    np.testing.assert_array_equal(shown.pixels, unseen.pixels)
    entry.use(colorizer)
    np.testing.assert_array_equal(entry.rendering.pixels(), unseen.pixels)


def test_a_photo_is_not_rendered_before_it_is_prepared_as_its_edits_say(scan, colorizer):
    entry = OpenPhoto(scan)
    entry.show(entry.load())
    entry.use(colorizer)
    state = with_preparation(entry.history.state, Preparation(3), (WIDTH, HEIGHT))
    entry.history = entry.history.edit(Message("Rotate"), state, gesture=1)
    assert entry.rendering is None
    entry.show_prepared(entry.prepare())
    entry.use(colorizer)
    assert entry.rendering.state == state
    assert entry.rendering.recipe == Recipe(preparation=Preparation(3))


def test_pasted_hints_lie_at_the_same_places_of_the_scan(scan, tmp_path):
    """From a frame that is turned to one that is not, and to one that is cropped."""
    hint = ColorHint(0.25, 0.4, 10.0, 20.0)
    copied = CopiedEdits((hint,), None, (WIDTH, HEIGHT), Preparation(1))
    plain = copied.applied(EditState())
    assert [(each.x, each.y) for each in plain.hints.hints] == [(0.4, 0.75)]
    write_sidecar(scan, Recipe("tiny", preparation=Preparation(2)))
    job = CarryJob.of(OpenPhoto(scan))
    carry_over([job], copied, "tiny", lambda: False, lambda _: None)
    (carried,) = read_recipe(sidecar_path(scan)).hints
    assert (carried.x, carried.y) == pytest.approx((0.6, 0.25))
    assert copied.applied(EditState(preparation=Preparation(crop=Crop(left=0.5)))).hints.hints == ()
