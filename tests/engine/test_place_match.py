"""Colors of a reference photo by place: what takes which color, and what keeps the model's own."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
import skimage.data
from PIL import Image

from colorizer_gui.engine.arrays import Float32Array
from colorizer_gui.engine.choices import BY_PLACE
from colorizer_gui.engine.color.cielab import srgb_to_lab
from colorizer_gui.engine.colorizer import Colorizer
from colorizer_gui.engine.errors import PhotoError
from colorizer_gui.engine.hints import ColorHint
from colorizer_gui.engine.look import Look
from colorizer_gui.engine.model.runtime import Model
from colorizer_gui.engine.photo import Photo
from colorizer_gui.engine.prediction import Prediction
from colorizer_gui.engine.session.recipe import Recipe
from colorizer_gui.engine.session.recipe_file import read_recipe, write_recipe
from colorizer_gui.engine.session.reference_photo import read_reference_colors
from model_files import write_model

Pixels = npt.NDArray[np.uint8]


def ab_of(pixels: npt.NDArray[np.uint8 | np.uint16]) -> Float32Array:
    return srgb_to_lab(pixels.astype(np.float32) / np.iinfo(pixels.dtype).max)[..., 1:]


def error(pixels: npt.NDArray[np.uint8 | np.uint16], true: Pixels) -> float:
    """Root of the mean squared distance of a*, b* from the true ones."""
    return float(np.sqrt(((ab_of(pixels) - ab_of(true)) ** 2).sum(axis=-1).mean()))


@pytest.fixture(scope="module")
def mirrored(tmp_path_factory: pytest.TempPathFactory, color_picture: Pixels) -> Path:
    """The portrait in color from the other side, smaller, brighter."""
    path: Path = tmp_path_factory.mktemp("reference") / "mirrored.png"
    small = Image.fromarray(color_picture[:, ::-1]).resize((300, 300))
    small.point([min(255, value + 20) for value in range(256)] * 3).save(path)
    return path


@pytest.fixture(scope="module")
def look(mirrored: Path) -> Look:
    return Look(reference=read_reference_colors(mirrored, BY_PLACE))


def test_a_photo_takes_colors_where_the_reference_looks_alike(
    colorizer: Colorizer, photo: Photo, prediction: Prediction, color_picture: Pixels,
    mirrored: Path, look: Look,
) -> None:  # fmt: skip
    own = error(colorizer.render(photo, prediction), color_picture)
    by_place = error(colorizer.render(photo, prediction, look), color_picture)
    whole = Look(reference=read_reference_colors(mirrored))
    assert by_place < 0.9 * own
    assert by_place < error(colorizer.render(photo, prediction, whole), color_picture)


def test_it_is_known_where_a_color_comes_from(
    colorizer: Colorizer, prediction: Prediction, color_picture: Pixels, look: Look
) -> None:
    match = colorizer.reference_match(prediction, look)
    assert match is not None
    shape = match.share.shape
    true, there = (
        ab_of(np.asarray(Image.fromarray(pixels).resize(shape[::-1], Image.Resampling.BOX)))
        for pixels in (color_picture, color_picture[:, ::-1])
    )
    columns, rows = np.moveaxis((match.source * (shape[1], shape[0])).astype(int), -1, 0)
    is_matched = match.share > 0.5
    assert is_matched.mean() > 0.3
    far = np.hypot(*np.moveaxis(there[rows, columns] - true, -1, 0))[is_matched]
    assert np.median(far) < 5


def test_another_scene_leaves_the_colors_of_the_model(
    colorizer: Colorizer, photo: Photo, prediction: Prediction, color_picture: Pixels,
    tmp_path: Path,
) -> None:  # fmt: skip
    other = tmp_path / "other.png"
    Image.fromarray(skimage.data.immunohistochemistry()).save(other)
    own = error(colorizer.render(photo, prediction), color_picture)
    look = Look(reference=read_reference_colors(other, BY_PLACE))
    assert error(colorizer.render(photo, prediction, look), color_picture) < 1.05 * own
    match = colorizer.reference_match(prediction, look)
    assert match is not None
    # Also where hardly anything counts, nothing but colors of the reference.
    borrowed, given = match.ab.reshape(-1, 2), ab_of(skimage.data.immunohistochemistry())
    assert (borrowed >= given.min(axis=(0, 1)) - 1).all()
    assert (borrowed <= given.max(axis=(0, 1)) + 1).all()


def test_a_recipe_needs_the_reference_file_no_more(
    colorizer: Colorizer, photo: Photo, prediction: Prediction, mirrored: Path, tmp_path: Path
) -> None:
    reference = tmp_path / "reference.png"
    reference.write_bytes(mirrored.read_bytes())
    recipe = Recipe(look=Look(reference=read_reference_colors(reference, BY_PLACE)))
    before = colorizer.render(photo, prediction, recipe.look)
    write_recipe(tmp_path / "r.json", recipe)
    reference.unlink()
    opened = read_recipe(tmp_path / "r.json")
    assert opened == recipe
    assert np.array_equal(colorizer.render(photo, prediction, opened.look), before)


def test_a_hint_keeps_its_surface(
    colorizer: Colorizer, photo: Photo, prediction: Prediction, look: Look
) -> None:
    hinted = colorizer.predict(photo, [ColorHint(0.3, 0.9, 10, -40)], prediction)
    assert hinted.hinted is not None
    there = np.unravel_index(hinted.hinted.argmax(), hinted.hinted.shape)
    row, column = (int((there[axis] + 0.5) * 512 / hinted.hinted.shape[axis]) for axis in (0, 1))
    without = colorizer.render(photo, hinted)
    shown = colorizer.render(photo, hinted, look)
    assert np.abs(ab_of(shown) - ab_of(without))[row, column].max() < 4


def test_switched_methods_keep_the_copy(
    colorizer: Colorizer, photo: Photo, prediction: Prediction, mirrored: Path, look: Look
) -> None:
    whole = read_reference_colors(mirrored, keeps_copy=True)
    plain = colorizer.render(photo, prediction, Look(reference=read_reference_colors(mirrored)))
    assert np.array_equal(colorizer.render(photo, prediction, Look(reference=whole)), plain)
    assert Look(reference=replace(whole, method=BY_PLACE)) == look


@pytest.mark.parametrize("bins", [True, False])
@pytest.mark.parametrize("size", [(6, 5), (1600, 9)])
def test_references_of_any_size_and_simple_models_do(
    color_picture: Pixels, tmp_path: Path, bins: bool, size: tuple[int, int]
) -> None:
    colorizer = Colorizer(Model(write_model(tmp_path / "m.onnx", hints=False, bins=bins), "cpu"))
    Image.fromarray(color_picture).resize(size).save(tmp_path / "r.png")
    look = Look(reference=read_reference_colors(tmp_path / "r.png", BY_PLACE))
    photo = Photo(np.tile(np.arange(0, 240, 4, np.uint8), (40, 1)))
    shown = colorizer.render(photo, colorizer.predict(photo), look)
    assert shown.shape == (40, 60, 3)
    flat = Photo(np.full((40, 60), 90, np.uint8))
    shown = colorizer.render(flat, colorizer.predict(flat), look)
    assert np.ptp(shown.astype(int), axis=-1).max() <= 1


def test_a_reference_without_hues_is_refused(gray_picture: Pixels, tmp_path: Path) -> None:
    path = tmp_path / "old.png"
    Image.fromarray(gray_picture).save(path)
    with pytest.raises(PhotoError, match=r"Can't borrow colors from old\.png: it has none"):
        read_reference_colors(path, BY_PLACE)
    sepia = np.rint(gray_picture[..., None] * np.array((1.0, 0.85, 0.6))).astype(np.uint8)
    Image.fromarray(sepia).save(path)
    with pytest.raises(PhotoError, match=r"Can't match places with old\.png: it is a toned"):
        read_reference_colors(path, BY_PLACE)
    assert read_reference_colors(path, keeps_copy=True).copy is None
