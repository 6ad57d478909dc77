"""Saved colors: the thing of a hint found again in other photos, and kept in the settings."""

from dataclasses import replace

import numpy as np
import pytest
import skimage.data
from numpy.typing import NDArray
from PIL import Image

from colorizer_gui.engine.colorizer import Colorizer
from colorizer_gui.engine.hints import ColorHint
from colorizer_gui.engine.photo import Photo
from colorizer_gui.engine.prediction import Prediction
from colorizer_gui.engine.saved_colors import (
    ProposedColor,
    SavedColor,
    proposed_colors,
    saved_color,
)
from colorizer_gui.engine.settings import SettingsFile, read_settings, settings_file

ON_FACE = ColorHint(0.43, 0.2, 18.0, 22.0)


@pytest.fixture(scope="module")
def face(colorizer: Colorizer, prediction: Prediction) -> SavedColor:
    """The color of the face of the portrait."""
    found = saved_color(colorizer.model.info, prediction.output, prediction.lightness, ON_FACE)
    assert found is not None
    return found


def proposals(
    colorizer: Colorizer, picture: NDArray[np.uint8], saved: dict[str, SavedColor]
) -> list[ProposedColor]:
    """What is proposed in another photo."""
    shown = colorizer.predict(Photo(picture))
    return proposed_colors(saved, colorizer.model.info, shown.output, shown.lightness)


def other_frame(picture: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """The portrait again, from the other side, closer and brighter."""
    brighter = 255 * (picture[20:480, 40:500] / 255) ** 0.85
    return np.ascontiguousarray(brighter.astype(np.uint8)[:, ::-1])


def test_a_thing_is_found_in_another_frame(
    colorizer: Colorizer, face: SavedColor, gray_picture: NDArray[np.uint8]
) -> None:
    (found,) = proposals(colorizer, other_frame(gray_picture), {"Face": face})
    assert (found.name, found.hint.a, found.hint.b) == ("Face", 18.0, 22.0)
    assert 0.4 < found.hint.x < 0.7
    assert 0.08 < found.hint.y < 0.3
    assert found.covers(ColorHint(0.58, 0.18, 0, 0))
    assert not found.covers(ColorHint(0.05, 0.95, 0, 0))


def test_it_is_not_found_where_it_is_not(colorizer: Colorizer, face: SavedColor) -> None:
    for other in (skimage.data.camera(), skimage.data.coins()):
        assert proposals(colorizer, other, {"Face": face}) == []


def test_one_surface_has_one_proposal(
    colorizer: Colorizer, face: SavedColor, gray_picture: NDArray[np.uint8]
) -> None:
    twice = {"Face": face, "Skin": replace(face, a=10.0)}
    assert len(proposals(colorizer, gray_picture, twice)) == 1


@pytest.mark.parametrize(
    "change",
    [{"model": "f" * 64}, {"features": (0.0,) * 3}, {"lightness": 5.0}, {"size": 0.9}],
)
def test_other_models_and_unlike_things_propose_nothing(
    colorizer: Colorizer,
    face: SavedColor,
    prediction: Prediction,
    change: dict[str, object],
) -> None:
    other = replace(face, **change)  # type: ignore[arg-type]
    info, output = colorizer.model.info, prediction.output
    assert proposed_colors({"Face": other}, info, output, prediction.lightness) == []


def test_a_model_without_surfaces_saves_and_proposes_nothing(
    colorizer: Colorizer, face: SavedColor, prediction: Prediction
) -> None:
    info, output = colorizer.model.info, replace(prediction.output, surface=None)
    assert saved_color(info, output, prediction.lightness, ON_FACE) is None
    assert proposed_colors({"Face": face}, info, output, prediction.lightness) == []


def test_saved_colors_stay_in_the_settings(face: SavedColor) -> None:
    file = SettingsFile(settings_file())
    file.write(replace(file.settings, saved_colors={"Anna's dress": face}, propose_colors=False))
    kept = read_settings(settings_file())
    assert kept.saved_colors == {"Anna's dress": face}
    assert not kept.propose_colors


def test_settings_of_before_propose_nothing_yet() -> None:
    settings_file().write_text('version = 1\ntheme = "dark"\n')
    kept = read_settings(settings_file())
    assert (kept.theme, kept.saved_colors, kept.propose_colors) == ("dark", {}, True)


@pytest.mark.parametrize(
    "text", ["{a = 1}", "{a = 1, b = 2, model = 3, features = [], lightness = 1, size = 1}", "7"]
)
def test_a_damaged_saved_color_leaves_the_other_settings(
    text: str, caplog: pytest.LogCaptureFixture
) -> None:
    settings_file().write_text(f'version = 1\ntheme = "dark"\nsaved_colors = {{x = {text}}}\n')
    kept = read_settings(settings_file())
    assert (kept.theme, kept.saved_colors) == ("dark", {})
    assert "is left out" in caplog.text


def test_a_photo_of_one_tone_has_no_proposals(colorizer: Colorizer, face: SavedColor) -> None:
    flat = np.asarray(Image.new("L", (64, 64), 120))
    assert proposals(colorizer, flat, {"Face": face}) == []
