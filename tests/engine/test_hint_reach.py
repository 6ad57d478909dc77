"""How far a hint acts, with the shipped model."""

import cv2
import numpy as np
import pytest
from skimage import data

from colorizer_gui.engine.color.cielab import srgb_to_lab
from colorizer_gui.engine.colorizer import Colorizer
from colorizer_gui.engine.errors import RecipeError
from colorizer_gui.engine.hint_reach import outlines
from colorizer_gui.engine.hints import ColorHint, Reach
from colorizer_gui.engine.look import Look
from colorizer_gui.engine.model.library import find_model
from colorizer_gui.engine.model.runtime import Model
from colorizer_gui.engine.photo import Photo
from colorizer_gui.engine.prediction import cell_at, color_field
from colorizer_gui.engine.session.recipe import Recipe
from colorizer_gui.engine.session.recipe_file import parse_recipe
from colorizer_gui.engine.session.recipe_text import recipe_text

# On the suit of skimage's astronaut; her face and the model of a shuttle are other things.
SUIT = {"x": 0.3, "y": 0.85, "a": 10.0, "b": -45.0}
FACE, SHUTTLE = (slice(90, 150), slice(190, 260)), (slice(60, 250), slice(380, 440))
CHEST, HINTED = (slice(290, 320), slice(130, 160)), (slice(431, 439), slice(150, 157))


@pytest.fixture(scope="module")
def colorizer():
    """The shipped model."""
    return Colorizer(Model(find_model(), "cpu"))


@pytest.fixture(scope="module")
def photo():
    """A portrait of many things, 512 x 512."""
    gray = data.astronaut() @ np.array((0.299, 0.587, 0.114))
    return Photo(np.rint(gray).astype(np.uint8))


@pytest.fixture(scope="module")
def moved(colorizer, photo):
    """Mean change of ab in an area by a hint with a reach, in CIELAB units."""
    plain = colorizer.predict(photo)

    def lab(prediction):
        return srgb_to_lab(colorizer.render(photo, prediction) / np.float32(255))[..., 1:]

    before = lab(plain)

    def measure(reach, area):
        hinted = lab(colorizer.predict(photo, [ColorHint(**SUIT, reach=reach)], plain))
        return float(np.linalg.norm(hinted - before, axis=-1)[area].mean())

    return measure


def test_a_hint_on_a_surface_leaves_other_things_alone(moved):
    assert moved(Reach.SURFACE, CHEST) > 15
    assert moved(Reach.SURFACE, FACE) < 3
    assert moved(Reach.SURFACE, SHUTTLE) < 3


def test_a_hint_everywhere_reaches_other_things(moved):
    assert moved(Reach.EVERYWHERE, CHEST) > 15
    assert moved(Reach.EVERYWHERE, FACE) > moved(Reach.SURFACE, FACE) + 1


def test_a_hint_here_acts_within_its_radius(moved):
    assert moved(Reach.HERE, HINTED) > 15
    assert moved(Reach.HERE, CHEST) < 0.5
    assert moved(Reach.HERE, FACE) < 0.5


def test_a_narrower_reach_lies_over_a_wider_one(colorizer, photo):
    """As if it were painted over: neither color mixes with the other."""
    badge = ColorHint(0.3, 0.7, 40.0, 40.0, 0.05, Reach.HERE)
    for hints in ((badge, ColorHint(**SUIT)), (ColorHint(**SUIT), badge)):
        shown = colorizer.predict(photo, hints)
        colors = color_field(shown, Look()).ab(shown.lightness)
        middle = colors[cell_at(colors, badge.x, badge.y)]
        assert np.hypot(*(middle - (badge.a, badge.b))) < 6
        suit = colors[cell_at(colors, SUIT["x"], SUIT["y"])]
        assert np.hypot(*(suit - (SUIT["a"], SUIT["b"]))) < 6


def test_the_prediction_without_hints_is_used_again(colorizer, photo):
    plain = colorizer.predict(photo)
    hinted = colorizer.predict(photo, [ColorHint(**SUIT)], plain)
    assert hinted.unhinted is plain
    again = colorizer.predict(photo, [ColorHint(**SUIT | {"a": 0.0})], hinted)
    assert again.unhinted is plain


def test_reach_is_kept_in_recipes_and_is_the_surface_without_one():
    hints = tuple(ColorHint(**SUIT, reach=reach) for reach in Reach)
    assert parse_recipe(recipe_text(Recipe(hints=hints)), "x.json").hints == hints
    old = parse_recipe('{"recipe": 1, "hints": [{"x": 0.5, "y": 0.5, "a": 1, "b": 2}]}', "x.json")
    assert old.hints[0].reach is Reach.SURFACE


def test_an_unknown_reach_is_named():
    hint = '{"x": 0.5, "y": 0.5, "a": 1, "b": 2, "reach": "far"}'
    with pytest.raises(RecipeError, match="reach must be one of here, surface, everywhere"):
        parse_recipe(f'{{"recipe": 1, "hints": [{hint}]}}', "x.json")


@pytest.mark.parametrize("shape", [(16, 24), (24, 16), (8, 8)])
def test_outlines_surround_what_is_inside(shape):
    mask = np.zeros(shape, np.float32)
    mask[: (shape[0] + 1) // 2, : (shape[1] + 1) // 2] = 1
    (line,) = outlines(mask)
    assert line.min() < 0.5 / min(shape)
    assert line.max() <= 1
    filled = np.zeros((shape[0] * 8, shape[1] * 8), np.uint8)
    cv2.fillPoly(filled, [np.rint(line * (shape[1] * 8, shape[0] * 8)).astype(np.int32)], 1)
    large = cv2.resize(mask, filled.shape[::-1], interpolation=cv2.INTER_NEAREST)
    assert np.mean(filled != large) < 0.1


def test_holes_and_parts_have_outlines_of_their_own():
    mask = np.zeros((32, 32), np.float32)
    mask[4:28, 4:20] = 1
    mask[10:20, 8:16] = 0
    mask[5:10, 26:30] = 1
    assert len(outlines(mask)) == 3
    assert outlines(np.zeros((8, 8), np.float32)) == []
