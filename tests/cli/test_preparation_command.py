"""Scans that are prepared by the command, a batch, and recipes: to the same results."""

import json
import shutil

import numpy as np
import pytest
from PIL import Image

from colorizer_gui.cli import main
from colorizer_gui.engine.hints import ColorHint, Reach
from colorizer_gui.engine.photo import read_photo
from colorizer_gui.engine.preparation import Levels, Preparation
from colorizer_gui.engine.preparation.dust_mask import DustMask
from colorizer_gui.engine.preparation.prepare import prepared
from colorizer_gui.engine.regions import Mask, Region, RegionKind, mask_size
from colorizer_gui.engine.session.recipe import Recipe
from colorizer_gui.engine.session.recipe_text import recipe_text
from colorizer_gui.engine.session.sidecar import sidecar_path
from version_files import write_version

SCANNED = {"rotate": 90, "invert": True, "levels": "auto"}


@pytest.fixture
def negative(tmp_path, gray_picture):
    """A flat negative that was scanned sideways, of 400 x 512 pixels."""
    pixels = np.rot90(200 - gray_picture[:400] // 2)
    path = tmp_path / "negative.png"
    Image.fromarray(np.ascontiguousarray(pixels)).save(path)
    return path


@pytest.fixture
def positive(tmp_path, negative):
    """What is to become of it, as a photo that needs no preparation."""
    preparation = Preparation(1, inverted=True, levels=Levels())
    path = tmp_path / "positive.png"
    Image.fromarray(prepared(read_photo(negative), preparation).pixels).save(path)
    return path


def pixels_of(path):
    return np.asarray(Image.open(path).convert("RGB")).astype(int)


def colorized(path, *arguments):
    result = path.with_name("out.png")
    words = map(str, arguments)
    assert main(["colorize", str(path), "-o", str(result), "--overwrite", *words]) == 0
    return pixels_of(result)


def test_options_give_what_the_prepared_photo_would(negative, positive):
    wanted = colorized(positive)
    assert np.ptp(wanted, axis=2).mean() > 5
    options = ("--rotate", 90, "--invert", "--levels", "auto")
    np.testing.assert_array_equal(colorized(negative, *options), wanted)
    given = colorized(negative, "--rotate", 90, "--invert", "--levels", "0.216,0.713,1")
    assert np.abs(given - wanted).max() < 12
    cropped = colorized(negative, *options, "--crop", "0.1,0.1,0.9,0.95")
    assert cropped.shape == (340, 410, 3)


def test_options_count_more_than_a_recipe(negative, positive, tmp_path):
    recipe = tmp_path / "r.json"
    recipe.write_text(json.dumps({"recipe": 1, "prepare": {**SCANNED, "rotate": 180}}))
    upright = colorized(negative, "--recipe", recipe, "--rotate", 90)
    np.testing.assert_array_equal(upright, colorized(positive))
    assert colorized(negative, "--recipe", recipe, "--rotate", 0).shape == (512, 400, 3)


def test_hints_and_regions_of_a_recipe_move_along(negative, tmp_path):
    """A recipe that was made for the scan as it is; its photo is turned afterwards."""
    left = np.zeros(mask_size(512, 400), np.float32)
    left[:, : left.shape[1] // 2] = 1
    region = Region(1, "Left", RegionKind.KEEP, Mask.of(left))
    hint = ColorHint(0.75, 0.25, 60.0, 40.0, radius=0.03, reach=Reach.HERE)
    recipe = tmp_path / "r.json"
    recipe.write_text(recipe_text(Recipe(hints=(hint,), regions=(region,))))
    turned = colorized(negative, "--recipe", recipe, "--rotate", 90)
    assert turned.shape == (400, 512, 3)
    chroma = np.ptp(turned, axis=2)
    assert chroma[:198].mean() < 1 < chroma[202:].mean()  # the left half is above now
    assert chroma[295:305, 380:388].min() > 40  # x 0.75, y 0.75
    cropped = colorized(negative, "--recipe", recipe, "--crop", "0,0,0.45,1")
    assert np.ptp(cropped, axis=2).max() == 0


def test_dust_is_filled_before_a_photo_is_colorized(negative, tmp_path):
    photo = read_photo(negative)
    mask = np.zeros((photo.height, photo.width), bool)
    mask[100:110, 60:75] = True
    dusty = tmp_path / "dusty.png"
    Image.fromarray(np.where(mask, 255, photo.pixels).astype(np.uint8)).save(dusty)
    recipe = tmp_path / "r.json"
    recipe.write_text(recipe_text(Recipe(preparation=Preparation(dust=DustMask.of(mask)))))
    before, after = colorized(dusty), colorized(dusty, "--recipe", recipe)
    assert before[102:108, 62:73].min() > 240
    assert np.abs(after - colorized(negative)).mean() < 1
    other = tmp_path / "square.png"
    Image.open(negative).resize((300, 300)).save(other)
    assert main(["colorize", str(other), "--recipe", str(recipe)]) == 1


def test_what_cannot_be_meant_is_refused_in_a_sentence(negative, capsys):
    for option, value, words in (
        ("--levels", "0.9,0.1", "black must be below white"),
        ("--levels", "nan,1", "black must be between 0 and 1"),
        ("--levels", "dark", "must be auto or BLACK,WHITE[,GAMMA]"),
        ("--crop", "0,0,1", "must be LEFT,TOP,RIGHT,BOTTOM"),
        ("--crop", "0.5,0,0.5,1", "right must be above left"),
        ("--straighten", "60", "angle must be between -45 and 45"),
        ("--straighten", "level", "'level' is no number"),
        ("--rotate", "45", "invalid choice: 45"),
    ):
        with pytest.raises(SystemExit):
            main(["colorize", str(negative), f"{option}={value}"])
        assert words in capsys.readouterr().err


def test_a_batch_prepares_all_photos_and_does_again_what_another_preparation_changes(
    negative, positive, tmp_path, capsys
):
    folder, results = tmp_path / "scans", tmp_path / "results"
    folder.mkdir()
    for name in ("a.png", "b.png"):
        shutil.copy(negative, folder / name)
    hint = ColorHint(0.68, 0.44, -50.0, 0.0, radius=0.02, reach=Reach.HERE)  # the face
    own = recipe_text(Recipe(hints=(hint,), preparation=Preparation(2)))
    sidecar_path(folder / "b.png").write_text(own)
    options = ["--resume", "--rotate", "90", "--invert", "--levels", "auto"]
    command = ["batch", str(folder), str(results)]
    assert main(command) == 0
    capsys.readouterr()
    assert main([*command, "--resume", "--dry-run"]) == 0
    assert capsys.readouterr().out.count("unchanged") == 2
    assert main([*command, *options]) == 0
    first, second = (pixels_of(each) for each in sorted(results.glob("*.png")))
    np.testing.assert_array_equal(first, colorized(positive))
    red, green, _ = second[126:130, 223:227].reshape(-1, 3).mean(axis=0)
    assert green > red + 30
    capsys.readouterr()
    assert main([*command, *options, "--dry-run"]) == 0
    assert capsys.readouterr().out.count("unchanged") == 2
    assert main([*command, *options, "--rotate", "270", "--dry-run"]) == 0
    assert "unchanged" not in capsys.readouterr().out


@pytest.mark.parametrize(
    ("content", "size"), [("before-after", (1024, 400)), ("layer", (512, 400)), (None, (512, 400))]
)
def test_all_contents_are_of_the_prepared_photo(negative, content, size):
    kind = ["--content", content] if content else []
    suffix = ".png" if content else ".psd"
    result = negative.with_name(f"out{suffix}")
    arguments = ["colorize", str(negative), "--rotate", "90", "-o", str(result), *kind]
    assert main(arguments) == 0
    with Image.open(result) as image:
        across, down = image.size
    assert (abs(across - size[0]) < 40, down) == (True, size[1])


def test_colors_of_a_version_are_those_of_the_prepared_photo(tmp_path, gray_picture, color_picture):
    scan = tmp_path / "scan.png"
    Image.fromarray(np.ascontiguousarray(np.rot90(gray_picture))).save(scan)
    version = write_version(tmp_path / "version.jpg", color_picture)
    turned = colorized(scan, "--rotate", 90, "--colors-from", version)
    error = np.abs(turned - color_picture)[250:400, 200:300].mean()
    plain = np.abs(colorized(scan, "--rotate", 90) - color_picture)[250:400, 200:300].mean()
    assert error < plain / 2
