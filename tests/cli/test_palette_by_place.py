"""`--palette-method place`: one photo, a folder and a recipe give the same bytes."""

from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
from PIL import Image

from colorizer_gui.cli import main
from colorizer_gui.engine.look import Look
from colorizer_gui.engine.session.recipe import Recipe
from colorizer_gui.engine.session.recipe_file import write_recipe
from colorizer_gui.engine.session.reference_photo import read_reference_colors


@pytest.fixture
def reference(tmp_path: Path, color_picture: npt.NDArray[np.uint8]) -> Path:
    path = tmp_path / "reference.png"
    Image.fromarray(color_picture[::2, ::-2]).save(path)
    return path


def test_command_batch_and_recipe_agree(
    tmp_path: Path, gray_file: Path, reference: Path, tiny_model: Path
) -> None:
    folder, results, recipe = tmp_path / "photos", tmp_path / "results", tmp_path / "recipe.json"
    folder.mkdir()
    photo = gray_file.rename(folder / gray_file.name)
    taken = ["--model", tiny_model, "--palette", reference, "--palette-method"]

    def colorized(name: str, *arguments: object) -> bytes:
        path = tmp_path / name
        assert main(list(map(str, ("colorize", photo, "-o", path, *arguments)))) == 0
        return path.read_bytes()

    by_place = colorized("place.jpg", *taken, "place")
    assert by_place != colorized("spread.jpg", *taken, "spread")
    assert main(list(map(str, ("batch", folder, results, *taken, "place")))) == 0
    assert (results / "portrait_color.jpg").read_bytes() == by_place
    look = Look(reference=read_reference_colors(reference, "place"))
    write_recipe(recipe, Recipe(str(tiny_model), look=look))
    reference.unlink()
    from_recipe = tmp_path / "recipe.jpg"
    assert main(["colorize", str(photo), "-o", str(from_recipe), "--recipe", str(recipe)]) == 0
    assert Image.open(from_recipe).tobytes() == Image.open(tmp_path / "place.jpg").tobytes()
