"""Photos whose sidecars prepare their scans: shown, saved and in the strip as they are prepared."""

import numpy as np
import pytest
from PIL import Image

from colorizer_gui.cli import main
from colorizer_gui.engine.hints import ColorHint
from colorizer_gui.engine.photo import read_photo
from colorizer_gui.engine.photo.fingerprint import fingerprint
from colorizer_gui.engine.preparation import Crop, Levels, Preparation
from colorizer_gui.engine.preparation.dust_mask import DustMask
from colorizer_gui.engine.session.recipe import Recipe
from colorizer_gui.engine.session.recipe_file import write_recipe
from colorizer_gui.engine.session.sidecar import sidecar_path

PREPARATION = Preparation(1, 2.0, Crop(0.1, 0.0, 1.0, 0.9), True, Levels())


@pytest.fixture
def negative(tmp_path, gray_picture):
    """A negative that was scanned sideways, with a sidecar that prepares it."""
    path = tmp_path / "negative.png"
    Image.fromarray(np.ascontiguousarray(np.rot90(255 - gray_picture[:400]))).save(path)
    hint = ColorHint(0.5, 0.4, 20.0, -30.0)
    owner = fingerprint(read_photo(path))
    write_recipe(sidecar_path(path), Recipe("tiny", (hint,), photo=owner, preparation=PREPARATION))
    return path


def test_the_window_saves_what_the_command_makes_of_a_sidecar(
    window, negative, tiny_model, qtbot, tmp_path
):
    with qtbot.waitSignal(window.document.colorized):
        window.open_paths([negative])
    photo = window.document.photo
    assert photo.width > photo.height
    assert str(photo.width) in window.parts.status.photo.full_text
    with qtbot.waitSignal(window.exports.exporter.saved):
        window.exports.save_to(tmp_path / "window.png")
    result, recipe = tmp_path / "command.png", sidecar_path(negative)
    arguments = ["--recipe", str(recipe), "--model", str(tiny_model), "-o", str(result)]
    assert main(["colorize", str(negative), *arguments]) == 0
    by_window = np.asarray(Image.open(tmp_path / "window.png"))
    np.testing.assert_array_equal(by_window, np.asarray(Image.open(result)))


def test_a_thumbnail_in_color_is_prepared(window, negative, gray_file, qtbot):
    with qtbot.waitSignal(window.document.colorized):
        window.open_paths([gray_file, negative])
    thumbnails = window.thumbnails
    qtbot.waitUntil(lambda: thumbnails.of(negative) is not None)

    def is_upright():
        made = thumbnails.of(negative)
        return made.width() > made.height()

    qtbot.waitUntil(is_upright)


def test_dust_does_not_keep_a_thumbnail_from_its_colors(window, tmp_path, gray_file, qtbot):
    """In a photo whose thumbnail cannot have the shape of its dust exactly."""
    path = tmp_path / "dusty.png"
    dust = np.zeros((1777, 999), np.bool_)
    dust[50:60, 50:60] = True
    Image.fromarray(np.where(dust, 255, 90).astype(np.uint8)).save(path)
    owner = fingerprint(read_photo(path))
    preparation = Preparation(1, dust=DustMask.of(dust))
    write_recipe(sidecar_path(path), Recipe("tiny", photo=owner, preparation=preparation))
    with qtbot.waitSignal(window.document.colorized):
        window.open_paths([gray_file, path])
    thumbnails = window.thumbnails
    qtbot.waitUntil(lambda: thumbnails.of(path) is not None)
    qtbot.waitUntil(lambda: thumbnails.of(path).width() > thumbnails.of(path).height())


def test_the_thumbnail_of_a_photo_that_was_left_at_once_is_turned(colorized, qtbot, tmp_path):
    lying = tmp_path / "lying.png"
    Image.fromarray(np.tile(np.arange(60, 180, dtype=np.uint8), (60, 1))).save(lying)
    with qtbot.waitSignal(colorized.document.colorized):
        colorized.open_paths([lying])
    thumbnails = colorized.thumbnails
    qtbot.waitUntil(lambda: thumbnails.of(lying) is not None)
    colorized.acts.rotate_right.trigger()
    with qtbot.waitSignal(colorized.document.opened):
        colorized.acts.previous_photo.trigger()
    qtbot.waitUntil(lambda: thumbnails.of(lying).width() < thumbnails.of(lying).height())
