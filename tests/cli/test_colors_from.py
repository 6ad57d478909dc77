"""`colorize --colors-from`: the colors of another version of the photo."""

import json
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from colorizer_gui.cli import main
from colorizer_gui.engine.color.version_blend import packed_colors
from colorizer_gui.engine.photo import read_photo
from colorizer_gui.engine.photo.fingerprint import fingerprint
from version_files import write_version


@pytest.fixture
def version_file(tmp_path, color_picture):
    return write_version(tmp_path / "version.jpg", color_picture)


def colorized(path, photo, *arguments):
    assert main(["colorize", str(photo), "-o", str(path), *map(str, arguments)]) == 0
    return np.asarray(Image.open(path).convert("RGB")).astype(int)


def test_the_result_has_the_colors_of_the_version(tmp_path, gray_file, version_file, color_picture):
    def error(rgb):
        return np.abs(rgb - color_picture)[250:400, 200:300].mean()

    plain = error(colorized(tmp_path / "plain.png", gray_file))
    half = ("--colors-from", version_file, "--colors-strength", 50)
    full = error(colorized(tmp_path / "full.png", gray_file, *half[:2]))
    assert full < error(colorized(tmp_path / "half.png", gray_file, *half)) < plain
    assert full < plain / 2


def test_a_version_belongs_to_one_photo(gray_file, version_file, capsys):
    assert (
        main(["colorize", str(gray_file), str(gray_file), "--colors-from", str(version_file)]) == 2
    )
    assert "a version of one photo, but there are 2 photos" in capsys.readouterr().err


def test_a_version_that_cannot_be_used_is_named(tmp_path, gray_file, capsys):
    for path in (gray_file, tmp_path / "missing.jpg"):
        assert main(["colorize", str(gray_file), "--colors-from", str(path)]) == 1
        assert path.name in capsys.readouterr().err
    assert not gray_file.with_name("portrait_color.jpg").exists()


@pytest.fixture
def two_photos(tmp_path: Path, gray_file: Path, gray_picture: NDArray[np.uint8]) -> list[Path]:
    """The portrait, and another photo of its shape."""
    other = tmp_path / "other.png"
    Image.fromarray(gray_picture[::-1]).save(other)
    return [gray_file, other]


def write_recipe_with(path: Path, tiny_model: Path, photo: str = "", **values: object) -> Path:
    """A recipe with parts that belong to one photo."""
    recipe = {"recipe": 1, "model": str(tiny_model), **values}
    path.write_text(json.dumps({**recipe, "photo": photo} if photo else recipe))
    return path


def version_of(width: int, height: int) -> dict[str, object]:
    """A version that agrees everywhere and is red."""
    ab = np.full((height, width, 2), 60, np.float32)
    colors = packed_colors(ab, np.ones((height, width), np.float32))
    return {"version": {"width": width, "height": height, "data": colors.data}}


def test_a_version_in_a_recipe_is_of_its_own_photo_alone(
    tmp_path: Path, two_photos: list[Path], tiny_model: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    own, other = two_photos
    look = version_of(64, 64)
    known = write_recipe_with(
        tmp_path / "known.json", tiny_model, fingerprint(read_photo(own)), look=look
    )
    arguments = ["--output", str(tmp_path / "results"), "--recipe"]
    assert main(["colorize", str(own), str(other), *arguments, str(known)]) == 1
    said = capsys.readouterr().err
    assert "other.png: it has the colors of a version of another photo" in said
    assert [each.name for each in (tmp_path / "results").iterdir()] == ["portrait_color.jpg"]
    nobody = write_recipe_with(tmp_path / "nobody.json", tiny_model, look=look)
    assert main(["colorize", str(own), str(other), *arguments, str(nobody)]) == 2
    assert "can't be used for all 2 photos" in capsys.readouterr().err
    assert main(["batch", str(tmp_path), str(tmp_path / "b"), "--recipe", str(known)]) == 2
    assert "can't be used for all photos" in capsys.readouterr().err
    assert not (tmp_path / "b").exists()


@pytest.mark.parametrize("look", [{"warmth": 0.5}, version_of(64, 64)])
def test_a_version_takes_the_place_of_that_in_the_recipe_of_another_photo(
    tmp_path: Path,
    two_photos: list[Path],
    version_file: Path,
    tiny_model: Path,
    look: dict[str, object],
) -> None:
    own, other = two_photos
    recipe = write_recipe_with(
        tmp_path / "other.json", tiny_model, fingerprint(read_photo(other)), look=look
    )
    arguments = ("--recipe", str(recipe), "--colors-from", str(version_file))
    assert main(["colorize", str(own), "-o", str(tmp_path / "out.png"), *arguments]) == 0


def test_a_version_of_another_shape_is_refused(
    tmp_path: Path, gray_file: Path, tiny_model: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    recipe = write_recipe_with(tmp_path / "wide.json", tiny_model, look=version_of(64, 40))
    assert main(["colorize", str(gray_file), "--recipe", str(recipe)]) == 1
    assert "64 x 40 cells, and the photo has 512 x 512 pixels" in capsys.readouterr().err
    assert not gray_file.with_name("portrait_color.jpg").exists()


def test_hints_of_another_photo_are_told(
    tmp_path: Path, two_photos: list[Path], tiny_model: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    own, other = two_photos
    hints = [{"x": 0.5, "y": 0.5, "a": 20, "b": 30}]
    recipe = write_recipe_with(
        tmp_path / "r.json", tiny_model, fingerprint(read_photo(own)), hints=hints
    )
    arguments = ["--overwrite", "--output", str(tmp_path / "results"), "--recipe", str(recipe)]
    assert main(["colorize", str(own), *arguments]) == 0
    assert "recipe" not in capsys.readouterr().err
    assert main(["colorize", str(own), str(other), *arguments]) == 0
    said = capsys.readouterr().err
    assert "act at the same places of all 2 photos" in said
    assert "belongs to another photo than other.png" in said
    assert "than portrait.jpg" not in said
