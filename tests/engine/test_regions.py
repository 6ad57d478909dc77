"""What is painted, protected and adjusted by itself, with the shipped model."""

from dataclasses import replace

import cv2
import numpy as np
import pytest
from PIL import Image

from colorizer_gui.cli import main
from colorizer_gui.engine.batch.digest import settings_digest
from colorizer_gui.engine.color.cielab import srgb_to_lab
from colorizer_gui.engine.colorizer import Colorizer
from colorizer_gui.engine.hints import ColorHint, Reach
from colorizer_gui.engine.look import Look
from colorizer_gui.engine.model.library import find_model
from colorizer_gui.engine.model.runtime import Model
from colorizer_gui.engine.photo import Photo
from colorizer_gui.engine.regions import Mask, Region, RegionKind, mask_size
from colorizer_gui.engine.regions.selection import lasso_mask, surface_selection
from colorizer_gui.engine.regions.stroke import Dab, Stroke, added, erased
from colorizer_gui.engine.session.output import Output
from colorizer_gui.engine.session.recipe import Recipe
from colorizer_gui.engine.session.recipe_file import write_recipe

BLUE = (5.0, -35.0)
HEIGHT, WIDTH = 480, 400
# A dress before a wall: rows and columns well inside of it, and of the wall beside.
DRESS, WALL = (slice(260, 380), slice(150, 250)), (slice(60, 400), slice(10, 70))
DRESS_SHAPE = [(160, 150), (240, 150), (300, 440), (100, 440)]  # x, y of pixels


@pytest.fixture(scope="module")
def photo():
    """A drawn dress, shaded, before a lighter wall."""
    y, x = np.mgrid[:HEIGHT, :WIDTH].astype(np.float32)
    wall = 190 + 15 * np.sin(x / 60) + y / 40
    dress = 80 + 25 * np.sin(x / 9) + (x - 200) / 10
    inside = np.zeros((HEIGHT, WIDTH), np.uint8)
    cv2.fillPoly(inside, [np.array(DRESS_SHAPE)], 1)
    cv2.circle(inside, (200, 110), 35, 1, -1)
    pixels = np.where(inside > 0, dress, wall)
    return Photo(cv2.GaussianBlur(np.rint(pixels).astype(np.uint8), (3, 3), 0))


@pytest.fixture(scope="module")
def colorizer():
    return Colorizer(Model(find_model(), "cpu"))


@pytest.fixture(scope="module")
def plain(colorizer, photo):
    """The prediction without hints."""
    return colorizer.predict(photo)


@pytest.fixture(scope="module")
def size():
    return mask_size(HEIGHT, WIDTH)


@pytest.fixture(scope="module")
def stroke(size):
    """The mask of strokes over the dress that go a little beyond its sides."""
    brush = Stroke(size, 0.3)
    for line in range(8):
        y = 0.38 + 0.07 * line
        reach = 0.11 + 0.018 * line
        brush.add(Dab(0.5 - reach, y, 0.045))
        brush.add(Dab(0.5 + reach, y, 0.045))
    return Mask.of(brush.coverage)


def painted(mask, ab=BLUE, region=1):
    return Region(region, "Dress", RegionKind.PAINT, mask, ab)


@pytest.fixture(scope="module")
def lab(colorizer, photo, plain):
    """L*, a*, b* of the photo rendered with regions."""

    def render(*regions, prediction=plain, look=None):
        pixels = colorizer.render(photo, prediction, look, regions=regions)
        return srgb_to_lab(pixels / np.float32(255))

    return render


def change(one, other, area):
    """Mean change of ab in an area."""
    return float(np.linalg.norm((one - other)[..., 1:], axis=-1)[area].mean())


def test_a_brush_colors_what_it_has_painted_and_nothing_else(lab, stroke):
    before, after = lab(), lab(painted(stroke))
    assert change(before, after, DRESS) > 15
    assert np.abs(np.median(after[DRESS][..., 1:], axis=(0, 1)) - BLUE).max() < 3
    assert np.array_equal(before[WALL], after[WALL])
    assert np.abs(before - after)[..., 0].max() < 1.2  # lightness of 8 bits


def test_painted_color_stops_at_the_edges_of_the_photo(lab, size):
    inside = np.zeros((HEIGHT, WIDTH), np.uint8)
    cv2.fillPoly(inside, [np.array(DRESS_SHAPE)], 1)
    sloppy = cv2.dilate(inside, np.ones((11, 11)))  # 5 pixels beyond the dress
    mask = Mask.of(cv2.resize(sloppy.astype(np.float32), size[::-1], interpolation=cv2.INTER_AREA))
    beyond = (sloppy > 0) & (cv2.dilate(inside, np.ones((5, 5))) == 0)
    beyond[:160] = False  # above, the dress meets the head
    before, after = lab(), lab(painted(mask, (40.0, 20.0)))
    assert change(before, after, beyond) < 0.4 * change(before, after, DRESS)


def test_the_look_changes_what_is_painted_as_it_changes_hints(lab, stroke):
    gray = lab(painted(stroke), look=Look(strength=0))
    assert np.abs(gray[..., 1:]).max() < 0.1
    vivid = lab(painted(stroke, (0.0, -12.0)), look=Look(saturation=1.5))[DRESS]
    assert np.median(vivid[..., 2]) == pytest.approx(1.5 * -12, abs=2)


def test_what_is_protected_stays_gray(colorizer, photo, plain, stroke):
    keep = Region(2, "Keep", RegionKind.KEEP, stroke)
    pixels = colorizer.render(photo, plain, Look(warmth=1), regions=[painted(stroke), keep])
    gray = pixels[DRESS]
    assert (gray == photo.pixels[DRESS][..., None]).all()
    warm = colorizer.render(photo, plain, Look(warmth=1))
    assert np.array_equal(pixels[WALL], warm[WALL])


def test_a_region_has_a_look_of_its_own_relative_to_the_photo(lab, stroke):
    region = Region(1, "Dress", RegionKind.REGION, stroke, look=(("strength", -1.0),))
    plain, own = lab(look=Look(warmth=0.5)), lab(region, look=Look(warmth=0.5))
    assert np.array_equal(plain[WALL], own[WALL])
    assert np.abs(own[DRESS][..., 1:]).max() < 0.5
    assert region.look_in(Look(strength=0.5)).strength == 0  # values end at their range
    wanted = Look(warmth=0.25)
    assert region.with_look(Look(warmth=0.5), wanted).look_in(Look(warmth=0.5)) == wanted


@pytest.mark.parametrize("reach", list(Reach))
def test_a_region_limits_hints(colorizer, photo, plain, lab, size, reach):
    left = np.zeros(size, np.float32)
    left[:, : size[1] // 2] = 1
    region = Region(3, "Left", RegionKind.REGION, Mask.of(left))
    hint = ColorHint(0.4, 0.7, 10, -50, 0.05, reach, region=3)
    free = colorizer.predict(photo, [replace(hint, region=0)], plain)
    limited = colorizer.predict(photo, [hint], plain, [region])
    before = lab()
    on_the_left, on_the_right = (
        (slice(260, 380), slice(130, 170)),
        (slice(60, 400), slice(240, 400)),
    )
    assert change(before, lab(prediction=limited), on_the_left) > 5
    assert change(before, lab(prediction=limited), on_the_right) < 0.7
    if reach is not Reach.HERE:
        assert change(before, lab(prediction=free), on_the_right) > 2


def test_a_region_without_a_look_changes_nothing(colorizer, photo, plain, stroke):
    region = Region(1, "Dress", RegionKind.REGION, stroke)
    assert np.array_equal(
        colorizer.render(photo, plain), colorizer.render(photo, plain, regions=[region])
    )


def test_a_click_selects_the_surface(colorizer, plain, size):
    mask = surface_selection(size, colorizer.surface_at(plain, 0.5, 0.7))
    rows, columns = (slice(part.start * size[0] // HEIGHT, part.stop * size[0] // HEIGHT)
                     for part in DRESS)  # fmt: skip
    assert mask[rows, columns].mean() > 0.8
    assert mask[:, : size[1] // 8].mean() < 0.1


def test_a_lasso_selects_what_it_surrounds(size):
    mask = lasso_mask(size, [(0.25, 0.25), (0.75, 0.25), (0.75, 3.0), (0.25, 3.0)])
    assert mask.mean() == pytest.approx(0.5 * 0.75, abs=0.01)
    assert not lasso_mask(size, [(0.1, 0.1), (0.9, 0.9)]).any()


def test_a_stroke_follows_size_and_softness(size):
    hard, soft = Stroke(size, 0.0), Stroke(size, 1.0)
    for brush in (hard, soft):
        brush.add(Dab(0.2, 0.5, 0.05))
        brush.add(Dab(0.8, 0.5, 0.1))
    column = hard.coverage[:, round(0.8 * size[1])]
    assert (column > 0.5).sum() == pytest.approx(0.2 * max(size), abs=2)
    partly = (soft.coverage > 0.05) & (soft.coverage < 0.95)
    assert partly.mean() > 3 * ((hard.coverage > 0.05) & (hard.coverage < 0.95)).mean()
    assert Stroke(size, 0).add(Dab(3.0, 3.0, 0.1)) is None
    both = added(hard.coverage, soft.coverage)
    assert erased(both, hard.coverage).max() < 1
    assert erased(both, both)[hard.coverage == 1].max() == 0


def test_other_regions_give_results_other_digests(stroke):
    recipe = Recipe()
    digests = {
        settings_digest("model", each, Output())
        for each in (
            recipe,
            replace(recipe, regions=(painted(stroke),)),
            replace(recipe, regions=(painted(stroke, (0.0, 0.0)),)),
        )
    }
    assert len(digests) == 3


def test_the_command_gives_the_pixels_of_the_window(tmp_path, colorizer, photo, plain, stroke):
    Image.fromarray(photo.pixels).save(tmp_path / "photo.png")
    regions = (painted(stroke), Region(2, "Nothing", RegionKind.KEEP, Mask.of(np.zeros((60, 50)))))
    write_recipe(tmp_path / "recipe.json", Recipe(regions=regions))
    result = tmp_path / "result.png"
    arguments = [tmp_path / "photo.png", "--recipe", tmp_path / "recipe.json", "-o", result]
    assert main(["colorize", "--device", "cpu", *map(str, arguments)]) == 0
    rendered = colorizer.render(photo, plain, regions=regions)
    assert np.array_equal(np.asarray(Image.open(result)), rendered)


def test_the_command_tells_of_regions_that_do_not_fit_or_cover_nothing(
    tmp_path, capsys, photo, stroke
):
    Image.fromarray(photo.pixels).save(tmp_path / "photo.png")
    Image.fromarray(photo.pixels[:200]).save(tmp_path / "cut.png")
    empty = Region(1, "Hat", RegionKind.KEEP, Mask.of(np.zeros((60, 50))))
    recipe = tmp_path / "recipe.json"
    write_recipe(recipe, Recipe(regions=(empty,)))
    run = ["colorize", "--device", "cpu", "--recipe", str(recipe), "--overwrite"]
    assert main([*run, str(tmp_path / "photo.png")]) == 0
    assert "The region Hat covers nothing" in capsys.readouterr().err
    assert main([*run, str(tmp_path / "cut.png")]) == 1
    said = capsys.readouterr().err
    assert "The region Hat was made for a photo of another shape" in said
    assert "400 x 200 pixels" in said
