"""Photos that are saved in their own colors: recipes that say so, pixels, color spaces."""

import io

import numpy as np
import pytest
from PIL import Image, ImageCms

from batch_files import options_for, run, states
from colorizer_gui.cli import main
from colorizer_gui.engine.colorizer import Colorizer
from colorizer_gui.engine.errors import SaveError
from colorizer_gui.engine.hints import ColorHint
from colorizer_gui.engine.model.runtime import Model
from colorizer_gui.engine.photo import Photo, read_photo
from colorizer_gui.engine.photo.fingerprint import fingerprint
from colorizer_gui.engine.preparation import Crop, Levels, Preparation
from colorizer_gui.engine.preparation.prepare import prepared
from colorizer_gui.engine.session.export_kind import ExportKind
from colorizer_gui.engine.session.output import Output
from colorizer_gui.engine.session.recipe import Recipe
from colorizer_gui.engine.session.recipe_file import parse_recipe, write_recipe
from colorizer_gui.engine.session.recipe_text import recipe_hash, recipe_text
from colorizer_gui.engine.session.saving import save_colorized
from colorizer_gui.engine.session.sidecar import sidecar_path

HINTS = (ColorHint(0.5, 0.5, 40.0, 10.0),)
KEPT = Recipe(own_colors=True)


@pytest.fixture(scope="module")
def colorizer(tiny_model):
    return Colorizer(Model(tiny_model, "cpu"))


def test_a_recipe_says_whether_a_photo_keeps_its_colors():
    assert parse_recipe(recipe_text(KEPT), "r.json") == KEPT
    assert KEPT.keeps_colors
    # A hint, such as one that is placed on the page, colorizes the photo.
    hinted = Recipe(hints=(ColorHint(0.5, 0.5, 10.0, 10.0),), own_colors=True)
    assert not hinted.keeps_colors


def test_only_recipes_with_other_results_have_other_checksums():
    plain = recipe_hash(Recipe())
    hints = (ColorHint(0.5, 0.5, 10.0, 10.0),)
    assert recipe_hash(Recipe(hints=hints, own_colors=True)) == recipe_hash(Recipe(hints=hints))
    assert recipe_hash(KEPT) != plain
    assert recipe_hash(Recipe(own_colors=False)) == plain
    assert "own_colors" not in recipe_text(Recipe())


def test_a_cropped_and_leveled_photo_is_saved_as_it_is_prepared(colorizer, color_picture, tmp_path):
    preparation = Preparation(3, crop=Crop(0.1, 0.2, 0.9, 1.0), levels=Levels(0.1, 0.9))
    photo = prepared(Photo(color_picture), preparation)
    recipe = Recipe(preparation=preparation, own_colors=True)
    saved = save_colorized(tmp_path / "p.png", photo, colorizer, recipe, Output())
    assert saved.notices == ()
    np.testing.assert_array_equal(read_photo(saved.path).pixels, photo.pixels)


@pytest.mark.parametrize(("space", "suffix"), [("display-p3", "png"), ("prophoto", "tif")])
def test_a_wider_color_space_shows_the_same_colors(
    colorizer, color_picture, tmp_path, space, suffix
):
    path = tmp_path / f"wide.{suffix}"
    save_colorized(path, Photo(color_picture), colorizer, KEPT, Output(space=space))
    if suffix == "png":  # a program that knows no more than profiles
        with Image.open(path) as image:
            profile = ImageCms.ImageCmsProfile(io.BytesIO(image.info["icc_profile"]))
            shown = np.asarray(
                ImageCms.profileToProfile(image, profile, ImageCms.createProfile("sRGB"))
            )
        assert not np.array_equal(np.asarray(Image.open(path)), color_picture)
    else:
        shown = read_photo(path).pixels / 257
    assert np.abs(shown - color_picture.astype(float)).max() <= 3
    assert np.abs(shown - color_picture.astype(float)).mean() < 0.5


def test_there_is_no_before_and_after_of_it(colorizer, color_picture, tmp_path):
    output = Output(kind=ExportKind.BEFORE_AFTER)
    with pytest.raises(SaveError, match=r"p\.png: the photo keeps its own colors"):
        save_colorized(tmp_path / "p.png", Photo(color_picture), colorizer, KEPT, output)
    assert not (tmp_path / "p.png").exists()


def test_a_layered_file_has_it_alone(colorizer, color_picture, tmp_path):
    saved = save_colorized(tmp_path / "p.psd", Photo(color_picture), colorizer, KEPT, Output())
    np.testing.assert_array_equal(read_photo(saved.path).pixels, color_picture)
    assert saved.path.stat().st_size < 1.1 * color_picture.nbytes


@pytest.fixture
def photos(color_picture, gray_picture, tmp_path):
    """A folder of two photos, one of them in color."""
    folder = tmp_path / "in"
    folder.mkdir()
    Image.fromarray(color_picture).save(folder / "colors.png")
    Image.fromarray(gray_picture[:, ::-1]).save(folder / "gray.png")  # another photo
    return folder


def is_colored(path):
    """Whether a file shows other colors than those of the photo in color, or than gray."""
    name = path.name.replace("_color", "")
    before = np.asarray(Image.open(path.parent.parent / "in" / name).convert("RGB"))
    return not np.array_equal(np.asarray(Image.open(path).convert("RGB")), before)


def test_a_batch_can_keep_the_colors_of_some(tiny_model, color_picture, photos, tmp_path):
    source, dest = photos, tmp_path / "out"
    turn = (("quarter_turns", 1),)
    options = options_for(source, dest, tiny_model, prepare=turn, keep_colors=True, resume=True)
    summary = run(options)
    assert states(summary) == {"colors.png": "done", "gray.png": "done"}
    assert str(summary.text()) == "1 of 2 photos colorized, 1 kept in own colors."
    assert [bool(outcome.model) for outcome in summary.outcomes] == [False, True]
    told = {outcome.name: str(outcome.message) for outcome in summary.outcomes}
    assert told["colors.png"] == "colors.png is in color already, so its colors are kept."
    turned, colorized = (
        np.asarray(Image.open(dest / outcome.result)) for outcome in summary.outcomes
    )
    np.testing.assert_array_equal(turned, np.rot90(color_picture, -1))
    assert np.ptp(colorized.astype(int), axis=2).mean() > 5
    assert set(states(run(options)).values()) == {"unchanged"}
    again = options_for(source, dest, tiny_model, prepare=turn, resume=True)
    assert set(states(run(again)).values()) == {"done"}
    recolored = np.asarray(Image.open(dest / "colors_color.png"))
    assert not np.array_equal(recolored, turned)


def colorized_by_the_command(photos, dest, model, *options):
    """Which of the photos `colorizer colorize` colorizes, by name."""
    paths = sorted(photos.glob("*.png"))
    arguments = [
        "colorize",
        *paths,
        "--output",
        dest,
        "--model",
        model,
        "--device",
        "cpu",
        *options,
    ]
    dest.mkdir()
    assert main([str(argument) for argument in arguments]) == 0
    return {path.name: is_colored(dest / f"{path.stem}_color.png") for path in paths}


def colorized_by_a_batch(photos, dest, model, **values):
    """Which of the photos a batch colorizes, by name."""
    summary = run(options_for(photos, dest, model, **values))
    return {outcome.name: is_colored(dest / outcome.result) for outcome in summary.outcomes}


def test_a_recipe_that_keeps_colors_colorizes_other_photos_that_have_none(
    tiny_model, photos, tmp_path, capsys
):
    own = fingerprint(read_photo(photos / "colors.png"))
    path = tmp_path / "kept.json"
    write_recipe(path, Recipe(own_colors=True, photo=own))
    expected = {"colors.png": False, "gray.png": True}
    made = colorized_by_the_command(photos, tmp_path / "out", tiny_model, "--recipe", path)
    assert made == expected
    assert "gray.png is in color" not in capsys.readouterr().err
    assert colorized_by_a_batch(photos, tmp_path / "all", tiny_model, recipe=KEPT) == expected


def test_the_command_does_not_count_it_as_colorized(tiny_model, photos, tmp_path, capsys):
    (photos / "damaged.png").write_bytes((photos / "gray.png").read_bytes()[:40])
    arguments = ["colorize", photos, "--output", tmp_path, "--model", tiny_model, "--keep-colors"]
    assert main([str(argument) for argument in arguments]) == 1
    assert "1 of 3 photos colorized, 1 failed." in capsys.readouterr().err


def test_hints_of_another_photo_do_not_color_one_that_is_to_keep_its_colors(
    tiny_model, photos, tmp_path
):
    (photos / "gray.png").unlink()
    path = tmp_path / "hints.json"
    for own, photo in ((True, photos / "colors.png"), (False, None)):
        scan = read_photo(photo) if photo else Photo(np.zeros((300, 200), np.uint8))
        write_recipe(path, Recipe(hints=HINTS, photo=fingerprint(scan)))
        dest = tmp_path / str(own)
        options = "--recipe", path, "--keep-colors"
        made = colorized_by_the_command(photos, dest, tiny_model, *options)
        assert made == {"colors.png": own}


def test_a_look_for_all_photos_does_not_color_those_that_are_to_keep_their_colors(
    tiny_model, photos, tmp_path
):
    """Its own recipe, of an earlier version of the program, only prepares the one in color."""
    path = photos / "colors.png"
    levels = Preparation(levels=Levels(0.0, 1.0, 1.0))
    recipe = Recipe(photo=fingerprint(read_photo(path)), preparation=levels)
    write_recipe(sidecar_path(path), recipe)
    made = colorized_by_a_batch(
        photos, tmp_path / "out", tiny_model, look=(("saturation", 1.5),), keep_colors=True
    )
    assert made == {"colors.png": False, "gray.png": True}
