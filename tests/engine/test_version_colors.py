"""Colors of another version of the photo: taken where both agree, and from nothing else."""

import json
from dataclasses import replace

import numpy as np
import pytest
import skimage.data
from PIL import Image

from colorizer_gui.engine.batch.digest import settings_digest
from colorizer_gui.engine.color.cielab import gray_to_lightness, srgb_to_lab
from colorizer_gui.engine.color.version_blend import version_grid
from colorizer_gui.engine.color.version_colors import VersionColors
from colorizer_gui.engine.errors import Cancelled, PhotoError, RecipeError
from colorizer_gui.engine.hints import ColorHint
from colorizer_gui.engine.look import Look
from colorizer_gui.engine.photo import Photo
from colorizer_gui.engine.session.output import Output
from colorizer_gui.engine.session.recipe import Recipe
from colorizer_gui.engine.session.recipe_file import parse_recipe
from colorizer_gui.engine.session.recipe_text import recipe_text
from colorizer_gui.engine.session.version_photo import read_version_colors
from colorizer_gui.engine.stopping import stopped_by
from version_files import redrawn_area, write_version

# Rows and columns of the astronaut that are well inside the version.
INSIDE = slice(80, 420), slice(80, 430)


def lab_of(pixels):
    return srgb_to_lab(pixels.astype(np.float32) / 255)


@pytest.fixture(scope="module")
def version_file(tmp_path_factory, color_picture):
    return write_version(tmp_path_factory.mktemp("version") / "version.jpg", color_picture)


@pytest.fixture(scope="module")
def version(version_file, photo):
    return read_version_colors(version_file, photo)


@pytest.fixture(scope="module")
def plain(colorizer, photo, prediction):
    return colorizer.render(photo, prediction)


@pytest.fixture(scope="module")
def shown(colorizer, photo, prediction, version):
    return colorizer.render(photo, prediction, Look(version=version))


def test_colors_are_those_of_the_version_where_both_agree(shown, plain, color_picture):
    wanted = lab_of(color_picture)[INSIDE][..., 1:]
    is_drawn = np.ones(color_picture.shape[:2], bool)
    is_drawn[redrawn_area(color_picture.shape, inset=-0.06)] = False

    def median_error(pixels):
        error = np.linalg.norm(lab_of(pixels)[INSIDE][..., 1:] - wanted, axis=-1)
        return np.median(error[is_drawn[INSIDE]])

    assert median_error(shown) < 4
    assert median_error(plain) > 8


def test_what_was_redrawn_stays_as_the_model_colors_it(shown, plain):
    area = redrawn_area(plain.shape, inset=0.03)
    changed = np.linalg.norm(lab_of(shown)[area] - lab_of(plain)[area], axis=-1)
    assert np.mean(changed < 1) > 0.9


def test_what_the_version_does_not_show_stays_as_it_is(shown, plain):
    assert np.array_equal(shown[:30], plain[:30])


def test_lightness_is_the_scans_own(shown, gray_picture):
    difference = np.abs(lab_of(shown)[..., 0] - gray_to_lightness(gray_picture / 255))
    assert np.quantile(difference, 0.999) < 0.45


def test_agreement_is_known_by_place(version, color_picture):
    _, agreement = version_grid(version)
    assert agreement[redrawn_area(agreement.shape, inset=0.03)].mean() < 0.1
    assert agreement[150:250, 150:250].mean() > 0.95
    assert agreement[:15].max() == 0


def test_the_colors_of_a_cropped_version_fade_out_at_its_rim(tmp_path, photo, color_picture):
    path = tmp_path / "cropped.png"
    Image.fromarray(color_picture[:, :330]).save(path)
    _, agreement = version_grid(read_version_colors(path, photo))
    rim = round(330 / 512 * agreement.shape[1])
    steps = np.abs(np.diff(agreement[:, rim - 30 : rim + 10], axis=1))
    assert steps.max() < 0.35  # before what differs, it is steeper than at the rim
    assert np.median(agreement[:, rim - 1]) < 0.05
    assert agreement[:, rim + 1 :].max() == 0
    across = np.median(agreement[:, rim - 25 : rim], axis=0)
    assert np.abs(np.diff(across)).max() < 0.12
    assert np.median(agreement[100:200, :3]) > 0.9  # the photo's own edge is none


def test_strength_blends_from_the_model_to_the_version(colorizer, photo, prediction, version):
    def colors(strength):
        look = Look(version=replace(version, strength=strength))
        return lab_of(colorizer.render(photo, prediction, look))[150:350, 200:300, 1:]

    none, half, full = map(colors, (0, 0.5, 1))
    assert (
        np.abs(none - lab_of(colorizer.render(photo, prediction))[150:350, 200:300, 1:]).max() < 1
    )
    assert np.abs(half - (none + full) / 2).mean() < 1
    assert np.abs(full - none).mean() > 5


def test_a_hint_wins_over_the_version(colorizer, photo, version):
    hint = ColorHint(0.55, 0.62, -40, 30)
    hinted = colorizer.predict(photo, [hint])
    lab = lab_of(colorizer.render(photo, hinted, Look(version=version)))
    a, b = lab[round(0.62 * 512), round(0.55 * 512), 1:]
    assert a < -10
    assert b > 5


def test_another_photo_is_refused_with_its_agreement(tmp_path, photo):
    path = write_version(tmp_path / "coffee.jpg", skimage.data.coffee())
    with pytest.raises(PhotoError, match=r"coffee\.jpg: \d % of this photo agree"):
        read_version_colors(path, photo)


@pytest.mark.parametrize("kind", ["gray", "gray as RGB", "sepia"])
def test_a_version_without_color_is_refused(tmp_path, photo, gray_picture, kind):
    pixels = gray_picture
    if kind != "gray":
        tone = np.array((1, 0.85, 0.6) if kind == "sepia" else (1, 1, 1))
        pixels = (gray_picture[..., None] * tone).astype(np.uint8)
    Image.fromarray(pixels).save(tmp_path / "version.jpg")
    with pytest.raises(PhotoError, match="it has none"):
        read_version_colors(tmp_path / "version.jpg", photo)


@pytest.mark.parametrize("size", [(1, 1), (3, 4000), (20, 20)])
def test_versions_and_scans_of_any_size_are_refused_in_words(tmp_path, version_file, size):
    rgb = np.random.default_rng(1).integers(0, 256, (*size, 3)).astype(np.uint8)
    Image.fromarray(rgb).save(tmp_path / "small.png")
    scan = Photo(np.zeros((64, 64), np.uint8))
    with pytest.raises(PhotoError, match="Can't take colors from"):
        read_version_colors(tmp_path / "small.png", scan)
    with pytest.raises(PhotoError, match="agree"):
        read_version_colors(version_file, Photo(rgb[..., 0].copy()))


def test_alignment_can_be_stopped(version_file, photo):
    asked = []

    def is_cancelled():
        asked.append(True)
        return len(asked) > 3

    with stopped_by(is_cancelled), pytest.raises(Cancelled):
        read_version_colors(version_file, photo)


def test_a_recipe_carries_the_version(version):
    recipe = Recipe(look=Look(version=replace(version, strength=0.7)))
    text = recipe_text(recipe)
    assert parse_recipe(text, "r.json") == recipe
    assert len(text) < 200_000


def test_recipes_and_digests_without_a_version_are_as_ever(version):
    assert "version" not in json.loads(recipe_text(Recipe()))["look"]
    digests = {
        settings_digest("", Recipe(look=look), Output())
        for look in (Look(), Look(version=version), Look(version=replace(version, strength=0.5)))
    }
    assert len(digests) == 3


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"width": 0}, "width"),
        ({"height": 5}, "data is damaged"),
        ({"data": "no base 64"}, "data is damaged"),
        ({"data": "eJw="}, "data is damaged"),
        ({"data": 3}, "data must be a text"),
        ({"strength": 1.5}, "strength"),
        ({"other": 1}, "other"),
    ],
)
def test_a_wrong_version_in_a_recipe_is_named(change, named):
    small = VersionColors(2, 1, "eNpjYAABAAAGAAE=")
    stored = json.loads(recipe_text(Recipe(look=Look(version=small))))
    stored["look"]["version"].update(change)
    with pytest.raises(RecipeError, match=named):
        parse_recipe(json.dumps(stored), "r.json")
